// SPDX-License-Identifier: GPL-3.0-or-later
#include "job_runner.h"

#include "interrupt.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>

namespace epsilonlab {

namespace {
constexpr std::chrono::milliseconds kInterruptCheck{50};

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}
}

JobRunner::JobRunner(const CommonOptions& options)
    : m_engine(options.engineOptions())
    , m_isTrusting(options.isTrusting)
    , m_progress(options.isQuiet)
{
    watchForInterrupts();
}

JobOutcome JobRunner::wait(RequestId id, const std::function<void(const Event&)>& onEvent)
{
    std::optional<JobFinished> finished;
    while (!finished) {
        stopIfInterrupted(id);
        for (const Event& event : m_engine.waitAndDrain(kInterruptCheck)) {
            if (const auto* progress = std::get_if<JobProgress>(&event))
                m_progress.show(*progress);
            else if (const auto* warning = std::get_if<EventWarning>(&event))
                m_progress.note("Warning: " + warning->warning.message);
            onEvent(event);
            if (const auto* end = std::get_if<JobFinished>(&event); end != nullptr && end->id == id)
                finished = *end;
        }
    }
    m_progress.clear();
    if (finished->outcome == JobOutcome::Failed && finished->failure)
        throw Error(finished->failure->code, finished->failure->message, finished->failure->detail);
    return finished->outcome;
}

void JobRunner::stopIfInterrupted(RequestId id)
{
    if (m_isStopping || !isInterrupted())
        return;
    m_isStopping = true;
    m_progress.note("Stopping; what is finished is kept. Press Ctrl-C again to end at once.");
    m_engine.stop(id);
}

ModelInfo JobRunner::openModel(const std::string& text)
{
    const std::string model = modelArgument(text);
    for (const ModelInfo& known : m_engine.models())
        if (known.id == model || known.id == "file:" + model)
            return known;
    std::optional<ModelInfo> opened;
    wait(m_engine.open(OpenModelRequest{model, m_isTrusting}), [&opened](const Event& event) {
        if (const auto* published = std::get_if<ModelPublished>(&event))
            opened = published->model;
    });
    if (!opened)
        throw Error(ErrorCode::NotReadable, "The model " + text + " was not opened.");
    return *opened;
}

std::string JobRunner::modelArgument(const std::string& text)
{
    const std::string wanted = lowerCase(text);
    std::string known;
    for (const ModelInfo& model : m_engine.models()) {
        if (wanted == lowerCase(model.id) || wanted == lowerCase(model.name))
            return model.id;
        known += (known.empty() ? "" : ", ") + model.name;
    }
    std::error_code problem; // a folder that may not be looked into is the reader's to say
    if (!std::filesystem::exists(text, problem) && !problem)
        throw Error(ErrorCode::NotFound,
            "The model " + text + " is neither a built-in network nor a file. Give one of " + known
                + ", or the path of a .safetensors file.");
    if (m_isTrusting)
        wait(m_engine.open(OpenModelRequest{text, true}), [](const Event&) {});
    return text;
}

} // namespace epsilonlab
