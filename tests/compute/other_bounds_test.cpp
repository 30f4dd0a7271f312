// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/gradient.h"
#include "attacks/threat_model.h"
#include "engine/primitives/shard_pool.h"
#include "engine/thread_init.h"
#include "evaluation/attack_shard.h"
#include "evaluation/preparation.h"
#include "models/model_file.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <QTest>

#include <cmath>

using namespace epsilonlab;

namespace {

const Model& shipped(std::size_t which)
{
    static const std::vector<ModelPointer> models = shippedModels();
    return *models.at(which);
}

Batch sample(std::int64_t first, std::int64_t n)
{
    return readBatch(openDataset({"sample:test"}), first, n);
}

Batch part(const Batch& batch, std::int64_t first, std::int64_t n)
{
    return {batch.images.narrow(0, first, n), batch.labels.narrow(0, first, n).contiguous(),
        {batch.indices.begin() + first, batch.indices.begin() + first + n}};
}

AttackedShard attacked(const std::string& id, const ParameterSet& given, const Batch& batch,
    const Model& model = shipped(0), std::uint64_t seed = 1)
{
    const Attack& attack = attackById(id);
    const ParameterSet values = completed(attack.info.parameters, given);
    return attackShard({model.network, attack, values, seed, {}, false}, batch);
}

std::int64_t count(const at::Tensor& flags)
{
    return flags.sum().item<std::int64_t>();
}

/// Small searches: what is tested holds for every size.
ParameterSet quick(const std::string& id)
{
    if (id == "one-pixel")
        return {
            {"population", std::int64_t{20}}, {"generations", std::int64_t{5}}, {"pixels", std::int64_t{3}}};
    return {{"rotation-steps", std::int64_t{5}}, {"shift-steps", std::int64_t{3}}};
}

at::Tensor digitInTheMiddle()
{
    at::Tensor images = at::zeros({1, 1, 28, 28});
    images.index_put_({0, 0, at::indexing::Slice(10, 13), at::indexing::Slice(12, 20)}, 0.75);
    return images;
}

/// A network whose answer is a linear function of the image, so that the best pixel is known.
Network linear(const at::Tensor& weight, double firstBias)
{
    Architecture architecture = builtInArchitecture("linear");
    architecture.layers.back().out = 2;
    architecture.classes = 2;
    at::Tensor bias = at::zeros({2});
    bias[0] = firstBias;
    return {architecture, {weight, bias}};
}

/// Says 1 only if the picture is `wanted` to the last pixel, or nearly.
Network looksFor(const at::Tensor& wanted)
{
    at::Tensor weight = at::zeros({2, 784});
    weight[1] = wanted.flatten() * 2.0 - 1.0; // light off its place costs
    const double score = (wanted.flatten() * weight[1]).sum().item<double>();
    return linear(weight, score - 0.05);
}

} // namespace

/// Attacks that are bounded by something else than the ball of epsilon, and the universal perturbation.
class OtherBoundsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void attacksWithoutABallSaySo();
    void everyOne_data();
    void everyOne();
    void onePixelChangesAsManyPixelsAsAllowed_data();
    void onePixelChangesAsManyPixelsAsAllowed();
    void onePixelFindsThePixelThatDecides();
    void noMovementChangesNothing();
    void aShiftByWholePixelsIsExact_data();
    void aShiftByWholePixelsIsExact();
    void aQuarterTurnIsExact();
    void theGridIsAtLeastAsStrongAsItsParts();
    void randomTriesDependOnTheSeed();
    void moreTriesAreNotWeaker();
    void theUniversalChangeIsOneForAll_data();
    void theUniversalChangeIsOneForAll();
    void theUniversalChangeDoesNotDependOnWorkers();
    void theUniversalChangeBeatsNoiseOnOtherDigits();
    void aStoppedCraftEndsAtOnce();
};

void OtherBoundsTest::attacksWithoutABallSaySo()
{
    for (const Attack& attack : allAttacks()) {
        const bool hasEpsilon = std::any_of(attack.info.parameters.begin(), attack.info.parameters.end(),
            [](const ParameterSpec& spec) { return spec.id == "epsilon"; });
        QVERIFY2(hasEpsilon == (attack.info.bound == AttackBound::Ball), attack.info.id.c_str());
        QVERIFY2(hasEpsilon == attack.info.boundSentence.empty(), attack.info.id.c_str());
    }
}

void OtherBoundsTest::everyOne_data()
{
    QTest::addColumn<QString>("id");
    for (const Attack& attack : allAttacks())
        if (attack.info.bound != AttackBound::Ball)
            QTest::addRow("%s", attack.info.id.c_str()) << QString::fromStdString(attack.info.id);
}

// The promises of attacks_test.cpp that do not need a ball.
void OtherBoundsTest::everyOne()
{
    QFETCH(QString, id);
    const std::string name = id.toStdString();
    Batch batch = sample(0, 12);
    batch.labels[3] = (batch.labels[3] + 1) % 10; // misread
    const AttackedShard shard = attacked(name, quick(name), batch);
    QVERIFY(shard.adversarial.min().item<double>() >= 0.0);
    QVERIFY(shard.adversarial.max().item<double>() <= 1.0);
    QVERIFY(!shard.isCorrect[3].item<bool>());
    QVERIFY(!shard.isSuccess[3].item<bool>());
    QVERIFY(at::equal(shard.adversarial[3], batch.images[3]));
    const at::NoGradGuard noGrad;
    const at::Tensor judged = shipped(0).network.logits(shard.adversarial).argmax(1);
    QVERIFY(at::equal(judged, shard.adversarialClass));
    QCOMPARE(shard.gradientEvaluations, 0);

    QVERIFY(at::equal(attacked(name, quick(name), batch).adversarial, shard.adversarial));
    // Both judge images in passes of their own size for each image, but logits of other batch sizes may round
    // differently, which can tip a choice between two equally good movements.
    const at::Tensor halves = at::cat({attacked(name, quick(name), part(batch, 0, 5)).adversarial,
        attacked(name, quick(name), part(batch, 5, 7)).adversarial});
    const double different
        = ((halves - shard.adversarial).abs() > 1e-5).to(at::kDouble).mean().item<double>();
    QVERIFY2(different <= 0.005, qPrintable(QString::number(different)));

    std::stop_source stop;
    stop.request_stop();
    const Attack& attack = attackById(name);
    const ParameterSet values = completed(attack.info.parameters, quick(name));
    const AttackedShard stopped
        = attackShard({shipped(0).network, attack, values, 1, stop.get_token(), false}, batch);
    QCOMPARE(stopped.forwardEvaluations, batch.count()); // the clean images alone
}

void OtherBoundsTest::onePixelChangesAsManyPixelsAsAllowed_data()
{
    QTest::addColumn<int>("pixels");
    for (const int pixels : {1, 3, 5})
        QTest::addRow("%d", pixels) << pixels;
}

void OtherBoundsTest::onePixelChangesAsManyPixelsAsAllowed()
{
    QFETCH(int, pixels);
    const Batch batch = sample(0, 8);
    const AttackedShard shard = attacked("one-pixel",
        {{"pixels", std::int64_t{pixels}}, {"population", std::int64_t{40}},
            {"generations", std::int64_t{5}}},
        batch);
    const at::Tensor changed = (shard.adversarial != batch.images).flatten(1).sum(1);
    QVERIFY(changed.max().item<std::int64_t>() <= pixels);
    QVERIFY(changed.sum().item<std::int64_t>() > 0);
}

// Class 1 wins only if the pixel at row 20, column 5 is lighter than 0.9: one of 784 places, a tenth of the
// values.
void OtherBoundsTest::onePixelFindsThePixelThatDecides()
{
    at::Tensor weight = at::zeros({2, 784});
    // A slope towards the place, as a network has: evolution needs more than a needle in a haystack.
    for (int row = 0; row < 28; ++row)
        for (int column = 0; column < 28; ++column) {
            const double distance = std::hypot(row - 20, column - 5);
            weight[1][row * 28 + column] = std::exp(-distance / 6.0);
        }
    const Network biased = linear(weight, 0.9);
    const Batch batch{at::zeros({1, 1, 28, 28}), at::zeros({1}, at::kLong), {0}};
    const Attack& attack = attackById("one-pixel");
    const AttackedShard shard
        = attackShard({biased, attack, defaultsOf(attack.info.parameters), 3, {}, false}, batch);
    QVERIFY(shard.isSuccess[0].item<bool>());
    QVERIFY(shard.adversarial[0][0][20][5].item<double>() > 0.9);
    QCOMPARE(count(shard.adversarial > 0.0), 1);
}

void OtherBoundsTest::noMovementChangesNothing()
{
    const Batch batch = sample(0, 6);
    for (const std::int64_t tries : {std::int64_t{0}, std::int64_t{7}}) {
        const AttackedShard shard
            = attacked("spatial", {{"rotation", 0.0}, {"shift", 0.0}, {"tries", tries}}, batch);
        QVERIFY(at::equal(shard.adversarial, batch.images));
        QCOMPARE(count(shard.isSuccess), 0);
    }
}

void OtherBoundsTest::aShiftByWholePixelsIsExact_data()
{
    QTest::addColumn<int>("right");
    QTest::addColumn<int>("down");
    QTest::newRow("right and down") << 2 << 2;
    QTest::newRow("left and down") << -2 << 2;
    QTest::newRow("right") << 2 << 0;
    QTest::newRow("up") << 0 << -2;
}

// A network that counts light in one place makes the attack take the movement that brings the digit there.
void OtherBoundsTest::aShiftByWholePixelsIsExact()
{
    QFETCH(int, right);
    QFETCH(int, down);
    const at::Tensor image = digitInTheMiddle();
    const at::Tensor wanted = at::roll(image, {down, right}, {2, 3});
    const Network network = looksFor(wanted);
    const Batch batch{image, at::zeros({1}, at::kLong), {0}};
    const Attack& attack = attackById("spatial");
    const ParameterSet values = completed(attack.info.parameters,
        {{"rotation", 0.0}, {"shift", 2.0}, {"shift-steps", std::int64_t{3}}, {"target", std::string("1")}});
    const AttackedShard shard = attackShard({network, attack, values, 1, {}, false}, batch);
    QVERIFY(shard.isSuccess[0].item<bool>());
    QVERIFY((shard.adversarial - wanted).abs().max().item<double>() < 1e-5);
}

void OtherBoundsTest::aQuarterTurnIsExact()
{
    const at::Tensor image = digitInTheMiddle();
    const at::Tensor wanted = at::rot90(image, 1, {2, 3}); // counter-clockwise
    const Network network = looksFor(wanted);
    const Batch batch{image, at::zeros({1}, at::kLong), {0}};
    const Attack& attack = attackById("spatial");
    const ParameterSet values = completed(attack.info.parameters,
        {{"rotation", 90.0}, {"rotation-steps", std::int64_t{3}}, {"shift", 0.0},
            {"target", std::string("1")}});
    const AttackedShard shard = attackShard({network, attack, values, 1, {}, false}, batch);
    QVERIFY(shard.isSuccess[0].item<bool>());
    QVERIFY((shard.adversarial - wanted).abs().max().item<double>() < 1e-4);
}

void OtherBoundsTest::theGridIsAtLeastAsStrongAsItsParts()
{
    const Batch batch = sample(0, 48);
    const auto fooled
        = [&](const ParameterSet& values) { return attacked("spatial", values, batch).isSuccess; };
    const at::Tensor both = fooled({});
    for (const char* without : {"rotation", "shift"}) {
        const at::Tensor one = fooled({{without, 0.0}});
        QCOMPARE(count(one.logical_and(both.logical_not())), 0); // its grid is part of the whole one
    }
    QVERIFY(count(both) > 0);
}

void OtherBoundsTest::randomTriesDependOnTheSeed()
{
    const Batch batch = sample(0, 6);
    const ParameterSet values{{"tries", std::int64_t{3}}};
    QVERIFY(at::equal(
        attacked("spatial", values, batch).adversarial, attacked("spatial", values, batch).adversarial));
    QVERIFY(!at::equal(attacked("spatial", values, batch).adversarial,
        attacked("spatial", values, batch, shipped(0), 2).adversarial));
}

void OtherBoundsTest::moreTriesAreNotWeaker()
{
    const Batch batch = sample(0, 48);
    const auto fooled = [&](std::int64_t tries) {
        return attacked("spatial", {{"tries", tries}}, batch).isSuccess;
    };
    // The first ten of forty are the same ten.
    QCOMPARE(count(fooled(10).logical_and(fooled(40).logical_not())), 0);
}

void OtherBoundsTest::theUniversalChangeIsOneForAll_data()
{
    QTest::addColumn<QString>("norm");
    QTest::addColumn<double>("epsilon");
    QTest::newRow("linf") << "linf" << 0.2;
    QTest::newRow("l2") << "l2" << 2.0;
    QTest::newRow("nothing") << "linf" << 0.0;
}

void OtherBoundsTest::theUniversalChangeIsOneForAll()
{
    QFETCH(QString, norm);
    QFETCH(double, epsilon);
    const DatasetView view = openDataset({"sample:test"}).limited(40);
    const Attack& attack = attackById("uap");
    const ParameterSet values = completed(attack.info.parameters,
        {{"norm", norm.toStdString()}, {"epsilon", epsilon}, {"craft-images", std::int64_t{10}},
            {"passes", std::int64_t{2}}});
    const Preparation made = prepareAttack({shipped(0).network, attack, values, 1}, view);
    QCOMPARE(made.craftImages, 10);
    const Batch batch = readBatch(view, 0, 40);
    const AttackedShard shard
        = attackShard({shipped(0).network, attack, values, 1, {}, false, made.prepared}, batch);
    const at::Tensor wanted = (batch.images + made.prepared).clamp(0.0, 1.0);
    const at::Tensor rows = shard.isAttacked.view({-1, 1, 1, 1});
    QVERIFY((at::where(rows, wanted, batch.images) - shard.adversarial).abs().max().item<double>() < 1e-6);
    const ThreatModel threat = ThreatModel::from(values);
    QVERIFY(threat.distance(shard.adversarial, batch.images).max().item<double>() <= epsilon + 1e-6);
    QVERIFY(at::equal(made.prepared, prepareAttack({shipped(0).network, attack, values, 1}, view).prepared));
    if (epsilon > 0.0)
        QVERIFY(
            !at::equal(made.prepared, prepareAttack({shipped(0).network, attack, values, 2}, view).prepared));
}

// Two passes over 30 craft images: a whole group of 16 and one that is not whole.
void OtherBoundsTest::theUniversalChangeDoesNotDependOnWorkers()
{
    const DatasetView view = openDataset({"sample:test"}).limited(60);
    const Attack& attack = attackById("uap");
    const ParameterSet values = completed(attack.info.parameters,
        {{"epsilon", 0.2}, {"craft-images", std::int64_t{30}}, {"passes", std::int64_t{2}}});
    const Preparation alone = prepareAttack({shipped(0).network, attack, values, 1}, view);
    QVERIFY((alone.prepared != 0).any().item<bool>());
    for (const int workers : {1, 2, 3}) {
        ShardPool pool({workers, 10, true, initialiseComputeThread});
        PrepareRequest request{shipped(0).network, attack, values, 1};
        request.pool = &pool;
        const Preparation made = prepareAttack(request, view);
        QVERIFY2(at::equal(made.prepared, alone.prepared), qPrintable(QString::number(workers)));
        QCOMPARE(made.gradientEvaluations, alone.gradientEvaluations);
        QCOMPARE(made.forwardEvaluations, alone.forwardEvaluations);
    }
}

void OtherBoundsTest::theUniversalChangeBeatsNoiseOnOtherDigits()
{
    const DatasetView view = openDataset({"sample:test"}).limited(200);
    const Attack& attack = attackById("uap");
    const ParameterSet values
        = completed(attack.info.parameters, {{"epsilon", 0.2}, {"craft-images", std::int64_t{50}}});
    const Preparation made = prepareAttack({shipped(0).network, attack, values, 1}, view);
    const Batch others = readBatch(view, 50, 150);
    const AttackedShard universal
        = attackShard({shipped(0).network, attack, values, 1, {}, false, made.prepared}, others);
    const AttackedShard noise = attacked("noise", {{"epsilon", 0.2}}, others);
    QVERIFY2(count(universal.isSuccess) > 2 * count(noise.isSuccess) && count(universal.isSuccess) > 15,
        qPrintable(
            QStringLiteral("%1 against %2").arg(count(universal.isSuccess)).arg(count(noise.isSuccess))));
}

void OtherBoundsTest::aStoppedCraftEndsAtOnce()
{
    std::stop_source stop;
    stop.request_stop();
    const Attack& attack = attackById("uap");
    const ParameterSet values = defaultsOf(attack.info.parameters);
    const Preparation made = prepareAttack(
        {shipped(0).network, attack, values, 1, stop.get_token()}, openDataset({"sample:test"}).limited(40));
    QCOMPARE(made.gradientEvaluations, 0);
}

QTEST_APPLESS_MAIN(OtherBoundsTest)
#include "other_bounds_test.moc"
