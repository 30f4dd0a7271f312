// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/pinned.h"

#include "api/error.h"
#include "figures/svg_drawing.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

/// Where each figure of a sheet stands.
struct Sheet
{
    std::vector<Figure> figures;
    std::vector<QPointF> places;
    QSizeF size;

    Sheet(std::vector<Figure> shown, int columns)
        : figures(std::move(shown))
    {
        double width = 0.0;
        for (const Figure& figure : figures)
            width = std::max(width, figure.size.width());
        double top = 0.0, high = 0.0;
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const int column = static_cast<int>(i) % columns;
            if (column == 0) {
                top += high;
                high = 0.0;
            }
            places.push_back({width * column, top});
            high = std::max(high, figures[i].size.height());
        }
        const auto used = std::min<std::size_t>(static_cast<std::size_t>(columns), figures.size());
        size = {width * static_cast<double>(used), top + high};
    }

    void draw(QPainter& painter) const
    {
        for (std::size_t i = 0; i < figures.size(); ++i) {
            painter.save();
            painter.translate(places[i]);
            figures[i].draw(painter);
            painter.restore();
        }
    }
};

} // namespace

PinnedFigure pinned(const Figure& figure)
{
    Figure bare = figure;
    bare.session.clear(); // it stands beside the drawing, once
    return {figure.id.toStdString(), figure.title.toStdString(), figure.caption.toStdString(),
        figureSvg(bare).toStdString(), figure.session.toStdString()};
}

Figure figureOf(const PinnedFigure& pin)
{
    const SvgDrawing drawing(QByteArray::fromStdString(pin.svg));
    if (!drawing.isValid())
        throw Error(ErrorCode::BadFile,
            "The pinned figure \"" + pin.title
                + "\" cannot be drawn: its drawing is damaged. Take it from the gallery and pin it again.");
    Figure figure;
    figure.id = QString::fromStdString(pin.id);
    figure.title = QString::fromStdString(pin.title);
    figure.caption = QString::fromStdString(pin.caption);
    figure.size = drawing.size();
    figure.session = QByteArray::fromStdString(pin.state);
    figure.draw = [drawing](QPainter& painter) { drawing.draw(painter); };
    return figure;
}

Figure sheetOf(const std::vector<Figure>& figures, int columns)
{
    if (figures.empty())
        throw Error(ErrorCode::BadParameter,
            "The gallery is empty, so there is nothing to save. Pin a figure first: point at it and press P.");
    std::vector<Figure> whole;
    whole.reserve(figures.size());
    for (const Figure& figure : figures)
        whole.push_back(withCaption(figure));
    const Sheet sheet(std::move(whole), columns);
    Figure figure;
    figure.id = QStringLiteral("gallery");
    figure.title = tr("Gallery");
    figure.size = sheet.size;
    figure.draw = [sheet](QPainter& painter) { sheet.draw(painter); };
    return figure;
}

} // namespace epsilonlab::ui
