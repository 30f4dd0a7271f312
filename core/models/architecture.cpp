// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/architecture.h"

#include "api/error.h"
#include "data/embedded.h"
#include "models/shape_check.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace epsilonlab {

namespace {

struct TypeName
{
    LayerType type;
    const char* name;
};
constexpr TypeName kTypeNames[] = {{LayerType::Conv2d, "conv2d"}, {LayerType::Linear, "linear"},
    {LayerType::Relu, "relu"}, {LayerType::MaxPool2d, "maxpool2d"}, {LayerType::AvgPool2d, "avgpool2d"},
    {LayerType::Flatten, "flatten"}, {LayerType::Dropout, "dropout"},
    {LayerType::BatchNorm2d, "batchnorm2d"}};

const char* typeName(LayerType type)
{
    for (const TypeName& row : kTypeNames)
        if (row.type == type)
            return row.name;
    return "";
}

LayerType typeOf(const nlohmann::json& json, const std::string& place)
{
    const auto type = json.is_object() ? json.find("type") : json.end();
    if (!json.is_object() || type == json.end() || !type->is_string())
        throw Error(
            ErrorCode::BadFile, place + " has no \"type\"; every layer needs one, for example \"relu\".");
    std::string known;
    for (const TypeName& row : kTypeNames) {
        if (*type == row.name)
            return row.type;
        known += (known.empty() ? "" : ", ") + std::string(row.name);
    }
    throw Error(ErrorCode::BadFile,
        place + " is a \"" + type->get<std::string>() + "\" layer, which is not known here; known are "
            + known + ".");
}

int wholeNumber(
    const nlohmann::json& json, const char* key, int minimum, int fallback, const std::string& place)
{
    const auto value = json.find(key);
    if (value == json.end() && fallback >= minimum)
        return fallback;
    // The upper bound keeps every product of dimensions far from overflow.
    if (value == json.end() || !value->is_number_integer() || *value < minimum || *value > 1000000)
        throw Error(ErrorCode::BadFile,
            place + " needs \"" + key + "\" as a whole number from " + std::to_string(minimum)
                + " to 1000000, but has " + (value == json.end() ? "none" : value->dump()) + ".");
    return value->get<int>();
}

Layer parseLayer(const nlohmann::json& json, const std::string& place)
{
    Layer layer;
    layer.type = typeOf(json, place);
    switch (layer.type) {
    case LayerType::Conv2d:
        layer.in = wholeNumber(json, "in", 1, 0, place);
        layer.out = wholeNumber(json, "out", 1, 0, place);
        layer.kernel = wholeNumber(json, "kernel", 1, 0, place);
        layer.stride = wholeNumber(json, "stride", 1, 1, place);
        layer.padding = wholeNumber(json, "padding", 0, 0, place);
        break;
    case LayerType::Linear:
        layer.in = wholeNumber(json, "in", 1, 0, place);
        layer.out = wholeNumber(json, "out", 1, 0, place);
        break;
    case LayerType::MaxPool2d:
    case LayerType::AvgPool2d:
        layer.kernel = wholeNumber(json, "kernel", 1, 0, place);
        layer.stride = wholeNumber(json, "stride", 1, layer.kernel, place);
        break;
    case LayerType::BatchNorm2d: layer.features = wholeNumber(json, "features", 1, 0, place); break;
    case LayerType::Dropout:
        if (json.contains("p"))
            layer.p = json["p"].is_number() ? json["p"].get<double>() : -1.0;
        if (!(layer.p >= 0.0 && layer.p < 1.0))
            throw Error(ErrorCode::BadFile, place + " needs \"p\" from 0 to below 1.");
        break;
    case LayerType::Relu:
    case LayerType::Flatten: break;
    }
    return layer;
}

nlohmann::ordered_json toJson(const Layer& layer)
{
    nlohmann::ordered_json json{{"type", typeName(layer.type)}};
    const bool hasKernel = layer.kernel > 0;
    if (layer.in > 0) {
        json["in"] = layer.in;
        json["out"] = layer.out;
    }
    if (hasKernel) {
        json["kernel"] = layer.kernel;
        json["stride"] = layer.stride;
    }
    if (layer.type == LayerType::Conv2d)
        json["padding"] = layer.padding;
    if (layer.type == LayerType::BatchNorm2d)
        json["features"] = layer.features;
    if (layer.type == LayerType::Dropout)
        json["p"] = layer.p;
    return json;
}

std::string text(const Layer& layer)
{
    const auto number = [](int value) { return std::to_string(value); };
    switch (layer.type) {
    case LayerType::Conv2d:
        return "conv " + number(layer.in) + "-" + number(layer.out) + " " + number(layer.kernel) + "x"
            + number(layer.kernel) + (layer.stride > 1 ? " s" + number(layer.stride) : "")
            + (layer.padding > 0 ? " p" + number(layer.padding) : "");
    case LayerType::Linear: return "linear " + number(layer.in) + "-" + number(layer.out);
    case LayerType::MaxPool2d: return "max-pool " + number(layer.kernel);
    case LayerType::AvgPool2d: return "average-pool " + number(layer.kernel);
    default: return typeName(layer.type);
    }
}

} // namespace

std::int64_t TensorSpec::count() const
{
    std::int64_t product = 1;
    for (const std::int64_t size : shape)
        product *= size;
    return product;
}

std::vector<TensorSpec> Architecture::tensors() const
{
    std::vector<TensorSpec> specs;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Layer& layer = layers[i];
        const auto add = [&](const char* name, std::vector<std::int64_t> shape, bool isTrainable = true) {
            specs.push_back({std::to_string(i) + "." + name, std::move(shape), i, isTrainable});
        };
        if (layer.type == LayerType::Conv2d) {
            add("weight", {layer.out, layer.in, layer.kernel, layer.kernel});
            add("bias", {layer.out});
        } else if (layer.type == LayerType::Linear) {
            add("weight", {layer.out, layer.in});
            add("bias", {layer.out});
        } else if (layer.type == LayerType::BatchNorm2d) {
            add("weight", {layer.features});
            add("bias", {layer.features});
            add("running_mean", {layer.features}, false);
            add("running_var", {layer.features}, false);
        }
    }
    return specs;
}

std::int64_t Architecture::parameterCount() const
{
    std::int64_t sum = 0;
    for (const TensorSpec& spec : tensors())
        sum += spec.isTrainable ? spec.count() : 0;
    return sum;
}

bool Architecture::hasDropoutOrBatchNorm() const
{
    return std::any_of(layers.begin(), layers.end(),
        [](const Layer& l) { return l.type == LayerType::Dropout || l.type == LayerType::BatchNorm2d; });
}

std::string Architecture::json() const
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Layer& layer : layers)
        list.push_back(toJson(layer));
    return list.dump();
}

std::string Architecture::layersText() const
{
    std::string line;
    for (const Layer& layer : layers)
        line += (line.empty() ? "" : ", ") + text(layer);
    return line;
}

std::vector<double> Architecture::layerFlop() const
{
    std::vector<double> flop(layers.size(), 0.0);
    ShapeCheck shape("architecture");
    for (std::size_t i = 0; i < layers.size(); ++i) {
        shape.follow(layers[i], i);
        const Layer& layer = layers[i];
        if (layer.type == LayerType::Conv2d)
            flop[i] = 2.0 * layer.in * layer.out * layer.kernel * layer.kernel
                * static_cast<double>(shape.height() * shape.width());
        if (layer.type == LayerType::Linear)
            flop[i] = 2.0 * layer.in * layer.out;
    }
    return flop;
}

double Architecture::forwardFlop() const
{
    const std::vector<double> flop = layerFlop();
    return std::accumulate(flop.begin(), flop.end(), 0.0);
}

Architecture parseArchitecture(const nlohmann::json& layers, const std::string& where)
{
    if (!layers.is_array() || layers.empty() || layers.size() > 1000)
        throw Error(ErrorCode::BadFile, where + ": the architecture must be a list of 1 to 1000 layers.");
    Architecture architecture;
    ShapeCheck shape(where);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        architecture.layers.push_back(parseLayer(layers[i], where + ": layer " + std::to_string(i)));
        shape.follow(architecture.layers.back(), i);
    }
    architecture.classes = shape.classes();
    return architecture;
}

Architecture withDropout(Architecture architecture, double p)
{
    if (p <= 0.0)
        return architecture;
    std::vector<Layer>& layers = architecture.layers;
    const auto isA = [](LayerType type) { return [type](const Layer& layer) { return layer.type == type; }; };
    if (std::none_of(layers.begin(), layers.end(), isA(LayerType::Dropout))) {
        const auto behind = std::find_if(layers.rbegin(), layers.rend(), isA(LayerType::Linear)).base();
        layers.insert(behind == layers.begin() ? behind : behind - 1, Layer{LayerType::Dropout});
    }
    for (Layer& layer : layers)
        if (layer.type == LayerType::Dropout)
            layer.p = p;
    return architecture;
}

const std::vector<Architecture>& builtInArchitectures()
{
    static const std::vector<Architecture> list = [] {
        std::vector<Architecture> all;
        for (const std::string& name : embeddedFiles("architectures/")) {
            const auto json = nlohmann::json::parse(embeddedFile(name));
            all.push_back(parseArchitecture(json.at("layers"), name));
            all.back().id = json.at("id").get<std::string>();
            all.back().title = json.at("title").get<std::string>();
        }
        return all;
    }();
    return list;
}

const Architecture& builtInArchitecture(const std::string& id)
{
    std::string known;
    for (const Architecture& architecture : builtInArchitectures()) {
        if (architecture.id == id)
            return architecture;
        known += (known.empty() ? "" : ", ") + architecture.id;
    }
    throw Error(ErrorCode::BadParameter, "There is no architecture \"" + id + "\"; known are " + known + ".");
}

} // namespace epsilonlab
