// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/attack_shard.h"

#include "api/error.h"
#include "attacks/gradient.h"
#include "attacks/minimal_norm.h"
#include "attacks/threat_model.h"
#include "models/random.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kTargetStream = 0x300;

at::Tensor randomTargets(const Batch& batch, int classes, std::uint64_t seed)
{
    at::Tensor targets = at::empty({batch.count()}, at::kLong);
    auto* out = targets.data_ptr<std::int64_t>();
    const auto* labels = batch.labels.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < batch.count(); ++i) {
        ImageRng rng(seed, batch.indices[static_cast<std::size_t>(i)], kTargetStream);
        const int other = rng.below(classes - 1);
        out[i] = other >= labels[i] ? other + 1 : other;
    }
    return targets;
}

at::Tensor fixedTarget(const std::string& word, const Batch& batch, std::int64_t classes)
{
    const std::int64_t target = std::stoll(word);
    if (target >= classes)
        throw Error(ErrorCode::BadParameter,
            "target is \"" + word + "\", but this network knows only the classes 0 to "
                + std::to_string(classes - 1) + ". Choose one of these.");
    return at::full({batch.count()}, target, at::kLong);
}

bool looksLikeProbabilities(const at::Tensor& logits)
{
    constexpr double kTolerance = 1e-5; // as in AutoAttack's check
    const at::Tensor sums = logits.sum(1);
    return logits.min().item<double>() > -kTolerance && (sums - 1.0).abs().max().item<double>() < kTolerance;
}

AttackProblem problemOf(
    const ShardRequest& request, const Batch& batch, const AttackedShard& shard, const at::Tensor& rows)
{
    const at::Tensor& targets = shard.targets;
    const at::Tensor& cleanLogits = shard.cleanLogits;
    AttackProblem problem{request.network, batch.images.index_select(0, rows),
        batch.labels.index_select(0, rows), {}, {}, request.values, request.seed, request.stop,
        request.wantTrace};
    if (targets.defined())
        problem.targets = targets.index_select(0, rows);
    problem.cleanLogits = cleanLogits.index_select(0, rows);
    problem.prepared = request.prepared;
    for (std::int64_t i = 0; i < rows.size(0); ++i)
        problem.indices.push_back(batch.indices[static_cast<std::size_t>(rows[i].item<std::int64_t>())]);
    return problem;
}

// A ball of radius 0 holds the clean picture alone: there is nothing to search. (For minimal-norm attacks 0
// means no bound.)
bool canChangeNothing(const ShardRequest& request)
{
    const AttackInfo& info = request.attack.info;
    return info.bound == AttackBound::Ball && info.group != AttackGroup::MinimalNorm && !request.wantTrace
        && request.values.contains("epsilon") && realValue(request.values, "epsilon") == 0.0;
}

void attackRows(const ShardRequest& request, const Batch& batch, const at::Tensor& rows, AttackedShard& shard)
{
    const AttackProblem problem = problemOf(request, batch, shard, rows);
    AttackOutcome outcome = request.attack.run(problem);
    at::Tensor success;
    if (request.attack.info.group == AttackGroup::MinimalNorm) {
        success = settleMinimalNorm(
            {problem, request.attack.info, shard.cleanLogits.index_select(0, rows)}, outcome);
    } else {
        if (!outcome.logits.defined()) {
            outcome.logits = request.network.logits(outcome.adversarial);
            outcome.forwardEvaluations += rows.size(0);
        }
        success = isSuccess(outcome.logits, problem.labels, problem.targets);
    }
    shard.gradientEvaluations += outcome.gradientEvaluations;
    shard.forwardEvaluations += outcome.forwardEvaluations;
    shard.adversarial = batch.images.index_copy(0, rows, outcome.adversarial);
    shard.logits = shard.cleanLogits.index_copy(0, rows, outcome.logits);
    shard.isSuccess = shard.isSuccess.index_copy(0, rows, success);
    if (outcome.zeroGradient.defined())
        shard.zeroGradient = shard.zeroGradient.index_copy(0, rows, outcome.zeroGradient);
    shard.trace = std::move(outcome.trace);
    shard.components = std::move(outcome.components);
    shard.noiseSuccesses = outcome.noiseSuccesses;
}

} // namespace

at::Tensor resolveTargets(
    const std::string& word, const at::Tensor& logits, const Batch& batch, std::uint64_t seed)
{
    if (word == "none")
        return {};
    if (word == "random")
        return randomTargets(batch, static_cast<int>(logits.size(1)), seed);
    if (word == "least-likely")
        return logits.argmin(1);
    if (word == "second")
        return logits.scatter(1, batch.labels.unsqueeze(1), -std::numeric_limits<float>::infinity())
            .argmax(1);
    return fixedTarget(word, batch, logits.size(1));
}

AttackedShard attackShard(const ShardRequest& request, const Batch& batch)
{
    const at::NoGradGuard noGrad;
    AttackedShard shard;
    shard.cleanLogits = request.network.logits(batch.images);
    shard.forwardEvaluations = batch.count();
    shard.cleanClass = shard.cleanLogits.argmax(1);
    shard.isCorrect = shard.cleanClass == batch.labels;
    shard.looksLikeProbabilities = looksLikeProbabilities(shard.cleanLogits);
    if (request.values.contains("target"))
        shard.targets
            = resolveTargets(textValue(request.values, "target"), shard.cleanLogits, batch, request.seed);
    shard.isAttacked = shard.isCorrect.clone();
    if (shard.targets.defined())
        shard.isAttacked.logical_and_(shard.targets != batch.labels);
    shard.isSuccess = at::zeros({batch.count()}, at::kBool);
    shard.zeroGradient = at::zeros({batch.count()}, at::kBool);
    shard.adversarial = batch.images;
    shard.logits = shard.cleanLogits;
    const at::Tensor rows = shard.isAttacked.nonzero().squeeze(1);
    if (rows.size(0) > 0 && !canChangeNothing(request))
        attackRows(request, batch, rows, shard);
    shard.adversarialClass = shard.logits.argmax(1);
    const Norm norm = normFromText(catalogue::normOf(request.attack.info, request.values));
    shard.distance = distances(norm, shard.adversarial.to(at::kDouble), batch.images.to(at::kDouble));
    const at::Tensor held = shard.isCorrect.logical_and(shard.isSuccess.logical_not());
    shard.distance.masked_fill_(held, std::numeric_limits<double>::infinity());
    return shard;
}

Distances measureDistances(const float* adversarial, const float* clean)
{
    Distances distances;
    double square = 0.0;
    for (int i = 0; i < kImagePixels; ++i) {
        const double change = std::abs(static_cast<double>(adversarial[i]) - static_cast<double>(clean[i]));
        distances.linf = std::max(distances.linf, change);
        distances.l1 += change;
        square += change * change;
        distances.l0 += change > 0.0 ? 1 : 0;
    }
    distances.l2 = std::sqrt(square);
    return distances;
}

} // namespace epsilonlab
