// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exit_code.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace epsilonlab {

/// The words of the command line after the program's name.
using Words = std::vector<std::string>;

/// One subcommand. Options are registered in the constructor of each, on the CLI::App it makes; run() follows
/// only if it was chosen, and throws Error for what goes wrong.
class Command
{
public:
    virtual ~Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    virtual ExitCode run() = 0;

    CLI::App& app() { return *m_app; }
    const CLI::App& app() const { return *m_app; }

protected:
    Command(CLI::App& program, const std::string& name, const std::string& sentence);

private:
    CLI::App* m_app; // owned by the program's App
};

/// Every subcommand, in the order of the help. `words` tell which attack's options to offer.
std::vector<std::unique_ptr<Command>> makeCommands(CLI::App& program, const Words& words);

// One per file command_<name>.cpp.
std::unique_ptr<Command> makeTrainCommand(CLI::App& program);
std::unique_ptr<Command> makeAttackCommand(CLI::App& program, const Words& words);
std::unique_ptr<Command> makeEvaluateCommand(CLI::App& program, const Words& words);
std::unique_ptr<Command> makeCertifyCommand(CLI::App& program);
std::unique_ptr<Command> makeReportCommand(CLI::App& program, const Words& words);
std::unique_ptr<Command> makeFiguresCommand(CLI::App& program);
std::unique_ptr<Command> makeScreenshotCommand(CLI::App& program);
std::unique_ptr<Command> makeModelsCommand(CLI::App& program);
std::unique_ptr<Command> makeDatasetsCommand(CLI::App& program);
std::unique_ptr<Command> makeBenchCommand(CLI::App& program);

} // namespace epsilonlab
