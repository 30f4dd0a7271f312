// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grouped_combo.h"

#include "theme/theme.h"
#include "widgets/quiet_wheel.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QScreen>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kSentenceRole = Qt::UserRole + 1; // Qt::UserRole holds the id
constexpr int kMargin = 8;
constexpr int kIndent = 10;
constexpr int kWidest = 680;

bool isHeading(const QModelIndex& index)
{
    return !index.flags().testFlag(Qt::ItemIsEnabled);
}

/// Headings in small bold letters; choices with their sentence below the name.
class ChoiceDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const QFontMetrics name(theme::font(theme::TextRole::Normal)),
            small(theme::font(theme::TextRole::Small));
        if (isHeading(index))
            return {100, small.height() + (index.row() == 0 ? 6 : 12)};
        const int wide = std::max(name.horizontalAdvance(index.data().toString()),
            small.horizontalAdvance(index.data(kSentenceRole).toString()));
        return {std::min(kWidest, wide + 2 * kMargin + kIndent), name.height() + small.height() + 6};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const theme::Palette& p = theme::palette();
        painter->save();
        const bool isSelected = option.state.testFlag(QStyle::State_Selected) && !isHeading(index);
        painter->fillRect(option.rect, isSelected ? p.border : p.field);
        const QRect room = option.rect.adjusted(kMargin, 0, -kMargin, -3);
        const QFont small = theme::font(theme::TextRole::Small);
        painter->setPen(p.dimText);
        if (isHeading(index)) {
            QFont bold = small;
            bold.setBold(true);
            painter->setFont(bold);
            painter->drawText(room, Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
        } else {
            const QRect inner = room.adjusted(kIndent, 3, 0, 0);
            const QFontMetrics metrics(small);
            painter->setFont(small);
            painter->drawText(inner, Qt::AlignLeft | Qt::AlignBottom,
                metrics.elidedText(index.data(kSentenceRole).toString(), Qt::ElideRight, inner.width()));
            painter->setPen(p.text);
            painter->setFont(theme::font(theme::TextRole::Normal));
            painter->drawText(inner, Qt::AlignLeft | Qt::AlignTop, index.data().toString());
        }
        painter->restore();
    }
};

} // namespace

GroupedCombo::GroupedCombo(QWidget* parent)
    : QComboBox(parent)
{
    ignoreWheelWithoutFocus(*this);
    setItemDelegate(new ChoiceDelegate(this));
    setMaxVisibleItems(14);
    connect(this, &QComboBox::activated, this, [this] { Q_EMIT chosen(currentId()); });
}

void GroupedCombo::addHeading(const QString& title)
{
    addItem(title);
    qobject_cast<QStandardItemModel*>(model())->item(count() - 1)->setFlags(Qt::NoItemFlags);
}

void GroupedCombo::addChoice(const QString& title, const QString& id, const QString& sentence)
{
    addItem(title, id);
    setItemData(count() - 1, sentence, kSentenceRole);
    setItemData(count() - 1, sentence, Qt::ToolTipRole);
    setItemData(count() - 1, sentence, Qt::AccessibleDescriptionRole);
}

void GroupedCombo::setCurrentId(const QString& id)
{
    const QSignalBlocker blocker(this);
    setCurrentIndex(findData(id));
}

void GroupedCombo::showPopup()
{
    int wide = width();
    for (int row = 0; row < count(); ++row)
        wide = std::max(wide, view()->itemDelegate()->sizeHint({}, model()->index(row, 0)).width());
    view()->setMinimumWidth(std::min(wide + 24, screen()->availableSize().width())); // 24: a scroll bar
    QComboBox::showPopup();
}

} // namespace epsilonlab::ui
