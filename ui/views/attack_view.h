// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

namespace epsilonlab::ui {

class AttackView : public View
{
    Q_OBJECT

public:
    using View::View;
};

} // namespace epsilonlab::ui
