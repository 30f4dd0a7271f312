// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/preview_cost.h"

#include "api/catalogue.h"

namespace epsilonlab::ui {

namespace {

constexpr double kLongMs = 2000.0;
constexpr double kVeryLongMs = 10000.0; // whatever the reason is: a large network needs few passes for that
constexpr std::int64_t kFewPasses = 1000; // a tenth of a second on the networks that come with the program

} // namespace

bool isSlowAttack(const PreviewResult& result)
{
    std::int64_t passes = 0;
    for (const ModelPreview& model : result.models)
        passes += model.gradientEvaluations + model.forwardEvaluations;
    // What is made from a whole data set is not among the passes of the picture.
    const bool isMany = passes > kFewPasses
        || catalogue::attack(result.request.attack.attackId).group == AttackGroup::Universal;
    return result.computeMs > (isMany ? kLongMs : kVeryLongMs);
}

} // namespace epsilonlab::ui
