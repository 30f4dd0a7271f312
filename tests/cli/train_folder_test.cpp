// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QtTest>

namespace {

/// Ten epochs of four batches each.
QStringList tiny(const QString& folder, const QStringList& more = {})
{
    return QStringList{"train", "--recipe", "fast", "--dataset", "sample", "--set", "train-limit=600",
               "--set", "validation=100", "--set", "architecture=mlp", "--threads", "2", "--no-test",
               "--quiet", "--out", folder}
    + more;
}

/// On a disk that takes no file longer than so many blocks of 512 bytes.
program::Ended runWithFilesUpTo(int blocks, const QStringList& arguments)
{
    const QString script = QStringLiteral("trap '' XFSZ; ulimit -f %1; exec \"$0\" \"$@\"").arg(blocks);
    return program::run(QStringList{"-c", script, EPSILONLAB_PROGRAM} + arguments, {}, "/bin/sh");
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// The lines of the curves that are about a "batch" or an "epoch".
QList<QJsonObject> linesOf(const QString& folder, const QString& kind)
{
    QList<QJsonObject> lines;
    for (const QByteArray& line : contentOf(folder + "/metrics.jsonl").split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object["kind"] == kind)
            lines << object;
    }
    return lines;
}

QList<qint64> pointSteps(const QString& folder)
{
    QList<qint64> steps;
    for (const QJsonObject& line : linesOf(folder, "batch"))
        steps << line["step"].toInteger();
    return steps;
}

QByteArray replaced(QByteArray content, const QByteArray& before, const QByteArray& after)
{
    // The header's length is written in front of it, so the new text must be as long as the old one.
    return content.replace(before, after.leftJustified(before.size(), ' '));
}

} // namespace

/// Run folders that are full, broken, somebody else's, or resumed, on the real program.
class TrainFolderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskIsNoSuccess();
    void whatIsNoRunsIsNotOverwritten_data();
    void whatIsNoRunsIsNotOverwritten();
    void aRefusedRunLeavesNoFolder();
    void moreClassesThanTheNetworkHasAreRefused();
    void aRunWithoutAStateBeginsItsCurvesAnew();
    void aBrokenFolderIsOneSentence_data();
    void aBrokenFolderIsOneSentence();
    void brokenLinesHideNoOthers();
    void aRunBecomesLongerAndNotShorter();
    void anEpochThatIsMeasuredAgainStandsOnce();
    void aRunOfAnotherMachineIsLeftAlone();
    void earlyStoppingWaitsForTheRamp();
    void earlyStoppingWaitsForTheRampOfALongerRun();
    void everyValueOfARecipeIsInTheHelp();
    void aLinearBoundThatIsNeverUsedIsSaid();
};

void TrainFolderTest::aFullDiskIsNoSuccess()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    const auto full = runWithFilesUpTo(0, tiny(out));
    QCOMPARE(full.code, 3);
    QVERIFY2(full.errors().contains("could not be written") && full.errors().contains("resume"),
        qPrintable(full.errors()));
    QVERIFY2(!full.errors().contains("The run is in"), qPrintable(full.errors()));
    QVERIFY(!contentOf(out + "/events.jsonl").contains("finished"));

    // A limit on the size of a file lets the first lines through and no network.
    const QString tight = folder.filePath("tight");
    const auto limited = runWithFilesUpTo(20, tiny(tight, {"--json", "-"}));
    QCOMPARE(limited.code, 3);
    const QJsonObject model = limited.json()["model"].toObject();
    QVERIFY2(!model["path"].toString().contains("tight") && model["sha256"].toString().isEmpty(),
        qPrintable(limited.text()));
    QVERIFY(!QFile::exists(tight + "/model.safetensors"));
    QVERIFY(!contentOf(tight + "/events.jsonl").contains("finished"));

    // With room again the same folder is trained to its end.
    const auto resumed = program::run(tiny(tight, {"--resume"}));
    QVERIFY2(resumed.code == 0, qPrintable(resumed.errors()));
    QVERIFY(QFile::exists(tight + "/model.safetensors"));
    QVERIFY(contentOf(tight + "/events.jsonl").contains("finished"));
    const auto again = program::run(tiny(tight, {"--resume"}));
    QVERIFY2(again.errors().contains("is finished already"), qPrintable(again.errors()));
}

void TrainFolderTest::whatIsNoRunsIsNotOverwritten_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"model.safetensors", "state.safetensors", "metrics.jsonl", "events.jsonl",
             "checkpoints/mine.safetensors"})
        QTest::newRow(name) << name;
}

void TrainFolderTest::whatIsNoRunsIsNotOverwritten()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("checkpoints"));
    write(folder.filePath(name), "precious");
    const auto ended = program::run(tiny(folder.path()));
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.errors().contains(name.section('/', 0, 0) + " already, which this run would overwrite"),
        qPrintable(ended.errors()));
    QCOMPARE(contentOf(folder.filePath(name)), QByteArray("precious"));
    QVERIFY(!QFile::exists(folder.filePath("recipe.json")));
}

void TrainFolderTest::aRefusedRunLeavesNoFolder()
{
    const QTemporaryDir folder;
    const auto ended = program::run(tiny(folder.filePath("run"), {"--dataset", "sample:test"}));
    QCOMPARE(ended.code, 2);
    QVERIFY(!QFile::exists(folder.filePath("run")));
    const auto unheld
        = program::run(tiny(folder.filePath("run"), {"--set", "early-stopping=2", "--set", "validation=0"}));
    QCOMPARE(unheld.code, 2);
    QVERIFY(!QFile::exists(folder.filePath("run")));
}

void TrainFolderTest::moreClassesThanTheNetworkHasAreRefused()
{
    const QTemporaryDir folder;
    for (char letter = 'a'; letter <= 'l'; ++letter) { // twelve classes
        const QString name = QStringLiteral("letters/%1").arg(QLatin1Char(letter));
        QVERIFY(QDir(folder.path()).mkpath(name));
        write(folder.filePath(name + "/one.pgm"), "P5 28 28 255\n" + QByteArray(28 * 28, letter));
    }
    const auto ended = program::run({"train", "--recipe", "fast", "--dataset", folder.filePath("letters"),
        "--set", "validation=0", "--no-test", "--out", folder.filePath("run")});
    QVERIFY2(ended.code != 0 && ended.errors().contains("has the label 10, but small knows only 10 classes"),
        qPrintable(ended.errors()));
    QVERIFY(!QFile::exists(folder.filePath("run")));
}

void TrainFolderTest::aRunWithoutAStateBeginsItsCurvesAnew()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    QCOMPARE(program::run(tiny(out)).code, 0);
    const QList<qint64> steps = pointSteps(out);
    const QByteArray model = contentOf(out + "/model.safetensors");
    QVERIFY(steps.size() > 4);
    // As if killed before the first state was saved: some lines of each file, the last one torn.
    QVERIFY(QFile::remove(out + "/state.safetensors"));
    const QByteArray lines = contentOf(out + "/metrics.jsonl");
    write(out + "/metrics.jsonl", lines.left(lines.size() / 3));
    const QByteArray events = contentOf(out + "/events.jsonl");
    write(out + "/events.jsonl", events.left(events.indexOf("\"finished\"")));
    const auto resumed = program::run(tiny(out, {"--resume"}));
    QVERIFY2(resumed.code == 0, qPrintable(resumed.errors()));
    QCOMPARE(pointSteps(out), steps);
    QCOMPARE(contentOf(out + "/model.safetensors"), model);
    QCOMPARE(contentOf(out + "/events.jsonl").count("\"checkpoint\""), events.count("\"checkpoint\""));
}

void TrainFolderTest::aBrokenFolderIsOneSentence_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("sentence");
    const QString state = "state.safetensors";
    QTest::newRow("step below 0") << state << QByteArray(R"("step":"40")") << QByteArray(R"("step":"-5")")
                                  << 3 << "is of step -5";
    QTest::newRow("step after the end")
        << state << QByteArray(R"("step":"40")") << QByteArray(R"("step":"99")") << 3 << "is of step 99";
    QTest::newRow("steps that are no number")
        << state << QByteArray(R"("steps":"40")") << QByteArray(R"("steps":"ab")") << 3
        << "does not say how many steps";
    QTest::newRow("no events") << "events.jsonl" << QByteArray() << QByteArray() << 2
                               << "Give the data set with --dataset";
}

void TrainFolderTest::aBrokenFolderIsOneSentence()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const QTemporaryDir folder;
    const QString out = folder.filePath("run"), path = out + "/" + file;
    QCOMPARE(program::run(tiny(out)).code, 0);
    const QByteArray content = contentOf(path), model = contentOf(out + "/model.safetensors");
    QFile::remove(path);
    if (!before.isEmpty()) {
        QVERIFY2(content.contains(before), content.left(3000).constData());
        write(path, replaced(content, before, after));
    }
    const auto resumed
        = program::run({"train", "--resume", "--out", out, "--epochs", "11", "--no-test", "--quiet"});
    QTEST(resumed.code, "code");
    QFETCH(QString, sentence);
    QVERIFY2(resumed.errors().contains(sentence), qPrintable(resumed.errors()));
    QVERIFY2(!resumed.errors().contains("Please report"), qPrintable(resumed.errors()));
    QCOMPARE(contentOf(out + "/model.safetensors"), model);
}

void TrainFolderTest::brokenLinesHideNoOthers()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    QCOMPARE(program::run(tiny(out)).code, 0);
    for (const auto& [name, line] : {std::pair{"metrics.jsonl", R"({"kind":3,"step":"x"})"},
             std::pair{"events.jsonl", R"({"code":"started","dataset":7,"step":1})"}}) {
        QFile file(out + "/" + name);
        QVERIFY(file.open(QIODevice::Append));
        file.write(line);
        file.write("\n");
    }
    const auto resumed = program::run(tiny(out, {"--resume", "--epochs", "12"}));
    QVERIFY2(resumed.code == 0, qPrintable(resumed.errors()));
    const QList<qint64> steps = pointSteps(out);
    QCOMPARE(steps.last(), qint64{48}); // 500 images in batches of 128, twelve epochs
}

void TrainFolderTest::aRunBecomesLongerAndNotShorter()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    QCOMPARE(program::run(tiny(out)).code, 0);
    const QByteArray recipe = contentOf(out + "/recipe.json");
    const auto shorter = program::run(tiny(out, {"--resume", "--epochs", "3"}));
    QCOMPARE(shorter.code, 2);
    QVERIFY2(shorter.errors().contains("not shorter"), qPrintable(shorter.errors()));
    QCOMPARE(contentOf(out + "/recipe.json"), recipe);
    const auto longer = program::run(tiny(out, {"--resume", "--epochs", "14"}));
    QVERIFY2(longer.code == 0, qPrintable(longer.errors()));
    QVERIFY2(longer.errors().contains("is now") && longer.errors().contains("epsilon from"),
        qPrintable(longer.errors()));
}

void TrainFolderTest::anEpochThatIsMeasuredAgainStandsOnce()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run"), path = out + "/state.safetensors";
    QCOMPARE(program::run(tiny(out)).code, 0);
    const QJsonObject before = linesOf(out, "epoch").last();
    // As if killed between the line of the last epoch and its state: that of the last batch is there.
    const QByteArray state = contentOf(path), events = contentOf(out + "/events.jsonl");
    QVERIFY(state.contains(R"("epoch_n":"0")"));
    write(path, replaced(state, R"("epoch_n":"0")", R"("epoch_n":"9")"));
    write(out + "/events.jsonl", events.left(events.indexOf("\"finished\"")));
    const auto resumed = program::run(tiny(out, {"--resume"}));
    QVERIFY2(resumed.code == 0, qPrintable(resumed.errors()));
    const QList<QJsonObject> epochs = linesOf(out, "epoch");
    QCOMPARE(epochs.size(), 10);
    for (const char* key : {"lr", "pgd10_accuracy", "validation_accuracy"})
        QCOMPARE(epochs.last()[QLatin1String(key)], before[QLatin1String(key)]);
    QVERIFY(before["lr"].toDouble() > 0.0);
}

void TrainFolderTest::aRunOfAnotherMachineIsLeftAlone()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    QCOMPARE(program::run(tiny(out)).code, 0);
    QByteArray events = contentOf(out + "/events.jsonl");
    const QByteArray host = QSysInfo::machineHostName().toLocal8Bit();
    QVERIFY2(events.contains("\"host\":\"" + host + "\""), events.constData());
    events.truncate(events.indexOf("\"finished\""));
    events.replace("\"host\":\"" + host + "\"", R"("host":"not-this-one")");
    write(out + "/events.jsonl", events);
    const QByteArray state = contentOf(out + "/state.safetensors");
    // On a shared disk a lock is not seen, but that the files grow.
    const auto growing = program::run(tiny(out, {"--resume"}));
    QCOMPARE(growing.code, 2);
    QVERIFY2(
        growing.errors().contains("was begun on not-this-one") && growing.errors().contains("wait a minute"),
        qPrintable(growing.errors()));
    QCOMPARE(contentOf(out + "/state.safetensors"), state);
    for (const char* name : {"metrics.jsonl", "state.safetensors"}) {
        QFile file(out + "/" + name);
        QVERIFY(file.open(QIODevice::Append));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-100), QFile::FileModificationTime));
    }
    const auto quiet = program::run(tiny(out, {"--resume"}));
    QVERIFY2(quiet.code == 0, qPrintable(quiet.errors()));
}

void TrainFolderTest::earlyStoppingWaitsForTheRampOfALongerRun()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    const QStringList ramped{
        "--set", "objective=ibp", "--set", "epsilon-ramp=0.5", "--set", "early-stopping=1", "--epochs"};
    QCOMPARE(program::run(tiny(out, ramped + QStringList{"4"})).code, 0);
    const auto longer = program::run(tiny(out, ramped + QStringList{"12", "--resume"}));
    QVERIFY2(longer.code == 0, qPrintable(longer.errors()));
    // Of twelve epochs the first six are the ramp.
    const qsizetype epochs = linesOf(out, "epoch").size();
    QVERIFY2(epochs > 6, qPrintable(QString::number(epochs) + longer.errors()));
}

void TrainFolderTest::earlyStoppingWaitsForTheRamp()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    const auto ended = program::run(tiny(out,
        {"--set", "objective=ibp", "--set", "epsilon-ramp=0.5", "--set", "early-stopping=1", "--epochs",
            "8"}));
    QVERIFY2(ended.code == 0, qPrintable(ended.errors()));
    const qsizetype epochs = linesOf(out, "epoch").size();
    QVERIFY2(epochs >= 4, qPrintable(QString::number(epochs)));
    const int best = ended.errors().section("weights of epoch ", 1, 1).section(' ', 0, 0).toInt();
    QVERIFY2(best >= 4, qPrintable(ended.errors()));
}

void TrainFolderTest::everyValueOfARecipeIsInTheHelp()
{
    const auto help = program::run({"train", "--help"});
    for (const char* value : {"beta", "kappa", "epsilon-factor", "replays", "lambda", "box-share", "noise",
             "decay", "adversarial-share", "attack-precision", "crown-share", "steps"})
        QVERIFY2(help.text().contains(QStringLiteral("\n  %1: ").arg(value)), value);
}

void TrainFolderTest::aLinearBoundThatIsNeverUsedIsSaid()
{
    const QTemporaryDir folder;
    const QStringList bound{"--set", "objective=crown-ibp", "--epochs", "1"};
    const auto none
        = program::run(tiny(folder.filePath("none"), bound + QStringList{"--set", "epsilon-ramp=0"}));
    QVERIFY2(none.errors().contains("crown-ibp is ibp"), qPrintable(none.errors()));
    const auto some = program::run(tiny(
        folder.filePath("some"), bound + QStringList{"--set", "epsilon-ramp=0", "--set", "crown-share=1"}));
    QVERIFY2(!some.errors().contains("crown-ibp is ibp"), qPrintable(some.errors()));
    const auto ibp = program::run(
        tiny(folder.filePath("ibp"), {"--set", "objective=ibp", "--epochs", "1", "--set", "epsilon-ramp=0"}));
    QCOMPARE(ibp.code, 0);
    QCOMPARE(contentOf(folder.filePath("none/checkpoints/epoch-001.safetensors")).right(1000),
        contentOf(folder.filePath("ibp/checkpoints/epoch-001.safetensors")).right(1000));
    QVERIFY(contentOf(folder.filePath("some/checkpoints/epoch-001.safetensors")).right(1000)
        != contentOf(folder.filePath("ibp/checkpoints/epoch-001.safetensors")).right(1000));
}

QTEST_GUILESS_MAIN(TrainFolderTest)
#include "train_folder_test.moc"
