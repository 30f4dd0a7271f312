// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "job_runner.h"
#include "output.h"

#include "api/export.h"

#include <optional>

namespace epsilonlab {

namespace {
class CertifyCommand : public Command
{
public:
    explicit CertifyCommand(CLI::App& program)
        : Command(program, "certify", "Prove, digit by digit, that no change within epsilon fools a network")
    {
        app()
            .add_option("--model", m_model, "Standard, Robust or a .safetensors file [Robust]")
            ->type_name("M");
        app()
            .add_option("--dataset", m_dataset, "NAME[:train|:test][begin:end] [sample:test]")
            ->type_name("D");
        app()
            .add_option("--epsilon", m_epsilon, "Largest change of a pixel, 0 to 1, as 0.3 or 8/255 [0.1]")
            ->type_name("E");
        app()
            .add_option("--method", m_method,
                "ibp: intervals; crown: linear bounds, slower; best: crown where ibp does not suffice [best]")
            ->type_name("NAME");
        app()
            .add_option("--json", m_json, "Write the result as JSON; - is standard output")
            ->type_name("FILE");
        app().add_flag(
            "--per-image", m_isPerImage, "One entry per image in the JSON, with the worst-case logits");
        m_common.addTo(app());
        app().footer(
            "A certificate holds up to float rounding. \"Not certified\" does not mean that an attack exists.");
    }

    ExitCode run() override
    {
        CertifyRequest request;
        request.dataset.text = m_dataset;
        request.epsilon = parseNumber(m_epsilon);
        request.method = certifyMethodFromName(m_method);
        request.limit = m_common.limit;
        checkCanWrite(m_json);
        JobRunner runner(m_common);
        request.model = runner.modelArgument(m_model);
        runner.wait(runner.engine().submit(request), [this](const Event& event) {
            if (const auto* finished = std::get_if<CertifyFinished>(&event))
                m_report = finished->report;
        });
        write(runner);
        return m_report && m_report->isComplete ? ExitCode::Done : ExitCode::Interrupted;
    }

private:
    void write(JobRunner& runner)
    {
        if (!m_report || m_report->n == 0) {
            runner.progress().note("Stopped before an image was finished; nothing was written.");
            return;
        }
        if (!m_json.empty())
            writeResult(m_json, toJson(*m_report, m_isPerImage));
        if (m_json != "-")
            writeResult("-", summary());
        for (const Warning& warning : m_report->warnings)
            runner.progress().note("Warning: " + warning.message);
        if (!m_report->isComplete)
            runner.progress().note("Stopped: the result is about the " + std::to_string(m_report->n)
                + " images that were finished.");
    }

    std::string summary() const
    {
        const CertifyReport& report = *m_report;
        const auto accuracy = [&report](std::int64_t count) {
            const double share = static_cast<double>(count) / static_cast<double>(report.n);
            return accuracyText(share, wilsonInterval(count, report.n), report.n);
        };
        return report.model.name + ", certified within epsilon " + epsilonText(report.request.epsilon)
            + " (linf, up to float rounding), method " + certifyMethodName(report.request.method) + ", "
            + report.datasetName + "\n"
            + alignedTable({{"clean accuracy", accuracy(report.cleanCorrect)},
                {"certified accuracy", accuracy(report.certified)},
                {"of these",
                    countText(report.certifiedByIbp) + " by intervals, " + countText(report.certifiedByCrown)
                        + " by linear bounds"},
                {"time", durationText(report.wallSeconds)}});
    }

    std::string m_model = "Robust";
    std::string m_dataset = "sample:test";
    std::string m_epsilon = "0.1";
    std::string m_method = "best";
    std::string m_json;
    bool m_isPerImage = false;
    CommonOptions m_common;
    std::optional<CertifyReport> m_report;
};
}

std::unique_ptr<Command> makeCertifyCommand(CLI::App& program)
{
    return std::make_unique<CertifyCommand>(program);
}

} // namespace epsilonlab
