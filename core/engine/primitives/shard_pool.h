// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace epsilonlab {

/// Worker threads that do the shards of one batch. Which worker does which shard is left to chance; whoever
/// wants the same numbers for any number of workers writes per-shard results and combines them in shard
/// order.
class ShardPool
{
public:
    struct Options
    {
        int workers = 0; ///< 0: one per processor this process may use
        int niceness = 10; ///< of each worker thread
        bool pin = true; ///< each worker to a processor of its own, where there are enough
        std::function<void()> threadInit; ///< runs once in each worker before its first shard; must not throw
    };

    using Body = std::function<void(std::int64_t shard, int worker)>;

    /// Cheap: the threads start with the first run().
    explicit ShardPool(Options options);
    ~ShardPool(); ///< no run() may be going on
    ShardPool(const ShardPool&) = delete;
    ShardPool& operator=(const ShardPool&) = delete;

    int workers() const { return m_workers; }

    /// Calls `body` once for each shard 0 .. shards-1, taken in this order, and returns when all are done.
    /// After `stop` no further shard starts; the started ones finish. Of several exceptions that of the
    /// lowest shard is rethrown; shards after a failed one may be left out. A second caller waits for its
    /// turn. Must not be called from within a body. Costs about 10 microseconds beside the work while the
    /// workers are awake.
    void run(std::int64_t shards, const Body& body, std::stop_token stop = {});

private:
    static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();

    void startThreads();
    void work(int worker);
    bool waitForShards();
    std::int64_t takeShard();
    void doShard(std::int64_t shard, int worker);

    const Options m_options;
    const int m_workers;
    std::vector<std::thread> m_threads;
    std::mutex m_turn; // one run() at a time; protects m_threads

    // One round. Written by run() before m_remaining; whoever holds a shard keeps the round, and with it
    // these, alive.
    const Body* m_body = nullptr;
    std::int64_t m_shards = 0;
    std::stop_token m_stop;
    std::atomic<std::int64_t> m_remaining{0}; // shards that nobody has taken
    std::atomic<std::int64_t> m_unfinished{0}; // shards that are not done
    std::atomic<std::int64_t> m_failedShard{kNone};

    std::mutex m_mutex; // protects m_exception, and the sleeping on the two conditions
    std::condition_variable m_hasShards;
    std::condition_variable m_isDone;
    std::exception_ptr m_exception;
    std::atomic<bool> m_isClosing{false};
};

} // namespace epsilonlab
