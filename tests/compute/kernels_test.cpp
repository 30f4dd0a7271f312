// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/gradient.h"
#include "attacks/logit_gradients.h"
#include "kernel_fixtures.h"
#include "evaluation/interval_bounds.h"
#include "kernels/box_pass.h"

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <QTest>

#include <thread>

using namespace epsilonlab;
using namespace epsilonlab::fixtures;

namespace {

// Sums of up to 3,136 products in another order: relative to the largest number they differ by a few times
// 6e-8.
constexpr double kTolerance = 1e-5;

} // namespace

/// The project's own kernels against torch, for every built-in network and every kind of layer.
class KernelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void logitsAndGradientsAreTorchs_data() { addNetworks(); }
    void logitsAndGradientsAreTorchs();
    void anImageDoesNotKnowItsBatch_data() { addNetworks(); }
    void anImageDoesNotKnowItsBatch();
    void weightGradientsAreTorchs_data() { addNetworks(); }
    void weightGradientsAreTorchs();
    void boxesAreTorchs_data() { addNetworks(); }
    void boxesAreTorchs();
    void dropoutIsTorchs();
    void twoPassesAtOnceKeepApart();
    void changedWeightsAreSeen();
    void networksInTrainingAreNotPacked();
    void aPassMayEndInAnotherThread();
    void notANumberComesThrough();
};

void KernelsTest::logitsAndGradientsAreTorchs()
{
    QFETCH(QString, layers);
    const Architecture list = architecture(layers);
    const Network network(list, weights(list));
    const at::Tensor images = someImages(11);
    const at::Tensor cotangents = someNumbers({11, list.classes}, -1.0, 2);
    const at::Tensor x = images.clone().requires_grad_(true);
    const at::Tensor logits = network.logits(x); // recorded, so torch's
    QVERIFY(logits.requires_grad());
    const at::Tensor gradient = torch::autograd::grad({logits}, {x}, {cotangents})[0];

    const LogitGradients ours(network, images);
    QVERIFY2(error(ours.logits(), logits.detach()) <= kTolerance,
        qPrintable(QString::number(error(ours.logits(), logits.detach()))));
    QVERIFY2(error(ours.of(cotangents), gradient) <= kTolerance,
        qPrintable(QString::number(error(ours.of(cotangents), gradient))));
    QVERIFY(at::equal(ours.of(cotangents), ours.of(cotangents)));
    const at::NoGradGuard noGrad;
    QVERIFY(at::equal(network.logits(images), ours.logits()));
}

void KernelsTest::anImageDoesNotKnowItsBatch()
{
    QFETCH(QString, layers);
    const Architecture list = architecture(layers);
    const Network network(list, weights(list));
    const at::Tensor images = someImages(23);
    const at::Tensor cotangents = someNumbers({23, list.classes}, -1.0, 2);
    const LogitGradients all(network, images);
    const at::Tensor gradient = all.of(cotangents);
    for (const auto& [first, n] : {std::pair{0, 1}, {22, 1}, {3, 2}, {5, 7}, {10, 13}}) {
        const LogitGradients part(network, images.narrow(0, first, n));
        QVERIFY(at::equal(part.logits(), all.logits().narrow(0, first, n)));
        QVERIFY(at::equal(part.of(cotangents.narrow(0, first, n)), gradient.narrow(0, first, n)));
    }
}

void KernelsTest::weightGradientsAreTorchs()
{
    QFETCH(QString, layers);
    const Architecture list = architecture(layers);
    if (std::any_of(list.layers.begin(), list.layers.end(),
            [](const Layer& l) { return l.type == LayerType::BatchNorm2d; }))
        return; // its weights have no gradient here: torch trains these networks
    const Network network(list, weights(list));
    const at::Tensor images = someImages(9);
    const at::Tensor cotangents = someNumbers({9, list.classes}, -1.0, 2);
    std::vector<at::Tensor> leaves;
    for (const at::Tensor& tensor : network.tensors())
        leaves.push_back(tensor.clone().requires_grad_(true));
    const at::Tensor x = images.clone().requires_grad_(true);
    std::vector<at::Tensor> inputs = leaves;
    inputs.push_back(x);
    const std::vector<at::Tensor> expected
        = torch::autograd::grad({Network(list, leaves).logits(x)}, inputs, {cotangents});

    std::vector<at::Tensor> ours;
    std::vector<float*> places;
    for (const at::Tensor& tensor : network.tensors()) {
        ours.push_back(at::full_like(tensor, 7.0));
        places.push_back(ours.back().data_ptr<float>());
    }
    kernels::Pass pass(network.packed(), images.data_ptr<float>(), 9);
    at::Tensor gradient = at::empty_like(images);
    pass.backward(cotangents.data_ptr<float>(), gradient.data_ptr<float>(), places);
    QVERIFY(error(gradient, expected.back()) <= kTolerance);
    for (std::size_t i = 0; i < ours.size(); ++i)
        QVERIFY2(error(ours[i], expected[i]) <= kTolerance,
            qPrintable(QStringLiteral("tensor %1: %2").arg(i).arg(error(ours[i], expected[i]))));
    // Without the images' gradient the same numbers come out.
    const std::vector<at::Tensor> first = ours;
    for (at::Tensor& tensor : ours)
        tensor = tensor.clone();
    pass.backward(cotangents.data_ptr<float>(), nullptr, places);
    for (std::size_t i = 0; i < ours.size(); ++i)
        QVERIFY(at::equal(first[i], ours[i]));
}

void KernelsTest::boxesAreTorchs()
{
    QFETCH(QString, layers);
    const Architecture list = architecture(layers);
    const Network network(list, weights(list)), magnitudes = network.magnitudes();
    const auto packed = network.packed();
    const bool hasTorchsLayers = std::any_of(list.layers.begin(), list.layers.end(),
        [](const Layer& l) { return l.type == LayerType::MaxPool2d || l.type == LayerType::BatchNorm2d; });
    const auto lists = std::count_if(list.layers.begin(), list.layers.end(),
        [](const Layer& l) { return l.type == LayerType::Linear || l.type == LayerType::Conv2d; });
    QCOMPARE(kernels::BoxPass::canBound(packed->plan()),
        !hasTorchsLayers && list.layers.back().type == LayerType::Linear && lists > 1);
    if (!kernels::BoxPass::canBound(packed->plan()))
        return;

    std::vector<at::Tensor> leaves;
    for (const at::Tensor& tensor : network.tensors())
        leaves.push_back(tensor.clone().requires_grad_(true));
    std::vector<BoundLayer> steps = boundLayers(Network(list, leaves));
    steps.pop_back();
    Box box = inputBox(someImages(9), 0.1);
    const at::Tensor centre = box.centre(), radius = box.radius();
    for (const BoundLayer& step : steps)
        box = throughLayer(step, box);
    const at::Tensor expectedCentre = box.centre(), expectedRadius = box.radius();
    const at::Tensor onCentre = someNumbers(expectedCentre.sizes(), -1.0, 2);
    const at::Tensor onRadius = someNumbers(expectedCentre.sizes(), -1.0, 3);
    leaves.resize(leaves.size() - 2);
    const std::vector<at::Tensor> expected
        = torch::autograd::grad({expectedCentre, expectedRadius}, leaves, {onCentre, onRadius});

    kernels::BoxPass pass(
        packed, magnitudes.packed(), centre.data_ptr<float>(), radius.data_ptr<float>(), centre.size(0));
    QCOMPARE(pass.features(), expectedCentre.size(1));
    at::Tensor ourCentre = at::empty(expectedCentre.sizes()), ourRadius = at::empty(expectedCentre.sizes());
    pass.box(ourCentre.data_ptr<float>(), ourRadius.data_ptr<float>());
    QVERIFY(error(ourCentre, expectedCentre.detach()) <= kTolerance);
    QVERIFY(error(ourRadius, expectedRadius.detach()) <= kTolerance);
    std::vector<at::Tensor> own, magnitude;
    kernels::BoxPass::Gradient gradient;
    for (const at::Tensor& leaf : leaves) {
        own.push_back(at::full(leaf.sizes(), 7.0));
        magnitude.push_back(at::full(leaf.sizes(), 7.0));
        gradient.weights.push_back(own.back().data_ptr<float>());
        gradient.magnitudes.push_back(leaf.dim() > 1 ? magnitude.back().data_ptr<float>() : nullptr);
    }
    pass.backward(onCentre.data_ptr<float>(), onRadius.data_ptr<float>(), gradient);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const at::Tensor ours
            = leaves[i].dim() > 1 ? own[i] + magnitude[i] * leaves[i].detach().sign() : own[i];
        QVERIFY2(error(ours, expected[i]) <= kTolerance,
            qPrintable(QStringLiteral("tensor %1: %2").arg(i).arg(error(ours, expected[i]))));
    }
}

void KernelsTest::dropoutIsTorchs()
{
    const Architecture list = builtInArchitecture("trades");
    const Network network(list, weights(list));
    const at::Tensor images = someImages(6);
    const at::Tensor cotangents = someNumbers({6, 10}, -1.0, 2);
    TrainingPass training;
    training.dropoutSeed = 99;
    const at::Tensor x = images.clone().requires_grad_(true);
    const at::Tensor logits = network.trainingLogits(x, training);
    const at::Tensor expected = torch::autograd::grad({logits}, {x}, {cotangents})[0];
    kernels::Pass pass(network.packed(), images.data_ptr<float>(), 6, dropoutFactors(training));
    at::Tensor ours = at::empty_like(logits), gradient = at::empty_like(images);
    pass.logits(ours.data_ptr<float>());
    pass.backward(cotangents.data_ptr<float>(), gradient.data_ptr<float>());
    QVERIFY(error(ours, logits.detach()) <= kTolerance);
    QVERIFY(error(gradient, expected) <= kTolerance);
    QVERIFY(error(ours, network.logits(images)) > 1e-2);
}

void KernelsTest::twoPassesAtOnceKeepApart()
{
    const Architecture list = builtInArchitecture("small");
    const Network network(list, weights(list));
    const at::Tensor images = someImages(4), cotangents = someNumbers({4, 10}, -1.0, 2);
    const LogitGradients first(network, images);
    const at::Tensor before = first.of(cotangents);
    const LogitGradients second(network, 1.0 - images);
    static_cast<void>(second.of(cotangents));
    QVERIFY(at::equal(first.of(cotangents), before));
    QVERIFY(!at::equal(second.of(cotangents), before));
}

void KernelsTest::changedWeightsAreSeen()
{
    const Architecture list = builtInArchitecture("mlp");
    const std::vector<at::Tensor> tensors = weights(list);
    Network network(list, tensors);
    const at::Tensor images = someImages(2);
    const at::Tensor before = LogitGradients(network, images).logits();
    tensors[0].mul_(2.0);
    network.weightsChanged();
    QVERIFY(!at::equal(LogitGradients(network, images).logits(), before));
}

void KernelsTest::networksInTrainingAreNotPacked()
{
    const Architecture list = builtInArchitecture("mlp");
    std::vector<at::Tensor> tensors = weights(list);
    tensors[0].requires_grad_(true);
    const Network network(list, tensors);
    QVERIFY(!network.packed());
    QCOMPARE(LogitGradients(network, someImages(2)).of(at::ones({2, 10})).size(0), 2);
}

void KernelsTest::aPassMayEndInAnotherThread()
{
    const Architecture list = builtInArchitecture("small");
    const Network network(list, weights(list));
    const at::Tensor images = someImages(3);
    auto pass = std::make_unique<LogitGradients>(network, images);
    const at::Tensor logits = pass->logits();
    std::thread([&pass] { pass.reset(); }).join();
    QVERIFY(at::equal(LogitGradients(network, images).logits(), logits));
}

// A training that diverges must be noticed: nothing on the way may turn NaN into a number.
void KernelsTest::notANumberComesThrough()
{
    for (const char* id : {"mlp", "small", "madry"}) {
        const Architecture list = builtInArchitecture(id);
        std::vector<at::Tensor> tensors = weights(list);
        tensors[0].view(-1)[5] = std::numeric_limits<float>::quiet_NaN();
        const Network network(list, tensors);
        QVERIFY(at::isnan(LogitGradients(network, someImages(2) + 0.1).logits()).all().item<bool>());
    }
}

QTEST_APPLESS_MAIN(KernelsTest)
#include "kernels_test.moc"
