// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace epsilonlab {

using nlohmann::ordered_json;

inline constexpr int kByteMax = 255; ///< of a pixel that is written as a byte

/// The parts of a session as it is written; keys of formats.md, "Session".
ordered_json sessionModelJson(const SessionModel& model);
ordered_json sampleJson(const LabelledImage& sample); ///< with its pixels
ordered_json figuresJson(const std::vector<PinnedFigure>& figures);

} // namespace epsilonlab
