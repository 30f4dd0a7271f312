// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcut_sheet.h"

#include "text/language.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

/// Keys that are not actions: held keys and keys of the slider.
const std::pair<const char*, const char*> kOtherKeys[] = {
    {QT_TRANSLATE_NOOP("epsilonlab::ui::ShortcutSheet", "Left / Right"),
        QT_TRANSLATE_NOOP("epsilonlab::ui::ShortcutSheet", "Epsilon less / more by 0.005 (L2: 0.05)")},
    {QT_TRANSLATE_NOOP("epsilonlab::ui::ShortcutSheet", "Shift+Left / Shift+Right"),
        QT_TRANSLATE_NOOP("epsilonlab::ui::ShortcutSheet", "Epsilon less / more by 0.05 (L2: 0.5)")},
    {QT_TRANSLATE_NOOP("epsilonlab::ui::ShortcutSheet", "Page Up / Page Down"),
        QT_TRANSLATE_NOOP("epsilonlab::ui::ShortcutSheet", "Epsilon more / less by 0.1 (L2: 1)")},
    {QT_TRANSLATE_NOOP("epsilonlab::ui::ShortcutSheet", "C (hold)"),
        QT_TRANSLATE_NOOP(
            "epsilonlab::ui::ShortcutSheet", "Blink from the attacked picture to the clean one")},
};

QTreeWidgetItem* addSection(QTreeWidget& list, const QString& title)
{
    auto* section = new QTreeWidgetItem(&list, {title});
    section->setFirstColumnSpanned(true);
    section->setFlags(Qt::ItemIsEnabled);
    QFont bold = list.font();
    bold.setBold(true);
    section->setFont(0, bold);
    return section;
}

/// The actions of a menu and of the menus in it that have keys, in their order.
void addKeys(QTreeWidgetItem& section, const QMenu& menu, const QString& path = {})
{
    for (const QAction* action : menu.actions()) {
        const QString words = path + withoutMnemonic(action->text());
        if (action->menu())
            addKeys(section, *action->menu(), words + QStringLiteral(": "));
        for (const QKeySequence& key : action->shortcuts())
            new QTreeWidgetItem(&section, {key.toString(QKeySequence::NativeText), words});
    }
}

void filter(QTreeWidget& list, const QString& words)
{
    for (int i = 0; i < list.topLevelItemCount(); ++i) {
        QTreeWidgetItem* section = list.topLevelItem(i);
        bool isAnyShown = false;
        for (int j = 0; j < section->childCount(); ++j) {
            QTreeWidgetItem* item = section->child(j);
            const QString line = item->text(0) + ' ' + item->text(1);
            item->setHidden(!line.contains(words, Qt::CaseInsensitive));
            isAnyShown = isAnyShown || !item->isHidden();
        }
        section->setHidden(!isAnyShown);
    }
}

} // namespace

ShortcutSheet::ShortcutSheet(const QMenuBar& menus, const QString& viewInFront, QWidget* parent)
    : QDialog(parent)
{
    setObjectName("shortcutSheet");
    setWindowTitle(tr("Keyboard shortcuts"));
    setAccessibleName(windowTitle());
    resize(540, 560);
    createWidgets();
    fill(menus, viewInFront);
}

void ShortcutSheet::createWidgets()
{
    auto* search = new QLineEdit(this);
    search->setObjectName("shortcutSearch");
    search->setAccessibleName(tr("Search"));
    search->setPlaceholderText(tr("Search"));
    m_list = new QTreeWidget(this);
    m_list->setObjectName("shortcutList");
    m_list->setAccessibleName(tr("Keys and what they do"));
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(12);
    m_list->setItemsExpandable(false);
    m_list->setHeaderLabels({tr("Key"), tr("Action")});
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(search, &QLineEdit::textChanged, m_list,
        [list = m_list](const QString& words) { filter(*list, words); });
    auto* column = new QVBoxLayout(this);
    column->addWidget(search);
    column->addWidget(m_list);
    column->addWidget(buttons);
}

void ShortcutSheet::fill(const QMenuBar& menus, const QString& viewInFront)
{
    QList<QAction*> order = menus.actions();
    // What the keys do in the view in front comes first.
    std::stable_partition(order.begin(), order.end(),
        [&](const QAction* action) { return action->menu()->objectName() == viewInFront + "Menu"; });
    for (const QAction* action : std::as_const(order)) {
        QTreeWidgetItem* section = addSection(*m_list, withoutMnemonic(action->text()));
        if (action->menu()->objectName() == "attackMenu")
            for (const auto& [key, what] : kOtherKeys)
                new QTreeWidgetItem(section, {tr(key), tr(what)});
        addKeys(*section, *action->menu());
    }
    m_list->expandAll();
    filter(*m_list, {}); // menus without keys have no section
}

} // namespace epsilonlab::ui
