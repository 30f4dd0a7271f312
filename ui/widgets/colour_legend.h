// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace epsilonlab::ui {

/// The bar under a signed picture: -limit, 0, +limit with the colours of the map.
class ColourLegend : public QWidget
{
    Q_OBJECT

public:
    explicit ColourLegend(QWidget* parent = nullptr);

    void setLimit(double limit); ///< of the colours, in pixel units; 0: no change at all
    double limit() const { return m_limit; }

Q_SIGNALS:
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    double m_limit = 0.0;
};

} // namespace epsilonlab::ui
