// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/weights.h"

#include "api/error.h"
#include "models/safetensors.h"

#include <ATen/ATen.h>

#include <cmath>
#include <cstring>

namespace epsilonlab {

namespace {

at::Tensor flattened(const Architecture& architecture, const std::vector<at::Tensor>& tensors, std::vector<at::Tensor>& other)
{
    std::vector<at::Tensor> parts;
    const auto specs = architecture.tensors();
    for (std::size_t i = 0; i < specs.size(); ++i)
        (specs[i].isTrainable ? parts : other).push_back(specs[i].isTrainable ? tensors[i].flatten() : tensors[i]);
    return parts.empty() ? at::zeros({0}) : at::cat(parts);
}

// Tensors in the architecture's order: slices of `flat` where trainable, the shared running statistics elsewhere.
std::vector<at::Tensor> views(const Architecture& architecture, const at::Tensor& flat, const std::vector<at::Tensor>& other,
    std::vector<at::Tensor>* leaves)
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

void copyInto(float* out, std::int64_t count, const SafeTensors& file, const std::string& name, const std::string& where)
{
    const auto found = file.tensors.find(name);
    if (found == file.tensors.end() || found->second.bytes.size() != static_cast<std::size_t>(count) * sizeof(float))
        throw Error(ErrorCode::WrongShape, where + " does not fit this recipe: \"" + name + "\" should hold " + std::to_string(count)
                + " numbers. Resume with the recipe that began the run.");
    std::memcpy(out, found->second.bytes.data(), found->second.bytes.size());
}

} // namespace

Weights::Weights(const Architecture& architecture, std::uint64_t seed)
    : m_architecture(architecture)
    , m_flat(flattened(architecture, initialTensors(architecture, seed), m_other))
    , m_trained(architecture, views(architecture, m_flat, m_other, &m_leaves))
    , m_frozen(architecture, views(architecture, m_flat, m_other, nullptr))
    , m_first(static_cast<std::size_t>(m_flat.numel()), 0.0F)
    , m_second(static_cast<std::size_t>(m_flat.numel()), 0.0F)
{
}

Network Weights::copy() const
{
    std::vector<at::Tensor> tensors;
    for (const at::Tensor& tensor : m_frozen.tensors())
        tensors.push_back(tensor.clone());
    return {m_architecture, std::move(tensors)};
}

void Weights::step(const std::vector<std::vector<float>>& gradients, std::int64_t count, const ParameterSet& recipe, double lr)
{
    ++m_steps;
    const bool isAdam = textValue(recipe, "optimizer") == "adam";
    const auto decay = static_cast<float>(realValue(recipe, "weight-decay"));
    const auto momentum = static_cast<float>(realValue(recipe, "momentum"));
    const float scale = 1.0F / static_cast<float>(count);
    const auto rate = static_cast<float>(lr);
    constexpr float kBeta1 = 0.9F, kBeta2 = 0.999F, kEpsilon = 1e-8F;
    const auto correction1 = static_cast<float>(lr / (1.0 - std::pow(0.9, static_cast<double>(m_steps))));
    const auto correction2 = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(0.999, static_cast<double>(m_steps))));
    float* weights = m_flat.data_ptr<float>();
    for (std::size_t i = 0; i < m_first.size(); ++i) {
        float sum = 0.0F;
        for (const auto& shard : gradients)
            sum += shard[i];
        const float gradient = sum * scale + decay * weights[i];
        if (isAdam) {
            m_first[i] = kBeta1 * m_first[i] + (1.0F - kBeta1) * gradient;
            m_second[i] = kBeta2 * m_second[i] + (1.0F - kBeta2) * gradient * gradient;
            weights[i] -= correction1 * m_first[i] / (std::sqrt(m_second[i]) * correction2 + kEpsilon);
        } else {
            m_first[i] = momentum * m_first[i] + gradient;
            weights[i] -= rate * (gradient + momentum * m_first[i]);
        }
    }
    m_frozen.weightsChanged();
}

void Weights::updateBatchNorm(const std::vector<TrainingPass>& passes)
{
    const at::NoGradGuard noGrad;
    const double weight = 0.1 / static_cast<double>(passes.size());
    for (std::size_t layer = 0; 2 * layer + 1 < m_other.size(); ++layer) {
        m_other[2 * layer].mul_(0.9);
        m_other[2 * layer + 1].mul_(0.9);
        for (const TrainingPass& pass : passes) {
            m_other[2 * layer].add_(pass.batchMeans[layer], weight);
            m_other[2 * layer + 1].add_(pass.batchVariances[layer], weight);
        }
    }
    m_frozen.weightsChanged();
}

bool Weights::isFinite() const
{
    return at::isfinite(m_flat).all().item<bool>();
}

std::string Weights::stateBytes(const std::map<std::string, std::string>& metadata) const
{
    std::vector<std::pair<std::string, SafeTensor>> tensors;
    const std::int64_t n = m_flat.numel();
    tensors.emplace_back("weights", SafeTensor {"F32", {n}, bytesOf(m_flat.data_ptr<float>(), n)});
    tensors.emplace_back("first", SafeTensor {"F32", {n}, bytesOf(m_first.data(), n)});
    tensors.emplace_back("second", SafeTensor {"F32", {n}, bytesOf(m_second.data(), n)});
    for (std::size_t i = 0; i < m_other.size(); ++i)
        tensors.emplace_back("other" + std::to_string(i),
            SafeTensor {"F32", {m_other[i].numel()}, bytesOf(m_other[i].data_ptr<float>(), m_other[i].numel())});
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
    for (std::size_t i = 0; i < m_other.size(); ++i)
        copyInto(m_other[i].data_ptr<float>(), m_other[i].numel(), file, "other" + std::to_string(i), where);
    const auto steps = file.metadata.find("steps");
    m_steps = steps == file.metadata.end() ? 0 : std::stoll(steps->second);
    m_frozen.weightsChanged();
    return file.metadata;
}

} // namespace epsilonlab
