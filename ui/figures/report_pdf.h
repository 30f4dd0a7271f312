// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/report_document.h"
#include "figures/figure.h"

#include <vector>

namespace epsilonlab::ui {

/// A report on A4 pages: text stays text, figures are drawn as vectors at their places. Throws
/// Error(Internal) if the document has no place for one of the figures.
QByteArray reportPdf(const ReportDocument& report, const std::vector<Figure>& figures);

} // namespace epsilonlab::ui
