// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"
#include "widgets/plot_panel.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace epsilonlab::ui;

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

/// A panel with one curve of `count` points, on the screen.
std::unique_ptr<PlotPanel> shownPanel(int count)
{
    auto panel = std::make_unique<PlotPanel>("testPlot");
    panel->setXAxis({"epoch", false, 0.0, 1.0, {}});
    panel->setYAxis({"loss", false, 0.0, 1.0, {}});
    panel->addCurve({"train", PlotColour::Clean, PlotLine::Solid, PlotMarker::None, true});
    for (int i = 0; i < count; ++i)
        panel->append(0, i, 1.0 / (i + 1));
    panel->resize(600, 300);
    panel->show();
    return panel;
}

void turnWheel(PlotPanel& panel)
{
    auto* canvas = panel.findChild<QWidget*>("testPlotCanvas");
    const QPointF at(canvas->width() * 0.5, canvas->height() * 0.5);
    QWheelEvent event(
        at, canvas->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas, &event);
}

} // namespace

class PlotPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decimationKeepsExtremesAndEnds();
    void decimationKeepsGaps();
    void smoothingHasNoBiasAtTheStart();
    void followsItsData();
    void keepsTheUsersZoomWhilePointsArrive();
    void manyPointsBecomeOnePicture();
    void aPictureCanHaveWhatWaits();
    void aHiddenPlotDoesNotPaint();
    void shownAgainIsNotDrawnAgain();
    void readOutNamesEveryCurve();
    void logAxisLeavesOutWhatIsNotPositive();
    void drawsWithoutAWindow();
};

void PlotPanelTest::decimationKeepsExtremesAndEnds()
{
    PlotSeries series;
    for (int i = 0; i < 100'000; ++i) {
        series.x.push_back(i);
        series.y.push_back(std::sin(i * 0.001));
    }
    series.y[41'234] = 17.0;
    series.y[77'777] = -9.0;
    const PlotSeries part = decimated(series, 0.0, 1e9, 5000);
    QVERIFY2(part.x.size() <= 5000, qPrintable(QString::number(part.x.size())));
    QVERIFY(part.x.size() >= 2000);
    QCOMPARE(*std::max_element(part.y.begin(), part.y.end()), 17.0);
    QCOMPARE(*std::min_element(part.y.begin(), part.y.end()), -9.0);
    QCOMPARE(part.x.front(), 0.0);
    QCOMPARE(part.x.back(), 99'999.0);
    QVERIFY(std::is_sorted(part.x.begin(), part.x.end()));
}

void PlotPanelTest::decimationKeepsGaps()
{
    PlotSeries series;
    for (int i = 0; i < 50'000; ++i) {
        series.x.push_back(i);
        series.y.push_back(i == 25'000 ? std::numeric_limits<double>::infinity() : 1.0);
    }
    const PlotSeries part = decimated(series, 0.0, 1e9, 1000);
    QCOMPARE(std::count_if(part.y.begin(), part.y.end(), [](double y) { return std::isnan(y); }), 1);
    QVERIFY(std::none_of(part.y.begin(), part.y.end(), [](double y) { return std::isinf(y); }));
}

void PlotPanelTest::smoothingHasNoBiasAtTheStart()
{
    const auto same = smoothed({2.0, 2.0, kGap, 2.0}, 0.99);
    for (const std::size_t i : {0U, 1U, 3U})
        QVERIFY(std::abs(same[i] - 2.0) < 1e-12); // rounding of w^t only
    QVERIFY(std::isnan(same[2]));
    QCOMPARE(smoothed({1.0, 5.0}, 0.0)[1], 5.0);
    QCOMPARE(smoothed({0.0, 3.0}, 0.5)[1], 2.0); // (0.5 * 0 + 0.5 * 3) / 0.75
}

void PlotPanelTest::followsItsData()
{
    auto panel = shownPanel(10);
    QTRY_COMPARE(panel->xView().second, 9.0);
    panel->append(0, 20.0, 3.0);
    QTRY_COMPARE(panel->xView().second, 20.0);
    QVERIFY(panel->yView().second >= 3.0);
    panel->extendX(30.0);
    QTRY_COMPARE(panel->xView().second, 30.0);
}

void PlotPanelTest::keepsTheUsersZoomWhilePointsArrive()
{
    auto panel = shownPanel(10);
    QTRY_COMPARE(panel->xView().second, 9.0);
    QSignalSpy following(panel.get(), &PlotPanel::followingChanged);
    QSignalSpy moved(panel.get(), &PlotPanel::xViewChanged);
    turnWheel(*panel);
    QVERIFY(!panel->isFollowing());
    QCOMPARE(following.count(), 1);
    QVERIFY(moved.count() >= 1);
    auto* chip = panel->findChild<QToolButton*>("testPlotFollowButton");
    QVERIFY(chip->isVisible());

    const auto zoomed = panel->xView();
    QVERIFY(zoomed.second < 9.0);
    const int before = panel->replots();
    panel->append(0, 50.0, 8.0);
    QTRY_VERIFY(panel->replots() > before);
    QCOMPARE(panel->xView(), zoomed);

    QTest::mouseDClick(panel->findChild<QWidget*>("testPlotCanvas"), Qt::LeftButton, {}, {300, 150});
    QVERIFY(panel->isFollowing());
    QTRY_COMPARE(panel->xView().second, 50.0);
    QVERIFY(!chip->isVisible());
}

void PlotPanelTest::manyPointsBecomeOnePicture()
{
    auto panel = shownPanel(2);
    QTRY_VERIFY(panel->replots() > 0);
    QTRY_COMPARE(panel->shownPoints(0), 2U);
    const int before = panel->replots();
    for (int i = 2; i < 60'000; ++i)
        panel->append(0, i, std::cos(i * 0.01));
    QTRY_COMPARE(panel->xView().second, 59'999.0);
    QTRY_VERIFY(panel->replots() > before);
    QVERIFY2(panel->replots() <= before + 5, qPrintable(QString::number(panel->replots() - before)));
    QVERIFY(panel->shownPoints(0) <= 5000U);
    QCOMPARE(panel->series(0).x.size(), 60'000U);
}

/// A picture of the window shows the newest data without an event loop in between.
void PlotPanelTest::aPictureCanHaveWhatWaits()
{
    auto panel = shownPanel(0);
    QTRY_VERIFY(panel->replots() > 0);
    for (int i = 0; i < 10; ++i)
        panel->append(0, i, 1.0 / (i + 1));
    const QImage before = panel->grab().toImage();
    panel->drawNow();
    QCOMPARE(panel->shownPoints(0), std::size_t{10});
    QVERIFY(panel->grab().toImage() != before);
}

void PlotPanelTest::aHiddenPlotDoesNotPaint()
{
    auto panel = shownPanel(5);
    QTRY_VERIFY(panel->replots() > 0);
    panel->hide();
    // Three times the interval in which a visible panel replots: first for what was queued before, then for
    // the point.
    const auto letItReplot = [&panel] {
        bool isOver = false;
        QTimer::singleShot(100, panel.get(), [&isOver] { isOver = true; });
        QTRY_VERIFY(isOver);
    };
    letItReplot();
    const int before = panel->replots();
    panel->append(0, 100.0, 1.0);
    letItReplot();
    QCOMPARE(panel->replots(), before);
    panel->show();
    QTRY_COMPARE(panel->xView().second, 100.0);
}

/// Another tab and back: nothing has changed, and the picture is there.
void PlotPanelTest::shownAgainIsNotDrawnAgain()
{
    auto panel = shownPanel(5);
    QTRY_VERIFY(panel->replots() > 0);
    const auto letItReplot = [&panel] {
        bool isOver = false;
        QTimer::singleShot(100, panel.get(), [&isOver] { isOver = true; });
        QTRY_VERIFY(isOver);
    };
    letItReplot();
    const QImage picture = panel->grab().toImage();
    const int before = panel->replots();
    panel->hide();
    panel->show();
    letItReplot();
    QCOMPARE(panel->replots(), before);
    QCOMPARE(panel->grab().toImage(), picture);
    panel->hide();
    panel->append(0, 100.0, 1.0);
    theme::apply(*qApp, theme::Theme::Dark);
    panel->show();
    letItReplot();
    QCOMPARE(panel->replots(), before + 1); // once, for both
    QVERIFY(panel->grab().toImage() != picture);
    theme::apply(*qApp, theme::Theme::Light);
}

void PlotPanelTest::readOutNamesEveryCurve()
{
    auto panel = shownPanel(5);
    panel->addCurve({"validation", PlotColour::Target, PlotLine::Dashed, PlotMarker::Square, false});
    panel->setSeries(1, {{1.0, 3.0}, {0.25, kGap}});
    panel->addFlag(2.0, "learning rate 0.01");
    const QString text = panel->readoutAt(2.0);
    QVERIFY2(text.contains("train: 0.333"), qPrintable(text));
    QVERIFY2(text.contains("validation: 0.250"), qPrintable(text));
    QVERIFY2(text.contains("learning rate 0.01"), qPrintable(text));
    QVERIFY2(text.contains("validation: 0.250 (at "), qPrintable(text)); // the nearest one it has is not at 2
    QVERIFY2(!text.contains("train: 0.333 (at "), qPrintable(text));
}

void PlotPanelTest::logAxisLeavesOutWhatIsNotPositive()
{
    auto panel = shownPanel(0);
    panel->setSeries(0, {{0.0, 1.0, 2.0, 3.0}, {0.0, 0.001, -5.0, 10.0}});
    panel->setLogY(true);
    QTRY_VERIFY(panel->yView().first > 0.0);
    QTRY_VERIFY(panel->yView().first < 0.001);
    QVERIFY(panel->yView().second >= 10.0);
}

void PlotPanelTest::drawsWithoutAWindow()
{
    PlotPanel panel("testPlot");
    panel.addCurve({"train", PlotColour::Clean, PlotLine::Solid, PlotMarker::None, false});
    panel.setSeries(0, {{0.0, 1.0}, {0.0, 1.0}});
    QImage image(400, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    panel.toPainter(painter, {400, 200});
    painter.end();
    int coloured = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            coloured += image.pixelColor(x, y).saturation() > 100 ? 1 : 0;
    QVERIFY2(coloured > 200, qPrintable(QString::number(coloured)));
}

QTEST_MAIN(PlotPanelTest)
#include "plot_panel_test.moc"
