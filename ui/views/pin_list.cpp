// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pin_list.h"

#include "api/error.h"
#include "figures/pinned.h"
#include "theme/theme.h"

#include <QDropEvent>
#include <QPainter>
#include <QPixmap>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace epsilonlab::ui {

namespace {

constexpr int kPlaceRole = Qt::UserRole;
constexpr int kPinGap = 8;

/// The picture above its title.
class PictureAbove : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->decorationPosition = QStyleOptionViewItem::Top;
        option->decorationAlignment = Qt::AlignCenter;
        option->displayAlignment = Qt::AlignHCenter | Qt::AlignVCenter;
        option->textElideMode = Qt::ElideRight;
    }
};

/// As large as fits, on paper; a drawing that is broken leaves its place empty, and says so when it is saved.
QPixmap pictureOf(const PinnedFigure& pin, QSize room, double ratio)
{
    QPixmap pixmap(room * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    try {
        const Figure figure = figureOf(pin);
        const QSizeF size = figure.size.scaled(room, Qt::KeepAspectRatio);
        QPainter painter(&pixmap);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        painter.translate((room.width() - size.width()) / 2.0, (room.height() - size.height()) / 2.0);
        painter.fillRect(QRectF({0.0, 0.0}, size), Qt::white);
        painter.scale(size.width() / figure.size.width(), size.height() / figure.size.height());
        figure.draw(painter);
    } catch (const Error&) {
        return pixmap;
    }
    return pixmap;
}

} // namespace

PinList::PinList(QWidget* parent)
    : QListWidget(parent)
{
    setViewMode(QListView::ListMode); // the other mode moves pictures without their order
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSpacing(0);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // or it comes and goes with the width that it takes
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new PictureAbove(this));
}

void PinList::setFigures(const std::vector<PinnedFigure>& figures)
{
    const int at = currentRow();
    m_figures = figures;
    clear();
    for (std::size_t i = 0; i < figures.size(); ++i) {
        auto* item = new QListWidgetItem(QString::fromStdString(figures[i].title), this);
        item->setToolTip(QString::fromStdString(figures[i].caption));
        item->setData(Qt::AccessibleDescriptionRole, item->toolTip());
        item->setData(kPlaceRole, static_cast<int>(i));
    }
    fit();
    if (count() > 0)
        setCurrentRow(std::clamp(at, 0, count() - 1));
}

void PinList::setGrid(int rows, int columns)
{
    m_rows = rows;
    m_columns = columns;
    fit();
}

void PinList::fit()
{
    const QSize cell((viewport()->width() - 1) / m_columns, viewport()->height() / m_rows);
    const int title = fontMetrics().height() + kPinGap;
    if (cell.width() < 4 * kPinGap || cell.height() < title + 4 * kPinGap)
        return;
    setGridSize(cell);
    setIconSize(QSize(cell.width() - 2 * kPinGap, cell.height() - title - 2 * kPinGap));
    paintIcons();
}

void PinList::paintIcons()
{
    for (int i = 0; i < count(); ++i) {
        const auto place = static_cast<std::size_t>(item(i)->data(kPlaceRole).toInt());
        const QPixmap picture = pictureOf(m_figures.at(place), iconSize(), devicePixelRatioF());
        QIcon icon(picture);
        icon.addPixmap(picture, QIcon::Selected); // or the style tints what has colours by meaning
        item(i)->setIcon(icon);
    }
}

void PinList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    fit();
}

void PinList::dropEvent(QDropEvent* event)
{
    QListWidget::dropEvent(event);
    tellOrder();
}

void PinList::moveCurrent(int by)
{
    const int from = currentRow(), to = from + by;
    if (from < 0 || to < 0 || to >= count())
        return;
    insertItem(to, takeItem(from));
    setCurrentRow(to);
    tellOrder();
}

void PinList::tellOrder()
{
    std::vector<int> order;
    order.reserve(static_cast<std::size_t>(count()));
    for (int i = 0; i < count(); ++i)
        order.push_back(item(i)->data(kPlaceRole).toInt());
    Q_EMIT reordered(order);
}

} // namespace epsilonlab::ui
