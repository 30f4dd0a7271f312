// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacks/attack.h"
#include "attacks/specs.h"
#include "attacks/threat_model.h"

namespace epsilonlab {

/// The contract of minimal-norm attacks (group MinimalNorm). Such an attack looks for the nearest image that
/// reaches the goal, in the norm that its info names, and ignores `epsilon` (specs::successBound): who asks
/// for the result applies that. It returns the nearest image that is a *clear* success, and the clean image
/// where it found none; its `logits` may stay undefined. A clear success passes the goal by more than
/// rounding can take back, so that a nearest image does not sit on the boundary to the last bit and fall back
/// when it is looked at alone or in double precision. NearestFound does the bookkeeping.

/// How far two evaluations of the same logits may lie apart by rounding: 1e-5 max(1, largest |logit|), N
/// float32. A float32 dot product of n terms in any order is off by about sqrt(n) 2^-24 of its terms'
/// magnitude (probabilistic bound of Higham and Mary 2019, doi:10.1137/18M1226312); n <= 3136 in the built-in
/// networks gives 3.4e-6, and a margin is a difference of two.
at::Tensor marginTolerance(const at::Tensor& logits);

/// N bool: the goal is passed by more than twice the tolerance. Twice, so that the later look at each image
/// alone, which asks for once the tolerance, comes to the same verdict.
at::Tensor isClearSuccess(const at::Tensor& logits, const at::Tensor& labels, const at::Tensor& targets);

/// Points to be looked at, with what is known of them.
struct Candidates
{
    at::Tensor points, logits;
    at::Tensor isReached; ///< bool; undefined: a clear success
    at::Tensor rows; ///< int64, the images that they belong to; undefined: all
    at::Tensor measure; ///< what is to be least; undefined: the distance in the norm
};

/// The nearest success of each image so far.
class NearestFound
{
public:
    NearestFound(const AttackProblem& problem, Norm norm);

    at::Tensor offer(const Candidates& candidates); ///< bool for each: nearer than before

    const at::Tensor& images() const { return m_images; } ///< N x 1 x 28 x 28, clean where nothing was found
    const at::Tensor& distances() const
    {
        return m_distances;
    } ///< N float32, infinite where nothing was found
    at::Tensor isFound() const; ///< N bool

private:
    const AttackProblem& m_problem;
    Norm m_norm;
    at::Tensor m_images, m_distances;
};

/// The trace's next entry where only the images `rows` have moved: the others stay where they were in the
/// last one.
AttackStep nextStep(const AttackOutcome& outcome, const at::Tensor& rows, const AttackStep& moved);

struct MinimalNormJudgement
{
    const AttackProblem& problem;
    const AttackInfo& info;
    at::Tensor cleanLogits; ///< N x K
};

/// Looks at every returned image again, alone, and keeps it as a success only if it passes the goal by the
/// tolerance and lies within the bound, if one is given. What fails becomes the clean image. Sets
/// outcome.adversarial and outcome.logits; gives N bool. Cost: one forward pass for each image that differs
/// from the clean one.
at::Tensor settleMinimalNorm(const MinimalNormJudgement& judgement, AttackOutcome& outcome);

} // namespace epsilonlab
