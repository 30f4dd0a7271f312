// SPDX-License-Identifier: GPL-3.0-or-later
#include "attack_options.h"
#include "command.h"
#include "job_runner.h"
#include "output.h"

#include "api/export.h"

#include <optional>

namespace epsilonlab {

namespace {
class AttackCommand : public Command
{
public:
    AttackCommand(CLI::App& program, const Words& words)
        : Command(program, "attack", "Attack the images of a data set and count what holds")
    {
        app().add_option("--model", m_model, "Standard, Robust or a .safetensors file [Standard]")->type_name("M");
        app().add_option("--attack", m_attack, AttackOptions::knownIds() + " [pgd]")->type_name("A");
        auto* dataset = app().add_option("--dataset", m_dataset, "NAME[:train|:test][begin:end] [sample:test]");
        dataset->type_name("D");
        auto* images = app().add_option("--images", m_images, "Images as .npy, in place of --dataset");
        auto* labels = app().add_option("--labels", m_labels, "Their labels as .npy");
        images->type_name("FILE")->needs(labels)->excludes(dataset);
        labels->type_name("FILE")->needs(images);
        app().add_option("--out", m_out, "Write the adversarial images as .npy")->type_name("FILE");
        app().add_option("--json", m_json, "Write the result as JSON; - is standard output")->type_name("FILE");
        app().add_flag("--per-image", m_isPerImage, "One entry per image in the JSON");
        m_attackOptions.addTo(app(), words, m_attack);
        m_common.addTo(app());
        app().footer("The options of another attack: epsilonlab attack --attack NAME --help");
    }

    ExitCode run() override
    {
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
            writeResult("-", summary());
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
            const double share = report.n > 0 ? static_cast<double>(correct) / static_cast<double>(report.n) : 0.0;
            return accuracyText(share, wilsonInterval(correct, report.n), report.n);
        };
        const AttackSettings& attack = report.request.attack;
        const auto epsilon = attack.values.find("epsilon");
        std::string title = report.model.name + " under " + attack.attackId;
        if (epsilon != attack.values.end() && std::holds_alternative<double>(epsilon->second))
            title += ", epsilon " + epsilonText(std::get<double>(epsilon->second));
        return title + ", " + report.datasetName + "\n"
            + alignedTable({{"clean accuracy", accuracy(report.cleanCorrect)},
                {"robust accuracy", accuracy(report.robustCorrect)},
                {"successes", std::to_string(report.successes) + " of " + std::to_string(report.attacked)
                        + " images that were right before"},
                {"distances", "mean linf " + fixedText(report.meanLinf, 3) + ", mean l2 " + fixedText(report.meanL2, 3)
                        + ", median l2 " + fixedText(report.medianL2, 3) + ", max linf " + fixedText(report.maxLinf, 6)},
                {"cost", std::to_string(report.gradientEvaluations) + " gradients, "
                        + std::to_string(report.forwardEvaluations) + " forward passes, "
                        + durationText(report.wallSeconds)}});
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
