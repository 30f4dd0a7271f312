// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/primitives/shard_pool.h"
#include "kernels/linear_factors.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace epsilonlab {

/// The gradient in the weights of the sum over one shard's images.
struct ShardGradient
{
    std::vector<float> numbers; ///< one behind the other, as in the flat weights
    /// What is not multiplied out yet; its place in `numbers` means nothing.
    std::vector<kernels::LinearFactors> factors;
};

/// The gradient in the weights of the sum over one batch: that over its shards, each of which is written by
/// one worker. What the shards left as factors is then multiplied out into the first one's numbers.
class BatchGradient
{
public:
    /// Numbers [begin, end) of the flat weights, which are the sum of the first `count` shards'.
    struct Piece
    {
        std::int64_t begin = 0, end = 0;
        std::size_t count = 0;
    };

    void resize(std::size_t shards, std::int64_t numbers);
    ShardGradient& shard(std::size_t index) { return m_shards[index]; }
    const std::vector<ShardGradient>& shards() const { return m_shards; }

    /// `leaves` are the flat weights' tensors. The same bits for any number of workers.
    void multiplyOut(ShardPool& pool, const std::vector<at::Tensor>& leaves);

    /// All numbers, in order, in pieces of at most `size`, cut at its multiples and where `count` changes.
    std::vector<Piece> pieces(std::int64_t size) const;
    bool isZero(std::int64_t end) const; ///< in the numbers before `end`

private:
    std::vector<ShardGradient> m_shards;
    std::vector<Piece> m_inFirst; // that the first shard holds alone, in order
};

} // namespace epsilonlab
