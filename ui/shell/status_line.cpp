// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_line.h"

#include "client/engine_client.h"
#include "theme/theme.h"
#include "widgets/number_text.h"

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr double kShowProgressAfterSeconds = 0.3; // shorter jobs would only flicker
constexpr double kShowTimeLeftAfterSeconds = 3.0;
constexpr int kScale = 1000;

/// Time left from the pace since `first`: a resumed training begins with most of it done.
QString progressText(const JobProgress& event, const JobProgress& first)
{
    const QString counts = QObject::tr("%1 / %2 %3")
                               .arg(text::count(event.done), text::count(event.total),
                                   QString::fromStdString(event.stage));
    const double seconds = event.seconds - first.seconds;
    if (seconds < kShowTimeLeftAfterSeconds || event.done <= first.done)
        return counts;
    const double left = seconds * static_cast<double>(event.total - event.done) / static_cast<double>(event.done - first.done);
    return QObject::tr("%1, %2 left").arg(counts, text::duration(left * 1000.0));
}

} // namespace

StatusLine::StatusLine(EngineClient& client, QWidget* parent) : QStatusBar(parent)
{
    setObjectName("statusLine");
    setAccessibleName(tr("Status"));
    setSizeGripEnabled(false);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName("jobProgress");
    m_progress->setAccessibleName(tr("Progress of the running job"));
    m_progress->setFixedSize(260, 18);
    m_progress->setRange(0, kScale);
    m_progress->hide();
    m_stop = new QToolButton(this);
    m_stop->setObjectName("stopJobButton");
    m_stop->setText(tr("Stop"));
    m_stop->setAccessibleName(tr("Stop the running job"));
    m_stop->setToolTip(tr("Stop the running job; what is finished is kept."));
    m_stop->setFixedHeight(20);
    m_stop->hide();
    m_cost = new QLabel(text::notMeasured(), this);
    m_cost->setObjectName("costLabel");
    m_cost->setAccessibleName(tr("Time and passes of the picture shown"));
    m_cost->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // A fixed width: the bar must not be laid out again with each picture.
    m_cost->setFixedWidth(fontMetrics().horizontalAdvance(tr("00000 ms \u00B7 00000 passes")));
    m_cost->setToolTip(tr("Computing time of the picture shown and its forward and backward passes, both networks."));
    m_warnings = new QLabel(this);
    m_warnings->setObjectName("warningsLabel");
    m_warnings->setAccessibleName(tr("Warnings"));
    m_warnings->setText(tr("0 warnings"));
    addPermanentWidget(m_progress);
    addPermanentWidget(m_stop);
    addPermanentWidget(m_cost);
    addPermanentWidget(m_warnings);
    setContentsMargins(4, 0, 8, 0);
    connect(m_stop, &QToolButton::clicked, this, [this, &client] {
        m_stop->setEnabled(false); // until another job
        client.stop(m_job);
    });
    connect(&client, &EngineClient::previewReady, this, &StatusLine::onPreview);
    connect(&client, &EngineClient::warningRaised, this, &StatusLine::onWarning);
    connect(&client, &EngineClient::jobProgress, this, &StatusLine::onProgress);
    connect(&client, &EngineClient::jobFinished, this, &StatusLine::onFinished);
}

void StatusLine::onPreview(const PreviewResult& result)
{
    if (result.tier == PreviewTier::Partial) { // passes are counted at the end
        m_cost->setText(text::duration(result.computeMs));
        return;
    }
    std::int64_t passes = 0;
    for (const ModelPreview& model : result.models)
        passes += model.gradientEvaluations + model.forwardEvaluations;
    m_cost->setText(tr("%1 \u00B7 %2 passes").arg(text::duration(result.computeMs), text::count(passes)));
}

void StatusLine::onWarning(const EventWarning& event)
{
    ++m_warningCount;
    m_warnings->setText(m_warningCount == 1 ? tr("1 warning") : tr("%1 warnings").arg(m_warningCount));
    m_warnings->setStyleSheet(QStringLiteral("color: %1").arg(theme::palette().warning.name()));
    m_warnings->setToolTip(QString::fromStdString(event.warning.message));
    showMessage(QString::fromStdString(event.warning.message));
}

void StatusLine::onProgress(const JobProgress& event)
{
    if (event.id != m_first.id || event.stage != m_first.stage)
        m_first = event;
    if (event.seconds < kShowProgressAfterSeconds && event.id != m_job)
        return;
    if (std::exchange(m_job, event.id) != event.id)
        m_stop->setEnabled(true);
    m_progress->setVisible(true);
    m_stop->setVisible(true);
    if (event.total <= 0) {
        m_progress->setRange(0, 0);
        return;
    }
    m_progress->setRange(0, kScale);
    m_progress->setValue(static_cast<int>(event.done * kScale / event.total));
    m_progress->setFormat(progressText(event, m_first));
}

void StatusLine::onFinished(const JobFinished& event)
{
    if (event.id == m_job) {
        m_progress->hide();
        m_stop->hide();
    }
    if (event.failure && event.failure->code != ErrorCode::NeedsTrust) // that one is a question, asked elsewhere
        showMessage(QString::fromStdString(event.failure->message));
}

} // namespace epsilonlab::ui
