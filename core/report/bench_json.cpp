// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/export.h"
#include "report/json_pieces.h"

#include <algorithm>

namespace epsilonlab {

namespace {

ordered_json figureJson(const BenchFigure& figure)
{
    ordered_json json{{"name", figure.name}, {"architecture", figure.architecture}};
    if (!figure.method.empty())
        json["method"] = figure.method;
    json["workers"] = figure.workers;
    json["images"] = figure.images;
    json["images_per_second"] = figure.isFinished ? numberJson(figure.imagesPerSecond) : ordered_json();
    if (figure.gflops > 0.0) {
        json["gflops"] = numberJson(figure.gflops);
        json["ratio_to_limit"] = numberJson(figure.ratioToLimit);
    }
    json["finished"] = figure.isFinished;
    return json;
}

// From 1 worker to the most there are, of every figure that was measured with both.
ordered_json scalingJson(const BenchReport& report)
{
    ordered_json list = ordered_json::array();
    for (const BenchFigure& one : report.figures) {
        if (one.workers != 1)
            continue;
        const BenchFigure* most = nullptr;
        for (const BenchFigure& other : report.figures)
            if (other.name == one.name && other.architecture == one.architecture && other.method == one.method
                && other.workers > (most != nullptr ? most->workers : 1))
                most = &other;
        if (most != nullptr)
            list.push_back(
                {{"name", one.name}, {"architecture", one.architecture}, {"workers", most->workers},
                    {"ratio", numberJson(most->imagesPerSecond / one.imagesPerSecond)}});
    }
    return list;
}

} // namespace

std::string toJson(const BenchReport& report)
{
    ordered_json json = headJson("bench");
    json["machine"] = report.machine;
    json["device"] = "cpu";
    json["libtorch"] = report.libtorch;
    json["blas"] = report.blas;
    json["kernels"] = report.kernels;
    json["complete"] = report.isComplete;
    json["sgemm_gflops"] = numberJson(report.sgemmGflops);
    json["hand_over"] = ordered_json::array();
    for (const HandOver& cost : report.handOvers)
        json["hand_over"].push_back(
            {{"workers", cost.workers}, {"microseconds", numberJson(cost.microseconds)}});
    json["figures"] = ordered_json::array();
    for (const BenchFigure& figure : report.figures)
        json["figures"].push_back(figureJson(figure));
    json["scaling"] = scalingJson(report);
    return dumped(json);
}

} // namespace epsilonlab
