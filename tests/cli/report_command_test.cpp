// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "api/catalogue.h"
#include "api/export.h"
#include "api/session.h"
#include "data/dataset.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace epsilonlab;

/// The command that a report of the window gives is one that a shell and this program take.
class ReportCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runs_data();
    void runs();
    void aSessionBringsItsPicture_data();
    void aSessionBringsItsPicture();

private:
    QTemporaryDir m_folder;
};

void ReportCommandTest::runs_data()
{
    QTest::addColumn<QString>("id");
    for (const AttackInfo& attack : catalogue::attacks())
        if (attack.boundSentence.empty()) // without an epsilon there is no curve and no report
            QTest::newRow(attack.id.c_str()) << QString::fromStdString(attack.id);
}

void ReportCommandTest::runs()
{
    QFETCH(QString, id);
    const AttackInfo& info = catalogue::attack(id.toStdString());
    ReportRequest request;
    request.evaluation
        = {{"standard"}, {"sample:test"}, {{info.id, completed(info.parameters, {}), 3}}, {0.0}, 1, 0};
    request.exampleIndex = 0;
    request.exampleEpsilon = 0.0;
    const QString out = m_folder.filePath("it's " + id + ".md");
    const QString command = QString::fromStdString(reportCommand(request, out.toStdString()));
    QVERIFY(command.startsWith("epsilonlab report "));
    const program::Ended ended = program::run(
        {"-c", "'" EPSILONLAB_PROGRAM "'" + command.mid(QString("epsilonlab").size())}, {}, "sh");
    QVERIFY2(ended.code == 0, ended.err.constData());
    QVERIFY(QFile::exists(out));
}

void ReportCommandTest::aSessionBringsItsPicture_data()
{
    QTest::addColumn<bool>("isOwn");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("own") << true << "A picture of one's own, not of the data set, label unknown.";
    QTest::newRow("of the data set") << false << "Image 7 of the data set, label ";
}

void ReportCommandTest::aSessionBringsItsPicture()
{
    QFETCH(bool, isOwn);
    QFETCH(QString, sentence);
    Session session;
    session.modelA = {"standard", "Standard", "", ""};
    session.isComparing = false;
    session.dataset = {"sample:test"};
    session.position = session.sample.index = 7;
    session.sample.image.pixels.assign(kImagePixels, 0.25F); // no digit
    if (!isOwn)
        openDataset(session.dataset).copyImage(7, session.sample.image.pixels.data());
    session.attack = {"fgsm", completed(catalogue::attack("fgsm").parameters, {}), 3};
    session.epsilon = 0.1;
    const std::string path = m_folder.filePath("own.epslab").toStdString();
    writeTextFile(path, sessions::toJson(session));
    ReportRequest request;
    request.evaluation = {{"standard"}, {"sample:test"}, {session.attack}, {0.0, 0.1}, 3, 0};
    request.exampleEpsilon = 0.1;
    const QString out = m_folder.filePath("own.md");
    const QString command = QString::fromStdString(reportCommand(request, out.toStdString(), path));
    QVERIFY(!command.contains("--model"));
    const program::Ended ended = program::run(
        {"-c", "'" EPSILONLAB_PROGRAM "'" + command.mid(QString("epsilonlab").size())}, {}, "sh");
    QVERIFY2(ended.code == 0, ended.err.constData());
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(QString::fromUtf8(file.readAll()).contains(sentence));
}

QTEST_GUILESS_MAIN(ReportCommandTest)
#include "report_command_test.moc"
