// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <string>

namespace epsilonlab {

/// The attack's title as menus show it ("PGD"); its id where the catalogue does not know it.
std::string attackTitle(const std::string& attackId);

/// "L∞", "L2"; the word itself for anything else, L∞ where the attack has no norm.
std::string normTitle(const AttackSettings& attack);

/// "norm linf, restarts 1, steps 40"; without epsilon. Words that replace 0 ("automatic") come from the
/// catalogue.
std::string settingsText(const AttackSettings& attack);

/// What a curve says, in two sentences: clean, and at its largest epsilon.
std::string curveSentence(const Curve& curve);

/// What a network reads after a random change (noiseInPlace).
std::string randomSentence(const ModelPreview& model);

/// "98.0 % [95.0, 99.2] (n = 200)"
std::string countedAccuracy(std::int64_t correct, std::int64_t n);

} // namespace epsilonlab
