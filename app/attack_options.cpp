// SPDX-License-Identifier: GPL-3.0-or-later
#include "attack_options.h"

#include <algorithm>

namespace epsilonlab {

namespace {
/// Values of `--attack X` and `--attack=X`.
std::vector<std::string> namedAttacks(const Words& words)
{
    const std::string option = "--attack";
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == option && i + 1 < words.size())
            ids.push_back(words[i + 1]);
        else if (words[i].starts_with(option + "="))
            ids.push_back(words[i].substr(option.size() + 1));
    }
    return ids;
}

const AttackInfo* find(const std::string& id)
{
    for (const AttackInfo& attack : catalogue::attacks())
        if (attack.id == id)
            return &attack;
    return nullptr;
}
}

std::string rangeText(const ParameterSpec& spec)
{
    std::string text = allowedText(spec);
    if (!spec.unit.empty())
        text += (spec.ranges.empty() ? " " : ", in ") + spec.unit;
    text += ", default " + parameterText(spec.defaultValue);
    if (!spec.zeroMeans.empty())
        text += ", 0: " + spec.zeroMeans;
    return text;
}

void AttackOptions::addTo(
    CLI::App& app, const Words& words, const std::string& fallback, const std::set<std::string>& without)
{
    std::vector<std::string> ids = namedAttacks(words);
    if (ids.empty())
        ids = {fallback};
    for (const std::string& id : ids) {
        const AttackInfo* attack = find(id); // an unknown one is reported when the settings are made
        if (attack == nullptr)
            continue;
        for (const ParameterSpec& spec : attack->parameters)
            if (!without.contains(spec.id) && !m_texts.contains(spec.id))
                addParameter(app, spec);
    }
}

void AttackOptions::addParameter(CLI::App& app, const ParameterSpec& spec)
{
    // std::map keeps its elements in place, so the option may hold the address.
    std::optional<std::string>& text = m_texts[spec.id];
    app.add_option("--" + spec.id, text, spec.help + " [" + rangeText(spec) + "]")
        ->type_name("")
        ->group("Attack options");
}

AttackSettings AttackOptions::settings(const std::string& attackId, std::uint64_t seed) const
{
    const AttackInfo& attack = catalogue::attack(attackId);
    AttackSettings settings;
    settings.attackId = attack.id;
    settings.seed = seed;
    for (const ParameterSpec& spec : attack.parameters) {
        const auto text = m_texts.find(spec.id);
        if (text != m_texts.end() && text->second)
            settings.values[spec.id] = parseParameter(spec, *text->second);
    }
    settings.values = completed(attack.parameters, settings.values);
    return settings;
}

std::string AttackOptions::knownIds()
{
    std::string ids;
    for (const AttackGroupInfo& group : catalogue::attackGroups())
        for (const std::string& id : group.attackIds)
            ids += (ids.empty() ? "" : ", ") + id;
    return ids;
}

std::string AttackOptions::listing()
{
    std::size_t width = 0;
    for (const AttackInfo& attack : catalogue::attacks())
        width = std::max(width, attack.id.size());
    std::string text;
    for (const AttackGroupInfo& group : catalogue::attackGroups()) {
        text += (text.empty() ? "" : "\n") + group.title + "\n";
        for (const std::string& id : group.attackIds) {
            const AttackInfo& attack = catalogue::attack(id);
            text += "  " + id + std::string(width - id.size() + 2, ' ') + attack.sentence + "\n";
            if (!attack.source.empty())
                text += std::string(width + 4, ' ') + attack.source + "\n";
        }
    }
    return text + "\nThe options of one: epsilonlab attack --attack NAME --help\n";
}

} // namespace epsilonlab
