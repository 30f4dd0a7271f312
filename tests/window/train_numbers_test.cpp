// SPDX-License-Identifier: GPL-3.0-or-later
// What the curves, the cards and the read-out of a training say of its numbers.
#include "api/catalogue.h"
#include "theme/theme.h"
#include "views/train_figures.h"
#include "views/train_plots.h"
#include "views/train_record.h"
#include "widgets/number_text.h"
#include "widgets/plot_panel.h"

#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QTest>

#include <limits>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

/// Ten batches in two epochs, the last of each with 8 images.
TrainRecord made(const std::string& objective = "standard")
{
    TrainRecord record;
    record.request.recipe = completed(catalogue::recipeParametersFor(objective),
        {{"objective", objective}, {"batch-size", std::int64_t{128}}, {"epochs", std::int64_t{2}}});
    for (int step = 1; step <= 10; ++step)
        record.points.push_back(
            {step, step / 5.0, 0.48, 0.5, 0.1, 0.1, step * 0.1, 100.0, step % 5 == 0 ? 8 : 128});
    record.epochs.push_back({1, 5, 1.0, 0.5, 100, 0.7, 0.8, 0, 0.1, 0.0, 0.0, 0.5, 0.1});
    return record;
}

QString words(const QWidget& widget, const char* label)
{
    return widget.findChild<QLabel*>(QLatin1String(label))->text();
}

} // namespace

class TrainNumbersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale::c());
        theme::apply(*qApp, theme::Theme::Light);
    }
    void lossesHaveThreeDigits();
    void theReadOutSaysTheImagesOfThatBatch();
    void theLegendDoesNotClaimMoreThanIsKnown();
    void theCardSaysTheImagesOfItsBatch();
    void theReadOutTellsRawFromSmoothed();
    void boundsAreNotCalledAttacked_data();
    void boundsAreNotCalledAttacked();
    void aRunThatGoesOnElsewhereIsNotOver();
    void alarmsAreFlagsOnBothPlots();
};

void TrainNumbersTest::lossesHaveThreeDigits()
{
    QCOMPARE(text::significant(0.48), QString("0.480"));
    QCOMPARE(text::significant(2.2), QString("2.20"));
    QCOMPARE(text::significant(0.00133), QString("0.00133"));
    QCOMPARE(text::significant(0.057), QString("0.0570"));
    QCOMPARE(text::significant(9.996), QString("10.0"));
    QCOMPARE(text::significant(0.0), QString("0.00"));
    QCOMPARE(text::significant(123.4), QString("123"));
    QCOMPARE(text::significant(0.00002), QString("2.00e-05"));
    QCOMPARE(text::significant(102400.0), QString("1.02e+05"));
    QCOMPARE(text::significant(std::numeric_limits<double>::quiet_NaN()), text::notMeasured());
    TrainFigures figures;
    figures.show(made(), TrainState::Stopped);
    QCOMPARE(words(figures, "batchCardValue"), QString("0.480"));
}

void TrainNumbersTest::theReadOutSaysTheImagesOfThatBatch()
{
    TrainPlots plots;
    plots.show(made());
    for (const char* name : {"lossPlot", "accuracyPlot"}) {
        const auto* plot = plots.findChild<PlotPanel*>(name);
        QVERIFY2(plot->readoutAt(0.8).contains("training (n = 128)"), qPrintable(plot->readoutAt(0.8)));
        QVERIFY2(plot->readoutAt(1.0).contains("training (n = 8)"), qPrintable(plot->readoutAt(1.0)));
    }
}

/// A name is in the legend and, where nothing else is known, in the read-out.
void TrainNumbersTest::theLegendDoesNotClaimMoreThanIsKnown()
{
    TrainRecord even = made(), old = made();
    for (TrainingPoint& point : even.points)
        point.n = 128;
    for (TrainingPoint& point : old.points)
        point.n = 0; // as it was written before
    TrainPlots plots;
    auto* loss = plots.findChild<PlotPanel*>("lossPlot");
    plots.show(even);
    QCOMPARE(loss->curveName(0), QString("training (n = 128)"));
    plots.add(TrainingPoint{11, 2.2, 0.4, 0.5, 0.1, 0.1, 1.1, 100.0, 8});
    QCOMPARE(loss->curveName(0), QString("training (n \u2264 128)"));
    plots.show(old);
    QCOMPARE(loss->curveName(0), QString("training (n \u2264 128)"));
    QVERIFY(loss->readoutAt(1.0).contains("training (n \u2264 128)"));
}

void TrainNumbersTest::theCardSaysTheImagesOfItsBatch()
{
    TrainFigures figures;
    TrainRecord record = made();
    figures.show(record, TrainState::Stopped);
    QVERIFY2(
        words(figures, "batchCardDetail").contains("n = 8"), qPrintable(words(figures, "batchCardDetail")));
    record.points.back().n = 0;
    figures.show(record, TrainState::Stopped);
    QVERIFY(!words(figures, "batchCardDetail").contains("n = "));
}

void TrainNumbersTest::theReadOutTellsRawFromSmoothed()
{
    TrainRecord record = made();
    record.points[1].loss = 1.48;
    TrainPlots plots;
    plots.show(record);
    auto* loss = plots.findChild<PlotPanel*>("lossPlot");
    loss->setSmoothing(0.5); // (0.5 * 0.48 + 1.48) / 1.5
    QVERIFY2(loss->readoutAt(0.4).contains("1.48 raw, 1.15 smoothed"), qPrintable(loss->readoutAt(0.4)));
    QVERIFY(loss->readoutAt(1.0).contains("held out, clean (n = 100): 0.700"));
    loss->setSmoothing(0.0);
    QVERIFY(loss->readoutAt(0.4).contains(": 1.48") && !loss->readoutAt(0.4).contains("raw"));
}

void TrainNumbersTest::boundsAreNotCalledAttacked_data()
{
    QTest::addColumn<QString>("objective");
    QTest::addColumn<QString>("name");
    for (const ObjectiveInfo& info : catalogue::objectives())
        QTest::newRow(info.id.c_str())
            << QString::fromStdString(info.id)
            << (info.id == "sabr"                                   ? "training, small boxes"
                       : info.id == "ibp" || info.id == "crown-ibp" ? "training, certified"
                       : info.usesAttack                            ? "training, attacked"
                                                                    : "training");
}

void TrainNumbersTest::boundsAreNotCalledAttacked()
{
    QFETCH(QString, objective);
    QFETCH(QString, name);
    TrainPlots plots;
    plots.show(made(objective.toStdString()));
    for (const char* plot : {"lossPlot", "accuracyPlot"})
        QCOMPARE(plots.findChild<PlotPanel*>(plot)->curveName(0), name + " (n \u2264 128)");
}

void TrainNumbersTest::aRunThatGoesOnElsewhereIsNotOver()
{
    TrainFigures figures;
    TrainRecord record = made();
    record.isBusy = true;
    figures.show(record, TrainState::Stopped);
    QVERIFY2(words(figures, "paceLabel").endsWith("1.0 s so far"), qPrintable(words(figures, "paceLabel")));
    record.isBusy = false;
    figures.show(record, TrainState::Stopped);
    QVERIFY2(words(figures, "paceLabel").endsWith("1.0 s in all"), qPrintable(words(figures, "paceLabel")));
}

/// Whatever goes wrong, one looks at either plot. Here it went wrong after the newest point.
void TrainNumbersTest::alarmsAreFlagsOnBothPlots()
{
    TrainRecord record;
    for (int step = 1; step <= 10; ++step)
        record.points.push_back({step, step / 5.0, 1.0 / step, 0.5, 0.1, 0.1, step * 0.1, 100.0});
    record.flags.push_back({"checkpoint", 5, 1.0, 0.5, "Epoch 1 was kept."});
    record.flags.push_back({"nan", 12, 2.4, 1.2, "It is no number."});
    TrainPlots plots;
    plots.resize(600, 500);
    plots.show(record);
    plots.setVisible(true);
    for (const char* name : {"lossPlot", "accuracyPlot"}) {
        auto* plot = plots.findChild<PlotPanel*>(name);
        plot->drawNow();
        QCOMPARE(plot->xView().second, 2.4);
        QVERIFY2(plot->readoutAt(2.4).contains("It is no number."), name);
        const QImage picture = plot->grab().toImage();
        int inked = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                inked += picture.pixelColor(x, y) == theme::palette().warning ? 1 : 0;
        QVERIFY2(inked > 50, qPrintable(QString("%1: %2").arg(name).arg(inked)));
    }
}

QTEST_MAIN(TrainNumbersTest)
#include "train_numbers_test.moc"
