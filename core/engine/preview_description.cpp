// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/preview_description.h"

#include "api/catalogue.h"
#include "attacks/gradient.h"
#include "attacks/threat_model.h"
#include "evaluation/attack_shard.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

namespace epsilonlab {

namespace {

Norm normOf(const AttackSettings& attack)
{
    return normFromText(catalogue::normOf(attack.attackId, attack.values));
}

Verdict verdictOf(const ModelPreview& preview)
{
    if (preview.cleanClass != preview.label)
        return Verdict::AlreadyWrong;
    if (preview.target >= 0)
        return preview.adversarialClass == preview.target && preview.target != preview.label
            ? Verdict::TargetHit
            : Verdict::TargetMissed;
    return preview.adversarialClass == preview.label ? Verdict::Held : Verdict::Fooled;
}

std::vector<float> probabilities(const at::Tensor& logits)
{
    return toVector(at::softmax(logits, 1));
}

std::vector<TraceStep> traceOf(
    const AttackOutcome& outcome, const Batch& batch, const at::Tensor& targets, Norm norm)
{
    std::vector<TraceStep> trace;
    const auto label = static_cast<std::size_t>(batch.labels.item<std::int64_t>());
    for (const AttackStep& at : outcome.trace) {
        TraceStep step;
        step.step = static_cast<int>(trace.size());
        std::vector<float> likely = probabilities(at.logits);
        step.predicted = static_cast<int>(at.logits.argmax(1).item<std::int64_t>());
        step.trueProbability = likely[label];
        likely[label] = 0.0F;
        step.topWrongProbability = *std::max_element(likely.begin(), likely.end());
        step.loss = crossEntropy(at.logits, targets.defined() ? targets : batch.labels).item<float>();
        step.distance = distances(norm, at.iterates, batch.images).item<float>();
        step.iterate = toImage(at.iterates);
        trace.push_back(std::move(step));
    }
    return trace;
}

} // namespace

ModelPreview describedPreview(
    const Model& model, const PreviewRequest& request, const CleanState& state, AttackOutcome outcome)
{
    ModelPreview preview;
    preview.modelId = model.info.id;
    preview.modelName = model.info.name;
    preview.snapshot = model.info.snapshot;
    preview.label = static_cast<int>(state.batch.labels.item<std::int64_t>());
    preview.target = state.targets.defined() ? static_cast<int>(state.targets.item<std::int64_t>()) : -1;
    preview.cleanLogits = toVector(state.logits);
    preview.cleanProbabilities = probabilities(state.logits);
    preview.cleanClass = static_cast<int>(state.logits.argmax(1).item<std::int64_t>());
    if (!outcome.logits.defined()) {
        outcome.logits = model.network.logits(outcome.adversarial);
        outcome.forwardEvaluations += 1;
    }
    preview.adversarial = toImage(outcome.adversarial);
    preview.adversarialLogits = toVector(outcome.logits);
    preview.adversarialProbabilities = probabilities(outcome.logits);
    preview.adversarialClass = static_cast<int>(outcome.logits.argmax(1).item<std::int64_t>());
    preview.distances
        = measureDistances(preview.adversarial.pixels.data(), request.sample.image.pixels.data());
    preview.gradientIsZero = outcome.zeroGradient.defined() && outcome.zeroGradient.item<bool>();
    preview.trace = traceOf(outcome, state.batch, state.targets, normOf(request.attack));
    preview.gradientEvaluations = outcome.gradientEvaluations;
    preview.forwardEvaluations = outcome.forwardEvaluations;
    preview.verdict = verdictOf(preview);
    return preview;
}

} // namespace epsilonlab
