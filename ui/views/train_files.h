// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <filesystem>

class QFileDialog;

namespace epsilonlab::ui {

class ActionStrip;
class EngineClient;
class RunList;
class TrainRun;

namespace train {
/// With ~ for the home folder.
QString shortPath(const std::filesystem::path& path);
} // namespace train

/// The files of the Train tab: its network saved, its run exported, a run folder chosen. What goes wrong
/// stands on the strip.
class TrainFiles : public QObject
{
    Q_OBJECT

public:
    TrainFiles(EngineClient& client, const TrainRun& run, ActionStrip& strip, QWidget* window);

public Q_SLOTS:
    void chooseNetworkFile();
    void chooseExportFile();
    void chooseComparisonFile(const epsilonlab::ui::RunList& list);
    void chooseRun();
    void saveNetwork(const QString& path);
    void exportRun(const QString& path); ///< .csv or .json
    void exportComparison(const epsilonlab::ui::RunList& list, const QString& path); ///< of what is drawn;
                                                                                     ///< .csv or .json

Q_SIGNALS:
    void runChosen(const QString& path);
    void messageRaised(const QString& sentence);

private:
    QFileDialog* tableDialog(const char* name, const QString& title);
    void write(const QString& path, const std::string& text, const QString& done);
    QFileDialog* saveDialog(const char* name, const QString& title, const QString& filter);

    EngineClient& m_client;
    const TrainRun& m_run;
    ActionStrip& m_strip;
    QWidget* m_window;
};

} // namespace epsilonlab::ui
