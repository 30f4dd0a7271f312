// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "attacks/threat_model.h"
#include "evaluation/attack_shard.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <map>
#include <string>
#include <vector>

/// What the tests over every registered attack share.
namespace epsilonlab::fixtures {

inline Network network(const std::string& id, std::uint64_t seed)
{
    const Architecture architecture = builtInArchitecture(id);
    return {architecture, initialTensors(architecture, seed)};
}

inline at::Tensor classesOf(const Network& reader, const at::Tensor& images)
{
    const at::NoGradGuard noGrad;
    return reader.logits(images).argmax(1);
}

/// Random images, half of their pixels black as in MNIST, labelled as `reader` reads them.
inline Batch readableImages(const Network& reader, std::int64_t n)
{
    Batch batch;
    batch.images = at::empty({n, 1, 28, 28});
    for (std::int64_t i = 0; i < n; ++i) {
        ImageRng rng(5, i, 1);
        rng.fillUniform({batch.images.data_ptr<float>() + i * kImagePixels, kImagePixels}, -1.0, 1.0);
        batch.indices.push_back(i);
    }
    batch.images.clamp_(0.0, 1.0);
    batch.labels = classesOf(reader, batch.images);
    return batch;
}

/// The same with every fourth label wrong.
inline Batch someImages(const Network& reader, std::int64_t n)
{
    Batch batch = readableImages(reader, n);
    for (std::int64_t i = 0; i < n; i += 4)
        batch.labels[i] = (batch.labels[i] + 1) % 10;
    return batch;
}

inline Batch part(const Batch& batch, std::int64_t first, std::int64_t n)
{
    return {batch.images.narrow(0, first, n), batch.labels.narrow(0, first, n).contiguous(),
        {batch.indices.begin() + first, batch.indices.begin() + first + n}};
}

inline bool isMinimalNorm(const Attack& attack)
{
    return attack.info.group == AttackGroup::MinimalNorm;
}

/// Gradients tell it where to go, and nothing else does.
inline bool usesGradients(const Attack& attack)
{
    const AttackGroup group = attack.info.group;
    return group == AttackGroup::OneStep || group == AttackGroup::Iterative
        || group == AttackGroup::MinimalNorm;
}

inline bool hasParameter(const Attack& attack, const std::string& id)
{
    for (const ParameterSpec& spec : attack.info.parameters)
        if (spec.id == id)
            return true;
    return false;
}

/// Few steps, runs and queries, and large ones: what these tests are about holds after any number of them,
/// but a minimal-norm attack needs some, and some weights of its loss, to find anything. By the parameters'
/// ids, so that later attacks are cheap too.
inline ParameterSet cheapValues(const Attack& attack, const std::string& norm, double epsilon)
{
    ParameterSet cheap{{"norm", norm}, {"epsilon", epsilon},
        {"steps", std::int64_t{isMinimalNorm(attack) ? 20 : 5}}, {"step-size", 0.0},
        {"searches", std::int64_t{4}}, {"queries", std::int64_t{60}}, {"lr", 0.2}, {"first-c", 1.0}};
    std::erase_if(cheap, [&](const auto& entry) { return !hasParameter(attack, entry.first); });
    return completed(attack.info.parameters, cheap);
}

inline std::vector<std::string> normsOf(const Attack& attack)
{
    for (const ParameterSpec& spec : attack.info.parameters)
        if (spec.id == "norm")
            return spec.choices;
    return {attack.info.norm.empty() ? "linf" : attack.info.norm};
}

inline std::vector<double> epsilonsFor(const std::string& norm)
{
    static const std::map<std::string, std::vector<double>> byNorm{
        {"linf", {0.0, 0.1, 0.3}}, {"l2", {0.0, 1.5}}, {"l1", {0.0, 12.0}}, {"l0", {0.0, 20.0}}};
    return byNorm.at(norm);
}

/// In the attack's norm, N float64.
inline at::Tensor measured(
    const Attack& attack, const ParameterSet& values, const at::Tensor& images, const at::Tensor& clean)
{
    return distances(
        normFromText(catalogue::normOf(attack.info, values)), images.to(at::kDouble), clean.to(at::kDouble));
}

/// With what the attack makes from a whole set beforehand, if it needs one.
inline ShardRequest preparedOn(const Batch& set, ShardRequest request)
{
    if (request.attack.prepare)
        request.prepared = request.attack
                               .prepare({request.network, set.images, set.labels, request.values,
                                   request.seed, request.stop})
                               .prepared;
    return request;
}

inline AttackedShard attackedBy(const ShardRequest& request, const Batch& batch, const Batch& set)
{
    return attackShard(preparedOn(set, request), batch);
}

} // namespace epsilonlab::fixtures
