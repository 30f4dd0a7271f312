// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "api/requests.h"
#include "text/core_text.h"

#include <QColor>
#include <QComboBox>
#include <QString>

#include <vector>

class QLabel;
class QScrollArea;
class QToolButton;
class QWidget;

namespace epsilonlab::ui::train {

/// Pieces of the Train tab, each named and ready to be put into a layout.
QLabel* makeText(QWidget& parent, const char* objectName, const QString& accessibleName); ///< wraps, small
QLabel* makeHeading(QWidget& parent, const char* objectName, const QString& text);
QToolButton* makeButton(QWidget& parent, const char* objectName, const QString& text, const QString& hint);
QScrollArea* makeScroll(QWidget& parent, QWidget* page); ///< vertical only
void setInk(QWidget& widget, const QColor& ink);

constexpr const char* kEdited = "-edited"; ///< behind the name of a recipe that is not as it was any more
std::string presetOf(const TrainRequest& request); ///< the name of its recipe without that

/// As people think about a recipe: what is trained on what, how strong the attack, how long, how.
std::vector<ParameterSpec> inReadingOrder(const std::vector<ParameterSpec>& specs);

/// `id`, or "id (file)" where one of `infos` is called so already.
template <class Info> std::string nameBeside(const std::vector<Info>& infos, const std::string& id)
{
    for (const Info& info : infos)
        if (info.id == id)
            return id + " (file)";
    return id;
}

/// Titles in place of ids in the list of a Choice whose words are ids of a catalogue; the sentence as hint.
template <class Info> void nameItems(QWidget* editor, const std::vector<Info>& infos)
{
    auto* list = qobject_cast<QComboBox*>(editor);
    if (!list)
        return;
    for (const Info& info : infos) {
        const int row = list->findData(QString::fromStdString(info.id));
        if (row < 0)
            continue;
        list->setItemText(row, text::ofCore(info.title));
        if constexpr (requires { info.sentence; })
            list->setItemData(row, text::ofCore(info.sentence), Qt::ToolTipRole);
    }
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->setMinimumContentsLength(8);
}

} // namespace epsilonlab::ui::train
