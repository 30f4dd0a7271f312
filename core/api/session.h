// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/image.h"
#include "api/requests.h"

#include <cstddef>
#include <string>
#include <vector>

namespace epsilonlab {

/// A network of a session. The SHA-256 says which; the path says where it was.
struct SessionModel
{
    std::string id; ///< "standard", "robust" or "file:<path>"
    std::string name; ///< what the window showed
    std::string path; ///< empty for a shipped network
    std::string sha256;

    bool operator==(const SessionModel&) const = default;
};

/// How a session is looked at: changes nothing that is computed, and is no step of undo.
struct SessionView
{
    std::string tab; ///< "attack"
    bool isLogits = false; ///< in the bars, in place of probabilities
    bool isOwnScale = false; ///< colours of the change up to its largest value, in place of epsilon
    bool areStepsOpen = true; ///< the curves along the attack
    std::string gallery = "2x3"; ///< rows and columns of the gallery

    bool operator==(const SessionView&) const = default;
};

/// A figure that was kept: the drawing as it was, and the state that it shows.
struct PinnedFigure
{
    std::string id; ///< "examples", "ribbon"
    std::string title;
    std::string caption; ///< as the person left it
    std::string svg; ///< the drawing, without the caption
    std::string state; ///< a session without figures, as JSON; empty: unknown

    bool operator==(const PinnedFigure&) const = default;
};

/// Everything that decides what the Attack tab shows; an .epslab file holds one. formats.md, "Session".
struct Session
{
    SessionModel modelA, modelB;
    bool isComparing = true;
    DatasetSpec dataset;
    std::int64_t position = 0; ///< in the data set
    LabelledImage sample; ///< with its pixels: a session shows the same digit where the data set is not
    AttackSettings attack; ///< complete
    double epsilon = 0.0; ///< also while the attack does not use it; in the attack's norm
    SessionView view;
    std::vector<PinnedFigure> figures; ///< in the order of the gallery

    /// The same picture, however it is looked at.
    bool showsSame(const Session& other) const;
};

namespace sessions {
inline constexpr const char* kSuffix = ".epslab";
inline constexpr std::size_t kLargest = 32 << 20; ///< bytes; a session has 10,000, and 100,000 for each
                                                  ///< pinned figure
inline constexpr std::size_t kMostFigures = 100;

std::string toJson(const Session& session);

Session read(const std::filesystem::path& path); ///< fromJson() of a file; NotFound and NotReadable besides

/// `where` names the file in the sentences. Unknown keys are left alone; every value is checked. Throws
/// Error: UnknownFormat if it is no session, BadFile if it is a broken one or a newer format_version.
Session fromJson(const std::string& text, const std::string& where);
} // namespace sessions

} // namespace epsilonlab
