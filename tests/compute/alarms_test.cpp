// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/alarms.h"
#include "api/catalogue.h"
#include "training/run_directory.h"
#include "training/training_alarms.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace epsilonlab;

namespace {

ParameterSet recipeOf(const std::string& objective, const ParameterSet& given = {})
{
    ParameterSet values = given;
    values["objective"] = objective;
    return completed(catalogue::recipeParametersFor(objective), values);
}

/// A batch of 128 whose predictions fall on the first `classes` classes alike.
BatchResult batchOf(int classes, double loss, double accuracy, double lr = 1e-3)
{
    BatchResult result;
    result.n = 128;
    result.lossSum = loss * 128.0;
    result.correct = std::llround(accuracy * 128.0);
    result.lr = lr;
    result.epsilon = 0.3;
    result.predicted.assign(10, 0);
    for (int i = 0; i < 128; ++i)
        ++result.predicted[static_cast<std::size_t>(i % classes)];
    return result;
}

std::string codesAfter(TrainingAlarms& alarms, const BatchResult& result, int batches)
{
    std::string codes;
    for (int i = 0; i < batches; ++i)
        for (const Alarm& alarm : alarms.afterBatch(result))
            codes += alarm.code + " ";
    return codes;
}

TrainingEpoch epochOf(int number, double train, double fgsm, double pgd)
{
    TrainingEpoch epoch;
    epoch.epoch = number;
    epoch.trainAccuracy = train;
    epoch.fgsmAccuracy = fgsm;
    epoch.pgdAccuracy = pgd;
    epoch.attackedN = 500;
    epoch.attackEpsilon = 0.3;
    return epoch;
}

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

class AlarmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void constantPredictionIsRaisedOnce();
    void aFrequentClassIsNoAlarm();
    void theLossOfGuessingIsAPlateau();
    void guessingCostsMartMore();
    void aRisingLearningRateIsWaitedFor();
    void aLearningRateThatFallsLaterMutesNothing();
    void aResumedRunRemembers();
    void deadGradientsNeedThreeLooks();
    void aFallUnderPgdWithFgsmUpIsCatastrophic();
    void aFallAfterARecoveryIsAnother();
    void aFallOfBothIsNot();
    void aSmallEpsilonMayFall();
    void hidingFromSingleStepsIsCatastrophicFromTheStart();
    void singleStepTrainingCountsItsOwnAccuracy();
    void robustOverfittingNeedsTwoEpochs();
    void everyMessageSaysWhatToTry();
    void aDiskThatComesBackIsWrittenAgain();
};

void AlarmsTest::constantPredictionIsRaisedOnce()
{
    TrainingAlarms alarms(recipeOf("pgd-at"));
    QCOMPARE(codesAfter(alarms, batchOf(1, 2.1, 0.11), 39), std::string());
    QCOMPARE(codesAfter(alarms, batchOf(1, 2.1, 0.11), 200), std::string("constant-prediction "));
    TrainingAlarms healthy(recipeOf("pgd-at"));
    QCOMPARE(codesAfter(healthy, batchOf(2, 2.1, 0.11), 200), std::string());
}

void AlarmsTest::aFrequentClassIsNoAlarm()
{
    TrainingAlarms alarms(recipeOf("standard"));
    QCOMPARE(codesAfter(alarms, batchOf(1, 0.1, 0.97), 200), std::string());
}

void AlarmsTest::theLossOfGuessingIsAPlateau()
{
    TrainingAlarms alarms(recipeOf("pgd-at"));
    QCOMPARE(codesAfter(alarms, batchOf(10, std::log(10.0) + 0.01, 0.1), 200), std::string("plateau "));
    TrainingAlarms lower(recipeOf("pgd-at"));
    QCOMPARE(codesAfter(lower, batchOf(10, 2.2, 0.2), 200), std::string());
}

void AlarmsTest::guessingCostsMartMore()
{
    // -log p - log(1 - p) at p = 1/10: the boosted cross-entropy of equal probabilities.
    const double guessing = -std::log(0.1) - std::log(0.9);
    TrainingAlarms alarms(recipeOf("mart"));
    QCOMPARE(codesAfter(alarms, batchOf(10, guessing, 0.1), 200), std::string("plateau "));
    TrainingAlarms others(recipeOf("trades"));
    QCOMPARE(codesAfter(others, batchOf(10, guessing, 0.1), 200), std::string());
    QCOMPARE(codesAfter(others, batchOf(10, -std::log(0.1), 0.1), 200), std::string("plateau "));
}

void AlarmsTest::aLearningRateThatFallsLaterMutesNothing()
{
    TrainingAlarms alarms(recipeOf("standard", {{"lr", 1e-2}}));
    QCOMPARE(codesAfter(alarms, batchOf(2, 0.5, 0.9, 1e-2), 40), std::string());
    QCOMPARE(
        codesAfter(alarms, batchOf(1, 2.3, 0.1, 1e-5), 200), std::string("constant-prediction plateau "));
}

void AlarmsTest::aResumedRunRemembers()
{
    RunRecord run;
    for (int epoch = 1; epoch <= 3; ++epoch) {
        run.epochs.push_back(epochOf(epoch, 0.5, 0.4, 0.27));
        run.epochs.back().step = epoch * 10;
    }
    const TrainingEpoch collapsed = epochOf(4, 0.9, 0.45, 0.0);
    TrainingAlarms fresh(recipeOf("pgd-at", {{"epsilon", 0.3}})),
        restored(recipeOf("pgd-at", {{"epsilon", 0.3}}));
    restored.restore(run, 30, 100);
    for (TrainingAlarms* alarms : {&fresh, &restored})
        alarms->afterBatch(batchOf(10, 1.0, 0.5));
    QVERIFY(!fresh.afterEpoch(collapsed));
    const auto alarm = restored.afterEpoch(collapsed);
    QVERIFY(alarm && alarm->code == "catastrophic-overfitting");

    // What was raised before is not raised again; what came after the saved step did not happen.
    run.flags = {{"catastrophic-overfitting", 30, 3.0, 1.0, ""}};
    TrainingAlarms told(recipeOf("pgd-at", {{"epsilon", 0.3}}));
    told.restore(run, 30, 100);
    told.afterBatch(batchOf(10, 1.0, 0.5));
    QVERIFY(!told.afterEpoch(collapsed));
    TrainingAlarms before(recipeOf("pgd-at", {{"epsilon", 0.3}}));
    before.restore(run, 20, 100);
    before.afterBatch(batchOf(10, 1.0, 0.5));
    QVERIFY(before.afterEpoch(collapsed));
}

void AlarmsTest::aRisingLearningRateIsWaitedFor()
{
    TrainingAlarms alarms(recipeOf("standard", {{"lr", 1e-2}}));
    QCOMPARE(codesAfter(alarms, batchOf(1, 2.3, 0.1, 0.9e-3), 200), std::string());
    QCOMPARE(
        codesAfter(alarms, batchOf(1, 2.3, 0.1, 1.1e-3), 200), std::string("constant-prediction plateau "));
}

void AlarmsTest::deadGradientsNeedThreeLooks()
{
    TrainingAlarms alarms(recipeOf("standard"));
    for (const bool isDead : {true, true, false, true, true})
        QVERIFY(!alarms.afterLook(isDead));
    QCOMPARE(alarms.afterLook(true)->code, std::string("dead-gradients"));
}

void AlarmsTest::aFallUnderPgdWithFgsmUpIsCatastrophic()
{
    TrainingAlarms alarms(recipeOf("pgd-at"));
    QCOMPARE(codesAfter(alarms, batchOf(10, 0.3, 0.9), 1), std::string());
    QVERIFY(!alarms.afterEpoch(epochOf(1, 0.8, 0.85, 0.70)));
    QVERIFY(!alarms.afterEpoch(epochOf(2, 0.9, 0.90, 0.61)));
    const auto alarm = alarms.afterEpoch(epochOf(3, 0.95, 0.99, 0.52));
    QVERIFY(alarm);
    QCOMPARE(alarm->code, std::string("catastrophic-overfitting"));
    for (const char* figure : {"70.0 %", "52.0 %", "99.0 %", "epoch 1", "n = 500", "0.300"})
        QVERIFY2(alarm->message.find(figure) != std::string::npos, alarm->message.c_str());
    QVERIFY(!alarms.afterEpoch(epochOf(4, 0.95, 0.99, 0.05)));
}

void AlarmsTest::aFallAfterARecoveryIsAnother()
{
    TrainingAlarms alarms(recipeOf("pgd-at"));
    QCOMPARE(codesAfter(alarms, batchOf(10, 0.3, 0.9), 1), std::string());
    QVERIFY(!alarms.afterEpoch(epochOf(1, 0.8, 0.75, 0.58)));
    QVERIFY(alarms.afterEpoch(epochOf(2, 0.9, 0.76, 0.40)));
    QVERIFY(!alarms.afterEpoch(epochOf(3, 0.9, 0.80, 0.57))); // nearly as good as it was: still that fall
    QVERIFY(!alarms.afterEpoch(epochOf(4, 0.9, 0.80, 0.40)));
    QVERIFY(!alarms.afterEpoch(epochOf(5, 0.9, 0.81, 0.60)));
    const auto alarm = alarms.afterEpoch(epochOf(6, 0.9, 0.83, 0.35));
    QVERIFY(alarm && alarm->code == "catastrophic-overfitting");
    QVERIFY2(alarm->message.find("60.0 % (epoch 5)") != std::string::npos, alarm->message.c_str());
    QVERIFY(!alarms.afterEpoch(epochOf(7, 0.9, 0.85, 0.01)));

    // Resumed between recovery and second fall, and after the second fall.
    RunRecord run;
    run.epochs = {epochOf(1, 0.8, 0.75, 0.58), epochOf(2, 0.9, 0.76, 0.40), epochOf(5, 0.9, 0.81, 0.60),
        epochOf(6, 0.9, 0.83, 0.35)};
    for (TrainingEpoch& epoch : run.epochs)
        epoch.step = 10 * epoch.epoch;
    run.flags
        = {{"catastrophic-overfitting", 20, 2.0, 1.0, ""}, {"catastrophic-overfitting", 60, 6.0, 1.0, ""}};
    for (const std::int64_t step : {50, 60}) {
        TrainingAlarms resumed(recipeOf("pgd-at"));
        resumed.restore(run, step, 100);
        QCOMPARE(codesAfter(resumed, batchOf(10, 0.3, 0.9), 1), std::string());
        QCOMPARE(resumed.afterEpoch(epochOf(7, 0.9, 0.85, 0.01)).has_value(), step == 50);
    }
}

void AlarmsTest::aFallOfBothIsNot()
{
    TrainingAlarms alarms(recipeOf("pgd-at"));
    QCOMPARE(codesAfter(alarms, batchOf(10, 0.3, 0.9), 1), std::string());
    QVERIFY(!alarms.afterEpoch(epochOf(1, 0.8, 0.85, 0.70)));
    QVERIFY(!alarms.afterEpoch(epochOf(2, 0.7, 0.60, 0.50)));
}

void AlarmsTest::aSmallEpsilonMayFall()
{
    for (const char* objective : {"ibp", "pgd-at", "fgsm-at"}) {
        TrainingAlarms alarms(recipeOf(objective));
        BatchResult batch = batchOf(10, 0.3, 0.9);
        batch.epsilon = 0.25; // of 0.3
        QCOMPARE(codesAfter(alarms, batch, 1), std::string());
        QVERIFY(!alarms.afterEpoch(epochOf(1, 0.8, 0.78, 0.67)));
        const bool isRaised = alarms.afterEpoch(epochOf(2, 0.9, 0.79, 0.47)).has_value();
        QCOMPARE(isRaised, std::string(objective) == "fgsm-at"); // one step can be hidden from at any size
        if (isRaised)
            continue;
        QCOMPARE(codesAfter(alarms, batchOf(10, 0.3, 0.9), 1), std::string());
        QVERIFY(!alarms.afterEpoch(epochOf(3, 0.9, 0.78, 0.66)));
        QCOMPARE(
            alarms.afterEpoch(epochOf(4, 0.9, 0.80, 0.55))->code, std::string("catastrophic-overfitting"));
    }
}

void AlarmsTest::hidingFromSingleStepsIsCatastrophicFromTheStart()
{
    TrainingAlarms alarms(recipeOf("fgsm-at"));
    BatchResult batch = batchOf(10, 0.3, 0.9);
    batch.epsilon = 0.15; // the ramp still rises: robust at 0.15 is no lie at 0.3
    QCOMPARE(codesAfter(alarms, batch, 1), std::string());
    QVERIFY(!alarms.afterEpoch(epochOf(1, 0.9, 0.68, 0.02)));
    QCOMPARE(codesAfter(alarms, batchOf(10, 0.3, 0.9), 1), std::string());
    QVERIFY(!alarms.afterEpoch(epochOf(1, 0.8, 0.30, 0.02)));
    QVERIFY(!alarms.afterEpoch(epochOf(2, 0.8, 0.53, 0.03)));
    QCOMPARE(alarms.afterEpoch(epochOf(3, 0.9, 0.54, 0.02))->code, std::string("catastrophic-overfitting"));
    for (int epoch = 4; epoch < 9; ++epoch) // one alarm for one illness
        QVERIFY(!alarms.afterEpoch(epochOf(epoch, 0.99, 0.99, 0.0)));
    TrainingAlarms standard(recipeOf("standard")); // promises nothing
    QVERIFY(!standard.afterEpoch(epochOf(1, 0.99, 0.60, 0.02)));
}

void AlarmsTest::singleStepTrainingCountsItsOwnAccuracy()
{
    for (const char* objective : {"fgsm-rs", "n-fgsm", "free", "pgd-at"}) {
        TrainingAlarms alarms(recipeOf(objective));
        QVERIFY(!alarms.afterEpoch(epochOf(1, 0.90, 0.85, 0.70)));
        // FGSM without a random start need not rise where the training had one.
        QCOMPARE(
            alarms.afterEpoch(epochOf(2, 0.97, 0.80, 0.30)).has_value(), std::string(objective) != "pgd-at");
    }
}

void AlarmsTest::robustOverfittingNeedsTwoEpochs()
{
    TrainingAlarms alarms(recipeOf("pgd-at"));
    QCOMPARE(codesAfter(alarms, batchOf(10, 0.3, 0.9), 1), std::string()); // epsilon has its full size
    QVERIFY(!alarms.afterEpoch(epochOf(1, 0.90, 0.90, 0.85)));
    QVERIFY(!alarms.afterEpoch(epochOf(2, 0.93, 0.89, 0.80)));
    QVERIFY(!alarms.afterEpoch(epochOf(3, 0.94, 0.89, 0.82))); // within the scatter: counts anew
    QVERIFY(!alarms.afterEpoch(epochOf(4, 0.96, 0.88, 0.79)));
    QCOMPARE(alarms.afterEpoch(epochOf(5, 0.97, 0.88, 0.79))->code, std::string("robust-overfitting"));
    TrainingAlarms standard(recipeOf("standard")); // never was robust
    for (int epoch = 1; epoch < 9; ++epoch)
        QVERIFY(!standard.afterEpoch(
            epochOf(epoch, 0.9 + 0.01 * epoch, 0.5 - 0.05 * epoch, 0.35 - 0.04 * epoch)));
}

void AlarmsTest::everyMessageSaysWhatToTry()
{
    TrainingAlarms alarms(recipeOf("pgd-at"));
    std::vector<Alarm> raised;
    for (int i = 0; i < 100; ++i)
        for (const Alarm& alarm : alarms.afterBatch(batchOf(1, 2.303, 0.1)))
            raised.push_back(alarm);
    for (int look = 0; look < 3; ++look)
        if (const auto alarm = alarms.afterLook(true))
            raised.push_back(*alarm);
    QCOMPARE(raised.size(), 3U);
    for (const Alarm& alarm : raised) {
        QVERIFY(isAlarm(alarm.code));
        QVERIFY2(alarm.message.find("epsilon-ramp") != std::string::npos
                || alarm.message.find("learning rate") != std::string::npos,
            alarm.message.c_str());
    }
    for (const char* code : {"nan", "catastrophic-overfitting", "robust-overfitting"})
        QVERIFY(isAlarm(code));
    for (const char* code :
        {"checkpoint", "finished", "stopped", "learning-rate", "resumed", "best-kept", ""})
        QVERIFY(!isAlarm(code));
}

void AlarmsTest::aDiskThatComesBackIsWrittenAgain()
{
    namespace fs = std::filesystem;
    QTemporaryDir folder;
    const fs::path path = folder.filePath("run").toStdString();
    std::vector<std::string> warnings;
    RunDirectory run(path, false, [&](const Warning& warning) { warnings.push_back(warning.code); });
    const auto flag = [](int step) { return TrainingFlag{"checkpoint", step, 1.0, 1.0, "kept"}; };
    run.append(flag(1));
    // /dev/full takes nothing, as a full disk does.
    fs::rename(path / "events.jsonl", path / "before");
    fs::create_symlink("/dev/full", path / "events.jsonl");
    run.append(flag(2));
    run.append(flag(3));
    QVERIFY(!run.isWritten());
    run.writeCheckpoint(1, "model one", "state one");
    run.append(flag(4));
    QCOMPARE(contentOf(path / "model.safetensors"), std::string("model one")); // one file that fails keeps no
                                                                               // other from being written
    QCOMPARE(warnings, std::vector<std::string>{"not-written"});
    fs::remove(path / "events.jsonl");
    fs::rename(path / "before", path / "events.jsonl");
    run.writeModel("model two");
    QVERIFY(run.isWritten());
    run.append(flag(5));
    QCOMPARE(warnings, (std::vector<std::string>{"not-written", "written-again"}));
    QCOMPARE(contentOf(path / "model.safetensors"), std::string("model two"));
    const std::string events = contentOf(path / "events.jsonl");
    std::size_t place = 0;
    for (int step = 1; step <= 5; ++step) { // every line is there, in order
        place = events.find("\"step\":" + std::to_string(step), place);
        QVERIFY2(place != std::string::npos, events.c_str());
    }
    const QRegularExpression dated(R"("time":"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}\n)");
    QCOMPARE(QString::fromStdString(events).count(dated), 5);
}

QTEST_APPLESS_MAIN(AlarmsTest)
#include "alarms_test.moc"
