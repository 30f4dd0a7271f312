// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"

#include <filesystem>

namespace epsilonlab::ui {

/// Writes the pinned figures of a session into `folder`, which is made: "01-examples.svg", "02-ribbon.svg"
/// ..., each with its caption and the state that it shows. `ending`: svg, pdf or png (three times as large).
/// Needs a QGuiApplication, no window. Throws Error: another ending, none pinned, a broken drawing, a place
/// that cannot be written.
std::size_t writePinned(
    const Session& session, const std::filesystem::path& folder, const std::string& ending);

} // namespace epsilonlab::ui
