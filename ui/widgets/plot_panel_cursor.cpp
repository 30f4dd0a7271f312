// SPDX-License-Identifier: GPL-3.0-or-later
// What moves over a plot without drawing its curves again: the pointer's line and read-out, and the marked x.
#include "widgets/plot_panel_impl.h"

namespace epsilonlab::ui {

void PlotPanel::setMarkedX(std::optional<double> x)
{
    m_impl->mark->setVisible(x.has_value());
    if (x) {
        m_impl->mark->point1->setCoords(*x, 0.0);
        m_impl->mark->point2->setCoords(*x, 1.0);
    }
    if (isVisible() && !m_impl->isDirty)
        m_impl->plot->layer("cursor")->replot();
}

void PlotPanel::Impl::showCursor(const QPoint& position)
{
    if (!plot->axisRect()->rect().contains(position)) {
        hideCursor();
        return;
    }
    const double at = plot->xAxis->pixelToCoord(position.x());
    const QString text = panel->readoutAt(at);
    const bool isLeft = position.x() < plot->axisRect()->center().x();
    cursor->point1->setCoords(at, 0.0);
    cursor->point2->setCoords(at, 1.0);
    readout->setText(text);
    readout->position->setCoords(at, 0.04);
    readout->setPositionAlignment(Qt::AlignTop | (isLeft ? Qt::AlignLeft : Qt::AlignRight));
    cursor->setVisible(!text.isEmpty());
    readout->setVisible(!text.isEmpty());
    plot->layer("cursor")->replot();
}

void PlotPanel::Impl::hideCursor()
{
    if (!cursor->visible())
        return;
    cursor->setVisible(false);
    readout->setVisible(false);
    plot->layer("cursor")->replot();
}

} // namespace epsilonlab::ui
