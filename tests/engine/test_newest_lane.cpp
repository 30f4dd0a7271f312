// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/newest_lane.h"

#include "engine/waiting_job.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

using epsilonlab::NewestLane;

TEST_CASE("the running job finishes, and of 1000 waiting ones only the last runs")
{
    constexpr int kJobs = 1000;
    WaitingJob running;
    std::vector<int> ran;
    std::binary_semaphore done(0);
    NewestLane lane("preview", {});
    lane.submit(std::ref(running));
    running.waitUntilStarted();
    for (int number = 1; number <= kJobs; ++number)
        lane.submit([&ran, &done, number](const std::stop_token&) {
            ran.push_back(number);
            if (number == kJobs)
                done.release();
        });
    running.allowEnd();
    done.acquire();
    CHECK_FALSE(running.wasStopped());
    CHECK(ran == std::vector<int>{kJobs});
}

TEST_CASE("cancelling reaches the running job and leaves the waiting one")
{
    WaitingJob running, waiting;
    NewestLane lane("preview", {});
    lane.cancelRunning(); // nothing runs: nothing happens
    lane.submit(std::ref(running));
    running.waitUntilStarted();
    lane.submit(std::ref(waiting));
    lane.cancelRunning();
    running.waitUntilEnded();
    CHECK(running.wasStopped());
    waiting.waitUntilStarted();
    waiting.allowEnd();
    waiting.waitUntilEnded();
    CHECK_FALSE(waiting.wasStopped());
}

TEST_CASE("a replaced job is destroyed where it was replaced")
{
    WaitingJob running;
    NewestLane lane("preview", {});
    lane.submit(std::ref(running));
    running.waitUntilStarted();
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = held;
    lane.submit([held = std::move(held)](const std::stop_token&) {});
    CHECK_FALSE(watched.expired());
    lane.submit([](const std::stop_token&) {});
    CHECK(watched.expired());
    running.allowEnd();
}

TEST_CASE("jobs of several submitters never overtake each other, and the last of all runs")
{
    constexpr int kThreads = 3;
    constexpr int kJobs = 2000;
    std::vector<int> newest(kThreads, 0);
    bool inOrder = true;
    std::binary_semaphore done(0);
    NewestLane lane("preview", {});
    std::vector<std::thread> submitters;
    for (std::size_t from = 0; from < kThreads; ++from)
        submitters.emplace_back([&, from] {
            for (int number = 1; number <= kJobs; ++number)
                lane.submit([&newest, &inOrder, from, number](const std::stop_token&) {
                    inOrder = inOrder && number > newest[from];
                    newest[from] = number;
                });
        });
    for (std::thread& submitter : submitters)
        submitter.join();
    lane.submit([&done](const std::stop_token&) { done.release(); });
    done.acquire();
    CHECK(inOrder);
}

TEST_CASE("destroying a busy lane stops what runs and forgets what waits, at once")
{
    WaitingJob running;
    bool hasRun = false;
    auto lane = std::make_unique<NewestLane>("preview", std::function<void()>());
    lane->submit(std::ref(running));
    running.waitUntilStarted();
    lane->submit([&hasRun](const std::stop_token&) { hasRun = true; });
    const auto begin = std::chrono::steady_clock::now();
    lane.reset();
    const auto elapsed = std::chrono::steady_clock::now() - begin;
    CHECK(running.wasStopped());
    CHECK_FALSE(hasRun);
    CHECK(elapsed < std::chrono::seconds(5)); // far above a wake-up on a busy machine, far below a hang
}

TEST_CASE("a job that runs for too long is stopped once another waits, not before")
{
    WaitingJob running, waiting;
    NewestLane lane("preview", {}, std::chrono::milliseconds(50));
    const auto begin = std::chrono::steady_clock::now();
    lane.submit(std::ref(running));
    running.waitUntilStarted();
    lane.submit(std::ref(waiting));
    running.waitUntilEnded();
    CHECK(running.wasStopped());
    CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(50));
    waiting.waitUntilStarted();
    waiting.allowEnd(); // alone, it may take as long as it likes
    waiting.waitUntilEnded();
    CHECK_FALSE(waiting.wasStopped());
}

TEST_CASE("a job that ends in time is not stopped although another waits")
{
    WaitingJob running, waiting;
    NewestLane lane("preview", {}, std::chrono::hours(1));
    lane.submit(std::ref(running));
    running.waitUntilStarted();
    lane.submit(std::ref(waiting));
    running.allowEnd();
    running.waitUntilEnded();
    CHECK_FALSE(running.wasStopped());
    waiting.waitUntilStarted();
    waiting.allowEnd();
    waiting.waitUntilEnded();
}

TEST_CASE("of many slow jobs each is stopped in its turn, and the lane ends in time")
{
    constexpr int kJobs = 5;
    std::vector<WaitingJob> jobs(kJobs);
    auto lane
        = std::make_unique<NewestLane>("preview", std::function<void()>(), std::chrono::milliseconds(20));
    for (WaitingJob& job : jobs) {
        lane->submit(std::ref(job));
        job.waitUntilStarted();
    }
    for (int i = 0; i + 1 < kJobs; ++i)
        CHECK(jobs[static_cast<std::size_t>(i)].wasStopped());
    lane.reset();
    CHECK(jobs.back().wasStopped());
}

TEST_CASE("clearing stops what runs and forgets what waits")
{
    WaitingJob running, last;
    bool hasRun = false;
    NewestLane lane("preview", {});
    lane.clear(); // nothing there: nothing happens
    lane.submit(std::ref(running));
    running.waitUntilStarted();
    lane.submit([&hasRun](const std::stop_token&) { hasRun = true; });
    lane.clear();
    running.waitUntilEnded();
    lane.submit(std::ref(last));
    last.waitUntilStarted();
    last.allowEnd();
    last.waitUntilEnded();
    CHECK(running.wasStopped());
    CHECK_FALSE(hasRun);
}
