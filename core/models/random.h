// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Generator.h>

#include <cstdint>
#include <span>

namespace epsilonlab {

/// A seed from a seed and a number, well mixed (splitmix64 finaliser, Steele et al. 2014).
std::uint64_t mixedSeed(std::uint64_t seed, std::uint64_t number);

/// Torch's CPU generator, owned by the caller; the process-wide one is never used.
at::Generator seededGenerator(std::uint64_t seed);

/// Random numbers of one image: they depend on (seed, image, stream) alone, so that a result does not depend
/// on the image's neighbours, the batch size or the number of workers. The same on every machine:
/// xoshiro256** (Blackman and Vigna 2018), no library distribution.
class ImageRng
{
public:
    ImageRng(std::uint64_t seed, std::int64_t image, std::uint64_t stream);

    std::uint64_t next();
    double uniform(); ///< [0, 1), 53 bits
    double normal(); ///< mean 0, deviation 1 (Box and Muller)
    int below(int bound); ///< 0 .. bound - 1
    void fillUniform(std::span<float> out, double low, double high);

private:
    std::uint64_t m_state[4];
};

} // namespace epsilonlab
