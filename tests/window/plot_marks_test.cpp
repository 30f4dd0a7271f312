// SPDX-License-Identifier: GPL-3.0-or-later
// Flags on a plot and the read-out under the pointer, as they are seen.
#include "theme/theme.h"
#include "widgets/plot_panel.h"

#include <QApplication>
#include <QImage>
#include <QMouseEvent>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <cstdlib>
#include <memory>

using namespace epsilonlab::ui;

namespace {

constexpr int kLast = 9; // x of the last point

std::unique_ptr<PlotPanel> shownPanel(PlotMarker marker = PlotMarker::None)
{
    auto panel = std::make_unique<PlotPanel>("testPlot");
    panel->setXAxis({"epoch", false, 0.0, 1.0, {}});
    panel->setYAxis({"loss", true, 0.0, 1.0, {}});
    panel->addCurve({"train", PlotColour::Clean, PlotLine::Solid, marker, true});
    for (int i = 0; i <= kLast; ++i)
        panel->append(0, i, 0.07); // as high as the cloth of a flag
    panel->resize(600, 300);
    panel->show();
    panel->drawNow();
    return panel;
}

QWidget* canvasOf(PlotPanel& panel)
{
    return panel.findChild<QWidget*>("testPlotCanvas");
}

QImage pictureOf(PlotPanel& panel)
{
    panel.drawNow();
    return panel.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

int pixelsOf(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    return count;
}

int pixelsInColumn(const QImage& image, int x, const QColor& colour)
{
    return pixelsOf(image.copy(x, 0, 1, image.height()), colour);
}

/// Where two pictures differ.
QRect changedPart(const QImage& one, const QImage& other)
{
    QRect part;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x)
            if (one.pixel(x, y) != other.pixel(x, y))
                part |= QRect(x, y, 1, 1);
    return part;
}

void pointAt(PlotPanel& panel, const QPoint& at)
{
    auto* canvas = canvasOf(panel);
    QMouseEvent event(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(canvas, &event);
}

void turnWheel(PlotPanel& panel, const QPoint& at)
{
    auto* canvas = canvasOf(panel);
    QWheelEvent event(
        at, canvas->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas, &event);
}

/// The longest column of the pointer's line, -1 if there is none.
int lineOfPointer(const QImage& without, const QImage& with)
{
    const QRect part = changedPart(without, with);
    int best = -1, most = 0;
    for (int x = part.left(); x <= part.right(); ++x) {
        const int count = pixelsInColumn(with, x, theme::palette().dimText)
            - pixelsInColumn(without, x, theme::palette().dimText);
        if (count > most) {
            most = count;
            best = x;
        }
    }
    return best;
}

} // namespace

class PlotMarksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Theme::Light); }
    void theNewestFlagIsSeenWhole();
    void markersDoNotHideAFlag();
    void theGraverFlagIsDrawn_data();
    void theGraverFlagIsDrawn();
    void theReadOutIsWholeInsideTheAxes_data();
    void theReadOutIsWholeInsideTheAxes();
    void theReadOutStaysAtThePointerInAZoom();
    void theReadOutLeavesTheButtonFree();
    void wideNumbersLeaveTheTitleItsRoom();
    void alignedPlotsBeginAtTheSamePixel();
};

/// The axis of a run that is followed ends where its newest flag stands.
void PlotMarksTest::theNewestFlagIsSeenWhole()
{
    auto panel = shownPanel();
    panel->addFlag(5.0, "in the middle", PlotFlag::Alarm);
    const int whole = pixelsOf(pictureOf(*panel), theme::palette().warning);
    QVERIFY2(whole > 20, qPrintable(QString::number(whole)));
    panel->clearFlags();
    panel->addFlag(kLast, "newest", PlotFlag::Alarm);
    const int newest = pixelsOf(pictureOf(*panel), theme::palette().warning);
    QCOMPARE(panel->xView().second, double{kLast});
    // The pole lies on other parts of its pixels: some of them are mixed with the ground.
    QVERIFY2(newest > 3 * whole / 4, qPrintable(QString("%1 of %2").arg(newest).arg(whole)));
}

void PlotMarksTest::markersDoNotHideAFlag()
{
    auto plain = shownPanel(), marked = shownPanel(PlotMarker::Square);
    for (auto* panel : {plain.get(), marked.get()})
        panel->addFlag(5.0, "alarm", PlotFlag::Alarm);
    QCOMPARE(pixelsOf(pictureOf(*marked), theme::palette().warning),
        pixelsOf(pictureOf(*plain), theme::palette().warning));
}

void PlotMarksTest::theGraverFlagIsDrawn_data()
{
    QTest::addColumn<int>("hidden");
    QTest::addColumn<int>("drawn");
    QTest::newRow("a learning rate before a checkpoint")
        << static_cast<int>(PlotFlag::Note) << static_cast<int>(PlotFlag::Change);
    QTest::newRow("an alarm before a learning rate")
        << static_cast<int>(PlotFlag::Change) << static_cast<int>(PlotFlag::Alarm);
}

void PlotMarksTest::theGraverFlagIsDrawn()
{
    QFETCH(int, hidden);
    QFETCH(int, drawn);
    auto one = shownPanel(), both = shownPanel();
    both->addFlag(4.9, "earlier", static_cast<PlotFlag>(hidden)); // less than a flag's width away
    for (auto* panel : {one.get(), both.get()})
        panel->addFlag(5.0, "graver", static_cast<PlotFlag>(drawn));
    QCOMPARE(pictureOf(*both), pictureOf(*one));
    QVERIFY(both->readoutAt(5.0).contains("earlier")); // it says both
    QVERIFY(both->readoutAt(5.0).contains("graver"));
}

void PlotMarksTest::theReadOutIsWholeInsideTheAxes_data()
{
    const QString alarm
        = QString("Under one step many are read right, under ten steps hardly any. ").repeated(4);
    QTest::addColumn<QString>("flag");
    QTest::addColumn<double>("place");
    for (const double place : {0.2, 0.45, 0.55, 0.9}) {
        QTest::addRow("values at %g", place) << QString() << place;
        QTest::addRow("an alarm at %g", place) << alarm << place;
    }
    QTest::addRow("without spaces") << QString(400, QChar(0x7F51)) << 0.55;
}

void PlotMarksTest::theReadOutIsWholeInsideTheAxes()
{
    QFETCH(QString, flag);
    QFETCH(double, place);
    auto panel = shownPanel();
    panel->setCurveName(0, "a name that is long enough for half of the axis, attacked (n = 128)");
    const QWidget* canvas = canvasOf(*panel);
    const QPoint at(static_cast<int>(canvas->width() * place), canvas->height() / 2);
    const auto [low, high] = panel->xView();
    if (!flag.isEmpty())
        for (int i = 0; i <= 100; ++i) // one is under the pointer, wherever the axes begin
            panel->addFlag(low + (high - low) * i / 100.0, i % 100 == 0 ? QString() : flag, PlotFlag::Note);
    const QImage without = pictureOf(*panel);
    pointAt(*panel, at);
    const QImage with = pictureOf(*panel);
    const QRect box = changedPart(without, with);
    QVERIFY(box.width() > canvas->width() / 4);
    QVERIFY2(box.right() < canvas->width() - 1, qPrintable(QString::number(box.right())));
    for (const int side : {box.left(), box.right()}) // its frame, which is cut off first
        QVERIFY2(pixelsInColumn(with, side, theme::palette().border) > 20, qPrintable(QString::number(side)));
}

/// The pointer rests while the wheel turns: another x is below it now.
void PlotMarksTest::theReadOutStaysAtThePointerInAZoom()
{
    auto panel = shownPanel();
    const QPoint at(canvasOf(*panel)->width() / 3, 120), middle(canvasOf(*panel)->width() / 2, 120);
    const QImage before = pictureOf(*panel);
    pointAt(*panel, at);
    QVERIFY(std::abs(lineOfPointer(before, pictureOf(*panel)) - at.x()) <= 1);
    turnWheel(*panel, middle);
    QVERIFY(!panel->isFollowing());
    const QImage zoomed = pictureOf(*panel);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(canvasOf(*panel), &leave);
    const int line = lineOfPointer(pictureOf(*panel), zoomed);
    QVERIFY2(std::abs(line - at.x()) <= 1, qPrintable(QString("%1, not %2").arg(line).arg(at.x())));
}

void PlotMarksTest::theReadOutLeavesTheButtonFree()
{
    auto panel = shownPanel();
    turnWheel(*panel, {300, 120});
    auto* button = panel->findChild<QToolButton*>("testPlotFollowButton");
    QVERIFY(button->isVisible());
    const QImage without = pictureOf(*panel);
    const int x = button->geometry().center().x();
    pointAt(*panel, {x, 200});
    const QImage with = pictureOf(*panel);
    QVERIFY(changedPart(without, with).left() < button->x() - 50);
    for (int side = button->x(); side < with.width(); ++side)
        if (std::abs(side - x) > 2) // the pointer's line
            QCOMPARE(pixelsInColumn(with, side, theme::palette().border),
                pixelsInColumn(without, side, theme::palette().border));
}

void PlotMarksTest::wideNumbersLeaveTheTitleItsRoom()
{
    auto panel = shownPanel();
    panel->setYAxis({"loss", false, 0.0, 1.0, {}});
    panel->append(0, kLast + 1, 2.5e6);
    panel->append(0, kLast + 2, 123456.0);
    static_cast<void>(pictureOf(*panel)); // in which the numbers are chosen
    const QImage picture = pictureOf(*panel);
    const int ground = pixelsInColumn(picture, 0, theme::palette().background);
    QCOMPARE(ground, picture.height()); // a title that is cut off begins before it
    for (int x = 1; x < 3; ++x)
        QCOMPARE(pixelsInColumn(picture, x, theme::palette().background), ground);
}

void PlotMarksTest::alignedPlotsBeginAtTheSamePixel()
{
    auto wide = shownPanel(), other = shownPanel();
    wide->alignWith(*other);
    wide->setYAxis({"loss", false, 0.0, 1.0, {}});
    wide->append(0, kLast + 1, 123456.0);
    const auto axisOf = [](PlotPanel& panel) {
        const QImage picture = pictureOf(panel);
        int x = 0;
        while (x < picture.width() && pixelsInColumn(picture, x, theme::palette().dimText) < 150)
            ++x;
        return x;
    };
    const int before = axisOf(*other);
    QVERIFY(axisOf(*wide) > before);
    QTRY_COMPARE(axisOf(*other), axisOf(*wide));
    wide->clearData();
    QTRY_COMPARE(axisOf(*wide), before);
    QTRY_COMPARE(axisOf(*other), before);
}

QTEST_MAIN(PlotMarksTest)
#include "plot_marks_test.moc"
