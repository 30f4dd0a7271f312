// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/previewer.h"

#include "api/error.h"
#include "attacks/gradient.h"
#include "attacks/threat_model.h"

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

AttackProblem problemOf(const Model& model, const Batch& batch, const at::Tensor& targets, const ParameterSet& values,
    const PreviewRequest& request, std::stop_token stop)
{
    return {model.network, batch.images, batch.labels, targets, batch.indices, values, request.attack.seed, std::move(stop),
        request.wantTrace};
}

Verdict verdictOf(const ModelPreview& preview)
{
    if (preview.cleanClass != preview.label)
        return Verdict::AlreadyWrong;
    if (preview.target >= 0)
        return preview.adversarialClass == preview.target && preview.target != preview.label ? Verdict::TargetHit
                                                                                             : Verdict::TargetMissed;
    return preview.adversarialClass == preview.label ? Verdict::Held : Verdict::Fooled;
}

std::vector<float> probabilities(const at::Tensor& logits)
{
    return toVector(at::softmax(logits, 1));
}

std::vector<TraceStep> traceOf(const AttackOutcome& outcome, const Batch& batch, const at::Tensor& targets, const ThreatModel& threat)
{
    std::vector<TraceStep> trace;
    const auto label = static_cast<std::size_t>(batch.labels.item<std::int64_t>());
    for (const AttackStep& at : outcome.trace) {
        TraceStep step;
        step.step = static_cast<int>(trace.size());
        std::vector<float> values = probabilities(at.logits);
        step.predicted = static_cast<int>(at.logits.argmax(1).item<std::int64_t>());
        step.trueProbability = values[label];
        values[label] = 0.0F;
        step.topWrongProbability = *std::max_element(values.begin(), values.end());
        step.loss = crossEntropy(at.logits, targets.defined() ? targets : batch.labels).item<float>();
        step.distance = threat.distance(at.iterates, batch.images).item<float>();
        step.iterate = toImage(at.iterates);
        trace.push_back(std::move(step));
    }
    return trace;
}

std::string workKey(const AttackSettings& attack)
{
    std::string key = attack.attackId;
    for (const char* id : {"steps", "restarts"})
        if (const auto value = attack.values.find(id); value != attack.values.end())
            key.append("/").append(parameterText(value->second));
    return key;
}

} // namespace

Previewer::Previewer(ModelLookup lookup)
    : m_lookup(std::move(lookup))
{
}

Previewer::CleanState& Previewer::cleanState(const Model& model, const PreviewRequest& request, const ParameterSet& values)
{
    const std::string word = values.contains("target") ? textValue(values, "target") : "none";
    const auto isSame = [&](const CleanState& s) {
        return s.snapshot == model.info.snapshot && s.label == request.sample.label && s.targetWord == word
            && (word != "random" || (s.seed == request.attack.seed && s.batch.indices[0] == request.sample.index))
            && s.pixels == request.sample.image.pixels;
    };
    const auto found = std::find_if(m_states.begin(), m_states.end(), isSame);
    if (found != m_states.end()) {
        m_states.splice(m_states.begin(), m_states, found);
        m_states.front().batch.indices[0] = request.sample.index;
        return m_states.front();
    }
    CleanState state {model.info.snapshot, request.sample.image.pixels, request.sample.label, word, request.attack.seed, {}, {}, {}, {}};
    state.batch.images = toTensor(request.sample.image);
    state.batch.indices = {request.sample.index};
    state.logits = model.network.logits(state.batch.images);
    const std::int64_t label = request.sample.label >= 0 ? request.sample.label : state.logits.argmax(1).item<std::int64_t>();
    if (label >= state.logits.size(1))
        throw Error(ErrorCode::WrongShape, "The image has label " + std::to_string(label) + ", but " + model.info.name
                + " knows only " + std::to_string(state.logits.size(1)) + " classes. Choose another model or data set.");
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
        state.gradient = lossGradient(model.network, state.batch.images, state.batch.labels, state.targets).gradient;
    return state.gradient;
}

AttackOutcome Previewer::attack(const Model& model, const PreviewRequest& request, PreviewTier tier, CleanState& state,
    std::stop_token stop)
{
    const Attack& attack = attackById(request.attack.attackId);
    const AttackProblem problem = problemOf(model, state.batch, state.targets, request.attack.values, request, std::move(stop));
    if (tier == PreviewTier::Final && attack.info.id != "fgsm")
        return attack.run(problem);
    // The same operations on the same numbers as steepestAscent with one step, so the same bits.
    const ThreatModel threat = ThreatModel::from(problem.values);
    AttackOutcome outcome;
    outcome.gradientEvaluations = 1;
    const at::Tensor& direction = gradient(model, state);
    outcome.adversarial
        = threat.project(problem.images + threat.ascentDirection(direction) * threat.epsilon, problem.images);
    outcome.logits = model.network.logits(outcome.adversarial);
    outcome.forwardEvaluations = 1;
    outcome.zeroGradient = (direction != 0).any().logical_not().view({1});
    if (request.wantTrace)
        outcome.trace = {{problem.images, state.logits}, {outcome.adversarial, outcome.logits}};
    return outcome;
}

ModelPreview Previewer::preview(const Model& model, const PreviewRequest& request, PreviewTier tier, std::stop_token stop)
{
    CleanState& state = cleanState(model, request, request.attack.values);
    ModelPreview preview;
    preview.modelId = model.info.id;
    preview.modelName = model.info.name;
    preview.snapshot = model.info.snapshot;
    preview.label = static_cast<int>(state.batch.labels.item<std::int64_t>());
    preview.target = state.targets.defined() ? static_cast<int>(state.targets.item<std::int64_t>()) : -1;
    preview.cleanLogits = toVector(state.logits);
    preview.cleanProbabilities = probabilities(state.logits);
    preview.cleanClass = static_cast<int>(state.logits.argmax(1).item<std::int64_t>());
    AttackOutcome outcome {state.batch.images, state.logits, {}, {}, 0, 0};
    if (preview.cleanClass == preview.label && preview.target != preview.label)
        outcome = attack(model, request, tier, state, std::move(stop));
    if (!outcome.logits.defined()) {
        outcome.logits = model.network.logits(outcome.adversarial);
        outcome.forwardEvaluations += 1;
    }
    preview.adversarial = toImage(outcome.adversarial);
    preview.adversarialLogits = toVector(outcome.logits);
    preview.adversarialProbabilities = probabilities(outcome.logits);
    preview.adversarialClass = static_cast<int>(outcome.logits.argmax(1).item<std::int64_t>());
    preview.distances = measureDistances(preview.adversarial.pixels.data(), request.sample.image.pixels.data());
    preview.gradientIsZero = outcome.zeroGradient.defined() && outcome.zeroGradient.item<bool>();
    preview.trace = traceOf(outcome, state.batch, state.targets, ThreatModel::from(request.attack.values));
    preview.gradientEvaluations = outcome.gradientEvaluations;
    preview.forwardEvaluations = outcome.forwardEvaluations;
    preview.verdict = verdictOf(preview);
    return preview;
}

bool Previewer::isSlow(const PreviewRequest& request) const
{
    const auto known = m_milliseconds.find(workKey(request.attack));
    return known != m_milliseconds.end() && known->second > kSlowMilliseconds && request.attack.attackId != "fgsm"
        && usesGradients(attackById(request.attack.attackId).info);
}

void Previewer::run(RequestId id, const PreviewRequest& request, const Sink& sink, std::stop_token stop)
{
    const at::NoGradGuard noGrad;
    PreviewResult result;
    result.id = id;
    result.request = request;
    const Attack& attack = attackById(request.attack.attackId);
    result.request.attack.values = completed(attack.info.parameters, request.attack.values);
    std::vector<ModelPointer> models;
    for (const std::string& modelId : request.modelIds)
        models.push_back(m_lookup(modelId));

    const auto compute = [&](PreviewTier tier) {
        const auto begin = std::chrono::steady_clock::now();
        result.tier = tier;
        result.models.clear();
        for (const ModelPointer& model : models)
            result.models.push_back(preview(*model, result.request, tier, stop));
        result.computeMs
            = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
        if (!stop.stop_requested())
            sink(result);
    };
    if (isSlow(result.request))
        compute(PreviewTier::Quick);
    compute(PreviewTier::Final);
    m_milliseconds[workKey(result.request.attack)] = result.computeMs;
}

} // namespace epsilonlab
