// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sweeper.h"

#include "api/error.h"
#include "attacks/gradient.h"
#include "engine/primitives/time_budget.h"
#include "engine/sweep_order.h"
#include "evaluation/attack_shard.h"
#include "evaluation/row_ascent.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace epsilonlab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kKeptSubjects = 16;
constexpr std::chrono::milliseconds kShowEvery{33};
constexpr double kFinest = 1000.0; // flips are found on a grid of 1/1000

SweepCell cellOf(const at::Tensor& logits, const at::Tensor& label, const at::Tensor& target, bool isAttacked)
{
    SweepCell cell;
    cell.predicted = static_cast<int>(logits.argmax(1).item<std::int64_t>());
    cell.probability = toVector(at::softmax(logits, 1))[static_cast<std::size_t>(cell.predicted)];
    cell.isSuccess = isAttacked && isSuccess(logits, label, target).item<bool>();
    return cell;
}

} // namespace

struct Sweeper::Run
{
    const SweepRequest& request;
    const Sink& sink;
    std::stop_token stop;
    RequestId id = 0;
    Clock::time_point begin = Clock::now(), shown = begin, measured = begin;
    TimeBudget budget{request.limitSeconds};
    std::size_t left = 0; // epsilons at the time `measured`
    double neededSeconds = 0.0; // not 0: given up
};

Sweeper::Sweeper(ModelLookup lookup)
    : m_lookup(std::move(lookup))
{
}

Sweeper::Subject& Sweeper::subject(const Model& model, const SweepRequest& request)
{
    AttackSettings attack = request.attack;
    attack.values["epsilon"] = 0.0;
    const auto found = std::find_if(m_subjects.begin(), m_subjects.end(), [&](const Subject& s) {
        return s.snapshot == model.info.snapshot && s.label == request.sample.label
            && s.batch.indices[0] == request.sample.index && s.attack == attack
            && s.pixels == request.sample.image.pixels;
    });
    if (found != m_subjects.end()) {
        m_subjects.splice(m_subjects.begin(), m_subjects, found);
        return m_subjects.front();
    }
    Subject made{model.info.snapshot, std::move(attack), request.sample.image.pixels, request.sample.label,
        {}, {}, {}, {}};
    readClean(model, request, made);
    m_subjects.push_front(std::move(made));
    if (m_subjects.size() > kKeptSubjects)
        m_subjects.pop_back();
    return m_subjects.front();
}

void Sweeper::readClean(const Model& model, const SweepRequest& request, Subject& subject)
{
    Batch& batch = subject.batch;
    batch.images = toTensor(request.sample.image);
    batch.indices = {request.sample.index};
    subject.logits = model.network.logits(batch.images);
    const at::Tensor read = subject.logits.argmax(1);
    const std::int64_t label = request.sample.label >= 0 ? request.sample.label : read.item<std::int64_t>();
    if (label >= subject.logits.size(1))
        throw Error(ErrorCode::WrongShape,
            "The image has label " + std::to_string(label) + ", but " + model.info.name + " knows only "
                + std::to_string(subject.logits.size(1)) + " classes. Choose another model or data set.");
    batch.labels = at::full({1}, label, at::kLong);
    const ParameterSet& values = subject.attack.values;
    if (values.contains("target"))
        subject.targets
            = resolveTargets(textValue(values, "target"), subject.logits, batch, subject.attack.seed);
    subject.isAttacked
        = read.equal(batch.labels) && !(subject.targets.defined() && subject.targets.equal(batch.labels));
}

AttackProblem Sweeper::problemOf(const Part& part, double epsilon, std::stop_token stop)
{
    const Subject& subject = *part.subject;
    ParameterSet values = subject.attack.values;
    values["epsilon"] = epsilon;
    AttackProblem problem{part.model->network, subject.batch.images, subject.batch.labels, subject.targets,
        subject.batch.indices, std::move(values), subject.attack.seed, std::move(stop)};
    problem.cleanLogits = subject.logits;
    return problem;
}

/// nullptr if it was stopped before it was known.
const SweepCell* Sweeper::cell(const Part& part, double epsilon, std::stop_token stop)
{
    Subject& subject = *part.subject;
    const auto known = subject.cells.find(epsilon);
    if (known != subject.cells.end())
        return &known->second;
    at::Tensor logits = subject.logits;
    if (subject.isAttacked) {
        const AttackProblem problem = problemOf(part, epsilon, stop);
        const AttackOutcome outcome = attackById(subject.attack.attackId).run(problem);
        if (stop.stop_requested())
            return nullptr; // not the end of the attack
        logits = outcome.logits.defined() ? outcome.logits : part.model->network.logits(outcome.adversarial);
    }
    const SweepCell made = cellOf(logits, subject.batch.labels, subject.targets, subject.isAttacked);
    return &subject.cells.emplace(epsilon, made).first->second;
}

/// Steepest ascent at the epsilons that are not known yet, as one batch. Returns how many; a stop leaves
/// them.
std::size_t Sweeper::fillTogether(const Part& part, const std::vector<double>& epsilons, std::stop_token stop)
{
    Subject& subject = *part.subject;
    AttackProblem problem = problemOf(part, 0.0, stop);
    std::vector<double> missing;
    std::vector<AscentOptions> options;
    for (const double epsilon : epsilons) {
        if (!subject.isAttacked || subject.cells.contains(epsilon))
            continue;
        problem.values["epsilon"] = epsilon;
        missing.push_back(epsilon);
        options.push_back(ascentOptions(subject.attack.attackId, problem.values).value());
    }
    if (missing.empty())
        return 0;
    const at::Tensor logits = rowAscentLogits(problem, options);
    for (std::size_t i = 0; i < missing.size() && !stop.stop_requested(); ++i)
        subject.cells[missing[i]] = cellOf(
            logits.narrow(0, static_cast<std::int64_t>(i), 1), subject.batch.labels, subject.targets, true);
    return missing.size();
}

/// Epsilons that a network still has to be attacked at.
std::size_t Sweeper::leftOf(const std::vector<double>& epsilons, const std::vector<Part>& parts)
{
    return static_cast<std::size_t>(std::count_if(epsilons.begin(), epsilons.end(), [&](double epsilon) {
        return std::any_of(parts.begin(), parts.end(),
            [epsilon](const Part& part) { return !part.subject->cells.contains(epsilon); });
    }));
}

bool Sweeper::givesUp(Run& run, const std::vector<Part>& parts)
{
    const std::size_t left = leftOf(run.request.epsilons, parts);
    const Clock::time_point now = Clock::now();
    if (left < run.left)
        run.budget.add(run.left - left, std::chrono::duration<double>(now - run.measured).count());
    run.left = left;
    run.measured = now;
    run.neededSeconds = left > 0 ? run.budget.excess(left) : 0.0;
    return run.neededSeconds > 0.0;
}

/// What costs nothing, and would spoil the estimate of what the rest costs.
void Sweeper::fillTrivial(const Run& run, const std::vector<Part>& parts)
{
    for (const Part& part : parts)
        for (const double epsilon : run.request.epsilons)
            if (epsilon == 0.0 || !part.subject->isAttacked)
                cell(part, epsilon, run.stop);
}

/// In short batches: there is something to see on the way, and little is lost by a stop.
void Sweeper::fillBatched(Run& run, const std::vector<Part>& parts)
{
    const std::vector<double> order = coarseToFine(run.request.epsilons);
    std::size_t size = kFirstBatch;
    for (auto next = order.begin(); next != order.end();) {
        const auto end
            = next + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(size), order.end() - next);
        const Clock::time_point begin = Clock::now();
        std::size_t computed = 0;
        for (const Part& part : parts) {
            if (run.stop.stop_requested())
                return;
            computed = std::max(computed, fillTogether(part, {next, end}, run.stop));
        }
        if (computed > 0)
            size = batchFor((Clock::now() - begin) / computed);
        next = end;
        if (givesUp(run, parts))
            return;
        if (Clock::now() - run.shown >= kShowEvery)
            show(run, parts, false);
    }
}

void Sweeper::fill(Run& run, const std::vector<Part>& parts)
{
    fillTrivial(run, parts);
    run.left = leftOf(run.request.epsilons, parts);
    run.measured = Clock::now();
    if (ascentOptions(run.request.attack.attackId, run.request.attack.values))
        fillBatched(run, parts);
    for (const double epsilon : coarseToFine(run.request.epsilons)) {
        if (run.neededSeconds > 0.0)
            return;
        for (const Part& part : parts) {
            if (run.stop.stop_requested() || !cell(part, epsilon, run.stop))
                return;
            if (Clock::now() - run.shown >= kShowEvery)
                show(run, parts, false);
        }
        givesUp(run, parts);
    }
}

void Sweeper::findFlip(const SweepRequest& request, Part& part, std::stop_token stop)
{
    const std::vector<double>& epsilons = request.epsilons;
    const auto succeeds = [&](double epsilon) {
        const SweepCell* known = cell(part, epsilon, stop);
        return known && known->isSuccess;
    };
    const auto first = std::find_if(epsilons.begin(), epsilons.end(), succeeds);
    if (first == epsilons.end() || stop.stop_requested())
        return;
    part.flip = *first;
    if (first == epsilons.begin())
        return;
    std::int64_t low = std::llround(*(first - 1) * kFinest), high = std::llround(*first * kFinest);
    while (high - low > 1 && !stop.stop_requested()) {
        const std::int64_t middle = (low + high) / 2;
        const double epsilon = static_cast<double>(middle) / kFinest;
        const bool isFlipped = succeeds(epsilon);
        (isFlipped ? high : low) = middle;
        if (isFlipped)
            part.flip = epsilon;
    }
}

void Sweeper::show(Run& run, const std::vector<Part>& parts, bool isLast)
{
    if (run.stop.stop_requested())
        return;
    SweepResult result{run.id, run.request, {}, isLast, 0.0, run.neededSeconds, {}};
    for (const Part& part : parts) {
        const Subject& subject = *part.subject;
        ModelSweep sweep{
            part.model->info.id, part.model->info.name, part.model->info.snapshot, 0, -1, 0, {}, part.flip};
        sweep.label = static_cast<int>(subject.batch.labels.item<std::int64_t>());
        sweep.target
            = subject.targets.defined() ? static_cast<int>(subject.targets.item<std::int64_t>()) : -1;
        sweep.cleanClass = static_cast<int>(subject.logits.argmax(1).item<std::int64_t>());
        for (const double epsilon : run.request.epsilons) {
            const auto known = subject.cells.find(epsilon);
            sweep.cells.push_back(known == subject.cells.end() ? SweepCell() : known->second);
        }
        result.models.push_back(std::move(sweep));
    }
    run.shown = Clock::now();
    result.computeMs = std::chrono::duration<double, std::milli>(run.shown - run.begin).count();
    run.sink(std::move(result));
}

void Sweeper::run(RequestId id, const SweepRequest& request, const Sink& sink, std::stop_token stop)
{
    const at::NoGradGuard noGrad;
    const AttackInfo& info = attackById(request.attack.attackId).info;
    if (!sweeps::applies(info))
        throw Error(ErrorCode::BadParameter,
            info.title
                + " cannot be swept over epsilon: it does not fill a ball around one image. "
                  "Choose another attack.");
    SweepRequest complete = request;
    complete.attack.values = completed(info.parameters, request.attack.values);
    Run run{complete, sink, stop, id};
    std::vector<Part> parts;
    for (const std::string& modelId : request.modelIds) {
        const ModelPointer model = m_lookup(modelId);
        parts.push_back({model, &subject(*model, complete), std::nullopt});
    }
    fill(run, parts);
    for (Part& part : parts)
        if (run.neededSeconds == 0.0)
            findFlip(complete, part, stop);
    show(run, parts, true);
}

} // namespace epsilonlab
