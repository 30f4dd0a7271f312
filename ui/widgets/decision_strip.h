// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace epsilonlab::ui {

class ErrorDetails;

/// A sentence across the window with a question or a note: never modal, nothing waits for it. Hidden unless
/// it has something to say; one sentence at a time, the newest wins.
class DecisionStrip : public QFrame
{
    Q_OBJECT

public:
    explicit DecisionStrip(QWidget* parent = nullptr);

    /// Two buttons: one does it, the other lets it be.
    void ask(const QString& sentence, const QString& yes, const QString& no);
    /// With buttons that show `detail`, the words of the library underneath, copy it all, and close it.
    void showError(const QString& sentence, const QString& detail = {});
    void showNote(const QString& sentence);
    void dismiss();

Q_SIGNALS:
    void accepted();
    void declined(); ///< also when an error or a note is closed, or another sentence comes

private:
    enum class Kind { Question, Error, Note };

    void say(Kind kind, const QString& sentence);
    void refresh();
    void showSentence(const QString& sentence);

    Kind m_kind = Kind::Note;
    QLabel* m_sentence = nullptr;
    ErrorDetails* m_details = nullptr;
    QPushButton* m_yes = nullptr;
    QPushButton* m_no = nullptr;
};

} // namespace epsilonlab::ui
