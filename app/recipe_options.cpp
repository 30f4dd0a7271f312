// SPDX-License-Identifier: GPL-3.0-or-later
#include "recipe_options.h"

#include "attack_options.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace epsilonlab {

namespace {
constexpr const char* kDefaultRecipe = "standard";

RecipeInfo fromFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::error_code ignored;
    if (!file || !std::filesystem::is_regular_file(path, ignored))
        throw Error(ErrorCode::NotFound, "The recipe file " + path + " cannot be read. Check its name.");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return catalogue::recipeFromJson(text, path);
}

std::vector<ParameterSpec> specsFor(const RecipeInfo& recipe)
{
    ParameterSet values = defaultsOf(catalogue::recipeParameters());
    if (const auto chosen = recipe.values.find("objective"); chosen != recipe.values.end())
        values["objective"] = chosen->second;
    return catalogue::recipeParametersFor(textValue(values, "objective"));
}

ParameterSpec specOf(const std::vector<ParameterSpec>& specs, const std::string& id)
{
    std::string known;
    for (const ParameterSpec& spec : specs) {
        if (spec.id == id)
            return spec;
        known += (known.empty() ? "" : ", ") + spec.id;
    }
    throw Error(ErrorCode::BadParameter, "A recipe has no value " + id + ". It has " + known + ".");
}

// What belonged to another objective.
void dropForeign(RecipeInfo& recipe)
{
    const std::vector<ParameterSpec> specs = specsFor(recipe);
    std::erase_if(recipe.values, [&specs](const auto& value) {
        return std::none_of(specs.begin(), specs.end(),
            [&value](const ParameterSpec& spec) { return spec.id == value.first; });
    });
}
}

void RecipeOptions::addTo(CLI::App& app)
{
    app.add_option("--recipe", m_name, "Name of a recipe (below) or a .json file [standard]")
        ->type_name("NAME|FILE");
    app.add_option("--epochs", m_epochs, "Passes over the training images")->type_name("N");
    app.add_option("--set", m_changes, "Change a value of the recipe; may be repeated")
        ->allow_extra_args(false)
        ->type_name("KEY=VALUE");
}

RecipeInfo RecipeOptions::named(const std::string& resumed) const
{
    std::error_code ignored;
    if (!m_name && !resumed.empty() && !std::filesystem::exists(resumed + "/recipe.json", ignored))
        throw Error(ErrorCode::NotFound,
            resumed
                + " holds no run to go on with: it has no recipe.json. Check its name, or leave --resume out.");
    if (!m_name)
        return resumed.empty() ? catalogue::recipe(kDefaultRecipe) : fromFile(resumed + "/recipe.json");
    return m_name->ends_with(".json") ? fromFile(*m_name) : catalogue::recipe(*m_name);
}

RecipeInfo RecipeOptions::recipe(
    const CLI::App& app, const CommonOptions& common, const std::string& resumed) const
{
    std::vector<std::pair<std::string, std::string>> changes;
    if (app.count("--seed") > 0)
        changes.emplace_back("seed", std::to_string(common.seed));
    if (app.count("--batch-size") > 0 && common.batchSize > 0) // 0: as the recipe has it
        changes.emplace_back("batch-size", std::to_string(common.batchSize));
    if (app.count("--limit") > 0)
        changes.emplace_back("train-limit", std::to_string(common.limit));
    if (m_epochs)
        changes.emplace_back("epochs", *m_epochs);
    for (const std::string& change : m_changes) {
        const std::size_t equals = change.find('=');
        if (equals == std::string::npos)
            throw Error(
                ErrorCode::BadParameter, "--set " + change + " has no '='. Write it as --set lr=0.001.");
        changes.emplace_back(change.substr(0, equals), change.substr(equals + 1));
    }
    RecipeInfo recipe = named(resumed);
    // The objective decides which other values there are, so it comes first.
    std::stable_partition(
        changes.begin(), changes.end(), [](const auto& c) { return c.first == "objective"; });
    for (const auto& [id, text] : changes) {
        recipe.values[id] = parseParameter(specOf(specsFor(recipe), id), text);
        if (id == "objective")
            dropForeign(recipe);
    }
    recipe.values = completed(specsFor(recipe), recipe.values);
    return recipe;
}

namespace {

std::string helpLine(const ParameterSpec& spec)
{
    return "  " + spec.id + ": " + spec.help + " [" + rangeText(spec) + "]\n";
}

/// Those of one objective alone.
std::string objectivesHelp()
{
    std::string text;
    for (const ObjectiveInfo& objective : catalogue::objectives()) {
        if (objective.parameters.empty())
            continue;
        text += "\nWith objective=" + objective.id + " besides:\n";
        for (const ParameterSpec& spec : objective.parameters)
            text += helpLine(spec);
    }
    return text;
}

} // namespace

std::string RecipeOptions::help()
{
    std::string text = "Recipes:\n";
    for (const RecipeInfo& recipe : catalogue::recipes())
        text.append("  ").append(recipe.id).append(": ").append(recipe.sentence).append("\n");
    text += "\nValues for --set:\n";
    for (const ParameterSpec& spec : catalogue::recipeParameters())
        text += helpLine(spec);
    return text + objectivesHelp();
}

} // namespace epsilonlab
