// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"

#include <QListWidget>

#include <vector>

namespace epsilonlab::ui {

/// The pinned figures as pictures in a grid of which `rows` times `columns` are seen at once; dragged, or
/// moved by moveCurrent(), they change their order.
class PinList : public QListWidget
{
    Q_OBJECT

public:
    explicit PinList(QWidget* parent = nullptr);

    void setFigures(const std::vector<PinnedFigure>& figures); ///< keeps the current place
    void setGrid(int rows, int columns);
    void moveCurrent(int by);

Q_SIGNALS:
    void reordered(const std::vector<int>& order); ///< the places where they were before

protected:
    void resizeEvent(QResizeEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void fit();
    void paintIcons();
    void tellOrder();

    std::vector<PinnedFigure> m_figures;
    int m_rows = 2, m_columns = 3;
};

} // namespace epsilonlab::ui
