// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/shard_pool.h"

#include "engine/primitives/thread_setup.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using epsilonlab::ShardPool;

namespace {

ShardPool::Options withWorkers(int workers)
{
    ShardPool::Options options;
    options.workers = workers;
    return options;
}

/// Runs shards of which some throw; gives the number that the rethrown exception carries, -1 if there was
/// none.
int thrownBy(ShardPool& pool, std::int64_t shards, const std::set<std::int64_t>& failing)
{
    try {
        pool.run(shards, [&failing](std::int64_t shard, int) {
            if (failing.contains(shard))
                throw std::runtime_error(std::to_string(shard));
        });
    } catch (const std::runtime_error& error) {
        return std::stoi(error.what());
    }
    return -1;
}

} // namespace

TEST_CASE("every shard runs exactly once")
{
    for (const int workers : {1, 2, 3, 7}) {
        CAPTURE(workers);
        ShardPool pool(withWorkers(workers));
        CHECK(pool.workers() == workers);
        for (const std::int64_t shards : {0, 1, 2, 5, 64, 1000}) {
            CAPTURE(shards);
            std::vector<std::atomic<int>> runs(static_cast<std::size_t>(shards));
            std::atomic<bool> isWorkerInRange{true};
            pool.run(shards, [&](std::int64_t shard, int worker) {
                ++runs[static_cast<std::size_t>(shard)];
                if (worker < 0 || worker >= workers)
                    isWorkerInRange = false;
            });
            for (const std::atomic<int>& count : runs)
                CHECK(count.load() == 1);
            CHECK(isWorkerInRange.load());
        }
    }
}

TEST_CASE("what a body writes is seen by the caller, round after round")
{
    for (const int workers : {1, 2, 3, 7}) {
        CAPTURE(workers);
        ShardPool pool(withWorkers(workers));
        std::vector<std::int64_t> values(9, 0); // plain memory: a missing happens-before is a report of TSan
        bool isRight = true;
        for (std::int64_t round = 1; round <= 2000; ++round) {
            pool.run(9, [&values, round](std::int64_t shard, int) {
                values[static_cast<std::size_t>(shard)] += round * shard;
            });
            for (std::int64_t shard = 0; shard < 9; ++shard)
                isRight
                    = isRight && values[static_cast<std::size_t>(shard)] == round * (round + 1) / 2 * shard;
        }
        CHECK(isRight);
    }
}

TEST_CASE("a stop lets started shards finish and starts no new one")
{
    for (const int workers : {1, 2, 3, 7}) {
        CAPTURE(workers);
        constexpr std::int64_t kShards = 500;
        ShardPool pool(withWorkers(workers));
        std::stop_source stop;
        std::atomic<int> startedBefore{0}, startedAfter{0}, finished{0};
        pool.run(
            kShards,
            [&](std::int64_t shard, int) {
                // A shard that begins once stop_requested() is visible here was let in before the pool
                // looked.
                (stop.stop_requested() ? startedAfter : startedBefore)++;
                if (shard == 3)
                    stop.request_stop();
                ++finished;
            },
            stop.get_token());
        CHECK(finished.load() == startedBefore.load() + startedAfter.load());
        CHECK(startedAfter.load() <= workers - 1); // each other worker may stand between the look and the
                                                   // body
        if (workers == 1)
            CHECK(finished.load() == 4);
    }
}

TEST_CASE("stopped before it begins, nothing runs; the next round is whole again")
{
    ShardPool pool(withWorkers(2));
    std::stop_source stop;
    stop.request_stop();
    std::atomic<int> runs{0};
    pool.run(
        100, [&runs](std::int64_t, int) { ++runs; }, stop.get_token());
    CHECK(runs.load() == 0);
    pool.run(100, [&runs](std::int64_t, int) { ++runs; });
    CHECK(runs.load() == 100);
}

TEST_CASE("of several exceptions that of the lowest shard comes out, every time")
{
    for (const int workers : {1, 2, 3, 7}) {
        CAPTURE(workers);
        ShardPool pool(withWorkers(workers));
        for (int round = 0; round < 200; ++round) {
            CHECK(thrownBy(pool, 64, {11, 12, 13, 40, 63}) == 11);
            CHECK(thrownBy(pool, 64, {63}) == 63);
            CHECK(thrownBy(pool, 64, {}) == -1);
        }
    }
}

TEST_CASE("the lowest exception wins although a higher one was thrown first")
{
    ShardPool pool(withWorkers(2));
    std::latch bothStarted(2);
    std::latch highHasThrown(1);
    struct Announced
    {
        std::latch& thrown;
        ~Announced() { thrown.count_down(); }
    };
    std::string message;
    try {
        pool.run(2, [&](std::int64_t shard, int) {
            bothStarted.arrive_and_wait();
            if (shard == 1) {
                const Announced announced{highHasThrown};
                throw std::runtime_error("high");
            }
            highHasThrown.wait();
            throw std::runtime_error("low");
        });
    } catch (const std::runtime_error& error) {
        message = error.what();
    }
    CHECK(message == "low");
}

TEST_CASE("two callers take turns")
{
    ShardPool pool(withWorkers(3));
    std::atomic<int> inside{0};
    std::atomic<bool> haveMixed{false};
    std::atomic<int> runs{0};
    const auto caller = [&](int mark) {
        for (int round = 0; round < 300; ++round)
            pool.run(6, [&](std::int64_t, int) {
                // All bodies inside at one time must carry the same mark.
                const int before = inside.fetch_add(mark);
                if (before % mark != 0 || before / mark > 2)
                    haveMixed = true;
                ++runs;
                inside.fetch_sub(mark);
            });
    };
    std::thread one([&] { caller(1); });
    std::thread other([&] { caller(1000); });
    one.join();
    other.join();
    CHECK(runs.load() == 2 * 300 * 6);
    CHECK_FALSE(haveMixed.load());
}

TEST_CASE("workers are set up once, at low priority, each on a processor of its own where there are enough")
{
    const std::vector<int> cpus = epsilonlab::threads::allowedCpus();
    const int workers = static_cast<int>(cpus.size());
    std::atomic<int> setUps{0};
    ShardPool::Options options;
    options.niceness = 5;
    options.threadInit = [&setUps] { ++setUps; };
    ShardPool pool(options);
    CHECK(pool.workers() == workers);
    CHECK(setUps.load() == 0); // lazily: no run, no thread
    std::latch all(workers);
    std::mutex mutex;
    std::multiset<int> pinnedTo;
    std::set<int> niceness;
    pool.run(workers, [&](std::int64_t, int) {
        all.arrive_and_wait(); // so that every worker takes exactly one
        cpu_set_t mask;
        CPU_ZERO(&mask);
        sched_getaffinity(0, sizeof(mask), &mask);
        const std::lock_guard lock(mutex);
        niceness.insert(getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())));
        for (const int cpu : cpus)
            if (CPU_ISSET(static_cast<std::size_t>(cpu), &mask))
                pinnedTo.insert(cpu);
    });
    CHECK(setUps.load() == workers);
    CHECK(pinnedTo == std::multiset<int>(cpus.begin(), cpus.end()));
    const int own = getpriority(PRIO_PROCESS, 0);
    CHECK(niceness == std::set<int>{std::max(5, own)});
}

TEST_CASE("a pool closes at once, whether its workers sleep, look around or never started")
{
    for (int round = 0; round < 50; ++round) {
        ShardPool used(withWorkers(3));
        ShardPool unused(withWorkers(3));
        std::atomic<int> runs{0};
        used.run(round % 5 + 1, [&runs](std::int64_t, int) { ++runs; });
        CHECK(runs.load() == round % 5 + 1);
    }
}
