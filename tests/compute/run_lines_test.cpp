// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of metrics.jsonl.
#include "api/engine.h"
#include "training/run_lines.h"
#include "training/run_reader.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace epsilonlab;

namespace {

constexpr int kTimeoutMs = 240000; // a machine shared by many builds

/// Trains, and returns how many images the engine said that each batch had.
std::vector<std::int64_t> toldCounts(const TrainRequest& request)
{
    Engine engine;
    const RequestId id = engine.submit(request);
    std::vector<std::int64_t> counts;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kTimeoutMs) {
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(10))) {
            if (const auto* point = std::get_if<TrainingPointEvent>(&event))
                counts.push_back(point->point.n);
            if (const auto* end = std::get_if<JobFinished>(&event); end && end->id == id)
                return counts;
        }
    }
    return {};
}

} // namespace

class RunLinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBatchSaysHowManyImagesItHad();
    void anOlderVersionDidNotSayIt();
};

/// Of 500 images in batches of 248 four are left for the last one of the epoch.
void RunLinesTest::everyBatchSaysHowManyImagesItHad()
{
    const QTemporaryDir folder;
    TrainRequest request;
    request.recipe = {{"architecture", std::string("mlp")}, {"objective", std::string("standard")},
        {"epochs", std::int64_t{1}}, {"batch-size", std::int64_t{248}}, {"train-limit", std::int64_t{600}},
        {"validation", std::int64_t{100}}};
    request.recipeName = "uneven";
    request.dataset.text = "sample";
    request.runDirectory = folder.filePath("run").toStdString();
    const std::vector<std::int64_t> counts{248, 248, 4};
    QCOMPARE(toldCounts(request), counts);
    std::vector<std::int64_t> kept;
    for (const TrainingPoint& point : readRun(request.runDirectory).points)
        kept.push_back(point.n);
    QCOMPARE(kept, counts);
}

void RunLinesTest::anOlderVersionDidNotSayIt()
{
    const TrainingPoint old = pointOf(nlohmann::json::parse(R"({"kind":"batch","step":3,"loss":0.5})"));
    QCOMPARE(old.step, 3);
    QCOMPARE(old.n, 0);
    QVERIFY(!nlohmann::json::parse(lineOf(old)).contains("n")); // nor does what is exported from it
}

QTEST_GUILESS_MAIN(RunLinesTest)
#include "run_lines_test.moc"
