// SPDX-License-Identifier: GPL-3.0-or-later
// The optimiser's loops, included by kernels_impl.h on the same conditions.

namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID {

constexpr std::int64_t kUpdateBlock = 1024; // sums of a block stay in the first-level cache

inline void addGradients(const WeightUpdate& u, std::int64_t first, std::int64_t n, float* sum)
{
    for (std::int64_t i = 0; i < n; ++i)
        sum[i] = u.gradients[0][first + i];
    for (std::int64_t part = 1; part < u.count; ++part) {
        const float* gradient = u.gradients[part] + first;
        for (std::int64_t i = 0; i < n; ++i)
            sum[i] += gradient[i];
    }
}

inline void adam(const WeightUpdate& u, std::int64_t from, std::int64_t n, const float* sum)
{
    constexpr float kBeta1 = 0.9F, kBeta2 = 0.999F, kEpsilon = 1e-8F;
    float* __restrict w = u.weights + from;
    float* __restrict first = u.first + from;
    float* __restrict second = u.second + from;
    for (std::int64_t i = 0; i < n; ++i) {
        const float gradient = sum[i] * u.scale + u.decay * w[i];
        first[i] = kBeta1 * first[i] + (1.0F - kBeta1) * gradient;
        second[i] = kBeta2 * second[i] + (1.0F - kBeta2) * gradient * gradient;
        w[i] -= u.correction1 * first[i] / (__builtin_sqrtf(second[i]) * u.correction2 + kEpsilon);
    }
}

inline void nesterov(const WeightUpdate& u, std::int64_t from, std::int64_t n, const float* sum)
{
    float* __restrict w = u.weights + from;
    float* __restrict velocity = u.first + from;
    for (std::int64_t i = 0; i < n; ++i) {
        const float gradient = sum[i] * u.scale + u.decay * w[i];
        velocity[i] = u.momentum * velocity[i] + gradient;
        w[i] -= u.rate * (gradient + u.momentum * velocity[i]);
    }
}

inline void updateWeights(const WeightUpdate& u)
{
    float sum[kUpdateBlock];
    for (std::int64_t from = u.begin; from < u.end; from += kUpdateBlock) {
        const std::int64_t n = from + kUpdateBlock < u.end ? kUpdateBlock : u.end - from;
        addGradients(u, from, n, sum);
        if (u.isAdam)
            adam(u, from, n, sum);
        else
            nesterov(u, from, n, sum);
        float* average = u.average + (u.average != nullptr ? from : 0);
        for (std::int64_t i = 0; u.average != nullptr && i < n; ++i)
            average[i] += u.averageStep * (u.weights[from + i] - average[i]);
    }
}

inline double squaredGradient(const WeightUpdate& u)
{
    constexpr int kLanes = 8;
    float sum[kUpdateBlock];
    double lanes[kLanes] = {};
    for (std::int64_t from = u.begin; from < u.end; from += kUpdateBlock) {
        const std::int64_t n = from + kUpdateBlock < u.end ? kUpdateBlock : u.end - from;
        addGradients(u, from, n, sum);
        for (std::int64_t i = n; i < kUpdateBlock; ++i)
            sum[i] = 0.0F;
        for (std::int64_t i = 0; i < kUpdateBlock; i += kLanes)
            for (int lane = 0; lane < kLanes; ++lane) {
                const double value = static_cast<double>(sum[i + lane] * u.scale);
                lanes[lane] += value * value;
            }
    }
    double total = 0.0;
    for (const double lane : lanes)
        total += lane;
    return total;
}

} // namespace epsilonlab::kernels::EPSILONLAB_KERNELS_ID
