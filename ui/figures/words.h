// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QString>

#include <string>
#include <vector>

namespace epsilonlab::ui::words {

/// "PGD, L∞, 40 steps"; without epsilon. Steps only where the attack has them.
QString attack(const AttackSettings& settings);

bool isLinf(const AttackSettings& settings);

/// "0.150 (38.3/255)" in L∞; an L2 length has no second unit: "1.500".
QString epsilon(const AttackSettings& settings, double value);

double epsilonOf(const AttackSettings& settings);

/// The name of a class, its number where there is no name; "—" below zero.
QString className(int index, const std::vector<std::string>& names);

/// "✗ fooled: reads 3 instead of 7", "✓ held: still reads 7", ... - a sign and words, never colour alone.
QString verdict(const ModelPreview& preview, const std::vector<std::string>& names);

bool isAttackSuccess(Verdict verdict);

/// 10 000 with thin spaces.
QString count(std::int64_t value);

} // namespace epsilonlab::ui::words
