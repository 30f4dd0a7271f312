// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace epsilonlab::ui {

class TrainRun;

/// A run among others. Where its folder is gone or damaged there is a sentence in place of its values.
struct ComparedRun
{
    std::string key; ///< its folder, or "#7" where it is not written to the disk
    QString name; ///< short: "fast 11-24 07:12"
    int slot = 0; ///< what it is drawn with, for as long as it is remembered
    bool isShown = true;
    bool isRead = false;
    bool isTraining = false; ///< by this window
    bool isPaused = false; ///< while it is
    QString problem;
    RunRecord record;
};

/// The runs that are compared: those of this window, as they are trained, and any folder that was added,
/// followed while some other program writes it and somebody watches. Remembered across sessions as folders
/// only; what is in them is read again when somebody watches.
class RunList : public QObject
{
    Q_OBJECT

public:
    RunList(EngineClient& client, TrainRun& own, QObject* parent = nullptr);

    const std::vector<ComparedRun>& runs() const { return m_runs; }
    const ComparedRun* find(const std::string& key) const;
    std::vector<RunRecord> shownRecords() const; ///< of those that have been read
    bool isOwn(const std::string& key) const; ///< in training in this window

    void add(const std::filesystem::path& folder); ///< shown; one that is there already is shown and read
                                                   ///< again
    void remove(const std::string& key); ///< from the list; its folder stays. Not while it is in training
                                         ///< here
    void setShown(const std::string& key, bool isShown);
    void showOnly(const std::set<std::string>& keys);
    /// Whether `watcher` shows the list. From then on every run is read, and again while another program
    /// writes it.
    void setWatched(const QObject& watcher, bool isWatched);

    static std::string keyOf(const std::filesystem::path& folder);

Q_SIGNALS:
    void changed(); ///< which runs there are, and which of them are shown
    void grown(const std::string& key); ///< more values, or another state

private:
    void connectOwn();
    void growOwn(const std::function<void(RunRecord&)>& take);
    void remember() const;
    void recall();
    ComparedRun* entry(const std::string& key);
    ComparedRun& insert(const std::string& key);
    int freeSlot() const;
    std::string ownKey() const;
    void adoptOwn();
    void leaveOthers(const std::string& ownKey);
    void refreshOwn();
    void readAll();
    void readNext();
    void onOpened(const RunOpened& event);
    void onFinished(const JobFinished& event);

    EngineClient& m_client;
    TrainRun& m_own;
    std::vector<ComparedRun> m_runs;
    std::vector<std::string> m_toRead;
    std::set<const QObject*> m_watchers;
    RequestId m_reading = 0;
    std::string m_readingKey;
    QTimer m_again;
};

} // namespace epsilonlab::ui
