// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QApplication;

namespace epsilonlab::ui {

/// The language of the window. English is the language of the source; its translation holds plural forms
/// alone. "pseudo" makes every text 40 % longer, for tests of the layout; it is in no menu.
class Language
{
public:
    static QStringList offered(); ///< ids in the order of the menu
    static QString titleOf(const QString& id); ///< in that language itself
    static bool isKnown(const QString& id); ///< offered or "pseudo"
    static QString ofSystem(); ///< what the desktop asks for, as far as it is offered; English otherwise

    /// From now on every text that is asked for comes in this language. What was asked for before stays as it
    /// is.
    static void use(QApplication& application, const QString& id);
    static QString current();
    static bool isSource(); ///< texts stay as they stand in the source
};

/// "&Open..." and its Chinese, which has the letter in brackets at the end, as words alone.
QString withoutMnemonic(QString title);

} // namespace epsilonlab::ui
