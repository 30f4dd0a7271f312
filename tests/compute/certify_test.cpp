// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute/attack_fixtures.h"

#include "attacks/attack.h"
#include "evaluation/certificate.h"
#include "evaluation/crown_bounds.h"
#include "models/random.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace epsilonlab;

namespace {

// Of sums of up to 3136 products in float32, each within some 1e-7 of its value, logits of order 1 to 10.
constexpr double kRounding = 1e-4;

// Some, but not all images of the small random network below have a certificate for it.
constexpr double kEpsilon = 0.003;

Network networkOf(const char* layers, std::uint64_t seed)
{
    const Architecture architecture = parseArchitecture(nlohmann::json::parse(layers), "test");
    std::vector<at::Tensor> tensors = initialTensors(architecture, seed);
    // Fresh batch norm is the identity, which would hide a wrong scale or shift.
    const auto specs = architecture.tensors();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        ImageRng rng(seed, static_cast<std::int64_t>(i), 9);
        if (architecture.layers[specs[i].layer].type == LayerType::BatchNorm2d)
            rng.fillUniform(
                {tensors[i].data_ptr<float>(), static_cast<std::size_t>(tensors[i].numel())}, 0.3, 1.5);
    }
    return {architecture, tensors};
}

at::Tensor images(std::int64_t n, std::uint64_t seed)
{
    at::Tensor x = at::empty({n, 1, 28, 28});
    ImageRng rng(seed, 0, 1);
    rng.fillUniform({x.data_ptr<float>(), static_cast<std::size_t>(x.numel())}, -1.0, 1.0);
    return x.clamp_(0.0, 1.0); // half of the pixels are black, as in MNIST
}

Batch batchFor(const Network& network, std::int64_t n)
{
    Batch batch{images(n, 3), {}, {}};
    const at::NoGradGuard noGrad;
    batch.labels = network.logits(batch.images).argmax(1);
    for (std::int64_t i = 0; i < n; ++i)
        batch.indices.push_back(i);
    return batch;
}

at::Tensor margins(const at::Tensor& logits, std::int64_t label)
{
    return logits - logits.select(1, label).unsqueeze(1);
}

/// pixels 0 and 1 -> linear 2 -> ReLU -> linear 2, with weights to compute by hand.
Network twoTwoTwo()
{
    const Architecture architecture = parseArchitecture(nlohmann::json::parse(R"([{"type":"flatten"},
        {"type":"linear","in":784,"out":2},{"type":"relu"},{"type":"linear","in":2,"out":2}])"),
        "test");
    at::Tensor first = at::zeros({2, 784});
    first[0][0] = 2.0;
    first[0][1] = 1.0;
    first[1][0] = -3.0;
    first[1][1] = 4.0;
    return {architecture,
        {first, at::tensor({0.0F, 0.0F}), at::tensor({4.0F, -2.0F, 2.0F, 1.0F}).view({2, 2}),
            at::tensor({0.0F, 0.0F})}};
}

} // namespace

class CertifyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void boundsContainEveryPointOfTheBall_data();
    void boundsContainEveryPointOfTheBall();
    void epsilonZeroGivesTheLogits_data() { boundsContainEveryPointOfTheBall_data(); }
    void epsilonZeroGivesTheLogits();
    void boundsGrowWithEpsilon_data() { boundsContainEveryPointOfTheBall_data(); }
    void boundsGrowWithEpsilon();
    void aSmallNetworkAgreesWithBoundsByHand();
    void aLinearNetworkIsBoundedExactly();
    void crownAloneIsNotMonotone();
    void bothBoundsTogetherAreAProof();
    void noAttackFoolsACertifiedImage_data();
    void noAttackFoolsACertifiedImage();
    void aMisreadImageIsNeverCertified();
    void nanCertifiesNothing();
};

void CertifyTest::boundsContainEveryPointOfTheBall_data()
{
    QTest::addColumn<QByteArray>("layers");
    const auto row = [](const char* name, const char* layers) { QTest::newRow(name) << QByteArray(layers); };
    row("linear", R"([{"type":"flatten"},{"type":"linear","in":784,"out":10}])");
    row("mlp",
        R"([{"type":"flatten"},{"type":"linear","in":784,"out":40},{"type":"relu"},{"type":"linear","in":40,"out":20},
        {"type":"relu"},{"type":"dropout","p":0.5},{"type":"linear","in":20,"out":10}])");
    row("strided convolutions",
        R"([{"type":"conv2d","in":1,"out":4,"kernel":4,"stride":2,"padding":1},{"type":"relu"},
        {"type":"conv2d","in":4,"out":6,"kernel":4,"stride":3,"padding":1},{"type":"relu"},{"type":"flatten"},
        {"type":"linear","in":150,"out":10}])");
    row("max-pool after ReLU",
        R"([{"type":"conv2d","in":1,"out":4,"kernel":5,"stride":1,"padding":2},{"type":"relu"},
        {"type":"maxpool2d","kernel":2,"stride":2},{"type":"conv2d","in":4,"out":4,"kernel":3,"stride":1,"padding":0},
        {"type":"relu"},{"type":"maxpool2d","kernel":2,"stride":2},{"type":"flatten"},{"type":"linear","in":144,"out":10}])");
    row("max-pool before ReLU, overlapping, rest",
        R"([{"type":"conv2d","in":1,"out":3,"kernel":3,"stride":2,"padding":0},
        {"type":"maxpool2d","kernel":3,"stride":2},{"type":"relu"},{"type":"flatten"},{"type":"linear","in":108,"out":8},
        {"type":"relu"},{"type":"linear","in":8,"out":10}])");
    row("batch norm, average pool", R"([{"type":"conv2d","in":1,"out":3,"kernel":4,"stride":2,"padding":1},
        {"type":"batchnorm2d","features":3},{"type":"relu"},{"type":"avgpool2d","kernel":3,"stride":2},
        {"type":"conv2d","in":3,"out":4,"kernel":3,"stride":1,"padding":1},{"type":"batchnorm2d","features":4},{"type":"relu"},
        {"type":"flatten"},{"type":"linear","in":144,"out":10}])");
    row("ends without a linear layer",
        R"([{"type":"flatten"},{"type":"linear","in":784,"out":12},{"type":"relu"},
        {"type":"linear","in":12,"out":10},{"type":"relu"}])");
}

// 10,000 random points, half of them corners of the box, where extremes of a piecewise linear function tend
// to lie.
void CertifyTest::boundsContainEveryPointOfTheBall()
{
    QFETCH(QByteArray, layers);
    const Network network = networkOf(layers.constData(), 7);
    const at::NoGradGuard noGrad;
    const at::Tensor image = images(1, 4);
    const std::int64_t label = network.logits(image).argmax(1).item<std::int64_t>();
    const Box box = inputBox(image, 0.15);
    const std::vector<BoundLayer> bounded = boundLayers(network);
    const at::Tensor interval = intervalMargins(bounded, box, at::full({1}, label, at::kLong)).squeeze(0);
    const at::Tensor crown = crownMargins(bounded, box, label, {});
    at::Tensor highest = at::full({10}, -1e30, at::kFloat);
    for (std::uint64_t chunk = 0; chunk < 10; ++chunk) {
        at::Tensor share = at::empty({1000, 1, 28, 28});
        ImageRng rng(11, static_cast<std::int64_t>(chunk), 2);
        rng.fillUniform({share.data_ptr<float>(), static_cast<std::size_t>(share.numel())}, 0.0, 1.0);
        if (chunk % 2 == 0)
            share = share.round();
        const at::Tensor points = box.low + (box.high - box.low) * share;
        highest = at::max(highest, margins(network.logits(points), label).amax(0));
    }
    QVERIFY((highest <= interval + kRounding).all().item<bool>());
    QVERIFY((highest <= crown + kRounding).all().item<bool>());
    // A bound that were infinite would contain everything.
    QVERIFY(interval.abs().max().item<double>() < 1e3);
    QVERIFY(crown.abs().max().item<double>() < 1e3);
}

void CertifyTest::epsilonZeroGivesTheLogits()
{
    QFETCH(QByteArray, layers);
    const Network network = networkOf(layers.constData(), 8);
    const at::NoGradGuard noGrad;
    const at::Tensor image = images(1, 5);
    const at::Tensor logits = network.logits(image);
    const std::int64_t label = 3;
    const at::Tensor exact = margins(logits, label).squeeze(0);
    const std::vector<BoundLayer> bounded = boundLayers(network);
    const Box box = inputBox(image, 0.0);
    const at::Tensor interval = intervalMargins(bounded, box, at::full({1}, label, at::kLong)).squeeze(0);
    QVERIFY(at::allclose(interval, exact, 0.0, kRounding));
    QVERIFY(at::allclose(crownMargins(bounded, box, label, {}), exact, 0.0, kRounding));
}

void CertifyTest::boundsGrowWithEpsilon()
{
    QFETCH(QByteArray, layers);
    const Network network = networkOf(layers.constData(), 9);
    const at::NoGradGuard noGrad;
    const at::Tensor image = images(1, 6);
    const std::vector<BoundLayer> bounded = boundLayers(network);
    const at::Tensor label = at::full({1}, 2, at::kLong);
    at::Tensor before = intervalMargins(bounded, inputBox(image, 0.0), label);
    for (const double epsilon : {0.01, 0.05, 0.1, 0.2, 0.4, 1.0}) {
        const at::Tensor now = intervalMargins(bounded, inputBox(image, epsilon), label);
        QVERIFY((now >= before - kRounding).all().item<bool>());
        before = now;
    }
}

// x = (0.5, 0.5), e = 0.1: the hidden layer is 2a + b in [1.2, 1.8] and -3a + 4b in [-0.2, 1.2]. With z = W
// h, W = [4 -2; 2 1] and y = 0: z1 - z0 = -2 h0 + 3 h1. IBP: -2 * 1.2 + 3 * 1.2 = 1.2. CROWN: h0 = 2a + b
// exactly; h1 <= s (-3a + 4b) + 0.2 s with s = 1.2 / 1.4 = 6/7, so at the input
// (-4 - 18 s / 2) a... the coefficients are -4 - 9 s = -82/7 and -2 + 12 s = 58/7, offset 0.6 s = 18/35:
// -82/7 * 0.5 + 58/7 * 0.5 + (82/7 + 58/7) * 0.1 + 18/35 = -12/7 + 2 + 18/35 = 28/35 = 0.8.
void CertifyTest::aSmallNetworkAgreesWithBoundsByHand()
{
    const Network network = twoTwoTwo();
    const at::NoGradGuard noGrad;
    const Box box = inputBox(at::full({1, 1, 28, 28}, 0.5, at::kFloat), 0.1);
    const std::vector<BoundLayer> bounded = boundLayers(network);
    const at::Tensor interval = intervalMargins(bounded, box, at::zeros({1}, at::kLong)).squeeze(0);
    const at::Tensor crown = crownMargins(bounded, box, 0, {});
    QVERIFY(std::abs(interval[1].item<double>() - 1.2) < 1e-5);
    QVERIFY(std::abs(crown[1].item<double>() - 0.8) < 1e-5);
    QCOMPARE(interval[0].item<float>(), 0.0F);
    QCOMPARE(crown[0].item<float>(), 0.0F);
}

// Linear: the worst case is the value plus sum of |w| times what each pixel can still move in the bad
// direction.
void CertifyTest::aLinearNetworkIsBoundedExactly()
{
    const Network network = networkOf(R"([{"type":"flatten"},{"type":"linear","in":784,"out":10}])", 12);
    const at::NoGradGuard noGrad;
    const at::Tensor image = images(1, 8);
    const Box box = inputBox(image, 0.2);
    const at::Tensor rows = network.tensors()[0] - network.tensors()[0][4].unsqueeze(0);
    const at::Tensor bias = network.tensors()[1] - network.tensors()[1][4];
    const at::Tensor worst
        = at::where(rows > 0, box.high.flatten().unsqueeze(0), box.low.flatten().unsqueeze(0));
    const at::Tensor exact = (rows.to(at::kDouble) * worst.to(at::kDouble)).sum(1) + bias.to(at::kDouble);
    const std::vector<BoundLayer> bounded = boundLayers(network);
    const at::Tensor interval = intervalMargins(bounded, box, at::full({1}, 4, at::kLong)).squeeze(0);
    QVERIFY(at::allclose(interval.to(at::kDouble), exact, 0.0, 1e-5));
    QVERIFY(at::allclose(crownMargins(bounded, box, 4, {}).to(at::kDouble), exact, 0.0, 1e-5));
}

// One hidden neuron h = relu(10 x - 8.5), z0 = h + 0.3, z1 = 0, x = 0.9: z1 - z0 = -h - 0.3. Within 0.1, 10 x
// - 8.5 is in [-0.5, 1.5], so CROWN has h >= 10 x - 8.5 >= -0.5 and the bound 0.2. Within 0.3 (cut at x = 1)
// it is in [-2.5, 1.5], so h >= 0 and the bound is -0.3, as that of intervals is at both.
void CertifyTest::crownAloneIsNotMonotone()
{
    const Architecture architecture = parseArchitecture(nlohmann::json::parse(R"([{"type":"flatten"},
        {"type":"linear","in":784,"out":1},{"type":"relu"},{"type":"linear","in":1,"out":2}])"),
        "test");
    at::Tensor first = at::zeros({1, 784});
    first[0][0] = 10.0;
    const Network network(architecture,
        {first, at::tensor({-8.5F}), at::tensor({1.0F, 0.0F}).view({2, 1}), at::tensor({0.3F, 0.0F})});
    const at::NoGradGuard noGrad;
    const std::vector<BoundLayer> bounded = boundLayers(network);
    const Batch batch{at::full({1, 1, 28, 28}, 0.9, at::kFloat), at::zeros({1}, at::kLong), {0}};
    const auto margin = [&](double epsilon, CertifyMethod method) {
        return static_cast<double>(
            certifyShard({network, bounded, epsilon, method, {}}, batch)[0].worstLogits[1]);
    };
    QVERIFY(std::abs(margin(0.1, CertifyMethod::Crown) - 0.2) < 1e-5);
    QVERIFY(std::abs(margin(0.3, CertifyMethod::Crown) + 0.3) < 1e-5);
    for (const double epsilon : {0.1, 0.3})
        QVERIFY(std::abs(margin(epsilon, CertifyMethod::Best) + 0.3) < 1e-5);
}

// As above with a class for each bound: one that intervals alone put below 0, one that linear bounds alone
// do. z0 = h + 0.3, z1 = 0, z2 = z0 + a - a' - 0.1 with a = a' = relu(x): exactly 0.1 less than z0, which
// intervals do not see.
void CertifyTest::bothBoundsTogetherAreAProof()
{
    const Architecture architecture = parseArchitecture(nlohmann::json::parse(R"([{"type":"flatten"},
        {"type":"linear","in":784,"out":3},{"type":"relu"},{"type":"linear","in":3,"out":3}])"),
        "test");
    at::Tensor first = at::zeros({3, 784});
    first[0][0] = 10.0;
    first[1][0] = first[2][0] = 1.0;
    const Network network(architecture,
        {first, at::tensor({-8.5F, 0.0F, 0.0F}),
            at::tensor({1.0F, 0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 1.0F, 1.0F, -1.0F}).view({3, 3}),
            at::tensor({0.3F, 0.0F, 0.2F})});
    const std::vector<BoundLayer> bounded = boundLayers(network);
    const Batch batch{at::full({1, 1, 28, 28}, 0.9, at::kFloat), at::zeros({1}, at::kLong), {0}};
    const auto certified = [&](CertifyMethod method) {
        return certifyShard({network, bounded, 0.1, method, {}}, batch)[0].isCertified();
    };
    QVERIFY(!certified(CertifyMethod::Ibp));
    QVERIFY(!certified(CertifyMethod::Crown));
    QVERIFY(certified(CertifyMethod::Best));
}

void CertifyTest::noAttackFoolsACertifiedImage_data()
{
    constexpr const char* kMlp = R"([{"type":"flatten"},{"type":"linear","in":784,"out":30},{"type":"relu"},
        {"type":"linear","in":30,"out":10}])";
    constexpr const char* kConvolutions
        = R"([{"type":"conv2d","in":1,"out":4,"kernel":4,"stride":2,"padding":1},
        {"type":"batchnorm2d","features":4},{"type":"relu"},{"type":"maxpool2d","kernel":2,"stride":2},
        {"type":"flatten"},{"type":"linear","in":196,"out":10}])";
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("norm");
    QTest::addColumn<QByteArray>("layers");
    for (const Attack& attack : allAttacks())
        for (const std::string& norm : fixtures::normsOf(attack))
            for (const auto& [name, layers] :
                {std::pair{"mlp", kMlp}, std::pair{"convolutions", kConvolutions}})
                QTest::addRow("%s, %s, %s", attack.info.id.c_str(), norm.c_str(), name)
                    << QString::fromStdString(attack.info.id) << QString::fromStdString(norm)
                    << QByteArray(layers);
}

void CertifyTest::noAttackFoolsACertifiedImage()
{
    QFETCH(QString, id);
    const Attack& attack = attackById(id.toStdString());
    QFETCH(QString, norm);
    QFETCH(QByteArray, layers);
    const ParameterSet values = fixtures::cheapValues(attack, norm.toStdString(), kEpsilon);
    const Network network = networkOf(layers.constData(), 5);
    const Batch batch = batchFor(network, 32);
    const std::vector<BoundLayer> bounded = boundLayers(network);
    const auto certified = certifyShard({network, bounded, kEpsilon, CertifyMethod::Best, {}}, batch);
    const AttackedShard attacked
        = fixtures::attackedBy({network, attack, values, 1, {}, false}, batch, batch);
    int count = 0;
    for (std::size_t i = 0; i < certified.size(); ++i) {
        if (!certified[i].isCertified())
            continue;
        ++count;
        const auto row = static_cast<std::int64_t>(i);
        // A certificate says nothing about a rotation, or about a ball of another norm that is larger.
        const double distance = (attacked.adversarial[row] - batch.images[row]).abs().max().item<double>();
        QVERIFY(distance > kEpsilon + 1e-6 || !attacked.isSuccess[row].item<bool>());
    }
    QVERIFY2(count > 3 && count < 32, qPrintable(QString::number(count))); // or there is nothing to
                                                                           // contradict
}

void CertifyTest::aMisreadImageIsNeverCertified()
{
    const Network network = networkOf(R"([{"type":"flatten"},{"type":"linear","in":784,"out":10}])", 5);
    Batch batch = batchFor(network, 8);
    batch.labels = (batch.labels + 1) % 10;
    const std::vector<BoundLayer> bounded = boundLayers(network);
    for (const CertifyMethod method : {CertifyMethod::Ibp, CertifyMethod::Crown, CertifyMethod::Best})
        for (const CertifiedImage& image : certifyShard({network, bounded, 0.0, method, {}}, batch)) {
            QVERIFY(!image.isCertified());
            QCOMPARE(image.worstLogits.size(), std::size_t{10});
        }
}

void CertifyTest::nanCertifiesNothing()
{
    Network network = networkOf(R"([{"type":"flatten"},{"type":"linear","in":784,"out":10}])", 5);
    const Batch batch = batchFor(network, 4);
    network.tensors()[1].fill_(std::nan(""));
    const std::vector<BoundLayer> bounded = boundLayers(network);
    for (const CertifiedImage& image : certifyShard({network, bounded, 0.01, CertifyMethod::Ibp, {}}, batch))
        QVERIFY(!image.isCertified());
}

QTEST_APPLESS_MAIN(CertifyTest)
#include "certify_test.moc"
