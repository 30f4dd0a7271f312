// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/gradient.h"
#include "evaluation/crown_bounds.h"
#include "evaluation/crown_ibp_bounds.h"
#include "training/gradient_penalty.h"
#include "training_fixtures.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace epsilonlab;
using namespace epsilonlab::fixtures;

namespace {

/// The worst case of a linear model over the box, by hand: (w_j - w_y) c + b_j - b_y + |w_j - w_y| r.
at::Tensor worstMargins(const Shard& shard, double epsilon)
{
    const at::Tensor weight = shard.frozen.tensors()[0], bias = shard.frozen.tensors()[1];
    const Box box = inputBox(shard.batch.images, epsilon);
    at::Tensor margins = at::empty({kImages, 10});
    for (std::int64_t i = 0; i < kImages; ++i) {
        const std::int64_t y = shard.batch.labels[i].item<std::int64_t>();
        const at::Tensor rows = weight - weight[y];
        margins[i]
            = rows.mv(box.centre()[i].flatten()) + bias - bias[y] + rows.abs().mv(box.radius()[i].flatten());
    }
    return margins;
}

} // namespace

class ObjectivesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialiseComputeThread(); }
    void kernelsAndTorchGiveTheSameGradient_data() { objectives(); }
    void kernelsAndTorchGiveTheSameGradient();
    void epsilonZeroTrainsOnCleanImages_data() { objectives(); }
    void epsilonZeroTrainsOnCleanImages();
    void labelsAreSmoothedAsTheFormulaSays();
    void gradientPenaltyIsTheClosedFormOfALinearModel();
    void nFgsmWithoutNoiseIsFgsm();
    void nFgsmLeavesTheBallAndStaysInTheImage();
    void aSmallAdversarialShareIsMet();
    void momentumWithoutMemoryIsThePlainStep();
    void freeCarriesOneStepOfTheSign();
    void tradesIsItsFormula();
    void tradesAttackRaisesTheDivergence();
    void martIsTheAuthorsFormula();
    void boundsOfALinearModelAreExact_data();
    void boundsOfALinearModelAreExact();
    void kappaFallsAsEpsilonGrows();
    void smallBoxesAreTheirFormula();
    void crownIbpHoldsAndIsOneImageAtATime_data();
    void crownIbpHoldsAndIsOneImageAtATime();
    void ibpWeightsKeepTheWidthOfBounds();
    void aGateBeginsAsARampBetweenTheGreysThatAnAttackReaches_data();
    void aGateBeginsAsARampBetweenTheGreysThatAnAttackReaches();

private:
    static void objectives();
};

void ObjectivesTest::objectives()
{
    QTest::addColumn<QString>("objective");
    for (const ObjectiveInfo& info : catalogue::objectives())
        QTest::addRow("%s", info.id.c_str()) << QString::fromStdString(info.id);
}

void ObjectivesTest::kernelsAndTorchGiveTheSameGradient()
{
    QFETCH(QString, objective);
    std::vector<const char*> architectures{"mlp", "small", "gated", "lenet5"};
    if (objective == "standard" || objective == "free" || objective == "trades")
        architectures.push_back("madry"); // a layer large enough to be left as factors; two passes in trades
    for (const char* architecture : architectures) {
        Shard ours(architecture, recipeOf(objective.toStdString())),
            torchs(architecture, recipeOf(objective.toStdString()));
        ours.ramped = torchs.ramped = 0.06; // both terms of every mixture count
        const Shard::Result a = ours.run(), b = torchs.run(true);
        COMPARE_NEAR(a.loss, b.loss);
        // Both attacks see the frozen network, so the images are the same ones.
        QVERIFY2(difference(a.gradient, b.gradient) < kTolerance,
            qPrintable(QString::number(difference(a.gradient, b.gradient))));
        if (b.imageGradient.defined())
            QVERIFY(difference(a.imageGradient, b.imageGradient) < kTolerance);
    }
}

void ObjectivesTest::epsilonZeroTrainsOnCleanImages()
{
    QFETCH(QString, objective);
    Shard shard("mlp", recipeOf(objective.toStdString()));
    shard.ramped = 0.0;
    const double standard = lossOf("standard", {}, "mlp");
    if (objective == QLatin1String("mart")) // its boosted term stays
        QVERIFY(shard.run().loss > standard);
    else
        COMPARE_NEAR(shard.run().loss, standard);
}

void ObjectivesTest::labelsAreSmoothedAsTheFormulaSays()
{
    Shard shard("linear", recipeOf("standard", {{"label-smoothing", 0.3}}));
    const at::Tensor logs = at::log_softmax(shard.frozen.logits(shard.batch.images), 1);
    const at::Tensor own = logs.gather(1, shard.batch.labels.unsqueeze(1)).squeeze(1);
    const double expected = -(own * 0.7 + logs.mean(1) * 0.3).sum().item<double>();
    COMPARE_NEAR(shard.run().loss, expected);
}

void ObjectivesTest::gradientPenaltyIsTheClosedFormOfALinearModel()
{
    Shard shard("linear", recipeOf("standard", {{"gradient-penalty", 0.5}}));
    at::Tensor error = at::softmax(shard.frozen.logits(shard.batch.images), 1);
    error.scatter_add_(1, shard.batch.labels.unsqueeze(1), at::full({kImages, 1}, -1.0));
    const double expected = 0.5 * error.mm(shard.frozen.tensors()[0]).square().sum().item<double>();
    const at::Tensor penalty
        = shard.withProblem([](const ObjectiveProblem& problem) { return gradientPenalty(problem); });
    COMPARE_NEAR(penalty.item<double>(), expected);
    QVERIFY(penalty.requires_grad());
}

void ObjectivesTest::nFgsmWithoutNoiseIsFgsm()
{
    COMPARE_NEAR(lossOf("n-fgsm", {{"noise", 0.0}}), lossOf("fgsm-at"));
}

void ObjectivesTest::nFgsmLeavesTheBallAndStaysInTheImage()
{
    // On a linear model the loss of larger changes is larger; the projected attack is the largest in its
    // ball.
    QVERIFY(lossOf("n-fgsm", {{"noise", 0.0}, {"step-size", 3.0}}) > lossOf("fgsm-at") * 1.05);
    Shard wide("linear", recipeOf("n-fgsm", {{"noise", 0.0}, {"step-size", 10.0}, {"epsilon", 1.0}}));
    const at::Tensor gradient = lossGradient(wide.frozen, wide.batch.images, wide.batch.labels, {}).gradient;
    const at::Tensor corners = (wide.batch.images + gradient.sign() * 10.0).clamp(0.0, 1.0);
    COMPARE_NEAR(
        wide.run().loss, crossEntropy(wide.frozen.logits(corners), wide.batch.labels).sum().item<double>());
}

void ObjectivesTest::aSmallAdversarialShareIsMet()
{
    constexpr int kSeeds = 400;
    constexpr double kExpected = 0.02 * kImages; // less than one image of a shard
    Shard shard("linear", recipeOf("mixed", {{"adversarial-share", 0.02}, {"steps", std::int64_t{1}}}));
    const at::Tensor clean = shard.frozen.logits(shard.batch.images);
    std::int64_t attacked = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed)
        attacked += shard.withProblem([&](ObjectiveProblem problem) {
            problem.seed = seed;
            const at::Tensor logits = objectiveById("mixed").loss(problem).logits;
            return ((logits - clean).abs().amax(1) > 1e-4).sum().item<std::int64_t>();
        });
    // A sum of yes and no with that mean: four standard deviations.
    const double deviation = std::sqrt(kSeeds * kExpected * (1.0 - kExpected));
    QVERIFY2(std::abs(static_cast<double>(attacked) - kSeeds * kExpected) < 4.0 * deviation,
        qPrintable(QString::number(attacked)));
}

void ObjectivesTest::momentumWithoutMemoryIsThePlainStep()
{
    Shard shard("small", recipeOf("mim-at", {{"decay", 0.0}}));
    shard.withProblem([&](const ObjectiveProblem& problem) {
        InnerAttack plain = innerPgd(problem);
        plain.start = InnerAttack::Start::Image;
        InnerAttack momentum = plain;
        momentum.decay = 0.0;
        const at::Tensor a = attackedImages(problem, plain), b = attackedImages(problem, momentum);
        if (!at::equal(a, b))
            QFAIL("memory of 0 changes the attack");
        momentum.decay = 1.0;
        if (at::equal(attackedImages(problem, momentum), a))
            QFAIL("memory has no effect");
    });
}

void ObjectivesTest::freeCarriesOneStepOfTheSign()
{
    Shard shard("small", recipeOf("free"));
    const Shard::Result first = shard.run();
    COMPARE_NEAR(first.loss, lossOf("standard", {}, "small")); // the perturbation begins at 0
    const at::Tensor gradient
        = lossGradient(shard.frozen, shard.batch.images, shard.batch.labels, {}).gradient;
    QVERIFY(at::equal(shard.carried, gradient.sign() * 0.1F));
    const at::Tensor moved = (shard.batch.images + shard.carried).clamp(0.0, 1.0);
    const Shard::Result second = shard.run();
    COMPARE_NEAR(
        second.loss, crossEntropy(shard.frozen.logits(moved), shard.batch.labels).sum().item<double>());
    QVERIFY(shard.carried.abs().max().item<float>() <= 0.1F);
}

void ObjectivesTest::tradesIsItsFormula()
{
    Shard shard("small", recipeOf("trades", {{"beta", 3.0}}));
    const double loss = shard.run().loss;
    const at::Tensor clean = shard.frozen.logits(shard.batch.images);
    const at::Tensor attacked = shard.withProblem([&](const ObjectiveProblem& problem) {
        InnerAttack attack = innerPgd(problem);
        attack.start = InnerAttack::Start::Normal;
        attack.clean = at::log_softmax(clean, 1);
        return attackedImages(problem, attack);
    });
    const at::Tensor divergence = at::kl_div(
        at::log_softmax(shard.frozen.logits(attacked), 1), at::softmax(clean, 1), at::Reduction::Sum);
    COMPARE_NEAR(
        loss, crossEntropy(clean, shard.batch.labels).sum().item<double>() + 3.0 * divergence.item<double>());
    QVERIFY((attacked - shard.batch.images).abs().max().item<double>() <= 0.1 + 1e-6);
    COMPARE_NEAR(lossOf("trades", {{"beta", 0.0}}), lossOf("standard"));
}

void ObjectivesTest::tradesAttackRaisesTheDivergence()
{
    // Against noise of the full size: an attack on the divergence must do better on every network.
    Shard shard("small", recipeOf("trades", {{"steps", std::int64_t{10}}}));
    const at::Tensor clean = at::log_softmax(shard.frozen.logits(shard.batch.images), 1);
    const auto divergence = [&](const at::Tensor& images) {
        return at::kl_div(at::log_softmax(shard.frozen.logits(images), 1), clean.exp(), at::Reduction::Sum)
            .item<double>();
    };
    shard.withProblem([&](const ObjectiveProblem& problem) {
        InnerAttack attack = innerPgd(problem);
        attack.clean = clean;
        const double noise
            = divergence(ThreatModel{Norm::Linf, 0.1}.randomPoint(problem.images, problem.indices, 3, 3));
        if (divergence(attackedImages(problem, attack)) < 5.0 * noise)
            QFAIL("the attack is hardly better than noise");
    });
}

void ObjectivesTest::martIsTheAuthorsFormula()
{
    Shard shard("small", recipeOf("mart", {{"lambda", 2.0}}));
    const double loss = shard.run().loss;
    const at::Tensor images = shard.withProblem([&](const ObjectiveProblem& problem) {
        InnerAttack attack = innerPgd(problem);
        attack.start = InnerAttack::Start::Normal;
        return attackedImages(problem, attack);
    });
    const at::Tensor labels = shard.batch.labels, column = labels.unsqueeze(1);
    const at::Tensor p = at::softmax(shard.frozen.logits(images), 1),
                     clean = at::softmax(shard.frozen.logits(shard.batch.images), 1);
    const at::Tensor others = std::get<0>(p.scatter(1, column, 0.0).max(1));
    const at::Tensor boosted = -p.gather(1, column).squeeze(1).log() - (1.0 - others).log();
    const at::Tensor divergence = (clean * (clean.log() - p.log())).sum(1);
    const at::Tensor expected = boosted + divergence * (1.0 - clean.gather(1, column).squeeze(1)) * 2.0;
    COMPARE_NEAR(loss, expected.sum().item<double>());
}

void ObjectivesTest::boundsOfALinearModelAreExact_data()
{
    QTest::addColumn<QString>("objective");
    QTest::newRow("ibp") << "ibp";
    QTest::newRow("crown-ibp") << "crown-ibp";
}

void ObjectivesTest::boundsOfALinearModelAreExact()
{
    QFETCH(QString, objective);
    Shard shard("linear", recipeOf(objective.toStdString(), {{"kappa", 0.0}, {"epsilon-factor", 1.5}}));
    const double worst = crossEntropy(worstMargins(shard, 0.15), shard.batch.labels).sum().item<double>();
    COMPARE_NEAR(shard.run().loss, worst);
    // Half of the ramp: half of the loss is still that of the clean images.
    Shard half("linear", recipeOf(objective.toStdString(), {{"kappa", 0.0}}));
    half.ramped = 0.05;
    const double clean
        = crossEntropy(half.frozen.logits(half.batch.images), half.batch.labels).sum().item<double>();
    COMPARE_NEAR(half.run().loss,
        0.5 * clean + 0.5 * crossEntropy(worstMargins(half, 0.05), half.batch.labels).sum().item<double>());
}

void ObjectivesTest::kappaFallsAsEpsilonGrows()
{
    Shard shard("linear", recipeOf("ibp", {{"kappa", 0.5}}));
    const double clean
        = crossEntropy(shard.frozen.logits(shard.batch.images), shard.batch.labels).sum().item<double>();
    for (const double ramp : {0.0, 0.25, 1.0}) {
        shard.ramped = 0.1 * ramp;
        const double share = 1.0 - 0.5 * ramp;
        const double worst
            = crossEntropy(worstMargins(shard, shard.ramped), shard.batch.labels).sum().item<double>();
        COMPARE_NEAR(shard.run().loss, share * clean + (1.0 - share) * worst);
    }
}

void ObjectivesTest::smallBoxesAreTheirFormula()
{
    const auto boxes = [](double share) {
        return ParameterSet{{"kappa", 0.0}, {"box-share", share}, {"epsilon", 0.1}};
    };
    COMPARE_NEAR(lossOf("sabr", boxes(1.0), "small"), lossOf("ibp", {{"kappa", 0.0}}, "small"));
    COMPARE_NEAR(lossOf("sabr", boxes(0.0), "small"), lossOf("pgd-at", {}, "small"));

    Shard shard("linear", recipeOf("sabr", boxes(0.4)));
    const double loss = shard.run().loss;
    Shard moved = shard;
    moved.batch.images = shard.withProblem([](ObjectiveProblem problem) {
        problem.epsilon *= 0.6;
        return attackedImages(problem, innerPgd(problem));
    });
    const at::Tensor reached = (moved.batch.images - shard.batch.images).abs().max();
    QVERIFY(reached.item<double>() > 0.059 && reached.item<double>() < 0.060001); // the box stays in the ball
    COMPARE_NEAR(loss, crossEntropy(worstMargins(moved, 0.04), shard.batch.labels).sum().item<double>());
}

void ObjectivesTest::crownIbpHoldsAndIsOneImageAtATime_data()
{
    QTest::addColumn<QString>("architecture");
    for (const char* id : {"mlp", "small", "lenet5"}) // lenet5 has max-pools
        QTest::newRow(id) << id;
}

void ObjectivesTest::crownIbpHoldsAndIsOneImageAtATime()
{
    QFETCH(QString, architecture);
    const at::NoGradGuard noGrad;
    const Network network = fixtures::network(architecture.toStdString(), 4);
    const Batch batch = fixtures::someImages(network, 4);
    const auto layers = boundLayers(network);
    const Box box = inputBox(batch.images, 0.05);
    const at::Tensor margins = crownIbpMargins(layers, box, batch.labels);
    for (std::int64_t point = 0; point < 200; ++point) {
        const at::Tensor x = ThreatModel{Norm::Linf, 0.05}.randomPoint(
            batch.images, batch.indices, 3, static_cast<std::uint64_t>(point));
        const at::Tensor logits = network.logits(x);
        const at::Tensor reached = logits - logits.gather(1, batch.labels.unsqueeze(1));
        QVERIFY((reached <= margins + 1e-4).all().item<bool>());
    }
    for (std::int64_t i = 0; i < 4; ++i) {
        const Box one{box.low.narrow(0, i, 1), box.high.narrow(0, i, 1)};
        const at::Tensor alone = crownIbpMargins(layers, one, batch.labels.narrow(0, i, 1)).squeeze(0);
        QVERIFY(difference(alone, margins[i]) < 1e-5);
        // CROWN has at least as tight bounds of the layers between. Ten bounds, each within 1e-4 as above.
        const at::Tensor crown = crownMargins(layers, one, batch.labels[i].item<std::int64_t>(), {});
        QVERIFY(crown.sum().item<double>() <= margins[i].sum().item<double>() + 1e-3);
    }
}

void ObjectivesTest::ibpWeightsKeepTheWidthOfBounds()
{
    const at::NoGradGuard noGrad;
    const ParameterSet ibp
        = recipeOf("ibp", {{"architecture", std::string("small")}, {"initialisation", std::string("ibp")}});
    const Architecture architecture = builtInArchitecture("small");
    const auto widths = [&](const std::vector<at::Tensor>& tensors) {
        const Network network(architecture, tensors);
        Box box = inputBox(fixtures::someImages(network, 4).images, 0.1);
        const double before = box.radius().mean().item<double>();
        for (const BoundLayer& layer : boundLayers(network))
            box = throughLayer(layer, box);
        return box.radius().mean().item<double>() / before;
    };
    // Fan-in times the mean |w| is 2, and each of the three ReLUs keeps about half: at most 2 in all. Uniform
    // weights: sqrt(fan-in) / 2 a layer.
    const double ours = widths(startTensors(architecture, ibp));
    const double uniform = widths(initialTensors(architecture, 1));
    QVERIFY2(ours > 0.02 && ours < 4.0, qPrintable(QString::number(ours)));
    QVERIFY2(uniform > 5.0 * ours, qPrintable(QString::number(uniform)));
}

void ObjectivesTest::aGateBeginsAsARampBetweenTheGreysThatAnAttackReaches()
{
    const at::NoGradGuard noGrad;
    QFETCH(double, epsilon);
    QFETCH(double, low);
    const ParameterSet recipe
        = recipeOf("pgd-at", {{"architecture", std::string("gated")}, {"epsilon", epsilon}});
    const std::vector<at::Tensor> tensors = startTensors(builtInArchitecture("gated"), recipe);
    for (int percent = 0; percent <= 100; ++percent) {
        const double x = percent / 100.0;
        const at::Tensor falling = at::relu(tensors[0] * x + tensors[1]);
        const double out = at::relu(tensors[2] * falling + tensors[3]).item<double>();
        COMPARE_NEAR(out, std::clamp((x - low) / (1.0 - 2.0 * low), 0.0, 1.0));
    }
    // What follows begins as without a gate: from the recipe's seed.
    const std::vector<at::Tensor> drawn = initialTensors(
        builtInArchitecture("gated"), static_cast<std::uint64_t>(integerValue(recipe, "seed")));
    for (std::size_t i = 4; i < tensors.size(); ++i)
        QVERIFY(at::equal(tensors[i], drawn[i]));
}

void ObjectivesTest::aGateBeginsAsARampBetweenTheGreysThatAnAttackReaches_data()
{
    QTest::addColumn<double>("epsilon");
    QTest::addColumn<double>("low");
    QTest::newRow("all greys") << 0.0 << 0.0;
    QTest::newRow("some") << 0.1 << 0.1;
    QTest::newRow("MNIST") << 0.3 << 0.3;
    QTest::newRow("none would be left") << 0.5 << 0.4;
}

QTEST_APPLESS_MAIN(ObjectivesTest)
#include "objectives_test.moc"
