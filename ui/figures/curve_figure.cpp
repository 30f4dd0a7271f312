// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/curve_figure.h"

#include "api/error.h"
#include "figures/paper.h"
#include "figures/words.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui {

namespace {

using paper::drawText;
using paper::font;

constexpr double kWidth = 680.0;
constexpr double kHeight = 400.0;
constexpr double kLeft = 58.0, kTop = 14.0, kRight = 500.0, kBottom = 340.0;
constexpr double kLabelHeight = 32.0;

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

/// Where the name of a curve stands, right of its last point or as near as the others allow.
struct Label
{
    std::size_t curve = 0;
    double wanted = 0.0, y = 0.0;
};

struct Curves
{
    EvaluationReport report;
    double largest = 0.0; // epsilon at the right edge

    double x(double epsilon) const
    {
        return kLeft + (kRight - kLeft) * (largest > 0.0 ? epsilon / largest : 0.0);
    }
    static double y(double accuracy) { return kBottom - (kBottom - kTop) * accuracy; }
    QPointF at(const CurvePoint& point) const { return {x(point.epsilon), y(point.accuracy())}; }

    paper::NetworkStyle styleOf(std::size_t curve) const;
    std::vector<CurvePoint> measured(std::size_t curve) const;
    std::vector<Label> labels() const;
    double chance() const;

    void draw(QPainter& painter) const;
    void drawAxes(QPainter& painter) const;
    void drawEpsilonTicks(QPainter& painter) const;
    void drawChance(QPainter& painter) const;
    void drawBand(QPainter& painter, std::size_t curve) const;
    void drawCurve(QPainter& painter, std::size_t curve) const;
    void drawLabel(QPainter& painter, const Label& label) const;
};

/// The colour belongs to the network; further attacks on the same one differ in dash and marker.
paper::NetworkStyle Curves::styleOf(std::size_t curve) const
{
    std::vector<std::string> seen;
    std::size_t attack = 0;
    for (std::size_t i = 0; i <= curve; ++i) {
        const auto& id = report.curves[i].modelId;
        if (std::find(seen.begin(), seen.end(), id) == seen.end())
            seen.push_back(id);
        if (i < curve && id == report.curves[curve].modelId)
            ++attack;
    }
    const auto& id = report.curves[curve].modelId;
    const auto model = static_cast<std::size_t>(std::find(seen.begin(), seen.end(), id) - seen.begin());
    paper::NetworkStyle style = paper::networkStyle(model);
    if (attack > 0) {
        style.line = paper::networkStyle(model + 2 * attack).line;
        style.marker = static_cast<int>(model + 2 * attack);
    }
    return style;
}

std::vector<CurvePoint> Curves::measured(std::size_t curve) const
{
    std::vector<CurvePoint> points;
    std::copy_if(report.curves[curve].points.begin(), report.curves[curve].points.end(),
        std::back_inserter(points), [](const CurvePoint& point) { return point.n > 0; });
    std::sort(
        points.begin(), points.end(), [](const auto& a, const auto& b) { return a.epsilon < b.epsilon; });
    return points;
}

double Curves::chance() const
{
    const std::size_t classes = report.models.empty() ? 0 : report.models.front().classNames.size();
    return 1.0 / static_cast<double>(classes > 0 ? classes : 10);
}

std::vector<Label> Curves::labels() const
{
    std::vector<Label> labels;
    for (std::size_t i = 0; i < report.curves.size(); ++i)
        if (const auto points = measured(i); !points.empty())
            labels.push_back({i, y(points.back().accuracy()), 0.0});
    std::sort(
        labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.wanted < b.wanted; });
    double free = kTop + kLabelHeight / 2;
    for (auto& label : labels) {
        label.y = std::max(label.wanted, free);
        free = label.y + kLabelHeight;
    }
    // Pushed down past the axis: the lowest moves up to it, and those above make room.
    double limit = kBottom - kLabelHeight / 2;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->y = std::min(label->y, limit);
        limit = label->y - kLabelHeight;
    }
    return labels;
}

void Curves::draw(QPainter& painter) const
{
    drawAxes(painter);
    drawEpsilonTicks(painter);
    drawChance(painter);
    for (std::size_t i = 0; i < report.curves.size(); ++i)
        drawBand(painter, i);
    for (std::size_t i = 0; i < report.curves.size(); ++i)
        drawCurve(painter, i);
    for (const auto& label : labels())
        drawLabel(painter, label);
}

void Curves::drawAxes(QPainter& painter) const
{
    for (int percent = 0; percent <= 100; percent += 20) {
        const double at = y(percent / 100.0);
        painter.setPen(QPen(paper::grid(), 1.0));
        painter.drawLine(QPointF(kLeft, at), QPointF(kRight, at));
        drawText(painter, {0.0, at - 8.0, kLeft - 8.0, 16.0}, Qt::AlignRight | Qt::AlignVCenter,
            tr("%1 %").arg(percent), font(11), paper::ink());
    }
    painter.setPen(QPen(paper::dim(), 1.0));
    painter.drawLine(QPointF(kLeft, kBottom), QPointF(kRight, kBottom));
    painter.save();
    painter.translate(4.0, (kTop + kBottom) / 2);
    painter.rotate(-90.0);
    drawText(painter, {-120.0, 0.0, 240.0, 14.0}, Qt::AlignHCenter, tr("accuracy (share read right)"),
        font(11), paper::ink());
    painter.restore();
}

void Curves::drawEpsilonTicks(QPainter& painter) const
{
    const bool isLinf = std::all_of(report.curves.begin(), report.curves.end(),
        [](const Curve& curve) { return words::isLinf(curve.attack); });
    const double steps[] = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0};
    const auto* step
        = std::find_if(std::begin(steps), std::end(steps), [&](double s) { return largest / s <= 7.01; });
    const double width = step != std::end(steps) ? *step : std::max(largest, 1.0);
    for (int i = 0; i * width <= largest * 1.0001; ++i) {
        const double epsilon = i * width;
        painter.setPen(QPen(paper::dim(), 1.0));
        painter.drawLine(QPointF(x(epsilon), kBottom), QPointF(x(epsilon), kBottom + 4.0));
        const QRectF box(x(epsilon) - 30.0, kBottom + 7.0, 60.0, 14.0);
        drawText(painter, box, Qt::AlignHCenter, QString::number(epsilon, 'g', 4), font(11), paper::ink());
        if (isLinf)
            drawText(painter, box.translated(0.0, 14.0), Qt::AlignHCenter,
                tr("%1/255").arg(QString::number(epsilon * 255.0, 'f', 1)), font(10), paper::dim());
    }
    const QString title = isLinf
        ? tr("epsilon (largest change of a pixel, L∞; black is 0, white is 1)")
        : tr("epsilon (length of the change in the attack's norm; black is 0, white is 1)");
    drawText(painter, {kLeft, kBottom + 40.0, kRight - kLeft, 16.0}, Qt::AlignHCenter, title, font(11),
        paper::ink());
}

void Curves::drawChance(QPainter& painter) const
{
    painter.setPen(QPen(paper::dim(), 1.0, Qt::DotLine));
    painter.drawLine(QPointF(kLeft, y(chance())), QPointF(kRight, y(chance())));
    drawText(painter, {kLeft + 4.0, y(chance()) - 15.0, 160.0, 14.0}, Qt::AlignLeft,
        tr("chance, %1 %").arg(QString::number(100.0 * chance(), 'g', 3)), font(10), paper::dim());
}

void Curves::drawBand(QPainter& painter, std::size_t curve) const
{
    QPolygonF band;
    const auto points = measured(curve);
    for (const auto& point : points)
        band << QPointF(x(point.epsilon), y(wilsonInterval(point.correct, point.n).high));
    for (auto point = points.rbegin(); point != points.rend(); ++point)
        band << QPointF(x(point->epsilon), y(wilsonInterval(point->correct, point->n).low));
    QColor fill = styleOf(curve).colour;
    fill.setAlphaF(0.18F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(band);
}

void Curves::drawCurve(QPainter& painter, std::size_t curve) const
{
    const auto style = styleOf(curve);
    QPolygonF line;
    for (const auto& point : measured(curve))
        line << at(point);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style.colour, 2.0, style.line, Qt::FlatCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    for (const auto& point : line)
        paper::drawMarker(painter, point, style);
}

void Curves::drawLabel(QPainter& painter, const Label& label) const
{
    const auto style = styleOf(label.curve);
    const auto& curve = report.curves[label.curve];
    const auto last = measured(label.curve).back();
    painter.setPen(QPen(style.colour, 0.75));
    painter.drawLine(at(last) + QPointF(5.0, 0.0), QPointF(kRight + 14.0, label.y));
    const QRectF box(kRight + 18.0, label.y - 15.0, kWidth - kRight - 18.0, 15.0);
    drawText(painter, box, Qt::AlignLeft | Qt::AlignVCenter, paper::toText(curve.modelName), font(12, true),
        style.colour);
    drawText(painter, box.translated(0.0, 14.0), Qt::AlignLeft | Qt::AlignVCenter,
        words::attack(curve.attack), font(10), paper::dim());
}

QString captionOf(const EvaluationReport& report)
{
    QStringList curves;
    for (const auto& curve : report.curves)
        curves << tr("%1 (%2, n = %3)")
                      .arg(
                          paper::toText(curve.modelName), words::attack(curve.attack), words::count(curve.n));
    QString caption
        = tr("Accuracy on %1 against epsilon, with 95 % Wilson intervals as bands; the dotted line is "
             "guessing. Curves: %2.")
              .arg(paper::toText(report.datasetName), curves.join("; "));
    if (!report.isComplete)
        caption += tr(" Stopped at n = %1.").arg(words::count(report.n));
    return caption;
}

} // namespace

Figure curveFigure(const EvaluationReport& report)
{
    Curves curves{report, 0.0};
    bool isMeasured = !report.curves.empty();
    for (std::size_t i = 0; i < report.curves.size(); ++i) {
        const auto points = curves.measured(i);
        isMeasured = isMeasured && !points.empty();
        if (!points.empty())
            curves.largest = std::max(curves.largest, points.back().epsilon);
    }
    if (!isMeasured)
        throw Error(ErrorCode::Internal,
            "The accuracy curve cannot be drawn: a curve has no measured point. Let the evaluation finish at least one part.");
    Figure figure;
    figure.id = "curve";
    figure.title = tr("Accuracy against epsilon");
    figure.caption = captionOf(report);
    figure.size = {kWidth, kHeight};
    figure.draw = [curves](QPainter& painter) { curves.draw(painter); };
    return figure;
}

} // namespace epsilonlab::ui
