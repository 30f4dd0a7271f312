// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_plots.h"

#include "api/alarms.h"
#include "api/catalogue.h"
#include "text/core_text.h"
#include "views/curve_defaults.h"
#include "views/run_words.h"
#include "views/train_recipe_parts.h"
#include "widgets/number_text.h"
#include "widgets/plot_panel.h"
#include "widgets/quiet_wheel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>

namespace epsilonlab::ui {

namespace {

// The order in which they are added to their plot.
enum LossCurve { kTrainLoss, kHeldLoss };
enum AccuracyCurve { kTrainAccuracy, kHeldAccuracy, kFgsm, kPgd };

QString percentText(double value)
{
    return QObject::tr("%1 %").arg(QLocale().toString(value, 'f', 1));
}

} // namespace

TrainPlots::TrainPlots(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("trainPlots");
    setAccessibleName(tr("Curves of the training"));
    createPlots();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_loss, 1);
    column->addWidget(m_accuracy, 1);
    column->addWidget(makeOptions());
    connectAll();
    setX(X::Epoch);
    nameCurves();
}

void TrainPlots::createPlots()
{
    m_loss = new PlotPanel("lossPlot", this);
    m_loss->setAccessibleName(tr("Loss"));
    m_loss->setYAxis({tr("loss"), false, 0.0, 2.5, {}});
    PlotCurve training{QString(), PlotColour::Clean, PlotLine::Solid, PlotMarker::None, true};
    training.nameAt = [this](std::size_t point) { return pointName(point); };
    m_loss->addCurve(training);
    m_loss->addCurve({QString(), PlotColour::Target, PlotLine::Dashed, PlotMarker::Square, false});
    m_loss->setEmptyText(tr("No run yet \u2013 press \u25B6 Train or Ctrl+T"));
    m_accuracy = new PlotPanel("accuracyPlot", this);
    m_accuracy->setAccessibleName(tr("Accuracy"));
    m_accuracy->setYAxis({tr("accuracy (%)"), true, 0.0, 100.0, percentText});
    m_accuracy->addCurve(training);
    m_accuracy->addCurve({QString(), PlotColour::Target, PlotLine::Dashed, PlotMarker::Square, false});
    m_accuracy->addCurve({QString(), PlotColour::Truth, PlotLine::Dotted, PlotMarker::Triangle, false});
    m_accuracy->addCurve({QString(), PlotColour::Adversarial, PlotLine::Solid, PlotMarker::Disc, false});
    m_accuracy->setEmptyText(
        tr("Accuracy on the training batch, on held-out images, and under FGSM and PGD"));
    m_accuracy->setChanceLine(kChance, tr("chance 10 %"));
    m_loss->alignWith(*m_accuracy);
    for (PlotPanel* plot : {m_loss, m_accuracy}) {
        plot->setSmoothing(kFirstSmoothing / 100.0);
        plot->setStatusTip(tr(
            "Wheel zooms along the axis (Shift: upwards), drag moves, right drag zooms to a box, double-click follows again."));
    }
}

QWidget* TrainPlots::makeOptions()
{
    auto* options = new QWidget(this);
    options->setObjectName("plotOptions");
    options->setAccessibleName(tr("How the curves are drawn"));
    m_xBox = new QComboBox(options);
    ignoreWheelWithoutFocus(*m_xBox);
    m_xBox->setObjectName("xAxisCombo");
    m_xBox->setAccessibleName(tr("Horizontal axis"));
    m_xBox->addItems({tr("step"), tr("epoch"), tr("time")});
    m_xBox->setCurrentIndex(static_cast<int>(m_x));
    m_xBox->setToolTip(tr("What the curves are drawn over: batches, epochs, or seconds of training."));
    m_smoothing = new QSlider(Qt::Horizontal, options);
    ignoreWheelWithoutFocus(*m_smoothing);
    m_smoothing->setObjectName("smoothingSlider");
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setRange(0, kLargestSmoothing);
    m_smoothing->setValue(kFirstSmoothing);
    m_smoothing->setFixedWidth(140);
    m_smoothing->setToolTip(tr("Display only; the thin line stays the raw values, and so do exports."));
    m_smoothingValue = train::makeText(*options, "smoothingValue", tr("Smoothing"));
    m_smoothingValue->setWordWrap(false);
    m_smoothingValue->setText(QLocale().toString(kFirstSmoothing / 100.0, 'f', 2));
    m_log = new QCheckBox(tr("logarithmic loss"), options);
    m_log->setObjectName("logLossCheck");
    m_log->setAccessibleName(m_log->text());
    m_log->setToolTip(tr("Each line of the grid is ten times the one below: small losses are told apart."));
    auto* row = new QHBoxLayout(options);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (const auto& [name, text, editor] :
        {std::tuple{"xAxisLabel", tr("over"), static_cast<QWidget*>(m_xBox)},
            {"smoothingLabel", tr("smoothing"), static_cast<QWidget*>(m_smoothing)}}) {
        auto* label = train::makeText(*options, name, text);
        label->setWordWrap(false);
        label->setText(text);
        row->addWidget(label);
        row->addWidget(editor);
    }
    row->addWidget(m_smoothingValue);
    row->addSpacing(8);
    row->addWidget(m_log);
    row->addStretch(1);
    return options;
}

void TrainPlots::connectAll()
{
    connect(m_xBox, &QComboBox::activated, this, [this](int row) { setX(static_cast<X>(row)); });
    connect(m_smoothing, &QSlider::valueChanged, this, [this](int value) {
        m_smoothingValue->setText(QLocale().toString(value / 100.0, 'f', 2));
        m_loss->setSmoothing(value / 100.0);
        m_accuracy->setSmoothing(value / 100.0);
    });
    connect(m_log, &QCheckBox::toggled, m_loss, &PlotPanel::setLogY);
    for (const auto& [one, other] : {std::pair{m_loss, m_accuracy}, std::pair{m_accuracy, m_loss}}) {
        connect(one, &PlotPanel::xViewChanged, other, &PlotPanel::setXView);
        connect(one, &PlotPanel::followingChanged, other, [follower = other](bool isFollowing) {
            if (isFollowing)
                follower->follow();
        });
    }
}

void TrainPlots::nameCurves()
{
    const ParameterSet& recipe = m_record.request.recipe;
    const QString training = trainingName(batchCount());
    m_loss->setCurveName(kTrainLoss, training);
    m_accuracy->setCurveName(kTrainAccuracy, training);
    const TrainingEpoch epoch = m_record.epochs.empty() ? TrainingEpoch{} : m_record.epochs.back();
    const QString held = m_record.epochs.empty()
        ? tr("held out, clean")
        : tr("held out, clean (n = %1)").arg(text::count(epoch.validationN));
    m_loss->setCurveName(kHeldLoss, held);
    m_accuracy->setCurveName(kHeldAccuracy, held);
    const QString size2
        = m_record.epochs.empty() ? QString() : tr(" (n = %1)").arg(text::count(epoch.attackedN));
    const auto epsilon = recipe.find("epsilon");
    const QString strength = epsilon == recipe.end()
        ? QString()
        : tr(", \u03B5 %1").arg(QLocale().toString(std::get<double>(epsilon->second), 'f', 3));
    m_accuracy->setCurveName(kFgsm, tr("FGSM%1%2").arg(strength, size2));
    m_accuracy->setCurveName(kPgd, tr("PGD-10%1%2").arg(strength, size2));
}

void TrainPlots::setX(X x)
{
    m_x = x;
    PlotAxis axis;
    axis.title = x == X::Step ? tr("step (batches)") : x == X::Epoch ? tr("epoch") : tr("training time (s)");
    axis.valueText
        = [digits = x == X::Step ? 0 : 2](double value) { return QLocale().toString(value, 'f', digits); };
    m_accuracy->setXAxis(axis);
    axis.isLabelled = false; // both share it, and it stands below the lower one
    m_loss->setXAxis(axis);
    rebuild();
}

double TrainPlots::xOf(std::int64_t step, double epoch, double seconds) const
{
    return m_x == X::Step ? static_cast<double>(step) : m_x == X::Epoch ? epoch : seconds;
}

void TrainPlots::show(const TrainRecord& record)
{
    m_isExample = false;
    m_record = record;
    nameCurves();
    rebuild();
}

void TrainPlots::showExample(const RunRecord& run)
{
    m_record.request.recipe = run.info.recipe;
    m_record.points = run.points;
    m_record.epochs = run.epochs;
    m_isExample = true;
    nameCurves();
    rebuild();
}

void TrainPlots::rebuild()
{
    m_loss->clearData();
    m_accuracy->clearData();
    for (const TrainingPoint& point : m_record.points)
        drawPoint(point);
    for (const TrainingEpoch& epoch : m_record.epochs)
        drawEpoch(epoch);
    for (const TrainingFlag& flag : m_record.flags)
        drawFlag(flag);
    if (m_isExample)
        for (PlotPanel* plot : {m_loss, m_accuracy})
            plot->setExampleMark(tr("example"));
}

void TrainPlots::add(const TrainingPoint& point)
{
    const bool isOfAnotherSize = !m_record.points.empty() && m_record.points.back().n != point.n;
    m_record.points.push_back(point);
    if (isOfAnotherSize)
        nameCurves();
    drawPoint(point);
}

void TrainPlots::add(const TrainingEpoch& epoch)
{
    m_record.epochs.push_back(epoch);
    if (m_record.epochs.size() == 1)
        nameCurves(); // now it is known how many images are held out
    drawEpoch(epoch);
}

void TrainPlots::add(const TrainingFlag& flag)
{
    m_record.flags.push_back(flag);
    drawFlag(flag);
}

void TrainPlots::drawPoint(const TrainingPoint& point)
{
    const double x = xOf(point.step, point.epoch, point.seconds);
    m_loss->append(kTrainLoss, x, point.loss);
    m_accuracy->append(kTrainAccuracy, x, point.accuracy * 100.0);
}

void TrainPlots::drawEpoch(const TrainingEpoch& epoch)
{
    const double x = xOf(epoch.step, epoch.epoch, epoch.seconds);
    if (epoch.validationN > 0) {
        m_loss->append(kHeldLoss, x, epoch.validationLoss);
        m_accuracy->append(kHeldAccuracy, x, epoch.validationAccuracy * 100.0);
    }
    if (epoch.attackedN > 0) {
        m_accuracy->append(kFgsm, x, epoch.fgsmAccuracy * 100.0);
        m_accuracy->append(kPgd, x, epoch.pgdAccuracy * 100.0);
    }
    for (PlotPanel* plot : {m_loss, m_accuracy})
        plot->extendX(x); // the two axes stay the same where one plot has no point there
}

void TrainPlots::drawFlag(const TrainingFlag& flag)
{
    const double x = xOf(flag.step, flag.epoch, flag.seconds);
    const PlotFlag kind = isAlarm(flag.code) ? PlotFlag::Alarm
        : flag.code == "learning-rate"       ? PlotFlag::Change
                                             : PlotFlag::Note;
    const QString words = kind == PlotFlag::Alarm ? compared::alarmText(flag) : text::ofCore(flag.message);
    for (PlotPanel* plot : {m_loss, m_accuracy}) {
        if (plot == m_loss || kind == PlotFlag::Alarm)
            plot->addFlag(x, words, kind);
        plot->extendX(x); // an alarm may come between two points
    }
}

} // namespace epsilonlab::ui
