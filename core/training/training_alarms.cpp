// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/training_alarms.h"

#include "api/alarms.h"
#include "api/catalogue.h"
#include "api/export.h"
#include "training/certified.h"
#include "training/objective.h"
#include "training/schedule.h"

#include <algorithm>
#include <cmath>

namespace epsilonlab {

namespace {

constexpr std::int64_t kWindowBatches = 20, kWindowImages = 2000;
constexpr int kWindowsInARow = 2, kLooksInARow = 3, kEpochsInARow = 2;
constexpr double kLeastRate = 0.1; // of the recipe's
constexpr double kPlateau = 0.02; // around ln K
constexpr double kConstant = 0.995; // share of the class that is read everywhere
constexpr double kMostConstant = 0.6; // accuracy of a class that is simply that frequent
constexpr double kCollapse = 0.10, kHiding = 0.5, kOverfit = 0.04, kTrainRise = 0.01;
constexpr const char* kCatastrophic = "catastrophic-overfitting";

std::string percent(double share)
{
    return fixedText(share * 100.0, 1) + " %";
}

std::string fall(const TrainingEpoch& from, const TrainingEpoch& to)
{
    return "PGD-10 accuracy fell from " + percent(from.pgdAccuracy) + " (epoch " + std::to_string(from.epoch)
        + ") to " + percent(to.pgdAccuracy);
}

std::string where(const TrainingEpoch& epoch)
{
    return " (n = " + std::to_string(epoch.attackedN) + " held-out images, epsilon "
        + fixedText(epoch.attackEpsilon, 3) + ")";
}

bool isHiding(const TrainingEpoch& epoch)
{
    return epoch.fgsmAccuracy - epoch.pgdAccuracy > kHiding;
}

// Of objectives whose inner attack is one step.
bool isSingleStep(const ParameterSet& recipe)
{
    return catalogue::objective(textValue(recipe, "objective")).usesAttack && !recipe.contains("steps")
        && !certified::isTrainedBy(recipe);
}

} // namespace

TrainingAlarms::TrainingAlarms(const ParameterSet& recipe)
    : m_recipe(recipe)
    , m_lr(realValue(recipe, "lr"))
    , m_epsilon(realValue(recipe, "epsilon"))
    , m_isAttacking(catalogue::objective(textValue(recipe, "objective")).usesAttack)
    , m_isSingleStep(isSingleStep(recipe))
{
}

void TrainingAlarms::restore(const RunRecord& run, std::int64_t step, std::int64_t totalSteps)
{
    const auto epsilonOfBatch = [&](std::int64_t number) { // counted from 1
        return epsilonAt(m_recipe, static_cast<double>(number - 1) / static_cast<double>(totalSteps));
    };
    for (const TrainingEpoch& epoch : run.epochs) {
        if (epoch.step > step)
            continue;
        m_hasBegun = m_hasBegun || epoch.lr >= kLeastRate * m_lr;
        m_trainEpsilon = epsilonOfBatch(epoch.step);
        static_cast<void>(afterEpoch(epoch));
    }
    m_trainEpsilon = step > 0 ? epsilonOfBatch(step) : 0.0;
    m_raised.clear();
    for (const TrainingFlag& flag : run.flags)
        if (flag.step <= step && isAlarm(flag.code) && (flag.code != kCatastrophic || flag.step >= m_wellAt))
            m_raised.insert(flag.code);
}

std::optional<Alarm> TrainingAlarms::raised(const char* code, const std::string& message)
{
    if (!m_raised.insert(code).second)
        return std::nullopt;
    return Alarm{code, message};
}

std::vector<Alarm> TrainingAlarms::afterBatch(const BatchResult& result)
{
    m_trainEpsilon = result.epsilon;
    m_window.predicted.resize(result.predicted.size(), 0);
    ++m_window.batches;
    m_window.n += result.n;
    m_window.correct += result.correct;
    m_window.lossSum += result.lossSum;
    for (std::size_t i = 0; i < result.predicted.size(); ++i)
        m_window.predicted[i] += result.predicted[i];
    if (m_window.batches < kWindowBatches || m_window.n < kWindowImages)
        return {};
    std::vector<Alarm> alarms;
    m_hasBegun = m_hasBegun || result.lr >= kLeastRate * m_lr;
    if (m_hasBegun) {
        for (const std::optional<Alarm>& alarm : {constantPrediction(), plateau()})
            if (alarm)
                alarms.push_back(*alarm);
    }
    m_window = {};
    return alarms;
}

std::optional<Alarm> TrainingAlarms::constantPrediction()
{
    const auto most = std::max_element(m_window.predicted.begin(), m_window.predicted.end());
    const double accuracy = static_cast<double>(m_window.correct) / static_cast<double>(m_window.n);
    const double share = static_cast<double>(*most) / static_cast<double>(m_window.n);
    const bool isConstant = share >= kConstant && accuracy < kMostConstant;
    m_constantWindows = isConstant ? m_constantWindows + 1 : 0;
    if (m_constantWindows < kWindowsInARow)
        return std::nullopt;
    return raised("constant-prediction",
        "Of the last " + std::to_string(m_window.n) + " images " + percent(share) + " were read as class "
            + std::to_string(most - m_window.predicted.begin()) + ", and " + percent(accuracy)
            + " of all rightly: the network does "
              "not look at its input. Start again with a smaller learning rate"
            + (m_isAttacking ? ", or let epsilon grow from 0 (epsilon-ramp 0.5)." : "."));
}

std::optional<Alarm> TrainingAlarms::plateau()
{
    const double loss = m_window.lossSum / static_cast<double>(m_window.n);
    const auto classes = static_cast<std::int64_t>(m_window.predicted.size());
    const Objective& objective = objectiveById(textValue(m_recipe, "objective"));
    const double guessing
        = objective.guessingLoss ? objective.guessingLoss(classes) : std::log(static_cast<double>(classes));
    m_plateauWindows = std::abs(loss - guessing) < kPlateau ? m_plateauWindows + 1 : 0;
    if (m_plateauWindows < kWindowsInARow)
        return std::nullopt;
    return raised("plateau",
        "The loss stays at " + fixedText(loss, 3) + ", that of guessing among " + std::to_string(classes)
            + " classes: nothing is learned. "
            + (m_isAttacking
                    ? "Let epsilon grow from 0 over the first half of the run (epsilon-ramp 0.5), or try another learning rate."
                    : "Try a larger learning rate; a much smaller one if the loss was lower before."));
}

std::optional<Alarm> TrainingAlarms::afterLook(bool isDead)
{
    m_deadLooks = isDead ? m_deadLooks + 1 : 0;
    if (m_deadLooks < kLooksInARow)
        return std::nullopt;
    return raised("dead-gradients",
        "Every gradient before the last layer is exactly 0: its ReLUs are off for all images, and nothing there can "
        "learn any more. Start again with a smaller learning rate or with gradient clipping (clip-gradient 1).");
}

std::optional<Alarm> TrainingAlarms::afterEpoch(const TrainingEpoch& epoch)
{
    if (epoch.attackedN == 0 || epoch.attackEpsilon <= 0.0)
        return std::nullopt;
    std::optional<Alarm> alarm = catastrophicOverfitting(epoch);
    if (!alarm && !m_raised.contains(kCatastrophic))
        alarm = robustOverfitting(epoch);
    if (!m_best || epoch.pgdAccuracy > m_best->pgdAccuracy) {
        m_best = epoch;
        m_lowEpochs = 0;
        if (!alarm && !isHiding(epoch)) { // well again: another fall is news
            m_wellAt = epoch.step;
            m_raised.erase(kCatastrophic);
        }
    }
    return alarm;
}

std::optional<Alarm> TrainingAlarms::catastrophicOverfitting(const TrainingEpoch& epoch)
{
    const char* const advice
        = ": the network hides from single steps and is not robust. Train with n-fgsm or pgd-at; early-stopping 2 keeps the "
          "best epoch.";
    // While epsilon still grows, a network that is robust at its size of now looks like one that hides.
    if (isFullyAttacked() && isHiding(epoch))
        return raised(kCatastrophic,
            "Under FGSM " + percent(epoch.fgsmAccuracy) + " are read right, under PGD-10 only "
                + percent(epoch.pgdAccuracy) + where(epoch) + advice);
    // Bounds and attacks of many steps that are still small do not look at what a large one finds; what falls
    // there comes back.
    if (!m_isSingleStep && isGrowing())
        return std::nullopt;
    if (!m_best || m_best->pgdAccuracy - epoch.pgdAccuracy <= kCollapse)
        return std::nullopt;
    const bool isSingleStepUp = epoch.fgsmAccuracy >= m_best->fgsmAccuracy
        || (m_isSingleStep && epoch.trainAccuracy > m_best->trainAccuracy);
    if (!isSingleStepUp)
        return std::nullopt;
    return raised(kCatastrophic,
        fall(*m_best, epoch) + " while that under FGSM is " + percent(epoch.fgsmAccuracy) + where(epoch)
            + advice);
}

std::optional<Alarm> TrainingAlarms::robustOverfitting(const TrainingEpoch& epoch)
{
    const bool isLower = m_best && m_best->pgdAccuracy - epoch.pgdAccuracy >= kOverfit
        && epoch.trainAccuracy >= m_best->trainAccuracy + kTrainRise;
    m_lowEpochs = isFullyAttacked() && isLower ? m_lowEpochs + 1 : 0;
    if (m_lowEpochs < kEpochsInARow)
        return std::nullopt;
    return raised("robust-overfitting",
        fall(*m_best, epoch) + " while that on attacked training images rose to "
            + percent(epoch.trainAccuracy) + where(epoch)
            + ": it learns these images by heart. Train with early-stopping 2, with more images, or with augmentation "
              "(augment-shift 2).");
}

} // namespace epsilonlab
