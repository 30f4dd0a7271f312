// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/fab_projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace epsilonlab {

namespace {

constexpr std::size_t kLanes = 8; // independent sums, so that the compiler may add them side by side
constexpr int kMostPasses = 100; // each but the last fixes a pixel at the box; a handful is usual
constexpr float kFlat = 1e-8F; // the authors' bound below which a pixel of the normal counts as 0

/// How fast each pixel moves with lambda, how much it covers of the way for each unit it moves, how far it
/// may go.
struct Moves
{
    std::vector<float> speed, worth, room;
};

struct Covered
{
    double way = 0.0, slope = 0.0; ///< at some lambda
};

double total(const std::array<float, kLanes>& lanes)
{
    double sum = 0.0;
    for (const float lane : lanes)
        sum += lane;
    return sum;
}

Covered coveredAt(const Moves& moves, float lambda)
{
    std::array<float, kLanes> way{}, slope{};
    const std::size_t n = moves.speed.size() / kLanes * kLanes;
    const auto add = [&](std::size_t i, std::size_t lane) {
        const float reach = lambda * moves.speed[i];
        const bool isFree = reach < moves.room[i];
        way[lane] += moves.worth[i] * (isFree ? reach : moves.room[i]);
        slope[lane] += isFree ? moves.worth[i] * moves.speed[i] : 0.0F;
    };
    for (std::size_t i = 0; i < n; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            add(i + lane, lane);
    for (std::size_t i = n; i < moves.speed.size(); ++i)
        add(i, 0);
    return {total(way), total(slope)};
}

/// Infinite where even the whole room does not reach.
double lambdaFor(const Moves& moves, double way)
{
    double lambda = 0.0;
    for (int pass = 0; pass < kMostPasses; ++pass) {
        const Covered here = coveredAt(moves, static_cast<float>(lambda));
        const double missing = way - here.way;
        if (missing <= 1e-7 * way)
            return lambda;
        if (here.slope <= 0.0)
            return std::numeric_limits<double>::infinity();
        const double next = lambda + missing / here.slope;
        if (static_cast<float>(next) == static_cast<float>(lambda))
            return next;
        lambda = next;
    }
    return lambda;
}

/// l1: the pixels of the largest normal first, each as far as it can, the last one in part.
void moveGreedily(const Moves& moves, double way, std::span<float> length)
{
    std::vector<std::size_t> heap(moves.worth.size());
    for (std::size_t i = 0; i < heap.size(); ++i)
        heap[i] = i;
    const auto isLess = [&](std::size_t a, std::size_t b) { return moves.worth[a] < moves.worth[b]; };
    std::make_heap(heap.begin(), heap.end(), isLess);
    while (!heap.empty() && way > 0.0) {
        std::pop_heap(heap.begin(), heap.end(), isLess);
        const std::size_t i = heap.back();
        heap.pop_back();
        if (moves.worth[i] <= kFlat)
            return;
        length[i]
            = static_cast<float>(std::min<double>(moves.room[i], way / static_cast<double>(moves.worth[i])));
        way -= static_cast<double>(length[i]) * static_cast<double>(moves.worth[i]);
    }
}

double lengthOf(Norm norm, std::span<const float> step)
{
    double length = 0.0;
    for (const float value : step) {
        const double size = std::abs(static_cast<double>(value));
        length
            = norm == Norm::Linf ? std::max(length, size) : length + (norm == Norm::L1 ? size : size * size);
    }
    return norm == Norm::L2 ? std::sqrt(length) : length;
}

} // namespace

double stepToPlane(Norm norm, std::span<const float> point, const Plane& plane, std::span<float> step)
{
    double way = -plane.offset;
    for (std::size_t i = 0; i < point.size(); ++i)
        way += static_cast<double>(plane.normal[i]) * static_cast<double>(point[i]);
    const float side = way >= 0.0 ? 1.0F : -1.0F; // the step goes against side * normal
    Moves moves{
        std::vector<float>(point.size()), std::vector<float>(point.size()), std::vector<float>(point.size())};
    for (std::size_t i = 0; i < point.size(); ++i) {
        const float size = std::abs(plane.normal[i]);
        moves.worth[i] = size;
        moves.speed[i] = norm == Norm::Linf ? (size > 0.0F ? 1.0F : 0.0F) : (size < kFlat ? 0.0F : size);
        moves.room[i] = plane.normal[i] * side > 0.0F ? point[i] : 1.0F - point[i];
    }
    std::fill(step.begin(), step.end(), 0.0F);
    if (norm == Norm::L1) {
        moveGreedily(moves, std::abs(way), step);
    } else {
        const double lambda = lambdaFor(moves, std::abs(way));
        for (std::size_t i = 0; i < point.size(); ++i)
            if (moves.speed[i] > 0.0F)
                step[i] = std::isinf(lambda)
                    ? moves.room[i]
                    : std::min(static_cast<float>(lambda) * moves.speed[i], moves.room[i]);
    }
    for (std::size_t i = 0; i < point.size(); ++i)
        if (plane.normal[i] * side > 0.0F)
            step[i] = -step[i];
    return lengthOf(norm, step);
}

} // namespace epsilonlab
