// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVBoxLayout>

namespace epsilonlab::ui {

class AlongPanel;
class AttackBoard;
class AttackPanel;
class EpsilonControl;
class MessageStrip;

/// The Attack tab from top to bottom. On the smallest windows some attacks have two lines of values: then
/// what can be missed gives way to the pictures.
class AttackColumn : public QVBoxLayout
{
public:
    struct Parts
    {
        AttackBoard& board;
        EpsilonControl& epsilon;
        AttackPanel& panel;
        AlongPanel& along;
        MessageStrip& strip;
    };

    AttackColumn(QWidget& view, const Parts& parts);

    void fitHeight(); ///< to that of the view

private:
    QWidget& m_view;
    Parts m_parts;
};

} // namespace epsilonlab::ui
