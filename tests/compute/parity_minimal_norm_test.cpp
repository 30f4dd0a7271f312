// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/engine.h"
#include "parity_cases.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <tuple>

using namespace epsilonlab;

namespace {

QJsonObject caseOf(const std::string& model, const std::string& file)
{
    QFile json(QString::fromStdString((parity::reference() / model / (file + ".json")).string()));
    return json.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(json.readAll()).object() : QJsonObject();
}

AttackReport measured(const std::string& model, const AttackSettings& attack)
{
    const std::string folder = parity::reference().string();
    AttackRequest request;
    request.model = folder + "/models/" + model + ".safetensors";
    request.dataset.text = folder + "/images.npy:" + folder + "/labels.npy";
    request.attack = attack;
    request.batchSize = 32;
    Engine engine({2, true});
    std::optional<AttackReport> report;
    const RequestId id = engine.submit(request);
    for (bool isOver = false; !isOver;)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(1000))) {
            if (const auto* finished = std::get_if<AttackFinished>(&event))
                report = finished->report;
            if (const auto* end = std::get_if<JobFinished>(&event); end != nullptr && end->id == id)
                isOver = true;
        }
    return report.value_or(AttackReport{});
}

/// Several peers are compared with the same run of ours.
const AttackReport& reportOf(const std::string& model, const AttackSettings& attack)
{
    static std::map<std::tuple<std::string, std::string, ParameterSet>, AttackReport> known;
    const auto [place, isNew] = known.try_emplace({model, attack.attackId, attack.values});
    if (isNew)
        place->second = measured(model, attack);
    return place->second;
}

/// As the reference has it: failures infinitely far, images that were wrong before at distance zero.
double median(const AttackReport& report)
{
    std::vector<double> all;
    for (const PerImage& image : report.perImage) {
        const double distance = report.distanceNorm == "linf" ? image.linf : image.l2;
        all.push_back(image.clean != image.label ? 0.0
                : image.success                  ? distance
                                                 : std::numeric_limits<double>::infinity());
    }
    std::sort(all.begin(), all.end());
    return (all[(all.size() - 1) / 2] + all[all.size() / 2]) / 2.0;
}

} // namespace

/// Median distances and successes against the best peer at the same or fewer gradient evaluations. Rows only
/// where the folder exists. `tests/parity/README.md` holds the same figures for people.
class ParityMinimalNormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asNearAsTheBestPeer_data();
    void asNearAsTheBestPeer();
};

void ParityMinimalNormTest::asNearAsTheBestPeer_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("file");
    for (const std::string& model : parity::kNetworks)
        for (const auto& c : parity::distanceCases())
            if (!caseOf(model, c.file).isEmpty() && (parity::isFull() || parity::isInShortTable(c.ci, model)))
                QTest::addRow("%s %s", model.c_str(), c.file)
                    << QString::fromStdString(model) << QString(c.file);
}

void ParityMinimalNormTest::asNearAsTheBestPeer()
{
    if (!std::filesystem::exists(parity::reference() / "models"))
        return;
    QFETCH(QString, model);
    QFETCH(QString, file);
    const QJsonObject peer = caseOf(model.toStdString(), file.toStdString());
    const std::vector<parity::DistanceCase> cases = parity::distanceCases();
    const auto c = std::find_if(
        cases.begin(), cases.end(), [&](const parity::DistanceCase& known) { return file == known.file; });
    const AttackReport& ours = reportOf(model.toStdString(), {c->attack, c->values, 1});
    QCOMPARE(ours.n, 256);
    const QString key = QStringLiteral("median_min_%1_all_fail_is_inf").arg(c->norm);
    const double theirs
        = peer[key].isDouble() ? peer[key].toDouble() : std::numeric_limits<double>::infinity();
    // Judged alone, where the peers' images on the boundary fall back.
    const auto held = std::llround(peer["robust_acc_eval_bs1"].toDouble() * 256.0);
    qInfo("%s %s: median %.4f (peer %.4f), %lld held (peer %lld), %.0f gradients an image (peer %d)",
        qPrintable(model), qPrintable(file), median(ours), theirs, static_cast<long long>(ours.robustCorrect),
        static_cast<long long>(held), static_cast<double>(ours.gradientEvaluations) / 256.0, c->gradients);
    QVERIFY(median(ours) <= 1.02 * theirs);
    QVERIFY(ours.robustCorrect <= held);
    QVERIFY(ours.gradientEvaluations <= std::int64_t{c->gradients} * 256);
}

QTEST_APPLESS_MAIN(ParityMinimalNormTest)
#include "parity_minimal_norm_test.moc"
