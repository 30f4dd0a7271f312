// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.h"

#include "api/export.h"
#include "api/session.h"
#include "shell/report_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class ReportFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit()); }
    void writesWhatTheWindowShows();
    void anOwnPictureIsItsExample();
    void aStopKeepsWhatIsDone();
    void aPlaceThatCannotBeWrittenIsSaid();
    void theNetworkInTrainingIsRefused();

private:
    QTemporaryDir m_home;
};

void ReportFilesTest::writesWhatTheWindowShows()
{
    ShownWindow shown;
    shown.session.setEpsilon(0.1);
    const QString path = m_home.filePath("r.html");
    shown.window.reportFiles()->write(path);
    QTRY_VERIFY_WITH_TIMEOUT(shown.sentence().contains("The report is in"), 5 * kTimeoutMs);
    const QString text = contentOf(path);
    for (const char* expected :
        {"Standard", "Robust", "n = 200", "--epsilons 0,0.05,0.1,0.15,0.2", "--attack fgsm", "--limit 200"})
        QVERIFY2(text.contains(QLatin1String(expected)), expected);
}

void ReportFilesTest::anOwnPictureIsItsExample()
{
    ShownWindow shown;
    Image drawn; // an upright bar: no digit of the sample
    drawn.pixels.assign(kImagePixels, 0.0F);
    for (std::size_t row = 6; row < 22; ++row)
        drawn.pixels[row * 28 + 13] = drawn.pixels[row * 28 + 14] = 1.0F;
    shown.session.showPicture({drawn, -1, 0}, "drawn digit");
    QTRY_VERIFY_WITH_TIMEOUT(shown.isSettled(), kTimeoutMs);
    const int read = shown.attack().shownResult().models[0].cleanClass;
    const QString path = m_home.filePath("own.md");
    shown.window.reportFiles()->write(path);
    QTRY_VERIFY_WITH_TIMEOUT(shown.sentence().contains("Your picture is in"), 5 * kTimeoutMs);
    const QString text = contentOf(path), session = m_home.filePath("own.md-session.epslab");
    QVERIFY2(text.contains("A picture of one's own, not of the data set, label unknown."), qPrintable(text));
    QVERIFY(text.contains(QString("before %1 (").arg(read)));
    QVERIFY(text.contains("After the random change Standard reads"));
    QVERIFY(QFile::exists(m_home.filePath("own-random.svg")));
    QVERIFY2(text.contains("--session " + session), qPrintable(text));
    QVERIFY(!text.contains("--example "));
    const Session kept = sessions::read(session.toStdString());
    QCOMPARE(kept.sample.image, drawn);
    QVERIFY(!kept.modelA.sha256.empty()); // the file of a network would be found by it
}

void ReportFilesTest::aStopKeepsWhatIsDone()
{
    ShownWindow shown;
    shown.session.setAttack("square"); // minutes for 200 images
    shown.session.setParameter("queries", std::int64_t{20000});
    const QString path = m_home.filePath("stopped.md");
    shown.window.reportFiles()->write(path);
    auto* stop = shown.window.findChild<QToolButton*>("stopJobButton");
    QTRY_VERIFY_WITH_TIMEOUT(stop->isVisible(), 5 * kTimeoutMs);
    stop->click();
    QTRY_VERIFY_WITH_TIMEOUT(shown.sentence().contains("topped"), 5 * kTimeoutMs);
    QCOMPARE(shown.sentence().contains("no report was written"), !QFile::exists(path));
    QTRY_VERIFY_WITH_TIMEOUT(!stop->isVisible(), kTimeoutMs);
}

void ReportFilesTest::aPlaceThatCannotBeWrittenIsSaid()
{
    ShownWindow shown;
    shown.window.reportFiles()->write(m_home.filePath("nowhere/r.html"));
    QTRY_VERIFY_WITH_TIMEOUT(shown.sentence().contains("nowhere/r.html"), 5 * kTimeoutMs);
}

void ReportFilesTest::theNetworkInTrainingIsRefused()
{
    ShownWindow shown;
    shown.session.setModelA("live");
    shown.window.reportFiles()->write(m_home.filePath("live.html"));
    QVERIFY(shown.sentence().contains("Save it"));
    QVERIFY(!QFile::exists(m_home.filePath("live.html")));
}

QTEST_MAIN(ReportFilesTest)
#include "report_files_test.moc"
