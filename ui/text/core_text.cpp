// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/core_text.h"

#include "text/language.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

namespace epsilonlab::ui::text {

namespace {

constexpr int kDeepest = 6; // sentences in a row and in one another
constexpr qsizetype kLeastLetters = 12; // of a part of a sentence that any words may stand in
const QString kEndOfSentence = QStringLiteral(". ");

/// "%1 could not be read: %2." and what finds it.
struct Pattern
{
    const char* source = nullptr;
    QRegularExpression expression;
    QString longest; ///< of what stands between the values: looked for first, because that is cheap
    qsizetype letters = 0;
};

const std::vector<const char*>& sources()
{
    static const std::vector<const char*> list{
#define EPSILONLAB_TEXT(text) text,
#include "text/core_phrases.def"
#include "text/core_texts.def"
#undef EPSILONLAB_TEXT
    };
    return list;
}

const QRegularExpression& placeholder()
{
    static const QRegularExpression expression(QStringLiteral("%[1-9][0-9]?(?![0-9])"));
    return expression;
}

Pattern patternOf(const char* source)
{
    Pattern pattern;
    pattern.source = source;
    QStringList escaped;
    for (const QString& between : QString::fromUtf8(source).split(placeholder())) {
        escaped << QRegularExpression::escape(between);
        if (between.size() > pattern.longest.size())
            pattern.longest = between;
        pattern.letters += between.size();
    }
    // "3 images" is an amount; "my images" is somebody's folder.
    const bool isAmount = pattern.letters < kLeastLetters && std::strpbrk(source, ".:") == nullptr;
    const QString value = isAmount ? QStringLiteral("([0-9][0-9., \u2009]*)") : QStringLiteral("(.*?)");
    pattern.expression = QRegularExpression(QRegularExpression::anchoredPattern(escaped.join(value)),
        QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

/// The more is said between the values, the surer it is the right one: these come first.
const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> list = [] {
        std::vector<Pattern> all;
        for (const char* source : sources())
            if (QString::fromUtf8(source).contains(placeholder()) && qstrcmp(source, "%1: %2") != 0)
                all.push_back(patternOf(source));
        std::stable_sort(
            all.begin(), all.end(), [](const Pattern& a, const Pattern& b) { return a.letters > b.letters; });
        return all;
    }();
    return list;
}

const QHash<QString, const char*>& exactTexts()
{
    static const QHash<QString, const char*> table = [] {
        QHash<QString, const char*> all;
        for (const char* source : sources())
            all.insert(QString::fromUtf8(source), source);
        return all;
    }();
    return table;
}

std::optional<QString> known(const QString& words, int depth);

QString translated(const char* source)
{
    return QCoreApplication::translate("core", source);
}

/// Where a value stands in its sentence: at the beginning it is the name of what the sentence is about.
enum class Place { First, Later };

/// A value in a sentence: the space around it is not part of what it says.
QString valueText(const QString& words, Place place, int depth)
{
    static const QStringList amounts{
        "more", "images", "labels", "bytes", "channels", "features", "white", "black"};
    const QString bare = words.trimmed();
    // Other single words in small letters are ids or names of files.
    const bool isWord = !bare.isEmpty() && !bare.contains(' ') && bare[0].isLower();
    if (isWord && (place == Place::First || !amounts.contains(bare)))
        return words;
    return known(bare, depth + 1).value_or(words);
}

QString filled(const Pattern& pattern, const QRegularExpressionMatch& match, int depth)
{
    const QString text = translated(pattern.source);
    QString result;
    qsizetype at = 0;
    QRegularExpressionMatchIterator places = placeholder().globalMatch(text);
    while (places.hasNext()) { // by hand: a value may itself hold a "%1"
        const QRegularExpressionMatch found = places.next();
        const int number = found.captured().mid(1).toInt();
        const Place place = match.capturedStart(number) == 0 ? Place::First : Place::Later;
        result += text.mid(at, found.capturedStart() - at) + valueText(match.captured(number), place, depth);
        at = found.capturedEnd();
    }
    return result + text.mid(at);
}

/// Strict: no value holds the end of a sentence and the beginning of another.
std::optional<QString> byPattern(const QString& words, bool isStrict, int depth)
{
    for (const Pattern& pattern : patterns()) {
        if (!words.contains(pattern.longest))
            continue;
        const QRegularExpressionMatch match = pattern.expression.match(words);
        if (!match.hasMatch())
            continue;
        const QStringList values = match.capturedTexts().mid(1);
        if (isStrict && std::any_of(values.begin(), values.end(), [](const QString& value) {
                return value.contains(kEndOfSentence);
            }))
            continue;
        return filled(pattern, match, depth);
    }
    return std::nullopt;
}

std::optional<QString> bySentences(const QString& words, int depth)
{
    for (qsizetype at = words.lastIndexOf(kEndOfSentence); at > 0;
         at = words.lastIndexOf(kEndOfSentence, at - 1)) {
        const std::optional<QString> first = known(words.left(at + 1), depth + 1);
        const std::optional<QString> rest
            = first ? known(words.mid(at + kEndOfSentence.size()), depth + 1) : std::nullopt;
        if (first && rest)
            return joined(*first, *rest);
    }
    return std::nullopt;
}

std::optional<QString> known(const QString& words, int depth)
{
    if (depth > kDeepest || words.isEmpty())
        return std::nullopt;
    if (const auto exact = exactTexts().find(words); exact != exactTexts().end())
        return translated(*exact);
    if (const std::optional<QString> whole = byPattern(words, true, depth))
        return whole;
    if (const std::optional<QString> several = bySentences(words, depth))
        return several;
    if (const std::optional<QString> nested = byPattern(words, false, depth))
        return nested;
    const qsizetype colon = words.indexOf(QStringLiteral(": ")); // a place, and what is wrong there
    if (const auto rest = colon > 0 ? known(words.mid(colon + 2), depth + 1) : std::nullopt)
        return translated("%1: %2").arg(words.left(colon), *rest);
    return std::nullopt;
}

} // namespace

QString ofCore(const std::string& words)
{
    const QString text = QString::fromStdString(words);
    return Language::isSource() ? text : known(text, 0).value_or(text);
}

QString joined(const QString& first, const QString& second)
{
    constexpr char16_t kFirstWide = 0x3000; // ideographs and the marks between them
    const bool isWide = !first.isEmpty() && first.back() >= QChar(kFirstWide);
    return isWide ? first + second : first + ' ' + second;
}

QString choiceOfCore(const std::string& word)
{
    const auto exact = exactTexts().find(QString::fromStdString(word));
    return exact == exactTexts().end() ? QString::fromStdString(word) : translated(*exact);
}

QStringList textsOfCore()
{
    return exactTexts().keys();
}

} // namespace epsilonlab::ui::text
