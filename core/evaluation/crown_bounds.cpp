// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/crown_bounds.h"

#include "evaluation/linear_form.h"

#include <ATen/ATen.h>

#include <utility>

namespace epsilonlab {

namespace {

// Rows are independent of one another. Some at a time bound the memory, and what a stop waits for, in large
// networks.
constexpr std::int64_t kRowsAtOnce = 64;

// S rows of +1 and then S rows of -1 at `rows` of a tensor with `shape`: bounds above of x and of -x.
at::Tensor unitRows(const at::Tensor& rows, at::IntArrayRef shape)
{
    const std::int64_t count = rows.size(0);
    at::Tensor units = at::zeros({2 * count, c10::multiply_integers(shape)});
    const at::Tensor column = rows.unsqueeze(1);
    units.narrow(0, 0, count).scatter_(1, column, 1.0);
    units.narrow(0, count, count).scatter_(1, column, -1.0);
    std::vector<std::int64_t> full{2 * count};
    full.insert(full.end(), shape.begin(), shape.end());
    return units.view(full);
}

at::Tensor upperBounds(
    const std::vector<BoundLayer>& layers, std::size_t count, LinearForm form, const std::vector<Box>& boxes)
{
    for (std::size_t i = count; i-- > 0;)
        form.throughLayer(layers[i], boxes[i]);
    return form.maximumOver(boxes.front()).squeeze(0);
}

// Tightens boxes[relu], the bounds of what goes into that layer, where its sign is open. False after a stop.
bool tighten(
    const std::vector<BoundLayer>& layers, std::size_t relu, std::vector<Box>& boxes, std::stop_token stop)
{
    Box& box = boxes[relu];
    const at::Tensor rows = ((box.low < 0) & (box.high > 0)).flatten().nonzero().squeeze(1);
    const std::int64_t count = rows.size(0);
    if (count == 0 || count > kCrownRows)
        return true;
    const at::Tensor high = box.high.flatten().clone();
    const at::Tensor low = box.low.flatten().clone();
    for (const at::Tensor& some : rows.split(kRowsAtOnce)) {
        if (stop.stop_requested())
            return false;
        const std::int64_t n = some.size(0);
        const at::Tensor bounds = upperBounds(
            layers, relu, LinearForm(unitRows(some, box.low.sizes().slice(1)).unsqueeze(0)), boxes);
        high.index_copy_(0, some, at::min(high.index_select(0, some), bounds.narrow(0, 0, n)));
        low.index_copy_(0, some, at::max(low.index_select(0, some), -bounds.narrow(0, n, n)));
    }
    box = {low.view_as(box.low), high.view_as(box.high)};
    return true;
}

bool isAffine(LayerType type)
{
    return type == LayerType::Conv2d || type == LayerType::Linear || type == LayerType::BatchNorm2d
        || type == LayerType::AvgPool2d || type == LayerType::Flatten;
}

} // namespace

at::Tensor crownMargins(
    const std::vector<BoundLayer>& layers, const Box& box, std::int64_t label, std::stop_token stop)
{
    std::vector<Box> boxes{box};
    int affineLayers = 0; // since the input; intervals are exact through the first one with weights
    bool isExact = true;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (stop.stop_requested())
            return {};
        const LayerType type = layers[i].layer.type;
        if (type == LayerType::Relu && !isExact && !tighten(layers, i, boxes, stop))
            return {};
        affineLayers += isAffine(type) && type != LayerType::Flatten ? 1 : 0;
        isExact = isExact && affineLayers <= 1 && (isAffine(type));
        boxes.push_back(throughLayer(layers[i], boxes.back()));
    }
    const std::int64_t classes = boxes.back().low.size(1);
    at::Tensor rows = at::eye(classes);
    rows.select(1, label).sub_(1.0);
    return upperBounds(layers, layers.size(), LinearForm(rows.unsqueeze(0)), boxes);
}

} // namespace epsilonlab
