// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of a run on paper.
#include "api/error.h"
#include "views/train_plots.h"
#include "widgets/number_text.h"
#include "widgets/plot_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QPicture>
#include <QSlider>

namespace epsilonlab::ui {

namespace {

/// What decides how a run goes, in the ids of the command line; epsilon in both units.
QString recipeText(const ParameterSet& recipe)
{
    QStringList parts;
    for (const char* id :
        {"objective", "architecture", "epochs", "batch-size", "lr", "epsilon", "steps", "seed"}) {
        const auto value = recipe.find(id);
        if (value == recipe.end())
            continue;
        const auto* number = std::get_if<double>(&value->second);
        const bool isEpsilon = qstrcmp(id, "epsilon") == 0 && number;
        parts << QLatin1String(id) + ' '
                + (isEpsilon ? text::epsilon(*number) : QString::fromStdString(parameterText(value->second)));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

Figure TrainPlots::figure(theme::Theme theme) const
{
    constexpr QSize kOne(680, 230);
    if (m_loss->isEmpty() && m_accuracy->isEmpty())
        throw Error(ErrorCode::BadParameter,
            tr("There is no run to draw yet. Train one (Ctrl+T) or open its folder.").toStdString());
    QPicture picture;
    QPainter painter(&picture);
    m_loss->toPainter(painter, kOne, theme);
    painter.translate(0, kOne.height());
    m_accuracy->toPainter(painter, kOne, theme);
    painter.end();
    Figure figure;
    figure.id = QStringLiteral("training");
    figure.title = tr("Curves of the training");
    figure.caption = tr("The run \u201c%1\u201d on %2: loss above, accuracy below, over: %3. %4.")
                         .arg(QString::fromStdString(m_record.request.recipeName),
                             QString::fromStdString(m_record.request.dataset.text), m_xBox->currentText(),
                             recipeText(m_record.request.recipe));
    if (m_smoothing->value() > 0)
        figure.caption += ' '
            + tr("Training curves are smoothed with %1; the thin lines are the raw values.")
                  .arg(m_smoothingValue->text());
    figure.size = {static_cast<double>(kOne.width()), 2.0 * kOne.height()};
    figure.draw = [picture](QPainter& to) { to.drawPicture(0, 0, picture); };
    return figure;
}

} // namespace epsilonlab::ui
