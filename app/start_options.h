// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace epsilonlab {

/// What the window, or a picture of it, shows first; empty words: as at the first start.
struct StartOptions
{
    std::string tab, attack, epsilon, digit;

    void addTo(CLI::App& app, const std::string& group);
};

} // namespace epsilonlab
