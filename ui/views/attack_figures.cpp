// SPDX-License-Identifier: GPL-3.0-or-later
// What of the Attack tab can leave the window as a figure.
#include "api/error.h"
#include "figures/bars_figure.h"
#include "figures/examples_figure.h"
#include "figures/paper.h"
#include "figures/ribbon_figure.h"
#include "figures/words.h"
#include "shell/session_state.h"
#include "views/along_panel.h"
#include "views/attack_board.h"
#include "views/attack_display.h"
#include "views/attack_ribbon.h"
#include "views/attack_row.h"
#include "views/attack_view.h"
#include "views/board_switches.h"
#include "views/noise_panel.h"
#include "widgets/class_ribbon.h"
#include "widgets/epsilon_control.h"
#include "widgets/probability_bars.h"

#include <QPainter>

namespace epsilonlab::ui {

namespace {

std::vector<std::string> namesOf(const EngineClient& client, const std::string& modelId)
{
    for (const ModelInfo& model : client.models())
        if (model.id == modelId)
            return model.classNames;
    return {};
}

QStringList networksOf(const PreviewResult& result)
{
    QStringList names;
    for (const ModelPreview& model : result.models)
        names << paper::toText(model.modelName);
    return names;
}

} // namespace

QList<FigureOffer> AttackView::figures()
{
    return {
        {m_board, tr("Pictures"), [this](theme::Theme) { return examples(); }, [this] { return steps(); }},
        {m_board->row(0)->bars(), tr("Bars of network A"), [this](theme::Theme) { return bars(0); }},
        {m_board->row(1)->bars(), tr("Bars of network B"), [this](theme::Theme) { return bars(1); }},
        {m_board->noise(), tr("Random change"), [this](theme::Theme) { return twins(); }},
        {m_epsilon->ribbon(), tr("Ribbon over \u03B5"), [this](theme::Theme) { return ribbon(); }},
        {m_along, tr("Along the attack"), [this](theme::Theme theme) { return along(theme); },
            [this] { return steps(); }},
    };
}

void AttackView::requireResult() const
{
    if (!isPictureFinal())
        throw Error(ErrorCode::BadParameter,
            tr("The attack is not finished, so there is no figure of it yet. Wait until the tiles are up to date.")
                .toStdString());
}

QString AttackView::ownName() const
{
    return session().isOwnPicture() ? session().sampleTitle() : QString();
}

Figure AttackView::examples() const
{
    requireResult();
    const PreviewResult& shown = m_board->shown();
    Figure figure = examplesFigure(shown, namesOf(client(), session().modelA()), ownName());
    figure.caption += ' ' + words::setting(shown.request, networksOf(shown), ownName());
    return figure;
}

Figure AttackView::twins() const
{
    requireResult();
    const NoiseResult noise = shownNoise();
    if (noise.models.empty())
        throw Error(ErrorCode::BadParameter,
            tr("There is no random change beside this picture yet. Wait until it is up to date.")
                .toStdString());
    const PreviewResult& shown = m_board->shown();
    Figure figure
        = examplesFigure(noiseInPlace(shown, noise), namesOf(client(), session().modelA()), ownName(), true);
    figure.caption += ' ' + words::setting(shown.request, networksOf(shown), ownName());
    return figure;
}

Figure AttackView::bars(std::size_t model) const
{
    requireResult();
    const std::string& id = model == 0 ? session().modelA() : session().modelB();
    return barsFigure(
        m_board->shown(), {model, m_board->switches()->isLogits(), namesOf(client(), id), ownName()});
}

Figure AttackView::ribbon() const
{
    RibbonChoice choice{{}, session().epsilon(), words::sample(session().sample(), ownName())};
    if (ownName().isEmpty())
        choice.origin += QStringLiteral(" of ") + paper::toText(session().dataset().text);
    for (const std::string& id : session().activeModels())
        choice.classNames.push_back(namesOf(client(), id));
    return ribbonFigure(m_ribbon->shown(), choice);
}

void AttackView::requireSteps() const
{
    requireResult();
    if (m_along->lastStep() == 0 || m_along->isOutdated())
        throw Error(ErrorCode::BadParameter,
            tr("There are no steps to draw: this attack leaves none, or they are still being computed.")
                .toStdString());
}

Animation AttackView::steps() const
{
    constexpr int kMsPerStep = 200, kMsOfResult = 2500;
    constexpr int kMostFrames = 60; // twelve seconds; a longer attack is shown in larger steps
    requireSteps();
    const TraceResult& trace = m_along->trace();
    const std::vector<std::string> names = namesOf(client(), session().modelA());
    Figure result = examplesFigure(trace.preview, names, ownName());
    const int last = m_along->lastStep(), stride = (last + kMostFrames - 1) / kMostFrames;
    result.caption = tr("The steps of the attack, from 0 to %1, and its result.").arg(last) + ' '
        + result.caption + ' ' + words::setting(trace.preview.request, networksOf(trace.preview), ownName());
    Animation animation;
    for (int step = 0; step < last; step += stride) {
        Figure frame = examplesFigure(display::atStep(trace, step), names, ownName());
        frame.caption = result.caption; // one size, and nothing below that jumps
        animation.frames.push_back({frame, kMsPerStep});
    }
    animation.frames.push_back({result, kMsOfResult});
    return animation;
}

Figure AttackView::along(theme::Theme theme) const
{
    constexpr QSize kSize(680, 240);
    requireSteps();
    const TraceResult& trace = m_along->trace();
    Figure figure;
    figure.id = QStringLiteral("along");
    figure.title = tr("Along the attack");
    figure.caption
        = tr("Loss, and probability of the true and of the likeliest wrong class, at every step of the attack; A solid, B "
             "dashed. The line marks step %1.")
              .arg(m_along->step())
        + ' ' + words::setting(trace.preview.request, networksOf(trace.preview), ownName());
    figure.size = kSize;
    figure.draw = [picture = m_along->picture(kSize, theme)](
                      QPainter& painter) { painter.drawPicture(0, 0, picture); };
    return figure;
}

} // namespace epsilonlab::ui
