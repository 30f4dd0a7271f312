// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

#include <cstdint>
#include <string>
#include <vector>

namespace epsilonlab {

enum class AttackGroup { Control, OneStep, Iterative, MinimalNorm, BlackBox, Ensemble, Geometric, Universal };

/// A heading and the attacks under it.
struct AttackGroupInfo
{
    AttackGroup group = AttackGroup::Iterative;
    std::string title; ///< "One step", "Minimal norm", ...
    std::vector<std::string> attackIds; ///< in the order of catalogue::attacks(), never empty
};

/// What bounds the change that an attack may make. Whatever it is, every pixel stays in [0, 1].
enum class AttackBound {
    Ball, ///< the ball of `epsilon` in `norm`
    Pixels, ///< `pixels` pixels, each free in [0, 1]: an L0 ball
    Movement ///< the picture is turned and moved; no norm bounds that
};

struct AttackInfo
{
    std::string id;
    std::string title; ///< "PGD"
    std::string sentence; ///< one plain sentence
    std::string source; ///< "Madry et al. 2018, arXiv:1706.06083"
    AttackGroup group = AttackGroup::Iterative;
    bool isTargetable = true;
    std::string norm; ///< "l2" where the attack knows one norm alone; empty: its parameter `norm` says it
    std::vector<ParameterSpec> parameters;
    AttackBound bound = AttackBound::Ball;
    std::string boundSentence{}; ///< where it is not the ball: one sentence that says what bounds the change
                                 ///< instead
};

/// Whether an objective trains on bounds, and then what its running accuracy proves: answers in the whole box
/// around an image, or in a smaller one around an attacked image.
enum class TrainedBounds { None, WholeBox, SmallBox };

struct ObjectiveInfo
{
    std::string id;
    std::string title;
    std::string sentence;
    std::string source;
    bool usesAttack = false; ///< trains on attacked images: epsilon, its ramp and steps matter
    TrainedBounds bounds = TrainedBounds::None;
    std::vector<ParameterSpec> parameters; ///< those of this objective alone, besides recipeParameters()
};

struct ArchitectureInfo
{
    std::string id;
    std::string title;
    std::int64_t parameterCount = 0;
    std::string layersText; ///< "conv 1-16 4x4 s2 p1, relu, ..."
};

/// A training recipe: values by id over recipeParameters() and the objective's own; formats.md, recipe.json.
struct RecipeInfo
{
    std::string id;
    std::string title;
    std::string sentence;
    ParameterSet values;
};

/// The static lists behind every menu, every help text and every test over "all". Order is menu order.
/// Thread-safe.
namespace catalogue {
const std::vector<AttackInfo>& attacks();
const AttackInfo& attack(const std::string& id); ///< Error(BadParameter) that lists the known ids
const std::vector<AttackGroupInfo>& attackGroups(); ///< in the order of every menu and list

/// "linf", "l2", "l1" or "l0": what the attack measures its change in, with these values (its default if they
/// say nothing).
std::string normOf(const AttackInfo& attack, const ParameterSet& values);
std::string normOf(const std::string& attackId, const ParameterSet& values);

/// Attacks that look for the nearest adversarial image and report its distance. Their `epsilon` is no size to
/// fill but a bound on what counts as a success; 0: none.
bool isMinimalNorm(const std::string& attackId);

const std::vector<ObjectiveInfo>& objectives();
const ObjectiveInfo& objective(const std::string& id);

const std::vector<ArchitectureInfo>& architectures();

const std::vector<RecipeInfo>& recipes();
const RecipeInfo& recipe(const std::string& id);

/// Parameters every recipe has: architecture, objective, epochs, batch-size, optimizer, lr, schedule,
/// epsilon, ...
const std::vector<ParameterSpec>& recipeParameters();

/// recipeParameters() followed by the objective's own.
std::vector<ParameterSpec> recipeParametersFor(const std::string& objectiveId);

/// Reads a recipe as JSON text {"name": .., "values": {..}} or flat {"lr": ..}; every value checked.
RecipeInfo recipeFromJson(const std::string& text, const std::string& where);
std::string recipeToJson(const RecipeInfo& recipe);
} // namespace catalogue

} // namespace epsilonlab
