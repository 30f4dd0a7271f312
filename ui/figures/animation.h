// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <vector>

namespace epsilonlab::ui {

/// Figures of one size, one after the other, over and over.
struct Animation
{
    struct Frame
    {
        Figure figure;
        int ms = 0; ///< how long it stands
    };

    std::vector<Frame> frames;
    QByteArray session{}; ///< which the file carries
};

/// An animated WebP without loss, so that every pixel of the digits stays what it was; the session is in its
/// XMP chunk. For a worker thread: tens of milliseconds for each frame. Throws Error: no frames, of different
/// sizes, or too little memory.
QByteArray animationWebp(const Animation& animation);

} // namespace epsilonlab::ui
