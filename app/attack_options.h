// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include "api/catalogue.h"
#include "api/requests.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace epsilonlab {

/// Options of attacks, made from their ParameterSpecs: `--steps 40`. What they are depends on the attack, so
/// the command line is looked through for `--attack` before it is parsed.
class AttackOptions
{
public:
    /// Offers the parameters of the attacks named in `words` (of `fallback` if none is), but for those in
    /// `without`.
    void addTo(CLI::App& app, const Words& words, const std::string& fallback,
        const std::set<std::string>& without = {});

    /// Settings of one attack from the options that it has. Throws Error(BadParameter).
    AttackSettings settings(const std::string& attackId, std::uint64_t seed) const;

    /// "fgsm, pgd, ..." for help texts.
    static std::string knownIds();

    /// Every attack with its sentence, under the headings of its group: `--attack help`.
    static std::string listing();

private:
    void addParameter(CLI::App& app, const ParameterSpec& spec);

    std::map<std::string, std::optional<std::string>> m_texts; // what was typed, by parameter id
};

/// "0 to 1 pixel units, default 0.3, 0: automatic"
std::string rangeText(const ParameterSpec& spec);

} // namespace epsilonlab
