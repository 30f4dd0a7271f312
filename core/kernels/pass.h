// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/linear_factors.h"
#include "kernels/packed_weights.h"
#include "kernels/workspace.h"

#include <functional>

namespace epsilonlab::kernels {

/// `count` factors of a dropout layer, for all images, in torch's order: 0 or 1 / (1 - p).
using DropoutFactors = std::function<std::vector<float>(const Step& step, std::int64_t count)>;

/// One forward pass over some images, and the ways back from it. Costs what the matrix products of the layers
/// cost; the rest is a tenth of that on `small`. To be used by one thread at a time; takes its memory from
/// that thread's store.
class Pass
{
public:
    /// `images`: n x 784. Evaluation mode, unless factors for the dropout layers are given.
    Pass(std::shared_ptr<const PackedWeights> weights, const float* images, std::int64_t n,
        const DropoutFactors& dropout = {});

    void logits(float* out) const; ///< n x K

    /// The way back of sum(cotangents * logits), cotangents n x K: the gradient in the images, n x 784, where
    /// `images` is not null; and in the weights and biases, written where `weights[i]` (in the order of the
    /// architecture's tensors) is not null. Where `factors` is given, large linear layers' weights (see
    /// kFactoredWeights) are left as such, appended, and nothing is written to their place.
    void backward(const float* cotangents, float* images, const std::vector<float*>& weights = {},
        std::vector<LinearFactors>* factors = nullptr);

private:
    friend class BoxPass; // goes through the steps of two passes at once

    struct Block
    {
        std::int64_t first, count;
    };

    /// Nothing computed yet, and steps that leave ReLU to their caller.
    Pass(std::shared_ptr<const PackedWeights> weights, std::int64_t n);
    bool isRectified(const Plane& plane) const { return m_rectifies && plane.isRectified; }

    const Plan& plan() const { return m_weights->plan(); }
    void readImages(const float* images, const Block& block);
    void forward(std::size_t step, const Block& block);
    void forwardWindows(std::size_t step, const Block& block);

    void readCotangents(const float* cotangents);
    void backFlat(std::size_t step);
    void backBlock(const Block& block, float* images, bool wantsWeights);
    void spreadFlatGradient(const Block& block);
    void back(std::size_t step, const Block& block);
    void backColumns(std::size_t step, const Block& block);
    void backPhases(std::size_t step, const Block& block);
    void backPool(std::size_t step, std::int64_t image, const float* from, float* to);
    void backScale(std::size_t step, std::int64_t image, const float* from, float* to);

    void clearWeightGradients();
    void addWeightGradient(std::size_t step, const Block& block);
    void addPointwiseGradient(std::size_t step, const Block& block);
    void finishWeightGradient(std::size_t step, const std::vector<float*>& weights);
    void linearWeightGradient(
        std::size_t step, const std::vector<float*>& weights, std::vector<LinearFactors>* factors = nullptr);
    void addLinearProduct(std::size_t step, float* weight);
    LinearFactors linearFactors(std::size_t step) const;
    Floats naturalInputs(std::size_t step) const;

    Window valueWindow(std::size_t step) const;
    Window gradientWindow(std::size_t step) const;
    const float* factorsOf(std::size_t step, std::int64_t image) const; ///< of a dropout layer; null: none
    float* value(std::size_t plane, std::int64_t image) const;
    float* gradient(std::size_t plane, std::int64_t image) const; ///< image within the block, before the
                                                                  ///< first linear layer

    std::shared_ptr<const PackedWeights> m_weights;
    std::int64_t m_n;
    bool m_rectifies = true;
    WorkspaceLease m_space;
    std::vector<std::vector<float>> m_dropout; // factors of each step, if it is one and training
    std::vector<Floats> m_kernelGradients; // of each convolution and factor, windows x lanes
    std::vector<Floats> m_biasGradients;
};

} // namespace epsilonlab::kernels
