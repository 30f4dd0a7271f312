// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace epsilonlab::ui {

/// Lays items out like words: from left to right, then on the next line.
class FlowLayout : public QLayout
{
public:
    FlowLayout(QWidget* parent, int horizontalGap, int verticalGap);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    QSize minimumSize() const override;
    QSize sizeHint() const override; ///< of all items in one line
    void setGeometry(const QRect& rect) override;

private:
    int place(const QRect& rect, bool isForReal) const;

    QList<QLayoutItem*> m_items;
    int m_horizontalGap, m_verticalGap;
};

} // namespace epsilonlab::ui
