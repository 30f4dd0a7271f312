// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace epsilonlab::ui {

class ErrorDetails;

/// One line that is always there: a hint, or a sentence with up to two answers to it. Takes the place of a
/// dialog. A long sentence gets more lines.
class ActionStrip : public QWidget
{
    Q_OBJECT

public:
    struct Answer
    {
        QString text;
        std::function<void()> act; ///< empty: the sentence just goes away
    };
    enum class Tone { Question, Error };

    explicit ActionStrip(const QString& name, QWidget* parent = nullptr);

    void setHint(const QString& sentence);
    void ask(const QString& sentence, const Answer& first, const Answer& second);
    void showError(const QString& sentence, const QString& detail = {}); ///< stays until clear() or "Close"
    void clear();
    bool isAsking() const { return m_isAsking; }
    QString sentence() const
    {
        return m_sentence;
    } ///< of the question or the error; empty: only the hint is shown

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void say(const QString& sentence, Tone tone);
    void setAnswer(QToolButton* button, const Answer& answer);
    void refresh();

    QLabel* m_label = nullptr;
    ErrorDetails* m_details = nullptr;
    QToolButton *m_first = nullptr, *m_second = nullptr;
    std::function<void()> m_firstAct, m_secondAct;
    QString m_hint, m_sentence;
    Tone m_tone = Tone::Question;
    bool m_isAsking = false;
};

} // namespace epsilonlab::ui
