// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "client/image_conversion.h"
#include "theme/theme.h"
#include "views/attack_sizes.h"
#include "widgets/digit_tile.h"
#include "widgets/epsilon_control.h"
#include "widgets/epsilon_slider.h"
#include "widgets/number_edit.h"
#include "widgets/number_text.h"
#include "widgets/parameter_form.h"
#include "widgets/verdict_chip.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace epsilonlab;
using namespace epsilonlab::ui;

class AttackWidgetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void epsilonFieldTakesWhatPeopleWrite_data();
    void epsilonFieldTakesWhatPeopleWrite();
    void epsilonFieldExplainsWhatItDoesNotTake_data();
    void epsilonFieldExplainsWhatItDoesNotTake();
    void normChangesTheRange();
    void arrowsMoveEpsilon_data();
    void arrowsMoveEpsilon();
    void aChangeAboveEpsilonIsSaid_data();
    void aChangeAboveEpsilonIsSaid();
    void verdictsInWords_data();
    void verdictsInWords();
    void formGivesBackWhatItWasGiven_data();
    void formGivesBackWhatItWasGiven();
    void fieldsFollowTheNormBesideThem();
    void fieldsThatDoNothingAreNotShown();
    void tileIsAnExactEnlargement_data();
    void tileIsAnExactEnlargement();
    void signedMapIsSymmetricAboutNeutral();
    void probabilitiesAreNeverFalselyCertain_data();
    void probabilitiesAreNeverFalselyCertain();
};

namespace {

void type(NumberEdit& field, const QString& words)
{
    field.selectAll();
    QTest::keyClicks(&field, words);
    QTest::keyClick(&field, Qt::Key_Return);
}

/// Every grey level, so that no two neighbours could hide a shift by one.
Image pattern()
{
    Image image;
    for (int i = 0; i < kImagePixels; ++i)
        image.pixels.push_back(static_cast<float>((i * 37) % 256) / 255.0F);
    return image;
}

} // namespace

void AttackWidgetsTest::epsilonFieldTakesWhatPeopleWrite_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("epsilon");
    QTest::newRow("decimal") << "0.1" << 0.1;
    QTest::newRow("fraction") << "8/255" << 8.0 / 255.0;
    QTest::newRow("fraction with a comma") << "25,5/255" << 25.5 / 255.0;
    QTest::newRow("largest") << "0.5" << 0.5;
}

void AttackWidgetsTest::epsilonFieldTakesWhatPeopleWrite()
{
    QFETCH(QString, typed);
    QFETCH(double, epsilon);
    EpsilonControl control;
    control.setEpsilon(0.25);
    QSignalSpy edited(&control, &EpsilonControl::epsilonEdited);
    type(*control.findChild<NumberEdit*>("epsilonEdit"), typed);
    QCOMPARE(control.epsilon(), epsilon);
    QCOMPARE(edited.size(), 1);
}

void AttackWidgetsTest::epsilonFieldExplainsWhatItDoesNotTake_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("negative") << "-1";
    QTest::newRow("letters") << "abc";
    QTest::newRow("too large") << "0.9";
    QTest::newRow("divided by zero") << "8/0";
    QTest::newRow("not a number") << "nan";
}

void AttackWidgetsTest::epsilonFieldExplainsWhatItDoesNotTake()
{
    QFETCH(QString, typed);
    EpsilonControl control;
    control.setEpsilon(0.25);
    QSignalSpy edited(&control, &EpsilonControl::epsilonEdited);
    QSignalSpy rejected(&control, &EpsilonControl::rejected);
    auto* field = control.findChild<NumberEdit*>("epsilonEdit");
    type(*field, typed);
    QCOMPARE(control.epsilon(), 0.25);
    QCOMPARE(edited.size(), 0);
    QCOMPARE(rejected.size(), 1);
    QVERIFY(rejected.first().first().toString().contains(typed));
    QCOMPARE(field->findChild<QLineEdit*>()->text(), QString("0.250"));
}

void AttackWidgetsTest::normChangesTheRange()
{
    EpsilonControl control;
    auto* slider = control.findChild<EpsilonSlider*>("epsilonSlider");
    auto* field = control.findChild<NumberEdit*>("epsilonEdit");
    control.setNorm("l2");
    type(*field, "5.5");
    QCOMPARE(control.epsilon(), 5.5);
    QCOMPARE(slider->epsilon(), 5.5);
    control.setNorm("linf");
    QSignalSpy rejected(&control, &EpsilonControl::rejected);
    type(*field, "5");
    QCOMPARE(rejected.size(), 1);
}

void AttackWidgetsTest::arrowsMoveEpsilon_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("isShifted");
    QTest::addColumn<double>("epsilon");
    QTest::newRow("right") << int(Qt::Key_Right) << false << 0.205;
    QTest::newRow("left") << int(Qt::Key_Left) << false << 0.195;
    QTest::newRow("shift right") << int(Qt::Key_Right) << true << 0.25;
    QTest::newRow("page up") << int(Qt::Key_PageUp) << false << 0.3;
    QTest::newRow("home") << int(Qt::Key_Home) << false << 0.0;
    QTest::newRow("end") << int(Qt::Key_End) << false << 0.5;
}

void AttackWidgetsTest::arrowsMoveEpsilon()
{
    QFETCH(int, key);
    QFETCH(bool, isShifted);
    QFETCH(double, epsilon);
    EpsilonControl control;
    control.setEpsilon(0.2);
    auto* slider = control.findChild<EpsilonSlider*>("epsilonSlider");
    QTest::keyClick(slider, Qt::Key(key), isShifted ? Qt::ShiftModifier : Qt::NoModifier);
    QVERIFY(std::abs(control.epsilon() - epsilon) < 1e-12);
}

void AttackWidgetsTest::aChangeAboveEpsilonIsSaid_data()
{
    QTest::addColumn<double>("measured");
    QTest::addColumn<bool>("isSaid");
    QTest::newRow("at epsilon") << 0.15 << false;
    QTest::newRow("float32") << 0.1500003 << false;
    QTest::newRow("above") << 0.150002 << true;
}

void AttackWidgetsTest::aChangeAboveEpsilonIsSaid()
{
    QFETCH(double, measured);
    QFETCH(bool, isSaid);
    EpsilonControl control;
    const QColor usual = control.findChild<QLabel*>("measuredLabel")->palette().color(QPalette::WindowText);
    PreviewResult result;
    result.request.attack.values = defaultsOf(catalogue::attack("fgsm").parameters);
    result.request.attack.values["epsilon"] = 0.15;
    result.models.resize(1);
    result.models[0].distances.linf = measured;
    sizes::prepare(control, result.request.attack);
    sizes::show(control, result);
    const auto* label = control.findChild<QLabel*>("measuredLabel");
    QCOMPARE(label->text().startsWith(QStringLiteral("\u26A0")), isSaid);
    QCOMPARE(label->palette().color(QPalette::WindowText), isSaid ? theme::palette().error : usual);
    result.models[0].distances.linf = 0.1;
    sizes::show(control, result);
    QCOMPARE(label->text(), QString("measured 0.100"));
    QCOMPARE(label->palette().color(QPalette::WindowText), usual);
}

void AttackWidgetsTest::verdictsInWords_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QString>("words");
    QTest::newRow("fooled") << int(Verdict::Fooled) << QString("FOOLED 7\u21923");
    QTest::newRow("held") << int(Verdict::Held) << "HELD 3"; // adversarialClass is what it says now
    QTest::newRow("hit") << int(Verdict::TargetHit) << "TARGET HIT 3";
    QTest::newRow("missed") << int(Verdict::TargetMissed) << "MISSED (now 3, wanted 5)";
    QTest::newRow("already wrong") << int(Verdict::AlreadyWrong) << "ALREADY WRONG";
}

void AttackWidgetsTest::verdictsInWords()
{
    QFETCH(int, verdict);
    QFETCH(QString, words);
    ModelPreview preview;
    preview.verdict = static_cast<Verdict>(verdict);
    preview.cleanClass = 7;
    preview.adversarialClass = 3;
    preview.target = 5;
    QCOMPARE(verdictText(preview), words);
}

void AttackWidgetsTest::formGivesBackWhatItWasGiven_data()
{
    QTest::addColumn<QString>("id");
    for (const AttackInfo& attack : catalogue::attacks())
        QTest::newRow(attack.id.c_str()) << QString::fromStdString(attack.id);
}

void AttackWidgetsTest::formGivesBackWhatItWasGiven()
{
    QFETCH(QString, id);
    const std::vector<ParameterSpec>& specs = catalogue::attack(id.toStdString()).parameters;
    ParameterSet wanted;
    for (const ParameterSpec& spec : specs) {
        if (spec.kind == ParameterKind::Real)
            wanted[spec.id] = spec.minimum + (spec.maximum - spec.minimum) / 3.0; // no short decimal
        else if (spec.kind == ParameterKind::Integer)
            wanted[spec.id] = static_cast<std::int64_t>(spec.maximum);
        else if (spec.kind == ParameterKind::Boolean)
            wanted[spec.id] = !std::get<bool>(spec.defaultValue);
        else
            wanted[spec.id] = spec.kind == ParameterKind::Target ? std::string("4") : spec.choices.back();
    }
    ParameterForm form(ParameterForm::Direction::Row);
    form.setSpecs(specs);
    QVERIFY(form.values() == defaultsOf(specs));
    form.setValues(wanted);
    QVERIFY(form.values() == wanted);
}

void AttackWidgetsTest::fieldsFollowTheNormBesideThem()
{
    ParameterForm form(ParameterForm::Direction::Row);
    form.setSpecs(catalogue::attack("pgd").parameters);
    auto* step = qobject_cast<NumberEdit*>(form.editor("step-size"));
    auto* norm = qobject_cast<QComboBox*>(form.editor("norm"));
    QSignalSpy rejected(&form, &ParameterForm::rejected);
    type(*step, "7");
    QCOMPARE(rejected.count(), 1);
    QVERIFY(rejected.first().first().toString().contains("0 to 1 for norm linf"));
    norm->setCurrentIndex(norm->findData("l2"));
    type(*step, "7");
    QCOMPARE(rejected.count(), 1);
    QCOMPARE(step->number(), 7.0);
    QVERIFY(step->toolTip().contains("0 to 28 for norm l2"));
}

void AttackWidgetsTest::fieldsThatDoNothingAreNotShown()
{
    ParameterForm form(ParameterForm::Direction::Row);
    form.setSpecs(catalogue::attack("pgd").parameters);
    form.show();
    const QWidget* quantile = form.editor("l1-quantile");
    auto* norm = qobject_cast<QComboBox*>(form.editor("norm"));
    QVERIFY(!quantile->isVisible());
    norm->setCurrentIndex(norm->findData("l1"));
    QVERIFY(quantile->isVisible());
    QVERIFY(form.editor("step-size")->isVisible());
    norm->setCurrentIndex(norm->findData("l2"));
    QVERIFY(!quantile->isVisible());
}

void AttackWidgetsTest::tileIsAnExactEnlargement_data()
{
    QTest::addColumn<int>("factor");
    QTest::addColumn<bool>("isSigned");
    for (int factor : {4, 5, 6, 7, 8}) {
        QTest::addRow("grey, factor %d", factor) << factor << false;
        QTest::addRow("signed, factor %d", factor) << factor << true;
    }
}

void AttackWidgetsTest::tileIsAnExactEnlargement()
{
    QFETCH(int, factor);
    QFETCH(bool, isSigned);
    const QImage picture = isSigned ? toSigned(pattern(), 1.0) : toGrey(pattern());
    DigitTile tile;
    tile.setFactor(factor);
    tile.setPicture(picture);
    tile.setFrame(DigitTile::Frame::Fooled); // no frame may cover a pixel
    tile.resize(DigitTile::sideOf(factor) + DigitTile::kFlag, DigitTile::sideOf(factor));
    const QImage shot = tile.grab().toImage();
    const double ratio = shot.devicePixelRatio();
    const QRect at(
        tile.pictureRect().topLeft().toPoint() * ratio, (tile.pictureRect().size() * ratio).toSize());
    const int cell = at.width() / kImageSide;
    QCOMPARE(at.width(), cell * kImageSide);
    for (int y = 0; y < at.height(); ++y) {
        for (int x = 0; x < at.width(); ++x) {
            if (shot.pixelColor(at.left() + x, at.top() + y) != picture.pixelColor(x / cell, y / cell))
                QFAIL(qPrintable(QStringLiteral("differs at %1, %2").arg(x).arg(y)));
        }
    }
}

void AttackWidgetsTest::signedMapIsSymmetricAboutNeutral()
{
    QCOMPARE(divergingColor(0.0), QColor(0xF5F5F5));
    QCOMPARE(divergingColor(-1.0), QColor(0x053B6B));
    QCOMPARE(divergingColor(1.0), QColor(0x7F3300));
    for (double t = 0.05; t <= 1.0; t += 0.05) {
        QVERIFY(divergingColor(-t).blue() > divergingColor(-t).red());
        QVERIFY(divergingColor(t).red() > divergingColor(t).blue());
    }
}

void AttackWidgetsTest::probabilitiesAreNeverFalselyCertain_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("ordinary") << 0.872 << "87.2 %";
    QTest::newRow("tiny") << 0.0004 << "<0.1 %";
    QTest::newRow("rounds up to 0.1") << 0.00099 << "<0.1 %";
    QTest::newRow("nearly one") << 0.9996 << ">99.9 %";
    QTest::newRow("one in float") << 1.0 << ">99.9 %";
    QTest::newRow("not measured") << std::nan("") << QString("\u2014");
}

void AttackWidgetsTest::probabilitiesAreNeverFalselyCertain()
{
    QFETCH(double, value);
    QFETCH(QString, words);
    QCOMPARE(text::probability(value), words);
}

QTEST_MAIN(AttackWidgetsTest)
#include "attack_widgets_test.moc"
