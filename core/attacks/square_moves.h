// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"
#include "attacks/threat_model.h"
#include "models/random.h"

#include <array>
#include <cstdint>
#include <vector>

namespace epsilonlab {

using PixelValues = std::array<float, static_cast<std::size_t>(kImagePixels)>;

/// The random moves of Square on one image: where it begins and what it tries next. Plain numbers, no
/// tensors: a move costs a few hundred nanoseconds beside the forward pass that judges it. All randomness
/// comes from the image's own generator, so that each image gets windows of its own.
class SquareMoves
{
public:
    SquareMoves(const ThreatModel& threat, const PixelValues& clean, ImageRng rng);

    /// linf: vertical stripes of +-epsilon, one pixel wide. l2: a grid of 5 x 5 tiles of two opposite bumps,
    /// scaled to epsilon.
    PixelValues start();

    /// Changes `point` to the next try. `share` of the pixels is the window's area. False where the try is
    /// `point` itself.
    bool move(double share, PixelValues& point);

private:
    struct Window
    {
        int row, column, side;
    };

    Window draw(int side);
    bool flip(double share, PixelValues& point);
    bool shift(double share, PixelValues& point);
    void addBumps(const Window& window, std::array<double, kImagePixels>& change);
    void place(const std::array<double, kImagePixels>& change, PixelValues& point) const;

    ThreatModel m_threat;
    PixelValues m_clean, m_low, m_high;
    ImageRng m_rng;
};

/// A window's change in l2 (the authors' eta): its upper half rises towards its middle, its lower half falls;
/// length 1. side x side numbers, row by row.
const std::vector<double>& squareBumps(int side);

/// Share of the pixels that a window covers at the given query (0 first): `first`, halved after 10, 50, 200,
/// 500, 1000, 2000, 4000, 6000 and 8000 queries (the authors' schedule, made for 10,000).
double squareShare(double first, std::int64_t query);

} // namespace epsilonlab
