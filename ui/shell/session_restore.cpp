// SPDX-License-Identifier: GPL-3.0-or-later
// The whole of a SessionState as one value, and back: for undo, autosave and session files; and pictures of
// no data set.
#include "client/engine_client.h"
#include "shell/session_state.h"
#include "widgets/number_text.h"

#include <algorithm>

namespace epsilonlab::ui {

Session SessionState::session() const
{
    Session session;
    session.modelA.id = m_modelA;
    session.modelB.id = m_modelB;
    session.isComparing = m_isComparing;
    session.dataset = m_dataset;
    session.position = m_position;
    session.sample = m_sample;
    session.attack = m_attack;
    session.epsilon = m_epsilon;
    session.view = m_view;
    return session;
}

void SessionState::restore(const Session& session)
{
    m_opening = 0; // an older wish for a data set is overtaken
    m_modelA = session.modelA.id;
    m_modelB = session.modelB.id;
    m_isComparing = session.isComparing;
    if (const std::int64_t count = m_client.imageCount(session.dataset); count > 0) {
        m_dataset = session.dataset;
        m_imageCount = count;
        m_position = std::clamp<std::int64_t>(session.position, 0, count - 1);
    }
    m_sample = session.sample;
    m_isOwnPicture = !(m_client.image(m_dataset, m_position).image == m_sample.image);
    m_valuesByAttack[m_attack.attackId] = m_attack.values;
    m_attack = session.attack;
    m_epsilon = std::clamp(session.epsilon, 0.0, largestEpsilon());
    if (isEpsilonUsed())
        m_attack.values["epsilon"] = m_epsilon;
    fitToRanges();
    Q_EMIT modelsChanged();
    Q_EMIT datasetChanged();
    Q_EMIT sampleChanged();
    Q_EMIT attackChanged();
    Q_EMIT epsilonChanged(m_epsilon);
    Q_EMIT changed();
}

Session SessionState::firstSession() const
{
    return SessionState(m_client).session();
}

void SessionState::recall(const Memory& memory)
{
    m_pictureName = memory.pictureName;
    restore(memory.session);
    m_valuesByAttack = memory.valuesByAttack;
}

void SessionState::setView(const SessionView& view)
{
    if (view == m_view)
        return;
    m_view = view;
    Q_EMIT viewChanged();
}

void SessionState::showPicture(const LabelledImage& picture, const QString& name)
{
    m_sample = picture;
    m_isOwnPicture = true;
    m_pictureName = name;
    Q_EMIT sampleChanged();
    Q_EMIT changed();
}

QString SessionState::sampleTitle() const
{
    if (!m_isOwnPicture)
        return tr("image %1").arg(text::count(m_sample.index));
    return m_pictureName.isEmpty() ? tr("own picture") : m_pictureName;
}

} // namespace epsilonlab::ui
