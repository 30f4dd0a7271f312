// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"
#include "engine/noise_twin.h"
#include "engine/previewer.h"
#include "engine/primitives/newest_lane.h"
#include "engine/sweeper.h"
#include "engine/tracer.h"

#include <functional>
#include <mutex>

namespace epsilonlab {

/// Everything that follows a person's hand on one image, each in a lane where the newest request wins:
/// previews with their noise twins, and below them sweeps and traces. Thread-safe; no function waits for a
/// computation but the destructor.
class ViewLanes
{
public:
    using Post = std::function<void(Event)>;

    /// What is given must live longer than this.
    ViewLanes(Previewer::ModelLookup models, Previewer::DatasetLookup datasets, Post post);

    void preview(RequestId id, PreviewRequest request, PreviewExtras extras);
    void cancelPreview();
    void sweep(RequestId id, SweepRequest request);
    void trace(RequestId id, PreviewRequest request);
    void cancelTrace();

private:
    const Post m_post;
    Previewer m_previewer;
    NoiseTwins m_noise; // of the previewer's results, in its thread
    Sweeper m_sweeper;
    Tracer m_tracer;
    std::mutex m_mutex; // protects m_lastPreview
    PreviewRequest m_lastPreview;
    // Last, so that their threads end before anything they use goes away.
    NewestLane m_previews;
    NewestLane m_sweeps;
    NewestLane m_traces;
};

} // namespace epsilonlab
