// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/catalogue.h"
#include "shell/draw_dialog.h"
#include "shell/explain_dock.h"
#include "shell/log_dock.h"
#include "shell/settings.h"
#include "shell/tour.h"
#include "shell/tour_bubble.h"
#include "shell/undo_history.h"
#include "shell/window_keeper.h"
#include "text/language.h"
#include "theme/theme.h"
#include "views/along_panel.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Program : ShownWindow
{
    explicit Program(QSize size = {1280, 800})
    {
        window.resize(size);
        window.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&window)); // or its shortcuts are deaf
    }

    Tour& tour() { return *window.findChild<Tour*>(); }
    QAction& action(const char* name) { return *window.findChild<QAction*>(QLatin1String(name)); }
    QWidget& frame() { return *window.findChild<QWidget*>("tourFrame"); }
    QWidget& bubble() { return *window.findChild<QWidget*>("tourBubble"); }

    QRect placeOf(const QWidget& widget) const { return {widget.mapTo(&window, QPoint()), widget.size()}; }

    /// Something a person has set up, on all sides of a session.
    void setUp()
    {
        session.setPosition(7);
        session.setAttack("pgd");
        session.setParameter("steps", std::int64_t{9});
        session.setTarget("3");
        session.setEpsilon(0.31);
        session.setModelA("robust");
    }
};

} // namespace

/// The tour: every stop has its control, waits for nobody, and gives everything back.
class TourTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { WindowSettings{}.write(); }
    void atMostTenStopsOfTwoSentences();
    void everyStopFramesItsControl_data();
    void everyStopFramesItsControl();
    void doingItGoesOn();
    void theEndGivesEverythingBack();
    void escapeGivesEverythingBack();
    void closingTheWindowGivesEverythingBack();
    void nothingIsBlocked();
    void itGoesOnInAnotherLanguage();
    void itIsOfferedUntilSomebodyAnswers();

private:
    QTemporaryDir m_home;
};

void TourTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
    WindowSettings::keepIn(m_home.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void TourTest::atMostTenStopsOfTwoSentences()
{
    Program program;
    QVERIFY(program.tour().count() >= 5);
    QVERIFY(program.tour().count() <= 10);
    static const QRegularExpression end(QStringLiteral("[.?!](\\s|$)"));
    for (int i = 0; i < program.tour().count(); ++i) {
        const QString sentence = program.tour().at(i).sentence;
        QVERIFY2(sentence.count(end) <= 3, qPrintable(sentence));
        QVERIFY2(sentence.size() <= 240, qPrintable(sentence));
    }
}

void TourTest::everyStopFramesItsControl_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280 x 800") << QSize(1280, 800);
    QTest::newRow("1024 x 680") << QSize(1024, 680);
}

void TourTest::everyStopFramesItsControl()
{
    QFETCH(QSize, size);
    Program program(size);
    program.action("tourAction").trigger();
    for (int i = 0; i < program.tour().count(); ++i) {
        QCOMPARE(program.tour().step(), i);
        const auto* target = program.window.findChild<QWidget*>(program.tour().at(i).target);
        QVERIFY2(target, qPrintable(program.tour().at(i).target));
        QTRY_VERIFY2_WITH_TIMEOUT(target->isVisible(), qPrintable(program.tour().at(i).target), kTimeoutMs);
        QTRY_VERIFY_WITH_TIMEOUT(program.frame().geometry().contains(program.placeOf(*target)), kTimeoutMs);
        const QRect bubble = program.bubble().geometry();
        QVERIFY2(program.window.rect().contains(bubble), qPrintable(program.tour().at(i).sentence));
        QVERIFY2(!bubble.intersects(program.placeOf(*target)),
            qPrintable(program.tour().at(i).target)); // never over what it is about
        const auto* words = program.window.findChild<QLabel*>("tourSentence");
        QVERIFY2(words->heightForWidth(words->width()) <= words->height(), qPrintable(words->text()));
        program.tour().next();
    }
    QVERIFY(!program.tour().isRunning());
    QVERIFY(program.frame().isHidden() && program.bubble().isHidden());
}

void TourTest::doingItGoesOn()
{
    Program program;
    program.action("tourAction").trigger();
    program.action("tourAction").trigger(); // F2 again: the next one
    QCOMPARE(program.tour().step(), 1);
    program.session.setEpsilon(0.0);
    QTRY_COMPARE_WITH_TIMEOUT(program.tour().step(), 2, kTimeoutMs);
    program.action("noiseAction").trigger();
    QTRY_COMPARE_WITH_TIMEOUT(program.tour().step(), 3, kTimeoutMs);
    QVERIFY(!program.action("noiseAction").isChecked()); // the next stop is about the attack's change
    QTest::mouseClick(program.window.findChild<QPushButton*>("tourNextButton"), Qt::LeftButton);
    QCOMPARE(program.tour().step(), 4);
    QVERIFY(program.session.epsilon() > 0.0);
    program.session.setTarget("2");
    QTRY_COMPARE_WITH_TIMEOUT(program.tour().step(), 5, kTimeoutMs);
    program.session.setAttack("pgd");
    QTRY_COMPARE_WITH_TIMEOUT(program.tour().step(), 6, kTimeoutMs);
    auto* along = program.window.findChild<AlongPanel*>();
    QTRY_VERIFY_WITH_TIMEOUT(along->lastStep() > 3, kTimeoutMs); // those of PGD, and not of FGSM before
    along->goTo(3);
    QTRY_COMPARE_WITH_TIMEOUT(program.tour().step(), 7, kTimeoutMs);
}

#define PLAY_A_PART_OF_IT(program)                                                                           \
    (program).action("tourAction").trigger();                                                                \
    QVERIFY((program).tour().isRunning());                                                                   \
    QCOMPARE((program).session.attack().attackId, std::string("fgsm"));                                      \
    (program).session.setEpsilon(0.0);                                                                       \
    (program).tour().next();                                                                                 \
    (program).tour().next();                                                                                 \
    (program).action("noiseAction").setChecked(true);                                                        \
    (program).session.setTarget("5");                                                                        \
    (program).session.setAttack("mim");                                                                      \
    (program).session.showPicture({(program).session.sample().image, -1, 0}, "drawn");                       \
    (program).window.showView("train")

#define EVERYTHING_IS_AS_BEFORE(program, before, undo)                                                       \
    QVERIFY(!(program).tour().isRunning());                                                                  \
    QVERIFY((program).session.session().showsSame((before).session));                                        \
    QVERIFY((program).session.memory().valuesByAttack == (before).valuesByAttack);                           \
    QCOMPARE((program).session.view().tab, (before).session.view.tab);                                       \
    QVERIFY((program).session.view() == (before).session.view);                                              \
    QVERIFY(!(program).action("noiseAction").isChecked());                                                   \
    QCOMPARE((program).window.undoHistory()->stack()->count(), undo);                                        \
    QCOMPARE((program).window.undoHistory()->stack()->index(), undo)

void TourTest::theEndGivesEverythingBack()
{
    Program program;
    program.setUp();
    const SessionState::Memory before = program.session.memory();
    const int undo = program.window.undoHistory()->stack()->count();
    QVERIFY(undo > 0);
    PLAY_A_PART_OF_IT(program);
    while (program.tour().isRunning())
        program.tour().next();
    EVERYTHING_IS_AS_BEFORE(program, before, undo);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    program.window.undoHistory()->stack()->undo(); // and what was done before is undone
    QVERIFY(!program.session.session().showsSame(before.session));
}

void TourTest::escapeGivesEverythingBack()
{
    Program program;
    program.setUp();
    const SessionState::Memory before = program.session.memory();
    const int undo = program.window.undoHistory()->stack()->count();
    PLAY_A_PART_OF_IT(program);
    QTRY_VERIFY_WITH_TIMEOUT(
        !program.action("stopAttackAction").isEnabled() || program.window.view("train")->isVisible(),
        kTimeoutMs);
    program.window.undoHistory()->stack()->undo(); // in the middle of it
    program.client.cancelPreview();
    QTest::keyClick(&program.window, Qt::Key_Escape);
    EVERYTHING_IS_AS_BEFORE(program, before, undo);
}

void TourTest::closingTheWindowGivesEverythingBack()
{
    Program program;
    program.setUp();
    const SessionState::Memory before = program.session.memory();
    const int undo = program.window.undoHistory()->stack()->count();
    PLAY_A_PART_OF_IT(program);
    program.window.close();
    EVERYTHING_IS_AS_BEFORE(program, before, undo);
}

void TourTest::nothingIsBlocked()
{
    Program program;
    program.action("tourAction").trigger();
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QVERIFY(program.frame().testAttribute(Qt::WA_TransparentForMouseEvents));
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    const auto* next = program.window.findChild<QToolButton*>("nextDigitButton");
    const std::int64_t digit = program.session.position();
    QTest::mouseClick(const_cast<QToolButton*>(next), Qt::LeftButton);
    QCOMPARE(program.session.position(), digit + 1);
    program.window.showView("train");
    QTRY_VERIFY_WITH_TIMEOUT(program.frame().isHidden(), kTimeoutMs); // its control is on the other tab
    QVERIFY(program.bubble().isVisible());
}

void TourTest::itGoesOnInAnotherLanguage()
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    WindowKeeper keeper{client, session};
    keeper.window().show();
    session.setEpsilon(0.42);
    const SessionState::Memory before = session.memory();
    auto* tour = keeper.window().findChild<Tour*>();
    tour->startOrNext();
    tour->next();
    keeper.setLanguage(QStringLiteral("zh"));
    tour = keeper.window().findChild<Tour*>();
    QVERIFY(tour->isRunning());
    QCOMPARE(tour->step(), 1);
    tour->end();
    QVERIFY(session.session().showsSame(before.session));
    Language::use(*qApp, QStringLiteral("en"));
}

void TourTest::itIsOfferedUntilSomebodyAnswers()
{
    {
        Program program;
        auto* offer = program.window.findChild<QWidget*>("tourOffer");
        QVERIFY(offer->isVisible());
        QVERIFY(!program.tour().isRunning());
    }
    {
        Program program; // nobody had answered
        auto* offer = program.window.findChild<QWidget*>("tourOffer");
        QVERIFY(offer->isVisible());
        QTest::mouseClick(program.window.findChild<QToolButton*>("tourOfferCloseButton"), Qt::LeftButton);
        QVERIFY(offer->isHidden());
    }
    {
        Program program;
        QVERIFY(program.window.findChild<QWidget*>("tourOffer")->isHidden());
    }
    WindowSettings{}.write();
    Program program;
    QTest::mouseClick(program.window.findChild<QToolButton*>("tourOfferButton"), Qt::LeftButton);
    QVERIFY(program.tour().isRunning());
    QVERIFY(program.window.findChild<QWidget*>("tourOffer")->isHidden());
    QVERIFY(WindowSettings::read().wasTourOffered);
}

QTEST_MAIN(TourTest)
#include "tour_test.moc"
