// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "api/engine.h"
#include "api/faults.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <linux/capability.h>
#include <sys/prctl.h>

#include <csignal>
#include <unistd.h>

using namespace epsilonlab;

namespace {

/// EPSILONLAB_KILLS asks for more of them.
int kills()
{
    constexpr int kUsually = 10;
    const int asked = qEnvironmentVariableIntValue("EPSILONLAB_KILLS");
    return asked > 0 ? asked : kUsually;
}

constexpr int kLongMs = 240'000; // a machine that does three other things at once

QStringList tinyRun(const QString& folder)
{
    return {"train", "--recipe", "fast", "--dataset", "sample", "--limit", "900", "--epochs", "24", "--set",
        "validation=100", "--threads", "2", "--no-test", "--quiet", "--out", folder};
}

struct Result
{
    int exitCode = -1;
    bool isCrash = false;
    QString errors;
    QByteArray output;
};

Result resultOf(QProcess& program)
{
    return {program.exitCode(), program.exitStatus() == QProcess::CrashExit,
        QString::fromUtf8(program.readAllStandardError()), program.readAllStandardOutput()};
}

Result run(const QStringList& arguments)
{
    QProcess program;
    program.start(QStringLiteral(EPSILONLAB_PROGRAM), arguments);
    if (!program.waitForFinished(kLongMs))
        program.kill();
    program.waitForFinished();
    return resultOf(program);
}

constexpr QFile::Permissions kReadOnly = QFile::ReadOwner | QFile::ExeOwner;

/// Permissions bind the administrator, too, if this is given up.
void startWithoutPrivilege(QProcess& program, const QStringList& arguments)
{
    program.setChildProcessModifier([] { ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0); });
    program.start(QStringLiteral(EPSILONLAB_PROGRAM), arguments);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Empty, or what is wrong with the container: header length, JSON, and an end of the last tensor that is the
/// file's.
QString problemOf(const QString& path)
{
    const QByteArray bytes = contentOf(path);
    quint64 length = 0;
    if (bytes.size() < 8)
        return path + " is shorter than its header";
    std::memcpy(&length, bytes.constData(), sizeof(length));
    if (length > static_cast<quint64>(bytes.size()) - 8)
        return path + " ends in its header";
    const QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, static_cast<qsizetype>(length))).object();
    qint64 end = 0;
    for (const QString& key : header.keys())
        if (key != QLatin1String("__metadata__"))
            end = std::max(end, header[key].toObject()["data_offsets"].toArray()[1].toInteger());
    return end > 0 && end == bytes.size() - 8 - static_cast<qint64>(length)
        ? QString()
        : path + " has another size than it says";
}

QStringList problemsIn(const QString& folder)
{
    QStringList problems;
    for (const QString& place : {folder, folder + "/checkpoints"})
        for (const QString& name : QDir(place).entryList({"*.safetensors"}, QDir::Files))
            if (const QString problem = problemOf(place + "/" + name); !problem.isEmpty())
                problems.append(problem);
    return problems;
}

} // namespace

/// What happens to a training when the world goes wrong, on the real program.
class TrainingSafetyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKilledRunEndsAsAnUninterruptedOne();
    void anInterruptKeepsWhatIsDone();
    void aFullDiskDoesNotStopTheTraining();
    void aFolderThatCannotBeMadeIsSaidAtOnce();
    void aFolderThatMayNotBeMadeDoesNotStopTheTraining();
    void aFolderThatMayBeMadeLaterIsWritten();
    void aLossThatIsNotANumberStops();
    void aNaNKeepsTheBestEpochEverywhere();
    void anEngineThatTrainsClosesSoon();
};

void TrainingSafetyTest::aKilledRunEndsAsAnUninterruptedOne()
{
    const QTemporaryDir folder;
    QElapsedTimer clock;
    clock.start();
    const Result whole = run(tinyRun(folder.filePath("whole")));
    QVERIFY2(whole.exitCode == 0, qPrintable(whole.errors));
    auto wholeMs = static_cast<int>(clock.elapsed());
    const QByteArray expected = contentOf(folder.filePath("whole/model.safetensors"));
    QVERIFY(!expected.isEmpty());

    QRandomGenerator random(7);
    const int wanted = kills();
    int killed = 0, runs = 0;
    // A folder killed before it holds a recipe has nothing to go on from: it is begun again.
    const auto resumeOf = [](const QString& path) {
        return QFile::exists(path + "/recipe.json") ? QStringList{"--resume"} : QStringList();
    };
    for (int i = 0; i < wanted; ++i) {
        const QString path = folder.filePath(QStringLiteral("killed%1").arg(runs));
        QProcess program;
        program.start(QStringLiteral(EPSILONLAB_PROGRAM), tinyRun(path) + resumeOf(path));
        // At any moment, start and end included. Where a run is over before that, the machine has become
        // faster: another one.
        if (!program.waitForFinished(random.bounded(wholeMs / 20 + 1, wholeMs / 3 + 2))) {
            ++killed;
            program.kill();
            program.waitForFinished();
        } else {
            QVERIFY(contentOf(path + "/model.safetensors") == expected);
            wholeMs /= 2;
            ++runs;
        }
        QCOMPARE(problemsIn(path), QStringList());
    }
    qInfo("%d of %d were killed; one whole run takes about %d ms", killed, wanted, wholeMs);
    QVERIFY(killed >= 3);
    const QString path = folder.filePath(QStringLiteral("killed%1").arg(runs));
    const Result last = run(tinyRun(path) + resumeOf(path));
    QVERIFY2(last.exitCode == 0, qPrintable(last.errors));
    QVERIFY(contentOf(path + "/model.safetensors") == expected);
    QCOMPARE(problemsIn(path), QStringList());
}

void TrainingSafetyTest::anInterruptKeepsWhatIsDone()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    QProcess program;
    program.start(QStringLiteral(EPSILONLAB_PROGRAM),
        {"train", "--recipe", "madry-small", "--set", "architecture=madry", "--set", "steps=40", "--dataset",
            "sample", "--epochs", "50", "--no-test", "--out", out});
    QTRY_VERIFY_WITH_TIMEOUT(
        !contentOf(out + "/metrics.jsonl").isEmpty() || program.state() == QProcess::NotRunning, kLongMs);
    QElapsedTimer clock;
    clock.start();
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QVERIFY(program.waitForFinished(30'000));
    const qint64 ms = clock.elapsed();
    const Result result = resultOf(program);
    qInfo("stopped %lld ms after SIGINT", static_cast<long long>(ms));
    QVERIFY(!result.isCrash);
    QCOMPARE(result.exitCode, 4);
    QVERIFY2(result.errors.contains("Stopped after"), qPrintable(result.errors));
    QCOMPARE(problemOf(out + "/model.safetensors"), QString());
    // A batch is 41 gradients of 128 images on madry, seconds on a busy machine; a step is a small part of
    // that.
    QVERIFY(ms < 10'000);
}

void TrainingSafetyTest::aFullDiskDoesNotStopTheTraining()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    QVERIFY(QDir().mkpath(out));
    QVERIFY(QFile::link("/dev/full", out + "/metrics.jsonl"));
    const Result result = run(tinyRun(out) + QStringList{"--json", "-"});
    QVERIFY2(result.exitCode == 0, qPrintable(result.errors));
    QVERIFY2(result.errors.contains("metrics.jsonl cannot be written")
            && result.errors.contains("The training goes on"),
        qPrintable(result.errors));
    QVERIFY(QJsonDocument::fromJson(result.output).isObject());
    QCOMPARE(problemsIn(out), QStringList());
    QCOMPARE(result.errors.count("cannot be written"), 1);
    QCOMPARE(problemOf(out + "/model.safetensors"), QString()); // what can be written is
    QCOMPARE(problemOf(out + "/checkpoints/epoch-024.safetensors"), QString());
}

void TrainingSafetyTest::aFolderThatCannotBeMadeIsSaidAtOnce()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Result result = run(tinyRun(folder.filePath("file/run")));
    QVERIFY(!result.isCrash && result.exitCode != 0);
    QVERIFY2(result.errors.contains("cannot be made"), qPrintable(result.errors));
}

void TrainingSafetyTest::aFolderThatMayNotBeMadeDoesNotStopTheTraining()
{
    const QTemporaryDir folder;
    QVERIFY(QFile::setPermissions(folder.path(), kReadOnly));
    QProcess program;
    startWithoutPrivilege(program, tinyRun(folder.filePath("run")) + QStringList{"--json", "-"});
    QVERIFY(program.waitForFinished(kLongMs));
    const Result result = resultOf(program);
    QVERIFY(QFile::setPermissions(folder.path(), kReadOnly | QFile::WriteOwner));
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.errors.contains("cannot be made (Permission denied)")
            && result.errors.contains("The training goes on")
            && result.errors.contains("Nothing of this run could be written"),
        qPrintable(result.errors));
    QCOMPARE(result.errors.count("cannot be made"), 1);
    QCOMPARE(QJsonDocument::fromJson(result.output)["epochs_done"].toInt(), 24);
    QVERIFY(!QFile::exists(folder.filePath("run")));
}

void TrainingSafetyTest::aFolderThatMayBeMadeLaterIsWritten()
{
    const QTemporaryDir folder;
    QVERIFY(QFile::setPermissions(folder.path(), kReadOnly));
    const QString out = folder.filePath("run");
    QStringList longer = tinyRun(out);
    longer.replaceInStrings("24", "120");
    QProcess program;
    startWithoutPrivilege(program, longer);
    QByteArray errors;
    QTRY_VERIFY_WITH_TIMEOUT(
        (errors += program.readAllStandardError()).contains("The training goes on"), kLongMs);
    QVERIFY(QFile::setPermissions(folder.path(), kReadOnly | QFile::WriteOwner));
    QVERIFY(program.waitForFinished(kLongMs));
    const Result result = resultOf(program);
    QVERIFY2(result.exitCode == 0, qPrintable(errors + result.errors.toUtf8()));
    QVERIFY2(result.errors.contains("can be written again"), qPrintable(result.errors));
    QCOMPARE(problemsIn(out), QStringList());
    QVERIFY(contentOf(out + "/recipe.json").contains("\"epochs\": 120"));
    QVERIFY(contentOf(out + "/events.jsonl").contains("\"started\""));
    QCOMPARE(contentOf(out + "/metrics.jsonl").count("\"kind\":\"epoch\""), 120); // from the first on
}

void TrainingSafetyTest::aLossThatIsNotANumberStops()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath("run");
    const Result result = run(tinyRun(out)
        + QStringList{"--set", "architecture=trades", "--set", "optimizer=sgd", "--set", "lr=10", "--set",
            "schedule=constant"});
    QVERIFY(!result.isCrash);
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(
        result.errors.contains("NaN or infinite at step") && result.errors.contains("learning rate of 10"),
        qPrintable(result.errors));
    QVERIFY(contentOf(out + "/events.jsonl").contains("nan"));
    QCOMPARE(problemsIn(out), QStringList());
}

void TrainingSafetyTest::aNaNKeepsTheBestEpochEverywhere()
{
    const QTemporaryDir folder;
    faults::simulate(Fault::NaNInTraining);
    TrainRequest request;
    request.recipe = catalogue::recipe("fast").values;
    for (const auto& [id, value] : {std::pair{"train-limit", 900}, std::pair{"validation", 100},
             std::pair{"early-stopping", 20}, std::pair{"epochs", 12}})
        request.recipe[id] = std::int64_t{value};
    request.dataset.text = "sample:train";
    request.runDirectory = folder.filePath("run").toStdString();
    Engine engine;
    engine.submit(request);
    QString message;
    QElapsedTimer waited;
    waited.start();
    while (message.isEmpty() && waited.elapsed() < kLongMs)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(50)))
            if (const auto* finished = std::get_if<JobFinished>(&event); finished && finished->failure)
                message = QString::fromStdString(finished->failure->message);
    faults::simulate(Fault::None);
    QVERIFY2(message.contains("the best under PGD-10, were kept"), qPrintable(message));
    const int best = message.section("weights of epoch ", 1, 1).section(',', 0, 0).toInt();
    const auto weights = [&](const QString& name) { return contentOf(folder.filePath(name)).right(2000); };
    const QByteArray expected
        = weights(QStringLiteral("run/checkpoints/epoch-%1.safetensors").arg(best, 3, 10, QLatin1Char('0')));
    QVERIFY(!expected.isEmpty());
    QCOMPARE(weights("run/model.safetensors"), expected);
    engine.saveModel("live", folder.filePath("live.safetensors").toStdString());
    QCOMPARE(weights("live.safetensors"), expected);
}

void TrainingSafetyTest::anEngineThatTrainsClosesSoon()
{
    qint64 ms = 0;
    {
        auto engine = std::make_unique<Engine>();
        TrainRequest request;
        request.recipe = {{"architecture", std::string("madry")}, {"objective", std::string("pgd-at")},
            {"steps", std::int64_t{40}}};
        request.dataset.text = "sample:train";
        const RequestId id = engine->submit(request);
        bool isTraining = false;
        QElapsedTimer waited;
        waited.start();
        while (!isTraining && waited.elapsed() < kLongMs)
            for (const Event& event : engine->waitAndDrain(std::chrono::milliseconds(50)))
                isTraining = isTraining || std::holds_alternative<ModelPublished>(event);
        QVERIFY(isTraining && id > 0);
        QElapsedTimer clock;
        clock.start();
        engine.reset();
        ms = clock.elapsed();
    }
    qInfo("closed %lld ms after it was asked to", static_cast<long long>(ms));
    QVERIFY(ms < 3000); // 300 on an idle machine
}

QTEST_GUILESS_MAIN(TrainingSafetyTest)
#include "training_safety_test.moc"
