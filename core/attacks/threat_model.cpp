// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/threat_model.h"

#include <ATen/ATen.h>

#include <algorithm>
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

// Laplace variables over their sum and one exponential more are uniform in the l1 ball (Barthe et al. 2005,
// theorem 1, doi:10.1214/009117904000000874).
void fillL1Ball(ImageRng& rng, std::span<float> out, double epsilon)
{
    const auto exponential = [&rng] { return -std::log(1.0 - rng.uniform()); };
    double sum = exponential();
    for (float& value : out) {
        const double size = exponential();
        sum += size;
        value = static_cast<float>(rng.uniform() < 0.5 ? -size : size);
    }
    for (float& value : out)
        value = static_cast<float>(static_cast<double>(value) * epsilon / sum);
}

/// A pixel that was moved: how far, and how far the box lets it go that way.
struct Move
{
    std::size_t pixel;
    double length, room;
    double shortened(double by) const { return std::min(std::max(length - by, 0.0), room); }
};

double lengthOf(const std::vector<Move>& moves, double shortenedBy)
{
    double sum = 0.0;
    for (const Move& move : moves)
        sum += move.shortened(shortenedBy);
    return sum;
}

// The nearest point shortens every move by the same amount and stops at the box: the conditions of Karush,
// Kuhn and Tucker split by pixel. The length falls with that amount, so bisection finds it; 60 halvings leave
// less than 1e-17.
double shorteningFor(const std::vector<Move>& moves, double epsilon)
{
    if (lengthOf(moves, 0.0) <= epsilon)
        return 0.0;
    double low = 0.0, high = 0.0;
    for (const Move& move : moves)
        high = std::max(high, move.length);
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2.0;
        (lengthOf(moves, middle) > epsilon ? low : high) = middle;
    }
    return high;
}

void projectToL1(std::span<float> image, std::span<const float> clean, double epsilon)
{
    std::vector<Move> moves;
    for (std::size_t i = 0; i < image.size(); ++i) {
        const double change = static_cast<double>(image[i]) - static_cast<double>(clean[i]);
        if (change != 0.0)
            moves.push_back({i, std::abs(change),
                change > 0.0 ? 1.0 - static_cast<double>(clean[i]) : static_cast<double>(clean[i])});
    }
    const double by = shorteningFor(moves, epsilon);
    for (const Move& move : moves) {
        const float from = clean[move.pixel];
        const double length = move.shortened(by);
        float to
            = static_cast<float>(static_cast<double>(from) + (image[move.pixel] > from ? length : -length));
        // Rounded towards the clean pixel: the roundings of 784 pixels could add up to more than the ball
        // allows.
        if (std::abs(static_cast<double>(to) - static_cast<double>(from)) > length)
            to = std::nextafter(to, from);
        image[move.pixel] = to;
    }
}

at::Tensor projectedToL1(const at::Tensor& images, const at::Tensor& clean, double epsilon)
{
    const at::Tensor result = images.clone(at::MemoryFormat::Contiguous);
    const at::Tensor from = clean.contiguous();
    const auto pixels = static_cast<std::size_t>(clean.numel() / std::max<std::int64_t>(clean.size(0), 1));
    for (std::size_t i = 0; i < static_cast<std::size_t>(clean.size(0)); ++i)
        projectToL1({result.data_ptr<float>() + i * pixels, pixels},
            {from.data_ptr<float>() + i * pixels, pixels}, epsilon);
    return result;
}

at::Tensor sparseSigns(const at::Tensor& gradient, const at::Tensor& images, double quantile)
{
    const at::Tensor isStuck
        = ((images <= 0).logical_and(gradient < 0)).logical_or((images >= 1).logical_and(gradient > 0));
    const at::Tensor flat = gradient.masked_fill(isStuck, 0.0).flatten(1);
    const auto kept
        = std::max<std::int64_t>(1, std::llround((1.0 - quantile) * static_cast<double>(flat.size(1))));
    const at::Tensor largest = std::get<1>(flat.abs().topk(kept, 1));
    const at::Tensor signs = at::zeros_like(flat).scatter_(1, largest, flat.gather(1, largest).sign());
    return (signs / signs.abs().sum(1, true).clamp_min(1.0)).view_as(gradient);
}

} // namespace

Norm normFromText(const std::string& text)
{
    if (text == "l2")
        return Norm::L2;
    if (text == "l1")
        return Norm::L1;
    return text == "l0" ? Norm::L0 : Norm::Linf;
}

at::Tensor distances(Norm norm, const at::Tensor& images, const at::Tensor& clean)
{
    const at::Tensor delta = (images - clean).flatten(1);
    switch (norm) {
    case Norm::Linf: return delta.abs().amax(1);
    case Norm::L2: return delta.norm(2, {1});
    case Norm::L1: return delta.abs().sum(1);
    case Norm::L0: break;
    }
    return (delta != 0).sum(1).to(images.scalar_type());
}

ThreatModel ThreatModel::from(const ParameterSet& values)
{
    ThreatModel threat{normFromText(textValue(values, "norm")), realValue(values, "epsilon")};
    if (values.contains("l1-quantile"))
        threat.l1Quantile = realValue(values, "l1-quantile");
    return threat;
}

at::Tensor euclideanLengths(const at::Tensor& x)
{
    return x.flatten(1).norm(2, {1}).view({-1, 1, 1, 1});
}

at::Tensor ThreatModel::project(const at::Tensor& images, const at::Tensor& clean) const
{
    if (norm == Norm::Linf)
        return at::min(at::max(images, clean - epsilon), clean + epsilon).clamp_(0.0, 1.0);
    if (norm == Norm::L1)
        return projectedToL1(images, clean, epsilon);
    const at::Tensor delta = images - clean;
    const at::Tensor scale = (epsilon / euclideanLengths(delta).clamp_min(1e-12)).clamp_max(1.0);
    return (clean + delta * scale).clamp_(0.0, 1.0);
}

at::Tensor ThreatModel::ascentDirection(const at::Tensor& gradient, const at::Tensor& images) const
{
    const at::Tensor finite = at::nan_to_num(gradient, 0.0, 0.0, 0.0);
    if (norm == Norm::Linf)
        return finite.sign();
    if (norm == Norm::L1)
        return sparseSigns(finite, images, l1Quantile);
    return finite / euclideanLengths(finite).clamp_min(1e-12);
}

at::Tensor ThreatModel::randomPoint(const at::Tensor& clean, const std::vector<std::int64_t>& indices,
    std::uint64_t seed, std::uint64_t stream) const
{
    at::Tensor delta = at::empty(clean.sizes(), at::kFloat);
    const auto pixels = static_cast<std::size_t>(clean.numel() / clean.size(0));
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const std::span<float> out{delta.data_ptr<float>() + i * pixels, pixels};
        ImageRng rng(seed, indices[i], stream);
        if (norm == Norm::Linf)
            rng.fillUniform(out, -epsilon, epsilon);
        else if (norm == Norm::L1)
            fillL1Ball(rng, out, epsilon);
        else
            fillDirection(rng, out, epsilon);
    }
    return project(clean + delta, clean);
}

at::Tensor ThreatModel::distance(const at::Tensor& images, const at::Tensor& clean) const
{
    return distances(norm, images, clean);
}

} // namespace epsilonlab
