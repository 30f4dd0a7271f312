// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"
#include "io/dataset_files.h"
#include "io/http_server.h"

#include "data/dataset.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace epsilonlab;

/// Ctrl-C: the program ends within a step with exit code 4, and what is done is kept. And the program as it
/// is installed.
class StopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluateKeepsWholePoints();
    void attackKeepsFinishedImages();
    void trainKeepsTheNetwork();
    void fetchKeepsWhatArrived();
    void fetchStopsWhereTheServerIsSilent();
    void worksWhereItIsInstalled();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

namespace {

/// Of a stop: a step takes milliseconds, but the machine may be busy and the build full of checks.
constexpr int kStopMs = 5000;

/// Waits for a progress line that tells of more than `images`, "130 of 48000 images ..."; of exactly so many
/// the chunk may be done and not yet handed on.
bool hasMeasured(program::Running& running, int images)
{
    static const QRegularExpression kProgress(QStringLiteral("(\\d+) of \\d+ images"));
    return running.waitForError([images](const QByteArray& text) {
        for (auto match = kProgress.globalMatch(QString::fromUtf8(text)); match.hasNext();)
            if (match.next().captured(1).toInt() > images)
                return true;
        return false;
    });
}

/// Interrupts and waits; the time it took must be far below what the job would have needed.
program::Ended interrupted(program::Running& running)
{
    QElapsedTimer timer;
    timer.start();
    running.interrupt();
    program::Ended ended = running.wait();
    if (timer.elapsed() > kStopMs)
        ended.code = -2;
    return ended;
}

}

void StopTest::evaluateKeepsWholePoints()
{
    // Minutes of work, and a progress line every five seconds.
    program::Running running({"evaluate", "--model", "standard", "--model", "robust", "--dataset",
        "sample:train", "--attack", "pgd", "--steps", "40", "--restarts", "5", "--epsilons", "0:0.3:0.1",
        "--json", path("curve.json")});
    QVERIFY(hasMeasured(running, 8 * 8)); // 8 images, the first shard, for 2 networks and 4 epsilons
    const program::Ended ended = interrupted(running);
    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.errors().contains("Stopped: the result is about the first "), ended.err);
    QFile file(path("curve.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const int n = json["n"].toInt();
    QVERIFY(n >= 8 && n < 6000);
    QCOMPARE(json["complete"].toBool(true), false);
    QCOMPARE(json["curves"].toArray().size(), 2);
    for (const QJsonValue& curve : json["curves"].toArray())
        for (const QJsonValue& point : curve["points"].toArray())
            QCOMPARE(point["n"].toInt(), n);
    // What was kept is what a run over just these images says.
    const QJsonObject whole = program::run(
        {"evaluate", "--model", "robust", "--dataset", "sample:train", "--limit", QString::number(n),
            "--attack", "pgd", "--steps", "40", "--restarts", "5", "--epsilons", "0.1", "--json", "-"})
                                  .json();
    QCOMPARE(json["curves"].toArray()[1].toObject()["points"].toArray()[1],
        whole["curves"].toArray()[0].toObject()["points"].toArray()[0]);
}

void StopTest::attackKeepsFinishedImages()
{
    program::Running running({"attack", "--model", "robust", "--dataset", "sample:train", "--attack", "pgd",
        "--steps", "200", "--restarts", "20", "--epsilon", "0.1", "--out", path("adv.npy"), "--json", "-"});
    QVERIFY(hasMeasured(running, 8));
    const program::Ended ended = interrupted(running);
    QCOMPARE(ended.code, 4);
    const QJsonObject json = ended.json();
    const std::int64_t n = json["n"].toInt();
    QVERIFY(n >= 8 && n < 6000);
    QCOMPARE(openDataset({path("adv.npy").toStdString()}).count, n);
    QCOMPARE(json["warnings"].toArray().last().toObject()["code"].toString(), QString("stopped"));
}

void StopTest::trainKeepsTheNetwork()
{
    program::Running running({"train", "--recipe", "standard", "--dataset", "sample", "--set", "epochs=500",
        "--out", path("run")});
    QVERIFY(running.waitForError([](const QByteArray& text) { return text.contains("epoch 1: "); }));
    QCOMPARE(interrupted(running).code, 4);
    const program::Ended info = program::run({"models", "info", path("run/model.safetensors")});
    QCOMPARE(info.code, 0);
}

void StopTest::fetchKeepsWhatArrived()
{
    const std::string body(200000, 'x');
    HttpServer server([&body](const HttpServer::Request&) {
        HttpServer::Reply reply;
        reply.body = body;
        reply.claimedLength = 9000000;
        reply.isHeldOpen = true;
        return reply;
    });
    qputenv("XDG_DATA_HOME", path("data").toUtf8());
    program::Running running({"datasets", "fetch", "mnist", "--from", QString::fromStdString(server.url())});
    const QDir parts(path("data/epsilonlab/datasets/.mnist.partial"));
    QTRY_VERIFY_WITH_TIMEOUT(!parts.entryInfoList({"*.part"}, QDir::Files).isEmpty()
            && parts.entryInfoList({"*.part"}, QDir::Files).first().size() == 200000,
        30000);
    QVERIFY(running.isRunning());
    const program::Ended ended = interrupted(running);
    QCOMPARE(ended.code, 4);
    QVERIFY2(
        ended.errors().contains("Stopped. The same command goes on where the download was left."), ended.err);
    QCOMPARE(parts.entryInfoList({"*.part"}, QDir::Files).first().size(), qint64{200000});
    QVERIFY(!QFileInfo::exists(path("data/epsilonlab/datasets/mnist")));
}

void StopTest::fetchStopsWhereTheServerIsSilent()
{
    std::atomic<bool> isAsked{false}, isOver{false};
    HttpServer server([&](const HttpServer::Request&) {
        isAsked = true;
        while (!isOver)
            std::this_thread::yield();
        return HttpServer::notFound();
    });
    qputenv("XDG_DATA_HOME", path("silent").toUtf8());
    program::Running running({"datasets", "fetch", "mnist", "--from", QString::fromStdString(server.url())});
    QTRY_VERIFY_WITH_TIMEOUT(isAsked, 30000);
    const program::Ended ended = interrupted(running);
    isOver = true;
    QCOMPARE(ended.code, 4);
}

void StopTest::worksWhereItIsInstalled()
{
    const QString prefix = path("installed");
    QCOMPARE(
        program::run({"--install", EPSILONLAB_BUILD_DIR, "--prefix", prefix}, {}, EPSILONLAB_CMAKE).code, 0);
    QVERIFY(QDir(path("elsewhere")).mkpath("."));
    const program::Ended ended
        = program::run({"attack", "--dataset", "sample:test[0:20]", "--epsilon", "0.1", "--json", "-"},
            path("elsewhere"), prefix + "/bin/epsilonlab");
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.json()["n"].toInt(), 20);
}

QTEST_GUILESS_MAIN(StopTest)
#include "stop_test.moc"
