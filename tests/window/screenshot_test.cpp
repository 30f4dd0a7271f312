// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/screenshot.h"

#include "api/error.h"
#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

/// Presses File > Save screenshot and answers its dialog with `path`.
void saveScreenshot(MainWindow& window, const QString& path)
{
    window.findChild<QAction*>("screenshotAction")->trigger();
    auto* dialog = window.findChild<QFileDialog*>("screenshotDialog");
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
}

} // namespace

class ScreenshotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheResultOfItsDigit();
    void refusesWhatDoesNotExist_data();
    void refusesWhatDoesNotExist();
    void menuWritesThePicture();
    void menuSaysWhyItCannot();
    void arrowsMoveEpsilonFromTheStart();
};

void ScreenshotTest::showsTheResultOfItsDigit()
{
    ScreenshotOptions options;
    const QImage light = windowPicture(*qApp, options);
    QCOMPARE(light.size(), options.size);
    const QRect withoutTimes(0, 0, 1280, 770); // the status line says how long it took
    QCOMPARE(windowPicture(*qApp, options).copy(withoutTimes), light.copy(withoutTimes));
    options.start.epsilon = 0.3;
    QVERIFY(windowPicture(*qApp, options) != light);
    options.theme = theme::Theme::Dark;
    QVERIFY(qGray(windowPicture(*qApp, options).pixel(5, 300)) < 64);
    theme::apply(*qApp, theme::Theme::Light);
}

void ScreenshotTest::refusesWhatDoesNotExist_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("tab");
    QTest::addColumn<int>("digit");
    QTest::addColumn<QString>("word");
    QTest::newRow("size") << 300 << 1 << 44 << "300x800";
    QTest::newRow("tab") << 1280 << 99 << 44 << "tab 99";
    QTest::newRow("digit") << 1280 << 1 << 100000 << "digit 100000";
}

void ScreenshotTest::refusesWhatDoesNotExist()
{
    QFETCH(int, width);
    QFETCH(int, tab);
    QFETCH(int, digit);
    QFETCH(QString, word);
    ScreenshotOptions options;
    options.size.setWidth(width);
    options.start.tab = tab;
    options.start.digit = digit;
    try {
        windowPicture(*qApp, options);
        QFAIL("no error");
    } catch (const Error& error) {
        QCOMPARE(error.code(), ErrorCode::BadParameter);
        QVERIFY2(QString::fromStdString(error.message()).contains(word), error.what());
    }
}

void ScreenshotTest::menuWritesThePicture()
{
    const QTemporaryDir folder;
    WindowSettings::keepIn(folder.path());
    Engine engine;
    EngineClient client(engine);
    SessionState session(client);
    MainWindow window(client, session);
    window.show();
    const QString path = folder.filePath("shot.png");
    saveScreenshot(window, path);
    QCOMPARE(QImage(path).size(), window.size());
}

void ScreenshotTest::menuSaysWhyItCannot()
{
    const QTemporaryDir folder;
    WindowSettings::keepIn(folder.path());
    Engine engine;
    EngineClient client(engine);
    SessionState session(client);
    MainWindow window(client, session);
    window.show();
    const QString path = folder.filePath("no folder/shot.png");
    saveScreenshot(window, path);
    auto* box = window.findChild<QMessageBox*>("screenshotFailedBox");
    QVERIFY(box);
    QVERIFY2(box->text().contains(path), qPrintable(box->text()));
    QVERIFY(!QFile::exists(path));
    box->close();
}

void ScreenshotTest::arrowsMoveEpsilonFromTheStart()
{
    const QTemporaryDir folder;
    WindowSettings::keepIn(folder.path());
    Engine engine;
    EngineClient client(engine);
    SessionState session(client);
    MainWindow window(client, session);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(window.focusWidget());
    QTest::keyClick(window.focusWidget(), Qt::Key_Right);
    QCOMPARE(session.epsilon(), 0.155);
}

QTEST_MAIN(ScreenshotTest)
#include "screenshot_test.moc"
