// SPDX-License-Identifier: GPL-3.0-or-later
#include "source_sentences.h"

#include <algorithm>
#include <cctype>

namespace epsilonlab {

namespace {

struct Token
{
    bool isText = false; ///< a string literal, without its quotes
    std::string words;

    bool is(const char* sign) const { return !isText && words == sign; }
    bool isOneOf(const char* signs) const
    {
        return !isText && words.size() == 1 && std::string(signs).find(words) != std::string::npos;
    }
};

using Tokens = std::vector<Token>;

bool isWordLetter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// Behind the quote that ends what begins at `at`.
std::size_t endOfQuoted(const std::string& source, std::size_t at)
{
    const char quote = source[at++];
    while (at < source.size() && source[at] != quote)
        at += source[at] == '\\' ? 2 : 1;
    return std::min(at + 1, source.size());
}

Tokens tokensOf(const std::string& source)
{
    Tokens tokens;
    for (std::size_t at = 0; at < source.size();) {
        std::size_t end = at + 1;
        const char c = source[at];
        if (source.compare(at, 2, "//") == 0) {
            end = std::min(source.find('\n', at), source.size());
        } else if (c == '"' || c == '\'') {
            end = endOfQuoted(source, at);
            tokens.push_back(
                {c == '"', c == '"' ? source.substr(at + 1, end - at - 2) : source.substr(at, end - at)});
        } else if (isWordLetter(c)) {
            while (end < source.size()
                && (isWordLetter(source[end])
                    || (source[end] == '\'' && std::isdigit(static_cast<unsigned char>(c)))))
                ++end;
            tokens.push_back({false, source.substr(at, end - at)});
        } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
            tokens.push_back({false, std::string(1, c)});
        }
        at = end;
    }
    return tokens;
}

/// The tokens from `at` to the end of its bracket, or to a semicolon, parted at `sign` where no deeper
/// bracket is open.
std::vector<Tokens> parts(const Tokens& tokens, std::size_t at, const char* sign)
{
    std::vector<Tokens> found(1);
    int depth = 0;
    for (; at < tokens.size(); ++at) {
        const Token& token = tokens[at];
        depth += token.isOneOf("([{") ? 1 : token.isOneOf(")]}") ? -1 : 0;
        if (depth < 0 || (depth == 0 && token.is(";")))
            break;
        if (depth == 0 && token.is(sign))
            found.emplace_back();
        else
            found.back().push_back(token);
    }
    return found;
}

bool isText(const Tokens& tokens)
{
    return !tokens.empty()
        && std::all_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.isText; });
}

/// "%1 is %2 long." for: name + " is " + std::to_string(size) + " long."
std::string templateOf(const Tokens& expression)
{
    std::string text;
    int values = 0;
    bool wasValue = false;
    for (const Tokens& part : parts(expression, 0, "+")) {
        const bool isValue = !isText(part);
        if (isValue && !wasValue)
            text.append(1, '%').append(std::to_string(++values));
        for (const Token& token : part)
            text += isValue ? "" : token.words;
        wasValue = isValue;
    }
    return text;
}

/// Words enough to be told from other sentences.
bool saysSomething(const std::string& text)
{
    constexpr std::ptrdiff_t kLeastLetters = 8;
    return std::count_if(text.begin(), text.end(),
               [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; })
        >= kLeastLetters
        && text.find(' ') != std::string::npos;
}

bool isSentence(const std::string& text)
{
    const bool hasEnd
        = !text.empty() && (text.back() == '.' || std::isdigit(static_cast<unsigned char>(text.back())) != 0);
    const bool hasBeginning
        = !text.empty() && (text[0] == '%' || std::isupper(static_cast<unsigned char>(text[0])) != 0);
    const bool isPaper = text.find("arXiv:") != std::string::npos; // is quoted as it is
    return hasEnd && hasBeginning && !isPaper && saysSomething(text)
        && std::count(text.begin(), text.end(), ' ') >= 3;
}

/// "plateau", or a constant that stands for such a word.
bool isCode(const Tokens& argument)
{
    if (argument.size() != 1 || argument[0].words.empty())
        return false;
    const std::string& word = argument[0].words;
    if (!argument[0].isText)
        return word.size() > 1 && word[0] == 'k' && std::isupper(static_cast<unsigned char>(word[1])) != 0;
    return std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

/// Of a call or a list in braces.
std::string sentenceAmong(const std::vector<Tokens>& arguments)
{
    if (arguments.size() > 1 && !arguments[0].empty() && arguments[0][0].words.starts_with("ErrorCode"))
        return templateOf(arguments[1]);
    for (std::size_t i = 0; i + 1 < arguments.size() && i < 2; ++i)
        if (isCode(arguments[i]) && isSentence(templateOf(arguments[i + 1])))
            return templateOf(arguments[i + 1]);
    return {};
}

/// Functions that put what they are told into the sentence of an Error.
bool isRefusal(const Token& name)
{
    const std::string last = name.words.substr(name.words.rfind('.') + 1); // "members.fail" is one token
    return !name.isText && (last.starts_with("fail") || last == "refuse" || last == "broken");
}

/// What the bracket or the sign at `at` begins.
std::vector<std::string> sentencesAt(const Tokens& tokens, std::size_t at)
{
    std::vector<std::string> found;
    if (tokens[at].isOneOf("({")) {
        const std::vector<Tokens> arguments = parts(tokens, at + 1, ",");
        found.push_back(sentenceAmong(arguments));
        if (at > 0 && isRefusal(tokens[at - 1]))
            for (const Tokens& argument : arguments)
                found.push_back(templateOf(argument));
    } else if (tokens[at].is("=") || tokens[at].is("return")) {
        const std::string whole = templateOf(parts(tokens, at + 1, ",").front());
        found.push_back(isSentence(whole) ? whole : std::string());
    }
    return found;
}

} // namespace

std::vector<std::string> sentencesOf(const std::string& source)
{
    const Tokens tokens = tokensOf(source);
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
        for (const std::string& sentence : sentencesAt(tokens, i))
            if (saysSomething(sentence))
                sentences.push_back(sentence);
    return sentences;
}

} // namespace epsilonlab
