// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "job_runner.h"
#include "output.h"
#include "recipe_options.h"

#include "api/alarms.h"
#include "api/export.h"

#include <optional>

namespace epsilonlab {

namespace {
std::string percent(double share)
{
    return fixedText(share * 100.0, 2) + " %";
}

class TrainCommand : public Command
{
public:
    explicit TrainCommand(CLI::App& program)
        : Command(program, "train", "Train a network by a recipe")
    {
        m_recipe.addTo(app());
        app()
            .add_option("--dataset", m_dataset, "NAME[:train][begin:end] or a folder [sample]")
            ->type_name("D");
        app().add_option("--out", m_out, "Run folder: model, checkpoints, metrics")->type_name("RUN");
        app().add_flag("--resume", m_isResumed, "Go on where the run in --out was left");
        app().add_flag("--no-test", m_isUntested, "No loss and accuracy on the test images at the end");
        app()
            .add_option("--json", m_json, "Write the result as JSON; - is standard output")
            ->type_name("FILE");
        m_common.addTo(app());
        app().footer(RecipeOptions::help());
    }

    ExitCode run() override
    {
        if (m_isResumed && m_out.empty())
            throw Error(ErrorCode::BadParameter, "--resume needs the run folder. Give it as --out RUN.");
        TrainRequest request;
        const RecipeInfo recipe = m_recipe.recipe(app(), m_common, m_isResumed ? m_out : std::string());
        request.recipe = recipe.values;
        request.recipeName = recipe.id;
        request.dataset.text = m_dataset;
        request.runDirectory = m_out;
        request.resume = m_isResumed;
        request.finalEvaluation = !m_isUntested;
        checkCanWrite(m_json);
        JobRunner runner(m_common);
        if (m_isResumed && goesOn(runner, request) == GoesOn::IsFinished) {
            runner.progress().note(
                "The run in " + m_out + " is finished already; nothing was changed. More: --epochs N.");
            return ExitCode::Done;
        }
        const JobOutcome outcome = runner.wait(
            runner.engine().submit(request), [&](const Event& event) { take(event, runner.progress()); });
        write(runner.progress(), !m_report || !m_report->isComplete);
        if (outcome == JobOutcome::Stopped && m_report && m_report->isComplete)
            runner.progress().note("The measurement on the test images was stopped.");
        if (outcome == JobOutcome::Stopped || !m_report || !m_report->isComplete)
            return ExitCode::Interrupted;
        return isLost() ? ExitCode::BadFile : ExitCode::Done;
    }

private:
    enum class GoesOn { Yes, IsFinished };

    /// A run goes on as it was begun: same images, same recipe; only the number of epochs may grow. Throws
    /// Error.
    GoesOn goesOn(JobRunner& runner, TrainRequest& request)
    {
        RunRecord record;
        runner.wait(runner.engine().open(OpenRunRequest{m_out}), [&record](const Event& event) {
            if (const auto* opened = std::get_if<RunOpened>(&event))
                record = opened->run;
        });
        if (record.info.isElsewhere)
            throw Error(ErrorCode::BadParameter,
                "The run " + m_out + " was begun on " + record.info.host
                    + ", and its files grew within the last minute: it may still be trained there. Stop it there, or wait a minute.");
        if (record.info.isBusy)
            throw Error(ErrorCode::BadParameter,
                "The run " + m_out + " is being written by another program. Stop that one first.");
        if (record.info.dataset.empty() && app().count("--dataset") == 0)
            throw Error(ErrorCode::BadParameter,
                "The run in " + m_out
                    + " does not say what it was trained on: its events.jsonl is missing. Give the data set with --dataset.");
        const auto refuse = [this](
                                const std::string& what, const std::string& was, const std::string& wanted) {
            throw Error(ErrorCode::BadParameter,
                "The run in " + m_out + " was begun with " + what + " " + was + ", not " + wanted
                    + ". A run goes on as it was begun: leave the option out, or begin a new run in another folder.");
        };
        if (app().count("--dataset") > 0 && !record.info.dataset.empty() && m_dataset != record.info.dataset)
            refuse("the data set", record.info.dataset, m_dataset);
        if (!record.info.dataset.empty())
            request.dataset.text = record.info.dataset;
        for (const auto& [id, value] : record.info.recipe)
            if (const auto wanted = request.recipe.find(id);
                id != "epochs" && (wanted == request.recipe.end() || wanted->second != value))
                refuse(id, parameterText(value),
                    wanted == request.recipe.end() ? "without it" : parameterText(wanted->second));
        const std::int64_t was = integerValue(record.info.recipe, "epochs");
        const std::int64_t wanted = integerValue(request.recipe, "epochs");
        if (wanted < was)
            throw Error(ErrorCode::BadParameter,
                "The run in " + m_out + " was begun for " + std::to_string(was)
                    + " epochs; it can become longer, not shorter. Its checkpoints are networks of each epoch.");
        const bool isSameLength = wanted == was;
        return record.info.state == RunState::Finished && isSameLength ? GoesOn::IsFinished : GoesOn::Yes;
    }

    void take(const Event& event, ProgressLine& progress)
    {
        if (const auto* finished = std::get_if<TrainFinished>(&event))
            m_report = finished->report;
        else if (const auto* news = std::get_if<TrainingFlagged>(&event);
                 news != nullptr && isNews(news->flag))
            progress.note(news->flag.message);
        else if (const auto* flagged = std::get_if<TrainingFlagged>(&event);
                 flagged != nullptr && isAlarmToldNow(flagged->flag))
            progress.note("Alarm (" + flagged->flag.code + ", epoch " + fixedText(flagged->flag.epoch, 2)
                + "): " + flagged->flag.message);
        else if (const auto* epoch = std::get_if<TrainingEpochEvent>(&event);
                 epoch != nullptr && !m_common.isQuiet)
            progress.note(epochLine(epoch->epoch));
    }

    /// A folder was to be written and the network is not in it, which was said already.
    bool isLost() const { return !m_out.empty() && !m_report->isKept; }

    /// A loss that is no number ends the command with that very sentence.
    static bool isAlarmToldNow(const TrainingFlag& flag) { return isAlarm(flag.code) && flag.code != "nan"; }
    static bool isNews(const TrainingFlag& flag)
    {
        return flag.code == "best-kept" || flag.code == "length" || flag.code == "precision";
    }

    static std::string epochLine(const TrainingEpoch& epoch)
    {
        std::string line = "epoch " + std::to_string(epoch.epoch) + ": loss " + fixedText(epoch.trainLoss, 4)
            + ", train " + percent(epoch.trainAccuracy);
        if (epoch.validationN > 0)
            line += ", validation " + percent(epoch.validationAccuracy)
                + " (n = " + std::to_string(epoch.validationN) + ")";
        if (epoch.attackedN > 0)
            line += ", fgsm " + percent(epoch.fgsmAccuracy) + " and pgd-10 " + percent(epoch.pgdAccuracy)
                + " at epsilon " + fixedText(epoch.attackEpsilon, 3)
                + " (n = " + std::to_string(epoch.attackedN) + ")";
        return line + ", " + durationText(epoch.seconds);
    }

    void write(ProgressLine& progress, bool isStopped) const
    {
        if (!m_report) {
            progress.note("Stopped before anything was trained.");
            return;
        }
        if (!m_json.empty())
            writeResult(m_json, toJson(*m_report));
        if (m_json != "-" && m_report->hasFinalEvaluation)
            writeResult("-", resultLines());
        progress.note((isStopped ? "Stopped after " : "Trained ") + std::to_string(m_report->epochsDone)
            + (m_report->epochsDone == 1 ? " epoch in " : " epochs in ") + durationText(m_report->seconds)
            + ", " + fixedText(m_report->imagesPerSecond, 0) + " images/s"
            + (m_out.empty()   ? ". Nothing was kept: no --out was given."
                    : isLost() ? ". The network is not in " + m_out + "."
                               : ". The run is in " + m_out + "."));
    }

    /// The two lines of the textbook exercise: the same network, clean and attacked.
    std::string resultLines() const
    {
        const auto line = [](const LossAndAccuracy& measured) {
            return "loss: " + fixedText(measured.loss, 4) + ", accuracy: " + fixedText(measured.accuracy, 4)
                + " (n = " + std::to_string(measured.n);
        };
        return "Original " + line(m_report->original) + ")\nAdversarial " + line(m_report->adversarial)
            + ", pgd, " + std::to_string(m_report->finalSteps) + " steps, epsilon "
            + shortestText(m_report->finalEpsilon) + ")\n";
    }

    RecipeOptions m_recipe;
    CommonOptions m_common;
    std::string m_dataset = "sample";
    std::string m_out, m_json;
    bool m_isResumed = false;
    bool m_isUntested = false;
    std::optional<TrainReport> m_report;
};
}

std::unique_ptr<Command> makeTrainCommand(CLI::App& program)
{
    return std::make_unique<TrainCommand>(program);
}

} // namespace epsilonlab
