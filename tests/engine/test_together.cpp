// SPDX-License-Identifier: GPL-3.0-or-later
// The engine in small: a training on the job lane that uses the pool, previews on the newest lane, one
// mailbox.
#include "engine/primitives/job_lane.h"
#include "engine/primitives/mailbox.h"
#include "engine/primitives/newest_lane.h"
#include "engine/primitives/shard_pool.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <vector>

using namespace epsilonlab;
using namespace std::chrono_literals;

namespace {

constexpr auto kLongEnough = 60s; // only reached if something hangs

struct Result
{
    std::uint64_t id = 0;
    std::int64_t value = 0;
    bool isPreview = false;
    bool isFinished = false;
};

class SmallEngine
{
public:
    void train(std::uint64_t id, int batches)
    {
        m_jobs.enqueue(
            id, [this, id, batches](const std::stop_token& stop) { trainNow(id, batches, stop); },
            [this, id] {
                m_results.post({id, -1, false, true});
            });
    }

    void preview(std::uint64_t id)
    {
        m_previews.submit([this, id](const std::stop_token&) {
            const std::shared_ptr<const std::int64_t> snapshot = std::atomic_load(&m_snapshot);
            m_results.post({id, *snapshot, true, false});
        });
    }

    bool stop(std::uint64_t id) { return m_jobs.stop(id); }
    std::vector<Result> waitAndDrain() { return m_results.waitAndDrain(kLongEnough); }

private:
    void trainNow(std::uint64_t id, int batches, const std::stop_token& stop)
    {
        std::int64_t sum = 0;
        std::vector<std::int64_t> parts(8);
        for (int batch = 0; batch < batches && !stop.stop_requested(); ++batch) {
            m_pool.run(8, [&parts, batch](std::int64_t shard, int) {
                parts[static_cast<std::size_t>(shard)] = shard + batch;
            });
            for (const std::int64_t part : parts)
                sum += part;
            std::atomic_store(&m_snapshot, std::make_shared<const std::int64_t>(sum));
            m_results.post({id, sum, false, false});
        }
        m_results.post({id, sum, false, true});
    }

    Mailbox<Result> m_results;
    std::shared_ptr<const std::int64_t> m_snapshot = std::make_shared<const std::int64_t>(0); // shared: both
                                                                                              // lanes read
    ShardPool m_pool{{.workers = 2, .niceness = 10, .pin = true, .threadInit = {}}};
    JobLane m_jobs{"jobs", {}};
    NewestLane m_previews{"preview", {}}; // the lanes last: they stop before what they use goes
};

} // namespace

TEST_CASE("two trainings and a stream of previews: everything arrives, in order, with the right sums")
{
    constexpr int kBatches = 300;
    SmallEngine engine;
    engine.train(1, kBatches);
    engine.train(2, kBatches);
    std::uint64_t previewId = 1000;
    std::int64_t points = 0, lastOfFirst = 0;
    std::uint64_t newestPreview = 0;
    bool previewsInOrder = true;
    std::vector<std::uint64_t> finished;
    while (finished.size() < 2 || newestPreview != previewId) {
        if (finished.size() < 2)
            engine.preview(++previewId);
        const std::vector<Result> results = engine.waitAndDrain();
        REQUIRE(!results.empty());
        for (const Result& result : results) {
            if (result.isPreview) {
                previewsInOrder = previewsInOrder && result.id > newestPreview;
                newestPreview = result.id;
            } else if (result.isFinished) {
                finished.push_back(result.id);
                lastOfFirst = result.value;
            } else {
                ++points;
            }
        }
    }
    CHECK(finished == std::vector<std::uint64_t>{1, 2});
    CHECK(points == 2 * kBatches);
    CHECK(lastOfFirst == kBatches * 28 + 8 * kBatches * (kBatches - 1) / 2);
    CHECK(previewsInOrder);
}

TEST_CASE("a training without end stops when asked, the waiting one is dropped, and closing is prompt")
{
    constexpr int kForever = 1'000'000'000;
    auto engine = std::make_unique<SmallEngine>();
    engine->train(1, kForever);
    engine->train(2, kForever);
    REQUIRE(!engine->waitAndDrain().empty()); // the first one is under way
    CHECK(engine->stop(2));
    CHECK(engine->stop(1));
    std::vector<std::uint64_t> finished;
    while (finished.size() < 2)
        for (const Result& result : engine->waitAndDrain())
            if (result.isFinished)
                finished.push_back(result.id);
    CHECK(finished == std::vector<std::uint64_t>{2, 1});
    engine->train(3, kForever);
    REQUIRE(!engine->waitAndDrain().empty());
    engine->preview(4);
    const auto begin = std::chrono::steady_clock::now();
    engine.reset();
    CHECK(std::chrono::steady_clock::now() - begin < 5s); // far above a wake-up on a busy machine, far below
                                                          // a hang
}
