// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/undo_history.h"

#include "shell/session_state.h"

#include <QUndoCommand>

#include <utility>

namespace epsilonlab::ui {

namespace {

enum Kind { Networks, Digit, Attack, Values, Epsilon };

Kind kindOf(const Session& before, const Session& after)
{
    if (before.modelA.id != after.modelA.id || before.modelB.id != after.modelB.id
        || before.isComparing != after.isComparing)
        return Networks;
    if (before.dataset.text != after.dataset.text || before.position != after.position
        || !(before.sample.image == after.sample.image))
        return Digit;
    if (before.attack.attackId != after.attack.attackId)
        return Attack;
    return before.epsilon != after.epsilon ? Epsilon : Values;
}

QString wordsOf(Kind kind)
{
    switch (kind) {
    case Networks: return UndoHistory::tr("choice of networks");
    case Digit: return UndoHistory::tr("choice of digit");
    case Attack: return UndoHistory::tr("choice of attack");
    case Values: return UndoHistory::tr("values of the attack");
    case Epsilon: return UndoHistory::tr("epsilon");
    }
    return {};
}

} // namespace

class UndoHistory::Change : public QUndoCommand
{
public:
    Change(UndoHistory& history, Session before, Session after, qint64 sinceLastMs)
        : m_history(history)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_sinceLastMs(sinceLastMs)
        , m_kind(kindOf(m_before, m_after))
    {
        setText(wordsOf(m_kind));
    }

    void retranslate() { setText(wordsOf(m_kind)); }

    int id() const override { return m_kind; }
    void undo() override { m_history.show(m_before); }

    void redo() override
    {
        // The stack calls it when the change is pushed; it is on the screen already.
        if (std::exchange(m_wasPushed, true))
            m_history.show(m_after);
    }

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* later = static_cast<const Change*>(other);
        if (later->m_sinceLastMs >= kMergeMs)
            return false;
        m_after = later->m_after;
        setObsolete(m_before.showsSame(m_after));
        return true;
    }

private:
    UndoHistory& m_history;
    Session m_before, m_after;
    qint64 m_sinceLastMs;
    Kind m_kind;
    bool m_wasPushed = false;
};

UndoHistory::UndoHistory(SessionState& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    m_stack.setUndoLimit(kSteps);
    connect(&session, &SessionState::changed, this, &UndoHistory::onChanged);
    connect(&session, &SessionState::epsilonChanged, this, &UndoHistory::onChanged); // also where the attack
                                                                                     // does not use it
    restart();
}

void UndoHistory::restart()
{
    m_stack.clear();
    m_last = m_session.session();
    m_sinceLast.invalidate();
}

void UndoHistory::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    m_last = m_session.session();
    endStep();
}

void UndoHistory::retranslate()
{
    for (int i = 0; i < m_stack.count(); ++i) // they are ours; the stack only shows them as const
        static_cast<Change*>(const_cast<QUndoCommand*>(m_stack.command(i)))->retranslate();
}

void UndoHistory::onChanged()
{
    if (m_isRestoring || m_isPaused)
        return;
    Session now = m_session.session();
    if (now.showsSame(m_last))
        return;
    const qint64 sinceLast = m_sinceLast.isValid() ? m_sinceLast.elapsed() : kMergeMs;
    m_sinceLast.start();
    m_stack.push(new Change(*this, std::exchange(m_last, now), now, sinceLast));
}

void UndoHistory::show(const Session& session)
{
    m_isRestoring = true;
    m_session.restore(session);
    m_isRestoring = false;
    m_last = m_session.session();
    endStep();
}

} // namespace epsilonlab::ui
