// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace epsilonlab::ui {

class MainWindow;
class SessionState;
class View;

/// What the window shows at the start, where it is not the tab, attack, epsilon and digit of the first start.
struct StartState
{
    int tab = 1; ///< counted from 1
    std::optional<std::string> attackId;
    std::optional<double> epsilon;
    std::optional<std::int64_t> digit; ///< position in the built-in test digits

    bool isDefault() const { return tab == 1 && !attackId && !epsilon && !digit; }

    /// Throw Error for what does not exist.
    void applyTo(SessionState& session) const;
    View& showTab(MainWindow& window) const;
};

} // namespace epsilonlab::ui
