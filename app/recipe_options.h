// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common_options.h"

#include "api/catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace epsilonlab {

/// A recipe by name or file, with values changed on the command line.
class RecipeOptions
{
public:
    void addTo(CLI::App& app);

    /// The recipe with --epochs, --set and those common options that were given put in, complete and checked.
    /// `resumed`: the run folder whose recipe is meant where none is named. Throws Error.
    RecipeInfo recipe(const CLI::App& app, const CommonOptions& common, const std::string& resumed) const;

    /// Recipes and their parameters, for the end of the help.
    static std::string help();

private:
    RecipeInfo named(const std::string& resumed) const;

    std::optional<std::string> m_name;
    std::optional<std::string> m_epochs;
    std::vector<std::string> m_changes; // "key=value"
};

} // namespace epsilonlab
