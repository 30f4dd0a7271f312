// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/primitives/shard_pool.h"
#include "engine/thread_init.h"
#include "evaluation/attack_shard.h"
#include "models/model_file.h"
#include "parity_cases.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <tuple>

using namespace epsilonlab;

namespace {

constexpr std::int64_t kDigits = 256, kShard = 64;

const DatasetView& digits()
{
    static const std::string folder = parity::reference().string();
    static const DatasetView view = openDataset({folder + "/images.npy:" + folder + "/labels.npy"});
    return view;
}

std::filesystem::path jsonOf(const std::string& network, const std::string& file)
{
    return parity::reference() / network / (file + ".json");
}

const parity::AccuracyCase& caseOf(const std::string& file)
{
    static const std::vector<parity::AccuracyCase> cases = parity::accuracyCases();
    return *std::find_if(
        cases.begin(), cases.end(), [&](const parity::AccuracyCase& c) { return c.file == file; });
}

std::int64_t measure(const std::string& model, const parity::AccuracyCase& c, int seed)
{
    const ModelPointer network = readModelFile(parity::reference() / "models" / (model + ".safetensors"));
    const Attack& attack = attackById(c.attack);
    const ParameterSet values = completed(attack.info.parameters, c.values);
    ShardPool pool({0, 0, true, initialiseComputeThread});
    std::vector<std::int64_t> counts(kDigits / kShard);
    pool.run(kDigits / kShard, [&](std::int64_t shard, int) {
        const at::NoGradGuard noGrad;
        const Batch batch = readBatch(digits(), shard * kShard, kShard);
        const AttackedShard attacked = attackShard(
            {network->network, attack, values, static_cast<std::uint64_t>(seed), {}, false}, batch);
        counts[static_cast<std::size_t>(shard)]
            = (attacked.adversarialClass == batch.labels).sum().item<std::int64_t>();
    });
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// Several libraries ran the same attack with the same settings; ours runs once for all of them.
std::int64_t robustCount(const std::string& model, const parity::AccuracyCase& c, int seed)
{
    static std::map<std::tuple<std::string, std::string, ParameterSet, int>, std::int64_t> known;
    const auto [place, isNew] = known.try_emplace({model, c.attack, c.values, seed}, 0);
    if (isNew)
        place->second = measure(model, c, seed);
    return place->second;
}

} // namespace

/// Robust accuracy against every library's, on the same networks and digits with the same settings. Rows only
/// where the reference folder exists. `tests/parity/README.md` holds the figures for people.
class ParityAccuracyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialiseComputeThread(); }
    void everyCaseOfTheFolderHasARow();
    void leavesNoMoreThanThePeer_data();
    void leavesNoMoreThanThePeer();
};

void ParityAccuracyTest::everyCaseOfTheFolderHasARow()
{
    std::vector<std::string> known;
    for (const auto& c : parity::kPixelCases)
        known.emplace_back(c.file);
    for (const auto& c : parity::accuracyCases())
        known.push_back(c.file);
    for (const auto& c : parity::distanceCases())
        known.emplace_back(c.file);
    QStringList missing;
    for (const std::string& network : parity::kNetworks) {
        if (!std::filesystem::exists(parity::reference() / network))
            continue;
        for (const auto& entry : std::filesystem::directory_iterator(parity::reference() / network))
            if (entry.path().extension() == ".json"
                && std::find(known.begin(), known.end(), entry.path().stem().string()) == known.end())
                missing.append(QString::fromStdString(entry.path().string()));
    }
    QCOMPARE(missing, QStringList());
}

void ParityAccuracyTest::leavesNoMoreThanThePeer_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("file");
    for (const std::string& model : parity::kNetworks)
        for (const auto& c : parity::accuracyCases())
            if (std::filesystem::exists(jsonOf(model, c.file))
                && (parity::isFull() || parity::isInShortTable(c.ci, model)))
                QTest::addRow("%s %s", model.c_str(), c.file.c_str())
                    << QString::fromStdString(model) << QString::fromStdString(c.file);
}

void ParityAccuracyTest::leavesNoMoreThanThePeer()
{
    if (!std::filesystem::exists(parity::reference() / "models"))
        return;
    QFETCH(QString, model);
    QFETCH(QString, file);
    const parity::AccuracyCase& c = caseOf(file.toStdString());
    std::ifstream in(jsonOf(model.toStdString(), c.file));
    const auto theirs = nlohmann::json::parse(in).at("n_robust").get<double>();
    double ours = 0.0;
    for (int seed = 1; seed <= c.seeds; ++seed)
        ours += static_cast<double>(robustCount(model.toStdString(), c, seed)) / c.seeds;
    const QString found
        = QStringLiteral("%1 %2: ours %3, theirs %4 of 256 robust").arg(model, file).arg(ours).arg(theirs);
    qInfo().noquote() << found;
    QVERIFY2(ours <= theirs + c.allowed, qPrintable(found));
}

QTEST_APPLESS_MAIN(ParityAccuracyTest)
#include "parity_accuracy_test.moc"
