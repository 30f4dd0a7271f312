// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/log_dock.h"

#include "theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QListWidget>
#include <QTime>

namespace epsilonlab::ui {

namespace {

constexpr int kMostLines = 1000; // a training that warns at every step must not fill the memory
constexpr int kLines = 4; // it opens below pictures and curves, which need the room more

/// Opens as high as a few lines, and not as high as lists like to be.
class Lines : public QListWidget
{
public:
    using QListWidget::QListWidget;

    QSize sizeHint() const override { return {QListWidget::sizeHint().width(), minimumHeight()}; }
};

} // namespace

LogDock::LogDock(QWidget* parent)
    : QDockWidget(tr("Log"), parent)
{
    setObjectName("logDock");
    setAccessibleName(tr("Log: warnings and errors"));
    m_list = new Lines(this);
    m_list->setObjectName("logList");
    m_list->setAccessibleName(tr("Warnings and errors, the newest last"));
    m_list->setToolTip(
        tr("Warnings and errors since the start of the program. Ctrl+C copies the chosen lines."));
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* copyLines = new QAction(tr("Copy"), m_list);
    copyLines->setShortcut(QKeySequence::Copy);
    copyLines->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(copyLines);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyLines, &QAction::triggered, this, &LogDock::copy);
    setWidget(m_list);
    m_list->setMinimumHeight(kLines * m_list->fontMetrics().lineSpacing() + 2 * m_list->frameWidth());
    hide();
}

void LogDock::add(const QString& sentence)
{
    if (m_list->count() >= kMostLines)
        delete m_list->takeItem(0);
    m_list->addItem(
        QTime::currentTime().toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("  ") + sentence);
    m_list->scrollToBottom();
}

void LogDock::takeOver(const LogDock& earlier)
{
    for (int row = 0; row < earlier.m_list->count(); ++row)
        m_list->addItem(earlier.m_list->item(row)->text());
    m_wasOpen = earlier.m_wasOpen || !earlier.isHidden();
    setVisible(m_wasOpen && !theme::isProjecting());
    if (!theme::isProjecting())
        m_wasOpen = false;
}

int LogDock::count() const
{
    return m_list->count();
}

void LogDock::copy() const
{
    QStringList lines;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->isSelected())
            lines << m_list->item(row)->text();
    QApplication::clipboard()->setText(lines.join('\n'));
}

} // namespace epsilonlab::ui
