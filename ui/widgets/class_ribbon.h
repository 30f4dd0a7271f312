// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ribbon_runs.h"
#include "widgets/ribbon_words.h"

#include <QWidget>

namespace epsilonlab::ui {

/// Under the slider of epsilon, on the same scale: what each network reads at every epsilon, named where it
/// changes, with a diamond where the attack first works. A click chooses the epsilon of a cell, a double
/// click the diamond's.
class ClassRibbon : public QWidget
{
    Q_OBJECT

public:
    explicit ClassRibbon(QWidget* parent = nullptr);

    void setScale(double largest);
    void setEpsilon(double epsilon); ///< a line through the rows
    void setRows(int rows); ///< one for each network
    void setClassNames(std::size_t model, const QStringList& names);
    void showSweep(const SweepResult& sweep);
    void setOutdated(); ///< of another digit or attack: nothing is shown until the next sweep
    void setReason(const QString& sentence); ///< instead of cells; empty: cells

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void epsilonPicked(double epsilon);
    void reasonClicked(); ///< a click on the sentence that stands in place of the cells

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    double xOf(double epsilon) const;
    double epsilonOf(std::size_t cell) const { return m_sweep.request.epsilons[cell]; }
    std::size_t cellAt(double x) const;
    int rowAt(double y) const;
    QRectF rowRect(int row) const;
    void paintRow(QPainter& painter, std::size_t model, const QRect& dirty) const;
    void paintRun(QPainter& painter, std::size_t model, const RibbonRun& run) const;
    void paintDiamond(QPainter& painter, std::size_t model) const;
    void speak();

    SweepResult m_sweep;
    RibbonWords m_words;
    QString m_reason;
    double m_largest = 0.5, m_epsilon = 0.0;
    int m_rows = 2;
};

} // namespace epsilonlab::ui
