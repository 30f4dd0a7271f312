// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_line.h"

#include "api/faults.h"
#include "client/engine_client.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/preview_progress.h"
#include "widgets/number_text.h"

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr double kShowProgressAfterSeconds = 0.3; // shorter jobs would only flicker
constexpr double kShowTimeLeftAfterSeconds = 3.0;
constexpr int kScale = 1000;
constexpr int kManyPasses = 10000; // what there is room for

/// Time left from the pace since `first`: a resumed training begins with most of it done.
QString withTimeLeft(const QString& counts, const JobProgress& event, const JobProgress& first)
{
    const double seconds = event.seconds - first.seconds;
    if (seconds < kShowTimeLeftAfterSeconds || event.done <= first.done)
        return counts;
    const double left = seconds * static_cast<double>(event.total - event.done)
        / static_cast<double>(event.done - first.done);
    return QObject::tr("%1, %2 left").arg(counts, text::duration(left * 1000.0));
}

} // namespace

StatusLine::StatusLine(EngineClient& client, QWidget* parent)
    : QStatusBar(parent)
{
    setObjectName("statusLine");
    setAccessibleName(tr("Status"));
    setSizeGripEnabled(false);
    createWidgets();
    showWarnings();
    showFault();
    for (QWidget* each : std::initializer_list<QWidget*>{m_fault, m_progress, m_stop, m_cost, m_warnings})
        addPermanentWidget(each);
    m_fault->setVisible(!m_fault->text().isEmpty());
    m_progress->hide();
    m_stop->hide();
    setContentsMargins(4, 0, 8, 0);
    connectAll(client);
}

void StatusLine::createWidgets()
{
    m_fault = new QLabel(this);
    m_fault->setObjectName("simulatedFaultLabel");
    m_fault->setAccessibleName(tr("Simulated fault"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName("jobProgress");
    m_progress->setAccessibleName(tr("Progress of the running job"));
    const int line = fontMetrics().height();
    m_progress->setFixedSize(std::max(260, 17 * line), std::max(18, line + 2));
    m_progress->setRange(0, kScale);
    m_stop = new QToolButton(this);
    m_stop->setObjectName("stopJobButton");
    m_stop->setText(tr("Stop"));
    m_stop->setAccessibleName(tr("Stop the running job"));
    m_stop->setToolTip(tr("Stop the running job; what is finished is kept."));
    m_stop->setFixedHeight(std::max(20, line + 4));
    m_cost = new QLabel(text::notMeasured(), this);
    m_cost->setObjectName("costLabel");
    m_cost->setAccessibleName(tr("Time and passes of the picture shown"));
    m_cost->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // A fixed width: the bar must not be laid out again with each picture.
    m_cost->setFixedWidth(
        fontMetrics().horizontalAdvance(tr("%1 \u00B7 %2 pass(es)", "", kManyPasses)
                                            .arg(QStringLiteral("00000 ms"), QString::number(kManyPasses))));
    m_cost->setToolTip(
        tr("Computing time of the picture shown and its forward and backward passes, both networks."));
    m_warnings = new QToolButton(this);
    m_warnings->setObjectName("warningsButton");
    m_warnings->setAutoRaise(true);
    m_warnings->setFixedHeight(std::max(20, line + 4));
}

void StatusLine::connectAll(EngineClient& client)
{
    connect(m_stop, &QToolButton::clicked, this, [this, &client] {
        m_stop->setEnabled(false); // until another job
        if (m_isPreviewShown)
            client.cancelPreview();
        else
            client.stop(m_job);
    });
    connect(m_warnings, &QToolButton::clicked, this, &StatusLine::logWanted);
    connect(&client, &EngineClient::previewReady, this, &StatusLine::onPreview);
    connect(&client, &EngineClient::previewCancelled, this, &StatusLine::endPreview);
    connect(&client, &EngineClient::previewFailed, this, &StatusLine::endPreview);
    connect(&client, &EngineClient::warningRaised, this,
        [this](const EventWarning& event) { addWarning(text::ofCore(event.warning.message)); });
    connect(&client, &EngineClient::jobStarted, this, [this](const JobStarted& event) {
        m_jobs.insert(event.id);
        endPreview(); // or its button would be pressed for the job
    });
    connect(&client, &EngineClient::jobProgress, this, &StatusLine::onProgress);
    connect(&client, &EngineClient::jobFinished, this, &StatusLine::onFinished);
    connect(theme::notifier(), &theme::Notifier::changed, this, [this] {
        showWarnings();
        showFault();
    });
}

void StatusLine::showFault()
{
    const std::string id = faults::simulatedId();
    if (id.empty())
        return;
    m_fault->setText(tr("Simulated fault: %1").arg(QString::fromStdString(id)));
    m_fault->setToolTip(
        tr("The program was started with --fault %1. What it says now is about a fault that it makes itself.")
            .arg(QString::fromStdString(id)));
    m_fault->setStyleSheet(QStringLiteral("color: %1").arg(theme::palette().warning.name()));
}

void StatusLine::takeOver(const StatusLine& earlier)
{
    m_job = earlier.m_job;
    m_jobs = earlier.m_jobs;
    m_first = earlier.m_first;
    m_isPreviewShown = earlier.m_isPreviewShown;
    m_progress->setVisible(!earlier.m_progress->isHidden());
    m_progress->setRange(earlier.m_progress->minimum(), earlier.m_progress->maximum());
    m_progress->setValue(earlier.m_progress->value());
    m_stop->setVisible(!earlier.m_stop->isHidden());
    m_stop->setEnabled(earlier.m_stop->isEnabled());
    m_warningSentences = earlier.m_warningSentences;
    showWarnings();
}

void StatusLine::onPreview(const PreviewResult& result)
{
    showPreviewProgress(result);
    if (result.tier == PreviewTier::Partial) { // passes are counted at the end
        m_cost->setText(text::duration(result.computeMs));
        return;
    }
    std::int64_t passes = 0;
    for (const ModelPreview& model : result.models)
        passes += model.gradientEvaluations + model.forwardEvaluations;
    m_cost->setText(tr("%1 \u00B7 %2 pass(es)", "", text::forms(passes))
                        .arg(text::duration(result.computeMs), text::count(passes)));
}

void StatusLine::showPreviewProgress(const PreviewResult& result)
{
    const std::optional<JobProgress> progress = previewProgress(result);
    if (!progress) {
        endPreview();
        return;
    }
    if (!m_jobs.empty())
        return;
    if (!std::exchange(m_isPreviewShown, true))
        m_stop->setEnabled(true);
    const QString counts = tr("%1 / %2 steps").arg(text::count(progress->done), text::count(progress->total));
    showProgress(*progress, withTimeLeft(counts, *progress, {}));
}

void StatusLine::endPreview()
{
    if (!std::exchange(m_isPreviewShown, false))
        return;
    m_progress->hide();
    m_stop->hide();
}

void StatusLine::addWarning(const QString& sentence)
{
    m_warningSentences << sentence;
    showWarnings();
    showMessage(sentence);
    Q_EMIT logged(sentence);
}

/// An amber chip: sign, words and colour. Before the first warning it only says that there is none.
void StatusLine::showWarnings()
{
    const auto count = static_cast<std::int64_t>(m_warningSentences.size());
    const QString words = tr("%n warning(s)", "", text::forms(count));
    m_warnings->setAccessibleName(words);
    m_warnings->setText(count == 0 ? words : QStringLiteral("\u26A0 ") + words);
    m_warnings->setToolTip(count == 0 ? tr("No warnings so far. A click opens the log.")
                                      : tr("%1\nA click opens the log.").arg(m_warningSentences.last()));
    if (count > 0)
        m_warnings->setStyleSheet(QStringLiteral(
            "QToolButton { color: %1; border: 1px solid %1; border-radius: 3px; padding: 0 4px; }")
                                      .arg(theme::palette().warning.name()));
}

void StatusLine::showProgress(const JobProgress& event, const QString& words)
{
    m_progress->setVisible(true);
    m_stop->setVisible(true);
    if (event.total <= 0) {
        m_progress->setRange(0, 0);
        return;
    }
    m_progress->setRange(0, kScale);
    m_progress->setValue(static_cast<int>(event.done * kScale / event.total));
    m_progress->setFormat(words);
}

void StatusLine::onProgress(const JobProgress& event)
{
    if (event.id != m_first.id || event.stage != m_first.stage)
        m_first = event;
    if (event.seconds < kShowProgressAfterSeconds && event.id != m_job)
        return;
    if (std::exchange(m_job, event.id) != event.id)
        m_stop->setEnabled(true);
    m_isPreviewShown = false;
    const QString counts
        = QObject::tr("%1 / %2 %3")
              .arg(text::count(event.done), text::count(event.total), text::ofCore(event.stage));
    showProgress(event, withTimeLeft(counts, event, m_first));
}

void StatusLine::onFinished(const JobFinished& event)
{
    m_jobs.erase(event.id);
    if (event.id == m_job && !m_isPreviewShown) {
        m_progress->hide();
        m_stop->hide();
    }
    if (!event.failure || event.failure->code == ErrorCode::NeedsTrust)
        return; // that one is a question, asked elsewhere
    showMessage(text::ofCore(event.failure->message));
    Q_EMIT logged(text::ofCore(event.failure->message));
}

} // namespace epsilonlab::ui
