// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace epsilonlab::ui {

class TrainFigures;
class TrainLens;
class TrainPlots;

/// Everything about one run: its numbers, its curves, its time machine. Curves need room to be read: where
/// there is too little, because the window is low or the log is open, what matters less gives way to them.
class TrainArea : public QWidget
{
    Q_OBJECT

public:
    TrainArea(TrainFigures& figures, TrainPlots& plots, TrainLens& lens, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override; ///< when everything has given way that can

protected:
    bool event(QEvent* event) override;

private:
    struct Shown
    {
        bool areDigits, areNumbers, areOptions;
    };
    void fit();
    int roomForCurves(const Shown& shown) const;

    TrainFigures& m_figures;
    TrainPlots& m_plots;
    TrainLens& m_lens;
    QWidget* m_options = nullptr; ///< below the curves
};

} // namespace epsilonlab::ui
