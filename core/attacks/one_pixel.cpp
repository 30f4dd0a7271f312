// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/attack.h"
#include "attacks/gradient.h"
#include "attacks/specs.h"

#include "api/image.h"
#include "models/random.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kOnePixelStream = 0x600;
constexpr double kDifferentialWeight = 0.5; // the paper's F; it has no crossover
constexpr float kCollapsed = 1e-6F; // spread of the loss below which a generation cannot bring anything new

/// Row, column and value of each pixel; rows and columns as real numbers below 28, as evolution needs them.
using Candidate = std::vector<double>;

struct Evolution
{
    const AttackProblem& problem;
    std::int64_t row = 0; ///< of the image in the problem
    std::int64_t pixels = 1;
    ImageRng rng;
    std::vector<Candidate> population{};
    std::vector<float> fitness{}; ///< larger is better
    std::size_t best = 0;
    at::Tensor bestLogits{}; ///< 1 x K
    bool isFooled = false;
};

at::Tensor pictures(const Evolution& evolution, const std::vector<Candidate>& candidates)
{
    const at::Tensor clean = evolution.problem.images.narrow(0, evolution.row, 1);
    at::Tensor images
        = clean.expand({static_cast<std::int64_t>(candidates.size()), 1, kImageSide, kImageSide}).clone();
    float* out = images.data_ptr<float>();
    for (std::size_t i = 0; i < candidates.size(); ++i)
        for (std::size_t p = 0; p < candidates[i].size(); p += 3) {
            const int at
                = static_cast<int>(candidates[i][p]) * kImageSide + static_cast<int>(candidates[i][p + 1]);
            out[i * static_cast<std::size_t>(kImagePixels) + static_cast<std::size_t>(at)]
                = static_cast<float>(candidates[i][p + 2]);
        }
    return images;
}

/// Positions uniform; values as in the paper, Gaussian around the middle grey with half the range as
/// deviation, cut to it.
Candidate drawn(Evolution& evolution)
{
    Candidate candidate;
    for (std::int64_t p = 0; p < evolution.pixels; ++p) {
        const double row = evolution.rng.uniform() * kImageSide;
        candidate.insert(candidate.end(),
            {row, evolution.rng.uniform() * kImageSide,
                std::clamp(0.5 + 0.5 * evolution.rng.normal(), 0.0, 1.0)});
    }
    return candidate;
}

Candidate child(Evolution& evolution)
{
    const int count = static_cast<int>(evolution.population.size());
    const int a = evolution.rng.below(count);
    int b = evolution.rng.below(count), c = evolution.rng.below(count);
    while (b == a)
        b = evolution.rng.below(count);
    while (c == a || c == b)
        c = evolution.rng.below(count);
    const auto of
        = [&](int i) -> const Candidate& { return evolution.population[static_cast<std::size_t>(i)]; };
    Candidate made(of(a).size());
    for (std::size_t k = 0; k < made.size(); ++k) {
        made[k] = of(a)[k] + kDifferentialWeight * (of(b)[k] - of(c)[k]);
        if (k % 3 == 2)
            made[k] = std::clamp(made[k], 0.0, 1.0);
        else if (made[k] < 0.0 || made[k] >= kImageSide)
            made[k] = evolution.rng.uniform() * kImageSide;
    }
    return made;
}

/// Judges the candidates; each replaces the one of its place in the population if it is at least as good.
void compete(Evolution& evolution, const std::vector<Candidate>& candidates, AttackOutcome& outcome)
{
    const AttackProblem& problem = evolution.problem;
    const auto count = static_cast<std::int64_t>(candidates.size());
    const at::Tensor images = pictures(evolution, candidates);
    const at::Tensor logits = problem.network.logits(images);
    outcome.forwardEvaluations += count;
    const at::Tensor labels = problem.labels.narrow(0, evolution.row, 1).expand({count});
    const at::Tensor targets
        = problem.isTargeted() ? problem.targets.narrow(0, evolution.row, 1).expand({count}) : at::Tensor();
    // Cross-entropy falls with the class's probability: the paper's order, without its rounding to 1.
    const at::Tensor loss
        = (problem.isTargeted() ? -crossEntropy(logits, targets) : crossEntropy(logits, labels)).contiguous();
    const at::Tensor success = isSuccess(logits, labels, targets).contiguous();
    for (std::size_t i = 0; i < candidates.size() && !evolution.isFooled; ++i) {
        const float fitness = loss.data_ptr<float>()[i];
        const bool isNew = evolution.population.size() <= i;
        if (isNew) {
            evolution.population.push_back(candidates[i]);
            evolution.fitness.push_back(fitness);
        } else if (fitness >= evolution.fitness[i]) {
            evolution.population[i] = candidates[i];
            evolution.fitness[i] = fitness;
        } else {
            continue;
        }
        evolution.isFooled = success.data_ptr<bool>()[i];
        if (evolution.isFooled || !evolution.bestLogits.defined()
            || fitness >= evolution.fitness[evolution.best]) {
            evolution.best = i;
            const auto at = static_cast<std::int64_t>(i);
            evolution.bestLogits = logits.narrow(0, at, 1).clone();
            outcome.adversarial[evolution.row].copy_(images[at]);
        }
    }
}

void evolve(Evolution& evolution, AttackOutcome& outcome)
{
    const AttackProblem& problem = evolution.problem;
    const auto size = static_cast<std::size_t>(integerValue(problem.values, "population"));
    const std::int64_t generations = integerValue(problem.values, "generations");
    for (std::int64_t generation = 0; generation <= generations; ++generation) {
        if (problem.stop.stop_requested())
            return;
        std::vector<Candidate> candidates;
        for (std::size_t i = 0; i < size; ++i)
            candidates.push_back(generation == 0 ? drawn(evolution) : child(evolution));
        compete(evolution, candidates, outcome);
        outcome.logits[evolution.row].copy_(evolution.bestLogits[0]);
        const auto [low, high] = std::minmax_element(evolution.fitness.begin(), evolution.fitness.end());
        if (evolution.isFooled || *high - *low < kCollapsed)
            return;
        problem.show({generation, generations, outcome.adversarial, outcome.logits});
    }
}

AttackOutcome run(const AttackProblem& problem)
{
    AttackOutcome outcome;
    outcome.adversarial = problem.images.clone();
    outcome.logits = at::zeros({problem.images.size(0), problem.network.architecture().classes});
    for (std::int64_t row = 0; row < problem.images.size(0) && !problem.stop.stop_requested(); ++row) {
        Evolution evolution{problem, row, integerValue(problem.values, "pixels"),
            ImageRng(problem.seed, problem.indices[static_cast<std::size_t>(row)], kOnePixelStream)};
        evolve(evolution, outcome);
    }
    return outcome;
}

} // namespace

/// Differential evolution on k pixels (Su et al. 2017, "One pixel attack for fooling deep neural networks",
/// arXiv:1710.08864, section III.C): candidates are (row, column, value) of each pixel, children r1 + 0.5 (r2
/// - r3) without crossover, each against the parent of its place; positions outside are drawn anew, values
/// cut to [0, 1]. Input images: N x 1 x 28 x 28 float32 in [0, 1]; the result differs from its image in at
/// most `pixels` pixels, each anywhere in [0, 1]. Fitness is the cross-entropy of the label, or minus that of
/// the target. Each image has its own population and its own random numbers, so its result does not depend on
/// its neighbours. Ends for an image when it is fooled or all candidates are equally good. `generations` 0
/// only draws. No gradients; cost: up to population x (generations + 1) forward passes per image. Looks at
/// the stop token once per generation.
Attack onePixelAttack()
{
    AttackInfo info;
    info.id = "one-pixel";
    info.title = "One pixel";
    info.sentence
        = "Evolution looks for one pixel (or a few) that changes the answer, knowing only the network's output.";
    info.source = "Su et al. 2017, arXiv:1710.08864";
    info.group = AttackGroup::BlackBox;
    info.norm = "l0";
    info.bound = AttackBound::Pixels;
    info.boundSentence
        = "At most the given number of pixels change, each by as much as it likes; epsilon does not apply.";
    info.parameters = {{"pixels", "Pixels", "pixels", ParameterKind::Integer, std::int64_t{1}, 1, 100, {},
                           "How many pixels may change.", ""},
        {"population", "Population", "candidates", ParameterKind::Integer, std::int64_t{400}, 4, 10000, {},
            "How many candidates compete in each generation. More is stronger and slower.", ""},
        {"generations", "Generations", "generations", ParameterKind::Integer, std::int64_t{100}, 0, 10000, {},
            "How many generations of children follow the first draw.", "only the first draw"},
        specs::target()};
    return {info, run};
}

} // namespace epsilonlab
