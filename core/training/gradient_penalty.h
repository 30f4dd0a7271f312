// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/objective.h"

namespace epsilonlab {

/// `gradient-penalty` times the squared length of the clean cross-entropy's gradient in the image, summed
/// over the shard (Ross and Doshi-Velez 2018, "Improving the adversarial robustness and interpretability of
/// deep neural networks by regularizing their input gradients", arXiv:1711.09404, equation 5). Differentiable
/// in the weights of problem.trained; a plain 0 where the recipe's value is 0. Dropout masks are those of the
/// loss. Cost: about three forward and backward passes, through torch.
at::Tensor gradientPenalty(const ObjectiveProblem& problem);

} // namespace epsilonlab
