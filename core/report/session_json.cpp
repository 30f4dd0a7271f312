// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/session.h"

#include "api/catalogue.h"
#include "api/error.h"
#include "data/file_io.h"
#include "report/json_pieces.h"
#include "report/session_pieces.h"

#include <cmath>

namespace epsilonlab {

namespace {

constexpr int kFormatVersion = 1;

/// Reads members of one JSON object; what is missing or of the wrong kind becomes a sentence with its name.
class Members
{
public:
    Members(const nlohmann::json& json, std::string where)
        : m_json(json)
        , m_where(std::move(where))
    {
    }

    [[noreturn]] void fail(const std::string& why) const
    {
        throw Error(ErrorCode::BadFile, m_where + ": " + why);
    }

    [[noreturn]] void failAt(std::string key, const nlohmann::json& value, const std::string& needed) const
    {
        fail(key.insert(0, 1, '"')
                 .append("\" is ")
                 .append(shortened(value))
                 .append(", but ")
                 .append(needed)
                 .append("."));
    }

    const nlohmann::json& member(const char* key) const
    {
        if (!m_json.is_object() || !m_json.contains(key))
            fail(std::string("the entry \"")
                     .append(key)
                     .append("\" is missing. The session cannot be shown."));
        return m_json.at(key);
    }

    std::string text(const char* key) const
    {
        const nlohmann::json& value = member(key);
        if (!value.is_string())
            failAt(key, value, "words are needed");
        return value.get<std::string>();
    }

    std::string textOr(const char* key, const std::string& ifMissing) const
    {
        return m_json.contains(key) ? text(key) : ifMissing;
    }

    double number(const char* key) const
    {
        const nlohmann::json& value = member(key);
        if (!value.is_number())
            failAt(key, value, "a number is needed");
        return value.get<double>();
    }

    std::int64_t whole(const char* key, std::int64_t low, std::int64_t high) const
    {
        const double value = number(key);
        if (!(value >= static_cast<double>(low) && value <= static_cast<double>(high))
            || value != std::floor(value))
            failAt(key, member(key),
                "a whole number from " + std::to_string(low) + " to " + std::to_string(high) + " is needed");
        return static_cast<std::int64_t>(value);
    }

    bool flag(const char* key, bool ifMissing) const
    {
        if (!m_json.contains(key))
            return ifMissing;
        const nlohmann::json& value = m_json.at(key);
        if (!value.is_boolean())
            failAt(key, value, "true or false is needed");
        return value.get<bool>();
    }

    Members object(const char* key) const
    {
        const nlohmann::json& value = member(key);
        if (!value.is_object())
            failAt(key, value, "an object is needed");
        return {value, m_where};
    }

    Members of(const nlohmann::json& json) const { return {json, m_where}; }

    static std::string shortened(const nlohmann::json& value)
    {
        constexpr std::size_t kLongest = 40;
        const std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        return text.size() <= kLongest ? text : text.substr(0, kLongest) + "\u2026";
    }

    const nlohmann::json& json() const { return m_json; }

private:
    const nlohmann::json& m_json;
    std::string m_where;
};

std::vector<PinnedFigure> figuresFrom(const Members& session)
{
    std::vector<PinnedFigure> figures;
    if (!session.json().contains("figures"))
        return figures; // nothing was ever pinned
    const nlohmann::json& all = session.member("figures");
    if (!all.is_array() || all.size() > sessions::kMostFigures)
        session.failAt("figures", all,
            "a list of up to " + std::to_string(sessions::kMostFigures) + " pinned figures is needed");
    for (const nlohmann::json& each : all) {
        const Members figure = session.of(each);
        figures.push_back({figure.text("id"), figure.text("title"), figure.text("caption"),
            figure.text("svg"), figure.text("session")});
    }
    return figures;
}

SessionModel modelFrom(const Members& members)
{
    return {members.text("id"), members.text("name"), members.text("path"), members.text("sha256")};
}

Image imageFrom(const Members& sample)
{
    const nlohmann::json& pixels = sample.member("pixels");
    const double largest = static_cast<double>(sample.whole("pixel_max", 1, kByteMax));
    if (!pixels.is_array() || pixels.size() != static_cast<std::size_t>(kImagePixels))
        sample.fail("\"pixels\" has " + std::to_string(pixels.size())
            + " values, but 784 are needed (28 rows of 28).");
    Image image;
    image.pixels.reserve(pixels.size());
    for (const nlohmann::json& pixel : pixels) {
        const double value = pixel.is_number() ? pixel.get<double>() : -1.0;
        if (!(value >= 0.0 && value <= largest))
            sample.fail("a pixel is " + Members::shortened(pixel) + ", but numbers from 0 to "
                + Members::shortened(sample.member("pixel_max")) + " are needed.");
        image.pixels.push_back(static_cast<float>(value) / static_cast<float>(largest));
    }
    return image;
}

ParameterValue valueFrom(const nlohmann::json& json, const std::string& key, const Members& members)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    members.failAt(key, json, "a number, a word or true/false is needed");
}

AttackSettings attackFrom(const Members& members)
{
    AttackSettings attack;
    attack.attackId = members.text("id");
    ParameterSet given;
    const Members parameters = members.object("parameters");
    for (const auto& [key, value] : parameters.json().items())
        given[key] = valueFrom(value, key, members);
    try {
        attack.values = completed(catalogue::attack(attack.attackId).parameters, given);
    } catch (const Error& error) {
        members.fail(error.message());
    }
    return attack;
}

void checkHead(const nlohmann::json& json, const std::string& where)
{
    const bool isObject = !json.is_discarded() && json.is_object();
    if (!isObject || json.value("format", nlohmann::json()) != "epsilonlab-session")
        throw Error(ErrorCode::UnknownFormat,
            where
                + " is no session of EpsilonLab: it does not say \"format\": \"epsilonlab-session\". Choose a file that was saved with File > Save session.");
    const Members head(json, where);
    if (const double version = head.number("format_version"); version > kFormatVersion)
        head.fail("it has format_version " + Members::shortened(head.member("format_version"))
            + ", but this program knows versions up to 1. Open it with a newer EpsilonLab.");
}

} // namespace

bool Session::showsSame(const Session& other) const
{
    return modelA == other.modelA && modelB == other.modelB && isComparing == other.isComparing
        && dataset.text == other.dataset.text && sample.index == other.sample.index
        && sample.label == other.sample.label && sample.image == other.sample.image && attack == other.attack
        && epsilon == other.epsilon;
}

std::string sessions::toJson(const Session& session)
{
    ordered_json json = headJson("session");
    json.erase("command");
    json["format"] = "epsilonlab-session";
    json["format_version"] = kFormatVersion;
    json["models"] = {{"a", sessionModelJson(session.modelA)}, {"b", sessionModelJson(session.modelB)},
        {"comparing", session.isComparing}};
    json["dataset"] = session.dataset.text;
    json["attack"] = attackJson(session.attack);
    json["epsilon"] = session.epsilon;
    json["seed"] = session.attack.seed;
    json["view"] = {{"tab", session.view.tab}, {"position", session.position},
        {"logits", session.view.isLogits}, {"own_scale", session.view.isOwnScale},
        {"steps_open", session.view.areStepsOpen}, {"gallery", session.view.gallery}};
    json["figures"] = figuresJson(session.figures);
    json["sample"] = sampleJson(session.sample);
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Session sessions::read(const std::filesystem::path& path)
{
    return fromJson(readFile(path.string(), kLargest), path.string());
}

Session sessions::fromJson(const std::string& text, const std::string& where)
{
    constexpr std::int64_t kLargestWhole = std::int64_t{1} << 53; // 2^53: what JSON numbers hold exactly
                                                                  // everywhere
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    checkHead(json, where);
    const Members members(json, where);
    const Members models = members.object("models");
    Session session;
    session.modelA = modelFrom(models.object("a"));
    session.modelB = modelFrom(models.object("b"));
    const nlohmann::json& comparing = models.member("comparing");
    session.isComparing = comparing.is_boolean() ? comparing.get<bool>() : true;
    session.dataset.text = members.text("dataset");
    session.attack = attackFrom(members.object("attack"));
    session.attack.seed = static_cast<std::uint64_t>(members.whole("seed", 0, kLargestWhole));
    session.epsilon = members.number("epsilon");
    if (!(session.epsilon >= 0.0 && session.epsilon <= kImagePixels))
        members.failAt("epsilon", members.member("epsilon"), "a number from 0 to 784 is needed");
    const Members view = members.object("view");
    const SessionView usual; // of files from before these were there
    session.view
        = {view.text("tab"), view.flag("logits", usual.isLogits), view.flag("own_scale", usual.isOwnScale),
            view.flag("steps_open", usual.areStepsOpen), view.textOr("gallery", usual.gallery)};
    session.figures = figuresFrom(members);
    session.position = view.whole("position", 0, kLargestWhole);
    const Members sample = members.object("sample");
    session.sample.index = sample.whole("index", 0, kLargestWhole);
    session.sample.label = static_cast<int>(sample.whole("label", -1, 1000000));
    session.sample.image = imageFrom(sample);
    return session;
}

} // namespace epsilonlab
