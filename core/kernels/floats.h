// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <new>

namespace epsilonlab::kernels {

/// Zeros at first, begun on a cache line, with room for whole vectors to be read or written past the end.
class Floats
{
public:
    Floats() = default;
    explicit Floats(std::int64_t count)
        : m_count(count)
        , m_data(static_cast<float*>(
              ::operator new(static_cast<std::size_t>(count + kRoom) * sizeof(float), kAlignment)))
    {
        std::fill_n(m_data.get(), count + kRoom, 0.0F);
    }

    float* data() { return m_data.get(); }
    const float* data() const { return m_data.get(); }
    std::int64_t count() const { return m_count; }

private:
    static constexpr std::int64_t kRoom = 64;
    static constexpr std::align_val_t kAlignment{64};
    struct Free
    {
        void operator()(float* data) const { ::operator delete(data, kAlignment); }
    };

    std::int64_t m_count = 0;
    std::unique_ptr<float, Free> m_data;
};

} // namespace epsilonlab::kernels
