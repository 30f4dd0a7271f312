// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/row_ascent.h"

#include "attacks/gradient.h"
#include "attacks/momentum.h"

#include <ATen/ATen.h>

#include <utility>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kStartStream = 0x100; // + restart, as in steepest_ascent.cpp
constexpr float kNone = -1e30F;

/// A number for each row, to be multiplied with or added to N x 1 x 28 x 28: float32, as a number beside a
/// tensor becomes.
at::Tensor column(const std::vector<double>& numbers)
{
    return at::tensor(numbers, at::kDouble).to(at::kFloat).view({-1, 1, 1, 1});
}

/// One restart of some rows.
class Climb
{
public:
    Climb(const AttackProblem& problem, std::vector<const AscentOptions*> rows);

    /// Logits of the results: N x K.
    at::Tensor run(std::uint64_t restart);

private:
    std::int64_t count() const { return static_cast<std::int64_t>(m_rows.size()); }
    void start(std::uint64_t restart);
    LossGradient gradientOf(std::int64_t step) const;
    at::Tensor ascentOf(const at::Tensor& gradient);
    void move(const at::Tensor& ascent);
    void rememberBest(const at::Tensor& logits);

    const AttackProblem& m_problem;
    std::vector<const AscentOptions*> m_rows;
    const AscentOptions& m_options; // of the first row: what all rows share
    at::Tensor m_labels, m_targets;
    at::Tensor m_stepSizes, m_lookAhead, m_lowest, m_highest; // of each row; the last two are the ends of the
                                                              // linf ball
    at::Tensor m_x, m_momentum;
    at::Tensor m_bestMargin, m_bestLogits;
};

Climb::Climb(const AttackProblem& problem, std::vector<const AscentOptions*> rows)
    : m_problem(problem)
    , m_rows(std::move(rows))
    , m_options(*m_rows.front())
    , m_labels(problem.labels.expand({count()}))
    , m_targets(problem.isTargeted() ? problem.targets.expand({count()}) : at::Tensor())
{
    std::vector<double> epsilons, steps, ahead;
    for (const AscentOptions* row : m_rows) {
        epsilons.push_back(row->threat.epsilon);
        steps.push_back(row->stepSize);
        ahead.push_back(row->stepSize * row->decay);
    }
    m_stepSizes = column(steps);
    m_lookAhead = column(ahead);
    m_lowest = problem.images - column(epsilons);
    m_highest = problem.images + column(epsilons);
}

void Climb::start(std::uint64_t restart)
{
    std::vector<at::Tensor> points;
    for (const AscentOptions* row : m_rows)
        points.push_back(m_options.hasRandomStart ? row->threat.randomPoint(
                             m_problem.images, m_problem.indices, m_problem.seed, kStartStream + restart)
                                                  : m_problem.images);
    m_x = at::cat(points);
    m_bestMargin = at::full({count()}, kNone, m_problem.images.options());
    m_bestLogits = at::zeros({count(), m_problem.network.architecture().classes}, m_problem.images.options());
}

LossGradient Climb::gradientOf(std::int64_t step) const
{
    if (step == 0 && !m_options.hasRandomStart) { // all rows stand on the image
        const LossGradient one
            = lossGradient(m_problem.network, m_problem.images, m_problem.labels, m_problem.targets);
        return {one.logits.expand({count(), -1}), one.gradient.expand({count(), -1, -1, -1})};
    }
    const bool isAhead = m_options.looksAhead && m_momentum.defined();
    LossGradient here = lossGradient(
        m_problem.network, isAhead ? m_x + m_momentum * m_lookAhead : m_x, m_labels, m_targets);
    if (isAhead && m_options.keepsBest)
        here.logits = m_problem.network.logits(m_x);
    return here;
}

at::Tensor Climb::ascentOf(const at::Tensor& gradient)
{
    if (!m_options.hasMomentum)
        return gradient;
    const at::Tensor finite = at::nan_to_num(gradient, 0.0, 0.0, 0.0);
    std::vector<at::Tensor> means; // one by one: a sum's order may depend on what is summed beside it
    for (std::int64_t i = 0; i < count(); ++i)
        means.push_back(finite.narrow(0, i, 1).abs().mean({1, 2, 3}, true));
    const at::Tensor mean = at::cat(means);
    const at::Tensor scaled = finite / at::where(mean > 0, mean, at::ones_like(mean));
    m_momentum = m_momentum.defined() ? m_momentum * m_options.decay + scaled : scaled;
    return m_momentum;
}

void Climb::move(const at::Tensor& ascent)
{
    if (m_options.threat.norm == Norm::Linf) { // every pixel for itself: all rows at once
        const at::Tensor moved = m_x + m_options.threat.ascentDirection(ascent, m_x) * m_stepSizes;
        m_x = at::min(at::max(moved, m_lowest), m_highest).clamp_(0.0, 1.0);
        return;
    }
    std::vector<at::Tensor> moved;
    for (std::int64_t i = 0; i < count(); ++i) {
        const AscentOptions& row = *m_rows[static_cast<std::size_t>(i)];
        const at::Tensor x = m_x.narrow(0, i, 1);
        moved.push_back(row.threat.project(
            x + row.threat.ascentDirection(ascent.narrow(0, i, 1), x) * row.stepSize, m_problem.images));
    }
    m_x = at::cat(moved);
}

void Climb::rememberBest(const at::Tensor& logits)
{
    if (!m_options.keepsBest)
        return;
    const at::Tensor margin = successMargin(logits, m_labels, m_targets);
    const at::Tensor better = isSuccess(logits, m_labels, m_targets).logical_and(margin > m_bestMargin);
    m_bestMargin = at::where(better, margin, m_bestMargin);
    m_bestLogits = at::where(better.view({-1, 1}), logits, m_bestLogits);
}

at::Tensor Climb::run(std::uint64_t restart)
{
    start(restart);
    for (std::int64_t step = 0; step < m_options.steps && !m_problem.stop.stop_requested(); ++step) {
        const LossGradient here = gradientOf(step);
        rememberBest(here.logits);
        move(ascentOf(here.gradient));
    }
    const at::Tensor logits = m_problem.network.logits(m_x);
    rememberBest(logits);
    if (!m_options.keepsBest)
        return logits;
    const at::Tensor fails = isSuccess(logits, m_labels, m_targets).logical_not();
    return at::where(fails.logical_and(m_bestMargin > kNone).view({-1, 1}), m_bestLogits, logits);
}

} // namespace

std::optional<AscentOptions> ascentOptions(const std::string& attackId, const ParameterSet& values)
{
    if (attackId == "fgsm") {
        AscentOptions options;
        options.threat = ThreatModel::from(values);
        options.steps = 1;
        options.stepSize = options.threat.epsilon;
        return options;
    }
    if (attackId == "bim")
        return AscentOptions::from(values);
    if (attackId == "pgd") {
        AscentOptions options = AscentOptions::from(values);
        options.restarts = integerValue(values, "restarts");
        options.hasRandomStart = booleanValue(values, "random-start");
        return options;
    }
    if (attackId != "mim" && attackId != "nim")
        return std::nullopt;
    AscentOptions options = momentumOptions(values);
    options.looksAhead = attackId == "nim";
    return options;
}

at::Tensor rowAscentLogits(const AttackProblem& problem, const std::vector<AscentOptions>& options)
{
    const at::NoGradGuard noGrad;
    const auto count = static_cast<std::int64_t>(options.size());
    at::Tensor logits;
    at::Tensor open = at::arange(count, at::kLong); // rows that still hold
    for (std::int64_t restart = 0; restart < options.front().restarts && open.size(0) > 0; ++restart) {
        std::vector<const AscentOptions*> rows;
        for (std::int64_t i = 0; i < open.size(0); ++i)
            rows.push_back(&options[static_cast<std::size_t>(open[i].item<std::int64_t>())]);
        const at::Tensor result = Climb(problem, std::move(rows)).run(static_cast<std::uint64_t>(restart));
        logits = logits.defined() ? logits.index_copy(0, open, result) : result;
        if (problem.stop.stop_requested())
            break;
        const at::Tensor targets = problem.isTargeted() ? problem.targets.expand({count}) : at::Tensor();
        open = isSuccess(logits, problem.labels.expand({count}), targets).logical_not().nonzero().squeeze(1);
    }
    return logits;
}

} // namespace epsilonlab
