// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace epsilonlab::ui {

/// A list under headings: each choice has a name and, in the open list, a plain sentence below it. Headings
/// cannot be chosen.
class GroupedCombo : public QComboBox
{
    Q_OBJECT

public:
    explicit GroupedCombo(QWidget* parent = nullptr);

    void addHeading(const QString& title);
    void addChoice(const QString& title, const QString& id, const QString& sentence);
    void setCurrentId(const QString& id); ///< no signal
    QString currentId() const { return currentData().toString(); }

    void showPopup() override;

Q_SIGNALS:
    void chosen(const QString& id); ///< by a person
};

} // namespace epsilonlab::ui
