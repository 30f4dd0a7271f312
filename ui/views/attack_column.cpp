// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_column.h"

#include "views/along_panel.h"
#include "views/attack_board.h"
#include "views/attack_panel.h"
#include "widgets/epsilon_control.h"
#include "widgets/message_strip.h"

#include <initializer_list>

namespace epsilonlab::ui {

namespace {

constexpr int kCurvesNeedHeight = 740; // of the window; interface.md, section 1

} // namespace

AttackColumn::AttackColumn(QWidget& view, const Parts& parts)
    : QVBoxLayout(&view)
    , m_view(view)
    , m_parts(parts)
{
    setContentsMargins(12, 8, 12, 4);
    setSpacing(6);
    addWidget(&parts.board, 1);
    addWidget(&parts.epsilon);
    addWidget(&parts.panel);
    addWidget(&parts.along);
    addWidget(&parts.strip);
}

void AttackColumn::fitHeight()
{
    const auto& [board, epsilon, panel, along, strip] = m_parts;
    along.setHasRoom(m_view.window()->height() >= kCurvesNeedHeight);
    int needed = contentsMargins().top() + contentsMargins().bottom() + board.minimumSizeHint().height();
    const int inner = m_view.width() - contentsMargins().left() - contentsMargins().right();
    for (const QWidget* each : std::initializer_list<const QWidget*>{&epsilon, &panel, &along, &strip})
        needed += spacing()
            + (each->hasHeightForWidth() ? each->heightForWidth(inner) : each->minimumSizeHint().height());
    const int line = spacing() + strip.height();
    strip.setVisible(needed <= m_view.height() || !strip.isHint());
    along.setVisible(needed - (strip.isHidden() ? line : 0) <= m_view.height());
}

} // namespace epsilonlab::ui
