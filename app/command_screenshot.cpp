// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "common_options.h"
#include "gui.h"
#include "output.h"

#include "api/error.h"

#include <charconv>
#include <filesystem>
#include <iostream>

namespace epsilonlab {

namespace {
constexpr int kMost = 8192;

/// "1280x800"
void parseSize(const std::string& text, int& width, int& height)
{
    const char* end = text.data() + text.size();
    const auto wide = std::from_chars(text.data(), end, width);
    const bool isPair = wide.ec == std::errc() && wide.ptr != end && *wide.ptr == 'x';
    const auto high = isPair ? std::from_chars(wide.ptr + 1, end, height) : wide;
    const bool isWhole = isPair && high.ec == std::errc() && high.ptr == end;
    if (!isWhole || width < 1 || width > kMost || height < 1 || height > kMost)
        throw Error(ErrorCode::BadParameter,
            "--size " + text + " is not a size. Give width and height in pixels, at most "
                + std::to_string(kMost) + ", as in 1280x800.");
}

class ScreenshotCommand : public Command
{
public:
    explicit ScreenshotCommand(CLI::App& program)
        : Command(program, "screenshot", "Draw the window into a PNG file, without a display")
    {
        app()
            .add_option("--out", m_arguments.out, "The picture: a name that ends in .png")
            ->required()
            ->type_name("FILE");
        app().add_option("--size", m_size, "Size of the window [1280x800]")->type_name("WxH");
        app()
            .add_option(
                "--scale", m_arguments.scale, "Pixels of the picture for each of the window, 1 to 4 [1]")
            ->check(CLI::Range(1.0, 4.0))
            ->type_name("N");
        app()
            .add_option("--theme", m_arguments.theme, "light, dark or high-contrast [light]")
            ->check(CLI::IsMember({"light", "dark", "high-contrast"}))
            ->type_name("NAME");
        addLanguageTo(app(), m_arguments.language, "The language of the window: en or zh [en]");
        m_arguments.start.addTo(app(), "What it shows");
        m_options.addQuietTo(app());
    }

    ExitCode run() override
    {
        parseSize(m_size, m_arguments.width, m_arguments.height);
        if (std::filesystem::path(m_arguments.out).extension() != ".png")
            throw Error(
                ErrorCode::BadParameter, "--out " + m_arguments.out + " is no picture. Let it end in .png.");
        checkCanWrite(m_arguments.out);
        writeScreenshot(m_arguments);
        if (!m_options.isQuiet)
            std::cerr << "The picture is in " << m_arguments.out << "." << std::endl;
        return ExitCode::Done;
    }

private:
    ScreenshotArguments m_arguments;
    CommonOptions m_options;
    std::string m_size = "1280x800";
};
}

std::unique_ptr<Command> makeScreenshotCommand(CLI::App& program)
{
    return std::make_unique<ScreenshotCommand>(program);
}

} // namespace epsilonlab
