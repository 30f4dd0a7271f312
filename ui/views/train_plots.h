// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"
#include "views/train_record.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace epsilonlab::ui {

class PlotPanel;

/// Loss and accuracy of one run over a shared x axis: step, epoch or time. Both zoom and follow together.
class TrainPlots : public QWidget
{
    Q_OBJECT

public:
    explicit TrainPlots(QWidget* parent = nullptr);

    Figure figure(theme::Theme theme) const; ///< both plots; throws Error while there is no run
                                             ///< (train_plots_figure.cpp)

    void show(const TrainRecord& record); ///< another run: what was shown goes
    void showExample(const RunRecord& run); ///< faint, until there is a run
    void add(const TrainingPoint& point);
    void add(const TrainingEpoch& epoch);
    void add(const TrainingFlag& flag);

private:
    enum class X { Step, Epoch, Time };

    void createPlots();
    QWidget* makeOptions();
    void connectAll();
    void nameCurves();
    QString trainingName(const QString& n) const; ///< n with its sign
    QString batchCount() const;
    QString pointName(std::size_t point) const; ///< the same for one batch, with the images it had
    void setX(X x);
    void rebuild();
    void drawPoint(const TrainingPoint& point);
    void drawEpoch(const TrainingEpoch& epoch);
    void drawFlag(const TrainingFlag& flag);
    double xOf(std::int64_t step, double epoch, double seconds) const;

    TrainRecord m_record;
    X m_x = X::Epoch;
    bool m_isExample = false;
    PlotPanel *m_loss = nullptr, *m_accuracy = nullptr;
    QComboBox* m_xBox = nullptr;
    QSlider* m_smoothing = nullptr;
    QLabel* m_smoothingValue = nullptr;
    QCheckBox* m_log = nullptr;
};

} // namespace epsilonlab::ui
