// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run_reader.h"

#include "api/catalogue.h"
#include "api/error.h"
#include "api/faults.h"
#include "data/embedded.h"
#include "data/file_io.h"
#include "data/known_datasets.h"
#include "training/run_directory.h"
#include "training/run_host.h"
#include "training/run_lines.h"

#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <exception>
#include <functional>
#include <sstream>

namespace epsilonlab {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaximumBytes = 2'000'000'000;
constexpr std::size_t kMaximumRuns = 50;

void eachLineOf(std::string text, const std::function<void(const nlohmann::json&)>& take)
{
    std::istringstream lines(std::move(text));
    std::string line;
    while (std::getline(lines, line)) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (!json.is_object())
            continue;
        try {
            take(json);
        } catch (const nlohmann::json::exception&) {
            // A line with values of other types is as damaged as one that is torn, and hides no other.
        }
    }
}

void eachLine(const fs::path& file, const std::function<void(const nlohmann::json&)>& take)
{
    if (fs::exists(file))
        eachLineOf(readFile(file, kMaximumBytes), take);
}

void takeMetrics(RunRecord& record, const nlohmann::json& line)
{
    if (line.value("kind", "") == "epoch")
        record.epochs.push_back(epochOf(line));
    else
        record.points.push_back(pointOf(line));
}

std::string localTime(std::time_t time, const char* format)
{
    std::tm parts{};
    localtime_r(&time, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

std::string lastChange(const fs::path& path)
{
    struct stat file
    {
    };
    return ::stat((path / "events.jsonl").c_str(), &file) == 0 ? localTime(file.st_mtime, "%Y-%m-%d %H:%M")
                                                               : std::string();
}

void takeFlag(RunRecord& record, const nlohmann::json& line)
{
    const TrainingFlag flag = flagOf(line);
    RunInfo& info = record.info;
    if (flag.code == "started") {
        info.state = RunState::Unfinished;
        info.dataset = line.value("dataset", info.dataset);
        info.totalSteps = line.value("total_steps", info.totalSteps);
        info.host = line.value("host", std::string());
    } else if (flag.code == "checkpoint") {
        info.epochsDone = static_cast<int>(flag.epoch);
    } else if (flag.code == "finished") {
        info.state = RunState::Finished;
    } else if (flag.code == "stopped") {
        info.state = RunState::Stopped;
    } else if (flag.code == "nan") {
        info.state = RunState::Failed;
    }
    if (flag.code != "started")
        record.flags.push_back(flag);
}

/// All but the curves.
RunRecord readShort(const fs::path& path)
{
    if (!fs::exists(path / "recipe.json"))
        throw Error(ErrorCode::NotFound,
            path.string()
                + " is no run folder: it holds no recipe.json. Choose a folder that a training wrote.");
    const RecipeInfo recipe = catalogue::recipeFromJson(
        readFile(path / "recipe.json", 1'000'000), (path / "recipe.json").string());
    RunRecord record;
    record.info.path = path;
    record.info.recipeName = recipe.id;
    record.info.recipe = recipe.values;
    record.info.hasCheckpoint = fs::exists(path / "state.safetensors");
    record.info.written = lastChange(path);
    record.info.isBusy = RunDirectory::isBusy(path); // before its last line is read, which it may write now
    eachLine(path / "events.jsonl", [&record](const nlohmann::json& line) { takeFlag(record, line); });
    record.info.isElsewhere = !record.info.isBusy && record.info.state == RunState::Unfinished
        && isGrowingElsewhere(path, record.info.host);
    record.info.isBusy = record.info.isBusy || record.info.isElsewhere;
    return record;
}

} // namespace

RunRecord readRun(const fs::path& path)
{
    RunRecord record = readShort(path);
    eachLine(path / "metrics.jsonl", [&record](const nlohmann::json& line) { takeMetrics(record, line); });
    return record;
}

RunRecord runs::example()
{
    RunRecord record;
    const RecipeInfo recipe
        = catalogue::recipeFromJson(std::string(embeddedFile("example-run/recipe.json")), "example");
    record.info.recipeName = recipe.id;
    record.info.recipe = recipe.values;
    eachLineOf(std::string(embeddedFile("example-run/metrics.jsonl")),
        [&record](const nlohmann::json& line) { takeMetrics(record, line); });
    return record;
}

std::vector<RunInfo> listRuns(const fs::path& root)
{
    std::error_code problem;
    std::vector<fs::path> folders;
    if (faults::isSimulated(Fault::NoRuns))
        return {};
    for (const auto& entry : fs::directory_iterator(root, problem))
        if (fs::exists(entry.path() / "recipe.json", problem))
            folders.push_back(entry.path());
    std::sort(folders.rbegin(), folders.rend());
    folders.resize(std::min(folders.size(), kMaximumRuns));
    std::vector<RunInfo> list;
    for (const fs::path& folder : folders) {
        try {
            list.push_back(readShort(folder).info);
        } catch (const std::exception&) {
            // A damaged folder must not hide the sound ones; opening it says what is wrong.
        }
    }
    return list;
}

fs::path runs::root()
{
    return userDatasetsFolder().parent_path() / "runs";
}

fs::path runs::newDirectory(const std::string& recipeName)
{
    std::string name = recipeName.empty() ? "run" : recipeName;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '/' || c == '\0'; }, '-');
    const fs::path wanted = root() / (localTime(std::time(nullptr), "%Y-%m-%d-%H%M%S-") + name);
    fs::path free = wanted;
    for (int i = 2; fs::exists(free); ++i)
        free = wanted.string() + "-" + std::to_string(i);
    return free;
}

} // namespace epsilonlab
