// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <string>

namespace epsilonlab::ui::text {

/// What core says, in the language of the window: a text of the catalogue, or a sentence with values in it.
/// Such a sentence is found by what stands between its values ("%1 could not be read: %2."), and so are those
/// values that are words themselves. Whatever is not known stays as it is: names of files, words of the
/// libraries underneath.
QString ofCore(const std::string& words);

/// The same of a single lower-case word that may also be somebody's name, such as the choices of a parameter.
QString choiceOfCore(const std::string& word);

/// Two sentences, one after the other: with a space between them, which Chinese does without.
QString joined(const QString& first, const QString& second);

/// Every text and template that ofCore() knows, in English.
QStringList textsOfCore();

} // namespace epsilonlab::ui::text
