// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/attack.h"
#include "attacks/gradient.h"
#include "attacks/threat_model.h"

#include "api/error.h"
#include "api/image.h"
#include "models/random.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <numeric>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kOrderStream = 0x700;
constexpr std::int64_t kDeepFoolSteps = 10; // as in the authors' code, like the two below
constexpr std::int64_t kDeepFoolClasses = 10;
constexpr double kOvershoot = 0.02;
constexpr double kLeastStep = 1e-4;
constexpr std::int64_t kForwardBatch = 64;

/// The perturbation on its way.
struct Craft
{
    const CraftProblem& problem;
    ThreatModel threat;
    at::Tensor images, labels; ///< those that are read right
    at::Tensor change;         ///< 1 x 1 x 28 x 28, inside the ball around zero
    Crafted counts {};
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

/// Logits of one image and the gradient of each of `classes`, in one forward and backward pass of as many copies.
std::pair<at::Tensor, at::Tensor> classGradients(const Network& network, const at::Tensor& image, const at::Tensor& classes)
{
    const at::AutoGradMode gradMode(true);
    const at::Tensor copies = image.expand({classes.size(0), 1, kImageSide, kImageSide}).clone().requires_grad_(true);
    const at::Tensor logits = network.logits(copies);
    const at::Tensor own = logits.gather(1, classes.unsqueeze(1)).sum();
    return {logits.detach()[0], torch::autograd::grad({own}, {copies})[0].flatten(1)};
}

/// DeepFool from `image`, away from `label`: the smallest step of the linearised network over the nearest boundary, until the
/// label is left.
at::Tensor deepFool(Craft& craft, const at::Tensor& image, std::int64_t label)
{
    at::Tensor total = at::zeros({1, kImagePixels});
    at::Tensor point = image, logits = craft.problem.network.logits(image)[0];
    craft.counts.forwardEvaluations += 1;
    const at::Tensor classes = logits.argsort(0, true).narrow(0, 0, std::min(kDeepFoolClasses, logits.size(0))).contiguous();
    const at::Tensor isLabel = classes == label;
    if (!isLabel.any().item<bool>())
        return total.view_as(image);
    const std::int64_t own = isLabel.nonzero()[0].item<std::int64_t>();
    for (std::int64_t step = 0; step < kDeepFoolSteps && logits.argmax().item<std::int64_t>() == label; ++step) {
        const auto [here, gradients] = classGradients(craft.problem.network, point, classes);
        craft.counts.gradientEvaluations += classes.size(0);
        const at::Tensor normals = gradients - gradients[own];
        const at::Tensor gaps = here.index_select(0, classes) - here[label];
        const at::Tensor lengths = normals.norm(2, {1});
        const at::Tensor distances = (gaps.abs() / lengths.clamp_min(1e-12)).masked_fill(isLabel, 1e30).masked_fill(lengths == 0, 1e30);
        const std::int64_t nearest = distances.argmin().item<std::int64_t>();
        if (distances[nearest].item<float>() >= 1e30F)
            break; // no gradient: nowhere to go
        total = total + (distances[nearest] + kLeastStep) * normals[nearest] / lengths[nearest];
        point = image + (1.0 + kOvershoot) * total.view_as(image);
        logits = craft.problem.network.logits(point)[0];
        craft.counts.forwardEvaluations += 1;
    }
    return (1.0 + kOvershoot) * total.view_as(image);
}

double foolingRate(Craft& craft)
{
    std::int64_t fooled = 0;
    for (std::int64_t first = 0; first < craft.images.size(0); first += kForwardBatch) {
        const std::int64_t n = std::min(kForwardBatch, craft.images.size(0) - first);
        const at::Tensor logits = craft.problem.network.logits(applied(craft.images.narrow(0, first, n), craft.change));
        fooled += (logits.argmax(1) != craft.labels.narrow(0, first, n)).sum().item<std::int64_t>();
    }
    craft.counts.forwardEvaluations += craft.images.size(0);
    return static_cast<double>(fooled) / static_cast<double>(craft.images.size(0));
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

/// One pass over the images: whoever is still read right pushes the perturbation a little further. False: stopped.
bool runPass(Craft& craft, std::int64_t pass, std::int64_t passes)
{
    std::int64_t done = 0;
    const std::int64_t count = craft.images.size(0);
    for (const std::int64_t row : shuffled(count, craft.problem.seed, pass)) {
        if (craft.problem.stop.stop_requested())
            return false;
        const at::Tensor image = applied(craft.images.narrow(0, row, 1), craft.change);
        const auto label = craft.labels[row].item<std::int64_t>();
        if (craft.problem.network.logits(image).argmax(1).item<std::int64_t>() == label)
            craft.change = insideBall(craft.threat, craft.change + deepFool(craft, image, label));
        craft.counts.forwardEvaluations += 1;
        if (craft.problem.progress && (++done % 10 == 0 || done == count))
            craft.problem.progress(pass * count + done, passes * count, craft.change);
    }
    return true;
}

Crafted prepare(const CraftProblem& problem)
{
    const at::NoGradGuard noGrad;
    Craft craft {problem, ThreatModel::from(problem.values), {}, {}, at::zeros({1, 1, kImageSide, kImageSide})};
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
    outcome.adversarial = ThreatModel::from(problem.values).project(problem.images + problem.prepared, problem.images);
    return outcome;
}

} // namespace

/// One perturbation for a whole set (Moosavi-Dezfooli et al. 2016, "Universal adversarial perturbations", arXiv:1610.08401,
/// algorithm 1): goes through the craft images in a random order; whenever one is still read right, adds DeepFool's step from
/// there and projects on the ball; up to `passes` times or until the share `fooling-rate` (the paper's 1 - delta) of the craft
/// images is fooled; the best pass counts. Differs from the paper: pictures are cut to [0, 1] while it is made, as they are
/// when it is used, and only images that are read right take part. Tried and no stronger here: steps in linf instead of l2,
/// and steps without what [0, 1] cuts off. Input images: N x 1 x 28 x 28 float32 in [0, 1]. `epsilon`
/// in pixel units, in linf or l2; 0 changes nothing. `craft-images` counts images from the start of the set; 0: half of it, at
/// most 1000. One thread, before anything else: the result does not depend on workers or batches. Deterministic for a seed.
/// Cost: per craft image and pass up to 10 steps of 10 gradients. Looks at the stop token once per image.
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
        {"craft-images", "Made from", "images", ParameterKind::Integer, std::int64_t {0}, 0, 1000000, {},
            "From how many images of the set, counted from its start, the change is made.", "half of the set, at most 1000"},
        {"passes", "Passes", "passes", ParameterKind::Integer, std::int64_t {10}, 1, 1000, {},
            "How often the craft images are gone through at most.", ""},
        {"fooling-rate", "Enough at", "share", ParameterKind::Real, 0.8, 0.0, 1.0, {},
            "The share of the craft images that must be fooled for it to end early.", ""}};
    return {info, run, prepare};
}

} // namespace epsilonlab
