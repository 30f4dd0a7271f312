// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/train_run.h"

#include "api/error.h"
#include "api/export.h"
#include "kernels/kernels.h"
#include "models/model_file.h"
#include "training/held_out.h"
#include "training/inner_attack.h"
#include "training/run_description.h"
#include "training/run_reader.h"
#include "training/schedule.h"

#include <algorithm>
#include <cmath>

namespace epsilonlab {

namespace {

constexpr std::int64_t kPointsPerEpoch = 50;
constexpr std::chrono::milliseconds kPublishInterval{400};
constexpr std::chrono::seconds kAutosaveInterval{30}; // what a kill may cost

DatasetView trainingImages(const TrainRequest& request)
{
    DatasetView images
        = openDataset(request.dataset, "train").limited(integerValue(request.recipe, "train-limit"));
    if (images.data->part == "test")
        throw Error(ErrorCode::BadParameter,
            request.dataset.text
                + " are test images: a network trained on them could not be judged "
                  "by them. Give the training part: NAME:train.");
    const std::string network = textValue(request.recipe, "architecture");
    checkClasses(images, builtInArchitecture(network).classes, network);
    return images;
}

DatasetView heldOutImages(const DatasetView& all, const ParameterSet& recipe)
{
    DatasetView held = heldOut(all, recipe);
    if (integerValue(recipe, "early-stopping") > 0 && held.count == 0)
        throw Error(ErrorCode::BadParameter,
            "Early stopping looks at held-out images, but there are none. Set validation to 1000, or "
            "early-stopping to 0.");
    return held;
}

} // namespace

TrainRun::TrainRun(const JobContext& context, const TrainRequest& request, TrainingControl& control)
    : m_context(context)
    , m_request(request)
    , m_control(control)
    , m_all(trainingImages(request))
    , m_held(heldOutImages(m_all, request.recipe))
    , m_trainer(request.recipe, m_all.slice(0, m_all.count - m_held.count), context.pool)
    , m_directory(RunDirectory::of(request,
          [&context](const Warning& warning) {
              context.post(EventWarning{context.id, warning});
          }))
    , m_progress(context, "batches", m_trainer.totalSteps())
    , m_best(integerValue(request.recipe, "early-stopping"), m_saved)
    , m_alarms(request.recipe)
{
}

void TrainRun::resume()
{
    RunRecord before = m_request.resume ? readRun(m_request.runDirectory) : RunRecord{};
    const auto saved = m_request.resume ? m_directory.readState() : std::nullopt;
    if (saved)
        restore(*saved, before);
    if (m_request.resume)
        m_directory.forgetAfter(m_trainer.step(), m_saved.measuredStep());
    m_lastGoodState = state();
    m_directory.writeRecipe(
        catalogue::recipeToJson({m_request.recipeName, m_request.recipeName, "", m_request.recipe}));
    m_directory.appendStart(m_request.dataset.text, m_trainer.step(), m_trainer.totalSteps());
    if (saved) {
        flag("resumed", "The run went on from what was saved here.");
        tellLength(before.info);
    }
    if (wantsBfloat16(m_request.recipe) && kernels::bfloat16Kernels() == nullptr)
        flag("precision", "The attacks are computed in float32: this processor has no AVX512_BF16.");
    const Objective& objective = objectiveById(textValue(m_request.recipe, "objective"));
    if (const std::string text = objective.warning ? objective.warning(m_request.recipe) : ""; !text.empty())
        m_context.post(EventWarning{m_context.id, {"recipe", text}});
}

void TrainRun::restore(const std::string& saved, RunRecord& before)
{
    m_saved = RunProgress::from(m_trainer.weights().restore(saved, "state.safetensors"));
    if (m_saved.step < 0 || m_saved.step > m_trainer.totalSteps())
        throw Error(ErrorCode::BadFile,
            (m_request.runDirectory / "state.safetensors").string() + " is of step "
                + std::to_string(m_saved.step) + ", but the run has " + std::to_string(m_trainer.totalSteps())
                + ": it is damaged, or of another recipe. The networks in checkpoints can still be opened.");
    m_trainer.setStep(m_saved.step);
    m_secondsBefore = m_saved.seconds;
    if (m_saved.lr > 0.0)
        m_trainer.setLearningRate(m_saved.lr);
    if (!isFullyAttacked())
        m_saved.bestEpoch = 0; // the run was made longer, so epsilon grows again: which is the best is open
    m_best.restore(m_request.runDirectory);
    m_epochLr = m_trainer.lastLearningRate();
    std::erase_if(
        before.epochs, [this](const TrainingEpoch& epoch) { return epoch.step > m_saved.measuredStep(); });
    m_alarms.restore(before, m_saved.step, m_trainer.totalSteps());
}

/// Schedules are shares of the run, so a run made longer is at another place of them.
void TrainRun::tellLength(const RunInfo& before)
{
    if (before.totalSteps <= 0 || before.totalSteps == m_trainer.totalSteps())
        return;
    ParameterSet recipe = m_request.recipe;
    if (m_saved.lr > 0.0)
        recipe["lr"] = m_saved.lr; // set by hand, and still so
    const auto at = [&](double (*schedule)(const ParameterSet&, double), std::int64_t total) {
        const double progress = static_cast<double>(m_trainer.step()) / static_cast<double>(total);
        return fixedText(schedule(recipe, progress), 6);
    };
    const std::int64_t was = before.totalSteps, is = m_trainer.totalSteps();
    flag("length",
        "The run is now " + std::to_string(is) + " steps long, not " + std::to_string(was)
            + ". Its schedules are shares of its length: here the learning rate goes from "
            + at(learningRateAt, was) + " to " + at(learningRateAt, is) + ", epsilon from "
            + at(epsilonAt, was) + " to " + at(epsilonAt, is) + ".");
}

std::string TrainRun::state()
{
    m_saved.step = m_trainer.step();
    m_saved.seconds = seconds();
    return m_trainer.weights().stateBytes(m_saved.metadata());
}

void TrainRun::flag(const std::string& code, const std::string& message)
{
    const TrainingFlag flag{code, m_trainer.step(), epochs(), seconds(), message};
    m_directory.append(flag);
    m_context.post(TrainingFlagged{m_context.id, flag});
}

Model TrainRun::model() const
{
    const bool isBest = m_isOver && m_best.network() != nullptr;
    Network network = isBest ? *m_best.network() : m_trainer.weights().copy();
    ModelInfo info = trainedModelInfo(m_request, network.architecture(), m_all);
    info.metrics = isBest ? m_saved.bestMetrics : m_saved.metrics;
    info.isLive = !m_isOver;
    info.epoch = isBest ? static_cast<double>(m_saved.bestEpoch) : epochs();
    return {std::move(info), std::move(network)};
}

void TrainRun::publish()
{
    m_lastPublished = Clock::now();
    m_context.post(ModelPublished{m_context.id, m_context.models.publish(model())});
}

void TrainRun::autosave()
{
    if (Clock::now() - m_lastSaved < kAutosaveInterval)
        return;
    m_directory.writeState(state());
    m_lastSaved = Clock::now();
}

void TrainRun::afterBatch(const BatchResult& result, bool isShown)
{
    if (!std::isfinite(result.lossSum))
        failOnNaN();
    m_saved.lossSum += result.lossSum;
    m_saved.correct += result.correct;
    m_saved.n += result.n;
    m_epochLr = result.lr;
    m_imagesTrained += result.n;
    const double n = static_cast<double>(result.n);
    const std::int64_t interval = std::max<std::int64_t>(1, m_trainer.stepsPerEpoch() / kPointsPerEpoch);
    if (isShown || m_trainer.step() % interval == 0) {
        const double elapsed = std::chrono::duration<double>(Clock::now() - m_begin).count();
        const TrainingPoint point{m_trainer.step(), epochs(), result.lossSum / n,
            static_cast<double>(result.correct) / n, result.lr, result.epsilon, seconds(),
            static_cast<double>(m_imagesTrained) / elapsed, result.n};
        m_directory.append(point);
        m_context.post(TrainingPointEvent{m_context.id, point});
        if (const auto alarm = m_alarms.afterLook(m_trainer.isDead()))
            flag(*alarm);
    }
    for (const Alarm& alarm : m_alarms.afterBatch(result))
        flag(alarm);
    m_progress.report(m_trainer.step(), isShown);
    if (isShown || Clock::now() - m_lastPublished > kPublishInterval)
        publish();
    autosave();
}

bool TrainRun::isFullyAttacked() const
{
    const bool isAttacking = catalogue::objective(textValue(m_request.recipe, "objective")).usesAttack;
    const double progress
        = static_cast<double>(m_trainer.step()) / static_cast<double>(m_trainer.totalSteps());
    return !isAttacking || epsilonAt(m_request.recipe, progress) >= realValue(m_request.recipe, "epsilon");
}

void TrainRun::afterEpoch()
{
    TrainingEpoch epoch = measureHeldOut({m_context.pool, m_context.stop}, m_trainer.weights().measured(),
        m_held, realValue(m_request.recipe, "epsilon"));
    if (m_context.stop.stop_requested())
        return; // half-measured numbers are not numbers; a resumed run measures first
    epoch.epoch = static_cast<int>(m_trainer.step() / m_trainer.stepsPerEpoch());
    epoch.step = m_trainer.step();
    epoch.trainLoss = m_saved.lossSum / static_cast<double>(m_saved.n);
    epoch.trainAccuracy = static_cast<double>(m_saved.correct) / static_cast<double>(m_saved.n);
    epoch.lr = m_epochLr;
    epoch.seconds = seconds();
    m_saved.metrics = metricsJson(epoch);
    if (isFullyAttacked())
        m_best.take(epoch.epoch, epoch.pgdAccuracy, m_trainer.weights().copy());
    m_saved.lossSum = 0.0;
    m_saved.correct = m_saved.n = 0;
    m_directory.append(epoch);
    m_lastGoodState = state();
    m_lastSaved = Clock::now();
    m_directory.writeCheckpoint(epoch.epoch, modelBytes(model()), m_lastGoodState);
    m_context.post(TrainingEpochEvent{m_context.id, epoch});
    if (m_directory.isWritten())
        flag("checkpoint", "Epoch " + std::to_string(epoch.epoch) + " was kept.");
    if (const auto alarm = m_alarms.afterEpoch(epoch))
        flag(*alarm);
    publish();
}

void TrainRun::waitWhilePaused()
{
    const auto before = Clock::now();
    m_control.waitWhilePaused(m_context.stop, [this](bool isPaused) {
        m_progress.report(m_trainer.step(), true);
        m_context.post(TrainingPaused{m_context.id, isPaused});
    });
    m_progress.leaveOut(Clock::now() - before);
    m_begin += Clock::now() - before;
}

void TrainRun::takeLearningRate()
{
    const auto lr = m_control.takeLearningRate();
    if (!lr)
        return;
    m_trainer.setLearningRate(*lr);
    m_saved.lr = *lr;
    flag("learning-rate", "The learning rate was set to " + parameterText(*lr) + ".");
}

bool TrainRun::runEpoch()
{
    do {
        waitWhilePaused();
        takeLearningRate();
        const BatchResult result = m_trainer.trainBatch(m_context.stop);
        if (result.n == 0)
            return false;
        afterBatch(result, m_control.batchDone(isEndOfEpoch()));
    } while (!isEndOfEpoch());
    if (!m_trainer.weights().isFinite())
        failOnNaN();
    afterEpoch();
    return !m_context.stop.stop_requested();
}

void TrainRun::run()
{
    resume();
    publish();
    if (m_saved.n > 0 && isEndOfEpoch()) {
        afterEpoch(); // the program was closed between the last batch of an epoch and its measurements
        m_isStopped = m_context.stop.stop_requested();
    }
    const auto epochsDone = [this] { return static_cast<int>(m_trainer.step() / m_trainer.stepsPerEpoch()); };
    while (m_trainer.step() < m_trainer.totalSteps() && !m_isStopped && !m_best.isOver(epochsDone()))
        m_isStopped = !runEpoch();
    finish();
}

} // namespace epsilonlab
