// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "client/engine_client.h"
#include "client/image_conversion.h"
#include "shell/intro.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "shell/shortcut_sheet.h"
#include "theme/theme.h"
#include "views/attack_view.h"
#include "widgets/digit_tile.h"
#include "widgets/epsilon_slider.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenuBar>
#include <QTest>
#include <QTreeWidget>

#include <memory>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

constexpr int kTimeoutMs = 20000; // a machine shared by many builds

/// What runWindow makes, without its event loop.
struct Program
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    MainWindow window{client, session};

    explicit Program(QSize size = {1280, 800})
    {
        window.resize(size);
        window.show();
    }

    AttackView& attack() { return *qobject_cast<AttackView*>(window.view("attack")); }

    bool isSettled()
    {
        const PreviewResult& shown = attack().shownResult();
        return shown.id != 0 && shown.id == attack().lastRequest() && shown.tier == PreviewTier::Final;
    }
};

/// The same request, answered by an engine that has seen nothing before.
PreviewResult computedAfresh(const PreviewRequest& request)
{
    Engine engine;
    engine.preview(request);
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kTimeoutMs) {
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(100))) {
            const auto* result = std::get_if<PreviewResult>(&event);
            if (result && result->tier == PreviewTier::Final)
                return *result;
        }
    }
    return {};
}

bool isOurs(const QWidget& widget)
{
    return !widget.objectName().startsWith("qt_") && !widget.isWindow();
}

QString lineOf(const QWidget& widget)
{
    return QStringLiteral("%1 \"%2\" in \"%3\"")
        .arg(widget.metaObject()->className(), widget.objectName(),
            widget.parentWidget() ? widget.parentWidget()->objectName() : QString());
}

/// The first widget that reaches beyond its parent; empty: none.
QString outside(const QWidget& window)
{
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!isOurs(*widget) || !widget->isVisible() || !widget->parentWidget())
            continue;
        if (widget->parentWidget()->objectName() == "qt_scrollarea_viewport") // scrolls instead
            continue;
        if (!widget->parentWidget()->rect().contains(widget->geometry()))
            return lineOf(*widget);
    }
    return {};
}

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Theme::Light); }
    void sliderMovedShowsWhatIsComputedAfresh_data();
    void sliderMovedShowsWhatIsComputedAfresh();
    void olderResultsAreNotShown();
    void quickNeverReplacesFinal();
    void firstPictureFoolsAAndNotB();
    void letterInATextFieldIsNoShortcut();
    void keysThatNobodyTakesGoNowhere();
    void everythingIsNamed();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void keysOfTheViewInFrontComeFirst();
    void comparingOffShowsOneRow();
    void themesChangeThePalette();
};

void MainWindowTest::sliderMovedShowsWhatIsComputedAfresh_data()
{
    QTest::addColumn<QString>("attack");
    QTest::addColumn<QString>("norm");
    for (const char* attack : {"fgsm", "pgd"}) {
        for (const char* norm : {"linf", "l2"})
            QTest::addRow("%s %s", attack, norm) << attack << norm;
    }
}

void MainWindowTest::sliderMovedShowsWhatIsComputedAfresh()
{
    QFETCH(QString, attack);
    QFETCH(QString, norm);
    Program program;
    program.session.setAttack(attack.toStdString());
    program.session.setParameter("norm", norm.toStdString());
    auto* slider = program.window.findChild<EpsilonSlider*>("epsilonSlider");
    for (int i = 0; i < 12; ++i)
        QTest::keyClick(slider, i % 4 == 3 ? Qt::Key_Left : Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);

    const PreviewResult& shown = program.attack().shownResult();
    QCOMPARE(realValue(shown.request.attack.values, "epsilon"), program.session.epsilon());
    const PreviewResult fresh = computedAfresh(shown.request);
    QCOMPARE(fresh.models.size(), shown.models.size());
    for (std::size_t i = 0; i < fresh.models.size(); ++i) {
        QVERIFY(shown.models[i].adversarial == fresh.models[i].adversarial); // bit for bit
        QVERIFY(shown.models[i].adversarialLogits == fresh.models[i].adversarialLogits);
        const char* name = i == 0 ? "adversarialTileA" : "adversarialTileB";
        QCOMPARE(program.window.findChild<DigitTile*>(name)->picture(), toGrey(fresh.models[i].adversarial));
    }
}

void MainWindowTest::olderResultsAreNotShown()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    PreviewResult older = program.attack().shownResult();
    const RequestId shownId = older.id;
    const QImage before = program.window.findChild<DigitTile*>("adversarialTileA")->picture();
    older.id = shownId - 1;
    older.models[0].adversarial = older.models[1].adversarial;
    Q_EMIT program.client.previewReady(older);
    QCOMPARE(program.attack().shownResult().id, shownId);
    QCOMPARE(program.window.findChild<DigitTile*>("adversarialTileA")->picture(), before);
}

void MainWindowTest::quickNeverReplacesFinal()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    PreviewResult quick = program.attack().shownResult();
    quick.tier = PreviewTier::Quick;
    Q_EMIT program.client.previewReady(quick);
    QVERIFY(program.attack().shownResult().tier == PreviewTier::Final);
}

void MainWindowTest::firstPictureFoolsAAndNotB()
{
    Program program;
    Intro intro(program.session, program.window);
    intro.start();
    QCOMPARE(program.session.epsilon(), 0.0);
    QTRY_COMPARE_WITH_TIMEOUT(program.session.epsilon(), SessionState::kFirstEpsilon, kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    const PreviewResult& shown = program.attack().shownResult();
    QVERIFY(shown.models[0].verdict == Verdict::Fooled);
    QVERIFY(shown.models[1].verdict == Verdict::Held);
}

void MainWindowTest::letterInATextFieldIsNoShortcut()
{
    Program program;
    program.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window));
    auto* field = program.window.findChild<QWidget*>("epsilonEdit");
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A);
    QCOMPARE(program.session.attack().attackId, std::string("fgsm"));
    program.window.findChild<QWidget*>("epsilonSlider")->setFocus();
    QTest::keyClick(program.window.findChild<QWidget*>("epsilonSlider"), Qt::Key_A);
    QVERIFY(program.session.attack().attackId != "fgsm");
}

void MainWindowTest::keysThatNobodyTakesGoNowhere()
{
    Program program;
    program.session.setAttack("deepfool"); // finds its own distance: the slider has no use for keys
    const double before = program.session.epsilon();
    for (const Qt::KeyboardModifiers modifiers :
        {Qt::KeyboardModifiers(), Qt::KeyboardModifiers(Qt::AltModifier)})
        for (const int key :
            {Qt::Key_Left, Qt::Key_Right, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_End})
            QTest::keyClick(&program.attack(), static_cast<Qt::Key>(key), modifiers);
    QCOMPARE(program.session.epsilon(), before);
    program.session.setAttack("fgsm");
    QTest::keyClick(&program.attack(), Qt::Key_Right);
    QVERIFY(program.session.epsilon() > before);
}

void MainWindowTest::everythingIsNamed()
{
    Program program;
    for (const QWidget* widget : program.window.findChildren<QWidget*>()) {
        if (!isOurs(*widget) || !widget->isVisible())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), qPrintable("no objectName: " + lineOf(*widget)));
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable("no accessible name: " + lineOf(*widget)));
    }
}

void MainWindowTest::nothingIsClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("attack");
    for (const QSize size : {QSize(1280, 800), QSize(1024, 680)}) {
        for (const char* attack : {"noise", "fgsm", "pgd"})
            QTest::addRow("%d x %d %s", size.width(), size.height(), attack) << size << attack;
    }
    for (const AttackInfo& attack : catalogue::attacks()) // the smallest window: forms of two lines
        QTest::addRow("1000 x 640 %s", attack.id.c_str())
            << QSize(1000, 640) << QString::fromStdString(attack.id);
}

void MainWindowTest::nothingIsClipped()
{
    QFETCH(QSize, size);
    QFETCH(QString, attack);
    Program program(size);
    program.session.setAttack(attack.toStdString());
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().shownResult().id != 0, kTimeoutMs);
    QCOMPARE(program.window.size(), size);
    QTRY_COMPARE(outside(program.window), QString()); // the form and what gives way to it are laid out by and
                                                      // by
}

void MainWindowTest::keysOfTheViewInFrontComeFirst()
{
    Program program;
    const ShortcutSheet onAttack(*program.window.menuBar(), "attack", nullptr);
    const auto* list = onAttack.findChild<QTreeWidget*>("shortcutList");
    QCOMPARE(list->topLevelItem(0)->text(0), QString("Attack"));
    QStringList keys;
    for (int i = 0; i < list->topLevelItem(0)->childCount(); ++i)
        keys << list->topLevelItem(0)->child(i)->text(0);
    QCOMPARE(keys.first(), QString("Left / Right"));
    for (const char* key : {"L", "S", "G", ",", ".", "Home", "End", "M", "N", "B", "R", "[", "7"})
        QVERIFY2(keys.contains(key), key);
    const ShortcutSheet onTrain(*program.window.menuBar(), "train", nullptr);
    QCOMPARE(onTrain.findChild<QTreeWidget*>("shortcutList")->topLevelItem(0)->text(0), QString("Train"));
    onTrain.findChild<QLineEdit*>("shortcutSearch")->setText("logits");
    int shown = 0;
    for (int i = 0; i < list->topLevelItemCount(); ++i)
        shown += onTrain.findChild<QTreeWidget*>("shortcutList")->topLevelItem(i)->isHidden() ? 0 : 1;
    QCOMPARE(shown, 1);
}

void MainWindowTest::comparingOffShowsOneRow()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    program.session.setComparing(false);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QCOMPARE(program.attack().shownResult().models.size(), std::size_t{1});
    QVERIFY(!program.window.findChild<QWidget*>("attackRowB")->isVisible());
}

void MainWindowTest::themesChangeThePalette()
{
    Program program;
    program.window.setTheme(theme::Theme::Dark);
    QCOMPARE(theme::palette().background, QColor(0x1E1F22));
    QCOMPARE(program.attack().palette().color(QPalette::Window), QColor(0x1E1F22));
    program.window.setTheme(theme::Theme::Light);
    QCOMPARE(theme::palette().background, QColor(0xFFFFFF));
}

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
