// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/random.h"

#include <ATen/CPUGeneratorImpl.h>

#include <bit>
#include <cmath>
#include <numbers>

namespace epsilonlab {

namespace {

std::uint64_t splitmix(std::uint64_t& state)
{
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

} // namespace

std::uint64_t mixedSeed(std::uint64_t seed, std::uint64_t number)
{
    std::uint64_t state = seed;
    state = splitmix(state) ^ (number * 0xD1342543DE82EF95ULL + 1);
    return splitmix(state);
}

at::Generator seededGenerator(std::uint64_t seed)
{
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

ImageRng::ImageRng(std::uint64_t seed, std::int64_t image, std::uint64_t stream)
{
    std::uint64_t state = mixedSeed(mixedSeed(seed, static_cast<std::uint64_t>(image)), stream);
    for (std::uint64_t& word : m_state)
        word = splitmix(state);
}

std::uint64_t ImageRng::next()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

double ImageRng::uniform()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double ImageRng::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

int ImageRng::below(int bound)
{
    return static_cast<int>(uniform() * bound);
}

void ImageRng::fillUniform(std::span<float> out, double low, double high)
{
    for (float& value : out)
        value = static_cast<float>(low + (high - low) * uniform());
}

} // namespace epsilonlab
