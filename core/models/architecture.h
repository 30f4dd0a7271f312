// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

enum class LayerType { Conv2d, Linear, Relu, MaxPool2d, AvgPool2d, Flatten, Dropout, BatchNorm2d };

inline constexpr double kBatchNormEpsilon = 1e-5; ///< added to the variance; torch.nn.BatchNorm2d's default

/// One layer as in the model file (formats.md); only the fields of its type mean something.
struct Layer
{
    LayerType type = LayerType::Relu;
    int in = 0, out = 0; ///< channels (conv2d) or features (linear)
    int kernel = 0, stride = 1, padding = 0; ///< conv2d and pools (pools: padding 0)
    int features = 0; ///< batchnorm2d
    double p = 0.5; ///< dropout
};

/// A tensor that the layers need, named as in the state_dict of a torch.nn.Sequential.
struct TensorSpec
{
    std::string name;
    std::vector<std::int64_t> shape;
    std::size_t layer = 0;
    bool isTrainable = true; ///< false: running_mean, running_var

    std::int64_t count() const;
};

/// A checked list of layers from 1 x 28 x 28 to K logits, K >= 2.
struct Architecture
{
    std::string id, title; ///< of a built-in one, else empty
    std::vector<Layer> layers;
    int classes = 0;

    std::vector<TensorSpec> tensors() const;
    std::int64_t parameterCount() const;
    bool hasDropoutOrBatchNorm() const;
    std::string json() const; ///< JSON list of layers, as in the file
    std::string layersText() const; ///< "conv 1-16 4x4 s2 p1, relu, ..."

    /// Multiply-adds of one image, times two, of each layer; 0 but for convolutions (2 in out kernel^2 height
    /// width of the output) and linear layers (2 in out). Their sum is the work of a forward pass in FLOP;
    /// what biases, ReLU and pools do is not counted.
    std::vector<double> layerFlop() const;
    double forwardFlop() const;
};

/// Reads a list of layers and follows the shapes through it. `where` names the file in messages. Throws
/// Error(BadFile) for unknown layers and missing or absurd numbers, Error(WrongShape) where a layer does not
/// fit the one before.
Architecture parseArchitecture(const nlohmann::json& layers, const std::string& where);

/// With `p` in every dropout layer, or, where there is none, with such a layer before the last linear one.
/// `p` in (0, 1); 0 changes nothing.
Architecture withDropout(Architecture architecture, double p);

/// The files of resources/architectures, in menu order.
const std::vector<Architecture>& builtInArchitectures();
const Architecture& builtInArchitecture(const std::string& id); ///< Error(BadParameter) that lists the known
                                                                ///< ids

} // namespace epsilonlab
