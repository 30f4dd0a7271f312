// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/language_menu.h"

#include "shell/main_window.h"
#include "shell/settings.h"
#include "text/language.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

namespace epsilonlab::ui {

QMenu* makeLanguageMenu(MainWindow& window)
{
    auto* menu = new QMenu(QCoreApplication::translate("epsilonlab::ui::Menus", "&Language"), &window);
    menu->setObjectName("languageMenu");
    menu->setAccessibleName(withoutMnemonic(menu->title()));
    auto* group = new QActionGroup(menu);
    for (const QString& id : Language::offered()) {
        QAction* action = menu->addAction(Language::titleOf(id));
        action->setObjectName("languageAction");
        action->setData(id);
        action->setCheckable(true);
        action->setChecked(id == Language::current());
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, &window, [&window, id] {
            WindowSettings settings = WindowSettings::read();
            settings.language = id;
            settings.write();
            Q_EMIT window.languageWanted(id);
        });
    }
    return menu;
}

} // namespace epsilonlab::ui
