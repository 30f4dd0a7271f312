// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QStringList>

#include <string>
#include <vector>

namespace epsilonlab::ui::words {

/// "PGD, L∞, 40 steps"; without epsilon. Steps only where the attack has them.
QString attack(const AttackSettings& settings);

bool isLinf(const AttackSettings& settings);

/// "0.150 (38.3/255)" in L∞; an L2 length has no second unit: "1.500".
QString epsilon(const AttackSettings& settings, double value);

double epsilonOf(const AttackSettings& settings);

/// False: the attack finds its own distance, or nothing bounds it; then no epsilon is said.
bool hasEpsilon(const AttackSettings& settings);

/// "PGD, L∞, 20 steps, epsilon 0.150 (38.3/255), seed 1": everything that makes the attack what it was.
QString strength(const AttackSettings& settings);

/// "image 17", or the name of a person's own picture.
QString sample(const LabelledImage& image, const QString& ownName);

/// Which attack on which image with which networks: ends the caption of every figure that leaves the window.
QString setting(const PreviewRequest& request, const QStringList& networks, const QString& ownName);

/// The name of a class, its number where there is no name; "—" below zero.
QString className(int index, const std::vector<std::string>& names);

/// "✗ fooled: reads 3 instead of 7", "✓ held: still reads 7", ... - a sign and words, never colour alone.
QString verdict(const ModelPreview& preview, const std::vector<std::string>& names);

bool isAttackSuccess(Verdict verdict);

/// 10 000 with thin spaces.
QString count(std::int64_t value);

} // namespace epsilonlab::ui::words
