// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "api/engine.h"
#include "api/export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <algorithm>
#include <optional>

using namespace epsilonlab;

namespace {

struct Outcome
{
    std::optional<BenchReport> report;
    JobOutcome outcome = JobOutcome::Failed;
};

Outcome bench(const BenchRequest& request, bool stopsAtOnce = false)
{
    Engine engine({2, true});
    const RequestId id = engine.submit(request);
    Outcome outcome;
    if (stopsAtOnce)
        engine.stop(id);
    for (bool isOver = false; !isOver;)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(100))) {
            if (const auto* finished = std::get_if<BenchFinished>(&event))
                outcome.report = finished->report;
            if (const auto* end = std::get_if<JobFinished>(&event)) {
                outcome.outcome = end->outcome;
                isOver = true;
            }
        }
    return outcome;
}

} // namespace

class BenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresBelongTogether();
    void everyRegisteredAttackAndObjectiveIsThere();
    void anAttackThatTakesTooLongHasNoFigure();
    void aStopSaysSo();
    void aTimeOfZeroIsRefused();
};

void BenchTest::figuresBelongTogether()
{
    const Outcome outcome = bench({{"mlp"}, {"speed"}, 0.02, 1.0});
    QVERIFY(outcome.report && outcome.outcome == JobOutcome::Done && outcome.report->isComplete);
    const BenchReport& report = *outcome.report;
    QVERIFY(report.sgemmGflops > 0.0 && !report.machine.empty() && !report.kernels.empty());
    QCOMPARE(report.handOvers.size(), std::size_t{2});
    QCOMPARE(report.figures.size(), std::size_t{4}); // gradient and training step, 1 and 2 workers
    // mlp: F = 2 (784 x 128 + 128 x 10) FLOP; a gradient is 2 F, a training step 3 F less the first layer's
    // F.
    const double forward = 2.0 * (784 * 128 + 128 * 10), first = 2.0 * 784 * 128;
    for (const BenchFigure& figure : report.figures) {
        const double flop = figure.name == "gradient" ? 2.0 * forward : 3.0 * forward - first;
        QVERIFY(std::abs(figure.gflops - figure.imagesPerSecond * flop * 1e-9) <= 1e-9 * figure.gflops);
        QVERIFY(std::abs(figure.ratioToLimit * figure.workers * report.sgemmGflops - figure.gflops)
            <= 1e-9 * figure.gflops);
    }
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(report))).object();
    QCOMPARE(json["scaling"].toArray().size(), 2);
    QCOMPARE(json["figures"].toArray().size(), 4);
    QCOMPARE(json["sgemm_gflops"].toDouble(), report.sgemmGflops);
}

void BenchTest::everyRegisteredAttackAndObjectiveIsThere()
{
    // So little time that long attacks have no figure: that they are named is what counts here.
    const Outcome outcome = bench({{"mlp"}, {"training", "attacks"}, 0.01, 0.05});
    QVERIFY(outcome.report && outcome.report->isComplete);
    const auto has = [&](const std::string& name, const std::string& method) {
        return std::any_of(outcome.report->figures.begin(), outcome.report->figures.end(),
            [&](const BenchFigure& figure) { return figure.name == name && figure.method == method; });
    };
    for (const ObjectiveInfo& objective : catalogue::objectives())
        QVERIFY2(has("objective", objective.id), objective.id.c_str());
    for (const AttackInfo& attack : catalogue::attacks())
        QVERIFY2(has("attack", attack.id), attack.id.c_str());
}

void BenchTest::anAttackThatTakesTooLongHasNoFigure()
{
    const Outcome outcome = bench({{"mlp"}, {"attacks"}, 0.01, 1e-6});
    QVERIFY(outcome.report);
    QVERIFY(!outcome.report->figures.empty());
    for (const BenchFigure& figure : outcome.report->figures)
        QVERIFY(!figure.isFinished && figure.imagesPerSecond == 0.0);
    QVERIFY(toJson(*outcome.report).find("\"images_per_second\": null") != std::string::npos);
}

void BenchTest::aStopSaysSo()
{
    const Outcome outcome = bench({{"small"}, {}, 30.0, 30.0}, true);
    QCOMPARE(outcome.outcome, JobOutcome::Stopped);
    QVERIFY(!outcome.report || !outcome.report->isComplete);
}

void BenchTest::aTimeOfZeroIsRefused()
{
    QCOMPARE(bench({{"mlp"}, {"speed"}, 0.0, 1.0}).outcome, JobOutcome::Failed);
}

QTEST_GUILESS_MAIN(BenchTest)
#include "bench_test.moc"
