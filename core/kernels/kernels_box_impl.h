// SPDX-License-Identifier: GPL-3.0-or-later
// ReLU on boxes and its way back, included by kernels_impl.h on the same conditions.

namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID {

// T: a vector, or one number for the rest of a line. By value, because a template does not know that vectors
// in memory may begin anywhere.
template <typename T> struct CentreRadius
{
    T centre, radius;
};

template <typename T> EPSILONLAB_INNERMOST inline CentreRadius<T> rectifiedBox(T centre, T radius)
{
    const T l = centre - radius, h = centre + radius;
    const T low = l < T{} ? T{} : l, high = h < T{} ? T{} : h; // NaN stays
    return {(low + high) * 0.5F, (high - low) * 0.5F};
}

template <typename T>
EPSILONLAB_INNERMOST inline CentreRadius<T> maskedGradient(
    T centre, T radius, T centreGradient, T radiusGradient)
{
    const T l = (centreGradient - radiusGradient) * 0.5F, h = (centreGradient + radiusGradient) * 0.5F;
    const T low = centre - radius > T{} ? l : T{}, high = centre + radius > T{} ? h : T{};
    return {low + high, high - low};
}

inline void rectifyBox(const BoxLine& line)
{
    std::int64_t i = 0;
    for (; i + kFloats <= line.count; i += kFloats) {
        const auto box = rectifiedBox(load(line.centre + i), load(line.radius + i));
        store(line.centre + i, box.centre);
        store(line.radius + i, box.radius);
    }
    for (; i < line.count; ++i) {
        const auto box = rectifiedBox(line.centre[i], line.radius[i]);
        line.centre[i] = box.centre;
        line.radius[i] = box.radius;
    }
}

inline void maskBox(const BoxLine& values, const BoxLine& g)
{
    std::int64_t i = 0;
    for (; i + kFloats <= values.count; i += kFloats) {
        const auto masked = maskedGradient(
            load(values.centre + i), load(values.radius + i), load(g.centre + i), load(g.radius + i));
        store(g.centre + i, masked.centre);
        store(g.radius + i, masked.radius);
    }
    for (; i < values.count; ++i) {
        const auto masked = maskedGradient(values.centre[i], values.radius[i], g.centre[i], g.radius[i]);
        g.centre[i] = masked.centre;
        g.radius[i] = masked.radius;
    }
}

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID
