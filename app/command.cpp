// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

namespace epsilonlab {

Command::Command(CLI::App& program, const std::string& name, const std::string& sentence)
    : m_app(program.add_subcommand(name, sentence))
{
    // What is left over is reported by us: with the options that this subcommand has.
    m_app->allow_extras();
    m_app->get_formatter()->column_width(34);
}

std::vector<std::unique_ptr<Command>> makeCommands(CLI::App& program, const Words& words)
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(makeTrainCommand(program));
    commands.push_back(makeAttackCommand(program, words));
    commands.push_back(makeEvaluateCommand(program, words));
    commands.push_back(makeCertifyCommand(program));
    commands.push_back(makeReportCommand(program, words));
    commands.push_back(makeFiguresCommand(program));
    commands.push_back(makeScreenshotCommand(program));
    commands.push_back(makeModelsCommand(program));
    commands.push_back(makeDatasetsCommand(program));
    commands.push_back(makeBenchCommand(program));
    return commands;
}

} // namespace epsilonlab
