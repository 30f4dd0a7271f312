// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run_directory.h"

#include "api/error.h"
#include "data/file_io.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <utility>

namespace epsilonlab {

namespace fs = std::filesystem;

RunDirectory::RunDirectory(fs::path path, bool isResumed, Warn warn)
    : m_path(std::move(path))
    , m_warn(std::move(warn))
{
    if (m_path.empty())
        return;
    if (!isResumed && fs::exists(m_path / "recipe.json"))
        throw Error(ErrorCode::BadParameter, m_path.string()
                + " holds a run already. Resume it with --resume, or choose another folder.");
    std::error_code problem;
    fs::create_directories(m_path / "checkpoints", problem);
    if (problem)
        throw Error(ErrorCode::NotWritable, "The run folder " + m_path.string() + " cannot be made. Choose a folder you may write to.",
            problem.message());
}

void RunDirectory::guarded(const std::function<void()>& write)
{
    if (m_path.empty() || !m_isWorking)
        return;
    try {
        write();
    } catch (const Error& error) {
        m_isWorking = false;
        m_warn({"not-written", error.message() + " The training goes on, but nothing more of it is written."});
    }
}

void RunDirectory::appendLine(const char* file, const std::string& line)
{
    guarded([&] {
        std::ofstream out(m_path / file, std::ios::app);
        out << line << '\n' << std::flush;
        if (!out)
            throw Error(ErrorCode::NotWritable, (m_path / file).string() + " cannot be written; the disk may be full.");
    });
}

void RunDirectory::writeRecipe(const std::string& json)
{
    guarded([&] { writeFileAtomically(m_path / "recipe.json", json); });
}

void RunDirectory::append(const TrainingPoint& p)
{
    appendLine("metrics.jsonl",
        nlohmann::ordered_json {{"kind", "batch"}, {"step", p.step}, {"epoch", p.epoch}, {"loss", p.loss}, {"accuracy", p.accuracy},
            {"lr", p.lr}, {"epsilon", p.epsilon}, {"seconds", p.seconds}}
            .dump());
}

void RunDirectory::append(const TrainingEpoch& e)
{
    appendLine("metrics.jsonl",
        nlohmann::ordered_json {{"kind", "epoch"}, {"step", e.step}, {"epoch", e.epoch}, {"train_loss", e.trainLoss},
            {"train_accuracy", e.trainAccuracy}, {"validation_n", e.validationN}, {"validation_loss", e.validationLoss},
            {"validation_accuracy", e.validationAccuracy}, {"attacked_n", e.attackedN}, {"attack_epsilon", e.attackEpsilon},
            {"fgsm_accuracy", e.fgsmAccuracy}, {"pgd10_accuracy", e.pgdAccuracy}, {"lr", e.lr}, {"seconds", e.seconds}}
            .dump());
}

void RunDirectory::appendEvent(const std::string& code, std::int64_t step, const std::string& message)
{
    appendLine("events.jsonl", nlohmann::ordered_json {{"code", code}, {"step", step}, {"message", message}}.dump());
}

void RunDirectory::writeCheckpoint(int epoch, const std::string& model, const std::string& state)
{
    std::array<char, 32> name {};
    std::snprintf(name.data(), name.size(), "epoch-%03d.safetensors", epoch);
    guarded([&] {
        writeFileAtomically(m_path / "checkpoints" / name.data(), model);
        writeFileAtomically(m_path / "model.safetensors", model);
        // Last: a state that exists says that everything before it was written.
        writeFileAtomically(m_path / "state.safetensors", state);
    });
}

void RunDirectory::writeModel(const std::string& model)
{
    guarded([&] { writeFileAtomically(m_path / "model.safetensors", model); });
}

std::optional<std::string> RunDirectory::readState() const
{
    const fs::path file = m_path / "state.safetensors";
    if (m_path.empty() || !fs::exists(file))
        return std::nullopt;
    return readFile(file, 2'000'000'000);
}

void RunDirectory::forgetAfter(std::int64_t step)
{
    const fs::path file = m_path / "metrics.jsonl";
    if (m_path.empty() || !fs::exists(file))
        return;
    std::istringstream lines(readFile(file, 2'000'000'000));
    std::string kept, line;
    while (std::getline(lines, line)) {
        const auto json = nlohmann::json::parse(line, nullptr, false); // the last line may be torn by the kill
        if (json.is_object() && json.value("step", std::int64_t {0}) <= step)
            kept += line + "\n";
    }
    guarded([&] { writeFileAtomically(file, kept); });
}

} // namespace epsilonlab
