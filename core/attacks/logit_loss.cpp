// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/logit_loss.h"

#include <ATen/ATen.h>

#include <limits>

namespace epsilonlab {

namespace {

constexpr double kTiny = 1e-12; // the authors' guard against equal logits

at::Tensor oneHot(const at::Tensor& classes, const at::Tensor& like)
{
    return at::zeros_like(like).scatter_(1, classes.unsqueeze(1), 1.0);
}

at::Tensor largestOther(const at::Tensor& logits, const at::Tensor& classes)
{
    return logits.scatter(1, classes.unsqueeze(1), -std::numeric_limits<float>::infinity()).argmax(1);
}

/// (z_up - z_down) / (sum of scale * z), where `scale` (N x K) says what the difference is measured in.
LogitLoss ratio(
    const at::Tensor& logits, const at::Tensor& up, const at::Tensor& down, const at::Tensor& scale)
{
    const at::Tensor direction = oneHot(up, logits) - oneHot(down, logits);
    const at::Tensor difference = (logits * direction).sum(1, true);
    if (!scale.defined())
        return {difference.squeeze(1), direction};
    const at::Tensor divisor = (logits * scale).sum(1, true) + kTiny;
    const at::Tensor value = difference / divisor;
    return {value.squeeze(1), (direction - value * scale) / divisor};
}

/// z_(1) - z_(3), as weights of z.
at::Tensor untargetedScale(const at::Tensor& logits)
{
    if (logits.size(1) < 3)
        return {};
    const at::Tensor order = std::get<1>(logits.topk(3, 1));
    return oneHot(order.select(1, 0), logits) - oneHot(order.select(1, 2), logits);
}

/// z_(1) - (z_(3) + z_(4)) / 2, as weights of z.
at::Tensor targetedScale(const at::Tensor& logits)
{
    if (logits.size(1) < 4)
        return {};
    const at::Tensor order = std::get<1>(logits.topk(4, 1));
    return oneHot(order.select(1, 0), logits)
        - 0.5 * (oneHot(order.select(1, 2), logits) + oneHot(order.select(1, 3), logits));
}

} // namespace

LogitLoss crossEntropyLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& aims)
{
    const at::Tensor chosen = (aims.defined() ? aims : labels).unsqueeze(1);
    const at::Tensor logProbabilities = at::log_softmax(logits, 1);
    const at::Tensor others = logProbabilities.exp().scatter_(1, chosen, 0.0);
    const at::Tensor weights = others.scatter(1, chosen, -others.sum(1, true));
    const at::Tensor values = -logProbabilities.gather(1, chosen).squeeze(1);
    return aims.defined() ? LogitLoss{-values, -weights} : LogitLoss{values, weights};
}

LogitLoss dlrLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& aims)
{
    if (aims.defined())
        return ratio(logits, aims, largestOther(logits, aims), targetedScale(logits));
    return ratio(logits, largestOther(logits, labels), labels, untargetedScale(logits));
}

LogitLoss targetedDlrLoss(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& aims)
{
    return ratio(logits, aims, labels, targetedScale(logits));
}

} // namespace epsilonlab
