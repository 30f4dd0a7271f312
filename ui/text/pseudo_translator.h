// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace epsilonlab::ui {

/// A language that does not exist: English with accents, 40 % longer. It shows what was never asked for in a
/// translation, and which texts have no room.
class PseudoTranslator : public QTranslator
{
    Q_OBJECT

public:
    explicit PseudoTranslator(QObject* parent = nullptr);

    bool isEmpty() const override { return false; }
    QString translate(
        const char* context, const char* source, const char* disambiguation, int n) const override;

    /// Tags, placeholders, mnemonics and file patterns stay.
    static QString stretched(const QString& text);

private:
    QTranslator m_english; ///< for its plural forms
};

} // namespace epsilonlab::ui
