// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "api/engine.h"
#include "models/model_file.h"

#include <ATen/ATen.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <map>

using namespace epsilonlab;

namespace {

constexpr int kTimeoutMs = 240000; // a machine shared by many builds
constexpr std::int64_t kStepsPerEpoch = 5;

/// 500 images to train on in batches of 100, 100 held out.
TrainRequest tiny(std::int64_t epochs = 2)
{
    TrainRequest request;
    request.recipe = {{"architecture", std::string("mlp")}, {"objective", std::string("fgsm-rs")},
        {"epochs", epochs}, {"batch-size", std::int64_t{100}}, {"train-limit", std::int64_t{600}},
        {"validation", std::int64_t{100}}, {"epsilon", 0.1}};
    request.recipeName = "tiny";
    request.dataset.text = "sample";
    return request;
}

/// An engine and everything it said.
struct Lab
{
    Engine engine{EngineOptions{.workers = 2}};
    std::vector<Event> events;

    template <class Wanted>
    bool waitFor(
        const std::function<bool(const Wanted&)>& isWanted = {}, const std::function<void()>& meanwhile = {})
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < kTimeoutMs) {
            if (meanwhile)
                meanwhile();
            for (Event& event : engine.waitAndDrain(std::chrono::milliseconds(10))) {
                events.push_back(event);
                if (const auto* wanted = std::get_if<Wanted>(&event);
                    wanted && (!isWanted || isWanted(*wanted)))
                    return true;
            }
        }
        return false;
    }

    bool waitForPause()
    {
        return waitFor<TrainingPaused>([](const TrainingPaused& event) { return event.isPaused; });
    }

    bool waitForEnd(RequestId id, const std::function<void()>& meanwhile = {})
    {
        return waitFor<JobFinished>([id](const JobFinished& event) { return event.id == id; }, meanwhile);
    }

    template <class Wanted> std::vector<Wanted> all() const
    {
        std::vector<Wanted> found;
        for (const Event& event : events)
            if (const auto* wanted = std::get_if<Wanted>(&event))
                found.push_back(*wanted);
        return found;
    }
};

std::vector<at::Tensor> weightsOf(const QTemporaryDir& folder, const char* name = "model.safetensors")
{
    return readModelFile(folder.filePath(name).toStdString())->network.tensors();
}

bool isSame(const std::vector<at::Tensor>& a, const std::vector<at::Tensor>& b)
{
    if (a.size() != b.size() || a.empty())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!at::equal(a[i], b[i]))
            return false;
    return true;
}

} // namespace

class TrainingRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void previewsChangeNothingInTheWeights();
    void oneBatchIsExactlyOne();
    void oneEpochEndsWithItsMeasurements();
    void stepsContinueAsAnUninterruptedRun();
    void theLearningRateChangesWithoutAReset();
    void aRunThatDivergesKeepsItsLastGoodWeights();
    void aClosedProgramLeavesARunThatGoesOn();
    void aStoppedRunIsNotOfferedAgain();
    void aFolderThatCannotBeMadeIsAWarning();
    void twoWritersAreRefused();
    void earlyStoppingKeepsTheBestEpoch();
    void anAverageIsWhatIsKept();
    void alarmsAreWrittenAndTold_data();
    void alarmsAreWrittenAndTold();
    void theCollapseIsSeen();
};

void TrainingRunTest::previewsChangeNothingInTheWeights()
{
    QTemporaryDir quiet, busy;
    for (QTemporaryDir* folder : {&quiet, &busy}) {
        Lab lab;
        PreviewRequest preview;
        preview.modelIds = {"live", "standard"};
        preview.sample = lab.engine.image({"sample:test"}, 3);
        preview.attack.attackId = "pgd";
        TrainRequest request = tiny(3);
        request.runDirectory = folder->filePath("run").toStdString();
        const RequestId id = lab.engine.submit(request);
        const auto attack = [&] { static_cast<void>(lab.engine.preview(preview)); };
        QVERIFY(
            lab.waitForEnd(id, folder == &busy ? std::function<void()>(attack) : std::function<void()>()));
        const auto previews = lab.all<PreviewResult>();
        if (folder == &busy)
            QVERIFY2(previews.size() >= 3, qPrintable(QString::number(previews.size())));
    }
    QVERIFY(isSame(weightsOf(quiet, "run/model.safetensors"), weightsOf(busy, "run/model.safetensors")));
}

void TrainingRunTest::oneBatchIsExactlyOne()
{
    Lab lab;
    TrainRequest request = tiny();
    request.startPaused = true;
    const RequestId id = lab.engine.submit(request);
    QVERIFY(lab.waitForPause());
    QVERIFY(lab.all<TrainingPointEvent>().empty());
    for (std::int64_t step = 1; step <= 3; ++step) {
        lab.engine.stepBatches(id, 1);
        QVERIFY(lab.waitForPause());
        QCOMPARE(lab.all<TrainingPointEvent>().size(), static_cast<std::size_t>(step));
        QCOMPARE(lab.all<TrainingPointEvent>().back().point.step, step);
        QCOMPARE(lab.all<JobProgress>().back().done, step);
    }
    lab.engine.stop(id);
    QVERIFY(lab.waitForEnd(id));
    QCOMPARE(lab.all<TrainFinished>().back().report.steps, 3);
}

void TrainingRunTest::oneEpochEndsWithItsMeasurements()
{
    Lab lab;
    TrainRequest request = tiny();
    request.startPaused = true;
    const RequestId id = lab.engine.submit(request);
    QVERIFY(lab.waitForPause());
    lab.engine.stepBatches(id, 2);
    QVERIFY(lab.waitForPause());
    lab.engine.stepEpoch(id);
    QVERIFY(lab.waitForPause());
    const auto epochs = lab.all<TrainingEpochEvent>();
    QCOMPARE(epochs.size(), 1U);
    QCOMPARE(epochs[0].epoch.step, kStepsPerEpoch);
    QCOMPARE(epochs[0].epoch.validationN, 100);
    QCOMPARE(lab.all<JobProgress>().back().done, kStepsPerEpoch);
    lab.engine.setPaused(id, false);
    QVERIFY(lab.waitForEnd(id));
    QVERIFY(lab.all<TrainFinished>().back().report.isComplete);
}

void TrainingRunTest::stepsContinueAsAnUninterruptedRun()
{
    QTemporaryDir folder;
    Lab lab;
    TrainRequest request = tiny(1);
    request.runDirectory = folder.filePath("whole").toStdString();
    QVERIFY(lab.waitForEnd(lab.engine.submit(request)));
    request.runDirectory = folder.filePath("steps").toStdString();
    request.startPaused = true;
    const RequestId id = lab.engine.submit(request);
    for (std::int64_t step = 0; step < kStepsPerEpoch; ++step) {
        QVERIFY(lab.waitForPause());
        lab.engine.stepBatches(id, 1);
    }
    QVERIFY(lab.waitForEnd(id));
    QVERIFY(
        isSame(weightsOf(folder, "whole/model.safetensors"), weightsOf(folder, "steps/model.safetensors")));
}

void TrainingRunTest::theLearningRateChangesWithoutAReset()
{
    Lab lab;
    TrainRequest request = tiny();
    request.startPaused = true;
    const RequestId id = lab.engine.submit(request);
    QVERIFY(lab.waitForPause());
    lab.engine.stepBatches(id, 1);
    QVERIFY(lab.waitForPause());
    lab.engine.setLearningRate(id, 0.02);
    lab.engine.stepBatches(id, 1);
    QVERIFY(lab.waitForPause());
    const auto points = lab.all<TrainingPointEvent>();
    QCOMPARE(points.size(), 2U);
    QCOMPARE(points[0].point.lr, 1e-3);
    QCOMPARE(points[1].point.lr, 0.02);
    QCOMPARE(points[1].point.step, 2);
    const auto flags = lab.all<TrainingFlagged>();
    QCOMPARE(flags.size(), 1U);
    QCOMPARE(flags[0].flag.code, std::string("learning-rate"));
    QCOMPARE(flags[0].flag.step, 1);
}

void TrainingRunTest::aRunThatDivergesKeepsItsLastGoodWeights()
{
    Lab lab;
    TrainRequest request = tiny(3);
    request.recipe["optimizer"] = std::string("sgd");
    request.recipe["lr"] = 0.01;
    request.startPaused = true;
    const RequestId id = lab.engine.submit(request);
    QVERIFY(lab.waitForPause());
    lab.engine.stepEpoch(id);
    QVERIFY(lab.waitForPause());
    QTemporaryDir folder;
    lab.engine.saveModel("live", folder.filePath("good.safetensors").toStdString());
    // Large enough to overflow the logits; the recipe's own limit is about what people may type.
    lab.engine.setLearningRate(id, 1e30);
    lab.engine.setPaused(id, false);
    QVERIFY(lab.waitForEnd(id));
    const auto failure = lab.all<JobFinished>().back().failure;
    QVERIFY(failure.has_value());
    QVERIFY(failure->code == ErrorCode::Numeric);
    QVERIFY2(failure->message.find("1e+30") != std::string::npos, failure->message.c_str());
    QCOMPARE(lab.all<TrainingFlagged>().back().flag.code, std::string("nan"));
    lab.engine.saveModel("live", folder.filePath("kept.safetensors").toStdString());
    QVERIFY(isSame(weightsOf(folder, "good.safetensors"), weightsOf(folder, "kept.safetensors")));
    QVERIFY(!lab.engine.models().back().isLive);
}

void TrainingRunTest::aClosedProgramLeavesARunThatGoesOn()
{
    QTemporaryDir folder;
    TrainRequest request = tiny(2);
    request.runDirectory = folder.filePath("whole").toStdString();
    {
        Lab lab;
        request.startPaused = true;
        const RequestId id = lab.engine.submit(request);
        QVERIFY(lab.waitForPause());
        lab.engine.setLearningRate(id, 2e-3);
        lab.engine.setPaused(id, false);
        QVERIFY(lab.waitForEnd(id));
    }
    request.runDirectory = folder.filePath("closed").toStdString();
    {
        Lab lab;
        request.startPaused = true;
        const RequestId id = lab.engine.submit(request);
        QVERIFY(lab.waitForPause());
        lab.engine.setLearningRate(id, 2e-3); // not the recipe's: must survive
        lab.engine.stepBatches(id, 7); // into the second epoch
        QVERIFY(lab.waitFor<TrainingPaused>([&](const TrainingPaused& event) {
            return event.isPaused && lab.all<TrainingPointEvent>().size() == 7;
        }));
    } // the engine goes away as when the window is closed
    Lab lab;
    lab.engine.open(ListRunsRequest{folder.path().toStdString()});
    QVERIFY(lab.waitFor<RunsListed>());
    const auto runs = lab.all<RunsListed>().back().runs;
    QCOMPARE(runs.size(), 2U);
    QVERIFY(runs[0].state == RunState::Finished);
    QVERIFY(!runs[0].isResumable());
    QVERIFY(runs[1].isResumable());
    QCOMPARE(runs[1].dataset, std::string("sample"));
    QCOMPARE(runs[1].totalSteps, 2 * kStepsPerEpoch);
    QCOMPARE(runs[1].epochsDone, 1);

    lab.engine.open(OpenRunRequest{runs[1].path});
    QVERIFY(lab.waitFor<RunOpened>());
    const RunRecord record = lab.all<RunOpened>().back().run;
    QCOMPARE(record.points.size(), 7U);
    QCOMPARE(record.epochs.size(), 1U);

    request.recipe = record.info.recipe;
    request.resume = true;
    request.startPaused = false;
    QVERIFY(lab.waitForEnd(lab.engine.submit(request)));
    QCOMPARE(lab.all<TrainingPointEvent>().front().point.step, 8);
    QVERIFY(
        isSame(weightsOf(folder, "whole/model.safetensors"), weightsOf(folder, "closed/model.safetensors")));
    lab.engine.open(OpenRunRequest{folder.filePath("whole").toStdString()});
    QVERIFY(lab.waitFor<RunOpened>());
    const auto whole = lab.all<RunOpened>().back().run.epochs.back();
    const auto resumed = lab.all<TrainingEpochEvent>().back().epoch;
    QCOMPARE(resumed.trainLoss, whole.trainLoss); // the sum over the epoch went on where it was
    QCOMPARE(resumed.pgdAccuracy, whole.pgdAccuracy);
}

void TrainingRunTest::aStoppedRunIsNotOfferedAgain()
{
    QTemporaryDir folder;
    Lab lab;
    TrainRequest request = tiny(1000);
    request.runDirectory = folder.filePath("run").toStdString();
    const RequestId id = lab.engine.submit(request);
    QVERIFY(lab.waitFor<TrainingEpochEvent>());
    lab.engine.stop(id);
    QVERIFY(lab.waitForEnd(id));
    lab.engine.open(ListRunsRequest{folder.path().toStdString()});
    QVERIFY(lab.waitFor<RunsListed>());
    const auto runs = lab.all<RunsListed>().back().runs;
    QCOMPARE(runs.size(), 1U);
    QVERIFY(runs[0].state == RunState::Stopped);
    QVERIFY(!runs[0].isResumable());
}

void TrainingRunTest::aFolderThatCannotBeMadeIsAWarning()
{
    QTemporaryDir folder;
    std::ofstream(folder.filePath("file").toStdString()) << "in the way";
    TrainRequest request = tiny(1);
    request.runDirectory = folder.filePath("file/run").toStdString();
    {
        Lab lab;
        QVERIFY(lab.waitForEnd(lab.engine.submit(request)));
        QVERIFY(lab.all<JobFinished>().back().outcome == JobOutcome::Failed);
    }
    Lab lab;
    request.isRunDirectoryOptional = true;
    QVERIFY(lab.waitForEnd(lab.engine.submit(request)));
    QVERIFY(lab.all<JobFinished>().back().outcome == JobOutcome::Done);
    QCOMPARE(lab.all<EventWarning>().size(), 1U);
}

void TrainingRunTest::twoWritersAreRefused()
{
    QTemporaryDir folder;
    TrainRequest request = tiny();
    request.runDirectory = folder.filePath("run").toStdString();
    request.startPaused = true;
    Lab first, second;
    first.engine.submit(request);
    QVERIFY(first.waitForPause());
    request.resume = true;
    QVERIFY(second.waitForEnd(second.engine.submit(request)));
    const auto failure = second.all<JobFinished>().back().failure;
    QVERIFY(failure && failure->message.find("being written by another program") != std::string::npos);
}

void TrainingRunTest::earlyStoppingKeepsTheBestEpoch()
{
    QTemporaryDir folder;
    TrainRequest request = tiny(9);
    request.recipe["lr"] = 1e-8; // no epoch is better than the first
    request.recipe["early-stopping"] = std::int64_t{2};
    request.runDirectory = folder.filePath("run").toStdString();
    Lab lab;
    QVERIFY(lab.waitForEnd(lab.engine.submit(request)));
    QCOMPARE(lab.all<TrainingEpochEvent>().size(), 3U);
    QVERIFY(lab.all<TrainFinished>().back().report.isComplete);
    QVERIFY(isSame(weightsOf(folder, "run/model.safetensors"),
        weightsOf(folder, "run/checkpoints/epoch-001.safetensors")));
    QVERIFY(!isSame(weightsOf(folder, "run/model.safetensors"),
        weightsOf(folder, "run/checkpoints/epoch-003.safetensors")));
    const auto flags = lab.all<TrainingFlagged>();
    QVERIFY(std::any_of(flags.begin(), flags.end(),
        [](const TrainingFlagged& event) { return event.flag.code == "best-kept"; }));
    lab.engine.open(OpenRunRequest{request.runDirectory});
    QVERIFY(lab.waitFor<RunOpened>());
    QVERIFY(lab.all<RunOpened>().back().run.info.state == RunState::Finished);

    // Without held-out images there is nothing to stop by.
    TrainRequest blind = tiny(1);
    blind.recipe["early-stopping"] = std::int64_t{2};
    blind.recipe["validation"] = std::int64_t{0};
    QVERIFY(lab.waitForEnd(lab.engine.submit(blind)));
    QVERIFY(lab.all<JobFinished>().back().failure->code == ErrorCode::BadParameter);

    // Closed after the second epoch, it knows which epoch was the best.
    request.runDirectory = folder.filePath("closed").toStdString();
    {
        Lab closed;
        request.startPaused = true;
        const RequestId id = closed.engine.submit(request);
        QVERIFY(closed.waitForPause());
        closed.engine.stepBatches(id, 2 * kStepsPerEpoch + 1);
        QVERIFY(closed.waitFor<TrainingPaused>([&](const TrainingPaused& event) {
            return event.isPaused && closed.all<TrainingEpochEvent>().size() == 2;
        }));
    }
    Lab resumed;
    request.startPaused = false;
    request.resume = true;
    QVERIFY(resumed.waitForEnd(resumed.engine.submit(request)));
    QCOMPARE(resumed.all<TrainingEpochEvent>().size(), 1U);
    QVERIFY(
        isSame(weightsOf(folder, "run/model.safetensors"), weightsOf(folder, "closed/model.safetensors")));
}

void TrainingRunTest::anAverageIsWhatIsKept()
{
    QTemporaryDir folder;
    for (const double ema : {0.0, 0.9}) {
        Lab lab;
        TrainRequest request = tiny(1);
        request.recipe["ema"] = ema;
        request.runDirectory = folder.filePath(ema > 0.0 ? "average" : "plain").toStdString();
        QVERIFY(lab.waitForEnd(lab.engine.submit(request)));
        QVERIFY(isSame(weightsOf(folder, ema > 0.0 ? "average/model.safetensors" : "plain/model.safetensors"),
            weightsOf(folder,
                ema > 0.0 ? "average/checkpoints/epoch-001.safetensors"
                          : "plain/checkpoints/epoch-001.safetensors")));
    }
    QVERIFY(!isSame(
        weightsOf(folder, "average/model.safetensors"), weightsOf(folder, "plain/model.safetensors")));
}

void TrainingRunTest::alarmsAreWrittenAndTold_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<double>("first"); // learning rate of the first 30 batches
    QTest::addColumn<double>("lr");
    QTest::newRow("nothing is learned") << "plateau" << 1e-8 << 1e-8;
    // Huge steps switch every hidden unit off: only the last bias learns, and every image is read alike.
    QTest::newRow("every unit is off") << "dead-gradients" << 5.0 << 1e-3;
    QTest::newRow("one class for all") << "constant-prediction" << 5.0 << 1e-8; // else two biases close
                                                                                // together take turns
}

void TrainingRunTest::alarmsAreWrittenAndTold()
{
    QFETCH(QString, code);
    QFETCH(double, first);
    QFETCH(double, lr);
    QTemporaryDir folder;
    TrainRequest request = tiny(20);
    request.recipe["objective"] = std::string("standard");
    request.recipe["lr"] = lr;
    request.recipe["optimizer"] = std::string("sgd");
    request.runDirectory = folder.filePath("run").toStdString();
    request.startPaused = true;
    Lab lab;
    const RequestId id = lab.engine.submit(request);
    QVERIFY(lab.waitForPause());
    lab.engine.setLearningRate(id, first);
    lab.engine.stepBatches(id, 30);
    QVERIFY(lab.waitForPause());
    lab.engine.setLearningRate(id, lr);
    lab.engine.setPaused(id, false);
    QVERIFY(lab.waitForEnd(id));
    const auto flags = lab.all<TrainingFlagged>();
    const auto isWanted = [&](const TrainingFlag& flag) {
        return flag.code == code.toStdString() && flag.step > 0 && !flag.message.empty();
    };
    QCOMPARE(std::count_if(flags.begin(), flags.end(),
                 [&](const TrainingFlagged& event) { return isWanted(event.flag); }),
        1);
    lab.engine.open(OpenRunRequest{request.runDirectory});
    QVERIFY(lab.waitFor<RunOpened>());
    const auto written = lab.all<RunOpened>().back().run.flags;
    QCOMPARE(std::count_if(written.begin(), written.end(), isWanted), 1);
}

void TrainingRunTest::theCollapseIsSeen()
{
    Lab lab;
    TrainRequest request;
    request.recipe = catalogue::recipe("collapse").values;
    request.dataset.text = "sample";
    QVERIFY(lab.waitForEnd(lab.engine.submit(request)));
    std::int64_t alarmed = -1;
    for (const TrainingFlagged& event : lab.all<TrainingFlagged>())
        if (event.flag.code == "catastrophic-overfitting")
            alarmed = event.flag.step;
    const auto epochs = lab.all<TrainingEpochEvent>();
    const TrainingEpoch best
        = std::max_element(epochs.begin(), epochs.end(), [](const auto& a, const auto& b) {
              return a.epoch.pgdAccuracy < b.epoch.pgdAccuracy;
          })->epoch;
    const TrainingEpoch last = epochs.back().epoch;
    QVERIFY(alarmed > best.step); // the fall from which it does not come back, whatever was flagged before
    // What a class is told to watch: robust for a while, then not at all, and FGSM says the opposite.
    QVERIFY2(best.pgdAccuracy > 0.4 && last.pgdAccuracy < 0.1 && last.fgsmAccuracy > 0.8,
        qPrintable(
            QStringLiteral("%1 %2 %3").arg(best.pgdAccuracy).arg(last.pgdAccuracy).arg(last.fgsmAccuracy)));
}

QTEST_GUILESS_MAIN(TrainingRunTest)
#include "training_run_test.moc"
