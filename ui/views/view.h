// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/figure_offer.h"

#include <QWidget>

class QAction;

namespace epsilonlab::ui {

class EngineClient;
class SessionState;

/// One tab. A view is built once, listens to the engine client and the session, and does no work while it is
/// hidden: what arrives meanwhile is kept and shown by setActive(true).
class View : public QWidget
{
    Q_OBJECT

public:
    View(EngineClient& client, SessionState& session, QWidget* parent = nullptr)
        : QWidget(parent)
        , m_client(client)
        , m_session(session)
    {
    }

    /// The window tells which tab is in front.
    virtual void setActive(bool isActive) { m_isActive = isActive; }
    bool isActive() const { return m_isActive; }

    /// False while what is shown is older than what was asked for; settled() says when that ends.
    virtual bool isSettled() const { return true; }

    /// "What am I seeing?" and "Try next" as rich text for the Explain dock; empty: the dock says the last
    /// preview in words.
    virtual QString explanation() const { return {}; }

    /// Actions for the menu that has the view's name, in order; nullptr is a separator. Shortcuts work in
    /// every tab.
    virtual QList<QAction*> menuActions() const { return {}; }

    /// What can be copied, saved and pinned, the most important first. Asked once, when the view has been
    /// made.
    virtual QList<FigureOffer> figures() { return {}; }

    /// Files and folders that only this view understands, by menu or drop. `open` says what goes wrong in its
    /// own panel.
    virtual bool opens(const QString& path) const
    {
        Q_UNUSED(path)
        return false;
    }
    virtual void open(const QString& path) { Q_UNUSED(path) }

    /// What the same view of a window that is about to go shows and the session does not hold; switches and
    /// lists are copied without it (shell/widget_state.h).
    virtual void takeOver(View& earlier) { Q_UNUSED(earlier) }

Q_SIGNALS:
    /// One line for the status bar: what happened, what to do.
    void messageRaised(const QString& sentence);
    void warningRaised(const QString& sentence); ///< something about the numbers that are shown; goes to the
                                                 ///< log too
    void settled();
    void explanationChanged(); ///< another page of the view is in front

protected:
    EngineClient& client() const { return m_client; }
    SessionState& session() const { return m_session; }

private:
    EngineClient& m_client;
    SessionState& m_session;
    bool m_isActive = false;
};

} // namespace epsilonlab::ui
