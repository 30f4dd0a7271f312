// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/train_record.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace epsilonlab::ui {

/// How far the run is and its newest numbers, each with the count it is about, its attack, epsilon and 95 %
/// interval.
class TrainFigures : public QWidget
{
    Q_OBJECT

public:
    explicit TrainFigures(QWidget* parent = nullptr);

    void show(const TrainRecord& record, TrainState state);

private:
    struct Card
    {
        QLabel *title = nullptr, *value = nullptr, *detail = nullptr;
    };
    Card makeCard(const char* name, const QString& title);
    void showProgress(const TrainRecord& record, TrainState state);
    void showEpoch(const TrainRecord& record);
    void showBatch(const TrainRecord& record);
    void refreshColours();

    QProgressBar* m_progress = nullptr;
    QLabel* m_pace = nullptr;
    Card m_clean, m_fgsm, m_pgd, m_batch, m_rate;
};

} // namespace epsilonlab::ui
