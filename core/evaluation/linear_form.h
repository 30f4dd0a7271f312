// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/interval_bounds.h"

namespace epsilonlab {

/// For each of N images, S linear functions a.x + b of one layer's output that bound something from above;
/// taken backwards layer by layer they become functions of the input (arXiv:1811.00866, equations 3 to 8).
/// Differentiable in weights and bounds.
class LinearForm
{
public:
    /// `coefficients`: N x S x (shape of the layer's output, without the batch); b is 0.
    explicit LinearForm(at::Tensor coefficients);

    /// Replaces the layer's output by bounds in its input, which lies in `input` (N x shape).
    void throughLayer(const BoundLayer& layer, const Box& input);

    /// Largest value over the box: a.centre + |a|.radius + b, N x S float32.
    at::Tensor maximumOver(const Box& box) const;

private:
    void transposed(const BoundLayer& convolution, const Box& input, std::int64_t groups);
    void throughLinear(const BoundLayer& layer);
    void throughConvolution(const BoundLayer& layer, const Box& input);
    void throughBatchNorm(const BoundLayer& layer);
    void throughRelu(const Box& input);
    void throughMaxPool(const Layer& layer, const Box& input);
    void throughAvgPool(const Layer& layer, const Box& input);

    at::Tensor m_a; ///< N x S x shape
    at::Tensor m_b; ///< N x S
};

} // namespace epsilonlab
