// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/logit_gradients.h"
#include "kernel_fixtures.h"
#include "kernels/packed_weights.h"
#include "kernels/paired_panels.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>

using namespace epsilonlab;
using namespace epsilonlab::fixtures;

namespace {

at::Tensor rounded(const at::Tensor& numbers)
{
    return numbers.to(at::kBFloat16).to(at::kFloat);
}

/// A network by torch, layer by layer, on factors that are rounded first.
class Rounded
{
public:
    explicit Rounded(const Network& network)
        : m_layers(network.architecture().layers)
        , m_tensors(network.tensors())
        , m_specs(network.architecture().tensors())
        , m_isProduct(m_layers.size(), false)
    {
        for (const kernels::Step& step : network.packed()->plan().steps())
            m_isProduct[step.index]
                = step.kind == kernels::StepKind::Convolution || step.kind == kernels::StepKind::Linear;
    }

    at::Tensor logits(at::Tensor x)
    {
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            m_inputs.push_back(m_isProduct[i] ? rounded(x) : x);
            x = applied(i, m_inputs.back());
        }
        return x;
    }

    /// The way back from the last logits().
    at::Tensor gradient(at::Tensor cotangents) const
    {
        for (std::size_t i = m_layers.size(); i-- > 0;) {
            const at::Tensor x = m_inputs[i].detach().requires_grad_(true);
            const at::Tensor from = m_isProduct[i] ? rounded(cotangents) : cotangents;
            cotangents = torch::autograd::grad({applied(i, x)}, {x}, {from})[0];
        }
        return cotangents;
    }

private:
    at::Tensor applied(std::size_t index, const at::Tensor& x) const
    {
        const Layer& layer = m_layers[index];
        std::vector<at::Tensor> own;
        for (std::size_t i = 0; i < m_specs.size(); ++i)
            if (m_specs[i].layer == index)
                own.push_back(m_tensors[i]);
        switch (layer.type) {
        case LayerType::Conv2d:
            return at::conv2d(
                x, m_isProduct[index] ? rounded(own[0]) : own[0], own[1], layer.stride, layer.padding);
        case LayerType::Linear: return at::linear(x, rounded(own[0]), own[1]);
        case LayerType::Relu: return at::relu(x);
        case LayerType::MaxPool2d: return at::max_pool2d(x, layer.kernel, layer.stride);
        case LayerType::AvgPool2d: return at::avg_pool2d(x, layer.kernel, layer.stride);
        case LayerType::BatchNorm2d:
            return at::batch_norm(x, own[0], own[1], own[2], own[3], false, 0.1, kBatchNormEpsilon, false);
        case LayerType::Flatten: return x.flatten(1);
        case LayerType::Dropout: break;
        }
        return x;
    }

    std::vector<Layer> m_layers;
    std::vector<at::Tensor> m_tensors;
    std::vector<TensorSpec> m_specs;
    std::vector<bool> m_isProduct; // of each layer; a factor for all pixels is none and is not rounded
    std::vector<at::Tensor> m_inputs;
};

/// `depth` x `columns` in panels as PackedWeights makes them.
kernels::Floats panelsOf(const at::Tensor& matrix, std::int64_t wide)
{
    kernels::Floats panels(matrix.numel());
    float* to = panels.data();
    for (std::int64_t column = 0; column < matrix.size(1); column += wide)
        for (std::int64_t k = 0; k < matrix.size(0); ++k)
            for (std::int64_t i = column; i < std::min(column + wide, matrix.size(1)); ++i)
                *to++ = matrix[k][i].item<float>();
    return panels;
}

} // namespace

/// Products of factors rounded to bfloat16, against torch's own rounding. What needs AVX512_BF16 is left out
/// where the processor has none; there the networks must be the float32 ones.
class Bfloat16Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void panelsAreRoundedAsTorchRounds();
    void productsAreThoseOfRoundedFactors_data();
    void productsAreThoseOfRoundedFactors();
    void networksAreThoseOfRoundedFactors_data() { addNetworks(); }
    void networksAreThoseOfRoundedFactors();
    void anImageDoesNotKnowItsBatch_data() { addNetworks(); }
    void anImageDoesNotKnowItsBatch();
};

void Bfloat16Test::panelsAreRoundedAsTorchRounds()
{
    kernels::KernelSet set{};
    set.vectorFloats = 4;
    set.usesBfloat16 = true;
    at::Tensor matrix = someNumbers({6, 12}, -1.0, 4);
    matrix[0][0] = std::numeric_limits<float>::quiet_NaN();
    matrix[1][1] = std::numeric_limits<float>::infinity();
    matrix[2][2] = 1.0F + 1.0F / 256.0F; // a tie, to even
    matrix[3][3] = 1.0F + 3.0F / 256.0F;
    // Two runs of three: each has a pair and one beside a zero.
    const kernels::Floats paired = kernels::panelsFor(set, panelsOf(matrix, 8), {2, 3, 12});
    QCOMPARE(paired.count(), 2 * 2 * 12);
    const at::Tensor expected = rounded(matrix);
    const float* place = paired.data();
    for (const auto& [column, width] : {std::pair{0, 8}, {8, 4}})
        for (const auto& [first, second] : {std::pair{0, 1}, {2, -1}, {3, 4}, {5, -1}})
            for (int i = 0; i < width; ++i, ++place) {
                const auto bits = std::bit_cast<std::uint32_t>(*place);
                const auto lower = std::bit_cast<float>(bits << 16),
                           upper = std::bit_cast<float>(bits & 0xFFFF0000U);
                const float low = expected[first][column + i].item<float>();
                const float high = second < 0 ? 0.0F : expected[second][column + i].item<float>();
                QVERIFY(lower == low || (std::isnan(lower) && std::isnan(low)));
                QCOMPARE(upper, high);
            }
}

void Bfloat16Test::productsAreThoseOfRoundedFactors_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("segments");
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("columns");
    for (const auto& [rows, segments, length, columns] :
        {std::tuple{1, 1, 1, 16}, {7, 1, 2, 32}, {6, 1, 31, 48}, {13, 5, 5, 16}, {12, 3, 33, 80},
            {2, 1, 256, 32}, {5, 1, 257, 32}, {8, 1, 1000, 64}, {9, 2, 513, 32}, {1, 4, 300, 48}})
        QTest::addRow("%d rows of %d x %d, %d columns", rows, segments, length, columns)
            << rows << segments << length << columns;
}

void Bfloat16Test::productsAreThoseOfRoundedFactors()
{
    const kernels::KernelSet* set = kernels::bfloat16Kernels();
    if (set == nullptr)
        return;
    QFETCH(int, rows);
    QFETCH(int, segments);
    QFETCH(int, length);
    QFETCH(int, columns);
    constexpr std::int64_t kGap = 3; // between the runs of A
    const std::int64_t depth = std::int64_t{segments} * length, line = segments * (length + kGap);
    const at::Tensor a = someNumbers({rows, segments, length + kGap}, -1.0, 5);
    const at::Tensor b = someNumbers({depth, columns}, -1.0, 6), bias = someNumbers({columns}, -1.0, 7);
    at::Tensor c = at::zeros({rows, columns});
    std::vector<std::int32_t> aRows, cRows;
    for (int row = 0; row < rows; ++row) {
        aRows.push_back(static_cast<std::int32_t>(row * line));
        cRows.push_back(row * columns);
    }
    const kernels::Floats panels
        = kernels::panelsFor(*set, panelsOf(b, kernels::panelColumns(*set)), {segments, length, columns});
    kernels::Product product;
    product.a = a.data_ptr<float>();
    product.aRows = aRows.data();
    product.rows = rows;
    product.segments = segments;
    product.segmentLength = length;
    product.segmentStep = length + kGap;
    product.b = panels.data();
    product.columns = columns;
    product.c = c.data_ptr<float>();
    product.cRows = cRows.data();
    product.bias = bias.data_ptr<float>();
    set->multiply(product);

    const at::Tensor left = rounded(a.narrow(2, 0, length).reshape({rows, depth})).to(at::kDouble);
    const at::Tensor right = rounded(b).to(at::kDouble);
    const at::Tensor sizes = left.abs().matmul(right.abs()) + bias.abs();
    // Products of two eight-digit numbers are exact; each of the depth + 1 sums in float32 rounds once, at
    // most 2^-24 of the sizes.
    const at::Tensor allowed = sizes * std::ldexp(static_cast<double>(depth) + 1.0, -24);
    QVERIFY((((left.matmul(right) + bias) - c).abs() <= allowed).all().item<bool>());
}

void Bfloat16Test::networksAreThoseOfRoundedFactors()
{
    QFETCH(QString, layers);
    const Architecture list = architecture(layers);
    const Network network(list, weights(list));
    const Network half = network.inBfloat16();
    const at::Tensor images = someImages(11), cotangents = someNumbers({11, list.classes}, -1.0, 2);
    const LogitGradients ours(half, images), plain(network, images);
    if (kernels::bfloat16Kernels() == nullptr) {
        QVERIFY(at::equal(ours.logits(), plain.logits()));
        QVERIFY(at::equal(ours.of(cotangents), plain.of(cotangents)));
        return;
    }
    Rounded torchs(network);
    const at::Tensor logits = torchs.logits(images), gradient = torchs.gradient(cotangents);
    // Float32 sums in another order put a few numbers on the other side of the edge between two of bfloat16:
    // each moves by 2^-8 of itself, one of many summands of the next layer.
    constexpr double kFewOnTheEdge = 1e-3;
    QVERIFY2(error(ours.logits(), logits) <= kFewOnTheEdge,
        qPrintable(QString::number(error(ours.logits(), logits))));
    QVERIFY2(error(ours.of(cotangents), gradient) <= kFewOnTheEdge,
        qPrintable(QString::number(error(ours.of(cotangents), gradient))));
    qInfo("logits %.1e (float32 %.1e), gradient %.1e (float32 %.1e)", error(ours.logits(), logits),
        error(plain.logits(), logits), error(ours.of(cotangents), gradient),
        error(plain.of(cotangents), gradient));
    QVERIFY(!at::equal(ours.logits(), plain.logits()));
}

void Bfloat16Test::anImageDoesNotKnowItsBatch()
{
    QFETCH(QString, layers);
    const Architecture list = architecture(layers);
    const Network network = Network(list, weights(list)).inBfloat16();
    const at::Tensor images = someImages(23), cotangents = someNumbers({23, list.classes}, -1.0, 2);
    const LogitGradients all(network, images);
    const at::Tensor gradient = all.of(cotangents);
    for (const auto& [first, n] : {std::pair{0, 1}, {3, 2}, {10, 13}}) {
        const LogitGradients part(network, images.narrow(0, first, n));
        QVERIFY(at::equal(part.logits(), all.logits().narrow(0, first, n)));
        QVERIFY(at::equal(part.of(cotangents.narrow(0, first, n)), gradient.narrow(0, first, n)));
    }
}

QTEST_APPLESS_MAIN(Bfloat16Test)
#include "bfloat16_test.moc"
