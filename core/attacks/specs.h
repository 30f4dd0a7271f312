// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

#include <cstdint>
#include <string>

namespace epsilonlab {

/// Specs that several attacks share, so that they read the same everywhere.
namespace specs {
ParameterSpec norm(); ///< linf, l2
ParameterSpec normWithL1();
ParameterSpec l1Quantile();
ParameterSpec epsilon(double defaultValue);
ParameterSpec successBound(); ///< the `epsilon` of minimal-norm attacks
ParameterSpec steps(std::int64_t defaultValue);
ParameterSpec stepSize(double defaultValue);
ParameterSpec restarts();
ParameterSpec randomStart();
ParameterSpec target();
ParameterSpec keep(const std::string& defaultValue);
} // namespace specs

} // namespace epsilonlab
