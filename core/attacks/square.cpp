// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/gradient.h"
#include "attacks/problem_rows.h"
#include "attacks/specs.h"
#include "attacks/square_moves.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kMovesStream = 0x2000; // + restart
constexpr std::int64_t kScheduledQueries = 10000;

/// Of one image at one point. Lower is better; success at once beats any loss.
struct Score
{
    double loss = std::numeric_limits<double>::infinity();
    bool isSuccess = false;
};

/// The search on one image that still holds.
struct Search
{
    std::int64_t row = 0; ///< in the problem
    SquareMoves moves;
    PixelValues best{};
    Score score{};
};

// Untargeted: how far the label leads, as in the authors' code; targeted: the cross-entropy of the target.
// Ten numbers: plain loops cost less than one tensor operation.
Score scoreOf(std::span<const float> logits, std::int64_t label, std::int64_t target)
{
    const auto chosen = static_cast<std::size_t>(target >= 0 ? target : label);
    double other = -std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < logits.size(); ++k)
        if (k != chosen)
            other = std::max(other, static_cast<double>(logits[k]));
    const double own = logits[chosen];
    const auto predicted = std::max_element(logits.begin(), logits.end()) - logits.begin();
    if (target < 0)
        return {own - other, predicted != label};
    double sum = 0.0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit) - std::max(own, other));
    return {std::log(sum) + std::max(own, other) - own, predicted == target};
}

/// One restart of Square on all images of a problem.
class SquareRun
{
public:
    SquareRun(const AttackProblem& problem, std::uint64_t stream)
        : m_problem(problem)
        , m_outcome(unchanged(problem))
        , m_tries(at::empty_like(problem.images))
    {
        const ThreatModel threat = ThreatModel::from(problem.values);
        m_outcome.adversarial = m_outcome.adversarial.clone();
        m_outcome.logits = m_outcome.logits.clone();
        for (std::int64_t row = 0; row < problem.images.size(0); ++row) {
            PixelValues clean;
            const at::Tensor image = problem.images[row].contiguous();
            std::copy_n(image.data_ptr<float>(), clean.size(), clean.begin());
            const ImageRng rng(problem.seed, problem.indices[static_cast<std::size_t>(row)], stream);
            m_searches.push_back({row, SquareMoves(threat, clean, rng)});
        }
    }

    AttackOutcome run()
    {
        const double first = realValue(m_problem.values, "p");
        const std::int64_t queries = integerValue(m_problem.values, "queries");
        const bool isRescaled = booleanValue(m_problem.values, "rescale");
        query([](Search& search, PixelValues& point) {
            point = search.moves.start();
            return true;
        });
        for (std::int64_t i = 0; i < queries && !m_searches.empty() && !m_problem.stop.stop_requested();
             ++i) {
            const double share = squareShare(first, isRescaled ? i * kScheduledQueries / queries : i);
            query([share](Search& search, PixelValues& point) {
                point = search.best;
                return search.moves.move(share, point);
            });
            m_problem.show({i + 1, queries, m_outcome.adversarial, m_outcome.logits});
        }
        return std::move(m_outcome);
    }

private:
    /// Makes one try for each image; those that differ from the best point are judged in one forward pass.
    template <typename Try> void query(Try attempt)
    {
        m_asked.clear();
        auto* out = m_tries.data_ptr<float>();
        PixelValues point;
        for (Search& search : m_searches)
            if (attempt(search, point)) {
                std::copy(point.begin(), point.end(), out + m_asked.size() * point.size());
                m_asked.push_back(&search);
            }
        if (m_asked.empty())
            return;
        const auto n = static_cast<std::int64_t>(m_asked.size());
        const at::Tensor logits = m_problem.network.logits(m_tries.narrow(0, 0, n)).contiguous();
        m_outcome.forwardEvaluations += n;
        bool isAnyBetter = false;
        for (std::int64_t i = 0; i < n; ++i)
            isAnyBetter = judge(*m_asked[static_cast<std::size_t>(i)], i, logits) || isAnyBetter;
        if (isAnyBetter && m_problem.wantTrace)
            m_outcome.trace.push_back({m_outcome.adversarial.clone(), m_outcome.logits.clone()});
        std::erase_if(m_searches, [](const Search& search) { return search.score.isSuccess; });
    }

    bool judge(Search& search, std::int64_t tried, const at::Tensor& logits)
    {
        const std::int64_t row = search.row;
        const std::int64_t target
            = m_problem.isTargeted() ? m_problem.targets.data_ptr<std::int64_t>()[row] : -1;
        const std::span<const float> values{
            logits.data_ptr<float>() + tried * logits.size(1), static_cast<std::size_t>(logits.size(1))};
        const Score score = scoreOf(values, m_problem.labels.data_ptr<std::int64_t>()[row], target);
        if (!(score.loss < search.score.loss) && !score.isSuccess)
            return false;
        search.score = score;
        std::copy_n(m_tries.data_ptr<float>() + tried * kImagePixels, kImagePixels, search.best.begin());
        m_outcome.adversarial[row].copy_(m_tries[tried]);
        m_outcome.logits[row].copy_(logits[tried]);
        return true;
    }

    const AttackProblem& m_problem;
    AttackOutcome m_outcome;
    at::Tensor m_tries; // N x 1 x 28 x 28, the first of it in use
    std::vector<Search> m_searches;
    std::vector<Search*> m_asked;
};

AttackOutcome run(const AttackProblem& problem)
{
    AttackOutcome outcome = unchanged(problem);
    if (realValue(problem.values, "epsilon") == 0.0)
        return outcome;
    for (std::int64_t restart = 0; restart < integerValue(problem.values, "restarts"); ++restart) {
        const at::Tensor rows = holdingRows(problem, outcome);
        if (rows.size(0) == 0 || problem.stop.stop_requested())
            break;
        AttackProblem part = restrictedTo(problem, rows);
        part.wantTrace = problem.wantTrace && restart == 0;
        AttackOutcome found = SquareRun(part, kMovesStream + static_cast<std::uint64_t>(restart)).run();
        if (part.wantTrace)
            outcome.trace = std::move(found.trace);
        mergeRun(problem, rows, found, outcome);
    }
    return outcome;
}

} // namespace

/// Square attack (Andriushchenko et al. 2019, "Square Attack: a query-efficient black-box adversarial attack
/// via random search", arXiv:1912.00049, algorithms 1 to 3), after the authors' AutoAttack code: random
/// search that needs only the logits. Each query changes a square window of the best point so far and is kept
/// if the label's lead over the best other class falls (targeted: if the cross-entropy of the target falls)
/// or the network is fooled. Windows shrink with the queries (squareShare); `rescale` stretches that
/// schedule, made for 10,000 queries, to `queries`, as the paper does; AutoAttack runs without it. Where we
/// differ: every image draws its own windows, at all 29 - side positions (the authors share one for the batch
/// and never reach the last row and column), and a try that changes nothing is not sent to the network again.
/// Input images: N x 1 x 28 x 28 float32 in [0, 1]; labels: N int64. `epsilon` in pixel units; 0 returns the
/// input unchanged. `queries` counts tries after the start, `p` the share of the pixels in the first windows,
/// `restarts` runs on the images that still hold. The trace holds the points that were kept. Deterministic
/// per image for a seed. Cost per run: up to `queries` + 1 forward passes, no gradients. Looks at the stop
/// token once per query.
Attack squareAttack()
{
    AttackInfo info;
    info.id = "square";
    info.title = "Square";
    info.sentence = "Random squares, kept if they help: knows nothing of the network but its answers.";
    info.source = "Andriushchenko et al. 2019, arXiv:1912.00049";
    info.group = AttackGroup::BlackBox;
    info.parameters = {specs::norm(), specs::epsilon(0.3),
        {"queries", "Queries", "queries", ParameterKind::Integer, std::int64_t{5000}, 1, 1000000, {},
            "How often the network is asked for each image, at most.", ""},
        {"p", "First window", "share of the pixels", ParameterKind::Real, 0.8, 0.001, 1.0, {},
            "How much of the image the first squares cover. They shrink as the search goes on.", ""},
        {"rescale", "Rescale schedule", "", ParameterKind::Boolean, false, 0, 1, {},
            "Shrink the squares by the share of the queries that is used up. Off: by their number, as AutoAttack does.",
            ""},
        specs::restarts(), specs::target()};
    return {info, run};
}

} // namespace epsilonlab
