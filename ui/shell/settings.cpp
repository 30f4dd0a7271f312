// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settings.h"

#include "text/language.h"

#include <QSettings>

namespace epsilonlab::ui {

namespace {

constexpr qsizetype kLongestGeometry = 1024; // Qt writes 66 bytes
constexpr qsizetype kMostRecent = 20;
constexpr qsizetype kMostRuns = 60;

} // namespace

WindowSettings WindowSettings::read()
{
    const WindowSettings defaults;
    const QSettings file(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("epsilonlab"),
        QStringLiteral("epsilonlab"));
    WindowSettings settings;
    settings.geometry = file.value("window/geometry").toByteArray();
    if (settings.geometry.size() > kLongestGeometry)
        settings.geometry.clear();
    settings.theme
        = theme::themeFromName(file.value("window/theme", theme::nameOf(defaults.theme)).toString());
    settings.language = file.value("window/language").toString();
    if (!Language::offered().contains(settings.language))
        settings.language.clear();
    settings.isExplainOpen = file.value("window/explainOpen", defaults.isExplainOpen).toBool();
    settings.areStepsOpen = file.value("window/stepsOpen", defaults.areStepsOpen).toBool();
    settings.isMotionReduced = file.value("window/reduceMotion", defaults.isMotionReduced).toBool();
    settings.wasTourOffered = file.value("window/tourOffered", defaults.wasTourOffered).toBool();
    settings.recentSessions = file.value("session/recent").toStringList().mid(0, kMostRecent);
    settings.dismissedRun = file.value("train/dismissedRun").toString();
    settings.comparedRuns = file.value("train/comparedRuns").toStringList().mid(0, kMostRuns);
    settings.hiddenRuns = file.value("train/hiddenRuns").toStringList().mid(0, kMostRuns);
    return settings;
}

void WindowSettings::keepIn(const QString& folder)
{
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
}

void WindowSettings::write() const
{
    QSettings file(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("epsilonlab"),
        QStringLiteral("epsilonlab"));
    file.setValue("window/geometry", geometry);
    file.setValue("window/theme", theme::nameOf(theme));
    file.setValue("window/language", language);
    file.setValue("window/explainOpen", isExplainOpen);
    file.setValue("window/stepsOpen", areStepsOpen);
    file.setValue("window/reduceMotion", isMotionReduced);
    file.setValue("window/tourOffered", wasTourOffered);
    file.setValue("session/recent", recentSessions);
    file.setValue("train/dismissedRun", dismissedRun);
    file.setValue("train/comparedRuns", comparedRuns);
    file.setValue("train/hiddenRuns", hiddenRuns);
}

} // namespace epsilonlab::ui
