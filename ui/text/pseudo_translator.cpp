// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pseudo_translator.h"

#include <QRegularExpression>

namespace epsilonlab::ui {

namespace {

constexpr qsizetype kPercentMore = 40;
constexpr int kPadding = 6; // letters of a word that fills up

/// Letters of Latin-1, which every font has.
QChar accented(QChar letter)
{
    static const QString plain = QStringLiteral("aeiouAEIOU"),
                         marked
        = QStringLiteral("\u00E5\u00E9\u00EE\u00F6\u00FC\u00C5\u00C9\u00CE\u00D6\u00DC");
    const qsizetype at = plain.indexOf(letter);
    return at < 0 ? letter : marked[at];
}

} // namespace

PseudoTranslator::PseudoTranslator(QObject* parent)
    : QTranslator(parent)
{
    Q_UNUSED(m_english.load(QStringLiteral(":/translations/epsilonlab_en.qm")))
}

QString PseudoTranslator::translate(
    const char* context, const char* source, const char* disambiguation, int n) const
{
    const QString english = m_english.translate(context, source, disambiguation, n);
    return stretched(english.isEmpty() ? QString::fromUtf8(source) : english);
}

QString PseudoTranslator::stretched(const QString& text)
{
    // What is no text for a person: tags, entities, placeholders, file patterns, the letter behind a
    // mnemonic.
    static const QRegularExpression kept(
        QStringLiteral("<[^>]*>|&[a-z]+;|%L?[0-9n]+|\\(\\*[^)]*\\)(;;)?|&."));
    QString longer;
    qsizetype letters = 0, missing = 0, at = 0;
    const auto addLetters = [&](const QString& part) {
        for (const QChar letter : part) {
            longer += accented(letter);
            letters += 1;
            // Doubled vowels keep words and spaces in their places, so that lines still break as in a
            // language.
            if (accented(letter) != letter && missing * 100 < letters * kPercentMore) {
                longer += accented(letter);
                ++missing;
            }
        }
    };
    QRegularExpressionMatchIterator keep = kept.globalMatch(text);
    while (keep.hasNext()) {
        const QRegularExpressionMatch match = keep.next();
        addLetters(text.mid(at, match.capturedStart() - at));
        longer += match.captured();
        at = match.capturedEnd();
    }
    addLetters(text.mid(at));
    for (int i = 1; missing * 100 < letters * kPercentMore; ++i, ++missing)
        longer += i % kPadding == 0 ? ' ' : '~'; // in words, as a long sentence has more of them
    return longer;
}

} // namespace epsilonlab::ui
