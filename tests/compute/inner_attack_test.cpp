// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/crown_ibp_bounds.h"
#include "training_fixtures.h"

#include <torch/csrc/autograd/autograd.h>

#include <QTest>

using namespace epsilonlab;
using namespace epsilonlab::fixtures;

namespace {

constexpr double kEpsilon = 0.1;
constexpr std::uint64_t kSeed = 9, kStartStream = 0x400; // those of Shard and of the training

/// Of the summed cross-entropy, by torch's own graph.
at::Tensor imageGradient(const Shard& shard, const at::Tensor& images)
{
    const at::Tensor leaf = images.detach().requires_grad_(true);
    TrainingPass pass;
    const at::Tensor loss = at::cross_entropy_loss(
        shard.trained.trainingLogits(leaf, pass), shard.batch.labels, {}, at::Reduction::Sum);
    return torch::autograd::grad({loss}, {leaf}).front();
}

struct Ascent
{
    bool isRandom = true;
    int steps = 1;
    double stepSize = 0.0;
    double decay = -1.0; ///< of the momentum, if there is one
};

/// Kurakin's and Madry's loop as in their papers, on whole tensors.
at::Tensor ascended(const Shard& shard, const Ascent& ascent)
{
    const at::Tensor clean = shard.batch.images;
    const ThreatModel ball{Norm::Linf, kEpsilon};
    at::Tensor x
        = ascent.isRandom ? ball.randomPoint(clean, shard.batch.indices, kSeed, kStartStream) : clean;
    at::Tensor momentum = at::zeros_like(x);
    for (int step = 0; step < ascent.steps; ++step) {
        at::Tensor direction = imageGradient(shard, x);
        if (ascent.decay >= 0.0) {
            momentum = momentum * ascent.decay + direction / direction.abs().mean({1, 2, 3}, true);
            direction = momentum;
        }
        x = x + direction.sign() * ascent.stepSize;
        x = at::min(at::max(x, clean - kEpsilon), clean + kEpsilon).clamp(0.0, 1.0);
    }
    return x;
}

} // namespace

/// What objectives train on, against loops of torch's own.
class InnerAttackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialiseComputeThread(); }
    void imagesAreThoseOfThePaper_data();
    void imagesAreThoseOfThePaper();
    void crownIbpMixesBothBounds_data();
    void crownIbpMixesBothBounds();
};

void InnerAttackTest::imagesAreThoseOfThePaper_data()
{
    QTest::addColumn<QString>("objective");
    QTest::addColumn<int>("steps"); // of the recipe; 0: it has none
    QTest::addColumn<bool>("isRandom");
    QTest::addColumn<double>("stepSize"); // of epsilon
    QTest::addColumn<double>("decay");
    QTest::addColumn<int>("attacked"); // images of the shard
    QTest::newRow("fgsm-at") << "fgsm-at" << 0 << false << 1.0 << -1.0 << 12;
    QTest::newRow("fgsm-rs") << "fgsm-rs" << 0 << true << 1.25 << -1.0 << 12;
    QTest::newRow("pgd-at, 1") << "pgd-at" << 1 << true << 2.5 << -1.0 << 12;
    QTest::newRow("pgd-at, 3") << "pgd-at" << 3 << true << 2.5 / 3 << -1.0 << 12;
    QTest::newRow("pgd-at, 7") << "pgd-at" << 7 << true << 2.5 / 7 << -1.0 << 12;
    QTest::newRow("mim-at") << "mim-at" << 5 << false << 2.5 / 5 << 1.0 << 12;
    QTest::newRow("mixed") << "mixed" << 4 << true << 2.5 / 4 << -1.0 << 6;
}

void InnerAttackTest::imagesAreThoseOfThePaper()
{
    QFETCH(QString, objective);
    QFETCH(int, steps);
    QFETCH(bool, isRandom);
    QFETCH(double, stepSize);
    QFETCH(double, decay);
    QFETCH(int, attacked);
    ParameterSet given{{"epsilon", kEpsilon}};
    if (steps > 0)
        given["steps"] = std::int64_t{steps};
    Shard shard("small", recipeOf(objective.toStdString(), given));
    const at::Tensor all
        = ascended(shard, {isRandom, std::max(1, steps), stepSize * kEpsilon, decay}).narrow(0, 0, attacked);
    const at::Tensor images = at::cat({all, shard.batch.images.narrow(0, attacked, kImages - attacked)});
    const Shard::Result result = shard.run();
    // A gradient that is 0 but for rounding may have either sign in a few of the 9,408 pixels. Another step
    // size, number of steps or start moves the logits by some hundredths.
    const at::Tensor logits = shard.frozen.logits(images);
    QVERIFY2(difference(result.logits, logits) < 1e-4,
        qPrintable(QString::number(difference(result.logits, logits))));
    QVERIFY(difference(shard.frozen.logits(shard.batch.images), logits) > 1e-2);
}

void InnerAttackTest::crownIbpMixesBothBounds_data()
{
    QTest::addColumn<double>("ramp");
    QTest::addColumn<double>("end");
    QTest::addColumn<double>("share"); // of CROWN-IBP: 1 - ramp (1 - end)
    QTest::newRow("early") << 0.25 << 0.0 << 0.75;
    QTest::newRow("late") << 0.6 << 0.0 << 0.4;
    QTest::newRow("late, with an end") << 0.6 << 0.5 << 0.7;
    QTest::newRow("after the ramp") << 1.0 << 0.0 << 0.0;
    QTest::newRow("after the ramp, with an end") << 1.0 << 0.5 << 0.5;
}

void InnerAttackTest::crownIbpMixesBothBounds()
{
    QFETCH(double, ramp);
    QFETCH(double, end);
    QFETCH(double, share);
    Shard shard(
        "mlp", recipeOf("crown-ibp", {{"kappa", 0.0}, {"crown-share", end}, {"epsilon-factor", 1.0}}));
    shard.ramped = ramp * kEpsilon;
    const at::Tensor labels = shard.batch.labels;
    const Box box = inputBox(shard.batch.images, shard.ramped);
    const auto layers = boundLayers(shard.frozen);
    const at::Tensor intervals = intervalMargins(layers, box, labels),
                     linear = crownIbpMargins(layers, box, labels);
    const auto loss = [&labels](const at::Tensor& logits) {
        return at::cross_entropy_loss(logits, labels, {}, at::Reduction::Sum).item<double>();
    };
    // kappa falls from 1 to 0 as epsilon grows.
    const double clean = loss(shard.frozen.logits(shard.batch.images));
    COMPARE_NEAR(
        shard.run().loss, (1.0 - ramp) * clean + ramp * loss(intervals * (1.0 - share) + linear * share));
    QVERIFY(std::abs(loss(intervals) - loss(linear)) > 0.1); // or the mixture could not be seen
}

QTEST_APPLESS_MAIN(InnerAttackTest)
#include "inner_attack_test.moc"
