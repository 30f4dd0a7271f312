// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/attack.h"
#include "attacks/boundary_step.h"
#include "attacks/specs.h"
#include "attacks/threat_model.h"

#include "api/error.h"
#include "api/image.h"
#include "models/random.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <numeric>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kOrderStream = 0x700;
constexpr std::int64_t kDeepFoolSteps = 10; // as in the authors' code, like the next two
constexpr std::int64_t kDeepFoolClasses = 10;
constexpr double kOvershoot = 0.02;
constexpr std::int64_t kForwardBatch = 64;
constexpr std::int64_t kGroup = 16, kPart = 4; // images whose steps are taken from one perturbation, and by
                                               // one worker

/// The perturbation on its way.
struct Craft
{
    const CraftProblem& problem;
    ThreatModel threat;
    at::Tensor images, labels; ///< those that are read right
    at::Tensor change; ///< 1 x 1 x 28 x 28, inside the ball around zero
    Crafted counts{};
};

at::Tensor applied(const at::Tensor& images, const at::Tensor& change)
{
    return (images + change).clamp(0.0, 1.0);
}

at::Tensor insideBall(const ThreatModel& threat, const at::Tensor& change)
{
    if (threat.norm == Norm::Linf)
        return change.clamp(-threat.epsilon, threat.epsilon);
    return change * (threat.epsilon / euclideanLengths(change).clamp_min(1e-12)).clamp_max(1.0);
}

void inParallel(
    const CraftProblem& problem, std::int64_t count, const std::function<void(std::int64_t)>& work)
{
    if (problem.inParallel)
        return problem.inParallel(count, work);
    for (std::int64_t i = 0; i < count; ++i)
        work(i);
}

/// DeepFool from `images`, which are read right, away from `labels`: steps of the linearised network over the
/// nearest boundary, until the label is left. Each image for itself; the box is not heeded.
at::Tensor deepFool(
    const Network& network, const at::Tensor& images, const at::Tensor& labels, Crafted& counts)
{
    at::Tensor total = at::zeros_like(images), rows = at::arange(images.size(0));
    at::Tensor candidates;
    for (std::int64_t step = 0; step < kDeepFoolSteps && rows.size(0) > 0; ++step) {
        const at::Tensor left = labels.index_select(0, rows);
        const LogitGradients here(network, (images + (1.0 + kOvershoot) * total).index_select(0, rows));
        if (!candidates.defined())
            candidates = likeliestOthers(here.logits(), labels, kDeepFoolClasses - 1);
        const at::Tensor move
            = stepToNearestBoundary(here, {left, candidates.index_select(0, rows), Norm::L2});
        counts.gradientEvaluations += rows.size(0) * candidates.size(1);
        total.index_add_(0, rows, move);
        const at::Tensor logits = network.logits((images + (1.0 + kOvershoot) * total).index_select(0, rows));
        counts.forwardEvaluations += rows.size(0);
        rows = rows.index_select(0, (logits.argmax(1) == left).nonzero().squeeze(1));
    }
    return (1.0 + kOvershoot) * total;
}

double foolingRate(Craft& craft)
{
    const std::int64_t count = craft.images.size(0);
    std::vector<std::int64_t> fooled(static_cast<std::size_t>((count + kForwardBatch - 1) / kForwardBatch));
    inParallel(craft.problem, static_cast<std::int64_t>(fooled.size()), [&](std::int64_t shard) {
        const at::NoGradGuard noGrad; // of this thread
        const std::int64_t first = shard * kForwardBatch, n = std::min(kForwardBatch, count - first);
        const at::Tensor logits
            = craft.problem.network.logits(applied(craft.images.narrow(0, first, n), craft.change));
        fooled[static_cast<std::size_t>(shard)]
            = (logits.argmax(1) != craft.labels.narrow(0, first, n)).sum().item<std::int64_t>();
    });
    craft.counts.forwardEvaluations += count;
    return static_cast<double>(std::accumulate(fooled.begin(), fooled.end(), std::int64_t{0}))
        / static_cast<double>(count);
}

std::vector<std::int64_t> shuffled(std::int64_t count, std::uint64_t seed, std::int64_t pass)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    ImageRng rng(seed, pass, kOrderStream);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[static_cast<std::size_t>(rng.below(static_cast<int>(i)))]);
    return order;
}

/// What each image of a group asks of the perturbation as it is when the group begins.
struct Wishes
{
    at::Tensor steps; ///< n x 1 x 28 x 28
    at::Tensor holds; ///< n bool: still read right
};

/// In parts of a fixed size, so that the rounding does not depend on who computes them.
Wishes wishesOf(Craft& craft, const at::Tensor& images, const at::Tensor& labels)
{
    const std::int64_t n = images.size(0), parts = (n + kPart - 1) / kPart;
    Wishes wishes{at::zeros_like(images), at::zeros({n}, at::kBool)};
    std::vector<Crafted> counts(static_cast<std::size_t>(parts));
    inParallel(craft.problem, parts, [&](std::int64_t part) {
        const at::NoGradGuard noGrad; // of this thread
        const std::int64_t first = part * kPart, size = std::min(kPart, n - first);
        const at::Tensor points = applied(images.narrow(0, first, size), craft.change);
        const at::Tensor own = labels.narrow(0, first, size);
        const at::Tensor holds = craft.problem.network.logits(points).argmax(1) == own;
        Crafted& mine = counts[static_cast<std::size_t>(part)];
        mine.forwardEvaluations += size;
        wishes.holds.narrow(0, first, size).copy_(holds);
        const at::Tensor rows = holds.nonzero().squeeze(1);
        if (rows.size(0) > 0)
            wishes.steps.narrow(0, first, size)
                .index_copy_(0, rows,
                    deepFool(craft.problem.network, points.index_select(0, rows), own.index_select(0, rows),
                        mine));
    });
    for (const Crafted& part : counts) {
        craft.counts.gradientEvaluations += part.gradientEvaluations;
        craft.counts.forwardEvaluations += part.forwardEvaluations;
    }
    return wishes;
}

/// Adds what the images of a group wish, one after the other, unless one before it has fooled the network
/// already.
void grant(Craft& craft, const at::Tensor& images, const at::Tensor& labels, const Wishes& wishes)
{
    bool hasChanged = false;
    for (std::int64_t i = 0; i < images.size(0); ++i) {
        if (!wishes.holds[i].item<bool>())
            continue;
        if (hasChanged) {
            const at::Tensor logits
                = craft.problem.network.logits(applied(images.narrow(0, i, 1), craft.change));
            craft.counts.forwardEvaluations += 1;
            if (logits.argmax(1).item<std::int64_t>() != labels[i].item<std::int64_t>())
                continue;
        }
        craft.change = insideBall(craft.threat, craft.change + wishes.steps.narrow(0, i, 1));
        hasChanged = true;
    }
}

/// One pass over the images: whoever is still read right pushes the perturbation a little further. False:
/// stopped.
bool runPass(Craft& craft, std::int64_t pass, std::int64_t passes)
{
    const std::int64_t count = craft.images.size(0);
    const at::Tensor order = at::tensor(shuffled(count, craft.problem.seed, pass), at::kLong);
    for (std::int64_t first = 0; first < count; first += kGroup) {
        if (craft.problem.stop.stop_requested())
            return false;
        const at::Tensor rows = order.narrow(0, first, std::min(kGroup, count - first));
        const at::Tensor images = craft.images.index_select(0, rows),
                         labels = craft.labels.index_select(0, rows);
        const Wishes wishes = wishesOf(craft, images, labels);
        if (craft.problem.stop.stop_requested())
            return false; // the group may not be whole
        grant(craft, images, labels, wishes);
        if (craft.problem.progress)
            craft.problem.progress(pass * count + first + rows.size(0), passes * count, craft.change);
    }
    return true;
}

Crafted prepare(const CraftProblem& problem)
{
    const at::NoGradGuard noGrad;
    Craft craft{
        problem, ThreatModel::from(problem.values), {}, {}, at::zeros({1, 1, kImageSide, kImageSide})};
    const at::Tensor predicted = problem.network.logits(problem.images).argmax(1);
    craft.counts.forwardEvaluations += problem.images.size(0);
    const at::Tensor rows = (predicted == problem.labels).nonzero().squeeze(1);
    craft.images = problem.images.index_select(0, rows);
    craft.labels = problem.labels.index_select(0, rows);
    const std::int64_t passes = integerValue(problem.values, "passes");
    at::Tensor best = craft.change;
    double bestRate = 0.0;
    for (std::int64_t pass = 0; pass < passes && rows.size(0) > 0 && craft.threat.epsilon > 0.0; ++pass) {
        const bool isWhole = runPass(craft, pass, passes);
        const double rate = foolingRate(craft);
        if (rate >= bestRate) {
            bestRate = rate;
            best = craft.change;
        }
        if (!isWhole || rate >= realValue(problem.values, "fooling-rate"))
            break;
    }
    craft.counts.prepared = best;
    return craft.counts;
}

AttackOutcome run(const AttackProblem& problem)
{
    if (!problem.prepared.defined())
        throw Error(ErrorCode::Internal, "The universal perturbation was not made before it was used.");
    AttackOutcome outcome;
    outcome.adversarial
        = ThreatModel::from(problem.values).project(problem.images + problem.prepared, problem.images);
    return outcome;
}

} // namespace

/// One perturbation for a whole set (Moosavi-Dezfooli et al. 2016, "Universal adversarial perturbations",
/// arXiv:1610.08401, algorithm 1): goes through the craft images in a random order; whenever one is still
/// read right, adds DeepFool's step from there and projects on the ball; up to `passes` times or until the
/// share `fooling-rate` (the paper's 1 - delta) of the craft images is fooled; the best pass counts. Differs
/// from the paper: pictures are cut to [0, 1] while it is made, as they are when it is used, only images that
/// are read right take part, and 16 images at a time take their steps from the same perturbation, which is
/// pushed by one after the other, unless those before it fool its image too. Tried and no stronger here:
/// steps in linf instead of l2, and steps without what [0, 1] cuts off. Input images: N x 1 x 28 x 28 float32
/// in [0, 1]. `epsilon` in pixel units, in linf or l2; 0 changes nothing. `craft-images` counts images from
/// the start of the set; 0: half of it, at most 1000. Made before anything else, in parts of a fixed size:
/// the result does not depend on workers or batches, bit for bit. Deterministic for a seed. Cost: per craft
/// image and pass up to 10 steps of 10 gradients. Looks at the stop token once per 16 images.
Attack uapAttack()
{
    AttackInfo info;
    info.id = "uap";
    info.title = "Universal";
    info.sentence = "One change for all pictures, made from some of them and tried on the others.";
    info.source = "Moosavi-Dezfooli et al. 2016, arXiv:1610.08401";
    info.group = AttackGroup::Universal;
    info.isTargetable = false;
    info.parameters = {specs::norm(), specs::epsilon(0.3),
        {"craft-images", "Made from", "images", ParameterKind::Integer, std::int64_t{0}, 0, 1000000, {},
            "From how many images of the set, counted from its start, the change is made.",
            "half of the set, at most 1000"},
        {"passes", "Passes", "passes", ParameterKind::Integer, std::int64_t{10}, 1, 1000, {},
            "How often the craft images are gone through at most.", ""},
        {"fooling-rate", "Enough at", "share", ParameterKind::Real, 0.8, 0.0, 1.0, {},
            "The share of the craft images that must be fooled for it to end early.", ""}};
    return {info, run, prepare};
}

} // namespace epsilonlab
