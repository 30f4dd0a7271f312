// SPDX-License-Identifier: GPL-3.0-or-later
#include "compared_runs.h"

#include "api/catalogue.h"
#include "api/compare.h"
#include "api/export.h"
#include "shell/settings.h"
#include "views/compare_plot.h"
#include "views/run_list.h"
#include "views/run_style.h"
#include "views/run_table.h"
#include "views/run_words.h"
#include "views/train_files.h"
#include "views/train_run.h"
#include "views/train_view.h"
#include "widgets/action_strip.h"
#include "widgets/plot_panel.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <set>
#include <tuple>

using namespace epsilonlab;
using namespace epsilonlab::ui;

class CompareRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = homeOfItsOwn(); }
    void differencesAreNamedAndNothingElse();
    void everyRawPointIsInTheTable();
    void numbersInFilesUseThePointEverywhere();
    void accuraciesHaveTheirIntervalAndCount();
    void anUnfairComparisonIsCalledSo();
    void aColourBelongsToItsRun();
    void sevenRunsAreTold();
    void runsAreRememberedAsPaths();
    void aRunThatHasGoneSaysSo();
    void uncheckedRunsAreNotDrawn();
    void everyQuantityIsDrawnAsItWasMeasured();
    void theRunInTrainingIsOneOfThem();
    void runsElsewhereAreFollowed();
    void whatIsDrawnIsExported();
    void noNumberIsCutAndEveryCellHasATip();
    void aPausedRunIsCalledSo();
    void anAlarmedRunSaysSoWhenItIsOpened();

private:
    QString folder(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CompareRunsTest::differencesAreNamedAndNothingElse()
{
    RunInfo one, other;
    one.recipe = completed(
        catalogue::recipeParametersFor("standard"), {{"objective", std::string("standard")}, {"lr", 0.01}});
    other.recipe = one.recipe;
    one.dataset = other.dataset = "sample";
    QCOMPARE(compare::differences({one, other}), std::vector<std::string>{});
    QCOMPARE(compare::differences({one}), std::vector<std::string>{});
    other.recipe["lr"] = 0.02;
    QCOMPARE(compare::differences({one, other}), std::vector<std::string>{"lr"});
    other.dataset = "mnist";
    other.recipe["only-here"] = std::int64_t{7}; // of another objective
    const auto ids = compare::differences({one, other});
    QCOMPARE(
        std::set<std::string>(ids.begin(), ids.end()), (std::set<std::string>{"dataset", "lr", "only-here"}));
    QCOMPARE(compare::valueText(one, "only-here"), std::string());
    QCOMPARE(compare::titleOf(one, "lr"), std::string("Learning rate"));
}

void CompareRunsTest::everyRawPointIsInTheTable()
{
    RunRecord run;
    run.info.path = "/runs/a \"b\"";
    run.info.recipeName = "made";
    run.info.dataset = "sample";
    run.info.recipe["batch-size"] = std::int64_t{128};
    run.points = {{1, 0.5, 1.25, 0.5, 0.01, 0.3, 0.125, 1000.0, 128},
        {2, 1.0, std::numeric_limits<double>::quiet_NaN(), 0.75, 0.01, 0.3, 0.25, 2000.0, 8},
        {3, 1.5, 1.0, 0.75, 0.01, 0.3, 0.5, 2000.0}}; // as an older version wrote it: nobody knows its n
    TrainingEpoch epoch;
    epoch.epoch = 1;
    epoch.step = 2;
    epoch.validationN = 1000;
    epoch.validationLoss = 0.0625;
    epoch.validationAccuracy = 0.875;
    run.epochs = {epoch};
    const QStringList lines
        = QString::fromStdString(compare::toCsv({run, run})).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 2 * (3 * 5 + 4)); // no attack was measured: no row says 0 %
    QCOMPARE(lines[0], QString("run,recipe,dataset,curve,step,epoch,seconds,n,attack_epsilon,value"));
    const QString head = R"("/runs/a ""b""","made","sample",)";
    QCOMPARE(lines[1], head + "batch_loss,1,0.5,0.125,128,,1.25");
    QCOMPARE(lines[6], head + "batch_loss,2,1,0.25,8,,"); // what is no number is empty
    QCOMPARE(lines[7], head + "batch_accuracy,2,1,0.25,8,,0.75"); // the last of an epoch is smaller
    QCOMPARE(lines[11], head + "batch_loss,3,1.5,0.5,,,1");
    QCOMPARE(lines[18], head + "validation_loss,2,1,0,1000,,0.0625");
    QCOMPARE(lines[19], head + "validation_accuracy,2,1,0,1000,,0.875");
}

void CompareRunsTest::numbersInFilesUseThePointEverywhere()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    RunRecord run;
    run.points = {{1, 0.5, 1.25, 0.5, 0.01, 0.3, 0.125, 1000.0}};
    const QString csv = QString::fromStdString(compare::toCsv({run}));
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(compare::toJson({run})));
    QLocale::setDefault(before);
    QVERIFY(csv.contains(",1.25\n"));
    QCOMPARE(json["runs"][0]["points"][0]["loss"].toDouble(), 1.25);
    QCOMPARE(json["command"].toString(), QString("compare"));
}

/// Wilson's interval for 90 of 100 at 95 %: (0.9 + z^2/200 -+ z sqrt(0.09/100 + z^2/40000)) / (1 + z^2/100),
/// z = 1.95996.
void CompareRunsTest::accuraciesHaveTheirIntervalAndCount()
{
    QCOMPARE(compared::accuracyCell(0.9, 100), QString("90.0 %\n[82.6, 94.5], n 100"));
    QCOMPARE(compared::accuracyCell(0.0, 0), QString("\u2014"));
}

void CompareRunsTest::anUnfairComparisonIsCalledSo()
{
    ComparedRun one, other;
    one.isRead = other.isRead = true;
    TrainingEpoch epoch;
    epoch.epoch = 1;
    epoch.validationN = 1000;
    epoch.attackedN = 500;
    epoch.attackEpsilon = 0.3;
    one.record.epochs = other.record.epochs = {epoch};
    QCOMPARE(compared::yardstick({&one, &other}), QString());
    other.record.epochs[0].attackEpsilon = 0.1;
    QVERIFY(compared::yardstick({&one, &other}).contains("0.100 / 0.300"));
    other.record.info.dataset = "mnist";
    QVERIFY(compared::yardstick({&one, &other}).contains("different data"));
}

void CompareRunsTest::aColourBelongsToItsRun()
{
    Shown shown;
    for (const char* name : {"a", "b", "c"})
        shown.view().open(writeRun(folder(name), 0.01, 0.5));
    QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
    const int a = shown.run(folder("a")).slot, b = shown.run(folder("b")).slot,
              c = shown.run(folder("c")).slot;
    QCOMPARE((std::set{a, b, c}), (std::set{0, 1, 2}));
    shown.table().selectRow(shown.rowOf("b"));
    shown.window.findChild<QToolButton*>("removeRunButton")->click();
    QCOMPARE(shown.table().rowCount(), 2);
    QCOMPARE(shown.run(folder("a")).slot, a);
    QCOMPARE(shown.run(folder("c")).slot, c);
    shown.view().open(writeRun(folder("d"), 0.01, 0.5));
    QCOMPARE(shown.run(folder("d")).slot, b); // the free place, and nobody else moved
    QCOMPARE(shown.run(folder("c")).slot, c);
    QVERIFY(QFile::exists(folder("b") + "/recipe.json")); // only taken off the list
}

void CompareRunsTest::sevenRunsAreTold()
{
    std::set<std::tuple<PlotColour, PlotLine, PlotMarker>> looks;
    for (int slot = 0; slot < 12; ++slot) {
        const PlotCurve curve = runCurve(slot);
        looks.insert({curve.colour, curve.line, curve.marker});
    }
    QCOMPARE(looks.size(), std::size_t{12});
}

void CompareRunsTest::runsAreRememberedAsPaths()
{
    int slot = -1;
    {
        Shown shown;
        for (const char* name : {"a", "b"})
            shown.view().open(writeRun(folder(name), 0.01, 0.5));
        QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
        shown.table().item(shown.rowOf("a"), RunTable::kRun)->setCheckState(Qt::Unchecked);
        shown.table().selectRow(shown.rowOf("a"));
        slot = shown.run(folder("b")).slot;
    }
    writeRun(folder("b"), 0.01, 0.875); // nothing of it was kept but where it is
    Shown again;
    QTRY_VERIFY_WITH_TIMEOUT(again.areRead(), kTimeoutMs);
    QCOMPARE(again.table().rowCount(), 2);
    QVERIFY(!again.run(folder("a")).isShown);
    QVERIFY(again.run(folder("b")).isShown);
    QCOMPARE(again.run(folder("b")).slot, slot);
    QCOMPARE(again.run(folder("b")).record.epochs.back().pgdAccuracy, 0.875);
}

void CompareRunsTest::aRunThatHasGoneSaysSo()
{
    {
        Shown shown;
        shown.view().open(writeRun(folder("gone"), 0.01, 0.5));
        QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
    }
    QVERIFY(QDir(folder("gone")).removeRecursively());
    Shown again;
    QTRY_VERIFY_WITH_TIMEOUT(!again.run(folder("gone")).problem.isEmpty(), kTimeoutMs);
    QTRY_VERIFY(
        again.table().item(again.rowOf("gone"), RunTable::kDifferences)->text().contains("is no run folder"));
    QVERIFY(again.runs().shownRecords().empty()); // and no empty run is exported
}

void CompareRunsTest::uncheckedRunsAreNotDrawn()
{
    Shown shown;
    shown.view().open(writeRun(folder("a"), 0.01, 0.5));
    shown.view().open(writeRun(folder("b"), 0.02, 0.25));
    QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
    const std::string a = folder("a").toStdString(), b = folder("b").toStdString();
    QVERIFY(shown.plot().curveOf(a) >= 0 && shown.plot().curveOf(b) >= 0);
    QTRY_COMPARE(
        shown.table().item(shown.rowOf("a"), RunTable::kDifferences)->text(), QString("Learning rate 0.01"));
    shown.table().item(shown.rowOf("a"), RunTable::kRun)->setCheckState(Qt::Unchecked);
    QCOMPARE(shown.plot().curveOf(a), -1);
    QCOMPARE(shown.plot().panel().series(shown.plot().curveOf(b)).y.back(), 25.0);
    QCOMPARE(shown.table().item(shown.rowOf("b"), RunTable::kDifferences)->text(), QString()); // one alone
                                                                                               // differs from
                                                                                               // none
}

void CompareRunsTest::everyQuantityIsDrawnAsItWasMeasured()
{
    Shown shown;
    shown.view().open(writeRun(folder("a"), 0.01, 0.5));
    QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
    auto* box = shown.window.findChild<QComboBox*>("compareQuantityCombo");
    const std::vector<std::vector<double>> expected{
        {50.0, 50.0}, {75.0, 75.0}, {90.0, 90.0}, {0.25, 0.25}, {2.0, 1.0, 2.0 / 3.0}, {25.0, 25.0, 25.0}};
    QCOMPARE(box->count(), static_cast<int>(expected.size()));
    for (int quantity = 0; quantity < box->count(); ++quantity) {
        box->setCurrentIndex(quantity);
        Q_EMIT box->activated(quantity);
        const auto& y = shown.plot().panel().series(shown.plot().curveOf(folder("a").toStdString())).y;
        const auto& wanted = expected[static_cast<std::size_t>(quantity)];
        QCOMPARE(y.size(), wanted.size());
        for (std::size_t i = 0; i < y.size(); ++i)
            QVERIFY(std::abs(y[i] - wanted[i]) < 1e-5); // written with six digits
    }
    QTRY_VERIFY(!shown.table().item(0, RunTable::kAlarms)->text().isEmpty());
    const QString alarms = shown.table().item(0, RunTable::kAlarms)->text();
    QVERIFY2(alarms.contains("1 alarm") && alarms.contains("epoch 1"), qPrintable(alarms));
}

void CompareRunsTest::theRunInTrainingIsOneOfThem()
{
    Shown shown;
    shown.view().open(writeRun(folder("a"), 0.01, 0.5));
    QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
    shown.window.findChild<QToolButton*>("oneBatchButton")->click();
    QCOMPARE(shown.runs().runs().size(), std::size_t{2});
    const std::string own = shown.view().run().record().request.runDirectory.string();
    QTRY_COMPARE_WITH_TIMEOUT(shown.runs().find(own)->record.points.size(), std::size_t{1}, kTimeoutMs);
    QVERIFY(shown.runs().find(own)->isTraining);
    shown.window.findChild<QToolButton*>("oneBatchButton")->click();
    QTRY_COMPARE_WITH_TIMEOUT(shown.runs().find(own)->record.points.size(), std::size_t{2}, kTimeoutMs);
    // A folder that is opened meanwhile takes its place beside it, from the page of the single run too.
    shown.view().setComparing(false);
    shown.view().open(writeRun(folder("b"), 0.02, 0.5));
    QCOMPARE(shown.runs().runs().size(), std::size_t{3});
    QCOMPARE(shown.view().run().record().points.size(), std::size_t{2});
    shown.window.findChild<QToolButton*>("stopKeepButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.runs().find(own)->isTraining, kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(compared::state(*shown.runs().find(own)), QString("stopped"), kTimeoutMs);
}

void CompareRunsTest::runsElsewhereAreFollowed()
{
    const QString path = folder("elsewhere");
    TrainRequest request = tiny(path, 2);
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
    shown.view().open(path);
    QTRY_COMPARE_WITH_TIMEOUT(shown.run(path).record.points.size(), std::size_t{5}, kTimeoutMs);
    QCOMPARE(compared::state(shown.run(path)), QString("training elsewhere"));
    trainer.setPaused(id, false);
    QTRY_VERIFY_WITH_TIMEOUT(trained(10), kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(shown.run(path).record.epochs.size(), std::size_t{2}, kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(compared::state(shown.run(path)), QString("finished"), kTimeoutMs);
    QCOMPARE(shown.plot().panel().series(shown.plot().curveOf(path.toStdString())).x.size(), std::size_t{2});
}

void CompareRunsTest::whatIsDrawnIsExported()
{
    Shown shown;
    shown.view().open(writeRun(folder("a"), 0.01, 0.5));
    shown.view().open(writeRun(folder("b"), 0.02, 0.25));
    QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
    shown.table().item(shown.rowOf("a"), RunTable::kRun)->setCheckState(Qt::Unchecked);
    shown.view().files()->exportComparison(shown.runs(), folder("out.csv"));
    QFile csv(folder("out.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count('\n'), 1 + 3 * 5 + 2 * 6);
    shown.view().files()->exportComparison(shown.runs(), folder("out.json"));
    QFile json(folder("out.json"));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonArray runs = QJsonDocument::fromJson(json.readAll())["runs"].toArray();
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs[0].toObject()["run"].toString(), folder("b"));
    QCOMPARE(runs[0].toObject()["epochs"].toArray().size(), 2);
}

void CompareRunsTest::anAlarmedRunSaysSoWhenItIsOpened()
{
    Shown shown;
    shown.view().setComparing(false);
    shown.view().open(writeRun(folder("alarmed"), 0.01, 0.5));
    const auto* strip = shown.window.findChild<ActionStrip*>("trainStrip");
    QTRY_COMPARE_WITH_TIMEOUT(strip->warning(), QString("alarmed, epoch 1: It fell."), kTimeoutMs);
    QVERIFY(shown.window.findChild<QToolButton*>("warningsButton")->text().contains("1 warning"));
    QFile events(writeRun(folder("broken"), 10.0, 0.5) + "/events.jsonl");
    QVERIFY(events.open(QIODevice::WriteOnly));
    events.write(R"({"code":"nan","step":3,"epoch":1.5,"seconds":1,"message":"The loss became NaN."})");
    events.close();
    shown.view().open(folder("broken"));
    QTRY_COMPARE_WITH_TIMEOUT(
        strip->warning(), QString("broken failed at epoch 1.5: The loss became NaN."), kTimeoutMs);
}

void CompareRunsTest::noNumberIsCutAndEveryCellHasATip()
{
    Shown shown;
    shown.view().open(writeRun(folder("2026-11-30-110032-fast-edited"), 0.01, 0.5));
    shown.view().open(writeRun(folder("2026-11-30-120032-fast-edited"), 0.02, 0.25, 0.1));
    QTRY_VERIFY_WITH_TIMEOUT(shown.areRead(), kTimeoutMs);
    RunTable& table = shown.table();
    const auto isFilled = [&table](int row) { return !table.item(row, RunTable::kClean)->text().isEmpty(); };
    QTRY_VERIFY(isFilled(0) && isFilled(1));
    for (int row = 0; row < table.rowCount(); ++row) {
        for (int column = 0; column < RunTable::kColumns; ++column) {
            const QTableWidgetItem& cell = *table.item(row, column);
            const QFontMetrics metrics(cell.font());
            const int around = column == RunTable::kRun ? 60 : 6;
            QCOMPARE(cell.toolTip().isEmpty(), cell.text().isEmpty());
            const bool isFree = column != RunTable::kObjective; // a long name, which is in the tip
            for (const QString& line : cell.text().split('\n')) {
                QVERIFY2(!isFree || metrics.horizontalAdvance(line) + around <= table.columnWidth(column),
                    qPrintable(line));
                for (const QString& word : line.split(", "))
                    QVERIFY2(column == RunTable::kAlarms || cell.toolTip().contains(word),
                        qPrintable(word + " not in " + cell.toolTip()));
            }
        }
    }
    const QString clean = table.item(0, RunTable::kClean)->text();
    QVERIFY2(clean.contains(", n 1") && clean.endsWith("000"), qPrintable(clean));
}

void CompareRunsTest::aPausedRunIsCalledSo()
{
    Shown shown;
    shown.window.findChild<QToolButton*>("oneBatchButton")->click();
    const std::string own = shown.view().run().record().request.runDirectory.string();
    QTRY_COMPARE_WITH_TIMEOUT(shown.runs().find(own)->record.points.size(), std::size_t{1}, kTimeoutMs);
    QCOMPARE(compared::state(*shown.runs().find(own)), QString("paused here"));
    shown.window.findChild<QToolButton*>("trainButton")->click();
    QTRY_COMPARE_WITH_TIMEOUT(compared::state(*shown.runs().find(own)), QString("training here"), kTimeoutMs);
}

QTEST_MAIN(CompareRunsTest)
#include "compare_runs_test.moc"
