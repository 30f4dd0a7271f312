// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/initialisation.h"

#include "api/faults.h"
#include "models/network.h"
#include "models/random.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kStream = 0x502;
constexpr double kOverwhelming = 1000.0; // no step takes that back within an epoch

void fillNormal(at::Tensor& tensor, double deviation, ImageRng rng)
{
    float* numbers = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        numbers[i] = static_cast<float>(deviation * rng.normal());
}

bool isPointwise(const Layer& layer)
{
    return layer.type == LayerType::Conv2d && layer.in == 1 && layer.out == 1 && layer.kernel == 1
        && layer.stride == 1 && layer.padding == 0;
}

bool hasGate(const std::vector<Layer>& layers)
{
    return layers.size() > 4 && isPointwise(layers[0]) && layers[1].type == LayerType::Relu
        && isPointwise(layers[2]) && layers[3].type == LayerType::Relu;
}

/// 1 - relu((high - x) / (high - low)), cut at 0: black up to low = epsilon, white from high = 1 - epsilon.
void setGate(std::vector<at::Tensor>& tensors, double epsilon)
{
    constexpr double kWidest = 0.4; // a larger epsilon leaves no grey between; the gate stays a ramp
    const double low = std::min(epsilon, kWidest);
    const double width = 1.0 - 2.0 * low;
    tensors[0].fill_(-1.0 / width);
    tensors[1].fill_((1.0 - low) / width);
    tensors[2].fill_(-1.0);
    tensors[3].fill_(1.0);
}

void fillForBounds(std::vector<at::Tensor>& tensors, const Architecture& architecture, std::uint64_t seed)
{
    const auto specs = architecture.tensors();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (architecture.layers[specs[i].layer].type == LayerType::BatchNorm2d)
            continue;
        if (tensors[i].dim() < 2) {
            tensors[i].zero_();
            continue;
        }
        const auto fanIn = static_cast<double>(tensors[i].numel() / tensors[i].size(0));
        fillNormal(tensors[i], std::sqrt(2.0 * std::numbers::pi) / fanIn,
            ImageRng(seed, static_cast<std::int64_t>(i), kStream));
    }
}

} // namespace

std::vector<at::Tensor> startTensors(const Architecture& architecture, const ParameterSet& recipe)
{
    const auto seed = static_cast<std::uint64_t>(integerValue(recipe, "seed"));
    std::vector<at::Tensor> tensors = initialTensors(architecture, seed);
    if (textValue(recipe, "initialisation") == "ibp")
        fillForBounds(tensors, architecture, seed);
    if (hasGate(architecture.layers))
        setGate(tensors, realValue(recipe, "epsilon"));
    if (faults::isSimulated(Fault::CollapsedModel))
        tensors.back()[1].fill_(kOverwhelming);
    return tensors;
}

} // namespace epsilonlab
