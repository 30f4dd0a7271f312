// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/architecture.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace epsilonlab {

namespace kernels {
class PackedWeights;
struct Step;
}

/// What a forward pass in training mode needs besides the weights and gives besides the logits.
struct TrainingPass
{
    std::uint64_t dropoutSeed = 0; ///< masks depend on this seed and the layer alone
    std::vector<at::Tensor> batchMeans, batchVariances; ///< out: one per batch-norm layer, in order, pass by
                                                        ///< pass
    std::int64_t images = 0; ///< out: of which they are, if there are any
};

/// A network of which only the function is known (TorchScript). Immutable; logits() may run in several
/// threads at once and is differentiable in the images.
class OpaqueFunction
{
public:
    OpaqueFunction() = default;
    virtual ~OpaqueFunction() = default;
    OpaqueFunction(const OpaqueFunction&) = delete;
    OpaqueFunction& operator=(const OpaqueFunction&) = delete;

    virtual at::Tensor logits(const at::Tensor& images) const = 0;
};

/// A list of layers with its weights, evaluated layer by layer; or a function without layers. Immutable after
/// construction; const functions may run in several threads at once. Input: N x 1 x 28 x 28 float32 in [0,
/// 1]; output: N x K logits.
///
/// Max-pools run before the ReLU in front of them: the same numbers, 1.2 to 1.3 times faster. Stride-1
/// convolutions run channels-last, which is about 1.1 times faster; strided ones lose by it (47 against 35
/// microseconds an image).
///
/// Where no gradient is recorded, logits() and everything in attacks/ go through the project's own kernels
/// (core/kernels) instead of torch: the same function up to float rounding, and bit for bit the same for an
/// image in whatever batch.
class Network
{
public:
    /// `tensors` in the order of architecture.tensors(), float32. They are shared, not copied: a training
    /// network is a view of the flat parameter vector.
    Network(Architecture architecture, std::vector<at::Tensor> tensors);

    /// A network without layers: architecture() has only `classes`, tensors() is empty, trainingLogits()
    /// throws. Shared, because copies of a network share their weights.
    Network(std::shared_ptr<const OpaqueFunction> function, int classes);

    bool hasLayers() const { return m_function == nullptr; }
    const OpaqueFunction* function() const { return m_function.get(); } ///< null for a list of layers
    const Architecture& architecture() const { return m_architecture; }
    const std::vector<at::Tensor>& tensors() const { return m_tensors; }

    /// Evaluation mode: dropout is the identity, batch norm uses its running statistics. Differentiable,
    /// through torch, where gradients are on and an argument requires them. Cost: one forward pass.
    at::Tensor logits(const at::Tensor& images) const;

    /// Training mode; differentiable in the weights if they require grad.
    at::Tensor trainingLogits(const at::Tensor& images, TrainingPass& pass) const;

    /// The weights as the kernels want them, made at the first call; null where the kernels cannot be used
    /// (weights that require grad, or are not contiguous float32 on the processor).
    std::shared_ptr<const kernels::PackedWeights> packed() const;

    /// The same layers and tensors, for gradients that need few digits: logits() and attacks round what they
    /// multiply to bfloat16 and sum in float32. On a processor without AVX512_BF16 nothing is rounded. Not
    /// for evaluation.
    Network inBfloat16() const;

    /// A copy with the absolute values of the matrices and 0 in place of everything else: how radii of
    /// interval bounds go through affine layers.
    Network magnitudes() const;

    /// To be called after the numbers behind tensors() were changed, while no other function runs.
    void weightsChanged();

private:
    struct Packed; // made once, shared by copies of the network as the tensors are

    at::Tensor forward(at::Tensor x, TrainingPass* pass) const;
    at::Tensor apply(std::size_t layer, const at::Tensor& x, TrainingPass* pass) const;
    at::Tensor batchNorm(std::size_t first, const at::Tensor& x, TrainingPass* pass) const;

    std::shared_ptr<const OpaqueFunction> m_function;
    Architecture m_architecture;
    std::vector<at::Tensor> m_tensors;
    std::shared_ptr<Packed> m_packed;
    bool m_isBfloat16 = false;
    std::vector<std::size_t> m_order; ///< layers in the order in which they run
    std::vector<std::size_t> m_firstTensor; ///< of each layer
    std::vector<bool> m_isChannelsLast; ///< of each layer
};

/// The factors that trainingLogits() with this pass draws, for a kernels::Pass. Flat layers and images alike;
/// in the order of the layer's numbers in torch.
std::function<std::vector<float>(const kernels::Step&, std::int64_t)> dropoutFactors(
    const TrainingPass& pass);

/// Fresh weights as torch.nn's layers draw them: uniform in +-1/sqrt(fan-in), for weights and biases alike
/// (He et al. 2015, arXiv:1502.01852, with a = sqrt(5)); batch norm 1 and 0. Deterministic for a seed, on any
/// machine.
std::vector<at::Tensor> initialTensors(const Architecture& architecture, std::uint64_t seed);

} // namespace epsilonlab
