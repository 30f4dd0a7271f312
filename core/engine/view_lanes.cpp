// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/view_lanes.h"

#include "engine/catch_boundary.h"
#include "engine/primitives/thread_setup.h"
#include "engine/thread_init.h"

#include <chrono>
#include <utility>

namespace epsilonlab {

namespace {

// architecture.md: cancelling at every move painted nothing during a drag; a slow attack must not hold up the
// next one.
constexpr std::chrono::milliseconds kPreviewPatience{150};

// What surrounds a picture comes after the picture, but before training.
constexpr int kSurroundingNiceness = 8;

void initialiseSurroundingThread()
{
    initialiseComputeThread();
    threads::setNiceness(kSurroundingNiceness);
}

bool isSameSubject(const PreviewRequest& a, const PreviewRequest& b)
{
    return a.modelIds == b.modelIds && a.sample.label == b.sample.label && a.sample.image == b.sample.image;
}

} // namespace

ViewLanes::ViewLanes(Previewer::ModelLookup models, Previewer::DatasetLookup datasets, Post post)
    : m_post(std::move(post))
    , m_previewer(models, datasets)
    , m_noise(models)
    , m_sweeper(models)
    , m_tracer(std::move(models), std::move(datasets))
    , m_previews("preview", initialiseComputeThread, kPreviewPatience)
    , m_sweeps("sweep", initialiseSurroundingThread)
    , m_traces("trace", initialiseSurroundingThread)
{
}

void ViewLanes::preview(RequestId id, PreviewRequest request, PreviewExtras extras)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!isSameSubject(m_lastPreview, request))
            m_previews.cancelRunning(); // another digit: what runs is of no use to anybody
        m_lastPreview = request;
    }
    m_sweeps.clear(); // what a person waits for comes first
    m_previews.submit([this, id, extras, request = std::move(request)](std::stop_token stop) {
        const auto show = [this, extras](PreviewResult result) {
            if (extras.wantNoise && result.tier != PreviewTier::Partial)
                m_post(m_noise.of(result));
            m_post(std::move(result));
        };
        const auto failure = runGuarded([&] { m_previewer.run(id, request, show, stop); });
        if (failure)
            m_post(PreviewFailed{id, *failure});
    });
}

void ViewLanes::cancelPreview()
{
    m_previews.clear();
}

void ViewLanes::sweep(RequestId id, SweepRequest request)
{
    m_sweeps.cancelRunning();
    m_sweeps.submit([this, id, request = std::move(request)](std::stop_token stop) {
        const auto failure = runGuarded([&] { m_sweeper.run(id, request, m_post, stop); });
        if (failure)
            m_post(SweepResult{id, request, {}, true, 0.0, 0.0, failure});
    });
}

void ViewLanes::trace(RequestId id, PreviewRequest request)
{
    m_traces.cancelRunning();
    m_traces.submit([this, id, request = std::move(request)](std::stop_token stop) {
        const auto failure = runGuarded([&] { m_tracer.run(id, request, m_post, stop); });
        if (failure)
            m_post(TraceFailed{id, *failure});
    });
}

void ViewLanes::cancelTrace()
{
    m_traces.clear();
}

} // namespace epsilonlab
