// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/trace.h"
#include "engine/previewer.h"

#include <functional>
#include <map>
#include <stop_token>
#include <string>

namespace epsilonlab {

/// Answers requests for traces, in a thread of its own: a preview keeps no steps, because that costs time
/// under the finger.
class Tracer
{
public:
    using Sink = std::function<void(TraceResult)>;

    Tracer(Previewer::ModelLookup lookup, Previewer::DatasetLookup datasets);

    /// Nothing after a stop. Throws what attacks and models throw. Cost: the preview, and one forward pass
    /// for each iterate.
    void run(RequestId id, PreviewRequest request, const Sink& sink, std::stop_token stop);

private:
    Previewer::ModelLookup m_lookup;
    std::map<std::string, ModelPointer> m_models; // as the preview saw them: training publishes others
                                                  // meanwhile
    Previewer m_previewer;
};

} // namespace epsilonlab
