// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "command.h"
#include "gui.h"

#include "api/engine.h"

#include <algorithm>
#include <iostream>
#include <optional>

namespace epsilonlab {

namespace {
std::string commandLine;

std::string quoted(const std::string& word)
{
    constexpr const char* kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,/:@%";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos)
        return word;
    std::string text = "'";
    for (const char c : word)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

void rememberCommandLine(const Words& words)
{
    commandLine = "epsilonlab";
    for (const std::string& word : words)
        commandLine += " " + quoted(word);
}

int fail(const Error& error)
{
    std::cerr << "epsilonlab: " << error.message() << std::endl;
    if (error.code() == ErrorCode::NeedsTrust)
        std::cerr << "  To open it, add --trust; the decision is remembered for this file." << std::endl;
    if (!error.detail().empty())
        std::cerr << "  (" << error.detail() << ")" << std::endl;
    return static_cast<int>(exitCodeOf(error.code()));
}

std::string optionNames(const CLI::App& app)
{
    std::string names;
    for (const CLI::Option* option : app.get_options())
        if (option->nonpositional() && !option->get_group().empty()) // the others are for tests
            names += (names.empty() ? "" : ", ") + option->get_name();
    return names;
}

std::string subcommandNames(const CLI::App& app)
{
    std::string names;
    for (const CLI::App* nested : app.get_subcommands([](const CLI::App*) { return true; }))
        names += (names.empty() ? "" : ", ") + nested->get_name();
    return names;
}

/// What no option took: names the first and what this subcommand has instead.
void refuseExtras(const CLI::App& app, const std::string& name)
{
    for (const CLI::App* nested : app.get_subcommands())
        refuseExtras(*nested, name + " " + nested->get_name());
    const std::vector<std::string> extras = app.remaining();
    if (extras.empty())
        return;
    const bool isWord = !extras.front().starts_with('-');
    if (const std::string known = subcommandNames(app); isWord && !known.empty())
        throw Error(ErrorCode::BadParameter,
            "There is no subcommand " + extras.front() + ". There are " + known + ". See " + name
                + " --help.");
    throw Error(ErrorCode::BadParameter,
        extras.front() + " is not an option of '" + name + "'. It has " + optionNames(app) + ". See " + name
            + " --help.");
}

std::optional<int> parse(CLI::App& program, Words words)
{
    std::reverse(words.begin(), words.end()); // CLI11 takes them from the back
    try {
        program.parse(std::move(words));
        return std::nullopt;
    } catch (const CLI::Success& wanted) { // --help, --version
        return program.exit(wanted);
    } catch (const CLI::ParseError& error) {
        const auto chosen = program.get_subcommands();
        const std::string name = chosen.empty() ? "epsilonlab" : "epsilonlab " + chosen.front()->get_name();
        std::cerr << "epsilonlab: " << error.what() << "\nSee " << name << " --help." << std::endl;
        return static_cast<int>(ExitCode::WrongUsage);
    }
}

int runChosen(const CLI::App& program, const std::vector<std::unique_ptr<Command>>& commands)
{
    for (const auto& command : commands) {
        if (!command->app().parsed())
            continue;
        refuseExtras(command->app(), "epsilonlab " + command->app().get_name());
        return static_cast<int>(command->run());
    }
    refuseExtras(program, "epsilonlab");
    return -1;
}

int runWords(int argc, char** argv)
{
    const Words words(argv + 1, argv + argc);
    rememberCommandLine(words);
    CLI::App program(
        "epsilonlab: a laboratory for adversarial examples.\nWithout a subcommand it opens the window.",
        "epsilonlab");
    program.set_version_flag(
        "--version", "epsilonlab " + programVersion() + ", libtorch " + libtorchVersion());
    program.require_subcommand(0, 1);
    program.allow_extras();
    program.footer(
        "Exit codes: 0 done, 1 the job failed, 2 wrong usage, 3 a file or data set could not be used,\n"
        "4 interrupted (what was finished is kept).");
    WindowArguments window;
    window.addTo(program);
    const auto commands = makeCommands(program, words);
    if (const std::optional<int> code = parse(program, words))
        return *code;
    if (const int code = runChosen(program, commands); code >= 0)
        return code;
    return openWindow(argc, argv, window);
}
}

int runProgram(int argc, char** argv)
{
    try {
        return runWords(argc, argv);
    } catch (const Error& error) {
        return fail(error);
    } catch (const std::bad_alloc&) {
        return fail(
            Error(ErrorCode::OutOfMemory, "There is not enough memory for this. Give a smaller --limit."));
    } catch (const std::exception& error) {
        return fail(Error(ErrorCode::Internal, "Something went wrong inside the program.", error.what()));
    }
}

const char* typedCommandLine()
{
    return commandLine.c_str();
}

} // namespace epsilonlab
