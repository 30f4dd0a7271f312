// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style_sheet.h"

namespace epsilonlab::ui::theme {

namespace {

// One colour name per role, so that the sheet below reads as text.
const char* const kSheet = R"(
QMainWindow, QMainWindow > QWidget#centralArea { background: @panel; }
QMainWindow::separator { background: @border; width: 1px; height: 1px; }
QMenuBar { background: @panel; border-bottom: 1px solid @border; }
QMenuBar::item { padding: 3px 9px; background: transparent; }
QMenuBar::item:selected { background: @border; }
QToolBar { background: @panel; border: 0; border-bottom: 1px solid @border; padding: 0 8px; spacing: 0; margin: 0; }
QStatusBar { background: @panel; border-top: 1px solid @border; color: @dimText; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: @dimText; }
QTabWidget::pane { border: 0; border-top: 1px solid @border; top: -1px; background: @background; }
QTabWidget::tab-bar { left: 8px; }
QTabBar { background: @panel; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @dimText; padding: 5px 16px 5px 16px; border: 0;
  border-bottom: 3px solid transparent; min-height: 18px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 3px solid @focus; font-weight: 600; }
QTabBar::tab:focus { color: @focus; }
QDockWidget::title { background: @panel; padding: 6px 10px; border-bottom: 1px solid @border; }
QToolTip { background: @field; color: @text; border: 1px solid @border; padding: 4px; }
)";

} // namespace

QString styleSheet(const Palette& palette)
{
    QString sheet = QString::fromLatin1(kSheet);
    const auto put = [&sheet](const char* role, const QColor& color) {
        sheet.replace(QLatin1Char('@') + QLatin1String(role), color.name());
    };
    put("panel", palette.panel);
    put("field", palette.field);
    put("background", palette.background);
    put("border", palette.border);
    put("dimText", palette.dimText);
    put("text", palette.text);
    put("focus", palette.focus);
    put("onRole", palette.onRole);
    put("clean", palette.clean);
    return sheet;
}

} // namespace epsilonlab::ui::theme
