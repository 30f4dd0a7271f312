// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/crown_ibp_bounds.h"

#include "evaluation/linear_form.h"

#include <ATen/ATen.h>

namespace epsilonlab {

at::Tensor crownIbpMargins(const std::vector<BoundLayer>& layers, const Box& box, const at::Tensor& labels)
{
    std::vector<Box> boxes{box};
    for (const BoundLayer& layer : layers)
        boxes.push_back(throughLayer(layer, boxes.back()));
    const std::int64_t classes = boxes.back().low.size(1);
    const at::Tensor differences
        = at::eye(classes).unsqueeze(0) - at::one_hot(labels, classes).to(at::kFloat).unsqueeze(1);
    LinearForm form(differences);
    for (std::size_t i = layers.size(); i-- > 0;)
        form.throughLayer(layers[i], boxes[i]);
    return form.maximumOver(box).scatter(1, labels.unsqueeze(1), 0.0);
}

} // namespace epsilonlab
