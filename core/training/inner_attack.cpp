// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/inner_attack.h"

#include "attacks/gradient.h"
#include "attacks/logit_gradients.h"
#include "attacks/steepest_ascent.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kTrainingStartStream = 0x400;
constexpr double kNormalStart = 0.001;

at::Tensor normalStart(const ObjectiveProblem& problem)
{
    at::Tensor noise = at::empty_like(problem.images);
    const std::int64_t pixels = noise.numel() / noise.size(0);
    float* out = noise.data_ptr<float>();
    for (const std::int64_t index : problem.indices) {
        ImageRng rng(problem.seed, index, kTrainingStartStream);
        for (std::int64_t i = 0; i < pixels; ++i)
            *out++ = static_cast<float>(kNormalStart * rng.normal());
    }
    return problem.images + noise;
}

at::Tensor startOf(const ObjectiveProblem& problem, const InnerAttack& attack, const ThreatModel& threat)
{
    switch (attack.start) {
    case InnerAttack::Start::Uniform:
        return threat.randomPoint(problem.images, problem.indices, problem.seed, kTrainingStartStream);
    case InnerAttack::Start::Normal: return threat.project(normalStart(problem), problem.images);
    case InnerAttack::Start::Image: break;
    }
    return problem.images;
}

at::Tensor gradientAt(const ObjectiveProblem& problem, const InnerAttack& attack, const at::Tensor& x)
{
    if (!attack.clean.defined())
        return lossGradient(problem.attacked, x, problem.labels, {}).gradient;
    // Of KL(p | q) in the logits behind q: q - p.
    const LogitGradients pass(problem.attacked, x);
    return pass.of(at::softmax(pass.logits(), 1) - attack.clean.exp());
}

} // namespace

at::Tensor attackedImages(const ObjectiveProblem& problem, const InnerAttack& attack)
{
    const at::NoGradGuard noGrad;
    const ThreatModel threat{Norm::Linf, problem.epsilon};
    const double stepSize = effectiveStepSize(attack.stepSize, problem.epsilon, attack.steps);
    at::Tensor x = startOf(problem, attack, threat);
    at::Tensor momentum;
    for (std::int64_t step = 0; step < attack.steps && !problem.stop.stop_requested(); ++step) {
        at::Tensor direction = gradientAt(problem, attack, x);
        if (attack.decay >= 0.0) {
            direction = scaledByMean(direction);
            momentum = momentum.defined() ? momentum * attack.decay + direction : direction;
            direction = momentum;
        }
        x = threat.project(x + threat.ascentDirection(direction, x) * stepSize, problem.images);
    }
    return x;
}

ParameterSpec innerSteps()
{
    return {"steps", "Attack steps", "steps", ParameterKind::Integer, std::int64_t{7}, 1, 1000, {},
        "Gradients of the attack inside each training step.", ""};
}

ParameterSpec innerStepSize()
{
    return {"step-size", "Attack step size", "fraction of epsilon", ParameterKind::Real, 0.0, 0.0, 10.0, {},
        "How far each step of the inner attack goes, as a fraction of epsilon. 0 chooses 2.5 / steps.",
        "automatic: 2.5 / steps"};
}

ParameterSpec innerPrecision()
{
    return {"attack-precision", "Attack precision", "", ParameterKind::Choice, std::string("float32"), 0, 0,
        {"float32", "bfloat16"},
        "Arithmetic of the attacks in training: bfloat16 is faster where the processor has AVX512_BF16, and float32 elsewhere. "
        "Measurements are always float32.",
        ""};
}

bool wantsBfloat16(const ParameterSet& recipe)
{
    return recipe.contains("attack-precision") && textValue(recipe, "attack-precision") == "bfloat16";
}

InnerAttack innerPgd(const ObjectiveProblem& problem)
{
    InnerAttack attack;
    attack.steps = integerValue(problem.recipe, "steps");
    attack.stepSize = realValue(problem.recipe, "step-size") * problem.epsilon;
    attack.start = InnerAttack::Start::Uniform;
    return attack;
}

ObjectiveInfo attackingObjective(const ObjectiveWords& words)
{
    ObjectiveInfo info;
    info.id = words.id;
    info.title = words.title;
    info.sentence = words.sentence;
    info.source = words.source;
    info.usesAttack = true;
    return info;
}

} // namespace epsilonlab
