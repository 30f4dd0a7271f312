// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace epsilonlab::ui {

/// The two buttons beside an error: what the library underneath said, and all of it for the clipboard. Hidden
/// unless there is an error.
class ErrorDetails : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorDetails(const QString& name, QWidget* parent = nullptr);

    /// `detail`: the words of the library underneath, not translated; empty: there is no more to say.
    void setError(const QString& sentence, const QString& detail = {});
    void clear() { setError({}); }

    /// The sentence, and below it the detail while that is open.
    QString shownText() const;

Q_SIGNALS:
    void textChanged(); ///< the detail was opened or closed

private:
    void copy() const;

    QToolButton* m_open = nullptr;
    QToolButton* m_copy = nullptr;
    QString m_sentence, m_detail;
};

} // namespace epsilonlab::ui
