// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "evaluation_options.h"
#include "output.h"

#include "api/export.h"

#include <filesystem>
#include <optional>

namespace epsilonlab {

namespace {
class EvaluateCommand : public Command
{
public:
    EvaluateCommand(CLI::App& program, const Words& words)
        : Command(program, "evaluate", "Accuracy against epsilon for networks and attacks, with intervals")
    {
        app()
            .add_option("--out", m_out, "Write results.csv and results.json into this folder")
            ->type_name("DIR");
        app().add_option("--csv", m_csv, "Write the result as CSV; - is standard output")->type_name("FILE");
        app()
            .add_option("--json", m_json, "Write the result as JSON; - is standard output")
            ->type_name("FILE");
        m_options.addTo(app(), words);
        app().footer("The options of another attack: epsilonlab evaluate --attack NAME --help");
    }

    ExitCode run() override
    {
        EvaluateRequest request = m_options.request();
        if (m_csv == "-" && m_json == "-")
            throw Error(ErrorCode::BadParameter,
                "--csv - and --json - cannot both go to standard output. Give one of them a file.");
        prepareFolder();
        checkCanWrite(m_csv);
        checkCanWrite(m_json);
        JobRunner runner(m_options.common);
        request.models = m_options.models(runner);
        const JobOutcome outcome = runner.wait(runner.engine().submit(request), [this](const Event& event) {
            if (const auto* updated = std::get_if<EvaluationUpdated>(&event))
                m_report = updated->report;
        });
        const bool isStopped = outcome == JobOutcome::Stopped;
        write(runner, isStopped);
        return isStopped ? ExitCode::Interrupted : ExitCode::Done;
    }

private:
    void prepareFolder() const
    {
        if (m_out.empty())
            return;
        std::error_code failure;
        std::filesystem::create_directories(m_out, failure);
        if (failure)
            throw Error(ErrorCode::NotWritable,
                "The folder " + m_out + " cannot be made: " + failure.message()
                    + ". Choose another for --out.");
        checkCanWrite(m_out + "/results.csv");
    }

    void write(JobRunner& runner, bool isStopped)
    {
        if (!m_report || m_report->n == 0) {
            runner.progress().note("Stopped before a group of images was finished; nothing was written.");
            return;
        }
        // The last update before a stop does not know that it is the last.
        if (isStopped)
            m_report->isComplete = false;
        const std::string csv = toCsv(*m_report);
        const std::string json = toJson(*m_report);
        if (!m_out.empty()) {
            writeTextFile(std::filesystem::path(m_out) / "results.csv", csv);
            writeTextFile(std::filesystem::path(m_out) / "results.json", json);
        }
        if (!m_csv.empty())
            writeResult(m_csv, csv);
        if (!m_json.empty())
            writeResult(m_json, json);
        if (m_csv != "-" && m_json != "-")
            writeResult("-", evaluationTable(*m_report));
        noteWarnings(runner, isStopped);
    }

    void noteWarnings(JobRunner& runner, bool isStopped) const
    {
        for (const Curve& curve : m_report->curves)
            for (const Warning& warning : curve.warnings)
                runner.progress().note(
                    "Warning: " + curve.modelName + ", " + curve.attack.attackId + ": " + warning.message);
        if (isStopped)
            runner.progress().note("Stopped: the result is about the first " + std::to_string(m_report->n)
                + " images, which were finished for every network, attack and epsilon.");
    }

    EvaluationOptions m_options;
    std::string m_out, m_csv, m_json;
    std::optional<EvaluationReport> m_report;
};
}

std::unique_ptr<Command> makeEvaluateCommand(CLI::App& program, const Words& words)
{
    return std::make_unique<EvaluateCommand>(program, words);
}

} // namespace epsilonlab
