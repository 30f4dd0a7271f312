// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QString>

namespace epsilonlab::ui::explain {

/// The sentence about one network of a preview, as rich text with the network's badge before it.
QString sentenceHtml(const PreviewResult& result, std::size_t model);

/// A small table of what was measured on the picture: distances, passes.
QString numbersHtml(const PreviewResult& result);

/// "What am I seeing?": the marks of the Attack tab in words.
QString helpHtml(const AttackSettings& attack);

} // namespace epsilonlab::ui::explain
