// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"
#include "views/digit_list.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QListView;

namespace epsilonlab::ui {

class SessionState;

/// All pictures of the data set, to choose from: the arrow keys move, and the Attack tab behind follows. A
/// filter by class, and by what the present attack does to network A at the present epsilon, which is
/// measured when first asked for.
class DigitGrid : public QDialog
{
    Q_OBJECT

public:
    DigitGrid(EngineClient& client, SessionState& session, QWidget* parent);
    ~DigitGrid() override;

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void refilter();
    void measure();
    void onProgress(const JobProgress& event);
    void onAttacked(const AttackFinished& event);
    void onFinished(const JobFinished& event);
    void refreshWords();
    void showCurrent();

    EngineClient& m_client;
    SessionState& m_session;
    DigitList* m_list;
    QComboBox* m_label = nullptr;
    QComboBox* m_which = nullptr;
    QListView* m_view = nullptr;
    QLabel* m_words = nullptr;
    RequestId m_job = 0; ///< that measures; 0: none runs
    QString m_measured; ///< what was measured: "FGSM at 0.150 on Standard, n = 1 000"
    bool m_isFilling = false;
};

} // namespace epsilonlab::ui
