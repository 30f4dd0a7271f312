// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/batch_gradient.h"

#include <algorithm>

namespace epsilonlab {

namespace {

constexpr std::int64_t kRows = 48; // of one task

using Factors = std::vector<const kernels::LinearFactors*>;

Factors factorsOf(const ShardGradient& shard, std::size_t tensor)
{
    Factors found;
    for (const kernels::LinearFactors& factors : shard.factors)
        if (factors.tensor == tensor)
            found.push_back(&factors);
    return found;
}

void writeSum(ShardPool& pool, const Factors& all, float* weight)
{
    if (all.empty())
        return;
    const std::int64_t rows = all.front()->out;
    pool.run((rows + kRows - 1) / kRows, [&](std::int64_t task, int) {
        const std::int64_t row = task * kRows;
        kernels::multiplyOut(kernels::kernels(), all, row, std::min(kRows, rows - row), weight);
    });
}

} // namespace

void BatchGradient::resize(std::size_t shards, std::int64_t numbers)
{
    m_shards.resize(shards);
    for (ShardGradient& shard : m_shards)
        shard.numbers.resize(static_cast<std::size_t>(numbers));
}

void BatchGradient::multiplyOut(ShardPool& pool, const std::vector<at::Tensor>& leaves)
{
    m_inFirst.clear();
    std::int64_t begin = 0;
    for (std::size_t tensor = 0; tensor < leaves.size(); ++tensor) {
        std::vector<Factors> found;
        Factors all;
        for (const ShardGradient& shard : m_shards) {
            found.push_back(factorsOf(shard, tensor));
            all.insert(all.end(), found.back().begin(), found.back().end());
        }
        const std::int64_t end = begin + leaves[tensor].numel();
        if (std::any_of(found.begin(), found.end(), [](const Factors& f) { return f.empty(); })) {
            for (std::size_t i = 0; i < found.size(); ++i) // beside numbers of other shards
                writeSum(pool, found[i], m_shards[i].numbers.data() + begin);
        } else {
            writeSum(pool, all, m_shards.front().numbers.data() + begin);
            m_inFirst.push_back({begin, end, 1});
        }
        begin = end;
    }
    for (ShardGradient& shard : m_shards)
        shard.factors.clear();
}

std::vector<BatchGradient::Piece> BatchGradient::pieces(std::int64_t size) const
{
    const auto numbers = static_cast<std::int64_t>(m_shards.front().numbers.size());
    std::vector<Piece> all;
    const auto addUpTo = [&](std::int64_t end, std::size_t count) {
        for (std::int64_t begin = all.empty() ? 0 : all.back().end; begin < end; begin = all.back().end)
            all.push_back({begin, std::min(end, (begin / size + 1) * size), count});
    };
    for (const Piece& alone : m_inFirst) {
        addUpTo(alone.begin, m_shards.size());
        addUpTo(alone.end, alone.count);
    }
    addUpTo(numbers, m_shards.size());
    return all;
}

bool BatchGradient::isZero(std::int64_t end) const
{
    for (const Piece& piece : pieces(end))
        for (std::size_t shard = 0; piece.begin < end && shard < piece.count; ++shard) {
            const float* first = m_shards[shard].numbers.data();
            if (std::any_of(first + piece.begin, first + piece.end, [](float g) { return g != 0.0F; }))
                return false;
        }
    return true;
}

} // namespace epsilonlab
