// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "api/engine.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>

using namespace epsilonlab;

namespace {

constexpr auto kPatience = std::chrono::minutes(5); // sanitizers on a machine shared by many builds
constexpr std::int64_t kDigit = 44; // "standard" flips near 0.1, "robust" survives 0.25

/// Waits for the last event of type T that `isWanted`.
template <class T, class Predicate> std::optional<T> await(Engine& engine, const Predicate& isWanted)
{
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < end)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(50)))
            if (const auto* found = std::get_if<T>(&event); found && isWanted(*found))
                return *found;
    return std::nullopt;
}

SweepResult swept(Engine& engine, const SweepRequest& request)
{
    const RequestId id = engine.sweep(request);
    return await<SweepResult>(engine, [id](const SweepResult& r) {
        return r.id == id && r.isLast;
    }).value_or(SweepResult());
}

PreviewResult previewed(Engine& engine, const PreviewRequest& request)
{
    const RequestId id = engine.preview(request);
    return await<PreviewResult>(engine, [id](const PreviewResult& r) {
        return r.id == id && r.tier == PreviewTier::Final;
    }).value_or(PreviewResult());
}

SweepRequest sweepOf(Engine& engine, const AttackSettings& attack)
{
    SweepRequest request{{"standard", "robust"}, engine.image({}, kDigit), attack, {}};
    const double largest = catalogue::normOf(attack.attackId, attack.values) == "l2" ? 6.0 : 0.5;
    for (int i = 0; i <= 50; ++i)
        request.epsilons.push_back(i * largest / 50);
    return request;
}

PreviewRequest previewAt(const SweepRequest& sweep, double epsilon)
{
    PreviewRequest request;
    request.modelIds = sweep.modelIds;
    request.sample = sweep.sample;
    request.attack = sweep.attack;
    request.attack.values["epsilon"] = epsilon;
    request.wantTrace = false;
    return request;
}

/// The final picture and the twins that came before it.
std::pair<PreviewResult, NoiseResult> previewedWithNoise(Engine& engine, const PreviewRequest& request)
{
    const RequestId id = engine.preview(request, {true});
    std::pair<PreviewResult, NoiseResult> both;
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (both.first.id == 0 && std::chrono::steady_clock::now() < end)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(50))) {
            if (const auto* noise = std::get_if<NoiseResult>(&event); noise && both.first.id == 0)
                both.second = *noise;
            if (const auto* result = std::get_if<PreviewResult>(&event);
                result && result->id == id && result->tier == PreviewTier::Final)
                both.first = *result;
        }
    return both;
}

bool isSuccess(Verdict verdict)
{
    return verdict == Verdict::Fooled || verdict == Verdict::TargetHit;
}

} // namespace

class SweepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCellIsWhatAPreviewSays_data();
    void everyCellIsWhatAPreviewSays();
    void flipIsTheFirstThousandth();
    void misreadDigitNeverFlips();
    void previewStopsTheSweepAndItGoesOnLater();
    void whatTakesTooLongIsGivenUpAndGoesOnWhenAsked();
    void aMisreadDigitIsNeverTooLong();
    void attacksWithoutABallAreRefused();
    void appliesToBallsAroundOneImage_data();
    void appliesToBallsAroundOneImage();
    void twinIsAsLargeAsTheAttack_data();
    void twinIsAsLargeAsTheAttack();
    void twinIsOnlyThereIfAskedFor();
};

void SweepTest::everyCellIsWhatAPreviewSays_data()
{
    QTest::addColumn<QString>("attack");
    QTest::addColumn<ParameterSet>("values");
    QTest::newRow("FGSM") << "fgsm" << ParameterSet{};
    QTest::newRow("FGSM, l2, target 3") << "fgsm" << ParameterSet{{"norm", "l2"}, {"target", "3"}};
    QTest::newRow("BIM") << "bim" << ParameterSet{{"steps", std::int64_t{5}}};
    QTest::newRow("PGD, automatic step")
        << "pgd" << ParameterSet{{"steps", std::int64_t{7}}, {"step-size", 0.0}};
    QTest::newRow("PGD, l2") << "pgd"
                             << ParameterSet{{"norm", "l2"}, {"steps", std::int64_t{5}}, {"step-size", 0.0}};
    QTest::newRow("PGD, restarts, target random")
        << "pgd"
        << ParameterSet{{"restarts", std::int64_t{3}}, {"steps", std::int64_t{3}}, {"target", "random"}};
    QTest::newRow("PGD, keeps the best")
        << "pgd" << ParameterSet{{"steps", std::int64_t{5}}, {"keep", "best"}};
    QTest::newRow("NI-FGSM, l2") << "nim" << ParameterSet{{"norm", "l2"}, {"steps", std::int64_t{5}}};
    QTest::newRow("MIM") << "mim" << ParameterSet{{"steps", std::int64_t{5}}};
    QTest::newRow("APGD") << "apgd-ce" << ParameterSet{{"steps", std::int64_t{5}}};
    QTest::newRow("Square") << "square" << ParameterSet{{"queries", std::int64_t{20}}};
    QTest::newRow("noise") << "noise" << ParameterSet{};
}

void SweepTest::everyCellIsWhatAPreviewSays()
{
    QFETCH(QString, attack);
    QFETCH(ParameterSet, values);
    Engine engine;
    const SweepRequest request = sweepOf(engine, {attack.toStdString(), values, 7});
    const SweepResult sweep = swept(engine, request);
    QVERIFY2(!sweep.failure, sweep.failure ? sweep.failure->message.c_str() : "");
    QCOMPARE(sweep.models.size(), std::size_t{2});
    for (std::size_t i = 0; i < request.epsilons.size(); i += 5) {
        Engine fresh; // knows nothing of what was computed before
        const PreviewResult direct = previewed(fresh, previewAt(request, request.epsilons[i]));
        for (std::size_t m = 0; m < 2; ++m) {
            const SweepCell& cell = sweep.models[m].cells.at(i);
            QCOMPARE(cell.predicted, direct.models.at(m).adversarialClass);
            QCOMPARE(cell.isSuccess, isSuccess(direct.models[m].verdict));
            // The networks' kernels work row by row: a batch of many epsilons gives the same bits as one of
            // one.
            QCOMPARE(cell.probability,
                direct.models[m].adversarialProbabilities.at(static_cast<std::size_t>(cell.predicted)));
        }
    }
}

void SweepTest::flipIsTheFirstThousandth()
{
    Engine engine;
    const SweepRequest request = sweepOf(engine, {"fgsm", {}, 1});
    const SweepResult sweep = swept(engine, request);
    for (std::size_t m = 0; m < 2; ++m) {
        const std::optional<double> flip = sweep.models.at(m).flip;
        QVERIFY(flip.has_value());
        QVERIFY(isSuccess(previewed(engine, previewAt(request, *flip)).models.at(m).verdict));
        QVERIFY(!isSuccess(previewed(engine, previewAt(request, *flip - 0.001)).models.at(m).verdict));
        for (std::size_t i = 0; request.epsilons[i] < *flip; ++i)
            QVERIFY(!sweep.models[m].cells[i].isSuccess);
    }
    QVERIFY(*sweep.models[0].flip < 0.15); // as at the first start: A fooled at 0.15, B not
    QVERIFY(*sweep.models[1].flip > 0.15);
}

void SweepTest::misreadDigitNeverFlips()
{
    Engine engine;
    SweepRequest request = sweepOf(engine, {"fgsm", {}, 1});
    request.sample.label = (request.sample.label + 1) % 10;
    const SweepResult sweep = swept(engine, request);
    for (const ModelSweep& model : sweep.models) {
        QVERIFY(!model.flip);
        for (const SweepCell& cell : model.cells) {
            QCOMPARE(cell.predicted, model.cleanClass);
            QVERIFY(!cell.isSuccess);
        }
    }
}

void SweepTest::previewStopsTheSweepAndItGoesOnLater()
{
    Engine engine;
    const SweepRequest request
        = sweepOf(engine, {"pgd", {{"steps", std::int64_t{400}}, {"step-size", 0.0}}, 1});
    const RequestId stopped = engine.sweep(request);
    const auto begun
        = await<SweepResult>(engine, [stopped](const SweepResult& r) { return r.id == stopped; });
    QVERIFY(begun && !begun->isLast);
    const RequestId preview = engine.preview(previewAt(sweepOf(engine, {"fgsm", {}, 1}), 0.1));
    QVERIFY(await<PreviewResult>(engine, [preview](const PreviewResult& r) { return r.id == preview; }));
    const RequestId resumed = engine.sweep(request);
    bool isOldOneOver = false;
    const auto first = await<SweepResult>(engine, [&](const SweepResult& r) {
        isOldOneOver = isOldOneOver || (r.id == stopped && r.isLast);
        return r.id == resumed;
    });
    QVERIFY(first.has_value());
    QVERIFY(!isOldOneOver);
    for (std::size_t i = 0; i < request.epsilons.size(); ++i) // what was known is known at once
        if (begun->models[0].cells[i].predicted >= 0)
            QCOMPARE(first->models[0].cells[i].predicted, begun->models[0].cells[i].predicted);
}

void SweepTest::whatTakesTooLongIsGivenUpAndGoesOnWhenAsked()
{
    Engine engine;
    SweepRequest request = sweepOf(engine, {"pgd", {{"steps", std::int64_t{200}}, {"step-size", 0.0}}, 1});
    request.limitSeconds = 1e-6;
    const SweepResult givenUp = swept(engine, request);
    QVERIFY(givenUp.neededSeconds > request.limitSeconds);
    QVERIFY(!givenUp.failure);
    QCOMPARE(givenUp.models.size(), std::size_t{2});
    const std::vector<SweepCell>& some = givenUp.models.at(0).cells;
    QVERIFY(std::any_of(some.begin(), some.end(), [](const SweepCell& c) { return c.predicted >= 0; }));
    QVERIFY(std::any_of(some.begin(), some.end(), [](const SweepCell& c) { return c.predicted < 0; }));
    QVERIFY(!givenUp.models.at(0).flip);
    request.limitSeconds = 0.0;
    const SweepResult whole = swept(engine, request);
    QCOMPARE(whole.models.size(), std::size_t{2});
    QCOMPARE(whole.neededSeconds, 0.0);
    for (std::size_t i = 0; i < some.size(); ++i) {
        QVERIFY(whole.models.at(0).cells[i].predicted >= 0);
        if (some[i].predicted >= 0)
            QCOMPARE(whole.models.at(0).cells[i].predicted, some[i].predicted);
    }
    QVERIFY(whole.models.at(0).flip.has_value());
}

void SweepTest::aMisreadDigitIsNeverTooLong()
{
    Engine engine;
    SweepRequest request = sweepOf(engine, {"pgd", {{"steps", std::int64_t{400}}, {"step-size", 0.0}}, 1});
    request.sample.label = (request.sample.label + 1) % 10;
    request.limitSeconds = 1e-9;
    const SweepResult sweep = swept(engine, request);
    QCOMPARE(sweep.models.size(), std::size_t{2});
    QCOMPARE(sweep.neededSeconds, 0.0);
    for (const SweepCell& cell : sweep.models.at(0).cells)
        QVERIFY(cell.predicted >= 0);
}

void SweepTest::attacksWithoutABallAreRefused()
{
    Engine engine;
    const SweepResult sweep = swept(engine, sweepOf(engine, {"deepfool", {}, 1}));
    QVERIFY(sweep.failure.has_value());
    QVERIFY(QString::fromStdString(sweep.failure->message).contains("DeepFool cannot be swept over epsilon"));
    QVERIFY(sweep.models.empty());
}

void SweepTest::appliesToBallsAroundOneImage_data()
{
    QTest::addColumn<bool>("expected");
    for (const char* id : {"noise", "fgsm", "bim", "pgd", "mim", "nim", "apgd-ce", "square", "autoattack"})
        QTest::newRow(id) << true;
    for (const char* id : {"deepfool", "cw", "fab", "jsma", "one-pixel", "spatial", "uap"})
        QTest::newRow(id) << false;
}

void SweepTest::appliesToBallsAroundOneImage()
{
    QFETCH(bool, expected);
    QCOMPARE(sweeps::applies(catalogue::attack(QTest::currentDataTag())), expected);
}

void SweepTest::twinIsAsLargeAsTheAttack_data()
{
    QTest::addColumn<QString>("attack");
    QTest::addColumn<ParameterSet>("values");
    QTest::addColumn<QString>("norm");
    QTest::newRow("FGSM") << "fgsm" << ParameterSet{{"epsilon", 0.15}} << "linf";
    QTest::newRow("FGSM, l2") << "fgsm" << ParameterSet{{"norm", "l2"}, {"epsilon", 2.0}} << "l2";
    QTest::newRow("PGD, l1") << "pgd"
                             << ParameterSet{{"norm", "l1"}, {"epsilon", 30.0}, {"steps", std::int64_t{3}},
                                    {"step-size", 0.0}}
                             << "l1";
    QTest::newRow("DDN finds its size") << "ddn" << ParameterSet{{"steps", std::int64_t{20}}} << "l2";
    QTest::newRow("JSMA: as large in l2") << "jsma" << ParameterSet{} << "l2";
    QTest::newRow("epsilon 0") << "fgsm" << ParameterSet{{"epsilon", 0.0}} << "linf";
}

void SweepTest::twinIsAsLargeAsTheAttack()
{
    QFETCH(QString, attack);
    QFETCH(ParameterSet, values);
    QFETCH(QString, norm);
    Engine engine;
    PreviewRequest request = previewAt(sweepOf(engine, {attack.toStdString(), values, 5}), 0.0);
    request.attack.values = values;
    const auto [result, noise] = previewedWithNoise(engine, request);
    QCOMPARE(result.models.size(), std::size_t{2});
    QCOMPARE(noise.models.size(), std::size_t{2});
    for (std::size_t m = 0; m < 2; ++m) {
        const NoiseTwin& twin = noise.models[m];
        QCOMPARE(QString::fromStdString(twin.norm), norm);
        const bool isBall = values.contains("epsilon");
        const double wanted
            = isBall ? realValue(values, "epsilon") : distanceIn(twin.norm, result.models[m].distances);
        const double measured = distanceIn(twin.norm, twin.distances);
        // 1e-4 of the search for the length, 1e-6 of the float32 pixels
        QVERIFY2(std::abs(measured - wanted) <= 1e-4 * wanted + 1e-6,
            qPrintable(QString("%1 and %2").arg(measured).arg(wanted)));
        for (const float pixel : twin.image.pixels)
            QVERIFY(pixel >= 0.0F && pixel <= 1.0F);
        const auto likely = std::max_element(twin.logits.begin(), twin.logits.end()) - twin.logits.begin();
        QCOMPARE(twin.predicted, static_cast<int>(likely));
    }
    Engine fresh;
    QVERIFY(previewedWithNoise(fresh, request).second.models.at(0).image == noise.models[0].image);
}

void SweepTest::twinIsOnlyThereIfAskedFor()
{
    Engine engine;
    const RequestId id = engine.preview(previewAt(sweepOf(engine, {"fgsm", {}, 1}), 0.1));
    bool isNoisy = false, isOver = false;
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!isOver && std::chrono::steady_clock::now() < end)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(50))) {
            isNoisy = isNoisy || std::holds_alternative<NoiseResult>(event);
            const auto* result = std::get_if<PreviewResult>(&event);
            isOver = isOver || (result && result->id == id);
        }
    QVERIFY(isOver);
    QVERIFY(!isNoisy);
}

QTEST_GUILESS_MAIN(SweepTest)
#include "sweep_test.moc"
