// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "theme/theme.h"
#include "views/attack_view.h"
#include "views/noise_panel.h"
#include "widgets/class_ribbon.h"
#include "widgets/digit_tile.h"
#include "widgets/epsilon_slider.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

constexpr int kTimeoutMs = 30000; // a machine shared by many builds

struct Program
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    MainWindow window{client, session};
    SweepResult lastSweep;

    explicit Program(QSize size = {1280, 800})
    {
        QObject::connect(&client, &EngineClient::sweepUpdated, &window,
            [this](const SweepResult& result) { lastSweep = result; });
        window.resize(size);
        window.show();
    }

    AttackView& attack() { return *qobject_cast<AttackView*>(window.view("attack")); }
    ClassRibbon& ribbon() { return *window.findChild<ClassRibbon*>("classRibbon"); }
    double flip(std::size_t model) { return lastSweep.models.at(model).flip.value_or(-1.0); }
    QAction* action(const char* name) { return window.findChild<QAction*>(QLatin1String(name)); }
};

/// Where an epsilon stands in the ribbon, and the middle of a row.
QPoint at(const ClassRibbon& ribbon, double epsilon, int row)
{
    const double wide = ribbon.width() - 2.0 * EpsilonSlider::kSide;
    return {static_cast<int>(std::lround(EpsilonSlider::kSide + wide * epsilon / 0.5)),
        ribbon.height() / 4 + row * ribbon.height() / 2};
}

/// A ribbon by itself, with a sweep made by hand: 7 up to 0.25, 3 from 0.26.
SweepResult handMade()
{
    SweepResult sweep;
    sweep.isLast = true;
    ModelSweep model;
    model.label = model.cleanClass = 7;
    model.flip = 0.253;
    for (int i = 0; i <= 50; ++i) {
        sweep.request.epsilons.push_back(i / 100.0);
        model.cells.push_back(i < 26 ? SweepCell{7, 0.9F, false} : SweepCell{3, 0.8F, true});
    }
    sweep.models = {model, model};
    return sweep;
}

} // namespace

class RibbonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Theme::Light); }
    void saysItsRowsInWords();
    void paintsSuccessFromTheFlipOn();
    void clickChoosesACellAndDoubleClickTheFlip();
    void windowShowsTheSweepOfItsSession();
    void epsilonAloneAsksForNothingNew();
    void whatTakesTooLongWaitsForAClick();
    void keyGoesToOneFlipThenToTheOther();
    void minimalNormAttacksSayWhyThereIsNone();
    void otherDigitTakesTheOldRibbonAway();
    void everyNormHasTheScaleOfItsSlider();
    void noiseStandsBesideTheAttack();
    void keySwapsTheNoiseInAndOut();
    void noiseFollowsEpsilon();
};

void RibbonTest::saysItsRowsInWords()
{
    ClassRibbon ribbon;
    ribbon.showSweep(handMade());
    QVERIFY(ribbon.accessibleDescription().contains(
        "A reads 7 from \u03B5 0.000 to 0.250, 3 from \u03B5 0.260 to 0.500."));
    QVERIFY(ribbon.accessibleDescription().contains("The attack first works at \u03B5 0.253."));
    ribbon.setReason("why not");
    QCOMPARE(ribbon.accessibleDescription(), QString("why not"));
}

void RibbonTest::paintsSuccessFromTheFlipOn()
{
    ClassRibbon ribbon;
    ribbon.resize(528, ribbon.sizeHint().height()); // 500 px of scale
    ribbon.setEpsilon(0.5);
    ribbon.showSweep(handMade());
    const QImage picture = ribbon.grab().toImage();
    const int row = ribbon.height() / 4 - 3; // beside the diamond and the name
    const QColor fooled = theme::palette().adversarial;
    QVERIFY(picture.pixelColor(14 + 240, row) != fooled);
    QCOMPARE(picture.pixelColor(14 + 300, row), fooled);
    QCOMPARE(picture.pixelColor(14 + 450, row), fooled);
}

void RibbonTest::clickChoosesACellAndDoubleClickTheFlip()
{
    ClassRibbon ribbon;
    ribbon.resize(528, ribbon.sizeHint().height());
    ribbon.showSweep(handMade());
    QSignalSpy picked(&ribbon, &ClassRibbon::epsilonPicked);
    QTest::mouseClick(&ribbon, Qt::LeftButton, {}, at(ribbon, 0.121, 0));
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].toDouble(), 0.12);
    QTest::mouseDClick(&ribbon, Qt::LeftButton, {}, at(ribbon, 0.4, 1));
    QCOMPARE(picked.last()[0].toDouble(), 0.253);
}

void RibbonTest::windowShowsTheSweepOfItsSession()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled() && program.lastSweep.isLast, kTimeoutMs);
    QCOMPARE(program.lastSweep.request.epsilons.size(), std::size_t{51});
    QCOMPARE(program.lastSweep.request.epsilons.back(), program.session.largestEpsilon());
    QVERIFY(program.ribbon().accessibleDescription().startsWith("A reads 7 from"));
    const double wanted = 0.3;
    QTest::mouseClick(&program.ribbon(), Qt::LeftButton, {}, at(program.ribbon(), wanted, 0));
    QVERIFY(std::abs(program.session.epsilon() - wanted) < 0.0101);
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    const auto cell = static_cast<std::size_t>(std::lround(program.session.epsilon() * 100));
    const PreviewResult& shown = program.attack().shownResult();
    for (std::size_t i = 0; i < 2; ++i)
        QCOMPARE(program.lastSweep.models[i].cells[cell].predicted, shown.models[i].adversarialClass);
}

void RibbonTest::whatTakesTooLongWaitsForAClick()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled() && program.lastSweep.isLast, kTimeoutMs);
    SweepResult givenUp = program.lastSweep; // as the engine answers on a slow machine
    givenUp.neededSeconds = 42.0;
    Q_EMIT program.client.sweepUpdated(givenUp);
    QVERIFY(program.ribbon().accessibleDescription().contains("would take about 42.0 s"));
    program.session.setEpsilon(0.33);
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    QVERIFY(program.ribbon().accessibleDescription().contains("would take about 42.0 s"));
    QTest::mouseClick(&program.ribbon(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
        program.ribbon().accessibleDescription().startsWith("A reads 7 from"), kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(program.lastSweep.request.limitSeconds, 0.0, kTimeoutMs);
}

void RibbonTest::epsilonAloneAsksForNothingNew()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled() && program.lastSweep.isLast, kTimeoutMs);
    const RequestId before = program.lastSweep.id;
    program.session.setEpsilon(0.222);
    QTRY_VERIFY_WITH_TIMEOUT(
        program.attack().shownResult().request.attack.values.at("epsilon") == ParameterValue(0.222),
        kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    QCOMPARE(program.lastSweep.id, before);
    program.session.setSeed(2);
    QTRY_VERIFY_WITH_TIMEOUT(program.lastSweep.id > before && program.lastSweep.isLast, kTimeoutMs);
}

void RibbonTest::keyGoesToOneFlipThenToTheOther()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled() && program.lastSweep.isLast, kTimeoutMs);
    program.action("jumpToFlipAction")->trigger();
    QCOMPARE(program.session.epsilon(), std::min(program.flip(0), program.flip(1)));
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    QCOMPARE(program.attack().shownResult().models[0].verdict, Verdict::Fooled);
    program.action("jumpToFlipAction")->trigger();
    QCOMPARE(program.session.epsilon(), std::max(program.flip(0), program.flip(1)));
    QCOMPARE(program.action("jumpToFlipAction")->shortcut(), QKeySequence(Qt::Key_M));
}

void RibbonTest::minimalNormAttacksSayWhyThereIsNone()
{
    Program program;
    program.session.setAttack("deepfool");
    QVERIFY(program.ribbon().accessibleDescription().contains("finds the size of the change itself"));
    program.session.setAttack("spatial");
    QVERIFY(program.ribbon().accessibleDescription().contains("No \u03B5 bounds this attack"));
    program.session.setAttack("fgsm");
    QTRY_VERIFY_WITH_TIMEOUT(program.ribbon().accessibleDescription().startsWith("A reads"), kTimeoutMs);
}

void RibbonTest::otherDigitTakesTheOldRibbonAway()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled() && program.lastSweep.isLast, kTimeoutMs);
    program.session.setPosition(3);
    QVERIFY(program.ribbon().accessibleDescription().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!program.ribbon().accessibleDescription().isEmpty(), kTimeoutMs);
    QCOMPARE(program.lastSweep.request.sample.index, program.session.sample().index);
}

void RibbonTest::everyNormHasTheScaleOfItsSlider()
{
    Program program;
    program.session.setAttack("pgd");
    const auto* slider = program.window.findChild<EpsilonSlider*>("epsilonSlider");
    for (const char* norm : {"linf", "l2", "l1", "linf"}) {
        program.session.setParameter("norm", std::string(norm));
        QTRY_VERIFY_WITH_TIMEOUT(program.lastSweep.isLast
                && program.lastSweep.request.attack.values.at("norm") == ParameterValue(norm),
            kTimeoutMs);
        QCOMPARE(program.lastSweep.request.epsilons.back(), program.session.largestEpsilon());
        program.session.setEpsilon(program.session.largestEpsilon());
        QCOMPARE(slider->value(), slider->maximum());
    }
    QVERIFY(std::abs(program.session.epsilon() - 0.5) < 1e-9);
}

void RibbonTest::noiseStandsBesideTheAttack()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    const auto* panel = program.window.findChild<NoisePanel*>("noisePanel");
    const NoiseResult& noise = program.attack().lastNoise();
    QCOMPARE(noise.id, program.attack().shownResult().id);
    QCOMPARE(noise.models.at(0).verdict, Verdict::Held); // the point of it: FGSM of this size fools A
    QCOMPARE(program.attack().shownResult().models[0].verdict, Verdict::Fooled);
    QVERIFY(panel->accessibleDescription().contains("With a random change of size 0.150"));
    QCOMPARE(program.window.findChild<QLabel*>("noiseTitle")->text(), QString("Random, same size"));
    QVERIFY(program.window.findChild<QLabel*>("noiseMeasured")->text().contains("0.150"));
    QVERIFY(!program.window.findChild<DigitTile*>("noiseTile")->picture().isNull());
}

void RibbonTest::keySwapsTheNoiseInAndOut()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    auto* tile = program.window.findChild<DigitTile*>("adversarialTileA");
    const QImage attacked = tile->picture(),
                 noise = program.window.findChild<DigitTile*>("noiseTile")->picture();
    QVERIFY(attacked != noise);
    QCOMPARE(program.action("noiseAction")->shortcut(), QKeySequence(Qt::Key_N));
    program.action("noiseAction")->trigger();
    QCOMPARE(tile->picture(), noise);
    QCOMPARE(tile->frame(), DigitTile::Frame::Held);
    program.session.setEpsilon(0.2); // what comes next is swapped too
    QTRY_COMPARE_WITH_TIMEOUT(
        tile->picture(), program.window.findChild<DigitTile*>("noiseTile")->picture(), kTimeoutMs);
    program.session.setEpsilon(0.15);
    QTRY_COMPARE_WITH_TIMEOUT(tile->picture(), noise, kTimeoutMs);
    program.action("noiseAction")->trigger();
    QCOMPARE(tile->picture(), attacked);
    QCOMPARE(tile->frame(), DigitTile::Frame::Fooled);
}

void RibbonTest::noiseFollowsEpsilon()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    for (const double epsilon : {0.3, 0.0}) {
        program.session.setEpsilon(epsilon);
        QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
        // 1e-6: pixels are float32
        QVERIFY(std::abs(program.attack().lastNoise().models.at(0).distances.linf - epsilon) < 1e-6);
    }
}

QTEST_MAIN(RibbonTest)
#include "ribbon_test.moc"
