// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

#include <QWidget>

#include <set>
#include <string>
#include <vector>

class QLabel;

namespace epsilonlab::ui {

/// Editors for a list of parameters, made from their descriptions alone: number field, check box or list,
/// with title, unit, range and help. Values that come out are always allowed; what is not is explained by
/// rejected().
class ParameterForm : public QWidget
{
    Q_OBJECT

public:
    enum class Direction {
        Row,
        Column
    }; ///< titles above fields, wrapping; or one line each, title to the left

    explicit ParameterForm(Direction direction, QWidget* parent = nullptr);

    /// Replaces all editors; they show the defaults. Parameters named in `hidden` get none.
    void setSpecs(const std::vector<ParameterSpec>& specs, const std::set<std::string>& hidden = {});
    const std::vector<ParameterSpec>& specs() const { return m_specs; }

    /// Words for Target and Choice values, other than the value itself: class names, "L2" for "l2".
    void setClassNames(const std::vector<std::string>& names) { m_classNames = names; }

    ParameterSet values() const; ///< of every editor
    void setValues(const ParameterSet& values); ///< no signals; ids without an editor are passed over
    QWidget* editor(const std::string& id) const;
    void setEditable(const std::string& id, bool isEditable, const QString& reason = {});

Q_SIGNALS:
    void valueChanged(const std::string& id, const epsilonlab::ParameterValue& value);
    void rejected(const QString& sentence);
    void corrected();

private:
    QWidget* makeEditor(const ParameterSpec& spec);
    QWidget* makeNumber(const ParameterSpec& spec);
    QWidget* makeList(const ParameterSpec& spec);
    QWidget* makeCheck(const ParameterSpec& spec);
    void addRow(const ParameterSpec& spec, QWidget* editor);
    void fitRanges(); ///< of numbers whose range hangs on a word of another editor

    Direction m_direction;
    std::vector<ParameterSpec> m_specs; ///< of those that have an editor
    std::vector<std::string> m_classNames;
    std::map<std::string, QWidget*> m_editors;
    QWidget* m_page = nullptr;
};

/// What a Choice or Target value is called in the window: "L\u221E" for "linf".
QString choiceTitle(const std::string& value);

} // namespace epsilonlab::ui
