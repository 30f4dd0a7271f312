// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace epsilonlab::ui {

class ErrorDetails;

/// One line that is always there: a hint, or a sentence with up to two answers to it. Takes the place of a
/// dialog. A long sentence gets more lines. A warning has lines of its own: it takes the place of the hint
/// and stands above a question or an error.
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
    void showWarning(const QString& sentence); ///< empty: none; stays until then or "Close"
    QString warning() const { return m_warningSentence; }
    void clear(); ///< question and error
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
    void layOut();
    void connectAll();
    void makeWarning(const QString& name);
    void refresh();
    void refreshWarning();

    QLabel *m_label = nullptr, *m_warning = nullptr;
    QToolButton* m_dismiss = nullptr;
    ErrorDetails* m_details = nullptr;
    QToolButton *m_first = nullptr, *m_second = nullptr;
    std::function<void()> m_firstAct, m_secondAct;
    QString m_hint, m_sentence, m_warningSentence;
    Tone m_tone = Tone::Question;
    bool m_isAsking = false;
};

} // namespace epsilonlab::ui
