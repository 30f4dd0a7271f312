// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include "widgets/digit_tile.h"

#include <QWidget>

namespace epsilonlab::ui {

/// What became of the attack, in words: "FOOLED 7\u21923". Class names instead of numbers where the network
/// has some.
QString verdictText(const ModelPreview& preview, const QStringList& classNames = {});

DigitTile::Frame frameOf(Verdict verdict);

/// The words above on a coloured ground. Held is neutral with a tick: no green for good.
class VerdictChip : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictChip(QWidget* parent = nullptr);

    void setVerdict(Verdict verdict, const QString& words);
    void setRunning(const QString& words); ///< no verdict yet: neutral, dotted
    void clear();
    QString words() const { return m_words; }
    QSize sizeHint() const override;
    int heightAt(int width) const; ///< at which no word is cut: of two lines where one is too short

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString wholeWords() const; // with their sign
    QFont fontThatFits(const QString& words) const;

    QString m_words;
    Verdict m_verdict = Verdict::Held;
    bool m_isRunning = false;
};

} // namespace epsilonlab::ui
