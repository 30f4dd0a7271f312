// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_chip.h"

#include "client/engine_client.h"

#include <QLocale>

namespace epsilonlab::ui {

StatusChip::StatusChip(EngineClient& client, QWidget* parent)
    : QLabel(parent)
{
    setObjectName("statusChip");
    setAccessibleName(tr("What the program is doing"));
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred); // lists give way first
    connect(&client, &EngineClient::jobStarted, this, [this](const JobStarted& event) {
        m_job = event.id;
        refresh();
    });
    connect(&client, &EngineClient::trainingPoint, this, &StatusChip::onTrainingPoint);
    connect(&client, &EngineClient::jobFinished, this, &StatusChip::onJobFinished);
    connect(&client, &EngineClient::trainingPaused, this, [this](const TrainingPaused& event) {
        m_isPaused = event.isPaused;
        refresh();
    });
    refresh();
}

void StatusChip::takeOver(const StatusChip& earlier)
{
    m_job = earlier.m_job;
    m_training = earlier.m_training;
    m_isPaused = earlier.m_isPaused;
    m_epoch = earlier.m_epoch;
    refresh();
}

QSize StatusChip::sizeHint() const
{
    const QString longest = tr("\u25CF training, epoch %1").arg(QStringLiteral("000.0"));
    return {fontMetrics().horizontalAdvance(longest) + 8, QLabel::sizeHint().height()};
}

void StatusChip::onTrainingPoint(const TrainingPointEvent& event)
{
    m_training = event.id;
    m_epoch = event.point.epoch;
    refresh();
}

void StatusChip::onJobFinished(const JobFinished& event)
{
    if (event.id == m_training) {
        m_training = 0;
        m_isPaused = false;
    }
    if (event.id == m_job)
        m_job = 0;
    refresh();
}

void StatusChip::refresh()
{
    const QString epoch = QLocale().toString(m_epoch, 'f', 1);
    QString words = tr("\u25CB idle \u00B7 CPU");
    if (m_training != 0)
        words = (m_isPaused ? tr("\u2016 paused, epoch %1") : tr("\u25CF training, epoch %1")).arg(epoch);
    else if (m_job != 0)
        words = tr("\u25CF working");
    if (words == text())
        return;
    setText(words);
    setAccessibleDescription(words);
}

} // namespace epsilonlab::ui
