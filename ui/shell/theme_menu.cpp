// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/theme_menu.h"

#include "shell/main_window.h"
#include "shell/menus.h"
#include "theme/theme.h"

#include <QActionGroup>
#include <QMenu>

#include <utility>

namespace epsilonlab::ui {

QMenu* makeThemeMenu(MainWindow& window, QMenu& parent)
{
    auto* menu = new QMenu(Menus::tr("&Colours"), &parent);
    menu->setObjectName("themeMenu");
    menu->setAccessibleName(Menus::tr("Colours"));
    auto* group = new QActionGroup(menu);
    const std::pair<theme::Theme, QString> choices[] = {{theme::Theme::Light, Menus::tr("&Light")},
        {theme::Theme::Dark, Menus::tr("&Dark")}, {theme::Theme::HighContrast, Menus::tr("&High contrast")}};
    for (const auto& [choice, title] : choices) {
        QAction* action = menu->addAction(title);
        action->setObjectName("themeAction");
        action->setCheckable(true);
        action->setChecked(choice == theme::current());
        group->addAction(action);
        QObject::connect(
            action, &QAction::triggered, &window, [&window, wanted = choice] { window.setTheme(wanted); });
    }
    return menu;
}

} // namespace epsilonlab::ui
