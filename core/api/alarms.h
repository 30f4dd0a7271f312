// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace epsilonlab {

/// True for the codes of a TrainingFlag that say that a training goes wrong: "nan", "constant-prediction",
/// "plateau", "dead-gradients", "catastrophic-overfitting", "robust-overfitting". Their messages say what
/// happened and what to try.
bool isAlarm(const std::string& code);

} // namespace epsilonlab
