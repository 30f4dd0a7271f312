// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tracer.h"

#include "evaluation/attack_shard.h"

#include <ATen/ATen.h>

#include <utility>

namespace epsilonlab {

namespace {

std::vector<Reading> readingsOf(const Model& model, const std::vector<TraceStep>& trace, const Image& clean)
{
    std::vector<Reading> readings;
    if (trace.empty())
        return readings;
    std::vector<at::Tensor> iterates;
    for (const TraceStep& step : trace)
        iterates.push_back(toTensor(step.iterate));
    const at::Tensor logits = model.network.logits(at::cat(iterates));
    const at::Tensor probabilities = at::softmax(logits, 1);
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        readings.push_back({toVector(logits[row]), toVector(probabilities[row]),
            measureDistances(trace[i].iterate.pixels.data(), clean.pixels.data())});
    }
    return readings;
}

} // namespace

Tracer::Tracer(Previewer::ModelLookup lookup, Previewer::DatasetLookup datasets)
    : m_lookup(std::move(lookup))
    , m_previewer(
          [this](const std::string& id) {
              ModelPointer model = m_lookup(id);
              return m_models[model->info.id] = std::move(model);
          },
          std::move(datasets))
{
}

void Tracer::run(RequestId id, PreviewRequest request, const Sink& sink, std::stop_token stop)
{
    const at::NoGradGuard noGrad;
    request.wantTrace = true;
    m_models.clear();
    TraceResult result;
    result.id = id;
    m_previewer.run(
        id, request,
        [&result](PreviewResult preview) {
            if (preview.tier == PreviewTier::Final)
                result.preview = std::move(preview);
        },
        stop);
    if (stop.stop_requested())
        return;
    for (ModelPreview& model : result.preview.models) {
        NetworkTrace network{std::exchange(model.trace, {}), {}};
        network.readings
            = readingsOf(*m_models.at(model.modelId), network.steps, result.preview.request.sample.image);
        result.networks.push_back(std::move(network));
    }
    sink(std::move(result));
}

} // namespace epsilonlab
