// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/row_ascent.h"

#include "attacks/gradient.h"
#include "attacks/momentum.h"

#include <ATen/ATen.h>


namespace epsilonlab {

namespace {

constexpr std::uint64_t kStartStream = 0x100; // + restart, as in steepest_ascent.cpp
constexpr float kNone = -1e30F;

/// One row on its way.
struct Row
{
    const AscentOptions* options;
    at::Tensor x, momentum;
};

/// One restart of some rows.
class Climb
{
public:
    Climb(const AttackProblem& problem, std::vector<Row> rows)
        : m_problem(problem)
        , m_rows(std::move(rows))
        , m_options(*m_rows.front().options)
        , m_labels(problem.labels.expand({count()}))
        , m_targets(problem.isTargeted() ? problem.targets.expand({count()}) : at::Tensor())
    {
    }

    /// Logits of the results: N x K.
    at::Tensor run(std::uint64_t restart);

private:
    std::int64_t count() const { return static_cast<std::int64_t>(m_rows.size()); }
    void start(std::uint64_t restart);
    at::Tensor points(bool isAhead) const;
    LossGradient gradientOf(std::int64_t step) const;
    void move(Row& row, const at::Tensor& gradient) const;
    void rememberBest(const at::Tensor& logits);

    const AttackProblem& m_problem;
    std::vector<Row> m_rows;
    const AscentOptions& m_options; // of the first row: what all rows share
    at::Tensor m_labels, m_targets;
    at::Tensor m_bestMargin, m_bestLogits;
};

void Climb::start(std::uint64_t restart)
{
    for (Row& row : m_rows) {
        row.x = m_problem.images;
        if (m_options.hasRandomStart)
            row.x = row.options->threat.randomPoint(m_problem.images, m_problem.indices, m_problem.seed, kStartStream + restart);
    }
    m_bestMargin = at::full({count()}, kNone, m_problem.images.options());
    m_bestLogits = at::zeros({count(), m_problem.network.architecture().classes}, m_problem.images.options());
}

at::Tensor Climb::points(bool isAhead) const
{
    std::vector<at::Tensor> all;
    for (const Row& row : m_rows)
        all.push_back(isAhead ? row.x + row.momentum * (row.options->stepSize * row.options->decay) : row.x);
    return at::cat(all);
}

LossGradient Climb::gradientOf(std::int64_t step) const
{
    if (step == 0 && !m_options.hasRandomStart) { // all rows stand on the image
        const LossGradient one = lossGradient(m_problem.network, m_problem.images, m_problem.labels, m_problem.targets);
        return {one.logits.expand({count(), -1}), one.gradient.expand({count(), -1, -1, -1})};
    }
    const bool isAhead = m_options.looksAhead && m_rows.front().momentum.defined();
    LossGradient here = lossGradient(m_problem.network, points(isAhead), m_labels, m_targets);
    if (isAhead && m_options.keepsBest)
        here.logits = m_problem.network.logits(points(false));
    return here;
}

void Climb::move(Row& row, const at::Tensor& gradient) const
{
    at::Tensor ascent = gradient;
    if (m_options.hasMomentum) {
        const at::Tensor finite = at::nan_to_num(gradient, 0.0, 0.0, 0.0);
        const at::Tensor mean = finite.abs().mean({1, 2, 3}, true);
        const at::Tensor scaled = finite / at::where(mean > 0, mean, at::ones_like(mean));
        row.momentum = row.momentum.defined() ? row.momentum * row.options->decay + scaled : scaled;
        ascent = row.momentum;
    }
    const ThreatModel& threat = row.options->threat;
    row.x = threat.project(row.x + threat.ascentDirection(ascent, row.x) * row.options->stepSize, m_problem.images);
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
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            move(m_rows[i], here.gradient.narrow(0, static_cast<std::int64_t>(i), 1));
    }
    const at::Tensor logits = m_problem.network.logits(points(false));
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
        std::vector<Row> rows;
        for (std::int64_t i = 0; i < open.size(0); ++i)
            rows.push_back({&options[static_cast<std::size_t>(open[i].item<std::int64_t>())], {}, {}});
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
