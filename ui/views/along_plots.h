// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/trace.h"
#include "theme/palette.h"

#include <QPicture>
#include <QWidget>

namespace epsilonlab::ui {

class PlotPanel;

/// The curves along the attack: loss on the left; on the right the probability of the true class and of the
/// likeliest wrong one. A is solid, B dashed.
class AlongPlots : public QWidget
{
    Q_OBJECT

public:
    explicit AlongPlots(QWidget* parent = nullptr);

    void show(const TraceResult& trace);
    void clear(); ///< no curves, and no words in their place
    void mark(int step); ///< a line at it
    QPicture picture(QSize size, theme::Theme theme); ///< the curves on paper

    static QString lossText(double value);

private:
    void createPlots();

    PlotPanel* m_loss = nullptr;
    PlotPanel* m_probability = nullptr;
};

} // namespace epsilonlab::ui
