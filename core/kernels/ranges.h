// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/kernels.h"

/// Under AddressSanitizer every number that a product reads or writes is checked before it starts, as whole
/// runs: a check at each load makes the innermost loops, and with them every test, ten times as slow. Nothing
/// at all otherwise.
#ifdef __SANITIZE_ADDRESS__
#define EPSILONLAB_CHECKED_AS_RANGES __attribute__((no_sanitize("address", "undefined")))

namespace epsilonlab::kernels {

/// Stops with AddressSanitizer's report at the first number outside of what was allocated. Costs one look a
/// run of numbers.
void checkRanges(const Product& product, bool isPaired = false); ///< B as panelsFor() makes it
void checkRanges(const OuterProduct& product, std::int64_t vectorFloats);

} // namespace epsilonlab::kernels
#else
#define EPSILONLAB_CHECKED_AS_RANGES

namespace epsilonlab::kernels {

inline void checkRanges(const Product&, bool = false) { }
inline void checkRanges(const OuterProduct&, std::int64_t) { }

} // namespace epsilonlab::kernels
#endif
