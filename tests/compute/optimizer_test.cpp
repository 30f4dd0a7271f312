// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "engine/thread_init.h"
#include "training/schedule.h"
#include "training/weights.h"

#include <torch/optim/adam.h>
#include <torch/optim/sgd.h>

#include <QTest>

#include <cmath>
#include <memory>

using namespace epsilonlab;

namespace {

constexpr std::int64_t kImages = 64;

ParameterSet recipeOf(const ParameterSet& given)
{
    ParameterSet values = given;
    values.insert({{"objective", std::string("standard")}, {"architecture", std::string("linear")}});
    return completed(catalogue::recipeParametersFor("standard"), values);
}

at::Tensor flat(const Network& network)
{
    std::vector<at::Tensor> parts;
    for (const at::Tensor& tensor : network.tensors())
        parts.push_back(tensor.flatten());
    return at::cat(parts);
}

std::unique_ptr<torch::optim::Optimizer> torchs(const ParameterSet& recipe, const at::Tensor& weights)
{
    const double decay = realValue(recipe, "weight-decay"), momentum = realValue(recipe, "momentum");
    if (textValue(recipe, "optimizer") == "adam")
        return std::make_unique<torch::optim::Adam>(
            std::vector<at::Tensor>{weights}, torch::optim::AdamOptions(1.0).weight_decay(decay));
    return std::make_unique<torch::optim::SGD>(std::vector<at::Tensor>{weights},
        torch::optim::SGDOptions(1.0).momentum(momentum).nesterov(momentum > 0.0).weight_decay(decay));
}

void setRate(torch::optim::Optimizer& optimizer, double rate)
{
    optimizer.param_groups().front().options().set_lr(rate);
}

} // namespace

/// The fused optimiser against torch's, schedules against their formulas.
class OptimizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialiseComputeThread(); }
    void stepsAreTorchs_data();
    void stepsAreTorchs();
    void ratesAreThoseOfTheSchedule_data();
    void ratesAreThoseOfTheSchedule();
    void epsilonGrowsOverTheRamp_data();
    void epsilonGrowsOverTheRamp();
};

void OptimizerTest::stepsAreTorchs_data()
{
    QTest::addColumn<QString>("optimizer");
    QTest::addColumn<double>("momentum");
    QTest::addColumn<double>("decay");
    QTest::newRow("Adam") << "adam" << 0.9 << 0.0;
    QTest::newRow("Adam, weight decay") << "adam" << 0.9 << 0.1;
    QTest::newRow("SGD") << "sgd" << 0.0 << 0.0;
    QTest::newRow("SGD, weight decay") << "sgd" << 0.0 << 0.1;
    QTest::newRow("Nesterov") << "sgd" << 0.9 << 0.0;
    QTest::newRow("Nesterov, weight decay") << "sgd" << 0.8 << 0.1;
}

void OptimizerTest::stepsAreTorchs()
{
    QFETCH(QString, optimizer);
    QFETCH(double, momentum);
    QFETCH(double, decay);
    const ParameterSet recipe
        = recipeOf({{"optimizer", optimizer.toStdString()}, {"momentum", momentum}, {"weight-decay", decay}});
    ShardPool pool({2, 0, false, initialiseComputeThread});
    Weights weights(recipe);
    at::Tensor expected = flat(weights.frozen()).clone().requires_grad_(true);
    const at::Tensor begin = expected.detach().clone();
    const auto reference = torchs(recipe, expected);
    at::manual_seed(5);
    BatchGradient gradient;
    gradient.resize(2, weights.size());
    for (const double rate : {0.01, 0.02, 0.02, 0.005, 0.01}) { // as a schedule changes it
        at::Tensor sum = at::zeros({weights.size()});
        for (const std::size_t shard : {0, 1}) {
            const at::Tensor numbers = at::randn({weights.size()}) * static_cast<double>(kImages);
            std::copy_n(numbers.data_ptr<float>(), weights.size(), gradient.shard(shard).numbers.begin());
            sum += numbers;
        }
        weights.step(pool, gradient, kImages, recipe, rate);
        setRate(*reference, rate);
        expected.mutable_grad() = sum / static_cast<double>(kImages);
        reference->step();
        // float32: rounding of weights up to 1 and of steps of about the rate.
        QVERIFY((flat(weights.frozen()) - expected.detach()).abs().max().item<double>() < 1e-6);
    }
    QVERIFY((expected.detach() - begin).abs().mean().item<double>() > 1e-3);
}

void OptimizerTest::ratesAreThoseOfTheSchedule_data()
{
    QTest::addColumn<QString>("schedule");
    QTest::addColumn<double>("progress");
    QTest::addColumn<double>("factor");
    const auto row = [](const char* schedule, double progress, double factor) {
        QTest::addRow("%s at %g", schedule, progress) << schedule << progress << factor;
    };
    for (const double progress : {0.0, 0.5, 1.0})
        row("constant", progress, 1.0);
    for (const auto& [progress, factor] :
        {std::pair{0.0, 1.0}, {0.59, 1.0}, {0.6, 0.1}, {0.84, 0.1}, {0.85, 0.01}, {1.0, 0.01}})
        row("step", progress, factor);
    for (const auto& [progress, factor] :
        {std::pair{0.0, 1.0}, {1.0 / 3.0, 0.75}, {0.5, 0.5}, {2.0 / 3.0, 0.25}, {1.0, 0.0}})
        row("cosine", progress, factor);
    for (const auto& [progress, factor] :
        {std::pair{0.0, 0.0}, {0.1, 0.25}, {0.4, 1.0}, {0.7, 0.5}, {0.85, 0.25}, {1.0, 0.0}})
        row("cyclic", progress, factor);
}

void OptimizerTest::ratesAreThoseOfTheSchedule()
{
    QFETCH(QString, schedule);
    QFETCH(double, progress);
    QFETCH(double, factor);
    const ParameterSet recipe = recipeOf({{"schedule", schedule.toStdString()}, {"lr", 0.02}});
    QVERIFY(std::abs(learningRateAt(recipe, progress) - 0.02 * factor) < 1e-12);
}

void OptimizerTest::epsilonGrowsOverTheRamp_data()
{
    QTest::addColumn<double>("ramp");
    QTest::addColumn<double>("progress");
    QTest::addColumn<double>("epsilon");
    QTest::newRow("no ramp") << 0.0 << 0.0 << 0.3;
    QTest::newRow("at the beginning") << 0.5 << 0.0 << 0.0;
    QTest::newRow("on the way") << 0.5 << 0.25 << 0.15;
    QTest::newRow("just there") << 0.5 << 0.5 << 0.3;
    QTest::newRow("after it") << 0.5 << 0.9 << 0.3;
    QTest::newRow("all the way") << 1.0 << 0.9 << 0.27;
}

void OptimizerTest::epsilonGrowsOverTheRamp()
{
    QFETCH(double, ramp);
    QFETCH(double, progress);
    QFETCH(double, epsilon);
    const ParameterSet recipe = recipeOf({{"epsilon", 0.3}, {"epsilon-ramp", ramp}});
    QVERIFY(std::abs(epsilonAt(recipe, progress) - epsilon) < 1e-12);
}

QTEST_APPLESS_MAIN(OptimizerTest)
#include "optimizer_test.moc"
