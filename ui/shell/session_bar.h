// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace epsilonlab::ui {

class EngineClient;
class SessionState;

/// The row under the menu: which networks, which digit, what the engine is busy with.
class SessionBar : public QWidget
{
    Q_OBJECT

public:
    SessionBar(EngineClient& client, SessionState& session, QWidget* parent = nullptr);

    void refreshDatasets(); ///< looks at the disk

Q_SIGNALS:
    void reportWanted();
    void noteRaised(const QString& sentence);

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void refreshModels();
    void refreshSample();
    void onModelPublished(const ModelPublished& event);
    void onDatasetChosen(int row);
    void addDataset(const DatasetInfo& info);

    EngineClient& m_client;
    SessionState& m_session;
    QComboBox* m_modelA = nullptr;
    QCheckBox* m_compare = nullptr;
    QComboBox* m_modelB = nullptr;
    QComboBox* m_dataset = nullptr;
    QStringList m_missing; ///< why data sets are not there, and what to do
    QToolButton* m_previous = nullptr;
    QSpinBox* m_position = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_random = nullptr;
    QToolButton* m_report = nullptr;
};

} // namespace epsilonlab::ui
