// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run_directory.h"

#include "api/error.h"
#include "api/faults.h"
#include "training/run_host.h"
#include "training/run_lines.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/file.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace epsilonlab {

namespace fs = std::filesystem;

namespace {

/// The folder, locked; not open if it cannot be opened or somebody else holds it.
Descriptor locked(const fs::path& folder)
{
    Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.isOpen() && ::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0)
        descriptor.close();
    return descriptor;
}

/// With the time it is written, in UTC: the seconds in it are those of training alone.
std::string dated(nlohmann::ordered_json line)
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    line["time"]
        = std::string(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
    return line.dump();
}

void refuseToOverwrite(const fs::path& folder)
{
    std::error_code unreadable; // then there is nothing of it that could be overwritten either
    if (fs::exists(folder / "recipe.json", unreadable))
        throw Error(ErrorCode::BadParameter,
            folder.string() + " holds a run already. Resume it with --resume, or choose another folder.");
    for (const char* name :
        {"model.safetensors", "state.safetensors", "metrics.jsonl", "events.jsonl", "checkpoints"})
        if (fs::is_regular_file(folder / name, unreadable)
            || (fs::is_directory(folder / name, unreadable) && !fs::is_empty(folder / name, unreadable)))
            throw Error(ErrorCode::BadParameter,
                folder.string() + " has something called " + name
                    + " already, which this run would overwrite. Choose another folder.");
}

std::error_code makeFolders(const fs::path& folder)
{
    std::error_code problem;
    fs::create_directories(folder / "checkpoints", problem);
    return problem;
}

/// Of the disk and not of the path: it may be mended before the run is over.
bool isPassing(const std::error_code& problem)
{
    return problem == std::errc::permission_denied || problem == std::errc::operation_not_permitted
        || problem == std::errc::read_only_file_system || problem == std::errc::no_space_on_device
        || problem == std::error_code(EDQUOT, std::generic_category());
}

Error cannotBeMade(const fs::path& folder, const std::error_code& problem)
{
    return {ErrorCode::NotWritable,
        "The run folder " + folder.string() + " cannot be made (" + problem.message()
            + "). Choose a folder you may write to.",
        problem.message()};
}

bool isUpTo(const std::string& line, std::int64_t step, std::int64_t measuredStep)
{
    const auto json = nlohmann::json::parse(line, nullptr, false); // the last line may be torn by the kill
    if (!json.is_object() || !json.contains("step") || !json["step"].is_number_integer())
        return false;
    const bool isEpoch = json.value("kind", nlohmann::json()) == "epoch";
    return json["step"].get<std::int64_t>() <= (isEpoch ? measuredStep : step);
}

} // namespace

RunDirectory::RunDirectory(fs::path path, bool isResumed, Warn warn)
    : m_path(std::move(path))
    , m_isResumed(isResumed)
    , m_warn(std::move(warn))
{
    if (m_path.empty())
        return;
    if (!m_isResumed)
        refuseToOverwrite(m_path);
    if (const std::error_code problem = makeFolders(m_path); isPassing(problem))
        fail(cannotBeMade(m_path, problem));
    else
        open();
}

void RunDirectory::open()
{
    if (m_lock.isOpen())
        return;
    if (!m_isResumed)
        refuseToOverwrite(m_path);
    if (const std::error_code problem = makeFolders(m_path))
        throw cannotBeMade(m_path, problem);
    m_lock = locked(m_path);
    if (!m_lock.isOpen())
        throw Error(ErrorCode::BadParameter,
            "The run " + m_path.string() + " is being written by another program. Stop that one first.");
}

RunDirectory RunDirectory::of(const TrainRequest& request, const Warn& warn)
{
    try {
        return {request.runDirectory, request.resume, warn};
    } catch (const Error& error) {
        if (!request.isRunDirectoryOptional || error.code() != ErrorCode::NotWritable)
            throw;
        warn({"not-written", error.message() + " The training goes on, but nothing of it is written."});
        return {{}, false, warn};
    }
}

bool RunDirectory::isBusy(const fs::path& path)
{
    return !locked(path).isOpen();
}

void RunDirectory::fail(const Error& error)
{
    m_isWorking = false;
    if (!std::exchange(m_hasWarned, true))
        m_warn({"not-written",
            error.message()
                + " The training goes on; writing is tried again at every checkpoint and at the end."});
}

bool RunDirectory::guarded(const std::function<void()>& write)
{
    try {
        write();
        return true;
    } catch (const Error& error) {
        fail(error);
        return false;
    }
}

// A line that failed half-way may have left its beginning: the next one starts on a line of its own.
void RunDirectory::appendNow(const std::string& file, const std::string& lines) const
{
    std::ofstream out(m_path / file, std::ios::app);
    if (faults::isSimulated(Fault::FullDisk))
        out.setstate(std::ios::badbit);
    out << lines << std::flush;
    if (!out)
        throw Error(
            ErrorCode::NotWritable, (m_path / file).string() + " cannot be written; the disk may be full.");
}

void RunDirectory::appendLine(const char* file, const std::string& line)
{
    if (m_path.empty())
        return;
    if (!m_isWorking || !guarded([&] { appendNow(file, line + "\n"); }))
        m_waiting[file] += (m_waiting[file].empty() ? "\n" : "") + line + "\n";
}

bool RunDirectory::writeWaiting()
{
    bool isWritten = m_recipe.empty() || guarded([this] {
        writeFileAtomically(m_path / "recipe.json", m_recipe);
        m_recipe.clear();
    });
    for (auto& [file, lines] : m_waiting) {
        if (lines.empty())
            continue;
        if (guarded([this, &name = file, &text = lines] { appendNow(name, text); }))
            lines.clear();
        else
            isWritten = false;
    }
    return isWritten;
}

bool RunDirectory::writeFiles(const std::function<void()>& write)
{
    if (m_path.empty())
        return false;
    const bool isOpen = guarded([this] { open(); });
    const bool isWhole = isOpen && writeWaiting();
    const bool areFilesWritten = isOpen && guarded(write);
    const bool isWritten = areFilesWritten && isWhole;
    if (isWritten && m_hasWarned && !std::exchange(m_hasRecovered, true))
        m_warn({"written-again",
            "The run folder " + m_path.string()
                + " can be written again. Its curves are whole; checkpoints of the time between are missing."});
    m_isWorking = isWritten;
    return areFilesWritten;
}

void RunDirectory::writeRecipe(const std::string& json)
{
    m_recipe = json;
    writeFiles([] {});
}

void RunDirectory::append(const TrainingPoint& point)
{
    appendLine("metrics.jsonl", lineOf(point));
}

void RunDirectory::append(const TrainingEpoch& epoch)
{
    appendLine("metrics.jsonl", lineOf(epoch));
}

void RunDirectory::append(const TrainingFlag& flag)
{
    appendLine("events.jsonl", dated(nlohmann::ordered_json::parse(lineOf(flag))));
}

void RunDirectory::appendStart(const std::string& dataset, std::int64_t step, std::int64_t totalSteps)
{
    appendLine("events.jsonl",
        dated({{"code", "started"}, {"step", step}, {"dataset", dataset}, {"total_steps", totalSteps},
            {"host", thisHost()}}));
}

void RunDirectory::writeState(const std::string& state)
{
    writeFiles([&] { writeFileAtomically(m_path / "state.safetensors", state); });
}

std::string RunDirectory::checkpointName(int epoch)
{
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "epoch-%03d.safetensors", epoch);
    return name.data();
}

void RunDirectory::writeCheckpoint(int epoch, const std::string& model, const std::string& state)
{
    writeFiles([&] {
        writeFileAtomically(m_path / "checkpoints" / checkpointName(epoch), model);
        writeFileAtomically(m_path / "model.safetensors", model);
        // Last: a state that exists says that everything before it was written.
        writeFileAtomically(m_path / "state.safetensors", state);
    });
}

bool RunDirectory::writeModel(const std::string& model)
{
    return writeFiles([&] { writeFileAtomically(m_path / "model.safetensors", model); });
}

std::optional<std::string> RunDirectory::readState() const
{
    const fs::path file = m_path / "state.safetensors";
    if (m_path.empty() || !fs::exists(file))
        return std::nullopt;
    return readFile(file, 2'000'000'000);
}

void RunDirectory::forgetAfter(std::int64_t step, std::int64_t measuredStep)
{
    for (const char* name : {"metrics.jsonl", "events.jsonl"})
        if (!m_path.empty() && fs::exists(m_path / name))
            keepLines(
                m_path / name, [&](const std::string& line) { return isUpTo(line, step, measuredStep); });
}

void RunDirectory::keepLines(const fs::path& file, const std::function<bool(const std::string&)>& isKept)
{
    std::istringstream lines(readFile(file, 2'000'000'000));
    std::string kept, line;
    while (std::getline(lines, line))
        if (isKept(line))
            kept += line + "\n";
    writeFiles([&] { writeFileAtomically(file, kept); });
}

} // namespace epsilonlab
