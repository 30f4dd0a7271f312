// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "start_options.h"

#include "api/results.h"
#include "api/session.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>

namespace epsilonlab {

/// The only part of app that touches Qt: the window, and pictures that are drawn without one. Built without
/// the window, the same functions say in a sentence that they cannot.
struct WindowArguments
{
    bool hasNoIntro = false;
    bool dumpsWidgets = false;
    std::string theme, language;
    std::string openPath;
    std::string fault;
    int threads = 0;
    StartOptions start;

    void addTo(CLI::App& program);
};

/// --language: en or zh (or pseudo, for tests).
CLI::Option* addLanguageTo(CLI::App& app, std::string& language, const std::string& help);

/// Runs the window until it is closed; returns the program's exit code. Throws Error if there is no display.
int openWindow(int argc, char** argv, const WindowArguments& arguments);

/// What the screenshot shows; defaults as at the first start.
struct ScreenshotArguments
{
    std::string out;
    int width = 1280, height = 800;
    double scale = 1.0;
    std::string theme = "light", language = "en";
    StartOptions start;
};

/// Draws the window into a PNG file, without a display. Throws Error.
void writeScreenshot(const ScreenshotArguments& arguments);

/// Report as .html, .pdf or .md by the ending of `path`, with figures where this build can draw them. Throws
/// Error.
void writeReportFile(const ReportData& data, const std::filesystem::path& path);

/// The figures that were pinned in a session, as svg, pdf or png; returns how many. Throws Error.
std::size_t writeFigures(
    const Session& session, const std::filesystem::path& folder, const std::string& ending);

} // namespace epsilonlab
