// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sweep.h"
#include "attacks/attack.h"
#include "evaluation/batch.h"
#include "models/model.h"

#include <functional>
#include <list>
#include <map>
#include <stop_token>

namespace epsilonlab {

/// Answers sweeps on their lane; used by that one thread alone. Every cell says what a preview at that
/// epsilon says, bit for bit. Steepest ascents (FGSM, BIM, PGD, MIM, NI-FGSM) at many epsilons are one batch,
/// others are attacked one by one. Cells come from coarse to fine, so that the whole ribbon is roughly there
/// at once. What is known of the last few images stays: a stopped sweep goes on where it was.
class Sweeper
{
public:
    using ModelLookup = std::function<ModelPointer(const std::string&)>;
    using Sink = std::function<void(SweepResult)>;

    explicit Sweeper(ModelLookup lookup);

    /// Sends what is known every 33 ms and at the end; nothing after a stop. Throws what attacks and models
    /// throw.
    void run(RequestId id, const SweepRequest& request, const Sink& sink, std::stop_token stop);

private:
    /// One attack on one image of one snapshot, with the cells of every epsilon so far.
    struct Subject
    {
        std::uint64_t snapshot = 0;
        AttackSettings attack; // complete, but with epsilon 0
        std::vector<float> pixels;
        int label = -1; // as asked for
        Batch batch; // of one
        at::Tensor logits, targets;
        std::map<double, SweepCell> cells; // by epsilon
        bool isAttacked = true; // false: misread clean, or the target is the class itself
    };

    /// One network of a request.
    struct Part
    {
        ModelPointer model;
        Subject* subject = nullptr; // into m_subjects
        std::optional<double> flip;
    };

    struct Run;

    Subject& subject(const Model& model, const SweepRequest& request);
    static void readClean(const Model& model, const SweepRequest& request, Subject& subject);
    static const SweepCell* cell(const Part& part, double epsilon, std::stop_token stop);
    static AttackProblem problemOf(const Part& part, double epsilon, std::stop_token stop);
    static std::size_t fillTogether(
        const Part& part, const std::vector<double>& epsilons, std::stop_token stop);
    static void fillBatched(Run& run, const std::vector<Part>& parts);
    static void fill(Run& run, const std::vector<Part>& parts);
    static std::size_t leftOf(const std::vector<double>& epsilons, const std::vector<Part>& parts);
    static void fillTrivial(const Run& run, const std::vector<Part>& parts);
    static bool givesUp(Run& run, const std::vector<Part>& parts);
    static void findFlip(const SweepRequest& request, Part& part, std::stop_token stop);
    static void show(Run& run, const std::vector<Part>& parts, bool isLast);

    ModelLookup m_lookup;
    std::list<Subject> m_subjects; // newest first, a handful
};

} // namespace epsilonlab
