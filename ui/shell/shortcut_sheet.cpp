// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcut_sheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace epsilonlab::ui {

namespace {

/// Keys that are not actions: held keys and keys of the slider.
const std::pair<const char*, const char*> kOtherKeys[] = {
    {"Left / Right", QT_TR_NOOP("Epsilon less / more by 0.005 (L2: 0.05)")},
    {"Shift+Left / Shift+Right", QT_TR_NOOP("Epsilon less / more by 0.05 (L2: 0.5)")},
    {"Page Up / Page Down", QT_TR_NOOP("Epsilon more / less by 0.1 (L2: 1)")},
    {"C (hold)", QT_TR_NOOP("Blink from the attacked picture to the clean one")},
};

void filter(QTreeWidget& list, const QString& words)
{
    for (int i = 0; i < list.topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = list.topLevelItem(i);
        const QString line = item->text(0) + ' ' + item->text(1);
        item->setHidden(!line.contains(words, Qt::CaseInsensitive));
    }
}

} // namespace

ShortcutSheet::ShortcutSheet(QWidget& window) : QDialog(&window)
{
    setObjectName("shortcutSheet");
    setWindowTitle(tr("Keyboard shortcuts"));
    setAccessibleName(windowTitle());
    resize(460, 480);
    auto* search = new QLineEdit(this);
    search->setObjectName("shortcutSearch");
    search->setAccessibleName(tr("Search"));
    search->setPlaceholderText(tr("Search"));
    auto* list = new QTreeWidget(this);
    list->setObjectName("shortcutList");
    list->setAccessibleName(tr("Keys and what they do"));
    list->setRootIsDecorated(false);
    list->setHeaderLabels({tr("Key"), tr("Action")});
    for (const QAction* action : window.findChildren<QAction*>()) {
        for (const QKeySequence& key : action->shortcuts())
            new QTreeWidgetItem(list, {key.toString(QKeySequence::NativeText), action->text().remove('&')});
    }
    for (const auto& [key, what] : kOtherKeys)
        new QTreeWidgetItem(list, {QLatin1String(key), tr(what)});
    list->sortItems(1, Qt::AscendingOrder);
    list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(search, &QLineEdit::textChanged, list, [list](const QString& words) { filter(*list, words); });
    auto* column = new QVBoxLayout(this);
    column->addWidget(search);
    column->addWidget(list);
    column->addWidget(buttons);
}

} // namespace epsilonlab::ui
