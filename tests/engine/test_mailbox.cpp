// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/mailbox.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <thread>

using epsilonlab::Mailbox;
using namespace std::chrono_literals;

namespace {

constexpr auto kLongEnough = 60s; // only reached by a broken mailbox

struct Letter
{
    int from = 0;
    int number = 0;
};

} // namespace

TEST_CASE("several producers lose nothing and each keeps its order")
{
    constexpr int kProducers = 4;
    constexpr int kLetters = 5000;
    Mailbox<Letter> box;
    std::latch start(kProducers);
    std::vector<std::thread> producers;
    for (int from = 0; from < kProducers; ++from)
        producers.emplace_back([&box, &start, from] {
            start.arrive_and_wait();
            for (int number = 0; number < kLetters; ++number)
                box.post({from, number});
        });
    std::vector<int> next(kProducers, 0);
    bool inOrder = true;
    int received = 0;
    while (received < kProducers * kLetters) {
        const std::vector<Letter> letters = box.waitAndDrain(kLongEnough);
        REQUIRE(!letters.empty());
        for (const Letter& letter : letters)
            inOrder = inOrder && letter.number == next[static_cast<std::size_t>(letter.from)]++;
        received += static_cast<int>(letters.size());
    }
    for (std::thread& producer : producers)
        producer.join();
    CHECK(inOrder);
    CHECK(received == kProducers * kLetters);
    CHECK(box.drain().empty());
}

TEST_CASE("wakes exactly when it turns non-empty")
{
    Mailbox<int> box;
    int wakes = 0;
    box.setWake([&wakes] { ++wakes; });
    CHECK(wakes == 0);
    box.post(1);
    CHECK(wakes == 1);
    box.post(2);
    box.post(3);
    CHECK(wakes == 1);
    CHECK(box.drain() == std::vector<int>{1, 2, 3});
    CHECK(wakes == 1);
    box.post(4);
    CHECK(wakes == 2);
    CHECK(box.waitAndDrain(0ms) == std::vector<int>{4});
    box.post(5);
    CHECK(wakes == 3);
}

TEST_CASE("the wake may use the mailbox: it is called outside the lock")
{
    Mailbox<int> box;
    std::vector<int> seen;
    box.setWake([&box, &seen] { seen = box.drain(); });
    box.post(7);
    CHECK(seen == std::vector<int>{7});
}

TEST_CASE("one wake per drain is enough to receive everything")
{
    constexpr int kProducers = 3;
    constexpr int kLetters = 3000;
    Mailbox<int> box;
    std::atomic<int> wakes{0};
    box.setWake([&wakes] {
        ++wakes;
        wakes.notify_one();
    });
    std::vector<std::thread> producers;
    for (int producer = 0; producer < kProducers; ++producer)
        producers.emplace_back([&box] {
            for (int number = 0; number < kLetters; ++number)
                box.post(number);
        });
    int received = 0;
    int seenWakes = 0;
    while (received < kProducers * kLetters) { // hangs, and so fails by its timeout, if a wake were missing
        wakes.wait(seenWakes);
        seenWakes = wakes.load();
        received += static_cast<int>(box.drain().size());
    }
    for (std::thread& producer : producers)
        producer.join();
    CHECK(received == kProducers * kLetters);
}

TEST_CASE("an empty mailbox gives nothing")
{
    Mailbox<int> box;
    CHECK(box.drain().empty());
    CHECK(box.waitAndDrain(1ms).empty());
}
