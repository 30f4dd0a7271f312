// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "engine/thread_init.h"
#include "training/trainer.h"

#include <ATen/ATen.h>

#include <QTest>

#include <cmath>

using namespace epsilonlab;

namespace {

constexpr int kSteps = 4;
constexpr int kFreeSteps = 7; // two replays of each of three batches, and the first batch of the next epoch

/// An objective's name; with "+" behind it, everything besides that can be asked of a training; with
/// "@madry", on that network, whose large layer is left as factors.
ParameterSet recipe(std::string objective)
{
    ParameterSet given{{"epsilon", 0.2}, {"batch-size", std::int64_t{100}}, {"seed", std::int64_t{3}}};
    if (objective.ends_with('+')) {
        objective.pop_back();
        given.insert({{"ema", 0.9}, {"clip-gradient", 0.1}, {"gradient-penalty", 0.1},
            {"label-smoothing", 0.1}, {"weight-decay", 1e-3}, {"dropout", 0.2}, {"augment-shift", 2.0},
            {"augment-rotation", 10.0}, {"augment-scale", 0.1}, {"augment-elastic", 0.5},
            {"augment-noise", 0.05}, {"augment-cutout", std::int64_t{6}}});
    }
    if (const auto at = objective.find('@'); at != std::string::npos) {
        given["architecture"] = objective.substr(at + 1);
        given["clip-gradient"] = 0.1;
        objective.resize(at);
    }
    given["objective"] = objective;
    for (const ParameterSpec& spec : catalogue::recipeParametersFor(objective))
        if (spec.id == "steps")
            given["steps"] = std::int64_t{2};
        else if (spec.id == "attack-precision" && given.contains("ema"))
            given["attack-precision"] = "bfloat16";
        else if (spec.id == "replays")
            given["replays"] = std::int64_t{2};
    return completed(catalogue::recipeParametersFor(objective), given);
}

DatasetView images()
{
    return openDataset({"sample:train"}).limited(250);
}

int stepsOf(const std::string& objective)
{
    return objective.starts_with("free") ? kFreeSteps : kSteps;
}

/// The state after all batches; interrupted after `cut` of them and restored into a new trainer if cut > 0.
std::string stateAfterTraining(const std::string& objective, int workers, int cut = 0)
{
    ShardPool pool({workers, 0, false, initialiseComputeThread});
    initialiseComputeThread();
    Trainer trainer(recipe(objective), images(), pool);
    const int steps = stepsOf(objective);
    for (int step = 0; step < (cut > 0 ? cut : steps); ++step)
        trainer.trainBatch({});
    if (cut == 0)
        return trainer.weights().stateBytes({});
    Trainer second(recipe(objective), images(), pool);
    second.weights().restore(trainer.weights().stateBytes({}), "test");
    second.setStep(trainer.step());
    for (int step = cut; step < steps; ++step)
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
    void aLongGradientIsCut();
    void factorsAreMultipliedOut_data();
    void factorsAreMultipliedOut();
    void theAverageFollowsItsFormula();
    void replaysTrainOnTheSameImages();
    void dropoutStandsBeforeTheLastLayer_data();
    void dropoutStandsBeforeTheLastLayer();

private:
    static void objectives();
};

void TrainerTest::objectives()
{
    QTest::addColumn<QString>("objective");
    for (const ObjectiveInfo& info : catalogue::objectives())
        QTest::addRow("%s", info.id.c_str()) << QString::fromStdString(info.id);
    QTest::newRow("everything, free") << "free+";
    QTest::newRow("everything, ibp") << "ibp+";
    QTest::newRow("everything, pgd-at") << "pgd-at+"; // attacks in bfloat16, where the processor has it
    QTest::newRow("a large layer") << "standard@madry";
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
    QVERIFY(stateAfterTraining(objective.toStdString(), 2, stepsOf(objective.toStdString()) - 1) == whole);
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

void TrainerTest::aLongGradientIsCut()
{
    // Plain SGD: the way that the weights go is the rate times the gradient, whose length is cut.
    ShardPool pool({2, 0, false, initialiseComputeThread});
    ParameterSet values = recipe("standard");
    values["optimizer"] = std::string("sgd");
    values["momentum"] = 0.0;
    values["lr"] = 0.5;
    const auto way = [&](double longest) {
        values["clip-gradient"] = longest;
        Trainer trainer(values, images(), pool);
        const std::vector<at::Tensor> before = trainer.weights().copy().tensors();
        trainer.trainBatch({});
        double squares = 0.0;
        for (std::size_t i = 0; i < before.size(); ++i)
            squares += (trainer.weights().copy().tensors()[i] - before[i]).square().sum().item<double>();
        return std::sqrt(squares);
    };
    const double whole = way(0.0);
    QVERIFY(whole > 0.05);
    // Weights up to 0.1 are kept to some 4e-9: of 55,000 of them, a length is wrong by less than 1e-6.
    QVERIFY(std::abs(way(0.01) - 0.5 * 0.01) < 1e-5);
    QVERIFY(std::abs(way(1e6) - whole) < 1e-6);
}

void TrainerTest::factorsAreMultipliedOut_data()
{
    QTest::addColumn<bool>("isFactored"); // also in the second shard
    QTest::addColumn<int>("pieces");
    // 3 numbers, 5 x 7 of the matrix, 2 numbers, cut at 16, 32 and where the matrix begins and ends.
    QTest::newRow("in every shard") << true << 5;
    QTest::newRow("beside numbers") << false << 3;
}

void TrainerTest::factorsAreMultipliedOut()
{
    QFETCH(bool, isFactored);
    QFETCH(int, pieces);
    constexpr std::int64_t kIn = 7, kOut = 5, kImages = 3, kNumbers = 40;
    ShardPool pool({2, 0, false, initialiseComputeThread});
    const std::vector<at::Tensor> leaves{at::zeros({3}), at::zeros({kOut, kIn}), at::zeros({2})};
    at::Tensor expected = at::zeros({kNumbers});
    BatchGradient gradient;
    gradient.resize(2, kNumbers);
    for (const std::size_t shard : {0, 1}) {
        const at::Tensor numbers = at::randn({kNumbers});
        ShardGradient& part = gradient.shard(shard);
        std::copy_n(numbers.data_ptr<float>(), kNumbers, part.numbers.begin());
        expected += numbers;
        for (int pass = 0; pass < 2 && (shard == 0 || isFactored); ++pass) {
            const at::Tensor outputs = at::randn({kImages, kOut}), inputs = at::randn({kImages, kIn});
            kernels::LinearFactors factors{1, kImages, kOut, kIn, kOut, kIn, kernels::Floats(outputs.numel()),
                kernels::Floats(inputs.numel())};
            std::copy_n(outputs.data_ptr<float>(), outputs.numel(), factors.outputs.data());
            std::copy_n(inputs.data_ptr<float>(), inputs.numel(), factors.inputs.data());
            part.factors.push_back(std::move(factors));
            if (pass == 0) // whatever stood in its place does not count
                expected.narrow(0, 3, kOut * kIn) -= numbers.narrow(0, 3, kOut * kIn);
            expected.narrow(0, 3, kOut * kIn) += outputs.t().mm(inputs).flatten();
        }
    }
    gradient.multiplyOut(pool, leaves);
    const std::vector<BatchGradient::Piece> all = gradient.pieces(16);
    QCOMPARE(all.size(), static_cast<std::size_t>(pieces));
    at::Tensor sum = at::zeros({kNumbers});
    for (const BatchGradient::Piece& piece : all)
        for (std::size_t shard = 0; shard < piece.count; ++shard)
            for (std::int64_t i = piece.begin; i < piece.end; ++i)
                sum[i] += gradient.shard(shard).numbers[static_cast<std::size_t>(i)];
    QCOMPARE(all.back().end, kNumbers);
    QVERIFY((sum - expected).abs().max().item<double>() < 1e-5); // some sums of a few normal numbers
    QVERIFY(!gradient.isZero(1));
    std::fill_n(gradient.shard(0).numbers.begin(), kNumbers, 0.0F);
    std::fill_n(gradient.shard(1).numbers.begin(), 3, 0.0F);
    QCOMPARE(gradient.isZero(38), isFactored);
}

void TrainerTest::theAverageFollowsItsFormula()
{
    ShardPool pool({2, 0, false, initialiseComputeThread});
    ParameterSet values = recipe("standard");
    values["ema"] = 0.2;
    Trainer trainer(values, images(), pool);
    at::Tensor average = trainer.weights().frozen().tensors()[0].clone();
    for (int step = 1; step <= 3; ++step) {
        trainer.trainBatch({});
        const double decay = std::min(0.2, (1.0 + step) / (10.0 + step));
        average = average * decay + trainer.weights().frozen().tensors()[0] * (1.0 - decay);
        QVERIFY((trainer.weights().measured().tensors()[0] - average).abs().max().item<double>() < 1e-6);
        QVERIFY(
            !at::equal(trainer.weights().measured().tensors()[0], trainer.weights().frozen().tensors()[0]));
    }
}

void TrainerTest::replaysTrainOnTheSameImages()
{
    ShardPool pool({2, 0, false, initialiseComputeThread});
    ParameterSet values = recipe("free");
    values["replays"] = std::int64_t{3};
    Trainer trainer(values, images(), pool);
    QCOMPARE(trainer.stepsPerEpoch(), 9); // 250 images in batches of 100
    std::vector<std::int64_t> sizes;
    for (int step = 0; step < 9; ++step)
        sizes.push_back(trainer.trainBatch({}).n);
    QCOMPARE(sizes, (std::vector<std::int64_t>{100, 100, 100, 100, 100, 100, 50, 50, 50}));
    QVERIFY(trainer.weights().carried().abs().max().item<double>() > 0.0);

    // A rate below the rounding of the weights, and no perturbation: the same images, augmented alike, have
    // the same loss.
    values.insert_or_assign("lr", 1e-12);
    values.insert_or_assign("epsilon", 0.0);
    values.insert_or_assign("augment-rotation", 20.0);
    values.insert_or_assign("augment-noise", 0.1);
    Trainer still(values, images(), pool);
    std::vector<double> losses;
    for (int step = 0; step < 9; ++step)
        losses.push_back(still.trainBatch({}).lossSum);
    for (std::size_t step = 0; step < 9; ++step)
        QCOMPARE(losses[step], losses[step / 3 * 3]);
    QVERIFY(losses[3] != losses[0] && losses[6] != losses[3]);
}

void TrainerTest::dropoutStandsBeforeTheLastLayer_data()
{
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<int>("where");
    QTest::addColumn<int>("layers");
    QTest::newRow("put before the last linear layer") << "small" << 7 << 9;
    QTest::newRow("the only layer") << "linear" << 1 << 3;
    QTest::newRow("there already, with another share") << "trades" << 13 << 17;
}

void TrainerTest::dropoutStandsBeforeTheLastLayer()
{
    QFETCH(QString, architecture);
    QFETCH(int, where);
    QFETCH(int, layers);
    ShardPool pool({2, 0, false, initialiseComputeThread});
    ParameterSet values = recipe("standard");
    values["architecture"] = architecture.toStdString();
    const auto trained = [&](double share) {
        values["dropout"] = share;
        Trainer trainer(values, images(), pool);
        trainer.trainBatch({});
        return trainer.weights().copy();
    };
    const Network with = trained(0.25);
    QCOMPARE(with.architecture().layers.size(), static_cast<std::size_t>(layers));
    QVERIFY(with.architecture().layers[static_cast<std::size_t>(where)].type == LayerType::Dropout);
    QCOMPARE(with.architecture().layers[static_cast<std::size_t>(where)].p, 0.25);
    const Network without = trained(0.0);
    QCOMPARE(
        without.architecture().layersText(), builtInArchitecture(architecture.toStdString()).layersText());
    QVERIFY(!at::equal(with.tensors().back(), without.tensors().back()));
}

QTEST_APPLESS_MAIN(TrainerTest)
#include "trainer_test.moc"
