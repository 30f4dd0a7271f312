// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/script_convert.h"

#include "api/error.h"
#include "models/random.h"
#include "models/torch_script.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <nlohmann/json.hpp>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/constants.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>

namespace epsilonlab {

namespace {

using torch::jit::Node;
using torch::jit::Value;

std::string pair(int value)
{
    const std::string text = std::to_string(value);
    return "[" + text + ", " + text + "]";
}

/// The line of TorchScript for a layer whose tensors are attributes t<first>, t<first + 1> ...
std::string lineOf(const Layer& layer, std::size_t first)
{
    const auto tensor = [first](std::size_t k) { return "self.t" + std::to_string(first + k); };
    switch (layer.type) {
    case LayerType::Conv2d:
        return "x = torch.conv2d(x, " + tensor(0) + ", " + tensor(1) + ", " + pair(layer.stride) + ", "
            + pair(layer.padding) + ")";
    case LayerType::Linear: return "x = torch.linear(x, " + tensor(0) + ", " + tensor(1) + ")";
    case LayerType::Relu: return "x = torch.relu(x)";
    case LayerType::MaxPool2d:
        return "x = torch.max_pool2d(x, " + pair(layer.kernel) + ", " + pair(layer.stride) + ")";
    case LayerType::AvgPool2d:
        return "x = torch.avg_pool2d(x, " + pair(layer.kernel) + ", " + pair(layer.stride) + ")";
    case LayerType::Flatten: return "x = torch.flatten(x, 1)";
    case LayerType::BatchNorm2d:
        return "x = torch.batch_norm(x, " + tensor(0) + ", " + tensor(1) + ", " + tensor(2) + ", " + tensor(3)
            + ", False, 0.1, 1e-05, False)";
    case LayerType::Dropout: break;
    }
    return "x = x";
}

torch::jit::Module moduleOf(const Network& network)
{
    torch::jit::Module module("epsilonlab_network");
    module.register_attribute("training", c10::BoolType::get(), false); // torch.nn's modules have it
    const auto specs = network.architecture().tensors();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const std::string name = std::string("t").append(std::to_string(i)); // GCC 12 sees an overflow in "t"
                                                                             // + ...
        if (specs[i].isTrainable)
            module.register_parameter(name, network.tensors()[i].contiguous(), false);
        else
            module.register_buffer(name, network.tensors()[i].contiguous());
    }
    std::string source = "def forward(self, x):\n";
    for (std::size_t layer = 0; layer < network.architecture().layers.size(); ++layer) {
        const auto first
            = std::find_if(specs.begin(), specs.end(), [&](const TensorSpec& s) { return s.layer == layer; });
        source += "    "
            + lineOf(network.architecture().layers[layer], static_cast<std::size_t>(first - specs.begin()))
            + "\n";
    }
    module.define(source + "    return x\n");
    return module;
}

/// Reads a frozen graph from its output backwards: what is off the path (checks of shapes) only ends in an
/// exception.
class ChainReader
{
public:
    explicit ChainReader(const Model& model)
        : m_name(model.info.name)
    {
    }

    void read(const torch::jit::Graph& graph)
    {
        const Value* value = graph.outputs().at(0);
        while (value != graph.inputs().at(1)) {
            follow(*value->node());
            value = value->node()->inputs().at(0);
        }
        std::reverse(m_layers.begin(), m_layers.end());
        std::reverse(m_tensors.begin(), m_tensors.end());
    }

    nlohmann::json layers() const { return m_layers; }
    std::vector<at::Tensor> tensors() const { return m_tensors; }

private:
    [[noreturn]] void refuse(const Node& node, const std::string& why) const
    {
        throw Error(ErrorCode::BadParameter,
            m_name + " cannot be written as a list of layers: " + node.kind().toQualString() + " " + why
                + ". Keep it as TorchScript.");
    }

    c10::IValue constant(const Node& node, std::size_t input) const
    {
        if (node.inputs().size() <= input)
            refuse(node, "has fewer inputs than expected");
        const auto value = torch::jit::toIValue(node.inputs()[input]);
        if (!value)
            refuse(node, "takes a number or tensor that depends on the image");
        return *value;
    }

    int equalPair(const Node& node, std::size_t input, int whereEmpty = -1) const
    {
        const std::vector<std::int64_t> sides = constant(node, input).toIntVector();
        if (sides.empty() && whereEmpty >= 0)
            return whereEmpty;
        if (sides.empty()
            || std::any_of(sides.begin(), sides.end(), [&](std::int64_t side) { return side != sides[0]; }))
            refuse(node, "has different sizes along rows and columns");
        return static_cast<int>(sides[0]);
    }

    void require(const Node& node, bool isGood, const std::string& what) const
    {
        if (!isGood)
            refuse(node, "uses " + what + ", which no layer here has");
    }

    // Backwards: the last tensor first.
    void addTensors(const Node& node, std::size_t count)
    {
        const at::Tensor weight = constant(node, 1).toTensor();
        for (std::size_t input = count; input >= 1; --input) {
            const c10::IValue value = constant(node, input);
            m_tensors.push_back(value.isNone() ? at::full({weight.size(0)}, input == 1 ? 1.0 : 0.0)
                                               : value.toTensor().contiguous());
        }
    }

    void followConvolution(const Node& node, bool isGeneral)
    {
        const at::Tensor weight = constant(node, 1).toTensor();
        require(node, weight.dim() == 4 && weight.size(2) == weight.size(3), "a kernel that is not square");
        require(node, equalPair(node, 5) == 1, "dilation");
        require(node, constant(node, isGeneral ? 8 : 6).toInt() == 1, "groups");
        require(node, !isGeneral || !constant(node, 6).toBool(), "a transposed convolution");
        addTensors(node, 2);
        m_layers.push_back({{"type", "conv2d"}, {"in", weight.size(1)}, {"out", weight.size(0)},
            {"kernel", weight.size(2)}, {"stride", equalPair(node, 3)}, {"padding", equalPair(node, 4)}});
    }

    void followPool(const Node& node, bool isMax)
    {
        const int kernel = equalPair(node, 1);
        require(node, equalPair(node, 3) == 0, "padding");
        require(node, !isMax || equalPair(node, 4) == 1, "dilation");
        require(node, !constant(node, isMax ? 5 : 4).toBool(), "ceil_mode");
        m_layers.push_back({{"type", isMax ? "maxpool2d" : "avgpool2d"}, {"kernel", kernel},
            {"stride", equalPair(node, 2, kernel)}});
    }

    void followBatchNorm(const Node& node)
    {
        require(
            node, !constant(node, 5).toBool() && !constant(node, 3).isNone(), "the statistics of the batch");
        require(node, std::abs(constant(node, 7).toDouble() - 1e-5) < 1e-12, "an eps other than 1e-5");
        const std::int64_t features = constant(node, 3).toTensor().size(0);
        addTensors(node, 4);
        m_layers.push_back({{"type", "batchnorm2d"}, {"features", features}});
    }

    void follow(const Node& node)
    {
        const std::string kind = node.kind().toQualString();
        if (kind == "aten::conv2d" || kind == "aten::_convolution")
            return followConvolution(node, kind == "aten::_convolution");
        if (kind == "aten::max_pool2d" || kind == "aten::avg_pool2d")
            return followPool(node, kind == "aten::max_pool2d");
        if (kind == "aten::batch_norm")
            return followBatchNorm(node);
        if (kind == "aten::linear") {
            const at::Tensor weight = constant(node, 1).toTensor();
            addTensors(node, 2);
            m_layers.push_back({{"type", "linear"}, {"in", weight.size(1)}, {"out", weight.size(0)}});
        } else if (kind == "aten::relu" || kind == "aten::relu_") {
            m_layers.push_back({{"type", "relu"}});
        } else if (kind == "aten::flatten" || kind == "aten::view" || kind == "aten::reshape") {
            m_layers.push_back({{"type", "flatten"}});
        } else if (kind == "aten::dropout" || kind == "aten::feature_dropout") {
            m_layers.push_back({{"type", "dropout"}, {"p", constant(node, 1).toDouble()}});
        } else {
            refuse(node, "has no layer");
        }
    }

    std::string m_name;
    std::vector<nlohmann::json> m_layers;
    std::vector<at::Tensor> m_tensors;
};

} // namespace

std::string torchScriptBytes(const Model& model)
{
    const torch::jit::Module* script = scriptOf(model.network);
    std::ostringstream out;
    (script != nullptr ? *script : moduleOf(model.network)).save(out);
    return out.str();
}

Network layersOf(const Model& scripted)
{
    const torch::jit::Module* script = scriptOf(scripted.network);
    if (script == nullptr)
        return scripted.network;
    ChainReader reader(scripted);
    reader.read(*script->get_method("forward").graph());
    Network network(parseArchitecture(reader.layers(), scripted.info.name), reader.tensors());
    const at::NoGradGuard noGrad;
    at::Tensor images = at::empty({16, 1, 28, 28}, at::kFloat);
    ImageRng rng(2, 0, 0x5d);
    rng.fillUniform({images.data_ptr<float>(), static_cast<std::size_t>(images.numel())}, 0.0, 1.0);
    const at::Tensor wanted = scripted.network.logits(images);
    const double error = (network.logits(images) - wanted).abs().max().item<double>();
    if (!(error <= 1e-4 * std::max(1.0, wanted.abs().max().item<double>())))
        throw Error(ErrorCode::BadParameter,
            scripted.info.name
                + " cannot be written as a list of layers: read as one, its logits differ by up to "
                + std::to_string(error) + ". Keep it as TorchScript.");
    return network;
}

} // namespace epsilonlab
