// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/previewer.h"

#include "api/error.h"
#include "attacks/gradient.h"
#include "attacks/minimal_norm.h"
#include "attacks/threat_model.h"
#include "evaluation/attack_shard.h"
#include "evaluation/preparation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace epsilonlab {

namespace {

constexpr std::size_t kKeptStates = 8;
constexpr double kSlowMilliseconds = 20.0; // a frame and a bit: below it a stand-in would only flicker

bool usesGradients(const AttackInfo& info)
{
    return info.group == AttackGroup::OneStep || info.group == AttackGroup::Iterative;
}

/// Which steps of a slow attack are shown: the first ones, then twice as far each time, and one every so
/// often.
class Showing
{
public:
    bool wants(std::int64_t step)
    {
        const auto now = Clock::now();
        const bool isTenTimesPowerOfTwo = step > 0 && step % 10 == 0 && ((step / 10) & (step / 10 - 1)) == 0;
        const bool isMilestone = step == 1 || step == 2 || step == 5 || isTenTimesPowerOfTwo;
        if (now - m_begin < kFirst || now - m_last < (isMilestone ? kLeastGap : kGap))
            return false;
        m_last = now;
        return true;
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds kFirst{20}; // an attack that ends before needs no picture on
                                                           // its way
    static constexpr std::chrono::milliseconds kLeastGap{33}, kGap{100};

    Clock::time_point m_begin = Clock::now(), m_last;
};

std::string workKey(const AttackSettings& attack)
{
    std::string key = attack.attackId;
    for (const char* id : {"steps", "restarts"})
        if (const auto value = attack.values.find(id); value != attack.values.end())
            key.append("/").append(parameterText(value->second));
    return key;
}

} // namespace

Previewer::Previewer(ModelLookup lookup, DatasetLookup datasets)
    : m_lookup(std::move(lookup))
    , m_datasets(std::move(datasets))
{
}

CleanState& Previewer::cleanState(
    const Model& model, const PreviewRequest& request, const ParameterSet& values)
{
    const std::string word = values.contains("target") ? textValue(values, "target") : "none";
    const auto isSame = [&](const CleanState& s) {
        return s.snapshot == model.info.snapshot && s.label == request.sample.label && s.targetWord == word
            && (word != "random"
                || (s.seed == request.attack.seed && s.batch.indices[0] == request.sample.index))
            && s.pixels == request.sample.image.pixels;
    };
    const auto found = std::find_if(m_states.begin(), m_states.end(), isSame);
    if (found != m_states.end()) {
        m_states.splice(m_states.begin(), m_states, found);
        m_states.front().batch.indices[0] = request.sample.index;
        return m_states.front();
    }
    CleanState state{model.info.snapshot, request.sample.image.pixels, request.sample.label, word,
        request.attack.seed, {}, {}, {}, {}};
    state.batch.images = toTensor(request.sample.image);
    state.batch.indices = {request.sample.index};
    state.logits = model.network.logits(state.batch.images);
    const std::int64_t label
        = request.sample.label >= 0 ? request.sample.label : state.logits.argmax(1).item<std::int64_t>();
    if (label >= state.logits.size(1))
        throw Error(ErrorCode::WrongShape,
            "The image has label " + std::to_string(label) + ", but " + model.info.name + " knows only "
                + std::to_string(state.logits.size(1)) + " classes. Choose another model or data set.");
    state.batch.labels = at::full({1}, label, at::kLong);
    state.targets = resolveTargets(word, state.logits, state.batch, request.attack.seed);
    m_states.push_front(std::move(state));
    if (m_states.size() > kKeptStates)
        m_states.pop_back();
    return m_states.front();
}

const at::Tensor& Previewer::gradient(const Model& model, CleanState& state)
{
    if (!state.gradient.defined())
        state.gradient
            = lossGradient(model.network, state.batch.images, state.batch.labels, state.targets).gradient;
    return state.gradient;
}

at::Tensor Previewer::prepared(const Model& model, const Run& run, const CleanState& state)
{
    const Attack& attack = attackById(run.request.attack.attackId);
    if (!attack.prepare)
        return {};
    const auto found = std::find_if(m_prepared.begin(), m_prepared.end(), [&](const Prepared& p) {
        return p.snapshot == model.info.snapshot && p.dataset == run.request.dataset.text
            && p.attack == run.request.attack;
    });
    if (found != m_prepared.end()) {
        m_prepared.splice(m_prepared.begin(), m_prepared, found);
        return m_prepared.front().tensor;
    }
    const DatasetView view = m_datasets(run.request.dataset);
    if (view.count == 0)
        throw Error(ErrorCode::NotFound,
            attack.info.title + " needs a set of images to make its perturbation from, and "
                + run.request.dataset.text + " is not open. Choose a data set.");
    checkClasses(view, model);
    PrepareRequest request{
        model.network, attack, run.request.attack.values, run.request.attack.seed, run.stop};
    if (run.watch)
        request.progress = [&](std::int64_t done, std::int64_t total, const at::Tensor& soFar) {
            run.watch({done, total, (state.batch.images + soFar).clamp(0.0, 1.0), {}});
        };
    const Preparation preparation = prepareAttack(request, view);
    if (run.stop.stop_requested())
        return preparation.prepared; // not whole: not to be kept
    m_prepared.push_front(
        {model.info.snapshot, run.request.dataset.text, run.request.attack, preparation.prepared});
    if (m_prepared.size() > kKeptStates)
        m_prepared.pop_back();
    return preparation.prepared;
}

AttackOutcome Previewer::attack(const Model& model, const Run& run, PreviewTier tier, CleanState& state)
{
    const PreviewRequest& request = run.request;
    const Attack& attack = attackById(request.attack.attackId);
    AttackProblem problem{model.network, state.batch.images, state.batch.labels, state.targets,
        state.batch.indices, request.attack.values, request.attack.seed, run.stop, request.wantTrace};
    if (tier == PreviewTier::Final && attack.info.id != "fgsm") {
        problem.cleanLogits = state.logits;
        problem.prepared = prepared(model, run, state);
        problem.watch = run.watch;
        AttackOutcome outcome = attack.run(problem);
        if (attack.info.group == AttackGroup::MinimalNorm)
            settleMinimalNorm({problem, attack.info, state.logits}, outcome);
        return outcome;
    }
    // The same operations on the same numbers as steepestAscent with one step, so the same bits.
    const ThreatModel threat = ThreatModel::from(problem.values);
    AttackOutcome outcome;
    outcome.gradientEvaluations = 1;
    const at::Tensor& direction = gradient(model, state);
    outcome.adversarial = threat.project(
        problem.images + threat.ascentDirection(direction, problem.images) * threat.epsilon, problem.images);
    outcome.logits = model.network.logits(outcome.adversarial);
    outcome.forwardEvaluations = 1;
    outcome.zeroGradient = (direction != 0).any().logical_not().view({1});
    if (request.wantTrace)
        outcome.trace = {{problem.images, state.logits}, {outcome.adversarial, outcome.logits}};
    return outcome;
}

ModelPreview Previewer::preview(const Model& model, const Run& run, PreviewTier tier)
{
    CleanState& state = cleanState(model, run.request, run.request.attack.values);
    AttackOutcome outcome{state.batch.images, state.logits, {}, {}, 0, 0};
    const bool isRight = state.logits.argmax(1).equal(state.batch.labels);
    if (isRight && !(state.targets.defined() && state.targets.equal(state.batch.labels)))
        outcome = attack(model, run, tier, state);
    return describedPreview(model, run.request, state, std::move(outcome));
}

/// Sends the result of one tier; with several networks, pictures on the way show those that wait on their
/// clean image.
void Previewer::compute(Run& run, const std::vector<ModelPointer>& models, PreviewTier tier, const Sink& sink)
{
    const auto begin = std::chrono::steady_clock::now();
    PreviewResult& result = run.result;
    result.models.assign(models.size(), {});
    Showing showing;
    for (std::size_t i = 0; i < models.size(); ++i) {
        const std::size_t current = i;
        run.watch = [&, current](const AttackMoment& moment) {
            if (tier != PreviewTier::Final || run.stop.stop_requested() || !showing.wants(moment.step))
                return;
            const at::NoGradGuard noGrad;
            for (std::size_t j = current; j < models.size(); ++j) {
                const CleanState& state = cleanState(*models[j], run.request, run.request.attack.values);
                const bool isRunning = j == current;
                AttackOutcome soFar{isRunning ? moment.images : state.batch.images,
                    isRunning ? moment.logits : state.logits, {}, {}, 0, 0};
                result.models[j] = describedPreview(*models[j], run.request, state, std::move(soFar));
                result.models[j].progress = {isRunning ? Progress::State::Running : Progress::State::Waiting,
                    moment.step, moment.steps};
            }
            result.tier = PreviewTier::Partial;
            result.computeMs
                = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
            sink(result);
        };
        result.models[i] = preview(*models[i], run, tier);
    }
    result.tier = tier;
    result.computeMs
        = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    if (!run.stop.stop_requested())
        sink(result);
}

bool Previewer::isSlow(const PreviewRequest& request) const
{
    const auto known = m_milliseconds.find(workKey(request.attack));
    return known != m_milliseconds.end() && known->second > kSlowMilliseconds
        && request.attack.attackId != "fgsm" && usesGradients(attackById(request.attack.attackId).info);
}

void Previewer::run(RequestId id, const PreviewRequest& request, const Sink& sink, std::stop_token stop)
{
    const at::NoGradGuard noGrad;
    PreviewResult result;
    result.id = id;
    result.request = request;
    result.request.attack.values
        = completed(attackById(request.attack.attackId).info.parameters, request.attack.values);
    std::vector<ModelPointer> models;
    for (const std::string& modelId : request.modelIds)
        models.push_back(m_lookup(modelId));
    const PreviewRequest complete = result.request;
    Run run{complete, std::move(stop), std::move(result)};
    if (isSlow(complete))
        compute(run, models, PreviewTier::Quick, sink);
    compute(run, models, PreviewTier::Final, sink);
    m_milliseconds[workKey(complete.attack)] = run.result.computeMs;
}

} // namespace epsilonlab
