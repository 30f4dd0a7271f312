// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network.h"
#include "models/random.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <QTest>

/// Networks of every built-in kind and every kind of layer, with weights and images to compare the kernels
/// on.
namespace epsilonlab::fixtures {

inline Architecture architecture(const QString& layers)
{
    if (!layers.startsWith(QLatin1Char('[')))
        return builtInArchitecture(layers.toStdString());
    return parseArchitecture(nlohmann::json::parse(layers.toStdString()), "test");
}

inline std::vector<at::Tensor> weights(const Architecture& architecture)
{
    std::vector<at::Tensor> tensors = initialTensors(architecture, 3);
    const auto specs = architecture.tensors();
    for (std::size_t i = 0; i < specs.size(); ++i)
        if (architecture.layers[specs[i].layer].type == LayerType::BatchNorm2d) { // nothing that is 0 or 1
            ImageRng rng(8, static_cast<std::int64_t>(i), 1);
            rng.fillUniform(
                {tensors[i].data_ptr<float>(), static_cast<std::size_t>(tensors[i].numel())}, 0.5, 1.5);
        } else if (const Layer& layer = architecture.layers[specs[i].layer];
                   layer.type == LayerType::Conv2d && layer.in == 1 && layer.out == 1 && layer.kernel == 1) {
            tensors[i].fill_(tensors[i].dim() > 1 ? -1.1 : 0.6); // some pixels pass its ReLU, some do not
        }
    return tensors;
}

inline at::Tensor someNumbers(at::IntArrayRef shape, double low, std::uint64_t stream)
{
    at::Tensor numbers = at::empty(shape);
    ImageRng rng(5, 0, stream);
    rng.fillUniform({numbers.data_ptr<float>(), static_cast<std::size_t>(numbers.numel())}, low, 1.0);
    return numbers;
}

inline at::Tensor someImages(std::int64_t n)
{
    return someNumbers({n, 1, 28, 28}, -1.0, 1).clamp_(0.0, 1.0); // half of the pixels black, as in MNIST
}

inline double error(const at::Tensor& ours, const at::Tensor& torchs)
{
    return ((ours - torchs).abs().max() / torchs.abs().max().clamp_min(1e-30)).item<double>();
}

/// A column of layers, one row a network.
inline void addNetworks()
{
    QTest::addColumn<QString>("layers");
    for (const Architecture& known : builtInArchitectures())
        QTest::addRow("%s", known.id.c_str()) << QString::fromStdString(known.id);
    const QString end = QStringLiteral(R"({"type":"flatten"},{"type":"linear","in":%1,"out":10}])");
    const auto row = [&](const char* name, const char* layers, int features) {
        QTest::addRow("%s", name) << QLatin1String(layers) + end.arg(features);
    };
    row("batch norm",
        R"([{"type":"conv2d","in":1,"out":6,"kernel":3,"padding":1},{"type":"batchnorm2d","features":6},{"type":"relu"},)",
        4704);
    row("average pool",
        R"([{"type":"conv2d","in":1,"out":8,"kernel":3},{"type":"relu"},{"type":"avgpool2d","kernel":3},)",
        512);
    row("overlapping max-pool",
        R"([{"type":"conv2d","in":1,"out":5,"kernel":5,"padding":2},{"type":"relu"},{"type":"maxpool2d","kernel":3,"stride":2},)",
        845);
    row("overlapping average pool",
        R"([{"type":"conv2d","in":1,"out":5,"kernel":5},{"type":"avgpool2d","kernel":3,"stride":2},{"type":"relu"},)",
        605);
    row("pool that leaves a rest",
        R"([{"type":"conv2d","in":1,"out":4,"kernel":4},{"type":"maxpool2d","kernel":2},{"type":"conv2d","in":4,"out":7,"kernel":2},{"type":"relu"},{"type":"maxpool2d","kernel":3},)",
        63);
    row("two pools",
        R"([{"type":"conv2d","in":1,"out":4,"kernel":3,"padding":1},{"type":"relu"},{"type":"maxpool2d","kernel":2},{"type":"relu"},{"type":"maxpool2d","kernel":2},)",
        196);
    row("strides",
        R"([{"type":"conv2d","in":1,"out":9,"kernel":5,"stride":3,"padding":2},{"type":"relu"},{"type":"conv2d","in":9,"out":17,"kernel":3,"stride":2},{"type":"relu"},{"type":"conv2d","in":17,"out":3,"kernel":1},)",
        48);
    row("kernel smaller than stride",
        R"([{"type":"conv2d","in":1,"out":4,"kernel":2,"stride":3},{"type":"relu"},{"type":"conv2d","in":4,"out":8,"kernel":1,"stride":2},)",
        200);
    row("much padding",
        R"([{"type":"conv2d","in":1,"out":4,"kernel":3,"stride":2,"padding":4},{"type":"relu"},{"type":"conv2d","in":4,"out":8,"kernel":3,"padding":3},)",
        3528);
    row("gate of grey",
        R"([{"type":"conv2d","in":1,"out":1,"kernel":1},{"type":"relu"},{"type":"dropout","p":0.2},{"type":"conv2d","in":1,"out":1,"kernel":1},{"type":"relu"},{"type":"conv2d","in":1,"out":4,"kernel":3,"stride":2,"padding":1},{"type":"relu"},)",
        784);
    row("one factor for all pixels", R"([{"type":"conv2d","in":1,"out":1,"kernel":1},{"type":"relu"},)", 784);
    row("factor, then pool",
        R"([{"type":"conv2d","in":1,"out":1,"kernel":1},{"type":"maxpool2d","kernel":2},{"type":"relu"},)",
        196);
    row("factor and norm",
        R"([{"type":"conv2d","in":1,"out":1,"kernel":1},{"type":"batchnorm2d","features":1},{"type":"relu"},{"type":"conv2d","in":1,"out":3,"kernel":5},)",
        1728);
    row("one channel at the end",
        R"([{"type":"conv2d","in":1,"out":4,"kernel":3},{"type":"relu"},{"type":"conv2d","in":4,"out":1,"kernel":3},)",
        576);
    row("ReLU first", R"([{"type":"relu"},{"type":"conv2d","in":1,"out":4,"kernel":3},)", 2704);
    row("pool first",
        R"([{"type":"maxpool2d","kernel":2},{"type":"conv2d","in":1,"out":4,"kernel":3},{"type":"relu"},)",
        576);
    row("norm first",
        R"([{"type":"batchnorm2d","features":1},{"type":"conv2d","in":1,"out":4,"kernel":9,"padding":1},{"type":"relu"},)",
        1936);
    row("dropout between",
        R"([{"type":"conv2d","in":1,"out":4,"kernel":4,"stride":2},{"type":"dropout","p":0.3},{"type":"relu"},{"type":"dropout","p":0.2},)",
        676);
    QTest::newRow("no linear layer")
        << R"([{"type":"conv2d","in":1,"out":5,"kernel":27},{"type":"relu"},{"type":"flatten"}])";
    QTest::newRow("ReLU at the end")
        << R"([{"type":"flatten"},{"type":"relu"},{"type":"linear","in":784,"out":20},{"type":"dropout"},{"type":"linear","in":20,"out":3},{"type":"relu"}])";
}

} // namespace epsilonlab::fixtures
