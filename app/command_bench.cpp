// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "job_runner.h"
#include "output.h"

#include "api/export.h"

#include <optional>

namespace epsilonlab {

namespace {
std::string share(double value)
{
    return fixedText(value * 100.0, 0) + " %";
}

class BenchCommand : public Command
{
public:
    explicit BenchCommand(CLI::App& program)
        : Command(program, "bench", "How fast this machine computes gradients, training and attacks")
    {
        app()
            .add_option("--architecture", m_request.architectures,
                "Networks to measure; may be repeated [mlp small madry]")
            ->allow_extra_args(false)
            ->type_name("A");
        app()
            .add_option("--only", m_request.groups, "speed, training or attacks; may be repeated [all]")
            ->allow_extra_args(false)
            ->check(CLI::IsMember({"speed", "training", "attacks"}))
            ->type_name("GROUP");
        app()
            .add_option("--seconds", m_request.secondsPerFigure, "Time for a figure [1]")
            ->check(CLI::Range(0.01, 600.0))
            ->type_name("S");
        app()
            .add_option("--attack-seconds", m_request.secondsPerAttack,
                "An attack that takes longer has no figure [10]")
            ->check(CLI::Range(0.01, 3600.0))
            ->type_name("S");
        app()
            .add_option("--json,--out", m_json, "Write the result as JSON; - is standard output")
            ->type_name("FILE");
        m_common.addTo(app());
    }

    ExitCode run() override
    {
        checkCanWrite(m_json);
        JobRunner runner(m_common);
        std::optional<BenchReport> report;
        const JobOutcome outcome
            = runner.wait(runner.engine().submit(m_request), [&report](const Event& event) {
                  if (const auto* finished = std::get_if<BenchFinished>(&event))
                      report = finished->report;
              });
        const bool isStopped = outcome == JobOutcome::Stopped || (report && !report->isComplete);
        if (!report) {
            runner.progress().note("Stopped before anything was measured.");
            return ExitCode::Interrupted;
        }
        if (!m_json.empty())
            writeResult(m_json, toJson(*report));
        if (m_json != "-")
            writeResult("-", text(*report));
        if (isStopped)
            runner.progress().note("Stopped: every figure that is there was measured whole.");
        return isStopped ? ExitCode::Interrupted : ExitCode::Done;
    }

private:
    static std::string text(const BenchReport& report)
    {
        std::string text = report.machine + "; libtorch " + report.libtorch + "; kernels " + report.kernels
            + "\n" + report.blas + "\nSGEMM on one core, the limit: " + fixedText(report.sgemmGflops, 1)
            + " GFLOP/s\n";
        for (const HandOver& cost : report.handOvers)
            text += "Handing a shard to each of " + std::to_string(cost.workers)
                + " workers and back: " + fixedText(cost.microseconds, 1) + " microseconds\n";
        std::vector<std::vector<std::string>> rows
            = {{"figure", "network", "method", "workers", "images/s", "GFLOP/s", "of limit"}};
        for (const BenchFigure& figure : report.figures) {
            const bool hasWork = figure.gflops > 0.0;
            rows.push_back({figure.name, figure.architecture, figure.method.empty() ? "-" : figure.method,
                std::to_string(figure.workers),
                figure.isFinished ? fixedText(figure.imagesPerSecond, figure.imagesPerSecond < 10.0 ? 2 : 0)
                                  : "took too long",
                hasWork ? fixedText(figure.gflops, 1) : "-",
                hasWork && report.sgemmGflops > 0.0 ? share(figure.ratioToLimit) : "-"});
        }
        return text + "\n" + alignedTable(rows);
    }

    CommonOptions m_common;
    BenchRequest m_request;
    std::string m_json;
};
}

std::unique_ptr<Command> makeBenchCommand(CLI::App& program)
{
    return std::make_unique<BenchCommand>(program);
}

} // namespace epsilonlab
