// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/torch_script.h"

#include "api/error.h"
#include "models/random.h"
#include "models/script_check.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <caffe2/serialize/inline_container.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/passes/freeze_module.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/csrc/jit/serialization/import.h>

#include <algorithm>
#include <memory>
#include <sstream>

namespace epsilonlab {

namespace {

constexpr const char* kHowToSave = "Save it with torch.jit.script(network.eval()).save(\"network.pt\").";

/// The line that says what is wrong, without the stack: the first, or the last under the interpreter's
/// heading.
std::string mainLine(const std::exception& error)
{
    const auto* torchError = dynamic_cast<const c10::Error*>(&error);
    const std::string words = torchError != nullptr ? torchError->what_without_backtrace() : error.what();
    if (!words.starts_with("The following operation failed"))
        return words.substr(0, words.find('\n'));
    const std::string trimmed = words.substr(0, words.find_last_not_of('\n') + 1);
    return trimmed.substr(trimmed.find_last_of('\n') + 1);
}

/// Says `sentence` for whatever the library throws; our own errors pass.
template <class Function>
auto explained(ErrorCode code, const std::string& sentence, const Function& function)
{
    try {
        return function();
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        throw Error(code, sentence, mainLine(error));
    }
}

// Loading calls __setstate__ of every object that has one, before a graph could be looked at; torch.classes
// bring their own.
void checkRecords(const std::string& content, const std::string& where)
{
    std::istringstream stream(content);
    caffe2::serialize::PyTorchStreamReader reader(&stream);
    bool hasCode = false;
    for (const std::string& name : reader.getAllRecords()) {
        hasCode = hasCode || name.starts_with("code/");
        const auto [data, size] = reader.getRecord(name);
        const std::string_view bytes(static_cast<const char*>(data.get()), size);
        for (const char* word : {"__setstate__", "torch.classes"})
            if (bytes.find(word) != std::string_view::npos)
                throw Error(ErrorCode::BadFile,
                    where + " runs code while it is being opened (" + word + " in " + name
                        + "). It was not opened. " + kHowToSave);
    }
    if (!hasCode || !reader.hasRecord("constants.pkl"))
        throw Error(ErrorCode::UnknownFormat,
            where
                + " was written by torch.save and holds no network that can run here, "
                  "only weights or Python objects. "
                + std::string(kHowToSave));
}

void checkTensor(const std::string& name, const at::Tensor& tensor, const std::string& where)
{
    if (!tensor.is_floating_point())
        return;
    if (tensor.scalar_type() != at::kFloat)
        throw Error(ErrorCode::BadFile,
            where + ": " + name + " is of type " + c10::toString(tensor.scalar_type())
                + ", but Float is needed. Save it with .float().");
    if (!at::isfinite(tensor).all().item<bool>())
        throw Error(ErrorCode::Numeric,
            where + ": " + name
                + " holds NaN or infinite weights; "
                  "the training that made it has failed. Choose an earlier checkpoint.");
}

/// Counts the parameters; none may ask for its own gradient, which every attack would then pay for.
std::int64_t checkWeights(const torch::jit::Module& module, const std::string& where)
{
    std::int64_t count = 0;
    for (const auto& named : module.named_parameters()) {
        checkTensor(named.name, named.value, where);
        named.value.requires_grad_(false);
        count += named.value.numel();
    }
    for (const auto& named : module.named_buffers())
        checkTensor(named.name, named.value, where);
    return count;
}

// Module::eval() insists on the attribute, which modules that were not made by torch.nn need not have.
void setEvaluationMode(const torch::jit::Module& module)
{
    for (torch::jit::Module each : module.modules())
        if (each.hasattr("training"))
            each.setattr("training", false);
}

class ScriptFunction : public OpaqueFunction
{
public:
    explicit ScriptFunction(torch::jit::Module module)
        : m_module(std::move(module))
        , m_forward(m_module.get_method("forward"))
    {
    }

    at::Tensor logits(const at::Tensor& images) const override
    {
        // The optimiser specialises the graph to the shapes of the first calls, so that later ones may round
        // differently.
        const torch::jit::GraphOptimizerEnabledGuard plain(false);
        return m_forward({images}).toTensor();
    }

    const torch::jit::Module& module() const { return m_module; }

private:
    torch::jit::Module m_module;
    torch::jit::Method m_forward;
};

// What freezing leaves as an attribute is changed somewhere in the graph.
void checkIsConstant(const torch::jit::Block& block, const std::string& where)
{
    for (const torch::jit::Node* node : block.nodes()) {
        if (node->kind() == c10::prim::GetAttr || node->kind() == c10::prim::SetAttr)
            throw Error(ErrorCode::BadFile,
                where + " changes its own weights or counters while it runs (" + node->s(c10::attr::name)
                    + "), so the same image could give two answers. Save it in evaluation mode.");
        for (const torch::jit::Block* inner : node->blocks())
            checkIsConstant(*inner, where);
    }
}

torch::jit::Module frozen(const torch::jit::Module& module, const std::string& where)
{
    torch::jit::Module result = explained(ErrorCode::BadFile,
        where + " cannot be made constant, which sharing it between threads needs.",
        [&] { return torch::jit::freeze_module(module); });
    const auto graph = result.get_method("forward").graph();
    checkOperators(graph, where);
    checkIsConstant(*graph->block(), where);
    return result;
}

at::Tensor someImages(const std::vector<std::int64_t>& shape)
{
    at::Tensor images = at::empty(shape, at::kFloat);
    ImageRng rng(1, 0, 0x5c);
    rng.fillUniform({images.data_ptr<float>(), static_cast<std::size_t>(images.numel())}, 0.0, 1.0);
    return images;
}

/// The shape of one image that the network does take, of those that are common; empty if none.
std::string acceptedShape(const OpaqueFunction& function)
{
    const std::vector<std::vector<std::int64_t>> shapes{
        {784}, {28, 28}, {3, 28, 28}, {1, 32, 32}, {3, 32, 32}, {3, 64, 64}, {3, 224, 224}};
    for (const std::vector<std::int64_t>& shape : shapes) {
        std::vector<std::int64_t> batch{2};
        batch.insert(batch.end(), shape.begin(), shape.end());
        try {
            static_cast<void>(function.logits(at::zeros(batch)));
        } catch (const std::exception&) {
            continue; // not this one
        }
        std::string text = "N";
        for (const std::int64_t side : shape)
            text += " x " + std::to_string(side);
        return text;
    }
    return {};
}

at::Tensor firstLogits(const OpaqueFunction& function, const at::Tensor& images, const std::string& where)
{
    try {
        return function.logits(images);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        const std::string accepted = acceptedShape(function);
        throw Error(ErrorCode::WrongShape,
            where + (accepted.empty() ? " does not take" : " takes inputs of " + accepted + ", not")
                + " N x 1 x 28 x 28, the grey images that can be shown and attacked here. Choose a network for 28 x 28 grey images.",
            mainLine(error));
    }
}

std::string sizesText(const at::Tensor& tensor)
{
    std::string text;
    for (const std::int64_t side : tensor.sizes())
        text += (text.empty() ? "" : " x ") + std::to_string(side);
    return text.empty() ? "one number" : text;
}

int checkedClasses(const OpaqueFunction& function, const std::string& where)
{
    const at::NoGradGuard noGrad;
    constexpr std::int64_t kImages = 3;
    const at::Tensor images = someImages({kImages, 1, 28, 28});
    const at::Tensor logits = firstLogits(function, images, where);
    if (logits.dim() != 2 || logits.size(0) != kImages || logits.size(1) < 2 || logits.size(1) > 1000)
        throw Error(ErrorCode::WrongShape,
            where + " gives " + sizesText(logits)
                + " for 3 images, but 3 x K logits with K from 2 to 1000 "
                  "are needed. Choose a classifier.");
    if (logits.scalar_type() != at::kFloat || !at::isfinite(logits).all().item<bool>())
        throw Error(ErrorCode::Numeric,
            where + " gives NaN, infinite or " + c10::toString(logits.scalar_type())
                + " logits for a random image, but finite Float ones are needed.");
    if (!at::equal(function.logits(images), logits))
        throw Error(ErrorCode::BadFile,
            where
                + " gives two answers for the same images; it draws random numbers. Save it in evaluation mode.");
    for (std::int64_t i = 0; i < kImages; ++i)
        if (!at::allclose(function.logits(images.narrow(0, i, 1))[0], logits[i], 1e-3, 1e-3))
            throw Error(ErrorCode::BadFile,
                where
                    + " answers differently for an image alone and among others; its batch norm may "
                      "be in training mode. Save it in evaluation mode.");
    return static_cast<int>(logits.size(1));
}

} // namespace

const torch::jit::Module* scriptOf(const Network& network)
{
    const auto* function = dynamic_cast<const ScriptFunction*>(network.function());
    return function == nullptr ? nullptr : &function->module();
}

bool isZipArchive(std::string_view content)
{
    return content.starts_with(std::string_view("PK\x03\x04", 4));
}

ScriptNetwork readTorchScript(std::string_view content, const std::string& where)
{
    const std::string bytes(content);
    const std::string broken
        = where + " is not a whole TorchScript file; it cannot be read to its end. " + kHowToSave;
    explained(ErrorCode::BadFile, broken, [&] { checkRecords(bytes, where); });
    torch::jit::Module module = explained(ErrorCode::BadFile, broken, [&] {
        std::istringstream stream(bytes);
        return torch::jit::load(stream, at::Device(at::kCPU));
    });
    if (!module.find_method("forward"))
        throw Error(
            ErrorCode::BadFile, where + " has no function forward, so it is no network. " + kHowToSave);
    checkOperators(module.get_method("forward").graph(), where);
    const std::int64_t count = checkWeights(module, where);
    setEvaluationMode(module);
    auto function = std::make_shared<const ScriptFunction>(frozen(module, where));
    const int classes = checkedClasses(*function, where);
    return {Network(function, classes), count};
}

} // namespace epsilonlab
