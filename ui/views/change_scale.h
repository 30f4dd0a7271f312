// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"

/// Up to which change the colours of the change go.
namespace epsilonlab::ui::changescale {

double largestOf(const Image& change);

/// In L-infinity the scale is epsilon itself, so that strength is seen. An L2 epsilon is no pixel value, and
/// some attacks have none: there the largest change is the scale.
double limitOf(const PreviewRequest& request, const Image& change);

} // namespace epsilonlab::ui::changescale
