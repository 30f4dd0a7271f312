// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "gui.h"

#include "api/session.h"

#include <cstdio>

namespace epsilonlab {

namespace {

class FiguresCommand : public Command
{
public:
    explicit FiguresCommand(CLI::App& program)
        : Command(program, "figures", "Write the figures that were pinned in a session")
    {
        app()
            .add_option("SESSION", m_session, "The session, saved in the window")
            ->required()
            ->type_name("FILE.epslab");
        app().add_option("--out", m_out, "The folder for them; it is made")->required()->type_name("DIR");
        app()
            .add_option("--format", m_format, "svg, pdf or png [svg]")
            ->check(CLI::IsMember({"svg", "pdf", "png"}))
            ->type_name("NAME");
    }

    ExitCode run() override
    {
        const std::size_t count = writeFigures(sessions::read(m_session), m_out, m_format);
        std::printf(count == 1 ? "%zu figure is in %s.\n" : "%zu figures are in %s.\n", count, m_out.c_str());
        return ExitCode::Done;
    }

private:
    std::string m_session, m_out, m_format = "svg";
};

}

std::unique_ptr<Command> makeFiguresCommand(CLI::App& program)
{
    return std::make_unique<FiguresCommand>(program);
}

} // namespace epsilonlab
