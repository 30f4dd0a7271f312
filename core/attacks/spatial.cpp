// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/attack.h"
#include "attacks/gradient.h"
#include "attacks/specs.h"

#include "api/image.h"
#include "models/random.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace epsilonlab {

namespace {

constexpr std::uint64_t kSpatialStream = 0x500;
constexpr std::int64_t kForwardBatch = 64;
constexpr double kHalfSide = 14.0; // pixels from the centre to the edge, one unit of grid_sampler

/// Degrees counter-clockwise, then pixels to the right and down.
struct Movement
{
    double angle = 0.0, right = 0.0, down = 0.0;

    bool isNone() const { return angle == 0.0 && right == 0.0 && down == 0.0; }
};

struct Limits
{
    double rotation = 0.0, shift = 0.0;

    /// 0 for none, 1 for all of one limit: what "smaller" means between a turn and a shift.
    double size(const Movement& m) const
    {
        const auto part
            = [](double value, double limit) { return limit > 0.0 ? value * value / (limit * limit) : 0.0; };
        return part(m.angle, rotation) + part(m.right, shift) + part(m.down, shift);
    }
};

std::vector<double> spaced(double limit, std::int64_t count)
{
    if (limit == 0.0 || count == 1)
        return {0.0};
    std::vector<double> values;
    for (std::int64_t i = 0; i < count; ++i)
        values.push_back(limit * (2.0 * static_cast<double>(i) / static_cast<double>(count - 1) - 1.0));
    return values;
}

/// Every movement of the grid, the smallest first.
std::vector<Movement> gridOf(const ParameterSet& values, const Limits& limits)
{
    std::vector<Movement> grid;
    const auto shifts = spaced(limits.shift, integerValue(values, "shift-steps"));
    for (const double angle : spaced(limits.rotation, integerValue(values, "rotation-steps")))
        for (const double right : shifts)
            for (const double down : shifts)
                grid.push_back({angle, right, down});
    std::stable_sort(grid.begin(), grid.end(),
        [&](const Movement& a, const Movement& b) { return limits.size(a) < limits.size(b); });
    return grid;
}

std::vector<Movement> randomMovements(
    std::int64_t count, const Limits& limits, std::uint64_t seed, std::int64_t image)
{
    ImageRng rng(seed, image, kSpatialStream);
    const auto within = [&rng](double limit) { return limit * (2.0 * rng.uniform() - 1.0); };
    std::vector<Movement> movements;
    for (std::int64_t i = 0; i < count; ++i) {
        const double angle = within(limits.rotation), right = within(limits.shift);
        movements.push_back({angle, right, within(limits.shift)});
    }
    return movements;
}

/// Each image moved by the movement of the same place, bilinear, black outside.
at::Tensor moved(const at::Tensor& images, const std::vector<Movement>& movements)
{
    at::Tensor theta = at::empty({images.size(0), 2, 3}, at::kFloat);
    float* out = theta.data_ptr<float>();
    for (const Movement& m : movements) {
        // Where in the clean picture the moved one looks: shifted back, then turned back; rows count
        // downwards.
        const double c = std::cos(m.angle * std::numbers::pi / 180.0),
                     s = std::sin(m.angle * std::numbers::pi / 180.0);
        const double x = m.right / kHalfSide, y = m.down / kHalfSide;
        for (const double value : {c, -s, -c * x + s * y, s, c, -s * x - c * y})
            *out++ = static_cast<float>(value);
    }
    const at::Tensor where = at::affine_grid_generator(theta, images.sizes(), false);
    at::Tensor result = at::grid_sampler(images, where, 0, 0, false).clamp_(0.0, 1.0);
    for (std::size_t i = 0; i < movements.size(); ++i)
        if (movements[i].isNone())
            result[static_cast<std::int64_t>(i)].copy_(images[static_cast<std::int64_t>(i)]); // interpolation
                                                                                              // rounds
    return result;
}

/// What is known about one image so far.
struct Search
{
    std::vector<Movement> movements; ///< in the order in which they are tried
    std::size_t next = 0;
    float bestMargin = -1e30F;
    bool isFooled = false;

    bool isDone() const { return isFooled || next >= movements.size(); }
};

/// The movements of one forward pass: a few of each image that still holds.
struct Trial
{
    std::vector<std::int64_t> rows;
    std::vector<Movement> movements;
};

Trial nextTrial(const std::vector<Search>& searches)
{
    const auto open
        = std::count_if(searches.begin(), searches.end(), [](const Search& s) { return !s.isDone(); });
    Trial trial;
    if (open == 0)
        return trial;
    const auto each = static_cast<std::size_t>(std::max<std::int64_t>(1, kForwardBatch / open));
    for (std::size_t i = 0; i < searches.size(); ++i) {
        const Search& search = searches[i];
        if (search.isDone())
            continue;
        for (std::size_t k = search.next; k < std::min(search.next + each, search.movements.size()); ++k) {
            trial.rows.push_back(static_cast<std::int64_t>(i));
            trial.movements.push_back(search.movements[k]);
        }
    }
    return trial;
}

void judge(
    const AttackProblem& problem, const Trial& trial, std::vector<Search>& searches, AttackOutcome& outcome)
{
    const at::Tensor rows = at::tensor(trial.rows, at::kLong);
    const at::Tensor images = moved(problem.images.index_select(0, rows), trial.movements);
    const at::Tensor logits = problem.network.logits(images);
    const at::Tensor targets = problem.isTargeted() ? problem.targets.index_select(0, rows) : at::Tensor();
    const at::Tensor labels = problem.labels.index_select(0, rows);
    const at::Tensor margins = successMargin(logits, labels, targets).contiguous();
    const at::Tensor success = isSuccess(logits, labels, targets).contiguous();
    outcome.forwardEvaluations += rows.size(0);
    for (std::size_t i = 0; i < trial.rows.size(); ++i) {
        Search& search = searches[static_cast<std::size_t>(trial.rows[i])];
        if (search.isFooled)
            continue; // by a smaller movement of the same pass
        search.next += 1;
        const float margin = margins.data_ptr<float>()[i];
        search.isFooled = success.data_ptr<bool>()[i];
        if (!search.isFooled && margin <= search.bestMargin)
            continue;
        search.bestMargin = margin;
        const auto from = static_cast<std::int64_t>(i);
        outcome.adversarial[trial.rows[i]].copy_(images[from]);
        outcome.logits[trial.rows[i]].copy_(logits[from]);
    }
}

AttackOutcome run(const AttackProblem& problem)
{
    const Limits limits{realValue(problem.values, "rotation"), realValue(problem.values, "shift")};
    const std::int64_t tries = integerValue(problem.values, "tries");
    const std::vector<Movement> grid = tries == 0 ? gridOf(problem.values, limits) : std::vector<Movement>();
    std::vector<Search> searches;
    for (const std::int64_t index : problem.indices)
        searches.push_back({tries == 0 ? grid : randomMovements(tries, limits, problem.seed, index)});
    AttackOutcome outcome;
    outcome.adversarial = problem.images.clone();
    outcome.logits = at::zeros({problem.images.size(0), problem.network.architecture().classes});
    for (Trial trial = nextTrial(searches); !trial.rows.empty(); trial = nextTrial(searches)) {
        if (problem.stop.stop_requested())
            break;
        judge(problem, trial, searches, outcome);
        const auto tried = static_cast<std::int64_t>(searches.front().next); // somebody who looks has one
                                                                             // image
        problem.show({tried, static_cast<std::int64_t>(searches.front().movements.size()),
            outcome.adversarial, outcome.logits});
    }
    return outcome;
}

ParameterSpec gridSteps(const char* id, const char* title, std::int64_t defaultValue, const char* help)
{
    return {id, title, "values", ParameterKind::Integer, defaultValue, 1, 361, {}, help, ""};
}

} // namespace

/// Worst of many rotations and shifts (Engstrom et al. 2017, "Exploring the landscape of spatial robustness",
/// arXiv:1712.02779, section 3: grid search with 5 x 5 x 31 values, or worst of k random ones). Bilinear in
/// one step, black outside. Input images: N x 1 x 28 x 28 float32 in [0, 1]; the result too. `rotation` in
/// degrees to either side, `shift` in pixels per axis; 0 leaves that out, both 0 return the input unchanged.
/// No norm bounds the change. The grid is tried from the smallest movement on and ends at the first that
/// fools; an image that holds gets the one of the largest margin. `tries` k > 0: k random movements instead
/// of the grid, drawn per image for a seed. No gradients; cost: up to rotation-steps x shift-steps^2 forward
/// passes, or k. Looks at the stop token once per pass of 64 images.
Attack spatialAttack()
{
    AttackInfo info;
    info.id = "spatial";
    info.title = "Rotate and shift";
    info.sentence = "Turns and moves the whole picture; many networks lose the digit.";
    info.source = "Engstrom et al. 2017, arXiv:1712.02779";
    info.group = AttackGroup::Geometric;
    info.norm = "linf"; // what the change is measured in, not what bounds it
    info.bound = AttackBound::Movement;
    info.boundSentence = "Every pixel may change as the picture moves; epsilon does not apply.";
    info.parameters = {{"rotation", "Rotation", "degrees", ParameterKind::Real, 30.0, 0.0, 180.0, {},
                           "The largest turn, to either side.", "no turn"},
        {"shift", "Shift", "pixels", ParameterKind::Real, 3.0, 0.0, 14.0, {},
            "The largest shift, along rows and along columns.", "no shift"},
        gridSteps("rotation-steps", "Turns", 31, "How many angles the grid has, the two largest included."),
        gridSteps("shift-steps", "Shifts", 5, "How many shifts the grid has along each axis."),
        {"tries", "Random tries", "movements", ParameterKind::Integer, std::int64_t{0}, 0, 100000, {},
            "Try this many random movements of each image in place of the grid.", "the whole grid"},
        specs::target()};
    return {info, run};
}

} // namespace epsilonlab
