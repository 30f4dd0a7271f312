// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/weights.h"

#include "api/error.h"
#include "api/faults.h"
#include "kernels/packed_weights.h"
#include "models/safetensors.h"
#include "training/certified.h"
#include "training/initialisation.h"
#include "training/inner_attack.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace epsilonlab {

namespace {

constexpr std::int64_t kPiece = 8192; // weights of one task of the optimiser
constexpr std::int64_t kNaNStep = 60; // of the fault: the curve has begun
constexpr double kClipMargin = 1e-6; // as torch.nn.utils.clip_grad_norm_

kernels::WeightUpdate updateOf(kernels::WeightUpdate update, const BatchGradient::Piece& piece)
{
    update.begin = piece.begin;
    update.end = piece.end;
    update.count = static_cast<std::int64_t>(piece.count);
    return update;
}

double gradientLength(
    ShardPool& pool, const kernels::WeightUpdate& update, const std::vector<BatchGradient::Piece>& pieces)
{
    std::vector<double> squares(pieces.size(), 0.0);
    pool.run(static_cast<std::int64_t>(pieces.size()), [&](std::int64_t index, int) {
        const auto piece = static_cast<std::size_t>(index);
        squares[piece] = kernels::kernels().squaredGradient(updateOf(update, pieces[piece]));
    });
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
}

at::Tensor flattened(
    const Architecture& architecture, const std::vector<at::Tensor>& tensors, std::vector<at::Tensor>& other)
{
    std::vector<at::Tensor> parts;
    const auto specs = architecture.tensors();
    for (std::size_t i = 0; i < specs.size(); ++i)
        (specs[i].isTrainable ? parts : other)
            .push_back(specs[i].isTrainable ? tensors[i].flatten() : tensors[i]);
    return parts.empty() ? at::zeros({0}) : at::cat(parts);
}

// Tensors in the architecture's order: slices of `flat` where trainable, the shared running statistics
// elsewhere.
std::vector<at::Tensor> views(const Architecture& architecture, const at::Tensor& flat,
    const std::vector<at::Tensor>& other, std::vector<at::Tensor>* leaves)
{
    std::vector<at::Tensor> tensors;
    std::int64_t position = 0;
    std::size_t next = 0;
    for (const TensorSpec& spec : architecture.tensors()) {
        if (!spec.isTrainable) {
            tensors.push_back(other[next++]);
            continue;
        }
        at::Tensor view = flat.narrow(0, position, spec.count()).view(spec.shape).detach();
        position += spec.count();
        if (leaves != nullptr)
            leaves->push_back(view.requires_grad_(true));
        tensors.push_back(view);
    }
    return tensors;
}

std::string_view bytesOf(const float* data, std::int64_t count)
{
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(count) * sizeof(float)};
}

void copyInto(float* out, std::int64_t count, const SafeTensors& file, const std::string& name,
    const std::string& where)
{
    const auto found = file.tensors.find(name);
    if (found == file.tensors.end()
        || found->second.bytes.size() != static_cast<std::size_t>(count) * sizeof(float))
        throw Error(ErrorCode::WrongShape,
            where + " does not fit this recipe: \"" + name + "\" should hold " + std::to_string(count)
                + " numbers. Resume with the recipe that began the run.");
    std::memcpy(out, found->second.bytes.data(), found->second.bytes.size());
}

std::int64_t stepsOf(const std::map<std::string, std::string>& metadata, const std::string& where)
{
    const auto found = metadata.find("steps");
    std::int64_t steps = -1;
    if (found != metadata.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), steps);
    if (steps < 0)
        throw Error(ErrorCode::BadFile,
            where
                + " does not say how many steps its weights have taken: it is damaged. Start the run again.");
    return steps;
}

} // namespace

Weights::Weights(const ParameterSet& recipe)
    : m_architecture(
        withDropout(builtInArchitecture(textValue(recipe, "architecture")), realValue(recipe, "dropout")))
    , m_flat(flattened(m_architecture, startTensors(m_architecture, recipe), m_other))
    , m_average(realValue(recipe, "ema") > 0.0 ? m_flat.clone() : at::Tensor())
    , m_trained(m_architecture, views(m_architecture, m_flat, m_other, &m_leaves))
    , m_frozen(m_architecture, views(m_architecture, m_flat, m_other, nullptr))
    , m_first(static_cast<std::size_t>(m_flat.numel()), 0.0F)
    , m_second(static_cast<std::size_t>(m_flat.numel()), 0.0F)
{
    if (m_average.defined())
        m_averaged.emplace(m_architecture, views(m_architecture, m_average, m_other, nullptr));
    if (wantsBfloat16(recipe) && kernels::bfloat16Kernels() != nullptr)
        m_rounded = m_frozen.inBfloat16();
    if (certified::isTrainedBy(recipe))
        m_magnitudes = m_frozen.magnitudes();
}

Network Weights::copy() const
{
    std::vector<at::Tensor> tensors;
    for (const at::Tensor& tensor : measured().tensors())
        tensors.push_back(tensor.clone());
    return {m_architecture, std::move(tensors)};
}

void Weights::step(ShardPool& pool, const BatchGradient& gradient, std::int64_t images,
    const ParameterSet& recipe, double lr)
{
    ++m_steps;
    if (faults::isSimulated(Fault::NaNInTraining) && m_steps >= kNaNStep)
        lr = std::numeric_limits<double>::quiet_NaN();
    std::vector<const float*> shards;
    for (const ShardGradient& shard : gradient.shards())
        shards.push_back(shard.numbers.data());
    kernels::WeightUpdate update;
    update.gradients = shards.data();
    update.scale = 1.0F / static_cast<float>(images);
    update.decay = static_cast<float>(realValue(recipe, "weight-decay"));
    update.isAdam = textValue(recipe, "optimizer") == "adam";
    update.rate = static_cast<float>(lr);
    update.momentum = static_cast<float>(realValue(recipe, "momentum"));
    const auto t = static_cast<double>(m_steps);
    update.correction1 = static_cast<float>(lr / (1.0 - std::pow(0.9, t)));
    update.correction2 = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(0.999, t)));
    update.weights = m_flat.data_ptr<float>();
    update.first = m_first.data();
    update.second = m_second.data();
    update.average = m_average.defined() ? m_average.data_ptr<float>() : nullptr;
    update.averageStep = static_cast<float>(1.0 - std::min(realValue(recipe, "ema"), (1.0 + t) / (10.0 + t)));
    const std::vector<BatchGradient::Piece> pieces = gradient.pieces(kPiece);
    if (const double longest = realValue(recipe, "clip-gradient"); longest > 0.0)
        update.scale *= static_cast<float>(
            std::min(1.0, longest / (gradientLength(pool, update, pieces) + kClipMargin)));
    pool.run(static_cast<std::int64_t>(pieces.size()), [&](std::int64_t piece, int) {
        kernels::kernels().updateWeights(updateOf(update, pieces[static_cast<std::size_t>(piece)]));
    });
    weightsChanged();
    pack(pool);
}

void Weights::weightsChanged()
{
    m_frozen.weightsChanged();
    if (m_averaged)
        m_averaged->weightsChanged();
    if (m_rounded)
        m_rounded->weightsChanged();
    if (m_magnitudes)
        m_magnitudes = m_frozen.magnitudes();
}

void Weights::pack(ShardPool& pool) const
{
    std::vector<std::shared_ptr<const kernels::PackedWeights>> all{m_frozen.packed()};
    if (m_rounded)
        all.push_back(m_rounded->packed());
    if (m_magnitudes)
        all.push_back(m_magnitudes->packed());
    for (const auto& packed : all)
        if (packed)
            pool.run(static_cast<std::int64_t>(packed->parts()),
                [&](std::int64_t part, int) { packed->pack(static_cast<std::size_t>(part)); });
}

// As PyTorch moves them, by 0.1 at each pass through a layer; a shard counts by its images.
void Weights::updateBatchNorm(const std::vector<TrainingPass>& passes)
{
    constexpr double kMomentum = 0.1;
    const std::size_t layers = m_other.size() / 2;
    if (layers == 0)
        return;
    const at::NoGradGuard noGrad;
    double images = 0.0;
    for (const TrainingPass& pass : passes)
        images += static_cast<double>(pass.images);
    for (std::size_t seen = 0; seen < passes.front().batchMeans.size(); ++seen) {
        at::Tensor &mean = m_other[2 * (seen % layers)], &variance = m_other[2 * (seen % layers) + 1];
        mean.mul_(1.0 - kMomentum);
        variance.mul_(1.0 - kMomentum);
        for (const TrainingPass& pass : passes) {
            const double share = kMomentum * static_cast<double>(pass.images) / images;
            mean.add_(pass.batchMeans[seen], share);
            variance.add_(pass.batchVariances[seen], share);
        }
    }
    weightsChanged();
}

bool Weights::isFinite() const
{
    return at::isfinite(m_flat).all().item<bool>();
}

std::string Weights::stateBytes(const std::map<std::string, std::string>& metadata) const
{
    std::vector<std::pair<std::string, SafeTensor>> tensors;
    const std::int64_t n = m_flat.numel();
    tensors.emplace_back("weights", SafeTensor{"F32", {n}, bytesOf(m_flat.data_ptr<float>(), n)});
    tensors.emplace_back("first", SafeTensor{"F32", {n}, bytesOf(m_first.data(), n)});
    tensors.emplace_back("second", SafeTensor{"F32", {n}, bytesOf(m_second.data(), n)});
    for (const auto& [name, tensor] : {std::pair{"average", m_average}, std::pair{"carried", m_carried}})
        if (tensor.defined())
            tensors.emplace_back(
                name, SafeTensor{"F32", {tensor.numel()}, bytesOf(tensor.data_ptr<float>(), tensor.numel())});
    for (std::size_t i = 0; i < m_other.size(); ++i)
        tensors.emplace_back("other" + std::to_string(i),
            SafeTensor{
                "F32", {m_other[i].numel()}, bytesOf(m_other[i].data_ptr<float>(), m_other[i].numel())});
    std::map<std::string, std::string> all = metadata;
    all["steps"] = std::to_string(m_steps);
    return safeTensorsBytes(tensors, all);
}

std::map<std::string, std::string> Weights::restore(std::string_view bytes, const std::string& where)
{
    const SafeTensors file = parseSafeTensors(bytes, where);
    const std::int64_t n = m_flat.numel();
    copyInto(m_flat.data_ptr<float>(), n, file, "weights", where);
    copyInto(m_first.data(), n, file, "first", where);
    copyInto(m_second.data(), n, file, "second", where);
    for (const auto& [name, tensor] : {std::pair{"average", m_average}, std::pair{"carried", m_carried}})
        if (tensor.defined())
            copyInto(tensor.data_ptr<float>(), tensor.numel(), file, name, where);
    for (std::size_t i = 0; i < m_other.size(); ++i)
        copyInto(m_other[i].data_ptr<float>(), m_other[i].numel(), file, "other" + std::to_string(i), where);
    m_steps = stepsOf(file.metadata, where);
    weightsChanged();
    return file.metadata;
}

} // namespace epsilonlab
