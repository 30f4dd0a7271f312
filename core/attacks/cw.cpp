// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/constant_search.h"
#include "attacks/logit_gradients.h"
#include "attacks/specs.h"

#include <ATen/ATen.h>

#include <utility>

namespace epsilonlab {

namespace {

/// Adam in tanh space.
class TanhDescent : public ConstantDescent
{
public:
    TanhDescent(const AttackProblem& problem, double learningRate, Goal goal, at::Tensor constants)
        : m_network(problem.network)
        , m_w(toTanhSpace(problem.images))
        , m_origin(fromTanhSpace(m_w))
        , m_constants(std::move(constants))
        , m_goal(std::move(goal))
        , m_adam(m_w, learningRate)
    {
    }

    DescentLook step(std::int64_t) override
    {
        const at::Tensor x = fromTanhSpace(m_w);
        const LogitGradients here(m_network, x);
        const HingeLoss hinge = hingeLoss(here.logits(), m_goal);
        const at::Tensor change = x - m_origin;
        const at::Tensor loss = (change * change).flatten(1).sum(1) + m_constants * hinge.loss;
        const at::Tensor uphill = here.of(hinge.weights * m_constants.unsqueeze(1)).add_(change, 2.0);
        // d x / d w = (1 - tanh(w)^2) / 2 = 2 x (1 - x)
        m_adam.step(m_w, uphill * (x * (1.0 - x)).mul_(2.0));
        return {x, here.logits(), hinge.isReached, {}, loss, uphill};
    }

    void keepOnly(const at::Tensor& which) override
    {
        for (at::Tensor* tensor : {&m_w, &m_origin, &m_constants})
            *tensor = tensor->index_select(0, which);
        m_goal.keepOnly(which);
        m_adam.keepOnly(which);
    }

private:
    const Network& m_network;
    at::Tensor m_w, m_origin, m_constants;
    Goal m_goal;
    RowAdam m_adam;
};

AttackOutcome run(const AttackProblem& problem)
{
    const double learningRate = realValue(problem.values, "lr");
    return searchConstants(problem, Norm::L2, ConstantSearchOptions::from(problem.values),
        [&](const Goal& goal, const at::Tensor& constants) {
            return std::make_unique<TanhDescent>(problem, learningRate, goal, constants);
        });
}

} // namespace

/// Carlini and Wagner's L2 attack (2017, "Towards evaluating the robustness of neural networks",
/// arXiv:1608.04644, section VI.A): minimises |x' - x|^2 + c f(x') over w with x' = (tanh(w) + 1) / 2 by
/// Adam, for several c found by bisection for each image of its own. An image whose loss stalls ends its run
/// (the authors' code ends the run of the whole batch). Input images: N x 1 x 28 x 28 float32 in [0, 1];
/// labels: N int64. Returns the nearest clear success by its L2 distance to the image as it is, not to its
/// squeezed copy in tanh space; the image itself where there was none. `steps` counts gradients of one
/// search. No randomness. Cost: at most `searches` times `steps` forward and backward passes. Looks at the
/// stop token once per step.
Attack cwAttack()
{
    AttackInfo info;
    info.id = "cw";
    info.title = "C&W L2";
    info.sentence
        = "An optimiser weighs fooling the network against staying near, with a weight searched for each image. Slow and strong.";
    info.source = "Carlini and Wagner 2017, arXiv:1608.04644";
    info.group = AttackGroup::MinimalNorm;
    info.norm = "l2";
    info.parameters
        = {specs::successBound(), specs::searches(), specs::steps(1000), specs::learningRate(0.01),
            specs::firstConstant(1e-3), specs::confidence(), specs::abortEarly(), specs::target()};
    return {info, run};
}

} // namespace epsilonlab
