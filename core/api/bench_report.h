// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

struct BenchFigure
{
    std::string name; ///< "gradient", "training-step", "attack", "objective"
    std::string architecture;
    std::string method; ///< id of the attack or the objective
    int workers = 1;
    std::int64_t images = 0; ///< of one measured round
    double imagesPerSecond = 0.0;
    double gflops = 0.0; ///< gradient and training-step only
    double ratioToLimit = 0.0; ///< gflops / (workers * one-core SGEMM gflops)
    bool isFinished = true; ///< false: longer than the time it was given, so there is no figure
};

struct HandOver
{
    int workers = 1;
    double microseconds = 0.0; ///< of one round of as many empty shards
};

struct BenchReport
{
    std::string machine, libtorch, blas, kernels;
    double sgemmGflops = 0.0; ///< one core: the limit
    std::vector<HandOver> handOvers;
    std::vector<BenchFigure> figures;
    bool isComplete = true; ///< false: stopped; what is there was measured whole
};

} // namespace epsilonlab
