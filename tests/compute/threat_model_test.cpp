// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute/attack_fixtures.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <QTest>

#include <cmath>

using namespace epsilonlab;
using namespace epsilonlab::fixtures;

namespace {

constexpr std::int64_t kImages = 24;

at::Tensor randomImages(std::uint64_t seed, double low, double high)
{
    at::Tensor images = at::empty({kImages, 1, 28, 28});
    for (std::int64_t i = 0; i < kImages; ++i) {
        ImageRng rng(seed, i, 2);
        rng.fillUniform({images.data_ptr<float>() + i * kImagePixels, kImagePixels}, low, high);
    }
    return images;
}

/// Half of the pixels at 0, some at 1.
at::Tensor digits()
{
    return randomImages(1, -1.0, 1.2).clamp_(0.0, 1.0);
}

std::vector<std::int64_t> indices()
{
    std::vector<std::int64_t> all;
    for (std::int64_t i = 0; i < kImages; ++i)
        all.push_back(i);
    return all;
}

double largest(const at::Tensor& x)
{
    return x.max().item<double>();
}

at::Tensor lengthsOf(const ThreatModel& threat, const at::Tensor& images, const at::Tensor& clean)
{
    return distances(threat.norm, images.to(at::kDouble), clean.to(at::kDouble));
}

} // namespace

class ThreatModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void projectionEndsInBallAndBox_data() { norms(); }
    void projectionEndsInBallAndBox();
    void whatIsInsideStays_data() { norms(); }
    void whatIsInsideStays();
    void randomPointsAreInsideAndTheirOwn_data() { norms(); }
    void randomPointsAreInsideAndTheirOwn();
    void directionHasUnitLength_data() { norms(); }
    void directionHasUnitLength();
    void l1ProjectionIsTheNearestPoint();
    void l1BallIsFilledUniformly();
    void l1DirectionLeavesStuckPixelsAlone();

private:
    static void norms();
    static ThreatModel chosen();
};

void ThreatModelTest::norms()
{
    QTest::addColumn<int>("norm");
    QTest::addColumn<double>("epsilon");
    QTest::addRow("linf") << static_cast<int>(Norm::Linf) << 0.3;
    QTest::addRow("l2") << static_cast<int>(Norm::L2) << 2.0;
    QTest::addRow("l1") << static_cast<int>(Norm::L1) << 12.0;
    QTest::addRow("l1 small") << static_cast<int>(Norm::L1) << 0.5;
    QTest::addRow("l1 nothing") << static_cast<int>(Norm::L1) << 0.0;
}

ThreatModel ThreatModelTest::chosen()
{
    const auto norm = *static_cast<int*>(QTest::qData("norm", qMetaTypeId<int>()));
    const auto epsilon = *static_cast<double*>(QTest::qData("epsilon", qMetaTypeId<double>()));
    return {static_cast<Norm>(norm), epsilon};
}

void ThreatModelTest::projectionEndsInBallAndBox()
{
    const ThreatModel threat = chosen();
    const at::Tensor clean = digits(), far = clean + randomImages(2, -3.0, 3.0);
    const at::Tensor near = threat.project(far, clean);
    QVERIFY(near.min().item<double>() >= 0.0 && near.max().item<double>() <= 1.0);
    QVERIFY(largest(lengthsOf(threat, near, clean)) <= threat.epsilon + 1e-6);
    if (threat.norm == Norm::L1) // nothing is given away: the far point lies outside, so the nearest lies on
                                 // the surface
        QVERIFY(lengthsOf(threat, near, clean).min().item<double>() >= threat.epsilon - 1e-4);
}

void ThreatModelTest::whatIsInsideStays()
{
    const ThreatModel threat = chosen();
    const at::Tensor clean = digits();
    const at::Tensor inside = threat.project(clean + randomImages(2, -3.0, 3.0), clean);
    QVERIFY(largest((threat.project(inside, clean) - inside).abs()) <= 1e-6);
    QVERIFY(at::equal(threat.project(clean, clean), clean));
}

void ThreatModelTest::randomPointsAreInsideAndTheirOwn()
{
    const ThreatModel threat = chosen();
    const at::Tensor clean = digits();
    const at::Tensor points = threat.randomPoint(clean, indices(), 5, 9);
    QVERIFY(points.min().item<double>() >= 0.0 && points.max().item<double>() <= 1.0);
    QVERIFY(largest(lengthsOf(threat, points, clean)) <= threat.epsilon + 1e-6);
    const at::Tensor last = threat.randomPoint(clean.narrow(0, kImages - 1, 1), {kImages - 1}, 5, 9);
    QVERIFY(at::equal(last[0], points[kImages - 1]));
}

void ThreatModelTest::directionHasUnitLength()
{
    const ThreatModel threat = chosen();
    const at::Tensor clean = digits(), gradient = randomImages(3, -1.0, 1.0);
    const at::Tensor direction = threat.ascentDirection(gradient, clean);
    const at::Tensor lengths = lengthsOf(threat, direction, at::zeros_like(direction));
    QVERIFY(largest((lengths - 1.0).abs()) <= 1e-5);
    QVERIFY((direction * gradient).flatten(1).sum(1).min().item<double>() > 0.0);
    QCOMPARE(largest(threat.ascentDirection(at::zeros_like(gradient), clean).abs()), 0.0);
}

// p is the nearest point to y of a convex set if and only if (y - p)(z - p) <= 0 for every z in it. The set's
// points: random ones, and for each image the corner that goes furthest towards y, which is where the
// inequality is tightest. float32 pixels carry 6e-8 each, times |y - p| <= 3 over 784 pixels: 1.5e-4 at most.
void ThreatModelTest::l1ProjectionIsTheNearestPoint()
{
    for (const double epsilon : {0.5, 12.0, 150.0}) {
        const ThreatModel threat{Norm::L1, epsilon};
        const at::Tensor clean = digits(), far = clean + randomImages(2, -3.0, 3.0);
        const at::Tensor near = threat.project(far, clean);
        const at::Tensor outward = (far - near).to(at::kDouble);
        const auto worstOf = [&](const at::Tensor& z) {
            return largest((outward * (z - near).to(at::kDouble)).flatten(1).sum(1));
        };
        for (std::uint64_t seed = 10; seed < 20; ++seed) {
            QVERIFY(worstOf(threat.randomPoint(clean, indices(), seed, 1)) <= 1.5e-4);
            QVERIFY(worstOf(threat.project(near + randomImages(seed, -0.1, 0.1), clean)) <= 1.5e-4);
        }
        // The corner: the pixels of largest |y - p| filled to the edge of the box until epsilon is used up.
        at::Tensor corner = clean.clone();
        for (std::int64_t i = 0; i < kImages; ++i) {
            double left = epsilon;
            const at::Tensor order = outward[i].flatten().abs().argsort(0, true);
            float* pixels = corner.data_ptr<float>() + i * kImagePixels;
            for (std::int64_t j = 0; j < kImagePixels && left > 0.0; ++j) {
                const auto pixel = order[j].item<std::int64_t>();
                const bool isUp = outward[i].flatten()[pixel].item<double>() > 0.0;
                const double room
                    = isUp ? 1.0 - static_cast<double>(pixels[pixel]) : static_cast<double>(pixels[pixel]);
                const double used = std::min(room, left);
                pixels[pixel] += static_cast<float>(isUp ? used : -used);
                left -= used;
            }
        }
        QVERIFY2(worstOf(corner) <= 1.5e-4, qPrintable(QString::number(worstOf(corner))));
    }
}

// In d dimensions the length of a uniform point of the ball is epsilon U^(1/d): mean epsilon d / (d + 1),
// deviation about epsilon / d. Over 24 images the mean is off by 1 / (784 sqrt(24)) = 2.6e-4 epsilon; five of
// these are allowed. Far from the box.
void ThreatModelTest::l1BallIsFilledUniformly()
{
    const ThreatModel threat{Norm::L1, 2.0};
    const at::Tensor clean = at::full({kImages, 1, 28, 28}, 0.5F);
    const at::Tensor points = threat.randomPoint(clean, indices(), 5, 9);
    const double mean = lengthsOf(threat, points, clean).mean().item<double>() / threat.epsilon;
    QVERIFY(std::abs(mean - 784.0 / 785.0) <= 5.0 * 2.6e-4);
    // Signs are even: 24 * 784 of them, deviation 1 / (2 sqrt(18816)) = 0.0036.
    const double up = (points > clean).to(at::kDouble).mean().item<double>();
    QVERIFY(std::abs(up - 0.5) <= 5.0 * 0.0036);
    // The share of a single pixel is Beta(1, 784), mean 1 / 785, so the mean size is epsilon / 785.
    const double size = (points - clean).abs().to(at::kDouble).mean().item<double>();
    QVERIFY(std::abs(size * 785.0 / threat.epsilon - 1.0) <= 5e-3);
}

void ThreatModelTest::l1DirectionLeavesStuckPixelsAlone()
{
    const ThreatModel threat{Norm::L1, 2.0, 0.99};
    const at::Tensor clean = digits(), gradient = randomImages(3, -1.0, 1.0);
    const at::Tensor direction = threat.ascentDirection(gradient, clean);
    const at::Tensor isOut
        = (clean <= 0).logical_and(direction < 0).logical_or((clean >= 1).logical_and(direction > 0));
    QVERIFY(!isOut.any().item<bool>());
    const at::Tensor moved = (direction != 0).flatten(1).sum(1);
    QVERIFY((moved == 8).all().item<bool>()); // 1 % of 784
}

QTEST_APPLESS_MAIN(ThreatModelTest)
#include "threat_model_test.moc"
