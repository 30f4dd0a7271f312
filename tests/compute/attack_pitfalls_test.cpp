// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute/attack_fixtures.h"

#include "api/engine.h"
#include "attacks/gradient.h"
#include "attacks/minimal_norm.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <QTest>

#include <chrono>
#include <optional>

using namespace epsilonlab;
using namespace epsilonlab::fixtures;

namespace {

constexpr std::int64_t kImages = 8;

AttackedShard attacked(
    const Network& network, const Attack& attack, const ParameterSet& values, const Batch& batch)
{
    return attackedBy({network, attack, values, 7, {}, false}, batch, batch);
}

double midEpsilon(const Attack& attack)
{
    return isMinimalNorm(attack) ? 0.0 : epsilonsFor(normsOf(attack).front()).back();
}

ParameterSet usualValues(const Attack& attack)
{
    return cheapValues(attack, normsOf(attack).front(), midEpsilon(attack));
}

/// `network` with the weights of its last layer times `factor`: as many times as confident.
Network confident(const Network& network, double factor)
{
    std::vector<at::Tensor> tensors = network.tensors();
    for (std::size_t i = tensors.size() - 2; i < tensors.size(); ++i)
        tensors[i] = tensors[i] * factor;
    return {network.architecture(), tensors};
}

bool contains(const at::Tensor& larger, const at::Tensor& smaller)
{
    return !smaller.logical_and(larger.logical_not()).any().item<bool>();
}

std::optional<AttackReport> reportOf(int workers, const AttackRequest& request)
{
    Engine engine({workers, true});
    std::optional<AttackReport> report;
    const RequestId id = engine.submit(request);
    while (true)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(1000))) {
            if (const auto* finished = std::get_if<AttackFinished>(&event))
                report = finished->report;
            if (const auto* end = std::get_if<JobFinished>(&event); end != nullptr && end->id == id)
                return report;
        }
}

} // namespace

/// What implementations of attacks get wrong, one fact a test, over every registered attack.
class AttackPitfallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void staysInBallAndBoxFromBlackAndWhiteImages_data() { attacks(); }
    void staysInBallAndBoxFromBlackAndWhiteImages();
    void aPixelWithoutGradientStays_data() { attacks(); }
    void aPixelWithoutGradientStays();
    void attacksTheNetworkAsItIsUsed_data() { attacks(); }
    void attacksTheNetworkAsItIsUsed();
    void aSuccessOnTheWayIsNotLost_data() { attacks(); }
    void aSuccessOnTheWayIsNotLost();
    void anyRestartThatSucceedsCounts_data() { attacks(); }
    void anyRestartThatSucceedsCounts();
    void aMisreadImageIsNeverASuccess_data() { attacks(); }
    void aMisreadImageIsNeverASuccess();
    void everyImageDrawsItsOwnRandomNumbers_data() { attacks(); }
    void everyImageDrawsItsOwnRandomNumbers();
    void confidenceLeavesAGradient_data() { attacks(); }
    void confidenceLeavesAGradient();
    void workersDoNotChangeABit_data() { attacks(); }
    void workersDoNotChangeABit();
    void aSuccessStandsAloneAndInDoublePrecision_data() { attacks(); }
    void aSuccessStandsAloneAndInDoublePrecision();

private:
    static void attacks();
    const Attack& chosen() const;
};

void AttackPitfallsTest::attacks()
{
    QTest::addColumn<QString>("id");
    for (const Attack& attack : allAttacks())
        QTest::addRow("%s", attack.info.id.c_str()) << QString::fromStdString(attack.info.id);
}

const Attack& AttackPitfallsTest::chosen() const
{
    return attackById(std::string(QTest::currentDataTag()));
}

// Clipping after projecting, or the other way round, must not leave the ball: worst where half of the pixels
// cannot move one way.
void AttackPitfallsTest::staysInBallAndBoxFromBlackAndWhiteImages()
{
    const Attack& attack = chosen();
    if (attack.info.bound != AttackBound::Ball)
        return; // other_bounds_test.cpp
    const Network small = network("small", 3);
    Batch batch = readableImages(small, kImages);
    batch.images = (batch.images > 0.5).to(at::kFloat);
    batch.labels = classesOf(small, batch.images);
    for (const std::string& norm : normsOf(attack)) {
        const double epsilon = epsilonsFor(norm).back();
        const ParameterSet values = cheapValues(attack, norm, epsilon);
        const at::Tensor images = attacked(small, attack, values, batch).adversarial;
        QVERIFY(images.min().item<double>() >= 0.0 && images.max().item<double>() <= 1.0);
        QVERIFY(measured(attack, values, images, batch.images).max().item<double>() <= epsilon + 1e-6);
    }
}

// sign(0) is 0. A linear network that does not look at the upper half of the image has no gradient there.
void AttackPitfallsTest::aPixelWithoutGradientStays()
{
    const Attack& attack = chosen();
    if (!usesGradients(attack))
        return;
    Network linear = network("linear", 11);
    std::vector<at::Tensor> tensors = linear.tensors();
    tensors[0] = tensors[0].clone();
    tensors[0].narrow(1, 0, kImagePixels / 2).zero_();
    linear = Network(linear.architecture(), tensors);
    const Batch batch = readableImages(linear, kImages);
    ParameterSet values = usualValues(attack);
    if (values.contains("random-start"))
        values["random-start"] = false;
    const at::Tensor images = attacked(linear, attack, values, batch).adversarial;
    if (!at::equal(images, attackedBy({linear, attack, values, 8, {}, false}, batch, batch).adversarial))
        return; // starts at a random point by definition: what moved there says nothing about gradients
    const at::Tensor change = (images - batch.images).flatten(1);
    // Tanh space holds black and white pixels only to 1e-6 (carlini_wagner.h).
    QVERIFY(change.narrow(1, 0, kImagePixels / 2).abs().max().item<double>() <= 1e-6);
    QVERIFY(change.narrow(1, kImagePixels / 2, kImagePixels / 2).abs().max().item<double>() > 1e-3);
}

// Dropout and batch norm in evaluation mode: the attack on a network with dropout is that on the same network
// without.
void AttackPitfallsTest::attacksTheNetworkAsItIsUsed()
{
    const Attack& attack = chosen();
    Architecture with = builtInArchitecture("mlp");
    Layer dropout;
    dropout.type = LayerType::Dropout;
    dropout.p = 0.5;
    with.layers.insert(with.layers.end() - 1, dropout);
    const Network plain = network("mlp", 3);
    const Network dropping(with, plain.tensors());
    const Batch batch = readableImages(plain, kImages);
    const ParameterSet values = usualValues(attack);
    QVERIFY(at::equal(attacked(dropping, attack, values, batch).adversarial,
        attacked(plain, attack, values, batch).adversarial));
}

// The best, not the last: what fooled the network anywhere along the way, the result must not fall behind it.
void AttackPitfallsTest::aSuccessOnTheWayIsNotLost()
{
    const Attack& attack = chosen();
    const Network small = network("small", 3);
    ParameterSet values = usualValues(attack);
    if (values.contains("keep"))
        values["keep"] = std::string("best");
    const Batch all = readableImages(small, kImages);
    for (std::int64_t i = 0; i < kImages; ++i) { // one by one, so that a trace is all about one image
        const Batch batch = part(all, i, 1);
        const AttackedShard shard = attackedBy({small, attack, values, 7, {}, true}, batch, all);
        double nearest = std::numeric_limits<double>::infinity();
        for (const AttackStep& step : shard.trace)
            if (isClearSuccess(step.logits, batch.labels, shard.targets).item<bool>())
                nearest
                    = std::min(nearest, measured(attack, values, step.iterates, batch.images).item<double>());
        if (std::isinf(nearest))
            continue;
        QVERIFY(shard.isSuccess.item<bool>());
        if (isMinimalNorm(attack) && !values.contains("rule"))
            QVERIFY(shard.distance.item<double>() <= nearest + 1e-6);
    }
}

void AttackPitfallsTest::anyRestartThatSucceedsCounts()
{
    const Attack& attack = chosen();
    if (!hasParameter(attack, "restarts"))
        return;
    const Network small = network("small", 3);
    const Batch batch = readableImages(small, 16);
    ParameterSet values = cheapValues(attack, normsOf(attack).front(), 0.02);
    const at::Tensor one = attacked(small, attack, values, batch).isSuccess;
    values["restarts"] = std::int64_t{4};
    QVERIFY(contains(attacked(small, attack, values, batch).isSuccess, one));
}

void AttackPitfallsTest::aMisreadImageIsNeverASuccess()
{
    const Attack& attack = chosen();
    const Network small = network("small", 3);
    Batch batch = readableImages(small, kImages);
    batch.labels = (batch.labels + 1) % 10;
    const AttackedShard shard = attacked(small, attack, usualValues(attack), batch);
    QVERIFY(!shard.isSuccess.any().item<bool>() && !shard.isAttacked.any().item<bool>());
    QVERIFY(at::equal(shard.adversarial, batch.images));
    QCOMPARE(shard.gradientEvaluations, 0);
    QCOMPARE(shard.distance.max().item<double>(), 0.0);
}

// No square, start or noise shared by the batch: the same image twice, under two indices, ends in two places
// wherever the seed matters at all, and under one index in one place.
void AttackPitfallsTest::everyImageDrawsItsOwnRandomNumbers()
{
    const Attack& attack = chosen();
    const Network small = network("small", 3);
    const Batch one = part(readableImages(small, 1), 0, 1);
    const auto together = [&](std::int64_t first, std::int64_t second, std::uint64_t seed) {
        const Batch batch{one.images.repeat({2, 1, 1, 1}), one.labels.repeat({2}), {first, second}};
        return attackedBy({small, attack, usualValues(attack), seed, {}, false}, batch, one).adversarial;
    };
    const at::Tensor twins = together(3, 8, 7), same = together(3, 3, 7);
    QVERIFY(at::equal(same[0], same[1]));
    QVERIFY(at::equal(twins[0], same[0]));
    const bool isRandom = !at::equal(together(3, 3, 8)[0], same[0]);
    QCOMPARE(at::equal(twins[0], twins[1]), !isRandom);
}

// log-softmax, not the logarithm of softmax: with a gap of about 60 logits softmax is exactly 1 in float32
// and its logarithm has no gradient left, while exp(-60) is far from the smallest float32.
void AttackPitfallsTest::confidenceLeavesAGradient()
{
    const Attack& attack = chosen();
    if (!usesGradients(attack))
        return;
    const Network plain = network("small", 3);
    const Batch batch = readableImages(plain, kImages);
    const at::Tensor zero = {};
    double gap = 0.0;
    {
        const at::NoGradGuard noGrad;
        gap = -successMargin(plain.logits(batch.images), batch.labels, zero).min().item<double>();
    }
    const Network sure = confident(plain, 60.0 / gap);
    const AttackedShard shard = attacked(sure, attack, usualValues(attack), batch);
    QVERIFY(!shard.zeroGradient.any().item<bool>());
    QVERIFY(shard.gradientEvaluations > 0);
}

void AttackPitfallsTest::workersDoNotChangeABit()
{
    AttackRequest request;
    request.model = "standard";
    request.dataset.text = "sample:test[0:6]";
    request.batchSize = 2;
    request.attack = {chosen().info.id, usualValues(chosen()), 7};
    const std::optional<AttackReport> one = reportOf(1, request);
    QVERIFY(one && one->n == 6);
    for (const int workers : {2, 3}) {
        const std::optional<AttackReport> more = reportOf(workers, request);
        QVERIFY(more && more->adversarial == one->adversarial);
        QCOMPARE(more->gradientEvaluations, one->gradientEvaluations);
    }
}

// The nearest image must not sit on the boundary to the last bit.
void AttackPitfallsTest::aSuccessStandsAloneAndInDoublePrecision()
{
    const Attack& attack = chosen();
    if (!isMinimalNorm(attack))
        return;
    const Network small = network("small", 3);
    std::vector<at::Tensor> tensors;
    for (const at::Tensor& tensor : small.tensors())
        tensors.push_back(tensor.to(at::kDouble));
    const Network exact(small.architecture(), tensors);
    const Batch batch = readableImages(small, kImages);
    const AttackedShard shard = attacked(small, attack, usualValues(attack), batch);
    QVERIFY(shard.isSuccess.any().item<bool>());
    const at::NoGradGuard noGrad;
    for (std::int64_t i = 0; i < kImages; ++i) {
        if (!shard.isSuccess[i].item<bool>())
            continue;
        const at::Tensor image = shard.adversarial.narrow(0, i, 1);
        QVERIFY((small.logits(image).argmax(1) != batch.labels[i]).item<bool>());
        QVERIFY((exact.logits(image.to(at::kDouble)).argmax(1) != batch.labels[i]).item<bool>());
    }
}

QTEST_APPLESS_MAIN(AttackPitfallsTest)
#include "attack_pitfalls_test.moc"
