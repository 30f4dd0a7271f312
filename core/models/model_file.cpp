// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_file.h"

#include "api/engine.h"
#include "api/error.h"
#include "api/faults.h"
#include "data/embedded.h"
#include "data/file_io.h"
#include "models/safetensors.h"
#include "models/script_convert.h"
#include "models/torch_script.h"
#include "models/trust.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace epsilonlab {

namespace {

constexpr std::uintmax_t kMaxModelBytes = 2'000'000'000;

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t side : shape)
        text += (text.empty() ? "" : "x") + std::to_string(side);
    return text.empty() ? "scalar" : text;
}

std::string metadataValue(const SafeTensors& file, const std::string& key)
{
    const auto found = file.metadata.find(key);
    return found == file.metadata.end() ? std::string() : found->second;
}

nlohmann::json metadataJson(const SafeTensors& file, const std::string& key, const std::string& where)
{
    const std::string text = metadataValue(file, key);
    nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded())
        throw Error(ErrorCode::BadFile,
            where + ": the metadata entry \"" + key
                + "\" is missing or not JSON. "
                  "A model file needs it; the README shows how to write one.");
    return json;
}

void checkFormat(const SafeTensors& file, const std::string& where)
{
    if (metadataValue(file, "format") != "epsilonlab-model")
        throw Error(ErrorCode::UnknownFormat,
            where
                + " is a safetensors file without the metadata \"format\": "
                  "\"epsilonlab-model\"; write it as the README shows, so that its layers are known.");
    if (metadataValue(file, "format_version") != "1")
        throw Error(ErrorCode::UnknownFormat,
            where + " has format version \"" + metadataValue(file, "format_version")
                + "\", but this program reads version 1. Use a newer program.");
    const nlohmann::json shape = metadataJson(file, "input_shape", where);
    if (shape != nlohmann::json{1, 28, 28})
        throw Error(ErrorCode::WrongShape,
            where + " takes inputs of shape " + shape.dump()
                + ", but only [1,28,28] can be shown and attacked here. Choose a network for 28 x 28 grey images.");
}

at::Tensor readTensor(const SafeTensors& file, const TensorSpec& spec, const std::string& where)
{
    const auto found = file.tensors.find(spec.name);
    if (found == file.tensors.end())
        throw Error(ErrorCode::BadFile,
            where + ": the tensor " + spec.name + " (" + shapeText(spec.shape)
                + ") is missing. Save the whole state_dict.");
    const SafeTensor& tensor = found->second;
    if (tensor.shape != spec.shape)
        throw Error(ErrorCode::WrongShape,
            where + ": " + spec.name + " should be " + shapeText(spec.shape)
                + " for its architecture, but the file has " + shapeText(tensor.shape)
                + ". Save the weights together with the list of layers that they belong to.");
    if (tensor.dtype != "F32")
        throw Error(ErrorCode::BadFile,
            where + ": " + spec.name + " is of type " + tensor.dtype
                + ", but F32 is needed. Save it with .float().");
    at::Tensor values = at::empty(spec.shape, at::kFloat);
    std::memcpy(values.data_ptr<float>(), tensor.bytes.data(), tensor.bytes.size());
    if (!at::isfinite(values).all().item<bool>())
        throw Error(ErrorCode::BadFile,
            where + ": " + spec.name
                + " holds NaN or infinite weights; "
                  "the training that made it has failed. Choose an earlier checkpoint.");
    return values;
}

void checkNothingElse(const SafeTensors& file, const std::vector<TensorSpec>& specs, const std::string& where)
{
    for (const auto& [name, tensor] : file.tensors) {
        const bool isKnown
            = std::any_of(specs.begin(), specs.end(), [&](const TensorSpec& s) { return s.name == name; });
        // BatchNorm2d counts batches there; the number means nothing for a prediction.
        if (!isKnown && !name.ends_with(".num_batches_tracked"))
            throw Error(ErrorCode::BadFile,
                where + ": the tensor " + name + " (" + shapeText(tensor.shape)
                    + ") belongs to no layer of the architecture. Check the list of layers.");
    }
}

std::vector<std::string> classNames(const SafeTensors& file, int classes, const std::string& where)
{
    std::vector<std::string> names;
    if (file.metadata.contains("classes")) {
        const nlohmann::json list = metadataJson(file, "classes", where);
        if (!list.is_array() || list.size() != static_cast<std::size_t>(classes))
            throw Error(ErrorCode::BadFile,
                where + ": \"classes\" should list " + std::to_string(classes)
                    + " names, one for each logit.");
        for (const auto& name : list)
            names.push_back(name.is_string() ? name.get<std::string>() : name.dump());
        return names;
    }
    for (int i = 0; i < classes; ++i)
        names.push_back(std::to_string(i));
    return names;
}

ModelInfo infoOf(const SafeTensors& file, const Architecture& architecture, const std::string& where)
{
    ModelInfo info;
    info.name = metadataValue(file, "name");
    info.architecture = architecture.json();
    info.classNames = classNames(file, architecture.classes, where);
    info.parameterCount = architecture.parameterCount();
    info.recipe = metadataValue(file, "recipe");
    info.metrics = metadataValue(file, "metrics");
    info.dataset = metadataValue(file, "dataset");
    info.created = metadataValue(file, "created");
    return info;
}

ModelPointer modelOf(const SafeTensors& file, std::string_view content, const std::string& where)
{
    checkFormat(file, where);
    const Architecture architecture = parseArchitecture(metadataJson(file, "architecture", where), where);
    const auto specs = architecture.tensors();
    checkNothingElse(file, specs, where);
    std::vector<at::Tensor> tensors;
    for (const TensorSpec& spec : specs)
        tensors.push_back(readTensor(file, spec, where));
    ModelInfo info = infoOf(file, architecture, where);
    info.sha256 = sha256Hex(content);
    return std::make_shared<const Model>(Model{std::move(info), Network(architecture, std::move(tensors))});
}

Model openLayers(std::string_view content, const std::string& where)
{
    SafeTensors file = parseSafeTensors(content, where);
    if (faults::isSimulated(Fault::WrongShape) && !file.tensors.empty())
        file.tensors.begin()->second.shape.push_back(1);
    return *modelOf(file, content, where);
}

Model openScript(const std::string& content, const std::string& where, bool isTrusted)
{
    const std::string sha256 = sha256Hex(content);
    if (!isTrusted && !isTrustedModel(sha256))
        throw Error(ErrorCode::NeedsTrust,
            where
                + " is TorchScript: not only weights but code, from whoever wrote the file. "
                  "Open it only if you trust its source.");
    ScriptNetwork script = readTorchScript(content, where);
    if (isTrusted)
        rememberTrustedModel(sha256, where);
    ModelInfo info;
    info.hasLayers = false;
    info.parameterCount = script.parameterCount;
    info.sha256 = sha256;
    for (int i = 0; i < script.network.architecture().classes; ++i)
        info.classNames.push_back(std::to_string(i));
    return {std::move(info), std::move(script.network)};
}

} // namespace

ModelPointer parseModel(std::string_view content, const std::string& where)
{
    return modelOf(parseSafeTensors(content, where), content, where);
}

ModelPointer readModelFile(const std::filesystem::path& path, bool isTrusted)
{
    const std::string content = readFile(path, kMaxModelBytes);
    const std::string where = path.filename().string();
    Model model = isZipArchive(content) ? openScript(content, where, isTrusted) : openLayers(content, where);
    model.info.id = "file:" + path.string();
    model.info.path = path.string();
    if (model.info.name.empty())
        model.info.name = path.stem().string();
    return std::make_shared<const Model>(std::move(model));
}

std::string modelBytes(const Model& model)
{
    const Network network = layersOf(model);
    std::vector<std::pair<std::string, SafeTensor>> tensors;
    std::vector<at::Tensor> keep;
    const auto specs = network.architecture().tensors();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        keep.push_back(network.tensors()[i].contiguous());
        tensors.emplace_back(specs[i].name,
            SafeTensor{"F32", specs[i].shape,
                {reinterpret_cast<const char*>(keep.back().data_ptr<float>()), keep.back().nbytes()}});
    }
    std::map<std::string, std::string> metadata{{"format", "epsilonlab-model"}, {"format_version", "1"},
        {"architecture", network.architecture().json()}, {"input_shape", "[1,28,28]"},
        {"classes", nlohmann::json(model.info.classNames).dump()}, {"name", model.info.name},
        {"program", "epsilonlab " + programVersion()}};
    for (const auto& [key, value] : {std::pair{"recipe", model.info.recipe}, {"metrics", model.info.metrics},
             {"dataset", model.info.dataset}, {"created", model.info.created}})
        if (!value.empty())
            metadata[key] = value;
    return safeTensorsBytes(tensors, metadata);
}

std::vector<ModelPointer> shippedModels()
{
    std::vector<ModelPointer> models;
    for (const char* id : {"standard", "robust"}) {
        const std::string name = std::string("models/") + id + ".safetensors";
        if (embeddedFiles(name).empty())
            continue;
        Model model = *parseModel(embeddedFile(name), name);
        model.info.id = id;
        models.push_back(std::make_shared<const Model>(std::move(model)));
    }
    return models;
}

} // namespace epsilonlab
