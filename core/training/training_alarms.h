// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "api/runs.h"
#include "training/trainer.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace epsilonlab {

struct Alarm
{
    std::string code, message; ///< one of isAlarm(); what happened and what to try
};

/// Watches a training for the ways in which it is known to go wrong without a crash. Changes nothing; each
/// alarm is raised once, that of catastrophic overfitting again once the network was more robust than ever.
///
/// From batches, in windows of at least 20 batches and 2,000 images, once the learning rate has been at least
/// a tenth of the recipe's (before, an untrained network is no news); two windows in a row must agree:
/// * constant-prediction: 99.5 % of the window's images were read as the same class, and less than 60 % of
/// all rightly.
/// * plateau: the mean loss lies within 0.02 of the objective's loss of guessing, ln K for most.
/// dead-gradients: isDead of the trainer at three looks in a row.
///
/// From the fixed held-out images after each epoch (n is in the messages), against the epoch of the best
/// PGD-10 accuracy so far:
/// * catastrophic-overfitting (Wong et al. 2020, arXiv:2001.03994, section 5.4): PGD-10 fell by more than 10
/// points while the
///   single-step accuracy did not fall: FGSM's, or, where the objective trains on single steps, that on the
///   training images. Or, in a training against attacks, FGSM leaves 50 points more than PGD-10: then it
///   never was robust to begin with. While epsilon grows, the first of these counts only for objectives of
///   single steps: under bounds and many steps what falls comes back; the second counts for none.
/// * robust-overfitting (Rice et al. 2020, arXiv:2002.11569): PGD-10 lies at least 4 points lower, about 3
/// standard deviations of the
///   difference at n = 500, at two epochs in a row, while the accuracy on attacked training images went on
///   rising by a point. Only once epsilon has its full size, and of networks that do not hide from single
///   steps.
class TrainingAlarms
{
public:
    explicit TrainingAlarms(const ParameterSet& recipe);

    /// Of a run that goes on after `step` of `totalSteps`: what its epochs said and which alarms it raised.
    /// Windows of batches begin anew.
    void restore(const RunRecord& run, std::int64_t step, std::int64_t totalSteps);

    std::vector<Alarm> afterBatch(const BatchResult& result);
    std::optional<Alarm> afterLook(bool isDead);
    std::optional<Alarm> afterEpoch(const TrainingEpoch& epoch);

private:
    struct Window
    {
        std::int64_t batches = 0, n = 0, correct = 0;
        double lossSum = 0.0;
        std::vector<std::int64_t> predicted;
    };

    std::optional<Alarm> raised(const char* code, const std::string& message);
    std::optional<Alarm> constantPrediction();
    std::optional<Alarm> plateau();
    std::optional<Alarm> catastrophicOverfitting(const TrainingEpoch& epoch);
    std::optional<Alarm> robustOverfitting(const TrainingEpoch& epoch);

    /// The ramp is over, or it is not.
    bool isFullyAttacked() const { return m_isAttacking && m_trainEpsilon >= m_epsilon; }
    bool isGrowing() const { return m_isAttacking && m_trainEpsilon < m_epsilon; }

    const ParameterSet m_recipe;
    const double m_lr, m_epsilon;
    const bool m_isAttacking, m_isSingleStep;
    std::set<std::string> m_raised;
    Window m_window;
    int m_constantWindows = 0, m_plateauWindows = 0, m_deadLooks = 0, m_lowEpochs = 0;
    bool m_hasBegun = false; ///< the learning rate was high enough to learn something
    double m_trainEpsilon = 0.0; ///< of the last batch
    std::optional<TrainingEpoch> m_best; ///< of the highest PGD accuracy
    std::int64_t m_wellAt = 0; ///< step of the last such epoch that did not hide
};

} // namespace epsilonlab
