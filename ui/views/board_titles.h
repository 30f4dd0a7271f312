// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

class QPainter;

namespace epsilonlab::ui {

/// The line of titles above the columns of the board, with what else is said there: which digit, why the
/// attacked picture is not what was asked for, what the two bars are. Where words are long they are written
/// smaller, so that one title does not run into the next.
class BoardTitles
{
    Q_DECLARE_TR_FUNCTIONS(epsilonlab::ui::BoardTitles)

public:
    /// Left edges on the board.
    struct Columns
    {
        int badge = 0, change = 0, adversarial = 0, bars = 0;
        int key = 0; ///< of the bars
        int end = 0; ///< of the board
    };

    static int height();

    void setSample(const QString& title) { m_sample = title; }
    const QString& sample() const { return m_sample; }
    void setNote(const QString& note) { m_note = note; }
    const QString& note() const { return m_note; }
    void setNoiseShown(bool isShown) { m_isNoiseShown = isShown; }
    bool isNoiseShown() const { return m_isNoiseShown; }
    void setOwnScale(bool isOwn) { m_isOwnScale = isOwn; }

    void paint(QPainter& painter, const Columns& columns) const;

private:
    void paintTitles(QPainter& painter, const Columns& columns) const;
    void paintSample(QPainter& painter, const Columns& columns) const;
    void paintNote(QPainter& painter, const Columns& columns) const;
    void paintKey(QPainter& painter, const Columns& columns) const;
    QString changeTitle() const;
    QString otherTitle() const;

    QString m_sample, m_note;
    bool m_isNoiseShown = false, m_isOwnScale = false;
};

} // namespace epsilonlab::ui
