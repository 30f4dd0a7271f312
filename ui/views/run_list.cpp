// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/run_list.h"

#include "text/core_text.h"
#include "views/remembered_runs.h"
#include "views/train_run.h"

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr int kReadAgainMs = 1000;

} // namespace

RunList::RunList(EngineClient& client, TrainRun& own, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_own(own)
{
    m_again.setSingleShot(true);
    m_again.setInterval(kReadAgainMs);
    connect(&m_again, &QTimer::timeout, this, &RunList::readAll);
    connect(&client, &EngineClient::runOpened, this, &RunList::onOpened);
    connect(&client, &EngineClient::jobFinished, this, &RunList::onFinished);
    recall();
    connectOwn();
    if (m_own.state() != TrainState::Idle)
        adoptOwn();
}

void RunList::connectOwn()
{
    connect(&m_own, &TrainRun::begun, this, &RunList::adoptOwn);
    connect(&m_own, &TrainRun::stateChanged, this, &RunList::refreshOwn);
    connect(&m_own, &TrainRun::pointAdded, this, [this](const TrainingPoint& point) {
        growOwn([&point](RunRecord& run) { run.points.push_back(point); });
    });
    connect(&m_own, &TrainRun::epochAdded, this, [this](const TrainingEpoch& epoch) {
        growOwn([&epoch](RunRecord& run) { run.epochs.push_back(epoch); });
    });
    connect(&m_own, &TrainRun::flagAdded, this, [this](const TrainingFlag& flag) {
        growOwn([&flag](RunRecord& run) { run.flags.push_back(flag); });
    });
}

void RunList::growOwn(const std::function<void(RunRecord&)>& take)
{
    ComparedRun* run = entry(ownKey());
    if (!run || !run->isTraining)
        return;
    take(run->record);
    run->record.info.state = runStateOf(run->record.flags);
    Q_EMIT grown(run->key);
}

std::string RunList::keyOf(const std::filesystem::path& folder)
{
    std::error_code problem;
    std::filesystem::path whole = std::filesystem::absolute(folder, problem).lexically_normal();
    if (!whole.has_filename())
        whole = whole.parent_path(); // "runs/one/" and "runs/one" are the same
    return whole.string();
}

std::string RunList::ownKey() const
{
    const TrainRecord& record = m_own.record();
    if (!record.request.runDirectory.empty())
        return keyOf(record.request.runDirectory);
    std::string key(1, '#');
    key += std::to_string(record.id);
    return key;
}

bool RunList::isOwn(const std::string& key) const
{
    return m_own.isActive() && key == ownKey();
}

const ComparedRun* RunList::find(const std::string& key) const
{
    const auto found = std::find_if(
        m_runs.begin(), m_runs.end(), [&key](const ComparedRun& run) { return run.key == key; });
    return found == m_runs.end() ? nullptr : &*found;
}

ComparedRun* RunList::entry(const std::string& key)
{
    return const_cast<ComparedRun*>(std::as_const(*this).find(key));
}

std::vector<RunRecord> RunList::shownRecords() const
{
    std::vector<RunRecord> records;
    for (const ComparedRun& run : m_runs)
        if (run.isShown && run.isRead)
            records.push_back(run.record);
    return records;
}

int RunList::freeSlot() const
{
    std::set<int> taken;
    for (const ComparedRun& run : m_runs)
        taken.insert(run.slot);
    int slot = 0;
    while (taken.contains(slot))
        ++slot;
    return slot;
}

ComparedRun& RunList::insert(const std::string& key)
{
    ComparedRun run;
    run.key = key;
    run.name = key.starts_with('#') ? tr("run %1, not kept").arg(QString::fromStdString(key.substr(1)))
                                    : folderTitle(key);
    run.slot = freeSlot();
    m_runs.push_back(std::move(run));
    return m_runs.back();
}

/// Another run of this window, one that goes on, or one that is only looked at: its curves are those of the
/// folder.
void RunList::adoptOwn()
{
    const std::string key = ownKey();
    leaveOthers(key);
    ComparedRun* run = entry(key);
    if (!run)
        run = &insert(key);
    run->isShown = true;
    run->isRead = true;
    run->isTraining = m_own.isActive();
    run->isPaused = m_own.state() == TrainState::Paused;
    run->problem.clear();
    run->record = toRunRecord(m_own.record());
    remember();
    Q_EMIT changed();
    if (!run->isTraining)
        add(key); // the folder says more: whether it is being written, and from then on it is followed
}

/// Of a run that another one of this window has taken the place of, only its folder says how it ended.
void RunList::leaveOthers(const std::string& ownKey)
{
    for (ComparedRun& run : m_runs)
        if (run.key != ownKey && std::exchange(run.isTraining, false))
            m_toRead.push_back(run.key);
    readNext();
}

void RunList::refreshOwn()
{
    ComparedRun* run = entry(ownKey());
    const bool isPaused = m_own.state() == TrainState::Paused;
    if (!run || (run->isTraining == m_own.isActive() && run->isPaused == isPaused))
        return;
    run->isPaused = isPaused;
    run->isTraining = m_own.isActive();
    if (!run->isTraining)
        run->record.info = toRunRecord(m_own.record()).info;
    Q_EMIT grown(run->key);
}

void RunList::add(const std::filesystem::path& folder)
{
    const std::string key = keyOf(folder);
    ComparedRun* run = entry(key);
    if (!run)
        run = &insert(key);
    run->isShown = true;
    remember();
    if (!isOwn(key))
        m_toRead.push_back(key);
    Q_EMIT changed();
    readNext();
}

void RunList::remove(const std::string& key)
{
    if (isOwn(key) || !find(key))
        return;
    std::erase_if(m_runs, [&key](const ComparedRun& run) { return run.key == key; });
    std::erase(m_toRead, key);
    remember();
    Q_EMIT changed();
}

void RunList::setShown(const std::string& key, bool isShown)
{
    ComparedRun* run = entry(key);
    if (!run || run->isShown == isShown)
        return;
    run->isShown = isShown;
    remember();
    Q_EMIT changed();
}

void RunList::showOnly(const std::set<std::string>& keys)
{
    for (ComparedRun& run : m_runs)
        run.isShown = keys.contains(run.key);
    remember();
    Q_EMIT changed();
}

void RunList::setWatched(const QObject& watcher, bool isWatched)
{
    if (isWatched) {
        m_watchers.insert(&watcher);
        readAll();
    } else if (m_watchers.erase(&watcher); m_watchers.empty()) {
        m_again.stop();
    }
}

void RunList::readAll()
{
    for (const ComparedRun& run : m_runs) {
        const bool isNew = !run.isRead && run.problem.isEmpty();
        if ((isNew || (run.record.info.isBusy && !isOwn(run.key))) && run.key != m_readingKey)
            m_toRead.push_back(run.key);
    }
    readNext();
}

// One after the other: they share a lane with every other file that the window opens. Again only while it is
// seen: all of a long run is read each time.
void RunList::readNext()
{
    if (m_reading != 0)
        return;
    while (!m_toRead.empty()) {
        const std::string key = m_toRead.front();
        std::erase(m_toRead, key);
        if (!find(key) || isOwn(key) || key.starts_with('#'))
            continue;
        m_readingKey = key;
        m_reading = m_client.open(OpenRunRequest{key});
        return;
    }
    const auto isFollowed
        = [this](const ComparedRun& run) { return run.record.info.isBusy && !isOwn(run.key); };
    if (!m_watchers.empty() && std::any_of(m_runs.begin(), m_runs.end(), isFollowed))
        m_again.start();
}

void RunList::onOpened(const RunOpened& event)
{
    if (event.id != m_reading || isOwn(m_readingKey))
        return;
    if (ComparedRun* run = entry(m_readingKey)) {
        run->isRead = true;
        run->problem.clear();
        run->record = event.run;
        Q_EMIT grown(run->key);
    }
}

void RunList::onFinished(const JobFinished& event)
{
    if (event.id != m_reading || m_reading == 0)
        return;
    m_reading = 0;
    const std::string key = std::exchange(m_readingKey, {});
    if (ComparedRun* run = entry(key); run && event.failure && !isOwn(key)) {
        run->problem = text::ofCore(event.failure->message); // one that was followed is tried again
        Q_EMIT grown(key);
    }
    readNext();
}

void RunList::recall()
{
    for (const RememberedRun& remembered : rememberedRuns()) {
        if (find(remembered.key))
            continue;
        ComparedRun& run = insert(remembered.key);
        run.slot = remembered.slot;
        run.isShown = remembered.isShown;
    }
}

void RunList::remember() const
{
    std::vector<RememberedRun> kept;
    for (const ComparedRun& run : m_runs)
        if (!run.key.starts_with('#'))
            kept.push_back({run.key, run.slot, run.isShown});
    rememberRuns(kept);
}

} // namespace epsilonlab::ui
