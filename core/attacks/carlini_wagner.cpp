// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/carlini_wagner.h"

#include "attacks/gradient.h"
#include "attacks/minimal_norm.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

namespace epsilonlab {

namespace {

constexpr double kLargestConstant = 1e10;
constexpr double kSqueeze = 0.999999;

} // namespace

void Goal::keepOnly(const at::Tensor& which)
{
    labels = labels.index_select(0, which);
    if (targets.defined())
        targets = targets.index_select(0, which);
}

HingeLoss hingeLoss(const at::Tensor& logits, const Goal& goal)
{
    const bool isTargeted = goal.targets.defined();
    const at::Tensor own = (isTargeted ? goal.targets : goal.labels).unsqueeze(1);
    const auto [other, otherClass]
        = logits.scatter(1, own, -std::numeric_limits<float>::infinity()).max(1, /*keepdim=*/true);
    const at::Tensor ownLogit = logits.gather(1, own);
    const at::Tensor margin = (isTargeted ? ownLogit - other : other - ownLogit).squeeze(1);
    const at::Tensor tolerance = marginTolerance(logits);
    HingeLoss hinge;
    hinge.loss = (goal.confidence + 4.0 * tolerance - margin).clamp_min(0.0);
    const at::Tensor push = (hinge.loss > 0).to(at::kFloat).unsqueeze(1) * (isTargeted ? 1.0 : -1.0);
    hinge.weights = at::zeros_like(logits).scatter_(1, otherClass, push).scatter_(1, own, -push);
    hinge.isReached = (margin > 2.0 * tolerance).logical_and(margin >= goal.confidence);
    return hinge;
}

ConstantSearch::ConstantSearch(std::int64_t images, double first)
    : m_values(at::full({images}, first))
    , m_lower(at::zeros({images}))
    , m_upper(at::full({images}, kLargestConstant))
{
}

void ConstantSearch::next(const at::Tensor& isFound)
{
    m_upper = at::where(isFound, at::min(m_upper, m_values), m_upper);
    m_lower = at::where(isFound, m_lower, at::max(m_lower, m_values));
    const at::Tensor middle = (m_lower + m_upper) / 2.0;
    m_values = at::where(m_upper < kLargestConstant, middle, m_values * 10.0).clamp_max(kLargestConstant);
}

void ConstantSearch::useUpperBounds()
{
    m_values = m_upper;
}

RowAdam::RowAdam(const at::Tensor& variable, double learningRate)
    : m_first(at::zeros_like(variable))
    , m_second(at::zeros_like(variable))
    , m_firstPower(at::ones({variable.size(0), 1, 1, 1}))
    , m_secondPower(at::ones({variable.size(0), 1, 1, 1}))
    , m_learningRate(learningRate)
{
}

void RowAdam::step(at::Tensor& variable, const at::Tensor& gradient)
{
    constexpr double kFirst = 0.9, kSecond = 0.999, kFloor = 1e-8;
    m_firstPower.mul_(kFirst);
    m_secondPower.mul_(kSecond);
    m_first.mul_(kFirst).add_(gradient, 1.0 - kFirst);
    m_second.mul_(kSecond).addcmul_(gradient, gradient, 1.0 - kSecond);
    const at::Tensor scale = (m_second / (1.0 - m_secondPower)).sqrt_().add_(kFloor).mul_(1.0 - m_firstPower);
    variable.addcdiv_(m_first, scale, -m_learningRate);
}

void RowAdam::keepOnly(const at::Tensor& rows)
{
    for (at::Tensor* tensor : {&m_first, &m_second, &m_firstPower, &m_secondPower})
        *tensor = tensor->index_select(0, rows);
}

void RowAdam::restart(const at::Tensor& isFresh)
{
    const at::Tensor fresh = isFresh.view({-1, 1, 1, 1});
    m_first.masked_fill_(fresh, 0.0);
    m_second.masked_fill_(fresh, 0.0);
    m_firstPower.masked_fill_(fresh, 1.0);
    m_secondPower.masked_fill_(fresh, 1.0);
}

at::Tensor toTanhSpace(const at::Tensor& images)
{
    return ((images * 2.0 - 1.0) * kSqueeze).atanh();
}

at::Tensor fromTanhSpace(const at::Tensor& w)
{
    return (w.tanh() + 1.0).mul_(0.5);
}

namespace specs {

ParameterSpec searches()
{
    return {"searches", "Searches", "runs", ParameterKind::Integer, std::int64_t{9}, 1, 20, {},
        "How many weights of the loss are tried for each image, each with a run of its own.", ""};
}

ParameterSpec firstConstant(double defaultValue)
{
    return {"first-c", "First c", "", ParameterKind::Real, defaultValue, 1e-6, 1e6, {},
        "The first weight of fooling the network against staying near; the search goes on from it.", ""};
}

ParameterSpec learningRate(double defaultValue)
{
    return {"lr", "Learning rate", "", ParameterKind::Real, defaultValue, 1e-5, 1.0, {},
        "Step size of the optimiser. Steps times learning rate must be able to lift a black pixel: in tanh space it starts at -7.25.",
        ""};
}

ParameterSpec confidence()
{
    return {"confidence", "Confidence", "logits", ParameterKind::Real, 0.0, 0.0, 100.0, {},
        "How far the wrong class must lead (kappa): more gives an image that also fools other networks, but farther away.",
        "just past the boundary"};
}

ParameterSpec abortEarly()
{
    return {"abort-early", "Abort early", "", ParameterKind::Boolean, true, 0, 1, {},
        "End the run of an image whose loss has not fallen for a tenth of the steps.", ""};
}

} // namespace specs

} // namespace epsilonlab
