// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/along_plots.h"

#include "figures/paper.h"
#include "theme/theme.h"
#include "widgets/number_text.h"
#include "widgets/plot_panel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr int kPlotHeight = 84, kPlotLines = 3; // of letters in it: names, and the numbers below

} // namespace

AlongPlots::AlongPlots(QWidget* parent)
    : QWidget(parent)
{
    createPlots();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_loss, 1);
    row->addWidget(m_probability, 1);
}

void AlongPlots::createPlots()
{
    setObjectName("alongPlots");
    setAccessibleName(tr("Curves along the attack"));
    const int usualLine = 15; // at 10 pt
    setFixedHeight(kPlotHeight + kPlotLines * std::max(0, fontMetrics().height() - usualLine));
    const auto stepText = [](double value) { return QLocale().toString(value, 'f', 0); };
    m_loss = new PlotPanel("alongLossPlot", this);
    m_loss->setAccessibleName(tr("Loss along the attack"));
    m_loss->setYAxis({tr("loss"), false, 0.0, 1.0, lossText, false}); // the curves' names say so
    m_loss->addCurve({tr("loss A"), PlotColour::Clean, PlotLine::Solid, PlotMarker::Disc, false});
    m_loss->addCurve({tr("loss B"), PlotColour::Target, PlotLine::Dashed, PlotMarker::Square, false});
    m_probability = new PlotPanel("alongProbabilityPlot", this);
    m_probability->setAccessibleName(tr("Probabilities along the attack"));
    m_probability->setYAxis(
        {tr("probability"), true, 0.0, 1.0, [](double value) { return text::probability(value); }, false});
    m_probability->addCurve({tr("true A"), PlotColour::Truth, PlotLine::Solid, PlotMarker::None, false});
    m_probability->addCurve(
        {tr("wrong A"), PlotColour::Adversarial, PlotLine::Solid, PlotMarker::None, false});
    m_probability->addCurve({tr("true B"), PlotColour::Truth, PlotLine::Dashed, PlotMarker::None, false});
    m_probability->addCurve(
        {tr("wrong B"), PlotColour::Adversarial, PlotLine::Dashed, PlotMarker::None, false});
    for (PlotPanel* each : {m_loss, m_probability}) {
        each->setXAxis({tr("step"), false, 0.0, 1.0, stepText, false, true});
        each->setCompact();
        each->setStatusTip(tr(
            "The attack step by step, A solid and B dashed. Wheel zooms, a double click brings everything back."));
    }
}

QString AlongPlots::lossText(double value)
{
    return text::significant(value);
}

void AlongPlots::show(const TraceResult& trace)
{
    m_loss->clearData();
    m_probability->clearData();
    for (std::size_t i = 0; i < trace.networks.size() && i < 2; ++i) {
        const int network = static_cast<int>(i);
        for (const TraceStep& step : trace.networks[i].steps) {
            m_loss->append(network, step.step, static_cast<double>(step.loss));
            m_probability->append(2 * network, step.step, static_cast<double>(step.trueProbability));
            m_probability->append(2 * network + 1, step.step, static_cast<double>(step.topWrongProbability));
        }
    }
}

void AlongPlots::clear()
{
    for (PlotPanel* each : {m_loss, m_probability}) {
        each->clearData();
        each->setMarkedX({});
        each->setEmptyText({});
    }
}

void AlongPlots::mark(int step)
{
    m_loss->setMarkedX(step);
    m_probability->setMarkedX(step);
}

QPicture AlongPlots::picture(QSize size, theme::Theme theme)
{
    constexpr int kGap = 12, kTitle = 18;
    const QSize one((size.width() - kGap) / 2, size.height() - kTitle);
    QPicture picture;
    QPainter painter(&picture);
    painter.setFont(paper::font(12, true));
    painter.setPen(theme::paletteOf(theme).text);
    for (const auto& [plot, title] :
        {std::pair{m_loss, tr("loss")}, std::pair{m_probability, tr("probability")}}) {
        painter.drawText(QRect(0, 0, one.width(), kTitle), Qt::AlignLeft | Qt::AlignTop, title);
        painter.save();
        painter.translate(0, kTitle);
        plot->toPainter(painter, one, theme);
        painter.restore();
        painter.translate(one.width() + kGap, 0);
    }
    painter.end();
    return picture;
}

} // namespace epsilonlab::ui
