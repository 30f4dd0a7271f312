// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/time_budget.h"

#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

using epsilonlab::TimeBudget;

TEST_CASE("time budget: goes on within the limit")
{
    TimeBudget budget(10.0);
    for (int i = 0; i < 10; ++i)
        budget.add(2, 0.2);
    CHECK(budget.excess(79) == doctest::Approx(0.0)); // 2 s + 7.9 s
}

TEST_CASE("time budget: gives up what takes too long")
{
    TimeBudget budget(10.0);
    for (int i = 0; i < 10; ++i)
        budget.add(2, 0.2);
    CHECK(budget.excess(100) == doctest::Approx(12.0));
}

TEST_CASE("time budget: leaves out the slowest")
{
    TimeBudget budget(10.0);
    budget.add(1, 3.0); // the first one
    budget.add(1, 0.01);
    budget.add(1, 0.05);
    CHECK(budget.excess(100) == doctest::Approx(0.0)); // 3.06 s + 3 s
}

TEST_CASE("time budget: cheap parts do not hide the dear ones")
{
    TimeBudget budget(10.0);
    for (int i = 0; i < 5; ++i) {
        budget.add(1, 0.001);
        budget.add(1, 0.5);
    }
    CHECK(budget.excess(41) == doctest::Approx(2.505 + 41.0 * 2.005 / 9.0));
}

TEST_CASE("time budget: says nothing too early")
{
    TimeBudget few(10.0);
    few.add(1, 3.0);
    few.add(1, 3.0);
    CHECK(few.excess(100) == doctest::Approx(0.0));
    few.add(1, 3.0);
    CHECK(few.excess(100) == doctest::Approx(309.0));
    TimeBudget brief(10.0);
    for (int i = 0; i < 5; ++i)
        brief.add(1, 0.15);
    CHECK(brief.excess(1000) == doctest::Approx(0.0));
}

TEST_CASE("time budget: without a limit it never ends")
{
    TimeBudget budget(0.0);
    for (int i = 0; i < 5; ++i)
        budget.add(1, 100.0);
    CHECK(budget.excess(1000) == doctest::Approx(0.0));
}
