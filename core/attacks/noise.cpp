// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/attack.h"
#include "attacks/specs.h"
#include "attacks/threat_model.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kNoiseStream = 0x200;

void fillNoise(ImageRng& rng, std::span<float> out, const std::string& distribution)
{
    for (float& value : out) {
        if (distribution == "sign")
            value = rng.uniform() < 0.5 ? -1.0F : 1.0F;
        else
            value = static_cast<float>(distribution == "uniform" ? 2.0 * rng.uniform() - 1.0 : rng.normal());
    }
}

// The noise is exactly epsilon long before [0, 1] cuts it, so that it is the same size as an attack's change.
void scaleTo(std::span<float> noise, const ThreatModel& threat)
{
    double length = 0.0;
    for (const float value : noise) {
        const double size = std::abs(static_cast<double>(value));
        length = threat.norm == Norm::Linf ? std::max(length, size)
                                           : length + (threat.norm == Norm::L1 ? size : size * size);
    }
    if (threat.norm == Norm::L2)
        length = std::sqrt(length);
    for (float& value : noise)
        value = static_cast<float>(static_cast<double>(value) / length * threat.epsilon);
}

AttackOutcome run(const AttackProblem& problem)
{
    const ThreatModel threat = ThreatModel::from(problem.values);
    const std::string distribution = textValue(problem.values, "distribution");
    at::Tensor noise = at::empty(problem.images.sizes(), at::kFloat);
    const auto pixels = static_cast<std::size_t>(noise.numel() / noise.size(0));
    for (std::size_t i = 0; i < problem.indices.size(); ++i) {
        const std::span<float> out{noise.data_ptr<float>() + i * pixels, pixels};
        ImageRng rng(problem.seed, problem.indices[i], kNoiseStream);
        fillNoise(rng, out, distribution);
        scaleTo(out, threat);
    }
    AttackOutcome outcome;
    outcome.adversarial = threat.project(problem.images + noise, problem.images);
    return outcome;
}

} // namespace

/// Random noise of the same size as an attack: the control. Input images: N x 1 x 28 x 28 float32 in [0, 1].
/// `epsilon` in pixel units; 0 returns the input. Signs, uniform or Gaussian values are scaled so that the
/// noise has length epsilon in the norm, then cut to [0, 1]. Deterministic per image for a seed. Cost: none.
Attack noiseAttack()
{
    AttackInfo info;
    info.id = "noise";
    info.title = "Random noise";
    info.sentence
        = "The control: a change of the same size in a random direction, which usually fools nobody.";
    info.group = AttackGroup::Control;
    info.isTargetable = false;
    info.parameters = {specs::normWithL1(), specs::epsilon(0.3),
        {"distribution", "Distribution", "", ParameterKind::Choice, std::string("sign"), 0, 0,
            {"sign", "uniform", "gaussian"},
            "How each pixel's change is drawn before it is scaled to epsilon.", ""}};
    return {info, run};
}

} // namespace epsilonlab
