// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/session_pieces.h"

#include <cmath>
#include <utility>

namespace epsilonlab {

namespace {

/// Pixels that came from bytes are written as these: shorter, and exact in every program.
bool areBytes(const std::vector<float>& pixels)
{
    for (const float pixel : pixels) {
        const float byte = std::round(pixel * static_cast<float>(kByteMax));
        if (byte / static_cast<float>(kByteMax) != pixel)
            return false;
    }
    return true;
}

} // namespace

ordered_json sessionModelJson(const SessionModel& model)
{
    return {{"id", model.id}, {"name", model.name}, {"path", model.path}, {"sha256", model.sha256}};
}

ordered_json sampleJson(const LabelledImage& sample)
{
    ordered_json pixels = ordered_json::array();
    const bool isBytes = areBytes(sample.image.pixels);
    for (const float pixel : sample.image.pixels) {
        if (isBytes)
            pixels.push_back(static_cast<int>(std::round(pixel * static_cast<float>(kByteMax))));
        else
            pixels.push_back(pixel);
    }
    return {{"index", sample.index}, {"label", sample.label}, {"pixel_max", isBytes ? kByteMax : 1},
        {"pixels", std::move(pixels)}};
}

ordered_json figuresJson(const std::vector<PinnedFigure>& figures)
{
    ordered_json json = ordered_json::array();
    for (const PinnedFigure& figure : figures)
        json.push_back({{"id", figure.id}, {"title", figure.title}, {"caption", figure.caption},
            {"session", figure.state}, {"svg", figure.svg}});
    return json;
}

} // namespace epsilonlab
