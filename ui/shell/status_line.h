// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QStatusBar>

#include <set>

class QLabel;
class QProgressBar;
class QToolButton;

namespace epsilonlab::ui {

class EngineClient;

/// The bottom line: hint of what the pointer is on, time and passes of the picture shown, warnings, progress
/// of a job.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(EngineClient& client, QWidget* parent = nullptr);

    void takeOver(const StatusLine& earlier); ///< the job that runs and the warnings so far
    void addWarning(const QString& sentence);

Q_SIGNALS:
    void logWanted();
    void logged(const QString& sentence); ///< a warning, or why a job failed

private:
    void onPreview(const PreviewResult& result);
    void createWidgets();
    void connectAll(EngineClient& client);
    void showFault();
    void showPreviewProgress(const PreviewResult& result);
    void endPreview();
    void showProgress(const JobProgress& event, const QString& words);
    void showWarnings();
    void onProgress(const JobProgress& event);
    void onFinished(const JobFinished& event);

    QLabel* m_cost = nullptr;
    QLabel* m_fault = nullptr;
    QToolButton* m_warnings = nullptr;
    QProgressBar* m_progress = nullptr;
    QToolButton* m_stop = nullptr;
    RequestId m_job = 0;
    std::set<RequestId> m_jobs; ///< that have begun and not ended: each of them has the bar before a picture
    JobProgress m_first; ///< of the job whose progress is shown
    bool m_isPreviewShown = false; ///< the bar is about a slow attack; a job has it first
    QStringList m_warningSentences;
};

} // namespace epsilonlab::ui
