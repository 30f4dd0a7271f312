// SPDX-License-Identifier: GPL-3.0-or-later
#include "compared_runs.h"

#include "views/train_run.h"
#include "views/train_view.h"
#include "widgets/action_strip.h"
#include "widgets/plot_panel.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

/// Another program that trains into a folder.
struct Trainer
{
    Engine engine{EngineOptions{1}};
    RequestId id = 0;
    bool isOver = false;
    std::int64_t points = 0;

    explicit Trainer(const TrainRequest& request) { id = engine.submit(request); }

    void look()
    {
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(5))) {
            points += std::holds_alternative<TrainingPointEvent>(event) ? 1 : 0;
            if (const auto* end = std::get_if<JobFinished>(&event); end != nullptr && end->id == id)
                isOver = true;
        }
    }
};

} // namespace

class RunFolderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit()); }
    void aFinishedRunIsShownWhole();
    void aRunOfAnotherProgramIsFollowed();
    void theEndOfAFollowedRunIsSaid();
    void aFollowedRunThatIsCutOffIsOffered();
    void aReadThatFailsIsNotTheEnd();
    void aNetworkBelongsToItsRun();
    void aFolderWithoutARunSaysSo();
    void aRunInTrainingIsNotPushedAside();

private:
    TrainView& trainView(ShownWindow& shown) { return *qobject_cast<TrainView*>(shown.window.view("train")); }
    static QString hint(ShownWindow& shown)
    {
        return shown.window.findChild<QLabel*>("trainStripLabel")->accessibleDescription();
    }
    ActionStrip& strip(ShownWindow& shown) { return *shown.window.findChild<ActionStrip*>("trainStrip"); }

    QTemporaryDir m_home;
};

void RunFolderTest::aFinishedRunIsShownWhole()
{
    const QString folder = m_home.filePath("finished");
    Trainer trainer(tiny(folder, 3));
    QTRY_VERIFY_WITH_TIMEOUT((trainer.look(), trainer.isOver), kTimeoutMs);
    ShownWindow shown;
    shown.window.openFile(folder);
    QTRY_COMPARE_WITH_TIMEOUT(trainView(shown).run().record().epochs.size(), std::size_t{3}, kTimeoutMs);
    QVERIFY(trainView(shown).isActive()); // its tab came to the front
    const TrainRun& run = trainView(shown).run();
    QCOMPARE(run.state(), TrainState::Stopped);
    QCOMPARE(static_cast<std::int64_t>(run.record().points.size()), trainer.points);
    QCOMPARE(run.record().done, run.record().total);
    QCOMPARE(shown.window.findChild<PlotPanel*>("lossPlot")->series(0).x.size(), run.record().points.size());
}

void RunFolderTest::aRunOfAnotherProgramIsFollowed()
{
    const QString folder = m_home.filePath("followed");
    TrainRequest request = tiny(folder, 4);
    request.startPaused = true;
    Trainer trainer(request);
    const auto epochsDone = [&trainer](std::int64_t epochs) { // 5 batches each
        trainer.look();
        return trainer.points >= 5 * epochs;
    };
    trainer.engine.stepEpoch(trainer.id);
    QTRY_VERIFY_WITH_TIMEOUT(epochsDone(1), kTimeoutMs);
    ShownWindow shown;
    shown.window.openFile(folder);
    const TrainRun& run = trainView(shown).run();
    QTRY_COMPARE_WITH_TIMEOUT(run.record().points.size(), std::size_t{5}, kTimeoutMs);
    PlotPanel* plot = shown.window.findChild<PlotPanel*>("lossPlot");
    plot->setXView(0.2, 0.6); // what a person zoomed to stays while the curves grow
    trainer.engine.setPaused(trainer.id, false);
    QTRY_VERIFY_WITH_TIMEOUT((trainer.look(), trainer.isOver), kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(run.record().points.size(), std::size_t{20}, kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(run.record().epochs.size(), std::size_t{4}, kTimeoutMs);
    QCOMPARE(plot->series(0).x.size(), std::size_t{20});
    QCOMPARE(plot->xView(), qMakePair(0.2, 0.6));
}

void RunFolderTest::theEndOfAFollowedRunIsSaid()
{
    TrainRequest request = tiny(m_home.filePath("ending"), 2);
    request.startPaused = true;
    Trainer trainer(request);
    trainer.engine.stepEpoch(trainer.id);
    QTRY_VERIFY_WITH_TIMEOUT((trainer.look(), trainer.points >= 5), kTimeoutMs);
    ShownWindow shown;
    shown.window.openFile(m_home.filePath("ending"));
    QTRY_VERIFY_WITH_TIMEOUT(hint(shown).contains("is being trained by another program"), kTimeoutMs);
    trainer.engine.setPaused(trainer.id, false);
    QTRY_VERIFY_WITH_TIMEOUT((trainer.look(), trainer.isOver), kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(hint(shown).contains("as it was written in"), kTimeoutMs);
    QVERIFY(!strip(shown).isAsking());
}

void RunFolderTest::aFollowedRunThatIsCutOffIsOffered()
{
    TrainRequest request = tiny(m_home.filePath("killed"), 4);
    request.startPaused = true;
    auto trainer = std::make_unique<Trainer>(request);
    trainer->engine.stepEpoch(trainer->id);
    QTRY_VERIFY_WITH_TIMEOUT((trainer->look(), trainer->points >= 5), kTimeoutMs);
    ShownWindow shown;
    shown.window.openFile(m_home.filePath("killed"));
    QTRY_COMPARE_WITH_TIMEOUT(trainView(shown).run().record().epochs.size(), std::size_t{1}, kTimeoutMs);
    QVERIFY(!strip(shown).isAsking());
    trainer.reset();
    QTRY_VERIFY_WITH_TIMEOUT(strip(shown).isAsking(), kTimeoutMs);
    QVERIFY2(strip(shown).sentence().contains("was cut off after epoch 1 of 4"),
        qPrintable(strip(shown).sentence()));
    QVERIFY(!hint(shown).contains("is being trained by another program"));
    shown.window.findChild<QToolButton*>("trainStripFirstButton")->click(); // Resume
    QTRY_COMPARE_WITH_TIMEOUT(trainView(shown).run().record().epochs.size(), std::size_t{4}, kTimeoutMs);
}

void RunFolderTest::aReadThatFailsIsNotTheEnd()
{
    const QString folder = m_home.filePath("away");
    TrainRequest request = tiny(folder, 4);
    request.startPaused = true;
    Trainer trainer(request);
    trainer.engine.stepEpoch(trainer.id);
    QTRY_VERIFY_WITH_TIMEOUT((trainer.look(), trainer.points >= 5), kTimeoutMs);
    ShownWindow shown;
    shown.window.openFile(folder);
    const TrainRun& run = trainView(shown).run();
    QTRY_COMPARE_WITH_TIMEOUT(run.record().points.size(), std::size_t{5}, kTimeoutMs);
    int failures = 0;
    connect(&shown.client, &EngineClient::jobFinished, &shown.window,
        [&failures](const JobFinished& event) { failures += event.failure ? 1 : 0; });
    QVERIFY(QFile::rename(folder + "/recipe.json", folder + "/recipe.away"));
    QTRY_VERIFY_WITH_TIMEOUT(failures >= 1, kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(strip(shown).sentence().contains("is no run folder"), kTimeoutMs);
    QVERIFY(QFile::rename(folder + "/recipe.away", folder + "/recipe.json"));
    trainer.engine.setPaused(trainer.id, false);
    QTRY_COMPARE_WITH_TIMEOUT(run.record().points.size(), std::size_t{20}, kTimeoutMs);
    QCOMPARE(strip(shown).sentence(), QString()); // it is over
}

/// "Save network" and "Live as A" are about the run that is shown.
void RunFolderTest::aNetworkBelongsToItsRun()
{
    const QString folder = m_home.filePath("another");
    Trainer trainer(tiny(folder, 1));
    QTRY_VERIFY_WITH_TIMEOUT((trainer.look(), trainer.isOver), kTimeoutMs);
    ShownWindow shown;
    shown.window.showView("train");
    const auto& save = *shown.window.findChild<QAction*>("saveNetworkAction");
    auto& live = *shown.window.findChild<QAction*>("liveAsAAction");
    shown.window.findChild<QToolButton*>("oneBatchButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(save.isEnabled() && live.isEnabled(), kTimeoutMs);
    live.trigger();
    QCOMPARE(shown.session.modelA(), std::string("live"));
    shown.window.findChild<QToolButton*>("stopKeepButton")->click();
    QTRY_COMPARE_WITH_TIMEOUT(trainView(shown).run().state(), TrainState::Stopped, kTimeoutMs);
    QVERIFY(save.isEnabled());
    shown.window.openFile(folder);
    QTRY_COMPARE_WITH_TIMEOUT(trainView(shown).run().record().epochs.size(), std::size_t{1}, kTimeoutMs);
    QVERIFY(!save.isEnabled());
    QVERIFY(live.isEnabled() && live.isChecked()); // it can be taken back
    live.trigger();
    QCOMPARE(shown.session.modelA(), std::string("standard"));
    QVERIFY(!live.isEnabled());
}

void RunFolderTest::aFolderWithoutARunSaysSo()
{
    ShownWindow shown;
    shown.window.showView("train");
    trainView(shown).open(m_home.filePath("nothing"));
    QTRY_VERIFY_WITH_TIMEOUT(strip(shown).sentence().contains("is no run folder"), kTimeoutMs);
    QCOMPARE(trainView(shown).run().state(), TrainState::Idle);
}

void RunFolderTest::aRunInTrainingIsNotPushedAside()
{
    const QString folder = m_home.filePath("other");
    Trainer trainer(tiny(folder, 1));
    QTRY_VERIFY_WITH_TIMEOUT((trainer.look(), trainer.isOver), kTimeoutMs);
    ShownWindow shown;
    shown.window.showView("train");
    shown.window.findChild<QToolButton*>("oneBatchButton")->click();
    QTRY_COMPARE_WITH_TIMEOUT(trainView(shown).run().record().points.size(), std::size_t{1}, kTimeoutMs);
    shown.window.openFile(folder);
    QVERIFY(strip(shown).sentence().contains("A run is in training here"));
    QCOMPARE(trainView(shown).run().record().points.size(), std::size_t{1});
}

QTEST_MAIN(RunFolderTest)
#include "run_folder_test.moc"
