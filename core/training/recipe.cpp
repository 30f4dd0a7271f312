// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"

#include "api/error.h"
#include "data/embedded.h"
#include "imaging/augmentation.h"
#include "models/architecture.h"
#include "training/objective.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace epsilonlab::catalogue {

namespace {

std::vector<std::string> idsOfArchitectures()
{
    std::vector<std::string> ids;
    for (const Architecture& architecture : builtInArchitectures())
        ids.push_back(architecture.id);
    return ids;
}

std::vector<std::string> idsOfObjectives()
{
    std::vector<std::string> ids;
    for (const Objective& objective : allObjectives())
        ids.push_back(objective.info.id);
    return ids;
}

ParameterSpec choice(
    const char* id, const char* title, std::vector<std::string> words, const char* standard, const char* help)
{
    return {id, title, "", ParameterKind::Choice, std::string(standard), 0, 0, std::move(words), help, ""};
}

ParameterSpec real(const char* id, const char* title, double standard, double low, double high,
    const char* help, const char* zero = "")
{
    return {id, title, "", ParameterKind::Real, standard, low, high, {}, help, zero};
}

ParameterSpec whole(const char* id, const char* title, std::int64_t standard, double low, double high,
    const char* help, const char* zero = "")
{
    return {id, title, "", ParameterKind::Integer, standard, low, high, {}, help, zero};
}

std::vector<ParameterSpec> regularisationParameters()
{
    return {
        real("dropout", "Dropout", 0.0, 0.0, 0.95,
            "This share of the numbers before the last layer is left out in each training step.",
            "network's own"),
        real("label-smoothing", "Label smoothing", 0.0, 0.0, 0.99,
            "This share of each label is spread over all classes.", "off"),
        real("ema", "Weight averaging", 0.0, 0.0, 0.99999,
            "What is measured and kept is an average of the weights over the steps (EMA); this much of it stays in each step.",
            "off"),
        real("clip-gradient", "Gradient clipping", 0.0, 0.0, 1e6,
            "A longer gradient of the weights is cut to this length.", "off"),
        real("gradient-penalty", "Gradient penalty", 0.0, 0.0, 1e6,
            "Weight of the squared input gradient of the clean loss.", "off"),
        whole("early-stopping", "Early stopping", 0, 0, 1000,
            "Ends after so many epochs without a better PGD accuracy on held-out images, and keeps the best epoch.",
            "off"),
    };
}

std::vector<ParameterSpec> generalParameters()
{
    std::vector<ParameterSpec> all{
        choice("architecture", "Network", idsOfArchitectures(), "small", "Which network is trained."),
        choice("objective", "Objective", idsOfObjectives(), "standard", "What the network is trained on."),
        whole("epochs", "Epochs", 5, 1, 1000, "How often every training image is seen."),
        whole("batch-size", "Batch size", 128, 1, 8192, "Images for one change of the weights."),
        choice("optimizer", "Optimiser", {"adam", "sgd"}, "adam",
            "How a gradient becomes a change of the weights."),
        real("lr", "Learning rate", 1e-3, 1e-8, 10.0,
            "Size of the changes; the schedule starts from or peaks at it."),
        real("momentum", "Momentum", 0.9, 0.0, 0.999,
            "SGD only (Nesterov): how much of the last change is kept."),
        real("weight-decay", "Weight decay", 0.0, 0.0, 1.0,
            "Pulls the weights towards zero (added to the gradient).", "off"),
        choice("schedule", "Schedule", {"constant", "step", "cosine", "cyclic"}, "constant",
            "How the learning rate changes: step is x 0.1 at 60 % and 85 %; cyclic rises to 40 % of the run and falls to 0."),
        real("epsilon", "Epsilon", 0.3, 0.0, 1.0,
            "Size of the attack in training and in the checks on held-out images."),
        real("epsilon-ramp", "Epsilon ramp", 0.0, 0.0, 1.0,
            "Part of the run over which epsilon grows from 0.", "full size at once"),
        whole("train-limit", "Training images", 0, 0, 1e7, "Only the first so many.", "all"),
        whole("validation", "Held-out images", 1000, 0, 1e6,
            "The last training images, never trained on; curves and the alarms of overfitting are about them.",
            "none"),
        whole("seed", "Seed", 1, 0, 9e15, "Decides every random number of the run."),
        choice("initialisation", "First weights", {"uniform", "ibp"}, "uniform",
            "How the weights are drawn: uniform as PyTorch does, or ibp, which suits interval bounds."),
    };
    for (ParameterSpec& spec : regularisationParameters())
        all.push_back(std::move(spec));
    return all;
}

ParameterValue valueOf(const nlohmann::json& json, const std::string& key, const std::string& where)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    throw Error(ErrorCode::BadFile,
        where + ": \"" + key + "\" is " + json.dump() + ", but a number, a word or true/false is needed.");
}

/// `fallback` where the key is missing or no text.
std::string words(const nlohmann::json& json, const char* key, const std::string& fallback)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : fallback;
}

} // namespace

const std::vector<ObjectiveInfo>& objectives()
{
    static const std::vector<ObjectiveInfo> list = [] {
        std::vector<ObjectiveInfo> infos;
        for (const Objective& objective : allObjectives())
            infos.push_back(objective.info);
        return infos;
    }();
    return list;
}

const ObjectiveInfo& objective(const std::string& id)
{
    return objectiveById(id).info;
}

const std::vector<ParameterSpec>& recipeParameters()
{
    static const std::vector<ParameterSpec> list = [] {
        std::vector<ParameterSpec> specs = generalParameters();
        const std::vector<ParameterSpec> augmentation = Augmentation::parameters();
        specs.insert(specs.end(), augmentation.begin(), augmentation.end());
        return specs;
    }();
    return list;
}
std::vector<ParameterSpec> recipeParametersFor(const std::string& objectiveId)
{
    std::vector<ParameterSpec> specs = recipeParameters();
    const std::vector<ParameterSpec>& own = objectiveById(objectiveId).info.parameters;
    specs.insert(specs.end(), own.begin(), own.end());
    return specs;
}

RecipeInfo recipeFromJson(const std::string& text, const std::string& where)
{
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        throw Error(ErrorCode::BadFile,
            where + " is not a recipe: it is not a JSON object like {\"values\": {\"epochs\": 5}}.");
    RecipeInfo recipe;
    recipe.id = words(json, "id", where);
    recipe.title = words(json, "title", recipe.id);
    recipe.sentence = words(json, "sentence", "");
    const nlohmann::json& values = json.contains("values") ? json["values"] : json;
    if (!values.is_object())
        throw Error(ErrorCode::BadFile, where + ": \"values\" must be an object of parameters.");
    ParameterSet given;
    for (const auto& [key, value] : values.items())
        given[key] = valueOf(value, key, where);
    const auto objective = given.find("objective");
    const std::string id = objective == given.end() ? "standard" : parameterText(objective->second);
    try {
        recipe.values = completed(recipeParametersFor(id), given);
    } catch (const Error& error) {
        throw Error(error.code(), where + ": " + error.message(), error.detail());
    }
    return recipe;
}

std::string recipeToJson(const RecipeInfo& recipe)
{
    nlohmann::ordered_json json{{"id", recipe.id}, {"title", recipe.title}, {"sentence", recipe.sentence}};
    for (const auto& [key, value] : recipe.values)
        std::visit([&json, &id = key](const auto& plain) { json["values"][id] = plain; }, value);
    return json.dump(2) + "\n";
}

const std::vector<RecipeInfo>& recipes()
{
    static const std::vector<RecipeInfo> list = [] {
        std::vector<RecipeInfo> all;
        for (const std::string& name : embeddedFiles("recipes/"))
            all.push_back(recipeFromJson(std::string(embeddedFile(name)), name));
        return all;
    }();
    return list;
}

const RecipeInfo& recipe(const std::string& id)
{
    std::string known;
    for (const RecipeInfo& info : recipes()) {
        if (info.id == id)
            return info;
        known += (known.empty() ? "" : ", ") + info.id;
    }
    throw Error(ErrorCode::BadParameter,
        "There is no recipe \"" + id + "\"; known are " + known + ", or give a .json file.");
}

} // namespace epsilonlab::catalogue
