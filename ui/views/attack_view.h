// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"
#include "views/view.h"

#include <QElapsedTimer>
#include <QTimer>

class QLabel;

namespace epsilonlab::ui {

class AttackBoard;
class AttackPanel;
class EpsilonControl;

/// The first tab: one digit under attack for two networks, everything live. Every change of the session becomes a preview
/// request; what is shown is always one result, and its labels show that result's values.
class AttackView : public View
{
    Q_OBJECT

public:
    AttackView(EngineClient& client, SessionState& session, QWidget* parent = nullptr);

    void setActive(bool isActive) override;

    /// Epsilon goes from 0 to its value once, in 1.5 s; any input ends it.
    void playIntro();

    const PreviewResult& shownResult() const { return m_shown; }

Q_SIGNALS:
    void resultShown(const epsilonlab::PreviewResult& result);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void request();
    void show(const PreviewResult& result);
    void showProblem(const QString& sentence);
    void refreshFromSession();
    void advanceIntro();
    void endIntro();

    AttackBoard* m_board = nullptr;
    EpsilonControl* m_epsilon = nullptr;
    AttackPanel* m_panel = nullptr;
    QLabel* m_problem = nullptr;
    PreviewResult m_shown;
    RequestId m_lastRequest = 0;
    bool m_isStale = true; ///< something changed while the tab was hidden
    QTimer m_intro;
    QElapsedTimer m_introClock;
    double m_introEpsilon = 0.0; ///< where the animation ends
};

} // namespace epsilonlab::ui
