// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/attack_counts.h"

#include "evaluation/attack_shard.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace epsilonlab {

AttackCounts countsOf(const AttackedShard& shard)
{
    const auto count = [](const at::Tensor& flags) { return flags.sum().item<std::int64_t>(); };
    AttackCounts counts;
    counts.n = shard.isCorrect.size(0);
    counts.attacked = count(shard.isAttacked);
    counts.zeroGradient = count(shard.zeroGradient.logical_and(shard.isAttacked));
    counts.successes = count(shard.isSuccess);
    counts.noiseSuccesses = shard.noiseSuccesses;
    counts.components = shard.components;
    counts.looksLikeProbabilities = shard.looksLikeProbabilities;
    counts.gradientEvaluations = shard.gradientEvaluations;
    counts.forwardEvaluations = shard.forwardEvaluations;
    return counts;
}

void addCounts(AttackCounts& sum, const AttackCounts& part)
{
    if (part.n == 0)
        return;
    sum.looksLikeProbabilities = part.looksLikeProbabilities && (sum.n == 0 || sum.looksLikeProbabilities);
    sum.n += part.n;
    sum.attacked += part.attacked;
    sum.zeroGradient += part.zeroGradient;
    sum.successes += part.successes;
    sum.gradientEvaluations += part.gradientEvaluations;
    sum.forwardEvaluations += part.forwardEvaluations;
    if (part.noiseSuccesses >= 0)
        sum.noiseSuccesses = std::max<std::int64_t>(sum.noiseSuccesses, 0) + part.noiseSuccesses;
    for (const ComponentCounts& component : part.components) {
        const auto known = std::find_if(sum.components.begin(), sum.components.end(),
            [&](const ComponentCounts& c) { return c.id == component.id; });
        ComponentCounts& total = known == sum.components.end()
            ? sum.components.emplace_back(ComponentCounts{component.id})
            : *known;
        total.attacked += component.attacked;
        total.broken += component.broken;
    }
}

} // namespace epsilonlab
