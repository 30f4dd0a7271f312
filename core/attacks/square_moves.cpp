// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/square_moves.h"

#include <algorithm>
#include <cmath>

namespace epsilonlab {

namespace {

constexpr int kTile = kImageSide / 5;
constexpr double kTiny = 1e-12;

/// Pyramids of steps 1, 1/4, 1/9 ... around the middle of rows x columns, each step as wide as it is high;
/// length 1.
std::vector<double> bump(int rows, int columns)
{
    std::vector<double> values(static_cast<std::size_t>(rows * columns), 0.0);
    const int middleRow = rows / 2, middleColumn = columns / 2;
    for (int ring = 0; ring <= std::max(middleRow, middleColumn); ++ring)
        for (int r = std::max(middleRow - ring, 0); r < std::min(middleRow + ring + 1, rows); ++r)
            for (int c = std::max(middleColumn - ring, 0); c < std::min(middleColumn + ring + 1, columns);
                 ++c)
                values[static_cast<std::size_t>(r * columns + c)] += 1.0 / ((ring + 1.0) * (ring + 1.0));
    double square = 0.0;
    for (const double value : values)
        square += value * value;
    for (double& value : values)
        value /= std::sqrt(square);
    return values;
}

std::vector<double> oppositeBumps(int side)
{
    std::vector<double> values = bump(side / 2, side);
    for (const double value : bump(side - side / 2, side))
        values.push_back(-value);
    for (double& value : values)
        value /= std::sqrt(2.0); // two halves of length 1
    return values;
}

std::size_t pixel(int row, int column)
{
    return static_cast<std::size_t>(row * kImageSide + column);
}

template <typename Visit> void forEachPixel(int row, int column, int side, Visit visit)
{
    for (int r = row; r < row + side; ++r)
        for (int c = column; c < column + side; ++c)
            visit(pixel(r, c));
}

int sideOf(double share)
{
    return std::clamp(static_cast<int>(std::lround(std::sqrt(share * kImagePixels))), 1, kImageSide);
}

} // namespace

const std::vector<double>& squareBumps(int side)
{
    static const std::vector<std::vector<double>> bySide = [] {
        std::vector<std::vector<double>> all(kImageSide + 1);
        for (int s = 2; s <= kImageSide; ++s)
            all[static_cast<std::size_t>(s)] = oppositeBumps(s);
        return all;
    }();
    return bySide[static_cast<std::size_t>(side)];
}

double squareShare(double first, std::int64_t query)
{
    for (const std::int64_t until : {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000}) {
        if (query <= until)
            return first;
        first /= 2.0;
    }
    return first;
}

SquareMoves::SquareMoves(const ThreatModel& threat, const PixelValues& clean, ImageRng rng)
    : m_threat(threat)
    , m_clean(clean)
    , m_rng(rng)
{
    const auto epsilon = static_cast<float>(threat.epsilon);
    for (std::size_t i = 0; i < clean.size(); ++i) {
        m_low[i] = std::max(clean[i] - epsilon, 0.0F);
        m_high[i] = std::min(clean[i] + epsilon, 1.0F);
    }
}

PixelValues SquareMoves::start()
{
    PixelValues point = m_clean;
    if (m_threat.norm == Norm::Linf) {
        for (int column = 0; column < kImageSide; ++column) {
            const PixelValues& edge = m_rng.uniform() < 0.5 ? m_low : m_high;
            for (int row = 0; row < kImageSide; ++row)
                point[pixel(row, column)] = edge[pixel(row, column)];
        }
        return point;
    }
    std::array<double, kImagePixels> change{};
    const int margin = (kImageSide - 5 * kTile) / 2;
    for (int row = 0; row < 5; ++row)
        for (int column = 0; column < 5; ++column)
            addBumps({margin + row * kTile, margin + column * kTile, kTile}, change);
    place(change, point);
    return point;
}

bool SquareMoves::move(double share, PixelValues& point)
{
    return m_threat.norm == Norm::Linf ? flip(share, point) : shift(share, point);
}

SquareMoves::Window SquareMoves::draw(int side)
{
    const int row = m_rng.below(kImageSide - side + 1);
    return {row, m_rng.below(kImageSide - side + 1), side};
}

// Adding +-2 epsilon and clipping, as the paper writes it, moves every pixel of the window to the same edge
// of its range.
bool SquareMoves::flip(double share, PixelValues& point)
{
    const Window window = draw(sideOf(share));
    const PixelValues& edge = m_rng.uniform() < 0.5 ? m_low : m_high;
    bool isChanged = false;
    forEachPixel(window.row, window.column, window.side, [&](std::size_t i) {
        isChanged = isChanged || point[i] != edge[i];
        point[i] = edge[i];
    });
    return isChanged;
}

/// The paper's algorithm 3: the change of a second window is given up, and the first gets new bumps upon its
/// old change, as long as both windows' changes together with what is left of epsilon.
bool SquareMoves::shift(double share, PixelValues& point)
{
    const int odd = std::min(std::max(sideOf(share), 3) | 1, kImageSide - 1);
    const Window first = draw(odd), second = draw(odd);
    std::array<double, kImagePixels> change{};
    double all = 0.0, inFirst = 0.0, inBoth = 0.0;
    for (std::size_t i = 0; i < change.size(); ++i) {
        change[i] = static_cast<double>(point[i]) - static_cast<double>(m_clean[i]);
        all += change[i] * change[i];
    }
    std::array<double, kImagePixels> renewed{};
    forEachPixel(first.row, first.column, odd, [&](std::size_t i) {
        inFirst += change[i] * change[i];
        renewed[i] = change[i];
        change[i] = 0.0;
    });
    inBoth = inFirst;
    forEachPixel(second.row, second.column, odd, [&](std::size_t i) {
        inBoth += change[i] * change[i];
        change[i] = 0.0;
    });
    const double scale = 1.0 / (std::sqrt(inFirst) + kTiny);
    double square = 0.0;
    for (double& value : renewed)
        value *= scale;
    addBumps(first, renewed);
    for (const double value : renewed)
        square += value * value;
    const double left = std::max(m_threat.epsilon * m_threat.epsilon - all, 0.0);
    const double length = std::sqrt(left + inBoth) / (std::sqrt(square) + kTiny);
    forEachPixel(first.row, first.column, odd, [&](std::size_t i) { change[i] = renewed[i] * length; });
    const PixelValues before = point;
    place(change, point);
    return point != before;
}

void SquareMoves::addBumps(const Window& window, std::array<double, kImagePixels>& change)
{
    const std::vector<double>& bumps = squareBumps(window.side);
    const double sign = m_rng.uniform() < 0.5 ? -1.0 : 1.0;
    const bool isTurned = m_rng.uniform() < 0.5;
    for (int r = 0; r < window.side; ++r)
        for (int c = 0; c < window.side; ++c)
            change[pixel(window.row + r, window.column + c)] += sign
                * bumps[static_cast<std::size_t>(isTurned ? c * window.side + r : r * window.side + c)];
}

void SquareMoves::place(const std::array<double, kImagePixels>& change, PixelValues& point) const
{
    double square = 0.0;
    for (const double value : change)
        square += value * value;
    const double scale = m_threat.epsilon / (std::sqrt(square) + kTiny);
    for (std::size_t i = 0; i < point.size(); ++i)
        point[i]
            = static_cast<float>(std::clamp(static_cast<double>(m_clean[i]) + change[i] * scale, 0.0, 1.0));
}

} // namespace epsilonlab
