// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_area.h"

#include "views/train_figures.h"
#include "views/train_lens.h"
#include "views/train_plots.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace epsilonlab::ui {

namespace {

constexpr int kGap = 6;
constexpr int kPlots = 2;
constexpr int kLinesOfAPlot = 10; // two of them legend, two below the axis

} // namespace

TrainArea::TrainArea(TrainFigures& figures, TrainPlots& plots, TrainLens& lens, QWidget* parent)
    : QWidget(parent)
    , m_figures(figures)
    , m_plots(plots)
    , m_lens(lens)
    , m_options(plots.findChild<QWidget*>("plotOptions"))
{
    setObjectName("singleRun");
    setAccessibleName(tr("One run"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(&figures);
    column->addWidget(&plots, 1);
    column->addWidget(&lens);
    connect(&lens, &TrainLens::digitsWanted, this, &TrainArea::fit);
}

QSize TrainArea::minimumSizeHint() const
{
    const int lens = m_lens.isHidden() ? 0 : m_lens.heightWith(false) + kGap;
    return {QWidget::minimumSizeHint().width(), kPlots * kLinesOfAPlot * fontMetrics().height() + lens};
}

bool TrainArea::event(QEvent* event)
{
    const bool isTaken = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fit();
    return isTaken;
}

int TrainArea::roomForCurves(const Shown& shown) const
{
    int room = height();
    if (shown.areNumbers)
        room -= std::max(m_figures.heightForWidth(width()), m_figures.sizeHint().height()) + kGap;
    if (shown.areOptions && m_options)
        room -= m_options->sizeHint().height() + kGap;
    if (!m_lens.isHidden())
        room -= m_lens.heightWith(shown.areDigits) + kGap;
    return room;
}

/// In the order in which they are given up. Digits that a person asked for stay.
void TrainArea::fit()
{
    using Wish = TrainLens::Wish;
    std::vector<Shown> choices;
    if (m_lens.wish() != Wish::NoDigits)
        choices.push_back({true, true, true});
    const bool areDigits = m_lens.wish() == Wish::Digits;
    if (areDigits)
        choices.insert(choices.end(), {{true, true, false}, {true, false, true}, {true, false, false}});
    else
        choices.insert(choices.end(),
            {{false, true, true}, {false, true, false}, {false, false, true}, {false, false, false}});
    const int wanted = kPlots * kLinesOfAPlot * fontMetrics().height();
    auto best = std::find_if(choices.begin(), choices.end(),
        [this, wanted](const Shown& shown) { return roomForCurves(shown) >= wanted; });
    if (best == choices.end())
        best = std::prev(choices.end());
    m_lens.showDigits(best->areDigits);
    m_figures.setVisible(best->areNumbers);
    if (m_options)
        m_options->setVisible(best->areOptions);
}

} // namespace epsilonlab::ui
