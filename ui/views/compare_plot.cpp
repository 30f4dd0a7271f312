// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare_plot.h"

#include "api/alarms.h"
#include "api/results.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/curve_defaults.h"
#include "views/run_list.h"
#include "views/run_style.h"
#include "views/run_words.h"
#include "views/train_recipe_parts.h"
#include "widgets/plot_panel.h"
#include "widgets/quiet_wheel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>

#include <cmath>
#include <limits>

namespace epsilonlab::ui {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

using Quantity = ComparePlot::Quantity;

double valueOf(const TrainingEpoch& epoch, Quantity quantity)
{
    switch (quantity) {
    case Quantity::Pgd: return epoch.attackedN > 0 ? epoch.pgdAccuracy * 100.0 : kMissing;
    case Quantity::Fgsm: return epoch.attackedN > 0 ? epoch.fgsmAccuracy * 100.0 : kMissing;
    case Quantity::Clean: return epoch.validationN > 0 ? epoch.validationAccuracy * 100.0 : kMissing;
    case Quantity::HeldLoss: return epoch.validationN > 0 ? epoch.validationLoss : kMissing;
    default: return kMissing;
    }
}

QCheckBox* makeCheck(QWidget* parent, const char* name, const QString& text)
{
    auto* box = new QCheckBox(text, parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(text);
    return box;
}

QComboBox* makeCombo(QWidget* parent, const char* name, const QString& accessibleName)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(accessibleName);
    ignoreWheelWithoutFocus(*box);
    return box;
}

} // namespace

ComparePlot::ComparePlot(RunList& list, QWidget* parent)
    : QWidget(parent)
    , m_list(list)
{
    setObjectName("comparePlots");
    setAccessibleName(tr("Curves of several runs"));
    m_plot = new PlotPanel("comparePlot", this);
    m_plot->setAccessibleName(tr("One quantity of several runs"));
    m_plot->setEmptyText(tr("No run is drawn \u2013 check one in the table, or add one"));
    m_plot->setStatusTip(tr(
        "Wheel zooms along the axis (Shift: upwards), drag moves, right drag zooms to a box, double-click follows again."));
    m_plot->setSmoothing(kFirstSmoothing / 100.0);
    m_yardstick = train::makeText(*this, "yardstickLabel", tr("What makes the comparison unfair"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeOptions());
    column->addWidget(m_yardstick);
    column->addWidget(m_plot, 1);
    connectAll(list);
    setUpAxes();
}

QWidget* ComparePlot::makeOptions()
{
    auto* options = new QWidget(this);
    options->setObjectName("compareOptions");
    options->setAccessibleName(tr("What is drawn, and how"));
    m_quantityBox = makeCombo(options, "compareQuantityCombo", tr("Quantity"));
    m_quantityBox->addItems(
        {tr("PGD-10 accuracy, held out"), tr("FGSM accuracy, held out"), tr("clean accuracy, held out"),
            tr("loss, held out"), tr("loss of the training batch"), tr("accuracy of the training batch")});
    m_xBox = makeCombo(options, "compareXCombo", tr("Horizontal axis"));
    m_xBox->addItems({tr("step"), tr("epoch"), tr("time")});
    m_xBox->setCurrentIndex(static_cast<int>(X::Epoch));
    m_intervals = makeCheck(options, "compareIntervalsCheck", tr("95 % intervals"));
    m_intervals->setChecked(true);
    m_log = makeCheck(options, "compareLogCheck", tr("logarithmic"));
    m_smoothing = new QSlider(Qt::Horizontal, options);
    ignoreWheelWithoutFocus(*m_smoothing);
    m_smoothing->setObjectName("compareSmoothingSlider");
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Display only; the thin line stays the raw values, and so do exports."));
    m_smoothing->setRange(0, kLargestSmoothing);
    m_smoothing->setValue(kFirstSmoothing);
    m_smoothing->setFixedWidth(110);
    auto* row = new QHBoxLayout(options);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const auto word = [options, row](const char* name, const QString& text) {
        QLabel* label = train::makeText(*options, name, text);
        label->setWordWrap(false);
        label->setText(text);
        row->addWidget(label);
    };
    row->addWidget(m_quantityBox);
    word("compareXLabel", tr("over"));
    row->addWidget(m_xBox);
    row->addWidget(m_intervals);
    row->addWidget(m_log);
    word("compareSmoothingLabel", tr("smoothing"));
    row->addWidget(m_smoothing);
    row->addStretch(1);
    return options;
}

void ComparePlot::connectAll(RunList& list)
{
    connect(m_quantityBox, &QComboBox::activated, this, [this] {
        setUpAxes();
        m_plot->follow();
    });
    connect(m_xBox, &QComboBox::activated, this, [this] {
        setUpAxes();
        m_plot->follow();
    });
    connect(m_intervals, &QCheckBox::toggled, this, &ComparePlot::rebuild);
    connect(m_log, &QCheckBox::toggled, this, [this](bool isOn) { m_plot->setLogY(isOn && !isAccuracy()); });
    connect(m_smoothing, &QSlider::valueChanged, this,
        [this](int value) { m_plot->setSmoothing(value / 100.0); });
    connect(&list, &RunList::changed, this, &ComparePlot::rebuild);
    connect(&list, &RunList::grown, this, &ComparePlot::grow);
    connect(theme::notifier(), &theme::Notifier::changed, this,
        [this] { train::setInk(*m_yardstick, theme::palette().warning); });
    train::setInk(*m_yardstick, theme::palette().warning);
}

bool ComparePlot::isOfBatches() const
{
    return m_quantityBox->currentIndex() >= static_cast<int>(Quantity::BatchLoss);
}

bool ComparePlot::isAccuracy() const
{
    const auto quantity = static_cast<Quantity>(m_quantityBox->currentIndex());
    return quantity != Quantity::HeldLoss && quantity != Quantity::BatchLoss;
}

double ComparePlot::xOf(std::int64_t step, double epoch, double seconds) const
{
    const auto x = static_cast<X>(m_xBox->currentIndex());
    return x == X::Step ? static_cast<double>(step) : x == X::Epoch ? epoch : seconds;
}

int ComparePlot::curveOf(const std::string& key) const
{
    const auto found = m_curves.find(key);
    return found == m_curves.end() ? -1 : found->second;
}

void ComparePlot::setUpAxes()
{
    const auto x = static_cast<X>(m_xBox->currentIndex());
    PlotAxis axis;
    axis.title = x == X::Step ? tr("step (batches)") : x == X::Epoch ? tr("epoch") : tr("training time (s)");
    axis.valueText
        = [digits = x == X::Step ? 0 : 2](double value) { return QLocale().toString(value, 'f', digits); };
    m_plot->setXAxis(axis);
    PlotAxis y;
    y.title = isAccuracy() ? tr("accuracy (%)") : tr("loss");
    y.isFixed = isAccuracy();
    y.high = isAccuracy() ? 100.0 : 2.5;
    if (isAccuracy())
        y.valueText = [](double value) { return tr("%1 %").arg(QLocale().toString(value, 'f', 1)); };
    m_plot->setYAxis(y);
    m_plot->setLogY(m_log->isChecked() && !isAccuracy());
    m_plot->setChanceLine(isAccuracy() ? kChance : kMissing, isAccuracy() ? tr("chance 10 %") : QString());
    m_intervals->setEnabled(isAccuracy() && !isOfBatches());
    m_log->setEnabled(!isAccuracy());
    m_smoothing->setEnabled(isOfBatches());
    rebuild();
}

void ComparePlot::rebuild()
{
    m_plot->clearFlags();
    m_plot->removeCurves();
    m_curves.clear();
    m_alarms.clear();
    std::vector<const ComparedRun*> shown;
    for (const ComparedRun& run : m_list.runs()) {
        if (!run.isShown)
            continue;
        shown.push_back(&run);
        PlotCurve style = runCurve(run.slot);
        style.name = style.endLabel = run.name;
        style.isSmoothed = isOfBatches();
        m_curves[run.key] = m_plot->addCurve(style);
        draw(run, m_curves[run.key]);
    }
    m_yardstick->setText(compared::yardstick(shown));
    m_yardstick->setVisible(!m_yardstick->text().isEmpty());
}

void ComparePlot::grow(const std::string& key)
{
    const ComparedRun* run = m_list.find(key);
    const int curve = curveOf(key);
    if (!run || curve < 0)
        return;
    if (run->record.flags.size() < m_alarms[key]) {
        rebuild(); // somebody resumed it from an earlier state
        return;
    }
    const std::size_t drawn = m_plot->series(curve).x.size();
    const bool isNext = isOfBatches() && run->record.points.size() == drawn + 1;
    if (isNext) { // of a run in training, many times a second
        const TrainingPoint& point = run->record.points.back();
        const bool isLoss = m_quantityBox->currentIndex() == static_cast<int>(Quantity::BatchLoss);
        m_plot->append(
            curve, xOf(point.step, point.epoch, point.seconds), isLoss ? point.loss : point.accuracy * 100.0);
    } else if ((isOfBatches() ? run->record.points.size() : run->record.epochs.size()) != drawn
        || run->record.flags.size() != m_alarms[key]) {
        draw(*run, curve);
    }
}

void ComparePlot::draw(const ComparedRun& run, int curve)
{
    PlotSeries series;
    const auto quantity = static_cast<Quantity>(m_quantityBox->currentIndex());
    if (isOfBatches()) {
        for (const TrainingPoint& point : run.record.points) {
            series.x.push_back(xOf(point.step, point.epoch, point.seconds));
            series.y.push_back(quantity == Quantity::BatchLoss ? point.loss : point.accuracy * 100.0);
        }
    } else {
        for (const TrainingEpoch& epoch : run.record.epochs) {
            series.x.push_back(xOf(epoch.step, epoch.epoch, epoch.seconds));
            series.y.push_back(valueOf(epoch, quantity));
        }
    }
    m_plot->setSeries(curve, std::move(series));
    drawBand(run, curve);
    drawAlarms(run);
}

void ComparePlot::drawBand(const ComparedRun& run, int curve)
{
    PlotBand band;
    const auto quantity = static_cast<Quantity>(m_quantityBox->currentIndex());
    if (m_intervals->isChecked() && isAccuracy() && !isOfBatches()) {
        for (const TrainingEpoch& epoch : run.record.epochs) {
            const std::int64_t n = quantity == Quantity::Clean ? epoch.validationN : epoch.attackedN;
            const double accuracy = valueOf(epoch, quantity) / 100.0;
            if (n <= 0 || !std::isfinite(accuracy))
                continue;
            const Interval interval = wilsonInterval(std::llround(accuracy * static_cast<double>(n)), n);
            band.x.push_back(xOf(epoch.step, epoch.epoch, epoch.seconds));
            band.low.push_back(interval.low * 100.0);
            band.high.push_back(interval.high * 100.0);
        }
    }
    m_plot->setBand(curve, std::move(band));
}

void ComparePlot::drawAlarms(const ComparedRun& run)
{
    std::size_t& seen = m_alarms[run.key];
    for (; seen < run.record.flags.size(); ++seen) {
        const TrainingFlag& flag = run.record.flags[seen];
        if (isAlarm(flag.code))
            m_plot->addFlag(xOf(flag.step, flag.epoch, flag.seconds),
                tr("%1: %2").arg(run.name, compared::alarmText(flag)), PlotFlag::Alarm);
    }
}

} // namespace epsilonlab::ui
