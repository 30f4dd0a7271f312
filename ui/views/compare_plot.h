// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/runs.h"

#include <QWidget>

#include <map>
#include <string>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace epsilonlab::ui {

class PlotPanel;
class RunList;
struct ComparedRun;

/// One quantity of several runs: each with its own colour, dash and marker, and its name at the end of its
/// line.
class ComparePlot : public QWidget
{
    Q_OBJECT

public:
    enum class Quantity { Pgd, Fgsm, Clean, HeldLoss, BatchLoss, BatchAccuracy };

    explicit ComparePlot(RunList& list, QWidget* parent = nullptr);

    PlotPanel& panel() const { return *m_plot; }
    int curveOf(const std::string& key) const; ///< -1: it is not drawn

private:
    enum class X { Step, Epoch, Time };

    QWidget* makeOptions();
    void connectAll(RunList& list);
    void setUpAxes();
    void rebuild();
    void grow(const std::string& key);
    void draw(const ComparedRun& run, int curve);
    void drawBand(const ComparedRun& run, int curve);
    void drawAlarms(const ComparedRun& run);
    bool isAccuracy() const;
    bool isOfBatches() const;
    double xOf(std::int64_t step, double epoch, double seconds) const;

    RunList& m_list;
    std::map<std::string, int> m_curves;
    std::map<std::string, std::size_t> m_alarms; ///< flags that were looked at, by run
    PlotPanel* m_plot = nullptr;
    QComboBox *m_quantityBox = nullptr, *m_xBox = nullptr;
    QCheckBox *m_intervals = nullptr, *m_log = nullptr;
    QSlider* m_smoothing = nullptr;
    QLabel* m_yardstick = nullptr;
};

} // namespace epsilonlab::ui
