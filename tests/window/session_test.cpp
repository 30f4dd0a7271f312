// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/catalogue.h"
#include "api/session.h"
#include "client/engine_client.h"
#include "io/carried_session.h"
#include "io/save_file.h"
#include "shell/autosave.h"
#include "shell/main_window.h"
#include "shell/session_files.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "shell/undo_history.h"
#include "theme/theme.h"
#include "views/attack_view.h"
#include "widgets/decision_strip.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLockFile>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Program : ShownWindow
{
    SessionFiles& files() { return *window.sessionFiles(); }
    QUndoStack& undo() { return *window.undoHistory()->stack(); }
};

} // namespace

/// Nothing lost: undo, session files, pictures that carry their session, what a crash leaves.
class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void undoneAndDoneAgain();
    void aDragIsOneStep();
    void movedBackWithinAMomentIsNoStep();
    void theMenuSaysWhatIsUndone();
    void savedAndOpenedElsewhere();
    void aSavedPictureBringsEverythingBack();
    void anotherNetworkIsSaid();
    void aMissingDataSetLeavesTheDigit();
    void aBrokenFileChangesNothing();
    void recentSessionsAreListed();
    void whatACrashLeftIsOffered();
    void aLivingWindowsFileIsNotOffered();
    void closingTakesItAway();
    void aFolderThatCannotBeWrittenIsSaidOnce();

private:
    QTemporaryDir m_folder;
};

void SessionTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    WindowSettings::keepIn(m_folder.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void SessionTest::init()
{
    QDir(Autosave::folder()).removeRecursively();
}

void SessionTest::undoneAndDoneAgain()
{
    Program program;
    SessionState& session = program.session;
    std::vector<Session> states{session.session()};
    const auto step = [&](const auto& change) {
        program.window.undoHistory()->endStep(); // nobody does the next thing within 300 ms
        change();
        states.push_back(session.session());
    };
    step([&] { session.setEpsilon(0.3); });
    step([&] { session.setAttack("pgd"); });
    step([&] { session.setParameter("steps", std::int64_t{7}); });
    step([&] { session.setParameter("norm", std::string("l2")); });
    step([&] { session.setEpsilon(2.5); });
    step([&] { session.setTarget("3"); });
    step([&] { session.setPosition(5); });
    step([&] { session.setComparing(false); });
    step([&] { session.setModelA("robust"); });
    step([&] { session.setSeed(9); });
    step([&] { session.setAttack("cw"); });
    step([&] { session.setEpsilon(1.0); }); // not used by the attack, and yet a step
    QCOMPARE(program.undo().count(), static_cast<int>(states.size()) - 1);
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        program.undo().undo();
        QVERIFY2(session.session().showsSame(states[i]), qPrintable(QString("undone to step %1").arg(i)));
    }
    QVERIFY(!program.undo().canUndo());
    for (std::size_t i = 1; i < states.size(); ++i) {
        program.undo().redo();
        QVERIFY2(session.session().showsSame(states[i]), qPrintable(QString("done again to step %1").arg(i)));
    }
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QCOMPARE(program.attack().shownResult().request.attack.attackId, std::string("cw"));
}

void SessionTest::aDragIsOneStep()
{
    Program program;
    for (int i = 0; i <= 40; ++i)
        program.session.setEpsilon(0.005 * i);
    QCOMPARE(program.undo().count(), 1);
    program.session.setAttack("pgd"); // at once, but something else
    QCOMPARE(program.undo().count(), 2);
    program.undo().undo();
    program.undo().undo();
    QCOMPARE(program.session.epsilon(), SessionState::kFirstEpsilon);
}

void SessionTest::movedBackWithinAMomentIsNoStep()
{
    Program program;
    program.session.setEpsilon(0.4);
    program.session.setEpsilon(SessionState::kFirstEpsilon);
    QVERIFY(!program.undo().canUndo());
}

void SessionTest::theMenuSaysWhatIsUndone()
{
    Program program;
    const auto* undo = program.window.findChild<QAction*>("undoAction");
    QVERIFY(undo != nullptr && !undo->isEnabled());
    program.session.setPosition(3);
    QVERIFY(undo->isEnabled());
    QVERIFY2(undo->text().contains("choice of digit"), qPrintable(undo->text()));
}

void SessionTest::savedAndOpenedElsewhere()
{
    const QString path = m_folder.filePath("one.epslab");
    Session saved;
    std::vector<float> pixels;
    {
        Program program;
        program.session.setAttack("pgd");
        program.session.setPosition(12);
        program.session.setEpsilon(0.215);
        program.session.setSeed(77);
        QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
        pixels = program.attack().shownResult().models[0].adversarial.pixels;
        saved = program.session.session();
        program.files().save(path);
    }
    Program other;
    other.files().open(path);
    QTRY_VERIFY_WITH_TIMEOUT(other.session.session().showsSame(saved), kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(other.isSettled(), kTimeoutMs);
    QCOMPARE(other.attack().shownResult().models[0].adversarial.pixels, pixels); // bit for bit
    other.undo().undo(); // opening is a step like any other
    QCOMPARE(other.session.attack().attackId, std::string("fgsm"));
}

void SessionTest::aSavedPictureBringsEverythingBack()
{
    const QString path = m_folder.filePath("picture.png");
    Session saved;
    {
        Program program;
        program.session.setAttack("mim");
        program.session.setEpsilon(0.06);
        saved = program.session.session();
        QImage picture = program.window.grab().toImage();
        picture.setText(kSessionTextKey, QString::fromStdString(program.files().currentJson()));
        saveImage(path, picture);
    }
    QVERIFY(SessionFiles::isSessionFile(path));
    Program other;
    other.window.openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(other.session.session().showsSame(saved), kTimeoutMs);
    QImage plain(10, 10, QImage::Format_RGB32);
    plain.fill(Qt::red);
    saveImage(m_folder.filePath("plain.png"), plain);
    QVERIFY(!SessionFiles::isSessionFile(m_folder.filePath("plain.png")));
}

void SessionTest::anotherNetworkIsSaid()
{
    Program program;
    Session session = program.session.session();
    session.modelA = {"file:/gone/own.safetensors", "Own", "/gone/own.safetensors", std::string(64, 'a')};
    session.modelB.sha256 = std::string(64, 'b');
    session.modelB.name = "Robust";
    session.epsilon = 0.4;
    session.attack.values["epsilon"] = 0.4;
    const QString path = m_folder.filePath("gone.epslab");
    saveFile(path, QByteArray::fromStdString(sessions::toJson(session)));
    program.files().open(path);
    QTRY_COMPARE_WITH_TIMEOUT(program.session.epsilon(), 0.4, kTimeoutMs);
    QCOMPARE(program.session.modelA(), std::string("standard"));
    QVERIFY2(program.sentence().contains("/gone/own.safetensors"), qPrintable(program.sentence()));
    QVERIFY2(program.sentence().contains("The network Own of the session was not found"),
        qPrintable(program.sentence()));
    QVERIFY2(
        program.sentence().contains("The network Robust has other weights"), qPrintable(program.sentence()));
}

void SessionTest::aMissingDataSetLeavesTheDigit()
{
    Program program;
    Session session = program.session.session();
    session.dataset.text = "/gone/images.npy:/gone/labels.npy";
    session.sample.image.pixels.assign(kImagePixels, 0.3F);
    session.sample.label = -1;
    const QString path = m_folder.filePath("digit.epslab");
    saveFile(path, QByteArray::fromStdString(sessions::toJson(session)));
    program.files().open(path);
    QTRY_VERIFY_WITH_TIMEOUT(program.session.sample().image == session.sample.image, kTimeoutMs);
    QCOMPARE(program.session.dataset().text, std::string("sample:test"));
    QVERIFY2(program.sentence().contains("/gone/images.npy"), qPrintable(program.sentence()));
}

void SessionTest::aBrokenFileChangesNothing()
{
    Program program;
    program.session.setEpsilon(0.33);
    const Session before = program.session.session();
    const QString path = m_folder.filePath("broken.epslab");
    saveFile(path, "{\"format\":\"epsilonlab-session\",\"format_version\":1}");
    program.window.openFile(path);
    QVERIFY2(program.sentence().contains("\"models\" is missing"), qPrintable(program.sentence()));
    QVERIFY(program.session.session().showsSame(before));
}

void SessionTest::recentSessionsAreListed()
{
    Program program;
    const QString path = m_folder.filePath("listed.epslab");
    program.files().save(path);
    QMenu menu;
    program.files().fillRecent(menu);
    QVERIFY(!menu.isEmpty());
    QCOMPARE(menu.actions().first()->text(), QString("listed.epslab"));
    program.session.setEpsilon(0.01);
    menu.actions().first()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(program.session.epsilon(), SessionState::kFirstEpsilon, kTimeoutMs);
    QVERIFY(QFile::remove(path));
    program.files().fillRecent(menu);
    for (const QAction* action : menu.actions())
        QVERIFY(action->text() != "listed.epslab");
}

void SessionTest::whatACrashLeftIsOffered()
{
    Session lost;
    {
        Program program;
        program.session.setEpsilon(0.44);
        program.session.setPosition(7);
        lost = program.session.session();
        QVERIFY(QDir().mkpath(Autosave::folder()));
        program.files().save(Autosave::folder() + "/autosave-20260101-000000-1.epslab"); // nobody holds its
                                                                                         // lock
    }
    Program next;
    next.files().offerLost();
    QVERIFY2(
        next.sentence().contains("The last session was not closed properly"), qPrintable(next.sentence()));
    QTest::mouseClick(next.window.findChild<QPushButton*>("decisionYesButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(next.session.session().showsSame(lost), kTimeoutMs);
    QVERIFY(QDir(Autosave::folder()).entryList({"autosave-20260101*"}, QDir::Files).isEmpty());
}

void SessionTest::aLivingWindowsFileIsNotOffered()
{
    Program program;
    QVERIFY(QDir().mkpath(Autosave::folder()));
    const QString file = Autosave::folder() + "/autosave-20260101-000000-2.epslab";
    program.files().save(file);
    QLockFile lock(file + ".lock");
    QVERIFY(lock.tryLock(0));
    program.files().offerLost();
    QVERIFY2(!program.sentence().contains("The last session"), qPrintable(program.sentence()));
    QVERIFY(QFile::exists(file));
}

void SessionTest::closingTakesItAway()
{
    {
        Program program;
        Autosave autosave(program.client, program.session);
        autosave.save();
        QVERIFY(QDir(Autosave::folder()).entryList({"*.epslab"}).isEmpty()); // nothing has changed yet
        program.session.setEpsilon(0.2);
        autosave.save();
        QCOMPARE(QDir(Autosave::folder()).entryList({"*.epslab"}).size(), 1);
        QVERIFY(autosave.lostFile().isEmpty());
    }
    QVERIFY(QDir(Autosave::folder()).entryList(QDir::Files).isEmpty());
}

void SessionTest::aFolderThatCannotBeWrittenIsSaidOnce()
{
    saveFile(Autosave::folder(), "a file where the folder should be");
    Program program;
    Autosave autosave(program.client, program.session);
    QStringList said;
    connect(&autosave, &Autosave::failed, this, [&said](const QString& sentence) { said << sentence; });
    program.session.setEpsilon(0.2);
    autosave.save();
    program.session.setEpsilon(0.3);
    autosave.save();
    QCOMPARE(said.size(), 1);
    QVERIFY2(said.first().startsWith("The session cannot be kept safe meanwhile"), qPrintable(said.first()));
    QVERIFY(QFile::remove(Autosave::folder()));
}

QTEST_MAIN(SessionTest)
#include "session_test.moc"
