// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/attack.h"

namespace epsilonlab {

/// The loss f of Carlini and Wagner (2017, arXiv:1608.04644, section V.A, f6): how far the goal is missed,
/// max(0, z_y - max of the others + confidence), targeted max(0, max of the others - z_t + confidence). The
/// largest other logit is found with the own one at minus infinity, so that it is right for logits of any
/// sign.
struct HingeLoss
{
    at::Tensor loss; ///< M float32
    at::Tensor weights; ///< M x K, d loss / d logits: -1, 0 or 1; 0 where the goal is passed
    at::Tensor isReached; ///< M bool: a clear success with a margin of at least `confidence`
};

struct Goal
{
    at::Tensor labels; ///< M int64
    at::Tensor targets; ///< M int64, undefined if untargeted
    double confidence = 0.0;

    void keepOnly(const at::Tensor& which); ///< int64
};

/// The hinge lets go a little past `confidence` (four rounding tolerances, minimal_norm.h), so that what it
/// pushes over is a clear success.
HingeLoss hingeLoss(const at::Tensor& logits, const Goal& goal);

/// Search for the smallest weight c of the loss that still fools, for each image of its own: c times 10 until
/// it does, then bisection between the largest that failed and the smallest that did not (section V.B, and
/// the authors' code).
class ConstantSearch
{
public:
    ConstantSearch(std::int64_t images, double first);

    const at::Tensor& values() const { return m_values; } ///< N float32
    void next(const at::Tensor& isFound); ///< N bool: reached with the present value
    void useUpperBounds(); ///< the last of ten searches or more repeats the best c

private:
    at::Tensor m_values, m_lower, m_upper;
};

/// Adam (Kingma and Ba 2015, arXiv:1412.6980) on images that leave, or begin anew, one by one.
class RowAdam
{
public:
    RowAdam(const at::Tensor& variable, double learningRate);

    void step(at::Tensor& variable, const at::Tensor& gradient);
    void keepOnly(const at::Tensor& rows);
    void restart(const at::Tensor& isFresh); ///< bool for each image

private:
    at::Tensor m_first, m_second; // moments, as the variable
    at::Tensor m_firstPower, m_secondPower; // of the decay rates, M x 1 x 1 x 1
    double m_learningRate;
};

/// The image in the variable of tanh space, (tanh(w) + 1) / 2 = x, squeezed by .999999 so that black and
/// white pixels have a finite place from which they can move (the authors' code).
at::Tensor toTanhSpace(const at::Tensor& images);
at::Tensor fromTanhSpace(const at::Tensor& w);

namespace specs {
ParameterSpec searches();
ParameterSpec firstConstant(double defaultValue);
ParameterSpec learningRate(double defaultValue);
ParameterSpec confidence();
ParameterSpec abortEarly();
} // namespace specs

} // namespace epsilonlab
