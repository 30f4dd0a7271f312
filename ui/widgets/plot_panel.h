// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/palette.h"
#include "widgets/plot_series.h"
#include "widgets/plot_style.h"

#include <QWidget>

#include <memory>
#include <optional>

class QPainter;

namespace epsilonlab::ui {

/// Curves that grow while one looks: follows its data until the user zooms, then stays until a double-click
/// or the chip "following off". Drawn at most every 33 ms and never while hidden; at most 5,000 points a
/// curve reach the painter, the full series is kept. Wheel zooms x (Shift: y), drag pans, right drag zooms to
/// a box. The only user of QCustomPlot.
class PlotPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PlotPanel(const QString& name, QWidget* parent = nullptr);
    ~PlotPanel() override;

    void setXAxis(const PlotAxis& axis);
    void setYAxis(const PlotAxis& axis);
    void alignWith(PlotPanel& other); ///< both keep the same left edge: their x axes are one above the other
    void setCompact(); ///< for low plots: nothing around the axes but what is needed
    void setEmptyText(const QString& text);
    /// What the data are if they are not a person's own: they are drawn faintly under the empty text, marked
    /// with this word, without a read-out. Empty, or clearData(): real data.
    void setExampleMark(const QString& mark);
    void setChanceLine(double y, const QString& text); ///< NaN: none

    int addCurve(const PlotCurve& curve); ///< returns its number, counted from 0
    void setCurveName(int curve, const QString& name);
    QString curveName(int curve) const; ///< as the legend shows it
    void removeCurves(); ///< and their data; the numbers begin again. A zoom stays
    void append(int curve, double x, double y); ///< x must not fall; NaN in y is a gap
    void setSeries(int curve, PlotSeries series);
    void setBand(int curve, PlotBand band); ///< 95 % interval, drawn in the curve's colour
    void addFlag(double x, const QString& text, PlotFlag kind = PlotFlag::Note);
    void clearFlags();
    void setMarkedX(std::optional<double> x); ///< a line that marks one x, apart from the pointer's
    void extendX(double x); ///< following includes this x even where this plot has no data yet
    void clearData(); ///< keeps the curves and follows again

    void setLogY(bool isLog);
    void setSmoothing(double weight); ///< 0 to 0.999; display only

    bool isFollowing() const;
    void follow();
    QPair<double, double> xView() const;
    QPair<double, double> yView() const;
    void setXView(double low, double high); ///< as if the user had zoomed; emits nothing
    const PlotSeries& series(int curve) const;
    std::size_t shownPoints(int curve) const; ///< after decimation, as last drawn
    QString readoutAt(double x) const; ///< one line per curve; says where a value is from if that is not
                                       ///< where the first one is
    int replots() const; ///< pictures drawn so far
    void drawNow(); ///< what waits for the next picture; for a picture of the window

    bool isEmpty() const; ///< nothing of a person's own: no points, or an example's

    /// Draws the plot for paper, as vectors, at the painter's origin: in the colours of a theme, without what
    /// belongs to the pointer. The view is the one on the screen.
    void toPainter(QPainter& painter, QSize size, theme::Theme theme = theme::Theme::Light);

Q_SIGNALS:
    void xViewChanged(double low, double high); ///< by the user
    void followingChanged(bool isFollowing);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace epsilonlab::ui
