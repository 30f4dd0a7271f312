// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/bars_figure.h"

#include "api/error.h"
#include "api/export.h"
#include "figures/paper.h"
#include "figures/words.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui {

namespace {

using paper::drawText;
using paper::font;

constexpr double kWidth = 520.0;
constexpr double kTop = 70.0; // titles and key
constexpr double kRow = 24.0;
constexpr double kLeft = 110.0, kRight = 380.0; // of the bars
constexpr double kCleanEnd = 450.0; // of the numbers of the clean picture

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

/// Copied: a figure outlives what it was made from.
struct Bars
{
    ModelPreview model;
    BarsChoice choice;
    int trueClass = -1;
    QString title;

    const std::vector<float>& clean() const
    {
        return choice.isLogits ? model.cleanLogits : model.cleanProbabilities;
    }
    const std::vector<float>& adversarial() const
    {
        return choice.isLogits ? model.adversarialLogits : model.adversarialProbabilities;
    }
    double low = 0.0, high = 1.0;

    void spread();
    double x(double value) const { return kLeft + (kRight - kLeft) * (value - low) / (high - low); }
    QString text(float value) const;
    void draw(QPainter& painter) const;
    void drawKey(QPainter& painter) const;
    void drawRow(QPainter& painter, std::size_t index) const;
    void drawBar(QPainter& painter, float value, const QRectF& line) const;
};

/// Logits have no natural end: the largest of both pictures is it.
void Bars::spread()
{
    if (!choice.isLogits)
        return;
    high = 1e-6;
    for (const auto* values : {&clean(), &adversarial()})
        for (const float value : *values) {
            low = std::min(low, static_cast<double>(value));
            high = std::max(high, static_cast<double>(value));
        }
}

QString Bars::text(float value) const
{
    return QString::fromStdString(choice.isLogits ? fixedText(static_cast<double>(value), 2)
                                                  : probabilityText(static_cast<double>(value)));
}

void Bars::drawKey(QPainter& painter) const
{
    const double y = 50.0;
    painter.setPen(QPen(paper::clean(), 1.0));
    painter.setBrush(paper::ground());
    painter.drawRect(QRectF(kLeft, y, 14.0, 5.0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(paper::adversarial());
    painter.drawRect(QRectF(kLeft + 80.0, y - 0.5, 14.0, 6.0));
    drawText(painter, {kLeft + 20.0, y - 6.0, 60.0, 16.0}, Qt::AlignLeft | Qt::AlignVCenter, tr("clean"),
        font(11), paper::ink());
    drawText(painter, {kLeft + 100.0, y - 6.0, 90.0, 16.0}, Qt::AlignLeft | Qt::AlignVCenter,
        tr("adversarial"), font(11), paper::ink());
    drawText(painter, {kRight, y - 6.0, kCleanEnd - kRight, 16.0}, Qt::AlignRight | Qt::AlignVCenter,
        tr("clean"), font(11), paper::dim());
    drawText(painter, {kCleanEnd, y - 6.0, kWidth - kCleanEnd, 16.0}, Qt::AlignRight | Qt::AlignVCenter,
        tr("adv."), font(11), paper::dim());
}

void Bars::drawBar(QPainter& painter, float value, const QRectF& line) const
{
    const double from = x(0.0), to = x(static_cast<double>(value));
    if (std::abs(to - from) >= 0.5) // the number says how little it is
        painter.drawRect(QRectF(std::min(from, to), line.top(), std::abs(to - from), line.height()));
}

void Bars::drawRow(QPainter& painter, std::size_t index) const
{
    const int number = static_cast<int>(index);
    const double top = kTop + kRow * static_cast<double>(index);
    const bool isTrue = number == trueClass;
    const QRectF line(0.0, top, kWidth, kRow);
    const QString sign = isTrue  ? QStringLiteral("▸")
        : number == model.target ? QStringLiteral("◎")
                                 : QString();
    const QString name = words::className(number, choice.classNames);
    const double left = kLeft - 10.0 - QFontMetricsF(font(12, isTrue)).horizontalAdvance(name);
    drawText(painter, {0.0, top, left - 4.0, kRow}, Qt::AlignRight | Qt::AlignVCenter, sign, font(12),
        paper::ink());
    drawText(painter, {left, top, kLeft - left, kRow}, Qt::AlignLeft | Qt::AlignVCenter, name,
        font(12, isTrue), paper::ink());
    painter.setPen(QPen(paper::clean(), 1.0));
    painter.setBrush(paper::ground());
    drawBar(painter, clean()[index], {0.0, top + 4.5, 0.0, 5.0});
    painter.setPen(Qt::NoPen);
    painter.setBrush(paper::adversarial());
    drawBar(painter, adversarial()[index], {0.0, top + 11.0, 0.0, 9.0});
    drawText(painter, {kRight, top, kCleanEnd - kRight, kRow}, Qt::AlignRight | Qt::AlignVCenter,
        text(clean()[index]), font(11, number == model.cleanClass), paper::ink());
    drawText(painter, {kCleanEnd, top, kWidth - kCleanEnd, kRow}, Qt::AlignRight | Qt::AlignVCenter,
        text(adversarial()[index]), font(11, number == model.adversarialClass), paper::ink());
}

void Bars::draw(QPainter& painter) const
{
    const QString letter(QChar('A' + static_cast<int>(choice.model % 26)));
    drawText(painter, {0.0, 0.0, kWidth, 18.0}, Qt::AlignLeft | Qt::AlignVCenter,
        letter + "  " + paper::toText(model.modelName) + ": " + words::verdict(model, choice.classNames),
        font(13, true), paper::ink());
    drawText(
        painter, {0.0, 20.0, kWidth, 16.0}, Qt::AlignLeft | Qt::AlignVCenter, title, font(11), paper::dim());
    drawKey(painter);
    painter.setPen(QPen(paper::line(), 1.0));
    painter.drawLine(
        QPointF(x(0.0), kTop), QPointF(x(0.0), kTop + kRow * static_cast<double>(clean().size())));
    for (std::size_t i = 0; i < clean().size(); ++i)
        drawRow(painter, i);
}

} // namespace

Figure barsFigure(const PreviewResult& result, const BarsChoice& choice)
{
    Bars bars{{}, choice, result.request.sample.label,
        words::strength(result.request.attack) + ", " + words::sample(result.request.sample, choice.ownName)};
    if (choice.model < result.models.size())
        bars.model = result.models[choice.model];
    if (bars.clean().empty() || bars.clean().size() != bars.adversarial().size())
        throw Error(ErrorCode::Internal,
            "The bars cannot be drawn: the network has no values for them. Please report this as a fault.");
    bars.spread();
    const QString what = choice.isLogits ? tr("Logits of every class") : tr("Probabilities of every class");
    const QString marks
        = bars.model.target >= 0 ? tr("▸ is the true class, ◎ the target.") : tr("▸ is the true class.");
    Figure figure;
    figure.id = choice.isLogits ? QStringLiteral("logits") : QStringLiteral("probabilities");
    figure.title = what;
    figure.caption
        = QStringList{tr("%1, for the clean picture (thin hollow bar) and for the attacked one (filled bar); %2")
                          .arg(what, marks),
            paper::toText(previewSentence(result, choice.model)),
            words::setting(result.request, {paper::toText(bars.model.modelName)}, choice.ownName)}
              .join(' ');
    figure.size = {kWidth, kTop + kRow * static_cast<double>(bars.clean().size()) + 4.0};
    figure.draw = [bars](QPainter& painter) { bars.draw(painter); };
    return figure;
}

} // namespace epsilonlab::ui
