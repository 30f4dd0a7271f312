// SPDX-License-Identifier: GPL-3.0-or-later
#include "attack_options.h"
#include "command.h"
#include "job_runner.h"
#include "output.h"

#include "api/export.h"

#include <cmath>
#include <optional>

namespace epsilonlab {

namespace {
class AttackCommand : public Command
{
public:
    AttackCommand(CLI::App& program, const Words& words)
        : Command(program, "attack", "Attack the images of a data set and count what holds")
    {
        app()
            .add_option("--model", m_model, "Standard, Robust or a .safetensors or a .pt file [Standard]")
            ->type_name("M");
        app()
            .add_option("--attack", m_attack, AttackOptions::knownIds() + "; help says what each does [pgd]")
            ->type_name("A");
        auto* dataset = app().add_option("--dataset", m_dataset,
            "NAME[:train|:test][begin:end], a folder or images.npy:labels.npy [sample:test]");
        dataset->type_name("D");
        auto* images = app().add_option(
            "--images", m_images, "Images as .npy or IDX, or one picture, in place of --dataset");
        auto* labels = app().add_option(
            "--labels", m_labels, "Their labels as .npy or IDX; of one picture its class number");
        images->type_name("FILE")->needs(labels)->excludes(dataset);
        labels->type_name("FILE|N")->needs(images);
        app().add_option("--out", m_out, "Write the adversarial images as .npy")->type_name("FILE");
        app()
            .add_option("--json", m_json, "Write the result as JSON; - is standard output")
            ->type_name("FILE");
        app().add_flag("--per-image", m_isPerImage, "One entry per image in the JSON");
        m_attackOptions.addTo(app(), words, m_attack);
        m_common.addTrustTo(app());
        m_common.addTo(app());
        app().footer("The options of another attack: epsilonlab attack --attack NAME --help");
    }

    ExitCode run() override
    {
        if (m_attack == "help") {
            writeResult("-", AttackOptions::listing());
            return ExitCode::Done;
        }
        AttackRequest request;
        request.attack = m_attackOptions.settings(m_attack, m_common.seed);
        request.dataset.text = m_images.empty() ? m_dataset : m_images + ":" + m_labels;
        request.limit = m_common.limit;
        request.batchSize = m_common.batchSize;
        checkCanWrite(m_out);
        checkCanWrite(m_json);
        JobRunner runner(m_common);
        request.model = runner.modelArgument(m_model);
        const JobOutcome outcome = runner.wait(runner.engine().submit(request), [this](const Event& event) {
            if (const auto* finished = std::get_if<AttackFinished>(&event))
                m_report = finished->report;
        });
        const bool isStopped = outcome == JobOutcome::Stopped || (m_report && !m_report->isComplete);
        write(runner, isStopped);
        return isStopped ? ExitCode::Interrupted : ExitCode::Done;
    }

private:
    void write(JobRunner& runner, bool isStopped)
    {
        if (!m_report) {
            runner.progress().note("Stopped before an image was finished; nothing was written.");
            return;
        }
        if (!m_out.empty())
            writeNpy(m_out, m_report->adversarial);
        if (!m_json.empty())
            writeResult(m_json, toJson(*m_report, m_isPerImage));
        if (m_json != "-")
            writeResult("-", summary() + componentsText() + universalText());
        for (const Warning& warning : m_report->warnings)
            runner.progress().note("Warning: " + warning.message);
        if (isStopped)
            runner.progress().note("Stopped: the result is about the " + std::to_string(m_report->n)
                + " images that were finished.");
    }

    std::string summary() const
    {
        const AttackReport& report = *m_report;
        const auto accuracy = [&report](std::int64_t correct) {
            const double share
                = report.n > 0 ? static_cast<double>(correct) / static_cast<double>(report.n) : 0.0;
            return accuracyText(share, wilsonInterval(correct, report.n), report.n);
        };
        const AttackSettings& attack = report.request.attack;
        const auto epsilon = attack.values.find("epsilon");
        std::string title = report.model.name + " under " + attack.attackId;
        const bool isUnbounded
            = catalogue::isMinimalNorm(attack.attackId) && realValue(attack.values, "epsilon") == 0.0;
        if (isUnbounded)
            title += ", any distance";
        else if (epsilon != attack.values.end() && std::holds_alternative<double>(epsilon->second))
            title += ", epsilon " + epsilonText(std::get<double>(epsilon->second));
        return title + ", " + report.datasetName + "\n"
            + alignedTable({{"clean accuracy", accuracy(report.cleanCorrect)},
                {"robust accuracy", accuracy(report.robustCorrect)},
                {"successes",
                    std::to_string(report.successes) + " of " + std::to_string(report.attacked)
                        + " images that were right before"},
                {"median distance", medianText()},
                {"distances",
                    "mean linf " + fixedText(report.meanLinf, 3) + ", mean l2 " + fixedText(report.meanL2, 3)
                        + ", median l2 " + fixedText(report.medianL2, 3) + ", max linf "
                        + fixedText(report.maxLinf, 6)},
                {"cost",
                    std::to_string(report.gradientEvaluations) + " gradients, "
                        + std::to_string(report.forwardEvaluations) + " forward passes, "
                        + durationText(report.wallSeconds)}});
    }

    // A failure counts as infinitely far, so the median may be infinite.
    std::string medianText() const
    {
        const bool isInfinite = std::isinf(m_report->medianDistance);
        return (isInfinite ? "infinite" : fixedText(m_report->medianDistance, 3)) + " in "
            + m_report->distanceNorm
            + (isInfinite ? ": at least half of the attacks failed" : ", failures as infinite");
    }

    /// What each attack of an ensemble did with the images that those before it left.
    std::string componentsText() const
    {
        std::vector<std::vector<std::string>> rows;
        for (const ComponentCounts& component : m_report->components)
            rows.push_back({"  broken by " + component.id,
                std::to_string(component.broken) + " of " + std::to_string(component.attacked) + " images"});
        return rows.empty() ? std::string() : alignedTable(rows);
    }

    /// On the images that a universal perturbation was made from, and on the others.
    std::string universalText() const
    {
        if (!m_report->universal)
            return {};
        const UniversalCounts& counts = *m_report->universal;
        const auto rate = [](std::int64_t fooled, std::int64_t n) {
            return n > 0 ? accuracyText(
                       static_cast<double>(fooled) / static_cast<double>(n), wilsonInterval(fooled, n), n)
                         : std::string("no image");
        };
        return alignedTable({{"fooled of the craft images", rate(counts.craftedFooled, counts.crafted)},
            {"fooled of the others", rate(counts.heldOutFooled, counts.heldOut)}});
    }

    std::string m_model = "Standard";
    std::string m_attack = "pgd";
    std::string m_dataset = "sample:test";
    std::string m_images, m_labels, m_out, m_json;
    bool m_isPerImage = false;
    AttackOptions m_attackOptions;
    CommonOptions m_common;
    std::optional<AttackReport> m_report;
};
}

std::unique_ptr<Command> makeAttackCommand(CLI::App& program, const Words& words)
{
    return std::make_unique<AttackCommand>(program, words);
}

} // namespace epsilonlab
