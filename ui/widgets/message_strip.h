// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace epsilonlab::ui {

/// One line that is always there, so that nothing moves: an error if there is one, else a warning, else a
/// hint.
class MessageStrip : public QLabel
{
    Q_OBJECT

public:
    explicit MessageStrip(QWidget* parent = nullptr);

    void setHint(const QString& sentence);
    void showWarning(const QString& sentence, const QString& why = {}); ///< empty: none; `why` is in the tip
    bool isHint() const { return m_error.isEmpty() && m_warning.isEmpty(); }

Q_SIGNALS:
    void newsChanged(); ///< an error or a warning came or went

public Q_SLOTS:
    void showError(const QString& sentence);
    void clearError();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();

    QString m_hint, m_warning, m_why, m_error;
    bool m_wasHint = true;
};

} // namespace epsilonlab::ui
