// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "evaluation_options.h"
#include "gui.h"
#include "output.h"
#include "program.h"

#include "api/export.h"

#include <ctime>
#include <optional>

namespace epsilonlab {

namespace {
std::string nowText()
{
    const std::time_t now = std::time(nullptr);
    std::tm utc = {};
    gmtime_r(&now, &utc);
    char text[40];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &utc);
    return {text, length};
}

class ReportCommand : public Command
{
public:
    ReportCommand(CLI::App& program, const Words& words)
        : Command(program, "report", "Measure networks and write a report with figures")
    {
        app()
            .add_option("--out", m_out, "The report: a name that ends in .html, .pdf or .md")
            ->required()
            ->type_name("FILE");
        app()
            .add_option(
                "--session", m_session, "Networks, images, attack, digit and epsilon of a saved session")
            ->type_name("FILE.epslab");
        app()
            .add_option(
                "--example", m_example, "Image of the examples figure, by its place in the data set [44]")
            ->check(wholeNumber(0, 1000000000))
            ->type_name("N");
        app().add_option("--example-epsilon", m_exampleEpsilon, "Its epsilon [0.15]")->type_name("E");
        m_options.common.limit = kDefaultLimit;
        m_options.addTo(app(), words);
        app().get_option("--limit")->description(
            "Use only the first N images; 0: all [" + std::to_string(kDefaultLimit) + "]");
    }

    ExitCode run() override
    {
        const std::string ending = std::filesystem::path(m_out).extension();
        if (ending != ".html" && ending != ".pdf" && ending != ".md")
            throw Error(ErrorCode::BadParameter,
                "--out " + m_out
                    + " does not say what kind of report is wanted. Let it end in .html, .pdf or .md.");
        checkCanWrite(m_out);
        if (!m_session.empty())
            adopt(sessions::read(m_session));
        ReportRequest request;
        request.evaluation = m_options.request();
        request.exampleIndex = m_example;
        request.exampleEpsilon = parseNumber(m_exampleEpsilon);
        request.picture = m_picture;
        JobRunner runner(m_options.common);
        request.evaluation.models = m_options.models(runner);
        std::optional<ReportData> data;
        const JobOutcome outcome = runner.wait(runner.engine().submit(request), [&data](const Event& event) {
            if (const auto* finished = std::get_if<ReportFinished>(&event))
                data = finished->data;
        });
        if (data && data->evaluation.n > 0)
            write(runner, *data);
        else
            runner.progress().note("Stopped before a group of images was finished; nothing was written.");
        return outcome == JobOutcome::Stopped ? ExitCode::Interrupted : ExitCode::Done;
    }

private:
    static constexpr std::int64_t kDefaultLimit = 200;

    void adopt(const Session& session)
    {
        m_options.adopt(session, app());
        if (app().count("--example") == 0) {
            m_example = session.position;
            m_picture = session.sample;
        }
        if (app().count("--example-epsilon") == 0)
            m_exampleEpsilon = parameterText(session.epsilon);
    }

    void write(JobRunner& runner, ReportData& data) const
    {
        data.program = "epsilonlab";
        data.version = programVersion();
        data.created = nowText();
        data.commandLine = typedCommandLine();
        writeReportFile(data, m_out);
        if (!data.evaluation.isComplete)
            runner.progress().note("Stopped: the report is about the first "
                + std::to_string(data.evaluation.n)
                + " images, which were finished for every network, attack and epsilon.");
        runner.progress().note("The report is in " + m_out + ".");
    }

    EvaluationOptions m_options;
    std::string m_out, m_session;
    std::int64_t m_example = ReportRequest().exampleIndex;
    std::optional<LabelledImage> m_picture; // of the session
    std::string m_exampleEpsilon = "0.15";
};
}

std::unique_ptr<Command> makeReportCommand(CLI::App& program, const Words& words)
{
    return std::make_unique<ReportCommand>(program, words);
}

} // namespace epsilonlab
