// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/palette.h"

#include <QFont>
#include <QObject>

class QApplication;

namespace epsilonlab::ui::theme {

/// Tells painted widgets that the colours are others now. Everything else follows QPalette by itself.
class Notifier : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void changed();
};

/// Qt 6.4 knows no colour scheme of the desktop, so the program owns its palette: Fusion, our colours, one
/// style sheet.
void apply(QApplication& application, Theme theme);

Theme current();
const Palette& palette();
Notifier* notifier();

/// "light", "dark", "high-contrast": as stored in the settings. Unknown names are Light.
QString nameOf(Theme theme);
Theme themeFromName(const QString& name);

/// Projector mode: the fonts of windows that are made from now on are 1.5 times the system's, or again as
/// large as that.
void setProjecting(QApplication& application, bool isProjecting);
bool isProjecting();

enum class TextRole { Normal, Small, Title, Chip, ReadOut, Badge };

/// Fonts follow the system's size: a person who set 20 pt gets everything larger. Never below 9 pt.
QFont font(TextRole role);

} // namespace epsilonlab::ui::theme
