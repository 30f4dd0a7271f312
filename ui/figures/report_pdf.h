// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <vector>

namespace epsilonlab::ui {

/// An A4 document from Markdown. A link to the picture "ID.svg" becomes the figure of that id, drawn as vectors. Throws
/// Error(Internal) if the text has no place for one of the figures or links to one that is not there.
QByteArray reportPdf(const QString& markdown, const std::vector<Figure>& figures);

} // namespace epsilonlab::ui
