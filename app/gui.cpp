// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui.h"

#include "common_options.h"
#include "display.h"

#include "api/catalogue.h"
#include "api/error.h"
#include "api/export.h"
#include "api/faults.h"

#ifdef EPSILONLAB_GUI
#include "figures/pin_writer.h"
#include "figures/report_writer.h"
#include "io/save_file.h"
#include "shell/run_window.h"
#include "shell/screenshot.h"

#include <QApplication>
#endif

#include <cstdio>
#include <cstdlib>

namespace epsilonlab {

CLI::Option* addLanguageTo(CLI::App& app, std::string& language, const std::string& help)
{
    // "pseudo", English 40 % longer, is for tests of the layout and in no help text.
    const auto isLanguage = [](const std::string& text) {
        const bool isKnown = text == "en" || text == "zh" || text == "pseudo";
        return isKnown
            ? std::string()
            : text + " is no language of the window. Choose en (English) or zh (Simplified Chinese).";
    };
    return app.add_option("--language", language, help)
        ->check(CLI::Validator(isLanguage, ""))
        ->type_name("NAME");
}

void WindowArguments::addTo(CLI::App& program)
{
    const std::string group = "Options of the window";
    program.add_flag("--no-intro", hasNoIntro, "No animation at the start")->group(group);
    program.add_flag("--dump-widgets", dumpsWidgets, "Print the tree of widgets and quit")->group(group);
    program.add_option("--theme", theme, "light, dark or high-contrast")
        ->check(CLI::IsMember({"light", "dark", "high-contrast"}))
        ->type_name("NAME")
        ->group(group);
    addLanguageTo(
        program, language, "The language of the window: en or zh [the last one, at first the desktop's]")
        ->group(group);
    program.add_option("--open", openPath, "A .safetensors or .pt file to show as network A")
        ->type_name("FILE")
        ->group(group);
    // For tests, and for whoever wants to see what the window says then: in no help text.
    program.add_option("--fault", fault)->type_name("NAME")->group("");
    program.add_option("--threads", threads, "Computing threads; 0: one per processor [0]")
        ->check(wholeNumber(0, 1024))
        ->type_name("N")
        ->group(group);
    start.addTo(program, group);
}

#ifdef EPSILONLAB_GUI

namespace {
bool hasDisplay()
{
    // A platform that somebody chose is that person's business.
    if (const char* platform = std::getenv("QT_QPA_PLATFORM"); platform != nullptr && *platform != '\0')
        return true;
    return answersX11(std::getenv("DISPLAY"))
        || answersWayland(std::getenv("WAYLAND_DISPLAY"), std::getenv("XDG_RUNTIME_DIR"));
}

ui::StartState startStateOf(const StartOptions& options)
{
    ui::StartState state;
    if (!options.tab.empty())
        state.tab = std::stoi(options.tab);
    if (!options.attack.empty())
        state.attackId = catalogue::attack(options.attack).id; // or the sentence that lists the known ones
    if (!options.epsilon.empty())
        state.epsilon = parseNumber(options.epsilon);
    if (!options.digit.empty())
        state.digit = std::stoll(options.digit);
    return state;
}

Fault faultOf(const std::string& id)
{
    if (id.empty())
        return Fault::None;
    if (const std::optional<Fault> found = faults::find(id))
        return *found;
    std::string known;
    for (const FaultInfo& info : faults::list())
        known += "\n  " + info.id + ": " + info.effect;
    throw Error(ErrorCode::BadParameter, id + " is no fault that can be simulated. There are:" + known);
}

/// Painting into memory needs no folder of the desktop's; that Qt made one up interests nobody.
void dropNotes(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (message.startsWith(QLatin1String("QStandardPaths:")))
        return;
    std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, message)));
}

/// A QApplication for drawing only: it paints into memory.
class Painting
{
public:
    Painting()
    {
        setenv("QT_QPA_PLATFORM", "offscreen", 1);
        qInstallMessageHandler(dropNotes);
        static int count = 1;
        static char name[] = "epsilonlab";
        static char* words[] = {name, nullptr};
        m_application = std::make_unique<QApplication>(count, words);
    }

    QApplication& application() { return *m_application; }

private:
    std::unique_ptr<QApplication> m_application;
};
}

int openWindow(int argc, char** argv, const WindowArguments& arguments)
{
    faults::simulate(faultOf(arguments.fault));
    if (!hasDisplay())
        throw Error(ErrorCode::Internal,
            "The window needs a display and there is none here that answers. Subcommands work without: see epsilonlab --help.");
    ui::WindowOptions options;
    options.noIntro = arguments.hasNoIntro;
    options.dumpWidgets = arguments.dumpsWidgets;
    options.openPath = arguments.openPath;
    options.language = QString::fromStdString(arguments.language);
    options.workers = arguments.threads;
    options.start = startStateOf(arguments.start);
    if (!arguments.theme.empty())
        options.theme = ui::theme::themeFromName(QString::fromStdString(arguments.theme));
    return ui::runWindow(argc, argv, options);
}

void writeScreenshot(const ScreenshotArguments& arguments)
{
    setenv("QT_SCALE_FACTOR", std::to_string(arguments.scale).c_str(), 1);
    Painting painting;
    ui::ScreenshotOptions options;
    options.size = {arguments.width, arguments.height};
    options.theme = ui::theme::themeFromName(QString::fromStdString(arguments.theme));
    options.language = QString::fromStdString(arguments.language);
    options.start = startStateOf(arguments.start);
    ui::saveImage(QString::fromStdString(arguments.out), ui::windowPicture(painting.application(), options));
}

void writeReportFile(const ReportData& data, const std::filesystem::path& path)
{
    const Painting painting;
    ui::writeReport(data, path);
}

std::size_t writeFigures(
    const Session& session, const std::filesystem::path& folder, const std::string& ending)
{
    const Painting painting;
    return ui::writePinned(session, folder, ending);
}

#else

namespace {
[[noreturn]] void refuse(const std::string& what)
{
    throw Error(ErrorCode::BadParameter,
        what
            + " needs the window, and this program was built without it. Build it with -DEPSILONLAB_GUI=ON.");
}
}

int openWindow(int, char**, const WindowArguments&)
{
    refuse("Starting without a subcommand");
}

void writeScreenshot(const ScreenshotArguments&)
{
    refuse("A screenshot");
}

void writeReportFile(const ReportData& data, const std::filesystem::path& path)
{
    if (path.extension() == ".pdf")
        refuse("A report as PDF");
    writeTextFile(path, path.extension() == ".md" ? reportMarkdown(data) : reportHtml(data, {}));
}

std::size_t writeFigures(const Session&, const std::filesystem::path&, const std::string&)
{
    refuse("Drawing figures");
}

#endif

} // namespace epsilonlab
