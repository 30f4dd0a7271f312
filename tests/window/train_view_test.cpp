// SPDX-License-Identifier: GPL-3.0-or-later
#include "train_program.h"

#include "api/catalogue.h"
#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "theme/theme.h"
#include "views/attack_view.h"
#include "views/train_plots.h"
#include "views/train_recipe.h"
#include "views/train_files.h"
#include "views/train_run.h"
#include "views/train_view.h"
#include "widgets/action_strip.h"
#include "widgets/number_edit.h"
#include "widgets/plot_panel.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <cmath>

using namespace epsilonlab;
using namespace epsilonlab::ui;

#define WAIT_FOR_STATE(program, wanted) QTRY_VERIFY_WITH_TIMEOUT(isIn(program, wanted), kTimeoutMs)

class TrainViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dockExplainsTheTabInFront();
    void keptEpochsAreFlags();
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_home.path().toLocal8Bit());
        theme::apply(*qApp, theme::Theme::Light);
    }
    void init() { QDir(QString::fromStdString(runs::root().string())).removeRecursively(); }
    void trainsPausesAndGoesOn();
    void curvesAreTheEvents();
    void oneBatchExecutesExactlyOne();
    void oneEpochEndsPaused();
    void stopKeepsTheNetwork();
    void zoomStaysWhileDataComesIn();
    void theLearningRateIsAppliedWithoutAReset();
    void anotherChangeAsksOnceAndDoesNotReset();
    void startingAgainShowsTheNewRunOnly();
    void theLiveNetworkCanBeA();
    void aRunThatDivergesSaysWhy();
    void aRunThatWasCutOffIsOfferedAndGoesOn();
    void badValuesAreExplainedAndChangeNothing();
    void recipesGoThroughFiles();
    void anotherObjectiveKeepsTheSharedValues();
    void everyObjectiveTrains_data();
    void everyObjectiveTrains();
    void exportsHoldEveryValue();
    void nothingIsClippedAndAllIsNamed_data();
    void nothingIsClippedAndAllIsNamed();

private:
    QTemporaryDir m_home; // never the runs of whoever starts this
};

void TrainViewTest::dockExplainsTheTabInFront()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(
        program.find<QLabel>("explainHelp").text().contains("A network learns from batches of images."),
        kTimeoutMs);
    QVERIFY(!program.find<QLabel>("explainSentenceA").isVisible());
    program.view().setComparing(true);
    QTRY_VERIFY_WITH_TIMEOUT(
        program.find<QLabel>("explainHelp").text().contains("Several runs, each a row of the table"),
        kTimeoutMs);
    program.view().setComparing(false);
    QTRY_VERIFY_WITH_TIMEOUT(
        program.find<QLabel>("explainHelp").text().contains("A network learns from batches of images."),
        kTimeoutMs);
    program.window.showView("attack");
    QTRY_VERIFY_WITH_TIMEOUT(program.find<QLabel>("explainSentenceA").isVisible(), kTimeoutMs);
    QVERIFY(program.find<QLabel>("explainHelp").text().contains("attacked picture"));
}

void TrainViewTest::keptEpochsAreFlags()
{
    TrainRecord record;
    for (int step = 1; step <= 10; ++step)
        record.points.push_back({step, step / 5.0, 1.0 / step, 0.5, 0.1, 0.1, step * 0.1, 100.0});
    record.epochs.push_back({1, 5, 1.0, 0.5, 100, 0.7, 0.8, 0, 0.1, 0.0, 0.0, 0.5, 0.1});
    record.flags.push_back({"checkpoint", 5, 1.0, 0.5, "Epoch 1 was kept."});
    TrainPlots plots;
    plots.show(record);
    const auto* loss = plots.findChild<PlotPanel*>("lossPlot");
    QVERIFY(loss->readoutAt(1.0).contains("Epoch 1 was kept."));
    QVERIFY(!loss->readoutAt(2.0).contains("Epoch 1 was kept."));
    QVERIFY2(loss->readoutAt(2.0).contains("0.700 (at epoch 1.00)"), qPrintable(loss->readoutAt(2.0)));
}

void TrainViewTest::trainsPausesAndGoesOn()
{
    Program program(500);
    QVERIFY(isIn(program, TrainState::Idle));
    program.click("trainButton");
    QVERIFY(isIn(program, TrainState::Running));
    QTRY_VERIFY_WITH_TIMEOUT(program.run().record().points.size() >= 3, kTimeoutMs);
    program.click("trainButton");
    WAIT_FOR_STATE(program, TrainState::Paused);
    const std::int64_t step = program.run().record().points.back().step;
    program.click("oneBatchButton"); // its point is the very next one: nothing was trained while paused
    QTRY_COMPARE_WITH_TIMEOUT(program.run().record().points.back().step, step + 1, kTimeoutMs);
    program.click("trainButton");
    WAIT_FOR_STATE(program, TrainState::Running);
    QTRY_VERIFY_WITH_TIMEOUT(program.run().record().points.back().step > step + 3, kTimeoutMs);
    program.click("stopKeepButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
}

void TrainViewTest::curvesAreTheEvents()
{
    Program program(3);
    program.click("trainButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
    QCOMPARE(program.points.size(), std::size_t{3 * kStepsPerEpoch}); // every batch of such short epochs
    const PlotSeries& loss = program.loss().series(0);
    const PlotSeries& accuracy = program.find<PlotPanel>("accuracyPlot").series(0);
    QCOMPARE(loss.x.size(), program.points.size());
    for (std::size_t i = 0; i < program.points.size(); ++i) {
        QCOMPARE(loss.x[i], program.points[i].epoch);
        QCOMPARE(loss.y[i], program.points[i].loss);
        QCOMPARE(accuracy.y[i], program.points[i].accuracy * 100.0);
    }
    const auto& epochs = program.run().record().epochs;
    QCOMPARE(epochs.size(), 3U);
    const PlotSeries& pgd = program.find<PlotPanel>("accuracyPlot").series(3);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(pgd.y[i], epochs[i].pgdAccuracy * 100.0);
    auto& axis = program.find<QComboBox>("xAxisCombo");
    axis.setCurrentIndex(0);
    Q_EMIT axis.activated(0);
    QCOMPARE(program.loss().series(0).x.back(), 3.0 * kStepsPerEpoch);
    QVERIFY(program.find<QLabel>("pgdCardDetail").text().contains("n = 100"));
}

void TrainViewTest::oneBatchExecutesExactlyOne()
{
    Program program;
    for (std::int64_t step = 1; step <= 2; ++step) {
        QTest::keyClick(&program.window, Qt::Key_F9);
        QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), static_cast<std::size_t>(step), kTimeoutMs);
        QCOMPARE(program.points.back().step, step);
        WAIT_FOR_STATE(program, TrainState::Paused);
    }
    program.click("stopKeepButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
    QCOMPARE(program.points.size(), 2U);
    QCOMPARE(program.run().record().done, 2);
}

void TrainViewTest::oneEpochEndsPaused()
{
    Program program;
    program.click("oneEpochButton");
    QTRY_COMPARE_WITH_TIMEOUT(program.run().record().epochs.size(), 1U, kTimeoutMs);
    WAIT_FOR_STATE(program, TrainState::Paused);
    QCOMPARE(program.points.back().step, kStepsPerEpoch);
}

void TrainViewTest::stopKeepsTheNetwork()
{
    Program program(500);
    program.click("trainButton");
    QTRY_VERIFY_WITH_TIMEOUT(!program.run().record().epochs.empty(), kTimeoutMs);
    program.click("stopKeepButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
    QVERIFY(!program.loss().series(0).x.empty());
    QVERIFY(QFile::exists(QString::fromStdString(
        (program.run().record().request.runDirectory / "model.safetensors").string())));
    const QTemporaryDir folder;
    program.view().files()->saveNetwork(folder.filePath("kept.safetensors"));
    QVERIFY(QFile::exists(folder.filePath("kept.safetensors")));
    program.view().files()->saveNetwork(folder.filePath("nowhere/kept.safetensors"));
    QVERIFY(!program.strip().sentence().isEmpty());
}

void TrainViewTest::zoomStaysWhileDataComesIn()
{
    Program program(500);
    program.click("trainButton");
    QTRY_VERIFY_WITH_TIMEOUT(program.points.size() > 10, kTimeoutMs);
    auto& canvas = program.find<QWidget>("lossPlotCanvas");
    const QPointF at(canvas.width() * 0.5, canvas.height() * 0.5);
    QWheelEvent wheel(
        at, canvas.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&canvas, &wheel);
    const auto zoomed = program.loss().xView();
    QVERIFY(program.find<QToolButton>("lossPlotFollowButton").isVisible());
    const std::size_t before = program.points.size();
    QTRY_VERIFY_WITH_TIMEOUT(program.points.size() > before + 20, kTimeoutMs);
    QCOMPARE(program.loss().xView(), zoomed);
    QCOMPARE(program.find<PlotPanel>("accuracyPlot").xView(), zoomed);
    program.click("lossPlotFollowButton");
    QVERIFY(program.loss().isFollowing());
    QVERIFY(program.find<PlotPanel>("accuracyPlot").isFollowing());
    QTRY_VERIFY_WITH_TIMEOUT(program.loss().xView().second > zoomed.second, kTimeoutMs);
}

void TrainViewTest::theLearningRateIsAppliedWithoutAReset()
{
    Program program;
    QTest::keyClick(&program.window, Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), 1U, kTimeoutMs);
    const RequestId id = program.run().record().id;
    program.type("lrEdit", "0.02");
    QTest::keyClick(&program.window, Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), 2U, kTimeoutMs);
    QCOMPARE(program.run().record().id, id);
    QCOMPARE(program.points[1].step, 2);
    QCOMPARE(program.points[1].lr, 0.02);
    QVERIFY(!program.strip().isAsking());
    QCOMPARE(program.run().record().flags.size(), 1U);
    QVERIFY(program.loss().readoutAt(program.points[0].epoch).contains("learning rate"));
}

void TrainViewTest::anotherChangeAsksOnceAndDoesNotReset()
{
    Program program(500);
    program.click("trainButton");
    QTRY_VERIFY_WITH_TIMEOUT(program.points.size() >= 2, kTimeoutMs);
    const RequestId id = program.run().record().id;
    program.type("batch-sizeEdit", "50");
    QVERIFY(program.strip().isAsking());
    QVERIFY(program.strip().sentence().contains("new run"));
    program.click("trainStripSecondButton"); // Keep going
    QVERIFY(!program.strip().isAsking());
    QCOMPARE(program.run().record().id, id);
    QVERIFY(isIn(program, TrainState::Running));
    QVERIFY(program.find<QLabel>("recipeDifference").isVisible());
    program.type("epochsEdit", "7");
    QVERIFY(!program.strip().isAsking()); // once is enough
    const std::size_t before = program.points.size();
    QTRY_VERIFY_WITH_TIMEOUT(program.points.size() > before + 5, kTimeoutMs);
    QCOMPARE(integerValue(program.run().record().request.recipe, "batch-size"), 100);
    Q_EMIT program.find<QLabel>("recipeDifference").linkActivated("running");
    QCOMPARE(program.find<NumberEdit>("epochsEdit").number(), 500.0);
    QVERIFY(!program.find<QLabel>("recipeDifference").isVisible());
}

void TrainViewTest::startingAgainShowsTheNewRunOnly()
{
    Program program(500);
    program.click("trainButton");
    QTRY_VERIFY_WITH_TIMEOUT(program.points.size() > 12, kTimeoutMs);
    program.type("batch-sizeEdit", "250");
    program.click("trainStripFirstButton"); // Start new run
    QVERIFY(program.loss().series(0).x.empty());
    program.points.clear();
    QTRY_VERIFY_WITH_TIMEOUT(program.run().record().points.size() >= 2, kTimeoutMs);
    QCOMPARE(program.run().record().points.front().step, 1);
    const PlotSeries& series = program.loss().series(0);
    QCOMPARE(series.x.size(), program.run().record().points.size());
    QCOMPARE(series.x.front(), 0.5); // two batches an epoch now
    QVERIFY(std::is_sorted(series.x.begin(), series.x.end()));
}

void TrainViewTest::theLiveNetworkCanBeA()
{
    Program program;
    QVERIFY(!program.find<QToolButton>("liveAsAButton").isEnabled());
    QTest::keyClick(&program.window, Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(program.find<QToolButton>("liveAsAButton").isEnabled(), kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), 1U, kTimeoutMs);
    program.click("liveAsAButton");
    QCOMPARE(program.session.modelA(), std::string("live"));
    program.window.showView("attack");
    auto& attack = *qobject_cast<AttackView*>(program.window.view("attack"));
    const auto isLive = [&attack] {
        const auto& models = attack.shownResult().models;
        return !models.empty() && models[0].modelId == "live";
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLive(), kTimeoutMs);
    const std::uint64_t snapshot = attack.shownResult().models[0].snapshot;
    const auto logits = attack.shownResult().models[0].cleanLogits;
    QTest::keyClick(&program.window, Qt::Key_F9); // one step of the weights, seen at once in the first tab
    QTRY_VERIFY_WITH_TIMEOUT(attack.shownResult().models[0].snapshot > snapshot, kTimeoutMs);
    QVERIFY(attack.shownResult().models[0].cleanLogits != logits);
    program.window.showView("train");
    program.click("liveAsAButton");
    QCOMPARE(program.session.modelA(), std::string("standard"));
}

void TrainViewTest::aRunThatDivergesSaysWhy()
{
    Program program(20);
    TrainRequest request = tiny(20);
    request.recipe["optimizer"] = std::string("sgd");
    request.recipe["lr"] = 10.0;
    request.recipe["weight-decay"] = 1.0; // each step then multiplies the weights by about -80
    program.find<TrainRecipe>("trainRecipe").showRequest(request);
    program.click("trainButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
    QVERIFY2(program.strip().sentence().contains("NaN or infinite at step"),
        qPrintable(program.strip().sentence()));
    QVERIFY(program.strip().sentence().contains("learning rate of 10", Qt::CaseInsensitive));
    QVERIFY(!program.strip().isAsking());
    QVERIFY(program.find<QToolButton>("saveNetworkButton").isEnabled()); // the last good weights
}

void TrainViewTest::aRunThatWasCutOffIsOfferedAndGoesOn()
{
    {
        Program program(3);
        program.click("oneEpochButton");
        QTRY_COMPARE_WITH_TIMEOUT(program.run().record().epochs.size(), 1U, kTimeoutMs);
        WAIT_FOR_STATE(program, TrainState::Paused);
    } // closed
    Program program(9);
    QTRY_VERIFY_WITH_TIMEOUT(program.strip().isAsking(), kTimeoutMs);
    QVERIFY2(program.strip().sentence().contains("epoch 1 of 3"), qPrintable(program.strip().sentence()));
    program.click("trainStripFirstButton"); // Resume
    WAIT_FOR_STATE(program, TrainState::Stopped);
    const TrainRecord& record = program.run().record();
    QCOMPARE(record.points.size(), std::size_t{3 * kStepsPerEpoch}); // with those from before
    QCOMPARE(record.epochs.size(), 3U);
    QCOMPARE(program.points.front().step, kStepsPerEpoch + 1);
    const PlotSeries& loss = program.loss().series(0);
    QCOMPARE(loss.x.size(), record.points.size());
    QVERIFY(std::is_sorted(loss.x.begin(), loss.x.end()));
    QCOMPARE(integerValue(record.request.recipe, "epochs"), 3);
}

void TrainViewTest::badValuesAreExplainedAndChangeNothing()
{
    Program program;
    program.type("epochsEdit", "0");
    auto& error = program.find<QLabel>("recipeError");
    QVERIFY(error.isVisible());
    QVERIFY2(error.text().contains("0") && error.text().contains("1 to"), qPrintable(error.text()));
    QCOMPARE(program.find<NumberEdit>("epochsEdit").number(), 2.0);
    program.type("epochsEdit", "4");
    QVERIFY(!error.isVisible());
    QCOMPARE(integerValue(program.find<TrainRecipe>("trainRecipe").request().recipe, "epochs"), 4);
}

void TrainViewTest::recipesGoThroughFiles()
{
    Program program;
    const QTemporaryDir folder;
    auto& recipe = program.find<TrainRecipe>("trainRecipe");
    program.type("seedEdit", "77");
    const ParameterSet saved = recipe.request().recipe;
    recipe.save(folder.filePath("mine.json"));
    recipe.showRequest(tiny(9));
    recipe.load(folder.filePath("mine.json"));
    QCOMPARE(recipe.request().recipe, saved);
    QCOMPARE(recipe.request().recipeName, std::string("mine"));
    QFile broken(folder.filePath("broken.json"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{\"values\": {\"epochs\": -3}}");
    broken.close();
    recipe.load(broken.fileName());
    QVERIFY(program.find<QLabel>("recipeError").text().contains("-3"));
    QCOMPARE(recipe.request().recipe, saved);
}

void TrainViewTest::anotherObjectiveKeepsTheSharedValues()
{
    Program program;
    auto& list = program.find<QComboBox>("objectiveCombo");
    list.setCurrentIndex(list.findData("pgd-at"));
    QTRY_VERIFY(program.window.findChild<NumberEdit*>("stepsEdit") != nullptr);
    const ParameterSet now = program.find<TrainRecipe>("trainRecipe").request().recipe;
    QCOMPARE(textValue(now, "objective"), std::string("pgd-at"));
    QCOMPARE(integerValue(now, "batch-size"), 100);
    QCOMPARE(integerValue(now, "steps"), 7);
    QVERIFY(!program.find<NumberEdit>("momentumEdit").isEnabled()); // Adam has none
}

void TrainViewTest::everyObjectiveTrains_data()
{
    QTest::addColumn<QString>("objective");
    for (const ObjectiveInfo& info : catalogue::objectives())
        QTest::addRow("%s", info.id.c_str()) << QString::fromStdString(info.id);
}

void TrainViewTest::everyObjectiveTrains()
{
    QFETCH(QString, objective);
    Program program(2);
    auto& box = program.find<QComboBox>("objectiveCombo");
    box.setCurrentIndex(box.findData(objective));
    program.click("trainButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
    const TrainRecord& record = program.run().record();
    QCOMPARE(textValue(record.request.recipe, "objective"), objective.toStdString());
    QCOMPARE(record.epochs.size(), 2U);
    QVERIFY(record.epochs.back().attackedN > 0);
    for (const TrainingPoint& point : program.points)
        QVERIFY(std::isfinite(point.loss) && point.loss > 0.0);
    QCOMPARE(program.loss().series(0).y.size(), program.points.size());
}

void TrainViewTest::exportsHoldEveryValue()
{
    Program program(2);
    program.click("trainButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
    const QTemporaryDir folder;
    program.view().files()->exportRun(folder.filePath("run.json"));
    program.view().files()->exportRun(folder.filePath("run.csv"));
    QFile json(folder.filePath("run.json"));
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject run = QJsonDocument::fromJson(json.readAll()).object();
    const QJsonArray points = run["points"].toArray();
    QCOMPARE(points.size(), qsizetype{2 * kStepsPerEpoch});
    for (qsizetype i = 0; i < points.size(); ++i)
        QCOMPARE(points[i].toObject()["loss"].toDouble(),
            program.points[static_cast<std::size_t>(i)].loss); // unrounded
    QCOMPARE(run["epochs"].toArray().size(), 2);
    QFile csv(folder.filePath("run.csv"));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count("\nbatch,"), 0); // strings stand in quotes
    csv.seek(0);
    QCOMPARE(csv.readAll().count("\n\"batch\","), qsizetype{2 * kStepsPerEpoch});
}

void TrainViewTest::nothingIsClippedAndAllIsNamed_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280 x 800") << QSize(1280, 800);
    QTest::newRow("1024 x 680") << QSize(1024, 680);
}

void TrainViewTest::nothingIsClippedAndAllIsNamed()
{
    QFETCH(QSize, size);
    Program program(2, size);
    program.click("trainButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
    QCOMPARE(program.window.size(), size);
    for (const QWidget* widget : program.window.findChildren<QWidget*>()) {
        if (widget->objectName().startsWith("qt_") || widget->isWindow() || !widget->isVisible())
            continue;
        const QString line
            = QStringLiteral("%1 \"%2\"").arg(widget->metaObject()->className(), widget->objectName());
        QVERIFY2(!widget->objectName().isEmpty() && !widget->accessibleName().isEmpty(),
            qPrintable("no name: " + line));
        if (widget->parentWidget()->objectName() != "qt_scrollarea_viewport") // scrolls instead
            QVERIFY2(
                widget->parentWidget()->rect().contains(widget->geometry()), qPrintable("outside: " + line));
    }
}

QTEST_MAIN(TrainViewTest)
#include "train_view_test.moc"
