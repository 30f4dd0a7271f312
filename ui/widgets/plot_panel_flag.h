// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Only for plot_panel*.cpp, as plot_panel_impl.h.

#include "widgets/plot_style.h"

#include <qcustomplot.h>

namespace epsilonlab::ui {

/// A small flag that stands on the x axis; an alarm is larger and above all curves. Where the axis ends it
/// hangs to the left, so that the newest one, at the very end of a run that is followed, is seen whole.
class PlotFlagItem : public QCPAbstractItem
{
public:
    PlotFlagItem(QCustomPlot* plot, double x, PlotFlag kind);

    void setInk(const QColor& cloth, const QColor& around);
    static double width(const QFont& font, PlotFlag kind); ///< pixels beside its x

    double selectTest(const QPointF& at, bool onlySelectable, QVariant* details) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    double m_x;
    PlotFlag m_kind;
    QColor m_cloth, m_around;
};

} // namespace epsilonlab::ui
