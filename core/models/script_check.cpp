// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/script_check.h"

#include "api/error.h"

#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/inliner.h>

#include <algorithm>
#include <string_view>

namespace epsilonlab {

namespace {

// Without random numbers (the same image must give the same answer), without printing, without what takes the
// name of a file, and without calls: after inlining, one that is left leads to code that cannot be seen.
constexpr std::string_view kAllowed[] = {"aten::Bool", "aten::Float", "aten::FloatImplicit", "aten::Int",
    "aten::IntImplicit", "aten::ScalarImplicit", "aten::__and__", "aten::__contains__",
    "aten::__derive_index", "aten::__getitem__", "aten::__is__", "aten::__isnot__", "aten::__not__",
    "aten::__or__", "aten::__range_length", "aten::__xor__", "aten::_convolution", "aten::_log_softmax",
    "aten::_softmax", "aten::abs", "aten::abs_", "aten::adaptive_avg_pool2d", "aten::adaptive_max_pool2d",
    "aten::add", "aten::add_", "aten::addcmul", "aten::addmm", "aten::alias", "aten::alpha_dropout",
    "aten::amax", "aten::amin", "aten::append", "aten::arange", "aten::argmax", "aten::argmin",
    "aten::avg_pool1d", "aten::avg_pool2d", "aten::baddbmm", "aten::batch_norm", "aten::bmm",
    "aten::broadcast_tensors", "aten::cat", "aten::ceil", "aten::celu", "aten::celu_",
    "aten::channel_shuffle", "aten::chunk", "aten::clamp", "aten::clamp_", "aten::clamp_max",
    "aten::clamp_min", "aten::clone", "aten::concat", "aten::constant_pad_nd", "aten::contiguous",
    "aten::conv1d", "aten::conv2d", "aten::conv_transpose1d", "aten::conv_transpose2d", "aten::copy_",
    "aten::cos", "aten::cumsum", "aten::detach", "aten::dim", "aten::div", "aten::div_", "aten::dropout",
    "aten::dropout_", "aten::einsum", "aten::elu", "aten::elu_", "aten::eq", "aten::erf", "aten::exp",
    "aten::expand", "aten::expand_as", "aten::eye", "aten::feature_alpha_dropout", "aten::feature_dropout",
    "aten::fill_", "aten::flatten", "aten::flip", "aten::floor", "aten::floor_divide", "aten::floordiv",
    "aten::format", "aten::full", "aten::full_like", "aten::ge", "aten::gelu", "aten::glu",
    "aten::group_norm", "aten::gt", "aten::hardshrink", "aten::hardsigmoid", "aten::hardsigmoid_",
    "aten::hardswish", "aten::hardswish_", "aten::hardtanh", "aten::hardtanh_", "aten::index",
    "aten::index_select", "aten::instance_norm", "aten::is_floating_point", "aten::layer_norm", "aten::le",
    "aten::leaky_relu", "aten::leaky_relu_", "aten::len", "aten::lerp", "aten::linear", "aten::linspace",
    "aten::list", "aten::log", "aten::log1p", "aten::log_sigmoid", "aten::log_softmax", "aten::logsumexp",
    "aten::lt", "aten::masked_fill", "aten::matmul", "aten::max", "aten::max_pool1d", "aten::max_pool2d",
    "aten::maximum", "aten::mean", "aten::min", "aten::minimum", "aten::mish", "aten::mish_", "aten::mm",
    "aten::movedim", "aten::mul", "aten::mul_", "aten::narrow", "aten::ne", "aten::neg", "aten::new_full",
    "aten::new_ones", "aten::new_zeros", "aten::norm", "aten::numel", "aten::ones", "aten::ones_like",
    "aten::pad", "aten::permute", "aten::pixel_shuffle", "aten::pixel_unshuffle", "aten::pow", "aten::prelu",
    "aten::reciprocal", "aten::reflection_pad2d", "aten::relu", "aten::relu6", "aten::relu6_", "aten::relu_",
    "aten::remainder", "aten::repeat", "aten::replication_pad2d", "aten::reshape", "aten::roll",
    "aten::round", "aten::rsqrt", "aten::rsub", "aten::scaled_dot_product_attention", "aten::select",
    "aten::selu", "aten::selu_", "aten::sigmoid", "aten::sigmoid_", "aten::sign", "aten::silu", "aten::silu_",
    "aten::sin", "aten::size", "aten::slice", "aten::softmax", "aten::softplus", "aten::softshrink",
    "aten::split", "aten::sqrt", "aten::square", "aten::squeeze", "aten::stack", "aten::std", "aten::sub",
    "aten::sub_", "aten::sum", "aten::t", "aten::tanh", "aten::tanh_", "aten::tensor", "aten::threshold",
    "aten::threshold_", "aten::to", "aten::transpose", "aten::tril", "aten::triu", "aten::type_as",
    "aten::unbind", "aten::unflatten", "aten::unsqueeze", "aten::upsample_bilinear2d",
    "aten::upsample_nearest2d", "aten::var", "aten::view", "aten::view_as", "aten::where", "aten::zero_",
    "aten::zeros", "aten::zeros_like", "prim::Constant", "prim::ConstantChunk", "prim::DictConstruct",
    "prim::GetAttr", "prim::If", "prim::ListConstruct", "prim::ListUnpack", "prim::Loop", "prim::NumToTensor",
    "prim::RaiseException", "prim::SetAttr", "prim::TupleConstruct", "prim::TupleIndex", "prim::TupleUnpack",
    "prim::Uninitialized", "prim::device", "prim::dtype", "prim::is_quantized", "prim::max", "prim::min",
    "prim::unchecked_cast"};

bool isAllowed(std::string_view name)
{
    return std::find(std::begin(kAllowed), std::end(kAllowed), name) != std::end(kAllowed);
}

void checkBlock(const torch::jit::Block& block, const std::string& where)
{
    for (const torch::jit::Node* node : block.nodes()) {
        const std::string name = node->kind().toQualString();
        if (!isAllowed(name))
            throw Error(ErrorCode::BadFile,
                where + " calls the operator " + name
                    + ", which is not one of those that only compute with tensors. It was not run. Save the network without it.");
        for (const torch::jit::Block* inner : node->blocks())
            checkBlock(*inner, where);
    }
}

} // namespace

void checkOperators(const std::shared_ptr<torch::jit::Graph>& graph, const std::string& where)
{
    const std::shared_ptr<torch::jit::Graph> copy = graph->copy();
    torch::jit::Inline(*copy); // methods of submodules and functions; what is left as a call cannot be seen
                               // into
    checkBlock(*copy->block(), where);
}

} // namespace epsilonlab
