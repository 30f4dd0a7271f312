// SPDX-License-Identifier: GPL-3.0-or-later
// When the list of runs is read, and its table filled.
#include "compared_runs.h"

#include "shell/settings.h"
#include "views/train_run.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <filesystem>
#include <memory>

using namespace epsilonlab;
using namespace epsilonlab::ui;

class RunListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = homeOfItsOwn(); }
    void aRunThatGrowsDoesNotFillTheTableEachTime();
    void runsAreNotReadAgainWhileNobodyLooks();
    void aFolderWhoseNameIsNoTextIsShown();

private:
    QString folder(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void RunListTest::aRunThatGrowsDoesNotFillTheTableEachTime()
{
    Shown shown;
    shown.view().open(writeRun(folder("a"), 0.01, 0.5));
    QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
    const auto isFilled = [&] { return !shown.table().item(0, RunTable::kClean)->text().isEmpty(); };
    QTRY_VERIFY(isFilled());
    QSignalSpy fills(&shown.table(), &RunTable::refilled);
    auto& list = *shown.client.findChild<RunList*>();
    const auto grow = [&] {
        for (int i = 0; i < 100; ++i)
            Q_EMIT list.grown(folder("a").toStdString());
    };
    grow();
    QCOMPARE(fills.count(), 0);
    QTRY_COMPARE(fills.count(), 1);
    shown.view().setComparing(false);
    grow();
    shown.view().setComparing(true);
    QCOMPARE(fills.count(), 2); // once, because it is seen again
}

void RunListTest::runsAreNotReadAgainWhileNobodyLooks()
{
    const QString path = folder("elsewhere");
    TrainRequest request = tiny(path, 3);
    request.startPaused = true;
    Engine trainer{EngineOptions{1}};
    const RequestId id = trainer.submit(request);
    std::size_t points = 0;
    const auto trained = [&](std::size_t wanted) {
        for (const Event& event : trainer.waitAndDrain(std::chrono::milliseconds(5)))
            points += std::holds_alternative<TrainingPointEvent>(event) ? 1 : 0;
        return points >= wanted;
    };
    trainer.stepEpoch(id);
    QTRY_VERIFY_WITH_TIMEOUT(trained(5), kTimeoutMs);
    Shown shown;
    shown.view().setComparing(false);
    shown.view().open(path); // followed by the page of the single run
    QTRY_VERIFY_WITH_TIMEOUT(shown.runs().find(path.toStdString()) != nullptr, kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(shown.run(path).record.info.isBusy, kTimeoutMs);
    trainer.stepEpoch(id);
    QTRY_VERIFY_WITH_TIMEOUT(trained(10), kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(shown.view().run().record().points.size(), std::size_t{10}, kTimeoutMs);
    QCOMPARE(shown.run(path).record.points.size(), std::size_t{5});
    shown.view().setComparing(true);
    QTRY_COMPARE_WITH_TIMEOUT(shown.run(path).record.points.size(), std::size_t{10}, kTimeoutMs);
}

/// Latin-1, from an old disk: no QString holds such a path.
void RunListTest::aFolderWhoseNameIsNoTextIsShown()
{
    const std::filesystem::path place = runs::root();
    std::filesystem::create_directories(place);
    const std::filesystem::path odd = place / "caf\xe9";
    std::filesystem::rename(writeRun(folder("written"), 0.01, 0.5).toStdString(), odd);
    Shown shown;
    shown.window.findChild<QToolButton*>("addRunButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(shown.window.findChild<QMenu*>("addRunMenu") != nullptr, kTimeoutMs);
    auto* menu = shown.window.findChild<QMenu*>("addRunMenu");
    menu->actions().front()->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(shown.runs().find(odd.string()) && shown.areRead(), kTimeoutMs);
    QCOMPARE(shown.table().rowCount(), 1);
    QTRY_VERIFY(shown.table().item(0, RunTable::kClean)->text().startsWith("90.0 %"));
    shown.table().item(0, RunTable::kRun)->setCheckState(Qt::Unchecked);
    QVERIFY(!shown.runs().find(odd.string())->isShown);
    std::filesystem::remove_all(odd); // QTemporaryDir cannot name it either
}

QTEST_MAIN(RunListTest)
#include "run_list_test.moc"
