// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/job_lane.h"

#include "engine/waiting_job.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <pthread.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using epsilonlab::JobLane;

TEST_CASE("jobs run in the order they came, in one thread")
{
    constexpr std::uint64_t kJobs = 200;
    std::vector<std::uint64_t> order;
    std::vector<std::thread::id> places;
    std::binary_semaphore done(0);
    JobLane lane("jobs", {});
    for (std::uint64_t id = 1; id <= kJobs; ++id)
        lane.enqueue(id,
            [&, id](const std::stop_token&) {
                order.push_back(id);
                places.push_back(std::this_thread::get_id());
                if (id == kJobs)
                    done.release();
            },
            {});
    done.acquire();
    REQUIRE(order.size() == kJobs);
    for (std::uint64_t id = 1; id <= kJobs; ++id)
        CHECK(order[static_cast<std::size_t>(id - 1)] == id);
    CHECK(std::count(places.begin(), places.end(), places.front()) == static_cast<std::ptrdiff_t>(kJobs));
    CHECK(places.front() != std::this_thread::get_id());
}

TEST_CASE("the thread is set up before the first job and carries the lane's name")
{
    bool isSetUp = false;
    bool wasSetUp = false;
    std::array<char, 16> name{};
    std::binary_semaphore done(0);
    JobLane lane("a-name-longer-than-linux-keeps", [&isSetUp] { isSetUp = true; });
    lane.enqueue(1,
        [&](const std::stop_token&) {
            wasSetUp = isSetUp;
            pthread_getname_np(pthread_self(), name.data(), name.size());
            done.release();
        },
        {});
    done.acquire();
    CHECK(wasSetUp);
    CHECK(std::string(name.data()) == "a-name-longer-t");
}

TEST_CASE("stopping the running job reaches its token and no other")
{
    WaitingJob first, second;
    bool isDropped = false;
    JobLane lane("jobs", {});
    lane.enqueue(1, std::ref(first), [&isDropped] { isDropped = true; });
    lane.enqueue(2, std::ref(second), {});
    first.waitUntilStarted();
    CHECK(lane.stop(1));
    first.waitUntilEnded();
    CHECK(first.wasStopped());
    CHECK_FALSE(isDropped);
    second.waitUntilStarted();
    CHECK_FALSE(lane.stop(1)); // it is over
    second.allowEnd();
    second.waitUntilEnded();
    CHECK_FALSE(second.wasStopped());
}

TEST_CASE("a waiting job that is stopped never runs and is told so, in the caller's thread")
{
    WaitingJob first;
    bool hasRun = false;
    std::optional<std::thread::id> droppedIn;
    std::binary_semaphore third(0);
    JobLane lane("jobs", {});
    lane.enqueue(1, std::ref(first), {});
    lane.enqueue(
        2, [&hasRun](const std::stop_token&) { hasRun = true; },
        [&droppedIn] { droppedIn = std::this_thread::get_id(); });
    lane.enqueue(3, [&third](const std::stop_token&) { third.release(); }, {});
    first.waitUntilStarted();
    CHECK(lane.stop(2));
    CHECK(droppedIn == std::this_thread::get_id());
    CHECK_FALSE(lane.stop(2));
    CHECK_FALSE(lane.stop(99));
    first.allowEnd();
    third.acquire();
    CHECK_FALSE(hasRun);
    CHECK_FALSE(first.wasStopped());
}

TEST_CASE("what a job holds is gone when the next one runs")
{
    std::weak_ptr<int> watched;
    bool isGone = false;
    std::binary_semaphore done(0);
    JobLane lane("jobs", {});
    WaitingJob gate;
    lane.enqueue(1, std::ref(gate), {});
    {
        auto held = std::make_shared<int>(1);
        watched = held;
        lane.enqueue(2, [held](const std::stop_token&) {}, {});
    }
    lane.enqueue(3,
        [&](const std::stop_token&) {
            isGone = watched.expired();
            done.release();
        },
        {});
    gate.allowEnd();
    done.acquire();
    CHECK(isGone);
}

TEST_CASE("destroying a busy lane stops what runs and drops what waits, at once")
{
    WaitingJob running;
    int dropped = 0;
    int started = 0;
    auto lane = std::make_unique<JobLane>("jobs", std::function<void()>());
    lane->enqueue(1, std::ref(running), [&dropped] { ++dropped; });
    for (std::uint64_t id = 2; id <= 11; ++id)
        lane->enqueue(
            id, [&started](const std::stop_token&) { ++started; }, [&dropped] { ++dropped; });
    running.waitUntilStarted();
    const auto begin = std::chrono::steady_clock::now();
    lane.reset();
    const auto elapsed = std::chrono::steady_clock::now() - begin;
    CHECK(running.wasStopped());
    CHECK(dropped == 10);
    CHECK(started == 0);
    CHECK(elapsed < std::chrono::seconds(5)); // far above a wake-up on a busy machine, far below a hang
}

TEST_CASE("a lane that was never used closes without a thread")
{
    bool isSetUp = false;
    {
        JobLane lane("jobs", [&isSetUp] { isSetUp = true; });
        CHECK_FALSE(lane.stop(1));
    }
    CHECK_FALSE(isSetUp);
}
