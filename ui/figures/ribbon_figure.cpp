// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/ribbon_figure.h"

#include "api/error.h"
#include "api/export.h"
#include "figures/paper.h"
#include "figures/words.h"
#include "widgets/ribbon_runs.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

using paper::drawText;
using paper::font;

constexpr double kWidth = 680.0;
constexpr double kLeft = 24.0, kRight = 656.0;
constexpr double kTop = 28.0, kRow = 28.0, kStep = 50.0; // a row, and with its title the distance to the next

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

struct Ribbon
{
    SweepResult sweep;
    RibbonChoice choice;

    double largest() const { return sweep.request.epsilons.back(); }
    double x(double epsilon) const
    {
        return kLeft + (kRight - kLeft) * (largest() > 0.0 ? epsilon / largest() : 0.0);
    }
    double bottom() const { return kTop + kStep * static_cast<double>(sweep.models.size()); }
    QString name(std::size_t model, int index) const;
    QString title(std::size_t model) const;
    QString sentence(std::size_t model) const;
    void draw(QPainter& painter) const;
    void drawRow(QPainter& painter, std::size_t model) const;
    void drawRun(QPainter& painter, std::size_t model, const RibbonRun& run) const;
    void drawScale(QPainter& painter) const;
    void drawKey(QPainter& painter) const;
};

QString Ribbon::name(std::size_t model, int index) const
{
    return words::className(
        index, model < choice.classNames.size() ? choice.classNames[model] : std::vector<std::string>());
}

QString Ribbon::title(std::size_t model) const
{
    return QString(QChar('A' + static_cast<int>(model % 26))) + "  "
        + paper::toText(sweep.models[model].modelName);
}

QString Ribbon::sentence(std::size_t model) const
{
    const ModelSweep& swept = sweep.models[model];
    const QString who = paper::toText(swept.modelName);
    if (swept.flip)
        return tr("%1: the attack first works at epsilon %2.")
            .arg(who, words::epsilon(sweep.request.attack, *swept.flip));
    if (swept.target < 0 && swept.cleanClass != swept.label)
        return tr("%1 misreads the clean image, so no attack can count as a success.").arg(who);
    return tr("%1: the attack works at none of these epsilons.").arg(who);
}

void Ribbon::drawRun(QPainter& painter, std::size_t model, const RibbonRun& run) const
{
    const ModelSweep& swept = sweep.models[model];
    const SweepCell& cell = swept.cells[run.first];
    const double top = kTop + kStep * static_cast<double>(model) + 18.0;
    const QRectF place(x(run.from), top, x(run.to) - x(run.from), kRow);
    painter.setPen(Qt::NoPen);
    painter.setBrush(cell.isSuccess         ? paper::adversarial()
            : cell.predicted == swept.label ? paper::ground()
                                            : paper::grid());
    painter.drawRect(place);
    painter.setPen(QPen(paper::dim(), 1.0));
    if (run.first > 0)
        painter.drawLine(place.topLeft(), place.bottomLeft());
    const QString text = name(model, cell.predicted);
    const QColor ink = cell.isSuccess ? paper::ground() : paper::ink();
    if (QFontMetricsF(font(12, true)).horizontalAdvance(text) + 12.0 <= place.width())
        drawText(painter, place.adjusted(9.0, 0.0, 0.0, 0.0), Qt::AlignLeft | Qt::AlignVCenter, text,
            font(12, true), ink);
    else if (QFontMetricsF(font(10)).horizontalAdvance(text) + 1.0 <= place.width())
        drawText(painter, place, Qt::AlignCenter, text, font(10), ink);
}

void Ribbon::drawRow(QPainter& painter, std::size_t model) const
{
    const double top = kTop + kStep * static_cast<double>(model);
    drawText(painter, {kLeft, top, 300.0, 16.0}, Qt::AlignLeft | Qt::AlignVCenter, title(model),
        font(12, true), paper::networkStyle(model).colour);
    for (const RibbonRun& run : runsOf(sweep.models[model], sweep.request.epsilons))
        drawRun(painter, model, run);
    painter.setPen(QPen(paper::dim(), 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(kLeft, top + 18.0, kRight - kLeft, kRow));
    if (!sweep.models[model].flip)
        return;
    constexpr double kDiamond = 6.0;
    const QPointF at(x(*sweep.models[model].flip), top + 18.0 + kRow / 2.0);
    painter.setPen(QPen(paper::ground(), 1.5));
    painter.setBrush(paper::networkStyle(model).colour);
    painter.drawPolygon(QPolygonF{at - QPointF(0, kDiamond), at + QPointF(kDiamond, 0),
        at + QPointF(0, kDiamond), at - QPointF(kDiamond, 0)});
    drawText(painter, {kRight - 300.0, top, 300.0, 16.0}, Qt::AlignRight | Qt::AlignVCenter,
        tr("◆ %1").arg(words::epsilon(sweep.request.attack, *sweep.models[model].flip)), font(11),
        paper::ink());
}

void Ribbon::drawScale(QPainter& painter) const
{
    constexpr int kTicks = 5;
    const bool isLinf = words::isLinf(sweep.request.attack);
    const double top = bottom() + 2.0;
    for (int i = 0; i <= kTicks; ++i) {
        const double epsilon = largest() * i / kTicks;
        painter.setPen(QPen(paper::dim(), 1.0));
        painter.drawLine(QPointF(x(epsilon), top - 4.0), QPointF(x(epsilon), top));
        const QRectF box(x(epsilon) - 36.0, top + 2.0, 72.0, 14.0);
        drawText(painter, box, Qt::AlignHCenter, QString::number(epsilon, 'g', 4), font(11), paper::ink());
        if (isLinf)
            drawText(painter, box.translated(0.0, 14.0), Qt::AlignHCenter,
                tr("%1/255").arg(QString::number(epsilon * 255.0, 'f', 1)), font(10), paper::dim());
    }
    const double at = x(std::min(choice.epsilon, largest()));
    painter.setPen(QPen(paper::ink(), 1.0, Qt::DotLine));
    painter.drawLine(QPointF(at, kTop + 18.0), QPointF(at, bottom()));
}

void Ribbon::drawKey(QPainter& painter) const
{
    const double y = bottom() + 38.0;
    double at = kLeft;
    const auto key = [&](const QColor& fill, const QString& words) {
        painter.setPen(QPen(paper::dim(), 1.0));
        painter.setBrush(fill);
        painter.drawRect(QRectF(at, y + 2.0, 14.0, 10.0));
        drawText(painter, {at + 20.0, y, 220.0, 14.0}, Qt::AlignLeft | Qt::AlignVCenter, words, font(11),
            paper::ink());
        at += 32.0 + QFontMetricsF(font(11)).horizontalAdvance(words);
    };
    key(paper::adversarial(), tr("the attack works"));
    key(paper::ground(), tr("read as the true class"));
    key(paper::grid(), tr("another class, and no success"));
    drawText(painter, {at, y, 200.0, 14.0}, Qt::AlignLeft | Qt::AlignVCenter,
        tr("◆ first success   ┊ epsilon now"), font(11), paper::ink());
}

void Ribbon::draw(QPainter& painter) const
{
    AttackSettings attack = sweep.request.attack;
    drawText(painter, {kLeft, 0.0, kRight - kLeft, 18.0}, Qt::AlignLeft | Qt::AlignVCenter,
        tr("%1, seed %2, %3").arg(words::attack(attack), QString::number(attack.seed), choice.origin),
        font(13, true), paper::ink());
    for (std::size_t i = 0; i < sweep.models.size(); ++i)
        drawRow(painter, i);
    drawScale(painter);
    drawKey(painter);
}

} // namespace

Figure ribbonFigure(const SweepResult& sweep, const RibbonChoice& choice)
{
    if (!sweep.isLast || sweep.models.empty() || sweep.request.epsilons.empty())
        throw Error(ErrorCode::BadParameter,
            "What the networks read at every epsilon is not computed yet. Wait until the ribbon is filled.");
    const Ribbon ribbon{sweep, choice};
    QStringList sentences{tr("What each network reads at %1 values of epsilon from 0 to %2.")
                              .arg(QString::number(sweep.request.epsilons.size()),
                                  words::epsilon(sweep.request.attack, ribbon.largest()))};
    QStringList networks;
    for (std::size_t i = 0; i < sweep.models.size(); ++i) {
        sentences << ribbon.sentence(i);
        networks << paper::toText(sweep.models[i].modelName);
    }
    sentences << tr("The dotted line is epsilon %1. %2, seed %3; %4; networks: %5.")
                     .arg(words::epsilon(sweep.request.attack, choice.epsilon),
                         words::attack(sweep.request.attack), QString::number(sweep.request.attack.seed),
                         choice.origin, networks.join(QStringLiteral(", ")));
    Figure figure;
    figure.id = QStringLiteral("ribbon");
    figure.title = tr("Readings against epsilon");
    figure.caption = sentences.join(' ');
    figure.size = {kWidth, ribbon.bottom() + 56.0};
    figure.draw = [ribbon](QPainter& painter) { ribbon.draw(painter); };
    return figure;
}

} // namespace epsilonlab::ui
