// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "engine/thread_init.h"
#include "training/trainer.h"

#include <QTest>

using namespace epsilonlab;

namespace {

constexpr int kSteps = 4;

ParameterSet recipe(const std::string& objective)
{
    ParameterSet given {{"objective", objective}, {"epsilon", 0.2}, {"batch-size", std::int64_t {100}}, {"seed", std::int64_t {3}}};
    for (const ParameterSpec& spec : catalogue::recipeParametersFor(objective))
        if (spec.id == "steps")
            given["steps"] = std::int64_t {2};
    return completed(catalogue::recipeParametersFor(objective), given);
}

DatasetView images()
{
    return openDataset({"sample:train"}).limited(250);
}

/// The state after kSteps batches; interrupted after `cut` of them and restored into a new trainer if cut > 0.
std::string stateAfterTraining(const std::string& objective, int workers, int cut = 0)
{
    ShardPool pool({workers, 0, false, initialiseComputeThread});
    initialiseComputeThread();
    Trainer trainer(recipe(objective), images(), pool);
    for (int step = 0; step < (cut > 0 ? cut : kSteps); ++step)
        trainer.trainBatch({});
    if (cut == 0)
        return trainer.weights().stateBytes({});
    Trainer second(recipe(objective), images(), pool);
    second.weights().restore(trainer.weights().stateBytes({}), "test");
    second.setStep(trainer.step());
    for (int step = cut; step < kSteps; ++step)
        second.trainBatch({});
    return second.weights().stateBytes({});
}

} // namespace

class TrainerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workersDoNotChangeTheWeights_data() { objectives(); }
    void workersDoNotChangeTheWeights();
    void aResumedRunEndsAsAnUninterruptedOne_data() { objectives(); }
    void aResumedRunEndsAsAnUninterruptedOne();
    void aStoppedBatchChangesNothing();

private:
    static void objectives();
};

void TrainerTest::objectives()
{
    QTest::addColumn<QString>("objective");
    for (const ObjectiveInfo& info : catalogue::objectives())
        QTest::addRow("%s", info.id.c_str()) << QString::fromStdString(info.id);
}

void TrainerTest::workersDoNotChangeTheWeights()
{
    QFETCH(QString, objective);
    const std::string one = stateAfterTraining(objective.toStdString(), 1);
    QVERIFY(stateAfterTraining(objective.toStdString(), 2) == one);
    QVERIFY(stateAfterTraining(objective.toStdString(), 3) == one);
}

void TrainerTest::aResumedRunEndsAsAnUninterruptedOne()
{
    QFETCH(QString, objective);
    const std::string whole = stateAfterTraining(objective.toStdString(), 2);
    QVERIFY(stateAfterTraining(objective.toStdString(), 2, 1) == whole);
    QVERIFY(stateAfterTraining(objective.toStdString(), 2, 3) == whole);
}

void TrainerTest::aStoppedBatchChangesNothing()
{
    ShardPool pool({2, 0, false, initialiseComputeThread});
    Trainer trainer(recipe("pgd-at"), images(), pool);
    const std::string before = trainer.weights().stateBytes({});
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(trainer.trainBatch(stop.get_token()).n, 0);
    QVERIFY(trainer.weights().stateBytes({}) == before);
    QCOMPARE(trainer.trainBatch({}).n, 100);
    QVERIFY(trainer.weights().stateBytes({}) != before);
}

QTEST_APPLESS_MAIN(TrainerTest)
#include "trainer_test.moc"
