// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_view.h"

#include "api/error.h"
#include "api/export.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "views/train_figures.h"
#include "views/train_plots.h"
#include "views/train_recipe.h"
#include "views/train_run.h"
#include "views/train_transport.h"
#include "widgets/action_strip.h"
#include "widgets/number_text.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

const char* const kLive = "live";

QString shortPath(const std::filesystem::path& path)
{
    QString text = QString::fromStdString(path.string());
    if (text.startsWith(QDir::homePath()))
        text.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    return text;
}

} // namespace

TrainView::TrainView(EngineClient& client, SessionState& session, QWidget* parent) : View(client, session, parent)
{
    createWidgets();
    layOut();
    connectTransport();
    connectRecipe();
    connectRun();
    onStateChanged();
}

void TrainView::createWidgets()
{
    m_run = new TrainRun(client(), this);
    m_recipe = new TrainRecipe(client(), this);
    m_transport = new TrainTransport(this);
    m_strip = new ActionStrip("trainStrip", this);
    m_figures = new TrainFigures(this);
    m_plots = new TrainPlots(this);
}

void TrainView::layOut()
{
    auto* centre = new QVBoxLayout;
    centre->setSpacing(6);
    centre->addWidget(m_transport);
    centre->addWidget(m_strip);
    centre->addWidget(m_figures);
    centre->addWidget(m_plots, 1);
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
    connect(m_transport, &TrainTransport::stopWanted, m_run, &TrainRun::stopAndKeep);
    connect(m_transport, &TrainTransport::againWanted, this, [this] { startNew(false); });
    connect(m_transport, &TrainTransport::saveWanted, this, [this] { chooseFile(true); });
    connect(m_transport, &TrainTransport::exportWanted, this, [this] { chooseFile(false); });
    connect(m_transport, &TrainTransport::liveAsAToggled, this, &TrainView::setLiveAsA);
    connect(&session(), &SessionState::modelsChanged, this,
        [this] { m_transport->setLiveAsA(session().modelA() == kLive); });
    connect(&client(), &EngineClient::modelPublished, this, &TrainView::onModelPublished);
}

void TrainView::connectRecipe()
{
    connect(m_recipe, &TrainRecipe::learningRateEdited, m_run, &TrainRun::setLearningRate);
    connect(m_recipe, &TrainRecipe::learningRateEdited, this, &TrainView::refreshDifference);
    connect(m_recipe, &TrainRecipe::edited, this, &TrainView::onEdited);
    connect(m_recipe, &TrainRecipe::runningWanted, this, [this] {
        m_recipe->showRequest(m_run->record().request);
        refreshDifference();
    });
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
    connect(m_run, &TrainRun::failed, m_strip, &ActionStrip::showError);
    connect(&client(), &EngineClient::runsListed, this, &TrainView::onRunsListed);
}

void TrainView::setActive(bool isActive)
{
    View::setActive(isActive);
    if (!isActive)
        return;
    m_figures->show(m_run->record(), m_run->state());
    if (m_wasOpened)
        return;
    m_wasOpened = true;
    m_recipe->refreshDatasets();
    m_listing = client().open(ListRunsRequest {});
}

void TrainView::refreshFigures()
{
    if (isActive())
        m_figures->show(m_run->record(), m_run->state());
}

QString TrainView::explanation() const
{
    return tr("<p><b>What am I seeing?</b></p>"
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

void TrainView::startNew(bool isPaused)
{
    TrainRequest request = m_recipe->request();
    request.startPaused = isPaused;
    request.isRunDirectoryOptional = true;
    try {
        request.runDirectory = runs::newDirectory(request.recipeName);
    } catch (const Error& error) {
        Q_EMIT messageRaised(QString::fromStdString(error.message())); // without a home there is nowhere to keep it
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
    m_hasAsked = false;
    m_plots->show(m_run->record());
    m_recipe->showRequest(m_run->record().request);
    refreshDifference();
    const auto& folder = m_run->record().request.runDirectory;
    m_strip->setHint(folder.empty() ? tr("This run is not written to the disk.") : tr("Everything is kept in %1").arg(shortPath(folder)));
}

void TrainView::onStateChanged()
{
    m_transport->setState(m_run->state(), m_run->isEnding());
    m_figures->show(m_run->record(), m_run->state());
    refreshDifference();
}

void TrainView::onEdited(const QString& title)
{
    refreshDifference();
    if (!m_run->isActive() || std::exchange(m_hasAsked, true))
        return;
    m_strip->ask(tr("%1: this applies to a new run. The one that runs is not touched.").arg(title),
        {tr("Start new run"), [this] { startNew(false); }}, {tr("Keep going"), {}});
}

void TrainView::refreshDifference()
{
    const TrainRequest now = m_recipe->request();
    const TrainRequest& running = m_run->record().request;
    const bool isSame = !m_run->isActive() || (now.recipe == running.recipe && now.dataset.text == running.dataset.text);
    m_recipe->setDifference(isSame ? QString() : tr("Edited: this applies to a new run."));
}

void TrainView::onRunsListed(const RunsListed& event)
{
    if (event.id != m_listing || m_run->state() != TrainState::Idle)
        return;
    const auto found = std::find_if(event.runs.begin(), event.runs.end(), [](const RunInfo& run) { return run.isResumable(); });
    if (found != event.runs.end() && shortPath(found->path) != WindowSettings::read().dismissedRun)
        offer(*found);
}

void TrainView::offer(const RunInfo& run)
{
    const auto epochs = run.recipe.find("epochs");
    m_strip->ask(tr("The run \"%1\" of %2 was cut off after epoch %3 of %4.")
                     .arg(QString::fromStdString(run.recipeName), QString::fromStdString(run.written))
                     .arg(run.epochsDone)
                     .arg(epochs == run.recipe.end() ? 0 : std::get<std::int64_t>(epochs->second)),
        {tr("Resume"), [this, path = run.path] { m_run->resume(path); }},
        {tr("Dismiss"), [path = shortPath(run.path)] {
             WindowSettings settings = WindowSettings::read();
             settings.dismissedRun = path;
             settings.write();
         }});
}

void TrainView::onModelPublished(const ModelPublished& event)
{
    if (event.model.id == kLive)
        m_transport->setHasNetwork(true);
}

void TrainView::setLiveAsA(bool isOn)
{
    if (isOn) {
        m_earlierA = session().modelA();
        session().setModelA(kLive);
    } else if (session().modelA() == kLive) {
        session().setModelA(m_earlierA.empty() ? "standard" : m_earlierA);
    }
}

void TrainView::saveNetwork(const QString& path)
{
    try {
        client().saveModel(kLive, path.toStdString());
        Q_EMIT messageRaised(tr("The network was saved as %1.").arg(path));
    } catch (const Error& error) {
        m_strip->showError(QString::fromStdString(error.message()));
    }
}

void TrainView::exportRun(const QString& path)
{
    const TrainRecord& record = m_run->record();
    RunRecord run;
    run.info.recipeName = record.request.recipeName;
    run.info.recipe = record.request.recipe;
    run.info.dataset = record.request.dataset.text;
    run.info.path = record.request.runDirectory;
    run.info.totalSteps = record.total;
    run.points = record.points;
    run.epochs = record.epochs;
    run.flags = record.flags;
    try {
        writeTextFile(path.toStdString(), path.endsWith(".json", Qt::CaseInsensitive) ? toJson(run) : toCsv(run));
        Q_EMIT messageRaised(tr("The run was written to %1.").arg(path));
    } catch (const Error& error) {
        m_strip->showError(QString::fromStdString(error.message()));
    }
}

void TrainView::chooseFile(bool isNetwork)
{
    auto* dialog = new QFileDialog(this, isNetwork ? tr("Save network") : tr("Export run"), {},
        isNetwork ? tr("Networks (*.safetensors)") : tr("Table (*.csv);;JSON (*.json)"));
    dialog->setObjectName(isNetwork ? "saveNetworkDialog" : "exportRunDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(isNetwork ? "safetensors" : "csv");
    if (!isNetwork)
        connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString& filter) { dialog->setDefaultSuffix(filter.contains("json") ? "json" : "csv"); });
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, isNetwork](const QString& path) { isNetwork ? saveNetwork(path) : exportRun(path); });
    dialog->open(); // window modal, no nested event loop
}

} // namespace epsilonlab::ui
