// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/report_document.h"

#include <QHash>
#include <QString>

namespace epsilonlab::ui {

/// A report in the part of HTML that QTextDocument lays out on pages, with the sheet that belongs to it. The
/// place of a figure is a picture named "figure:ID" with the caption below it; `captions` are by id, a place
/// without one says why.
QString reportText(const ReportDocument& report, const QHash<QString, QString>& captions);
QString reportTextStyle();

} // namespace epsilonlab::ui
