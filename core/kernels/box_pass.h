// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/pass.h"

namespace epsilonlab::kernels {

/// Interval bound propagation (Gowal et al. 2018, arXiv:1810.12715, equations 6 to 8) up to the input of the
/// last layer, and the way back to the weights: boxes as centre and radius, which an affine layer takes to W
/// centre + b and |W| radius. Costs two passes. To be used by one thread at a time.
class BoxPass
{
public:
    /// Whether boxes go through this network here: convolutions, linear layers, ReLU, average pools and
    /// dropout, which bounds leave out, and a linear layer at the end. Max-pools and batch norm are torch's.
    static bool canBound(const Plan& plan);

    /// `magnitudes`: the same network with the absolute values of its weights and biases of 0. `centre` and
    /// `radius`: n x 784.
    BoxPass(std::shared_ptr<const PackedWeights> weights, std::shared_ptr<const PackedWeights> magnitudes,
        const float* centre, const float* radius, std::int64_t n);

    std::int64_t features() const; ///< that enter the last layer
    void box(float* centre, float* radius) const; ///< n x features, as torch flattens them

    /// Places in the order of the architecture's tensors, written where they are not null.
    struct Gradient
    {
        std::vector<float*> weights, magnitudes;
    };
    /// The way back of sum(cotangents * box) to all layers but the last: the gradient in their weights and
    /// biases, if magnitudes stayed as they are, and the one in the magnitudes. A weight moves both.
    void backward(const float* centreCotangents, const float* radiusCotangents, const Gradient& gradient);

private:
    using Block = Pass::Block;

    const Plan& plan() const { return m_centre.plan(); }
    /// The last layer, and the plane that enters it.
    std::size_t end() const { return plan().steps().size() - 1; }
    void rectify(std::size_t plane, const Block& block);
    void readCotangents(const float* centreCotangents, const float* radiusCotangents);
    void maskFlat(std::size_t plane);
    void backBlock(const Block& block);
    void maskBlock(std::size_t plane, const Block& block);
    static float* flatGradient(const Pass& pass, std::size_t plane);

    Pass m_centre, m_radius;
};

} // namespace epsilonlab::kernels
