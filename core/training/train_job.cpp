// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/train_job.h"

#include "api/error.h"
#include "api/export.h"
#include "evaluation/measure.h"
#include "models/model_file.h"
#include "training/run_directory.h"
#include "training/trainer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace epsilonlab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kAttackedImages = 500; // of the held-out ones, for FGSM and PGD-10 after each epoch
constexpr std::int64_t kPointsPerEpoch = 50;
constexpr std::chrono::milliseconds kPublishInterval {400};

ParameterSet completeRecipe(const ParameterSet& values)
{
    const auto objective = values.find("objective");
    return completed(catalogue::recipeParametersFor(objective == values.end() ? "standard" : parameterText(objective->second)), values);
}

/// One run from its first batch to its report.
class TrainRun
{
public:
    TrainRun(const JobContext& context, const TrainRequest& request, TrainingControl& control);
    void run();

private:
    void resume();
    bool runEpoch(); // false: stopped
    void afterBatch(const BatchResult& result);
    void afterEpoch();
    void publish();
    void failOnNaN();
    void finish();
    void measureTestImages(TrainReport& report);
    Model model() const;
    double seconds() const { return m_secondsBefore + std::chrono::duration<double>(Clock::now() - m_begin).count(); }

    const JobContext& m_context;
    TrainRequest m_request;
    TrainingControl& m_control;
    DatasetView m_all, m_held;
    Trainer m_trainer;
    RunDirectory m_directory;
    ProgressReporter m_progress;
    Clock::time_point m_begin = Clock::now(), m_lastPublished;
    double m_secondsBefore = 0.0; // of earlier sittings; pauses are taken off
    std::int64_t m_imagesTrained = 0;
    BatchResult m_epoch; // sums over the current epoch
    std::string m_lastGoodState;
    std::string m_metrics;
    bool m_isStopped = false;
};

DatasetView heldOut(const DatasetView& all, const ParameterSet& recipe)
{
    const std::int64_t n = std::min(integerValue(recipe, "validation"), all.count / 5);
    return all.slice(all.count - n, all.count);
}

TrainRun::TrainRun(const JobContext& context, const TrainRequest& request, TrainingControl& control)
    : m_context(context)
    , m_request(request)
    , m_control(control)
    , m_all(openDataset(request.dataset, "train").limited(integerValue(request.recipe, "train-limit")))
    , m_held(heldOut(m_all, request.recipe))
    , m_trainer(request.recipe, m_all.slice(0, m_all.count - m_held.count), context.pool)
    , m_directory(request.runDirectory, request.resume,
          [&context](const Warning& warning) { context.post(EventWarning {context.id, warning}); })
    , m_progress(context, "batches", m_trainer.totalSteps())
{
}

void TrainRun::resume()
{
    const auto state = m_request.resume ? m_directory.readState() : std::nullopt;
    if (state) {
        const auto metadata = m_trainer.weights().restore(*state, "state.safetensors");
        m_trainer.setStep(std::stoll(metadata.at("step")));
        m_secondsBefore = std::stod(metadata.at("seconds"));
        m_metrics = metadata.contains("metrics") ? metadata.at("metrics") : "";
        m_directory.forgetAfter(m_trainer.step());
    }
    m_lastGoodState = m_trainer.weights().stateBytes({{"step", std::to_string(m_trainer.step())}});
    m_directory.writeRecipe(catalogue::recipeToJson({m_request.recipeName, m_request.recipeName, "", m_request.recipe}));
}

Model TrainRun::model() const
{
    Network network = m_trainer.weights().copy();
    ModelInfo info;
    info.id = "live";
    info.name = m_request.recipeName.empty() ? "Trained" : m_request.recipeName;
    info.architecture = network.architecture().json();
    info.parameterCount = network.architecture().parameterCount();
    for (int i = 0; i < network.architecture().classes; ++i) {
        const bool hasName = static_cast<std::size_t>(i) < m_all.data->classNames.size();
        info.classNames.push_back(hasName ? m_all.data->classNames[static_cast<std::size_t>(i)] : std::to_string(i));
    }
    info.recipe = catalogue::recipeToJson({m_request.recipeName, m_request.recipeName, "", m_request.recipe});
    info.dataset = m_all.name();
    info.metrics = m_metrics;
    info.isLive = true;
    info.epoch = static_cast<double>(m_trainer.step()) / static_cast<double>(m_trainer.stepsPerEpoch());
    return {std::move(info), std::move(network)};
}

void TrainRun::publish()
{
    m_lastPublished = Clock::now();
    m_context.post(ModelPublished {m_context.id, m_context.models.publish(model())});
}

// The last good weights take the place of the broken ones, in memory and, since checkpoints are only written after whole
// good epochs, on the disk too.
void TrainRun::failOnNaN()
{
    const std::string message = "The loss became NaN or infinite at step " + std::to_string(m_trainer.step())
        + ". A learning rate of " + parameterText(m_request.recipe.at("lr"))
        + " is probably too high; the weights of the last whole epoch were kept. Start again with a smaller one.";
    m_directory.appendEvent("nan", m_trainer.step(), message);
    m_trainer.weights().restore(m_lastGoodState, "the last good state");
    publish();
    throw Error(ErrorCode::Numeric, message);
}

void TrainRun::afterBatch(const BatchResult& result)
{
    if (!std::isfinite(result.lossSum))
        failOnNaN();
    m_epoch.lossSum += result.lossSum;
    m_epoch.correct += result.correct;
    m_epoch.n += result.n;
    m_epoch.lr = result.lr;
    m_imagesTrained += result.n;
    const double n = static_cast<double>(result.n);
    const std::int64_t interval = std::max<std::int64_t>(1, m_trainer.stepsPerEpoch() / kPointsPerEpoch);
    if (m_trainer.step() % interval == 0) {
        const double elapsed = std::chrono::duration<double>(Clock::now() - m_begin).count();
        const TrainingPoint point {m_trainer.step(),
            static_cast<double>(m_trainer.step()) / static_cast<double>(m_trainer.stepsPerEpoch()), result.lossSum / n,
            static_cast<double>(result.correct) / n, result.lr, result.epsilon, seconds(), static_cast<double>(m_imagesTrained) / elapsed};
        m_directory.append(point);
        m_context.post(TrainingPointEvent {m_context.id, point});
    }
    m_progress.report(m_trainer.step());
    if (Clock::now() - m_lastPublished > kPublishInterval)
        publish();
}

void TrainRun::afterEpoch()
{
    TrainingEpoch epoch;
    epoch.epoch = static_cast<int>(m_trainer.step() / m_trainer.stepsPerEpoch());
    epoch.step = m_trainer.step();
    epoch.trainLoss = m_epoch.lossSum / static_cast<double>(m_epoch.n);
    epoch.trainAccuracy = static_cast<double>(m_epoch.correct) / static_cast<double>(m_epoch.n);
    epoch.lr = m_epoch.lr;
    const Network& network = m_trainer.weights().frozen();
    const MeasureContext measure {m_context.pool, m_context.stop};
    const LossAndAccuracy held = measureClean(measure, network, m_held);
    epoch.validationN = held.n;
    epoch.validationLoss = held.loss;
    epoch.validationAccuracy = held.accuracy;
    const double epsilon = realValue(m_request.recipe, "epsilon");
    const DatasetView few = m_held.limited(kAttackedImages);
    epoch.attackedN = few.count;
    epoch.attackEpsilon = epsilon;
    epoch.fgsmAccuracy = measureAttacked(measure, network, few, {"fgsm", {{"epsilon", epsilon}}, 1}).accuracy;
    epoch.pgdAccuracy = measureAttacked(measure, network, few,
        {"pgd", {{"epsilon", epsilon}, {"steps", std::int64_t {10}}, {"step-size", 0.0}}, 1}).accuracy;
    if (m_context.stop.stop_requested())
        return; // half-measured numbers are not numbers; the checkpoint is that of the epoch before
    epoch.seconds = seconds();
    m_metrics = nlohmann::ordered_json {{"epoch", epoch.epoch}, {"validation_n", held.n}, {"validation_accuracy", held.accuracy},
        {"attacked_n", few.count}, {"epsilon", epsilon}, {"fgsm_accuracy", epoch.fgsmAccuracy}, {"pgd10_accuracy", epoch.pgdAccuracy}}.dump();
    m_directory.append(epoch);
    m_lastGoodState = m_trainer.weights().stateBytes({{"step", std::to_string(m_trainer.step())},
        {"seconds", std::to_string(epoch.seconds)}, {"metrics", m_metrics}});
    m_directory.writeCheckpoint(epoch.epoch, modelBytes(model()), m_lastGoodState);
    m_context.post(TrainingEpochEvent {m_context.id, epoch});
    publish();
    m_epoch = {};
}

bool TrainRun::runEpoch()
{
    do {
        const auto paused = Clock::now();
        m_control.waitWhilePaused(m_context.stop, [this](bool isPaused) { m_context.post(TrainingPaused {m_context.id, isPaused}); });
        m_begin += Clock::now() - paused;
        if (const auto lr = m_control.takeLearningRate()) {
            m_trainer.setLearningRate(*lr);
            m_directory.appendEvent("learning-rate", m_trainer.step(), "The learning rate was set to " + parameterText(*lr) + ".");
        }
        const BatchResult result = m_trainer.trainBatch(m_context.stop);
        if (result.n == 0)
            return false;
        afterBatch(result);
    } while (m_trainer.step() % m_trainer.stepsPerEpoch() != 0);
    if (!m_trainer.weights().isFinite())
        failOnNaN();
    afterEpoch();
    return !m_context.stop.stop_requested();
}

void TrainRun::measureTestImages(TrainReport& report)
{
    const std::string name = m_request.dataset.text.substr(0, m_request.dataset.text.find_first_of(":["));
    const DatasetView test = openDataset({name + ":test"});
    const MeasureContext measure {m_context.pool, m_context.stop};
    const Network& network = m_trainer.weights().frozen();
    report.original = measureClean(measure, network, test);
    report.finalEpsilon = realValue(m_request.recipe, "epsilon");
    report.finalSteps = 40;
    report.adversarial = measureAttacked(measure, network, test, {"pgd", {{"epsilon", report.finalEpsilon}}, 1});
    report.hasFinalEvaluation = !m_context.stop.stop_requested();
}

void TrainRun::finish()
{
    TrainReport report;
    report.request = m_request;
    report.threads = m_context.pool.workers();
    report.steps = m_trainer.step();
    report.epochsDone = static_cast<int>(m_trainer.step() / m_trainer.stepsPerEpoch());
    report.seconds = seconds();
    report.imagesPerSecond = static_cast<double>(m_imagesTrained) / std::chrono::duration<double>(Clock::now() - m_begin).count();
    report.isComplete = !m_isStopped;
    if (!m_isStopped && m_request.finalEvaluation && !m_all.data->part.empty())
        measureTestImages(report);
    const Model last = model();
    m_directory.writeModel(modelBytes(last));
    report.model = m_context.models.publish(last);
    m_progress.report(m_trainer.step(), true);
    m_context.post(ModelPublished {m_context.id, report.model});
    m_context.post(TrainFinished {m_context.id, std::move(report)});
}

void TrainRun::run()
{
    resume();
    publish();
    while (m_trainer.step() < m_trainer.totalSteps() && !m_isStopped)
        m_isStopped = !runEpoch();
    finish();
}

} // namespace

void runTrainJob(const JobContext& context, const TrainRequest& request, TrainingControl& control)
{
    TrainRequest complete = request;
    complete.recipe = completeRecipe(request.recipe);
    TrainRun(context, complete, control).run();
}

} // namespace epsilonlab
