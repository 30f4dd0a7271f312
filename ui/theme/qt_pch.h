// SPDX-License-Identifier: GPL-3.0-or-later
// What most files of the window include; parsing it once halves the time to build ui.
#pragma once

#include <QApplication>
#include <QBoxLayout>
#include <QByteArray>
#include <QColor>
#include <QComboBox>
#include <QHash>
#include <QImage>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>
