// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"
#include "client/engine_client.h"
#include "views/view.h"

#include <QPointer>
#include <QTimer>

namespace epsilonlab::ui {

class AlongPanel;
class AttackActions;
class AttackBoard;
class AttackColumn;
class AttackPanel;
class AttackRibbon;
class AttackTrace;
class DigitGrid;
class EpsilonControl;
class MessageStrip;

/// The first tab: one digit under attack for two networks, everything live. Every change of the session
/// becomes a preview request; what is shown is always one result, and its labels show that result's values.
class AttackView : public View
{
    Q_OBJECT

public:
    AttackView(EngineClient& client, SessionState& session, QWidget* parent = nullptr);

    void setActive(bool isActive) override;
    bool isSettled() const override;
    QList<QAction*> menuActions() const override;
    QList<FigureOffer> figures() override; ///< in attack_figures.cpp

    const PreviewResult& shownResult() const { return m_shown; }
    const NoiseResult& lastNoise() const { return m_noise; }
    RequestId lastRequest() const { return m_lastRequest; } ///< the newest that was asked for

Q_SIGNALS:
    void resultShown(const epsilonlab::PreviewResult& result);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void createWidgets();
    void fitHeight();
    void layOut();
    void connectAll();
    void connectParts();
    void openDigitGrid();
    void request();
    void show(const PreviewResult& result);
    void onPreviewFailed(const PreviewFailed& event);
    void onModelPublished(const ModelPublished& event);
    void onPainted();
    bool isPictureFinal() const;
    Figure examples() const;
    Figure twins() const; ///< the random change in place of the attack
    Figure bars(std::size_t model) const;
    Figure ribbon() const;
    Figure along(theme::Theme theme) const;
    Animation steps() const;
    void requireSteps() const;
    void requireResult() const;
    QString ownName() const;
    void showSizes();
    void showStep(const PreviewResult& result);
    void keep(bool SessionView::*what, bool value);
    void applyView();
    NoiseResult shownNoise() const;
    void settle(const QString& note = {}); ///< nothing is on its way any more
    void stop();
    void onCancelled();
    void refreshControls();
    void refreshSentence();
    void refreshClassNames();
    bool isNews(const PreviewResult& result) const;
    void warnOfZeroGradient();

    AttackColumn* m_column = nullptr;
    AttackBoard* m_board = nullptr;
    EpsilonControl* m_epsilon = nullptr;
    AttackPanel* m_panel = nullptr;
    AlongPanel* m_along = nullptr;
    AttackTrace* m_trace = nullptr;
    QPointer<DigitGrid> m_grid; ///< deletes itself when closed
    MessageStrip* m_strip = nullptr;
    AttackActions* m_actions = nullptr;
    AttackRibbon* m_ribbon = nullptr;
    PreviewResult m_shown;
    NoiseResult m_noise; ///< the newest that came; it belongs to m_shown if the ids are the same
    RequestId m_lastRequest = 0;
    bool m_isStale = true; ///< something changed while the tab was hidden
    bool m_isPaintPending = false; ///< m_shown has not been painted yet
    QString m_warned; ///< the last warning that was told to the window
    QTimer m_busy; ///< "updating" appears only when an answer takes longer than a blink
};

} // namespace epsilonlab::ui
