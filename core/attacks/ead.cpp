// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/constant_search.h"
#include "attacks/logit_gradients.h"
#include "attacks/specs.h"

#include <ATen/ATen.h>

#include <cmath>
#include <utility>

namespace epsilonlab {

namespace {

struct Options
{
    std::int64_t steps = 1000;
    double learningRate = 0.01, beta = 0.01;
    bool isElasticNet = false;
};

// Equation 5: what changed by less than beta goes back, the rest shrinks by beta and is cut to [0, 1].
at::Tensor shrunk(const at::Tensor& z, const at::Tensor& clean, double beta)
{
    const at::Tensor change = z - clean;
    const at::Tensor moved = at::where(change > beta, (z - beta).clamp_max(1.0), (z + beta).clamp_min(0.0));
    return at::where(change.abs() <= beta, clean, moved);
}

/// FISTA.
class ShrinkingDescent : public ConstantDescent
{
public:
    ShrinkingDescent(const AttackProblem& problem, const Options& options, Goal goal, at::Tensor constants)
        : m_network(problem.network)
        , m_options(options)
        , m_clean(problem.images)
        , m_x(problem.images)
        , m_y(problem.images)
        , m_constants(std::move(constants))
        , m_goal(std::move(goal))
    {
    }

    DescentLook step(std::int64_t i) override
    {
        const at::Tensor uphill = climbDown(i);
        DescentLook look{m_x, m_network.logits(m_x), {}, {}, {}, uphill, 1};
        const HingeLoss hinge = hingeLoss(look.logits, m_goal);
        const at::Tensor l1 = distances(Norm::L1, m_x, m_clean);
        const at::Tensor l2 = distances(Norm::L2, m_x, m_clean);
        const at::Tensor net = l2 * l2 + l1 * m_options.beta;
        look.isReached = hinge.isReached;
        look.measure = m_options.isElasticNet ? net : l1;
        look.loss = net + m_constants * hinge.loss;
        return look;
    }

    void keepOnly(const at::Tensor& which) override
    {
        for (at::Tensor* tensor : {&m_clean, &m_x, &m_y, &m_constants})
            *tensor = tensor->index_select(0, which);
        m_goal.keepOnly(which);
    }

private:
    at::Tensor climbDown(std::int64_t i)
    {
        const double share = static_cast<double>(i) / static_cast<double>(m_options.steps);
        const double rate = m_options.learningRate * std::sqrt(1.0 - share);
        const LogitGradients here(m_network, m_y);
        const HingeLoss hinge = hingeLoss(here.logits(), m_goal);
        at::Tensor uphill = here.of(hinge.weights * m_constants.unsqueeze(1)).add_(m_y - m_clean, 2.0);
        const at::Tensor x = shrunk(m_y - uphill * rate, m_clean, m_options.beta);
        const double momentum = static_cast<double>(i) / (static_cast<double>(i) + 3.0);
        m_y = x + (x - m_x) * momentum;
        m_x = x;
        return uphill;
    }

    const Network& m_network;
    const Options m_options;
    at::Tensor m_clean, m_x, m_y, m_constants; // y: the slack variable of FISTA, where gradients are taken
    Goal m_goal;
};

AttackOutcome run(const AttackProblem& problem)
{
    const ParameterSet& values = problem.values;
    const Options options{integerValue(values, "steps"), realValue(values, "lr"), realValue(values, "beta"),
        textValue(values, "rule") == "elastic-net"};
    return searchConstants(problem, Norm::L1, ConstantSearchOptions::from(values),
        [&](const Goal& goal, const at::Tensor& constants) {
            return std::make_unique<ShrinkingDescent>(problem, options, goal, constants);
        });
}

} // namespace

/// Elastic-net attack (Chen et al. 2018, "EAD: elastic-net attacks to deep neural networks via adversarial
/// examples", arXiv:1709.04114, algorithm 1) in its accelerated form (FISTA): minimises c f(x') + |x' -
/// x|_2^2 + beta |x' - x|_1 by shrinking and thresholding, for several c found by bisection for each image of
/// its own, with a learning rate that falls as the square root of what is left. An image whose loss stalls
/// ends its run. Input images: N x 1 x 28 x 28 float32 in [0, 1]; labels: N int64. Returns the clear success
/// of least L1 distance, or of least elastic-net distance with rule = elastic-net; the image itself where
/// there was none. `steps` counts gradients of one search. No randomness. Cost: at most `searches` times
/// `steps` forward and backward passes and as many forward passes. Looks at the stop token once per step.
Attack eadAttack()
{
    AttackInfo info;
    info.id = "ead";
    info.title = "EAD";
    info.sentence = "As C&W, but the sum of all changes counts: few pixels change, and those strongly.";
    info.source = "Chen et al. 2018, arXiv:1709.04114";
    info.group = AttackGroup::MinimalNorm;
    info.norm = "l1";
    ParameterSpec rate = specs::learningRate(0.01);
    rate.help = "Size of the first step; it falls as the square root of the steps that are left.";
    info.parameters = {specs::successBound(), specs::searches(), specs::steps(1000), rate,
        specs::firstConstant(1e-3),
        {"beta", "Beta", "", ParameterKind::Real, 0.01, 0.0, 1.0, {},
            "Weight of the sum of all changes; each step sets changes below it back to none.",
            "C&W without tanh space"},
        {"rule", "Rule", "", ParameterKind::Choice, std::string("l1"), 0, 0, {"l1", "elastic-net"},
            "Which of the images found is the result: that of least L1 distance, or of least squared L2 plus beta times L1.",
            ""},
        specs::confidence(), specs::abortEarly(), specs::target()};
    return {info, run};
}

} // namespace epsilonlab
