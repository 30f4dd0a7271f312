// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/threat_model.h"

#include <ATen/ATen.h>

#include <cmath>

namespace epsilonlab {

namespace {

void fillDirection(ImageRng& rng, std::span<float> out, double epsilon)
{
    double square = 0.0;
    for (float& value : out) {
        value = static_cast<float>(rng.normal());
        square += static_cast<double>(value) * static_cast<double>(value);
    }
    // Radius U^(1/d): uniform in the ball, not only along rays from its centre.
    const double radius = epsilon * std::pow(rng.uniform(), 1.0 / static_cast<double>(out.size()));
    const auto scale = static_cast<float>(radius / std::sqrt(square));
    for (float& value : out)
        value *= scale;
}

} // namespace

ThreatModel ThreatModel::from(const ParameterSet& values)
{
    return {textValue(values, "norm") == "l2" ? Norm::L2 : Norm::Linf, realValue(values, "epsilon")};
}

at::Tensor euclideanLengths(const at::Tensor& x)
{
    return x.flatten(1).norm(2, {1}).view({-1, 1, 1, 1});
}

at::Tensor ThreatModel::project(const at::Tensor& images, const at::Tensor& clean) const
{
    if (norm == Norm::Linf)
        return at::min(at::max(images, clean - epsilon), clean + epsilon).clamp_(0.0, 1.0);
    const at::Tensor delta = images - clean;
    const at::Tensor scale = (epsilon / euclideanLengths(delta).clamp_min(1e-12)).clamp_max(1.0);
    return (clean + delta * scale).clamp_(0.0, 1.0);
}

at::Tensor ThreatModel::ascentDirection(const at::Tensor& gradient) const
{
    const at::Tensor finite = at::nan_to_num(gradient, 0.0, 0.0, 0.0);
    if (norm == Norm::Linf)
        return finite.sign();
    return finite / euclideanLengths(finite).clamp_min(1e-12);
}

at::Tensor ThreatModel::randomPoint(const at::Tensor& clean, const std::vector<std::int64_t>& indices, std::uint64_t seed,
    std::uint64_t stream) const
{
    at::Tensor delta = at::empty(clean.sizes(), at::kFloat);
    const auto pixels = static_cast<std::size_t>(clean.numel() / clean.size(0));
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const std::span<float> out {delta.data_ptr<float>() + i * pixels, pixels};
        ImageRng rng(seed, indices[i], stream);
        if (norm == Norm::Linf)
            rng.fillUniform(out, -epsilon, epsilon);
        else
            fillDirection(rng, out, epsilon);
    }
    return project(clean + delta, clean);
}

at::Tensor ThreatModel::distance(const at::Tensor& images, const at::Tensor& clean) const
{
    const at::Tensor delta = (images - clean).flatten(1);
    return norm == Norm::Linf ? std::get<0>(delta.abs().max(1)) : delta.norm(2, {1});
}

} // namespace epsilonlab
