// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/remembered_runs.h"

#include "shell/settings.h"

#include <QRegularExpression>

#include <filesystem>

namespace epsilonlab::ui {

std::vector<RememberedRun> rememberedRuns()
{
    const WindowSettings settings = WindowSettings::read();
    std::vector<RememberedRun> runs;
    for (qsizetype slot = 0; slot < settings.comparedRuns.size(); ++slot) {
        const QString& folder = settings.comparedRuns[slot];
        if (!folder.isEmpty())
            runs.push_back(
                {folder.toStdString(), static_cast<int>(slot), !settings.hiddenRuns.contains(folder)});
    }
    return runs;
}

void rememberRuns(const std::vector<RememberedRun>& runs)
{
    WindowSettings settings = WindowSettings::read();
    settings.comparedRuns.clear();
    settings.hiddenRuns.clear();
    for (const RememberedRun& run : runs) {
        while (settings.comparedRuns.size() <= run.slot)
            settings.comparedRuns.append(QString());
        settings.comparedRuns[run.slot] = QString::fromStdString(run.key);
        if (!run.isShown)
            settings.hiddenRuns.append(QString::fromStdString(run.key));
    }
    settings.write();
}

QString folderTitle(const std::string& folder)
{
    static const QRegularExpression kOwnFolder(
        QStringLiteral("^\\d{4}-(\\d\\d-\\d\\d)-(\\d\\d)(\\d\\d)\\d\\d-(.+)$"));
    const QString name = QString::fromStdString(std::filesystem::path(folder).filename().string());
    const auto found = kOwnFolder.match(name);
    return found.hasMatch()
        ? QStringLiteral("%1 %2 %3:%4")
              .arg(found.captured(4), found.captured(1), found.captured(2), found.captured(3))
        : name;
}

} // namespace epsilonlab::ui
