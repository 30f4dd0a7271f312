// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace epsilonlab::ui {

/// The caption of the chosen figure of the gallery, to edit.
class PinCaption : public QWidget
{
    Q_OBJECT

public:
    explicit PinCaption(QWidget* parent = nullptr);

    void setText(const QString& text); ///< no signal
    void setEditable(bool isEditable); ///< false: no figure is chosen

Q_SIGNALS:
    void edited(const QString& text); ///< by a person

private:
    QPlainTextEdit* m_edit = nullptr;
};

} // namespace epsilonlab::ui
