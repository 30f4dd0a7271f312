// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/initialisation.h"

#include "models/network.h"
#include "models/random.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kStream = 0x502;

void fillNormal(at::Tensor& tensor, double deviation, ImageRng rng)
{
    float* numbers = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        numbers[i] = static_cast<float>(deviation * rng.normal());
}

} // namespace

std::vector<at::Tensor> startTensors(const Architecture& architecture, const ParameterSet& recipe)
{
    const auto seed = static_cast<std::uint64_t>(integerValue(recipe, "seed"));
    std::vector<at::Tensor> tensors = initialTensors(architecture, seed);
    if (textValue(recipe, "initialisation") != "ibp")
        return tensors;
    const auto specs = architecture.tensors();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (architecture.layers[specs[i].layer].type == LayerType::BatchNorm2d)
            continue;
        if (tensors[i].dim() < 2) {
            tensors[i].zero_();
            continue;
        }
        const auto fanIn = static_cast<double>(tensors[i].numel() / tensors[i].size(0));
        fillNormal(tensors[i], std::sqrt(2.0 * std::numbers::pi) / fanIn, ImageRng(seed, static_cast<std::int64_t>(i), kStream));
    }
    return tensors;
}

} // namespace epsilonlab
