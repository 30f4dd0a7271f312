// SPDX-License-Identifier: GPL-3.0-or-later
// Largest value of a window and its way back, included by kernels_impl.h on the same conditions.

namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID {

inline void maxPool(const Window& w, const float* x, float* y, bool isRectified)
{
    for (std::int64_t row = 0; row < w.height; ++row)
        for (std::int64_t column = 0; column < w.width; ++column)
            for (std::int64_t channel = 0; channel < w.channels; channel += kFloats) {
                const float* from = x + row * w.stride * w.xRow + column * w.stride * w.xPixel + channel;
                Vector largest = load(from);
                for (std::int64_t i = 0; i < w.kernel; ++i)
                    for (std::int64_t j = 0; j < w.kernel; ++j) {
                        const Vector value = load(from + i * w.xRow + j * w.xPixel);
                        largest = largest >= value ? largest : value; // takes NaN, as torch does
                    }
                store(y + row * w.yRow + column * w.yPixel + channel,
                    isRectified ? rectified(largest) : largest);
            }
}

inline void maxPoolBackward(
    const Window& w, const float* x, const float* y, const Window& g, const float* dy, float* dx)
{
    for (std::int64_t row = 0; row < w.height; ++row)
        for (std::int64_t column = 0; column < w.width; ++column)
            for (std::int64_t channel = 0; channel < w.channels; channel += kFloats) {
                const float* from = x + row * w.stride * w.xRow + column * w.stride * w.xPixel + channel;
                float* to = dx + row * w.stride * g.xRow + column * w.stride * g.xPixel + channel;
                const Vector largest = load(y + row * w.yRow + column * w.yPixel + channel);
                Vector left = load(dy + row * g.yRow + column * g.yPixel + channel);
                for (std::int64_t i = 0; i < w.kernel; ++i)
                    for (std::int64_t j = 0; j < w.kernel; ++j) {
                        const Mask isHere = load(from + i * w.xRow + j * w.xPixel) == largest;
                        store(to + i * g.xRow + j * g.xPixel, isHere ? left : Vector{});
                        left = isHere ? Vector{} : left;
                    }
            }
}

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID
