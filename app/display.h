// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace epsilonlab {

/// Whether a display server answers, by connecting to its socket and going away again: Qt ends the program
/// without a chance to say anything where none does. Null and empty: no. Milliseconds for a local one.
bool answersX11(const char* display); ///< as DISPLAY has it: ":0", ":0.1", "localhost:10.0"
bool answersWayland(const char* display, const char* runtimeFolder); ///< "wayland-0" or an absolute path

} // namespace epsilonlab
