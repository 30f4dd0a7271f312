// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/held_out.h"

#include "data/dataset_spec.h"
#include "evaluation/batch.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace epsilonlab {

namespace {

constexpr std::int64_t kAttackedImages = 500; // of the held-out ones: seconds even on the largest network

} // namespace

DatasetView heldOut(const DatasetView& all, const ParameterSet& recipe)
{
    const std::int64_t n = std::min(integerValue(recipe, "validation"), all.count / 5);
    return all.slice(all.count - n, all.count);
}

TrainingEpoch measureHeldOut(
    const MeasureContext& context, const Network& network, const DatasetView& held, double epsilon)
{
    TrainingEpoch epoch;
    const LossAndAccuracy clean = measureClean(context, network, held);
    epoch.validationN = clean.n;
    epoch.validationLoss = clean.loss;
    epoch.validationAccuracy = clean.accuracy;
    const DatasetView few = held.limited(kAttackedImages);
    epoch.attackedN = few.count;
    epoch.attackEpsilon = epsilon;
    epoch.fgsmAccuracy = measureAttacked(context, network, few, {"fgsm", {{"epsilon", epsilon}}, 1}).accuracy;
    epoch.pgdAccuracy = measureAttacked(context, network, few,
        {"pgd", {{"epsilon", epsilon}, {"steps", std::int64_t{10}}, {"step-size", 0.0}}, 1})
                            .accuracy;
    return epoch;
}

void measureTestImages(const JobContext& context, const Network& network, TrainReport& report)
{
    const DatasetView test = openDataset({parseSpec(report.request.dataset.text).source + ":test"});
    checkClasses(test, network.architecture().classes, textValue(report.request.recipe, "architecture"));
    ProgressReporter progress(context, "test images", test.count);
    report.original = measureClean({context.pool, context.stop}, network, test);
    report.finalEpsilon = realValue(report.request.recipe, "epsilon");
    report.finalSteps = 40;
    const MeasureContext measuring{
        context.pool, context.stop, [&progress](std::int64_t done) { progress.report(done); }};
    report.adversarial
        = measureAttacked(measuring, network, test, {"pgd", {{"epsilon", report.finalEpsilon}}, 1});
    progress.report(report.adversarial.n, true);
    report.hasFinalEvaluation = !context.stop.stop_requested();
}

std::string metricsJson(const TrainingEpoch& epoch)
{
    return nlohmann::ordered_json{{"epoch", epoch.epoch}, {"validation_n", epoch.validationN},
        {"validation_accuracy", epoch.validationAccuracy}, {"attacked_n", epoch.attackedN},
        {"epsilon", epoch.attackEpsilon}, {"fgsm_accuracy", epoch.fgsmAccuracy},
        {"pgd10_accuracy", epoch.pgdAccuracy}}
        .dump();
}

} // namespace epsilonlab
