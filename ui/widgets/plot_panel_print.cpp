// SPDX-License-Identifier: GPL-3.0-or-later
// A plot on paper, and the way to ask for it: a right click that drags nothing.
#include "widgets/plot_panel_impl.h"

#include <QContextMenuEvent>
#include <QPicture>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

/// As in the figures: the same widths at every scale, and sizes in pixels so that no device changes them.
QFont paperFont()
{
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(11);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

bool PlotPanel::isEmpty() const
{
    return m_impl->isExample
        || std::all_of(m_impl->curves.begin(), m_impl->curves.end(),
            [](const PlotCurveData& curve) { return curve.data.x.empty(); });
}

void PlotPanel::toPainter(QPainter& painter, QSize size, theme::Theme theme)
{
    if (m_impl->isFollowing)
        m_impl->followData();
    for (auto& curve : m_impl->curves)
        m_impl->fill(curve);
    const QFont font = paperFont();
    m_impl->applyLook(theme::paletteOf(theme), font);
    m_impl->wrapLegend(size.width(), font);
    m_impl->plot->yAxis->ticker()->setTickCount(5); // there is room
    m_impl->emptyText->setVisible(isEmpty());
    m_impl->plot->legend->setVisible(!isEmpty() && m_impl->plot->legend->itemCount() > 0);
    m_impl->hideCursor();
    // QCustomPlot wants a painter of its own kind; a recording carries its vectors over to any other.
    QPicture picture;
    QCPPainter recorder(&picture);
    m_impl->plot->toPainter(&recorder, size.width(), size.height());
    recorder.end();
    painter.drawPicture(0, 0, picture);
    m_impl->applyTheme();
    m_impl->wrapLegend(width(), this->font());
    if (isVisible())
        m_impl->plot->replot(QCustomPlot::rpImmediateRefresh); // or what is drawn next takes its measures
                                                               // from the paper
}

/// Systems ask for a context menu when the right button goes down, but here that may begin a box: a click is
/// known when it ends.
bool PlotPanel::Impl::isMenuEvent(QEvent* event)
{
    if (event->type() == QEvent::ContextMenu)
        return static_cast<QContextMenuEvent*>(event)->reason() == QContextMenuEvent::Mouse;
    const bool isPress = event->type() == QEvent::MouseButtonPress,
               isRelease = event->type() == QEvent::MouseButtonRelease;
    if (!isPress && !isRelease)
        return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() != Qt::RightButton)
        return false;
    if (isPress)
        pressedAt = mouse->pos();
    else if ((mouse->pos() - pressedAt).manhattanLength() < QApplication::startDragDistance())
        QMetaObject::invokeMethod(
            panel, [this, at = mouse->pos()] { askForMenu(at); }, Qt::QueuedConnection); // after the release
    return false;
}

void PlotPanel::Impl::askForMenu(const QPoint& at)
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, plot->mapTo(panel, at), plot->mapToGlobal(at));
    QCoreApplication::sendEvent(panel, &event);
}

} // namespace epsilonlab::ui
