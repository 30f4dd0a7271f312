// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "shell/explain_dock.h"
#include "shell/log_dock.h"
#include "shell/settings.h"
#include "shell/window_keeper.h"
#include "theme/theme.h"
#include "views/view.h"
#include "widgets/plot_panel.h"

#include <QAction>
#include <QApplication>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Program
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    WindowKeeper keeper{client, session};

    Program()
    {
        window().resize(1280, 800);
        window().show();
    }

    MainWindow& window() { return keeper.window(); }
    bool isSettled() { return window().view("attack")->isSettled(); }
    void toggle() { window().findChild<QAction*>("projectorAction")->trigger(); }
    QImage picture()
    {
        View* view = window().view("attack");
        for (PlotPanel* plot : view->findChildren<PlotPanel*>())
            plot->drawNow(); // plots come when there is time for them
        return view->grab().toImage();
    }
    double fontSize() { return window().findChild<QTabBar*>("viewTabBar")->font().pointSizeF(); }
};

/// Where two pictures of a widget differ, and what stands there; empty if nowhere.
QString difference(const QWidget& widget, const QImage& a, const QImage& b)
{
    if (a.size() != b.size())
        return QStringLiteral("another size");
    QRect where;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            if (a.pixel(x, y) != b.pixel(x, y))
                where |= QRect(x, y, 1, 1);
    if (where.isNull())
        return {};
    const QWidget* there = widget.childAt(where.center());
    return QStringLiteral("%1 x %2 pixels at %3, %4: %5")
        .arg(where.width())
        .arg(where.height())
        .arg(where.x())
        .arg(where.y())
        .arg(there ? there->objectName() + ", " + there->accessibleDescription() : QString());
}

} // namespace

/// Larger letters, nothing beside the pictures, and back to exactly what was there.
class ProjectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void lettersAreHalfAsLargeAgain();
    void docksAreAway();
    void theSameKeyBringsEverythingBack_data();
    void theSameKeyBringsEverythingBack();
    void theChoiceOfDocksIsNotTouched();
    void explanationOnWish();

private:
    QTemporaryDir m_home;
};

void ProjectorTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
    WindowSettings::keepIn(m_home.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void ProjectorTest::cleanup()
{
    theme::setProjecting(*qApp, false);
    theme::apply(*qApp, theme::Theme::Light);
    WindowSettings{}.write();
}

void ProjectorTest::lettersAreHalfAsLargeAgain()
{
    Program program;
    const double before = program.fontSize(), title = theme::font(theme::TextRole::ReadOut).pointSizeF();
    QCOMPARE(program.window().findChild<QAction*>("projectorAction")->shortcut(),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    program.toggle();
    QTRY_COMPARE(program.fontSize(), before * 1.5);
    QCOMPARE(theme::font(theme::TextRole::ReadOut).pointSizeF(), title * 1.5);
    QVERIFY(program.window().findChild<QAction*>("projectorAction")->isChecked());
}

void ProjectorTest::docksAreAway()
{
    Program program;
    program.window().logDock()->show();
    program.toggle();
    QTRY_VERIFY(theme::isProjecting());
    QVERIFY(program.window().explainDock()->isHidden());
    QVERIFY(program.window().logDock()->isHidden());
    program.toggle();
    QTRY_VERIFY(!theme::isProjecting());
    QVERIFY(program.window().explainDock()->isVisible());
    QVERIFY(program.window().logDock()->isVisible());
}

void ProjectorTest::theSameKeyBringsEverythingBack_data()
{
    QTest::addColumn<int>("themeNumber");
    QTest::newRow("light") << static_cast<int>(theme::Theme::Light);
    QTest::newRow("dark") << static_cast<int>(theme::Theme::Dark);
    QTest::newRow("high contrast") << static_cast<int>(theme::Theme::HighContrast);
}

void ProjectorTest::theSameKeyBringsEverythingBack()
{
    QFETCH(int, themeNumber);
    theme::apply(*qApp, static_cast<theme::Theme>(themeNumber));
    Program program;
    program.session.setAttack("bim"); // its ribbon takes 20 ms, far from the 10 s above which it waits for a
                                      // click
    program.session.setEpsilon(0.21);
    const Session before = program.session.session();
    program.window().move(20, 10);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), 3 * kTimeoutMs);
    const QRect place = program.window().geometry();
    program.window().explainDock()->showNow();
    const QFont font = QApplication::font();
    const QImage picture = program.picture();
    program.toggle();
    QTRY_VERIFY(theme::isProjecting());
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), 3 * kTimeoutMs);
    QVERIFY(program.session.session().showsSame(before));
    QVERIFY(program.picture() != picture);
    program.toggle();
    QTRY_VERIFY(!theme::isProjecting());
    QCOMPARE(QApplication::font(), font);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), 3 * kTimeoutMs);
    QVERIFY(program.session.session().showsSame(before));
    QCOMPARE(program.window().geometry(), place);
    QCOMPARE(static_cast<int>(theme::current()), themeNumber);
    QTRY_VERIFY2_WITH_TIMEOUT(program.picture() == picture,
        qPrintable(difference(*program.window().view("attack"), picture, program.picture())),
        kTimeoutMs); // to the pixel
}

void ProjectorTest::theChoiceOfDocksIsNotTouched()
{
    Program program;
    QVERIFY(!program.window().explainDock()->isCollapsed());
    Q_EMIT program.window().explainDock()->toggleRequested(); // folded away by the person
    QVERIFY(program.window().explainDock()->isCollapsed());
    program.toggle();
    QTRY_VERIFY(theme::isProjecting());
    program.toggle();
    QTRY_VERIFY(!theme::isProjecting());
    QVERIFY(program.window().explainDock()->isVisible());
    QVERIFY(program.window().explainDock()->isCollapsed());
}

void ProjectorTest::explanationOnWish()
{
    Program program;
    program.toggle();
    QTRY_VERIFY(theme::isProjecting());
    program.window().findChild<QAction*>("explainAction")->trigger();
    QVERIFY(program.window().explainDock()->isVisible());
    program.window().findChild<QAction*>("explainAction")->trigger();
    QVERIFY(program.window().explainDock()->isHidden());
}

QTEST_MAIN(ProjectorTest)
#include "projector_test.moc"
