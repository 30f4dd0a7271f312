// SPDX-License-Identifier: GPL-3.0-or-later
// epsilonlab_core_texts SOURCE_DIR: prints every text that core hands to the window, as
// ui/text/core_texts.def has them. The catalogue (attacks, parameters, objectives, recipes) is asked;
// sentences with values in them are read out of the source: what stands between the values, with %1, %2 in
// their places. translations/README.md says how it is used.
#include "source_sentences.h"

#include "api/catalogue.h"
#include "api/data.h"
#include "api/engine.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fs = std::filesystem;
using namespace epsilonlab;

namespace {

/// Prints each text once, in the order of their coming.
class Printer
{
public:
    void heading(const std::string& title) { m_heading = title; }

    void text(const std::string& plain)
    {
        std::string escaped;
        for (const char c : plain)
            escaped += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
        literal(escaped);
    }

    /// As it stands between quotes in a source file.
    void literal(const std::string& escaped)
    {
        if (escaped.empty() || !m_seen.insert(escaped).second)
            return;
        if (!m_heading.empty())
            std::cout << "// " << std::exchange(m_heading, {}) << "\n";
        std::cout << "EPSILONLAB_TEXT(QT_TRANSLATE_NOOP(\"core\", \"" << escaped << "\"))\n";
    }

private:
    std::string m_heading;
    std::set<std::string> m_seen;
};

void printParameters(Printer& out, const std::vector<ParameterSpec>& specs)
{
    for (const ParameterSpec& spec : specs) {
        out.text(spec.title);
        out.text(spec.help);
        out.text(spec.zeroMeans);
        if (spec.id == "architecture" || spec.id == "objective" || spec.id == "norm")
            continue; // their lists show titles and signs
        for (const std::string& choice : spec.choices)
            out.text(choice);
    }
}

void printCatalogue(Printer& out)
{
    out.heading("attacks");
    for (const AttackGroupInfo& group : catalogue::attackGroups())
        out.text(group.title);
    for (const AttackInfo& attack : catalogue::attacks()) {
        out.text(attack.title);
        out.text(attack.sentence);
        out.text(attack.boundSentence);
        printParameters(out, attack.parameters);
    }
    out.heading("training");
    for (const ObjectiveInfo& objective : catalogue::objectives()) {
        out.text(objective.title);
        out.text(objective.sentence);
        printParameters(out, objective.parameters);
    }
    for (const ArchitectureInfo& architecture : catalogue::architectures())
        out.text(architecture.title);
    for (const RecipeInfo& recipe : catalogue::recipes()) {
        out.text(recipe.title);
        out.text(recipe.sentence);
    }
    printParameters(out, catalogue::recipeParameters());
    out.heading("networks and data sets");
    Engine engine;
    for (const ModelInfo& model : engine.models())
        out.text(model.name);
    for (const DatasetInfo& dataset : datasets::list()) {
        out.text(dataset.title);
        for (const std::string& name : dataset.classNames)
            if (!std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }))
                out.text(name);
    }
}

std::string contentOf(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Not the words of reports, which are written in English (translations/README.md), nor what only the command
/// line says.
bool speaksToTheWindow(const fs::path& path)
{
    static const std::set<std::string> kElsewhere{
        "fetch.cpp", "download.cpp", "bench_job.cpp", "screenshot.cpp", "start_state.cpp"};
    const bool isSource = path.extension() == ".cpp" || path.extension() == ".h";
    const bool isReport = path.parent_path().filename() == "report" && path.filename() != "session_json.cpp";
    return isSource && !isReport && !kElsewhere.contains(path.filename().string());
}

void printSentences(Printer& out, const fs::path& root)
{
    std::vector<fs::path> files;
    for (const char* layer : {"core", "ui"})
        for (const auto& entry : fs::recursive_directory_iterator(root / layer))
            if (speaksToTheWindow(entry.path()))
                files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        out.heading(fs::relative(file, root).generic_string());
        for (const std::string& sentence : sentencesOf(contentOf(file)))
            out.literal(sentence);
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2 || !fs::exists(fs::path(argv[1]) / "core")) {
        std::cerr << "Usage: epsilonlab_core_texts SOURCE_DIR\n";
        return 2;
    }
    std::cout
        << "// SPDX-License-Identifier: GPL-3.0-or-later\n"
           "// Written by translations/update; do not edit. What core says to the window: texts of the catalogue, and\n"
           "// sentences with %1, %2 where values stand. What the program cannot find out stands in core_phrases.def.\n";
    Printer out;
    printCatalogue(out);
    printSentences(out, argv[1]);
    return 0;
}
