// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace epsilonlab::ui {

class GroupedCombo;
class NumberEdit;
class ParameterForm;
class SessionState;

/// Which attack, with which values: the form follows from the attack's own description. Epsilon has its own
/// control.
class AttackPanel : public QWidget
{
    Q_OBJECT

public:
    AttackPanel(SessionState& session, QWidget* parent = nullptr);

    void setClassNames(const std::vector<std::string>& names);

Q_SIGNALS:
    void rejected(const QString& sentence);
    void corrected();

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void rebuild();
    void refresh();
    QWidget* cell(const char* objectName, const QString& title, QWidget* editor);

    SessionState& m_session;
    GroupedCombo* m_attack = nullptr;
    ParameterForm* m_form = nullptr;
    NumberEdit* m_seed = nullptr;
    QToolButton* m_defaults = nullptr;
    std::string m_shownAttack;
    std::vector<std::string> m_classNames;
};

} // namespace epsilonlab::ui
