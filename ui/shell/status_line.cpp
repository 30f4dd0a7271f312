// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_line.h"

#include "client/engine_client.h"
#include "text/core_text.h"
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
constexpr int kManyPasses = 10000; // what there is room for

/// Time left from the pace since `first`: a resumed training begins with most of it done.
QString progressText(const JobProgress& event, const JobProgress& first)
{
    const QString counts = QObject::tr("%1 / %2 %3")
                               .arg(text::count(event.done), text::count(event.total),
                                   text::ofCore(event.stage));
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
    m_cost->setFixedWidth(fontMetrics().horizontalAdvance(tr("%1 \u00B7 %2 pass(es)", "", kManyPasses).arg(QStringLiteral("00000 ms"), QString::number(kManyPasses))));
    m_cost->setToolTip(tr("Computing time of the picture shown and its forward and backward passes, both networks."));
    m_warnings = new QLabel(this);
    m_warnings->setObjectName("warningsLabel");
    m_warnings->setAccessibleName(tr("Warnings"));
    showWarnings();
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

void StatusLine::takeOver(const StatusLine& earlier)
{
    m_job = earlier.m_job;
    m_first = earlier.m_first;
    m_progress->setVisible(!earlier.m_progress->isHidden());
    m_progress->setRange(earlier.m_progress->minimum(), earlier.m_progress->maximum());
    m_progress->setValue(earlier.m_progress->value());
    m_stop->setVisible(!earlier.m_stop->isHidden());
    m_stop->setEnabled(earlier.m_stop->isEnabled());
    m_warningCount = earlier.m_warningCount;
    m_lastWarning = earlier.m_lastWarning;
    showWarnings();
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
    m_cost->setText(tr("%1 \u00B7 %2 pass(es)", "", text::forms(passes)).arg(text::duration(result.computeMs), text::count(passes)));
}

void StatusLine::onWarning(const EventWarning& event)
{
    ++m_warningCount;
    m_lastWarning = event.warning.message;
    showWarnings();
    showMessage(m_warnings->toolTip());
}

void StatusLine::showWarnings()
{
    m_warnings->setText(tr("%n warning(s)", "", text::forms(m_warningCount)));
    if (m_warningCount == 0)
        return;
    m_warnings->setStyleSheet(QStringLiteral("color: %1").arg(theme::palette().warning.name()));
    m_warnings->setToolTip(text::ofCore(m_lastWarning));
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
        showMessage(text::ofCore(event.failure->message));
}

} // namespace epsilonlab::ui
