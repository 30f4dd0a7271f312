// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/shard_pool.h"

#include "engine/primitives/thread_setup.h"

#include <cassert>
#include <chrono>
#include <string>
#include <utility>

namespace epsilonlab {

namespace {

thread_local bool isShardWorker = false;

// Longer than the serial part between two batches (the optimiser's step), so that a worker seldom falls
// asleep during training; short enough to leave the processor to others once the work is over.
constexpr std::chrono::microseconds kSpin{200};

int workerCount(int asked)
{
    return asked > 0 ? asked : static_cast<int>(threads::allowedCpus().size());
}

} // namespace

ShardPool::ShardPool(Options options)
    : m_options(std::move(options))
    , m_workers(workerCount(m_options.workers))
{
}

ShardPool::~ShardPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosing.store(true);
    }
    m_hasShards.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void ShardPool::run(std::int64_t shards, const Body& body, std::stop_token stop)
{
    assert(!isShardWorker && "a shard must not run shards: the pool would wait for itself");
    if (shards <= 0)
        return;
    const std::lock_guard turn(m_turn);
    startThreads();
    m_body = &body;
    m_shards = shards;
    m_stop = std::move(stop);
    m_failedShard.store(kNone, std::memory_order_relaxed);
    m_unfinished.store(shards, std::memory_order_relaxed);
    std::unique_lock lock(m_mutex);
    m_remaining.store(shards, std::memory_order_release);
    m_hasShards.notify_all();
    // Asleep at once: with as many workers as processors, a caller that spins would take one from them.
    m_isDone.wait(lock, [this] { return m_unfinished.load(std::memory_order_acquire) == 0; });
    m_stop = {};
    if (const std::exception_ptr exception = std::exchange(m_exception, nullptr))
        std::rethrow_exception(exception);
}

void ShardPool::startThreads()
{
    if (!m_threads.empty())
        return;
    m_threads.reserve(static_cast<std::size_t>(m_workers));
    for (int worker = 0; worker < m_workers; ++worker)
        m_threads.emplace_back([this, worker] { work(worker); });
}

void ShardPool::work(int worker)
{
    isShardWorker = true;
    threads::setName("shard-" + std::to_string(worker));
    threads::setNiceness(m_options.niceness);
    // Threads that hand each other work of a few milliseconds are left on one processor for seconds by the
    // scheduler.
    const std::vector<int> cpus = threads::allowedCpus();
    if (m_options.pin && cpus.size() >= static_cast<std::size_t>(m_workers))
        threads::pinTo(cpus[static_cast<std::size_t>(worker)]);
    if (m_options.threadInit)
        m_options.threadInit();
    while (waitForShards())
        for (std::int64_t shard = takeShard(); shard != kNone; shard = takeShard())
            doShard(shard, worker);
}

bool ShardPool::waitForShards()
{
    const auto hasNews = [this] {
        return m_remaining.load(std::memory_order_relaxed) > 0 || m_isClosing.load(std::memory_order_relaxed);
    };
    const auto giveUp = std::chrono::steady_clock::now() + kSpin;
    while (!hasNews() && std::chrono::steady_clock::now() < giveUp)
        std::this_thread::yield(); // the caller may need this very processor to get on
    if (!hasNews()) {
        std::unique_lock lock(m_mutex);
        m_hasShards.wait(lock, hasNews);
    }
    return !m_isClosing.load(std::memory_order_relaxed);
}

std::int64_t ShardPool::takeShard()
{
    std::int64_t remaining = m_remaining.load(std::memory_order_relaxed);
    while (remaining > 0)
        if (m_remaining.compare_exchange_weak(
                remaining, remaining - 1, std::memory_order_acquire, std::memory_order_relaxed))
            return m_shards - remaining; // ours now, so this is the round that m_shards belongs to
    return kNone;
}

void ShardPool::doShard(std::int64_t shard, int worker)
{
    // Shards are taken in order: all below a failed one have started, so the lowest failure is found in every
    // case.
    const bool isWanted = shard < m_failedShard.load(std::memory_order_relaxed) && !m_stop.stop_requested();
    if (isWanted) {
        try {
            (*m_body)(shard, worker);
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            if (shard < m_failedShard.load(std::memory_order_relaxed)) {
                m_failedShard.store(shard, std::memory_order_relaxed);
                m_exception = std::current_exception();
            }
        }
    }
    if (m_unfinished.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        // The lock closes the gap between the caller's look at m_unfinished and its falling asleep.
        const std::lock_guard lock(m_mutex);
        m_isDone.notify_one();
    }
}

} // namespace epsilonlab
