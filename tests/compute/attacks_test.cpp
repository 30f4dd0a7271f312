// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute/attack_fixtures.h"

#include "attacks/gradient.h"
#include "evaluation/attack_warnings.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <QTest>

#include <cmath>

using namespace epsilonlab;
using namespace epsilonlab::fixtures;

namespace {

double largest(const at::Tensor& x)
{
    return x.abs().max().item<double>();
}

} // namespace

class AttacksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void everyAttack_data();
    void everyAttack();
    void aStoppedAttackComputesNoGradient();
    void fgsmReachesTheExactWorstCaseOfALinearModel();
    void stepsThatCannotReachTheEdgeAreAWarning();
    void attacksOfManyStepsShowWhereTheyAre();
};

void AttacksTest::everyAttack_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("norm");
    QTest::addColumn<double>("epsilon");
    for (const Attack& attack : allAttacks()) {
        if (attack.info.bound != AttackBound::Ball)
            continue; // other_bounds_test.cpp
        for (const std::string& norm : normsOf(attack))
            for (const double epsilon : epsilonsFor(norm))
                QTest::addRow("%s %s %.1f", attack.info.id.c_str(), norm.c_str(), epsilon)
                    << QString::fromStdString(attack.info.id) << QString::fromStdString(norm) << epsilon;
    }
}

void AttacksTest::everyAttack()
{
    QFETCH(QString, id);
    QFETCH(QString, norm);
    QFETCH(double, epsilon);
    const Network small = network("small", 3);
    const Attack& attack = attackById(id.toStdString());
    const ParameterSet values = cheapValues(attack, norm.toStdString(), epsilon);
    const Batch batch = someImages(small, 16);
    const ShardRequest request{small, attack, values, 7, {}, false};
    const AttackedShard shard = attackedBy(request, batch, batch);

    QVERIFY(shard.adversarial.min().item<double>() >= 0.0);
    QVERIFY(shard.adversarial.max().item<double>() <= 1.0);
    const bool isBounded = epsilon > 0.0 || !isMinimalNorm(attack); // 0 is "no bound" for minimal-norm
                                                                    // attacks
    if (isBounded)
        QVERIFY(largest(measured(attack, values, shard.adversarial, batch.images)) <= epsilon + 1e-6);
    if (isMinimalNorm(attack)) {
        const at::Tensor held = shard.isSuccess.logical_not();
        QVERIFY(at::equal(shard.adversarial.index({held}), batch.images.index({held})));
        QVERIFY(isBounded || shard.isSuccess.any().item<bool>());
    } else if (epsilon == 0.0) {
        const at::NoGradGuard noGrad; // no attack is asked there; asked, it stays where it is too
        QCOMPARE(shard.gradientEvaluations, 0);
        AttackProblem problem{small, batch.images, batch.labels, {}, batch.indices, values, 7, {}, false};
        problem.cleanLogits = small.logits(batch.images);
        problem.prepared = preparedOn(batch, request).prepared;
        QVERIFY(at::equal(attack.run(problem).adversarial, batch.images));
        QVERIFY(at::equal(shard.adversarial, batch.images));
    } else
        QVERIFY(largest(shard.adversarial - batch.images) > 0.0);

    const at::Tensor misread = shard.isCorrect.logical_not();
    QCOMPARE(misread.sum().item<int>(), 4);
    QVERIFY(!shard.isSuccess.logical_and(misread).any().item<bool>());
    QVERIFY(at::equal(shard.adversarial.index({misread}), batch.images.index({misread})));

    QVERIFY(at::equal(attackedBy(request, batch, batch).adversarial, shard.adversarial));

    // Neighbours must not matter. Convolutions of another batch size may round differently, which moves a
    // pixel only where a gradient is almost zero: at most 0.5 % of the pixels.
    const at::Tensor halves = at::cat({attackedBy(request, part(batch, 0, 5), batch).adversarial,
        attackedBy(request, part(batch, 5, 11), batch).adversarial});
    const double different
        = ((halves - shard.adversarial).abs() > 1e-5).to(at::kDouble).mean().item<double>();
    QVERIFY2(different <= 0.005, qPrintable(QString::number(different)));
}

void AttacksTest::aStoppedAttackComputesNoGradient()
{
    const Network small = network("small", 3);
    const Batch batch = someImages(small, 8);
    std::stop_source stop;
    stop.request_stop();
    for (const Attack& attack : allAttacks()) {
        if (attack.info.bound != AttackBound::Ball)
            continue; // other_bounds_test.cpp
        const ParameterSet values = cheapValues(attack, normsOf(attack).front(), 0.1);
        QCOMPARE(
            attackedBy({small, attack, values, 1, stop.get_token(), false}, batch, batch).gradientEvaluations,
            0);
    }
}

// What the window paints while a slow attack runs.
void AttacksTest::attacksOfManyStepsShowWhereTheyAre()
{
    const at::NoGradGuard noGrad;
    const Network small = network("small", 3);
    const Batch one = readableImages(small, 1);
    for (const Attack& attack : allAttacks()) {
        const AttackGroup group = attack.info.group;
        if (group == AttackGroup::OneStep || group == AttackGroup::Control || group == AttackGroup::Universal)
            continue;
        const ParameterSet values = cheapValues(attack, normsOf(attack).front(), 0.01);
        AttackProblem problem{small, one.images, one.labels, {}, one.indices, values, 1, {}, false};
        int moments = 0;
        problem.watch = [&](const AttackMoment& moment) {
            moments += 1;
            QCOMPARE(moment.images.sizes(), one.images.sizes());
            QVERIFY(moment.images.min().item<float>() >= 0.0F && moment.images.max().item<float>() <= 1.0F);
            QVERIFY(moment.steps == 0 || moment.step <= moment.steps);
        };
        static_cast<void>(attack.run(problem));
        QVERIFY2(moments > 0, attack.info.id.c_str());
    }
}

// Two classes: the margin m = (w_y - w_o) x + b_y - b_o falls by exactly epsilon * |w_y - w_o|_1 where [0, 1]
// does not cut, so the worst loss is log(1 + exp(-(m - epsilon * |w_y - w_o|_1))).
void AttacksTest::fgsmReachesTheExactWorstCaseOfALinearModel()
{
    Architecture architecture = builtInArchitecture("linear");
    architecture.layers.back().out = 2;
    architecture.classes = 2;
    const Network linear(architecture, initialTensors(architecture, 11));
    const double epsilon = 0.01;
    const Batch base = someImages(network("linear", 2), 8);
    const at::Tensor images = 0.4 + 0.2 * base.images;
    const at::NoGradGuard noGrad;
    const at::Tensor labels = linear.logits(images).argmax(1);
    const Attack& fgsm = attackById("fgsm");
    const ParameterSet values = cheapValues(fgsm, "linf", epsilon);
    const AttackedShard shard
        = attackShard({linear, fgsm, values, 1, {}, false}, {images, labels, base.indices});
    const at::Tensor measured = crossEntropy(linear.logits(shard.adversarial), labels);
    for (std::int64_t i = 0; i < images.size(0); ++i) {
        const auto y = labels[i].item<std::int64_t>();
        const at::Tensor w = (linear.tensors()[0][y] - linear.tensors()[0][1 - y]).to(at::kDouble);
        const double b = (linear.tensors()[1][y] - linear.tensors()[1][1 - y]).item<double>();
        const double margin = (w * images[i].flatten().to(at::kDouble)).sum().item<double>() + b;
        const double worst = std::log1p(std::exp(-(margin - epsilon * w.abs().sum().item<double>())));
        QVERIFY(std::abs(measured[i].item<double>() - worst) < 1e-5);
    }
}

void AttacksTest::stepsThatCannotReachTheEdgeAreAWarning()
{
    const auto codes = [](std::int64_t steps, double size) {
        const auto warnings
            = attackWarnings({1000, 990, 0}, {{"epsilon", 0.3}, {"steps", steps}, {"step-size", size}});
        return warnings.empty() ? std::string() : warnings.front().code;
    };
    QCOMPARE(codes(10, 0.01), std::string("short-reach"));
    QCOMPARE(codes(40, 0.01), std::string());
    QCOMPARE(codes(30, 0.01), std::string());
    QCOMPARE(codes(10, 0.0), std::string()); // automatic
}

QTEST_APPLESS_MAIN(AttacksTest)
#include "attacks_test.moc"
