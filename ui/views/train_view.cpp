// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_view.h"

#include "api/error.h"
#include "shell/kept.h"
#include "text/core_text.h"
#include "views/compare_panel.h"
#include "views/live_network.h"
#include "views/run_follower.h"
#include "views/run_list.h"
#include "views/run_offer.h"
#include "views/train_area.h"
#include "views/train_figures.h"
#include "views/train_files.h"
#include "views/train_lens.h"
#include "views/train_plots.h"
#include "views/train_recipe.h"
#include "views/train_run.h"
#include "views/train_transport.h"
#include "widgets/action_strip.h"
#include "widgets/number_text.h"
#include "widgets/probe_strip.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace epsilonlab::ui {

TrainView::TrainView(EngineClient& client, SessionState& session, QWidget* parent)
    : View(client, session, parent)
{
    createWidgets();
    layOut();
    connectTransport();
    connectRecipe();
    connectRun();
    connectComparison();
    onStateChanged();
    if (m_run->state() != TrainState::Idle)
        showRun();
}

void TrainView::createWidgets()
{
    m_run = keptBy<TrainRun>(client(), client()); // they go on while the window is built anew
    m_follower = keptBy<RunFollower>(client(), client());
    m_runs = keptBy<RunList>(client(), client(), *m_run);
    m_recipe = new TrainRecipe(client(), this);
    m_transport = new TrainTransport(this);
    m_strip = new ActionStrip("trainStrip", this);
    m_live = new LiveNetwork(client(), session(), *m_transport, this);
    m_offer = new RunOffer(client(), *m_run, *m_strip, this);
    m_files = new TrainFiles(client(), *m_run, *m_strip, this);
    m_figures = new TrainFigures(this);
    m_plots = new TrainPlots(this);
    m_lens = new TrainLens(client(), session(), this);
    m_comparison = new ComparePanel(client(), *m_runs, this);
}

void TrainView::layOut()
{
    auto* compare = new QToolButton(this);
    compare->setDefaultAction(m_transport->compareAction());
    compare->setObjectName("compareRunsButton");
    compare->setAccessibleName(compare->toolTip());
    compare->setMinimumHeight(26);
    auto* line = new QHBoxLayout;
    line->addWidget(m_strip, 1);
    line->addWidget(compare, 0, Qt::AlignTop);
    m_single = new TrainArea(*m_figures, *m_plots, *m_lens, this);
    auto* centre = new QVBoxLayout;
    centre->setSpacing(6);
    centre->addWidget(m_transport);
    centre->addLayout(line);
    centre->addWidget(m_single, 1);
    centre->addWidget(m_comparison, 1);
    m_comparison->hide();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 12, 6);
    row->setSpacing(14);
    row->addWidget(m_recipe);
    row->addLayout(centre, 1);
}

void TrainView::connectTransport()
{
    connect(m_transport, &TrainTransport::trainOrPauseWanted, this, &TrainView::trainOrPause);
    connect(m_transport, &TrainTransport::batchWanted, this, [this] { step(&TrainRun::stepBatch); });
    connect(m_transport, &TrainTransport::epochWanted, this, [this] { step(&TrainRun::stepEpoch); });
    connect(m_transport, &TrainTransport::attackStepWanted, m_lens, &TrainLens::stepAttack);
    connect(m_lens, &TrainLens::attackStepsChanged, m_transport, &TrainTransport::setHasAttackSteps);
    connect(m_transport, &TrainTransport::stopWanted, m_run, &TrainRun::stopAndKeep);
    connect(m_transport, &TrainTransport::againWanted, this, [this] { startNew(false); });
    connect(m_transport, &TrainTransport::openWanted, m_files, &TrainFiles::chooseRun);
    connect(m_transport, &TrainTransport::saveWanted, m_files, &TrainFiles::chooseNetworkFile);
    connect(m_transport, &TrainTransport::exportWanted, m_files, &TrainFiles::chooseExportFile);
    connect(m_files, &TrainFiles::runChosen, this, &TrainView::open);
    connect(m_files, &TrainFiles::messageRaised, this, &TrainView::messageRaised);
}

void TrainView::connectRun()
{
    connect(m_run, &TrainRun::begun, this, &TrainView::onBegun);
    connect(m_run, &TrainRun::stateChanged, this, &TrainView::onStateChanged);
    connect(m_run, &TrainRun::progressed, this, &TrainView::refreshFigures);
    connect(m_run, &TrainRun::epochAdded, this, &TrainView::refreshFigures);
    connect(m_run, &TrainRun::pointAdded, m_plots, qOverload<const TrainingPoint&>(&TrainPlots::add));
    connect(m_run, &TrainRun::epochAdded, m_plots, qOverload<const TrainingEpoch&>(&TrainPlots::add));
    connect(m_run, &TrainRun::flagAdded, m_plots, qOverload<const TrainingFlag&>(&TrainPlots::add));
    connect(m_run, &TrainRun::flagAdded, this, &TrainView::onFlag);
    connect(m_run, &TrainRun::flagAdded, m_lens, &TrainLens::add);
    connect(m_run, &TrainRun::failed, m_strip, &ActionStrip::showError);
    connect(m_follower, &RunFollower::opened, this, &TrainView::onRunRead);
    connect(m_follower, &RunFollower::grown, this, &TrainView::onRunGrown);
    connect(m_follower, &RunFollower::failed, this, &TrainView::onRunUnread);
}

void TrainView::takeOver(View& earlier)
{
    const auto& other = static_cast<const TrainView&>(earlier);
    m_recipe->takeOver(*other.m_recipe);
    m_hasAsked = other.m_hasAsked;
    m_live->takeOver(*other.m_live);
    if (other.m_strip->warning().isEmpty()) // it was read
        m_strip->showWarning({});
    refreshDifference();
}

void TrainView::setActive(bool isActive)
{
    View::setActive(isActive);
    m_lens->setActive(isActive);
    if (!isActive)
        return;
    m_figures->show(m_run->record(), m_run->state());
    if (m_wasOpened)
        return;
    m_wasOpened = true;
    m_recipe->refreshDatasets();
    if (m_run->state() == TrainState::Idle)
        m_plots->showExample(runs::example());
    m_offer->look();
}

void TrainView::refreshFigures()
{
    if (isActive())
        m_figures->show(m_run->record(), m_run->state());
}

QString TrainView::explanation() const
{
    if (m_transport->compareAction()->isChecked())
        return comparisonExplained();
    return tr(
        "<p><b>What am I seeing?</b></p>"
        "<p>A network learns from batches of images. Above: its loss, how wrong it is. Below: how many images it reads right, "
        "on the batch it learns from, on images that were held out, and on those under FGSM and PGD.</p>"
        "<p>Held-out values are measured after every epoch; a \u2691 marks what happened: an epoch that was kept, another "
        "learning rate, an alarm.</p>"
        "<p><b>Try next</b></p>"
        "<p>Train with \u201cstandard\u201d and watch the PGD curve stay near zero while the clean one climbs. Then train "
        "with an adversarial objective: the network keeps more under attack, and gives away some clean accuracy.</p>"
        "<p>\u201cLive as A\u201d puts the network into the Attack tab while it learns.</p>");
}

QList<QAction*> TrainView::menuActions() const
{
    return m_transport->menuActions();
}

QList<FigureOffer> TrainView::figures()
{
    return {{m_plots, tr("Curves of the training"),
                [this](theme::Theme theme) { return m_plots->figure(theme); }},
        {&m_lens->probes(), tr("Probe digits"), [this](theme::Theme) { return m_lens->probesOnPaper(); }}};
}

void TrainView::startNew(bool isPaused)
{
    TrainRequest request = m_recipe->request();
    request.startPaused = isPaused;
    request.isRunDirectoryOptional = true;
    try {
        request.runDirectory = runs::newDirectory(request.recipeName);
    } catch (const Error& error) {
        Q_EMIT messageRaised(text::ofCore(error.message())); // without a home there is nowhere to keep it
    }
    m_strip->clear();
    m_run->start(request);
}

void TrainView::trainOrPause()
{
    if (m_run->isActive())
        m_run->setPaused(m_run->state() == TrainState::Running);
    else
        startNew(false);
}

void TrainView::step(void (TrainRun::*act)())
{
    if (!m_run->isActive())
        startNew(true);
    (m_run->*act)();
}

void TrainView::onBegun()
{
    if (m_run->isActive())
        m_follower->close();
    m_hasAsked = false;
    showRun();
}

void TrainView::showRun()
{
    m_plots->show(m_run->record());
    m_lens->show(m_run->record());
    m_recipe->showRequest(inForce(m_run->record()));
    m_live->show(m_run->record().id);
    refreshDifference();
    sayWhereItIs();
    showAlarms();
}

void TrainView::sayWhereItIs()
{
    const auto& folder = m_run->record().request.runDirectory;
    m_strip->setHint(folder.empty() ? tr("This run is not written to the disk.")
                                    : tr("Everything is kept in %1").arg(train::shortPath(folder)));
}

void TrainView::onStateChanged()
{
    m_transport->setState(m_run->state(), m_run->isEnding());
    m_figures->show(m_run->record(), m_run->state());
    refreshDifference();
    if (m_run->state() != TrainState::Stopped)
        return;
    withdrawQuestion();
    sayWhereItIs();
}

} // namespace epsilonlab::ui
