// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/fab_core.h"
#include "attacks/gradient.h"
#include "attacks/problem_rows.h"
#include "attacks/specs.h"
#include "attacks/threat_model.h"

#include <ATen/ATen.h>

namespace epsilonlab {

namespace {

/// The problem of one component: its defaults with the ensemble's norm and epsilon.
AttackProblem problemFor(const std::string& id, const AttackProblem& problem, const at::Tensor& rows)
{
    AttackProblem part = restrictedTo(problem, rows);
    part.wantTrace = false;
    part.values = completed(attackById(id).info.parameters,
        {{"norm", problem.values.at("norm")}, {"epsilon", problem.values.at("epsilon")}});
    return part;
}

/// FAB does not stop at epsilon; here an image fooled within it is done, and one fooled farther away was not
/// fooled.
AttackOutcome runComponent(const std::string& id, const AttackProblem& problem)
{
    if (id != "fab-t")
        return attackById(id).run(problem);
    const double epsilon = realValue(problem.values, "epsilon");
    AttackOutcome outcome = fab(problem, {true, epsilon});
    const ThreatModel threat = ThreatModel::from(problem.values);
    const at::Tensor isInside = threat.distance(outcome.adversarial, problem.images) <= epsilon;
    outcome.adversarial = at::where(isInside.view({-1, 1, 1, 1}), outcome.adversarial, problem.images);
    outcome.logits = problem.network.logits(outcome.adversarial);
    outcome.forwardEvaluations += problem.images.size(0);
    return outcome;
}

/// How many images random signs of the same size fool: what an attack must do better than.
std::int64_t fooledByNoise(const AttackProblem& problem, AttackOutcome& outcome)
{
    AttackProblem control = problem;
    control.values = completed(attackById("noise").info.parameters,
        {{"norm", problem.values.at("norm")}, {"epsilon", problem.values.at("epsilon")}});
    const at::Tensor logits = problem.network.logits(attackById("noise").run(control).adversarial);
    outcome.forwardEvaluations += problem.images.size(0);
    return isSuccess(logits, problem.labels, problem.targets).sum().item<std::int64_t>();
}

AttackOutcome run(const AttackProblem& problem)
{
    AttackOutcome outcome = unchanged(problem);
    if (realValue(problem.values, "epsilon") == 0.0 || problem.stop.stop_requested())
        return outcome;
    outcome.noiseSuccesses = fooledByNoise(problem, outcome);
    if (problem.wantTrace)
        outcome.trace.push_back({problem.images, outcome.logits});
    for (const char* id : {"apgd-ce", "apgd-t", "fab-t", "square"}) {
        const at::Tensor rows = holdingRows(problem, outcome);
        outcome.components.push_back({id, rows.size(0), 0});
        if (rows.size(0) == 0 || problem.stop.stop_requested())
            continue;
        mergeRun(problem, rows, runComponent(id, problemFor(id, problem, rows)), outcome);
        outcome.components.back().broken = rows.size(0) - holdingRows(problem, outcome).size(0);
        if (problem.wantTrace)
            outcome.trace.push_back({outcome.adversarial, outcome.logits});
    }
    return outcome;
}

} // namespace

/// AutoAttack, the standard version (Croce and Hein 2020, arXiv:2003.01690): apgd-ce, apgd-t, fab-t and
/// square, each with its defaults (100 steps, 9 target classes, 5,000 queries, no restarts), each on the
/// images that the ones before it left; an image counts as fooled if any of them fools it. Input images: N x
/// 1 x 28 x 28 float32 in [0, 1]; labels: N int64. `epsilon` in pixel units; 0 returns the input unchanged.
/// Untargeted. Says how many images each component attacked and broke, and how many random signs of the same
/// size fool (not counted as a success). The trace has the image and the best point after each component.
/// Deterministic per image for a seed. Cost: that of its components, one forward pass for the noise. Looks at
/// the stop token once per step of a component.
Attack autoattackAttack()
{
    AttackInfo info;
    info.id = "autoattack";
    info.title = "AutoAttack";
    info.sentence
        = "Four attacks one after the other, each on what the others left: the yardstick of the literature. Slow.";
    info.source = "Croce & Hein 2020, arXiv:2003.01690";
    info.group = AttackGroup::Ensemble;
    info.isTargetable = false;
    info.parameters = {specs::norm(), specs::epsilon(0.3)};
    return {info, run};
}

} // namespace epsilonlab
