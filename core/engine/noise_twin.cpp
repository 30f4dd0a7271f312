// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/noise_twin.h"

#include "attacks/attack.h"
#include "evaluation/attack_shard.h"
#include "evaluation/batch.h"

#include <ATen/ATen.h>

#include <utility>

namespace epsilonlab {

namespace {

constexpr double kTolerance = 1e-4; // far below the three decimals that are shown
constexpr int kMostHalvings = 40;
constexpr double kLongest = 64.0; // times the size: signs of 64 sizes fill every box that more would fill

/// How long noise is to be, in which norm.
struct Length
{
    std::string norm;
    double size = 0.0;
};

double lengthIn(const std::string& norm, const at::Tensor& image, const at::Tensor& clean)
{
    return distanceIn(norm, measureDistances(image.data_ptr<float>(), clean.data_ptr<float>()));
}

/// The noise attack with the given length before [0, 1] cuts it.
at::Tensor noiseOf(const Model& model, const Batch& batch, const Length& length, std::uint64_t seed)
{
    const Attack& noise = attackById("noise");
    const ParameterSet values
        = completed(noise.info.parameters, {{"norm", length.norm}, {"epsilon", length.size}});
    const AttackProblem problem{
        model.network, batch.images, batch.labels, {}, batch.indices, values, seed, {}};
    return noise.run(problem).adversarial.contiguous();
}

at::Tensor noiseOfMeasuredSize(
    const Model& model, const Batch& batch, const Length& wanted, std::uint64_t seed)
{
    const at::Tensor clean = batch.images.contiguous();
    double low = wanted.size, high = wanted.size;
    at::Tensor image = noiseOf(model, batch, wanted, seed);
    while (lengthIn(wanted.norm, image, clean) < wanted.size && high < kLongest * wanted.size) {
        low = high;
        high *= 2.0;
        image = noiseOf(model, batch, {wanted.norm, high}, seed);
    }
    for (int i = 0;
         i < kMostHalvings && lengthIn(wanted.norm, image, clean) > (1.0 + kTolerance) * wanted.size; ++i) {
        const double middle = (low + high) / 2.0;
        const at::Tensor between = noiseOf(model, batch, {wanted.norm, middle}, seed);
        const bool isEnough = lengthIn(wanted.norm, between, clean) >= wanted.size;
        (isEnough ? high : low) = middle;
        if (isEnough)
            image = between;
    }
    return image;
}

/// How large the twin of an attack is to be.
Length lengthOf(const AttackSettings& attack, const Distances& measured)
{
    const AttackInfo& info = attackById(attack.attackId).info;
    const std::string norm = catalogue::normOf(info, attack.values);
    if (info.bound != AttackBound::Ball || norm == "l0")
        return {"l2", measured.l2};
    if (info.group == AttackGroup::MinimalNorm || !attack.values.contains("epsilon"))
        return {norm, distanceIn(norm, measured)};
    return {norm, realValue(attack.values, "epsilon")};
}

} // namespace

bool NoiseTwins::Key::isSame(const Key& other) const
{
    return snapshot == other.snapshot && seed == other.seed && norm == other.norm && size == other.size
        && label == other.label && sample.index == other.sample.index && sample.image == other.sample.image;
}

NoiseTwins::NoiseTwins(ModelLookup lookup)
    : m_lookup(std::move(lookup))
{
}

NoiseTwins::Key NoiseTwins::keyOf(
    const Model& model, const PreviewResult& result, const ModelPreview& preview)
{
    const Length length = lengthOf(result.request.attack, preview.distances);
    return {model.info.snapshot, result.request.attack.seed, result.request.sample, length.norm, length.size,
        preview.label};
}

NoiseTwin NoiseTwins::make(const Model& model, const Key& key, int cleanClass)
{
    Batch batch{
        toTensor(key.sample.image).contiguous(), at::full({1}, key.label, at::kLong), {key.sample.index}};
    const Length length{key.norm, key.size};
    at::Tensor image = batch.images;
    if (key.size > 0.0)
        image = key.norm == "linf" ? noiseOf(model, batch, length, key.seed)
                                   : noiseOfMeasuredSize(model, batch, length, key.seed);
    const at::Tensor logits = model.network.logits(image);
    NoiseTwin twin;
    twin.norm = key.norm;
    twin.size = key.size;
    twin.image = toImage(image);
    twin.distances = measureDistances(image.data_ptr<float>(), batch.images.data_ptr<float>());
    twin.logits = toVector(logits);
    twin.probabilities = toVector(at::softmax(logits, 1));
    twin.predicted = static_cast<int>(logits.argmax(1).item<std::int64_t>());
    twin.verdict = cleanClass != key.label ? Verdict::AlreadyWrong
        : twin.predicted != key.label      ? Verdict::Fooled
                                           : Verdict::Held;
    return twin;
}

NoiseResult NoiseTwins::of(const PreviewResult& result)
{
    const at::NoGradGuard noGrad;
    m_kept.resize(result.models.size());
    NoiseResult noise{result.id, {}};
    for (std::size_t i = 0; i < result.models.size(); ++i) {
        const ModelPointer model = m_lookup(result.models[i].modelId);
        Key key = keyOf(*model, result, result.models[i]);
        if (!m_kept[i].key.isSame(key)) {
            m_kept[i].twin = make(*model, key, result.models[i].cleanClass);
            m_kept[i].key = std::move(key);
        }
        noise.models.push_back(m_kept[i].twin);
    }
    return noise;
}

} // namespace epsilonlab
