// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacks/fab_projection.h"
#include "attacks/logit_loss.h"
#include "attacks/square_moves.h"
#include "attacks/threat_model.h"
#include "engine/thread_init.h"
#include "evaluation/attack_warnings.h"

#include <ATen/ATen.h>

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace epsilonlab;

/// What the attacks of AutoAttack are made of, against closed forms; parity_accuracy_test.cpp has the
/// authors' code.
class ParityAutoattackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initialiseComputeThread(); }
    void gradientsOfTheLossesAreTheirDifferences_data();
    void gradientsOfTheLossesAreTheirDifferences();
    void crossEntropyKeepsAGradientWhereTheLabelIsCertain();
    void squareStaysInTheBallAndShrinksItsWindows();
    void fabStepsAreTheShortestToThePlane_data();
    void fabStepsAreTheShortestToThePlane();
    void theEnsembleRaisesItsFlags();
};

void ParityAutoattackTest::gradientsOfTheLossesAreTheirDifferences_data()
{
    QTest::addColumn<int>("loss");
    QTest::addColumn<bool>("hasAims");
    QTest::addRow("cross-entropy") << 0 << false;
    QTest::addRow("cross-entropy, aimed") << 0 << true;
    QTest::addRow("DLR") << 1 << false;
    QTest::addRow("DLR, aimed") << 1 << true;
    QTest::addRow("targeted DLR") << 2 << true;
}

// Central differences in float64 with h = 1e-5: the error is below h^2 times a third derivative, far below
// 1e-6 here.
void ParityAutoattackTest::gradientsOfTheLossesAreTheirDifferences()
{
    QFETCH(int, loss);
    QFETCH(bool, hasAims);
    const auto f = loss == 0 ? crossEntropyLoss : loss == 1 ? dlrLoss : targetedDlrLoss;
    at::Tensor logits = at::empty({4, 10}, at::kDouble);
    for (std::int64_t i = 0; i < 4; ++i) {
        ImageRng rng(3, i, 1);
        for (std::int64_t k = 0; k < 10; ++k)
            logits[i][k] = 4.0 * rng.normal();
    }
    const at::Tensor labels = logits.argmax(1).clone();
    labels[0] = (labels[0] + 1) % 10; // also where the label is not on top
    const at::Tensor aims = hasAims ? logits.argsort(1, true).select(1, 3).contiguous() : at::Tensor();
    const at::Tensor weights = f(logits, labels, aims).weights;
    const double h = 1e-5;
    for (std::int64_t k = 0; k < 10; ++k) {
        at::Tensor up = logits.clone(), down = logits.clone();
        up.select(1, k) += h;
        down.select(1, k) -= h;
        const at::Tensor slope = (f(up, labels, aims).values - f(down, labels, aims).values) / (2.0 * h);
        QVERIFY((slope - weights.select(1, k)).abs().max().item<double>() < 1e-6);
    }
}

// p - 1 is exactly 0 in float32 from a lead of about 17 on; the other probabilities are not.
void ParityAutoattackTest::crossEntropyKeepsAGradientWhereTheLabelIsCertain()
{
    at::Tensor logits = at::zeros({1, 10});
    logits[0][3] = 40.0F;
    const LogitLoss loss = crossEntropyLoss(logits, at::full({1}, 3, at::kLong), {});
    const auto weight = loss.weights[0][3].item<double>();
    QVERIFY(std::abs(weight / (-9.0 * std::exp(-40.0)) - 1.0) < 1e-5);
}

void ParityAutoattackTest::squareStaysInTheBallAndShrinksItsWindows()
{
    QCOMPARE(squareShare(0.8, 10), 0.8);
    QCOMPARE(squareShare(0.8, 11), 0.4);
    QCOMPARE(squareShare(0.8, 9999), 0.8 / 512);
    PixelValues clean;
    ImageRng(1, 2, 3).fillUniform(clean, -1.0, 1.0);
    for (float& value : clean)
        value = std::max(value, 0.0F);
    for (const auto& [norm, epsilon] : {std::pair{Norm::Linf, 0.3}, std::pair{Norm::L2, 2.0}}) {
        SquareMoves moves({norm, epsilon}, clean, ImageRng(1, 1, 1));
        PixelValues point = moves.start();
        for (std::int64_t query = 0; query < 3000; ++query) {
            moves.move(squareShare(0.8, query), point);
            double largest = 0.0, square = 0.0;
            for (std::size_t i = 0; i < point.size(); ++i) {
                QVERIFY(point[i] >= 0.0F && point[i] <= 1.0F);
                const double change = std::abs(static_cast<double>(point[i]) - static_cast<double>(clean[i]));
                largest = std::max(largest, change);
                square += change * change;
            }
            QVERIFY((norm == Norm::Linf ? largest : std::sqrt(square)) <= epsilon + 1e-6);
        }
    }
}

void ParityAutoattackTest::fabStepsAreTheShortestToThePlane_data()
{
    QTest::addColumn<int>("norm");
    QTest::addRow("linf") << static_cast<int>(Norm::Linf);
    QTest::addRow("l2") << static_cast<int>(Norm::L2);
    QTest::addRow("l1") << static_cast<int>(Norm::L1);
}

// Against bisection in float64 over the multiplier of the Karush-Kuhn-Tucker conditions (linf, l2) and
// against greedy sorting (l1): 60 halvings leave the rounding of float32 pixels, 1e-6 relative, as the only
// difference.
void ParityAutoattackTest::fabStepsAreTheShortestToThePlane()
{
    QFETCH(int, norm);
    const auto chosen = static_cast<Norm>(norm);
    for (std::int64_t round = 0; round < 200; ++round) {
        ImageRng rng(7, round, 1);
        PixelValues point, normal, step;
        rng.fillUniform(point, -1.0, 1.0);
        rng.fillUniform(normal, -1.0, 1.0);
        double at = 0.0, most = 0.0;
        for (std::size_t i = 0; i < point.size(); ++i) {
            point[i] = std::max(point[i], 0.0F);
            at += static_cast<double>(point[i]) * static_cast<double>(normal[i]);
            most += static_cast<double>(std::abs(normal[i]))
                * static_cast<double>(normal[i] > 0.0F ? point[i] : 1.0F - point[i]);
        }
        const double way = most * (round % 10 == 0 ? 1.5 : rng.uniform()); // every tenth plane lies outside
                                                                           // the box
        const double length = stepToPlane(chosen, point, {normal, at - way}, step);
        std::vector<std::pair<double, double>> pixels; // |normal|, room
        double covered = 0.0;
        for (std::size_t i = 0; i < point.size(); ++i) {
            QVERIFY(point[i] + step[i] >= -1e-6F && point[i] + step[i] <= 1.0F + 1e-6F);
            covered -= static_cast<double>(step[i]) * static_cast<double>(normal[i]);
            pixels.emplace_back(std::abs(normal[i]), normal[i] > 0.0F ? point[i] : 1.0F - point[i]);
        }
        QVERIFY(std::abs(covered - std::min(way, most)) < 1e-4 * most);
        if (way > most)
            continue;
        double best = 0.0;
        if (chosen == Norm::L1) {
            std::sort(pixels.rbegin(), pixels.rend());
            double left = way;
            for (const auto& [worth, room] : pixels) {
                const double moved = std::min(room, left / worth);
                best += moved;
                left -= moved * worth;
            }
        } else {
            double low = 0.0, high = 1e4;
            const auto sums = [&](double lambda) {
                double gained = 0.0, size = 0.0;
                for (const auto& [worth, room] : pixels) {
                    const double moved = std::min(room, chosen == Norm::Linf ? lambda : lambda * worth);
                    gained += moved * worth;
                    size = chosen == Norm::Linf ? std::max(size, moved) : size + moved * moved;
                }
                return std::pair{gained, chosen == Norm::Linf ? size : std::sqrt(size)};
            };
            for (int i = 0; i < 60; ++i)
                (sums((low + high) / 2.0).first < way ? low : high) = (low + high) / 2.0;
            best = sums(high).second;
        }
        QVERIFY2(
            std::abs(length - best) < 1e-4 * best, qPrintable(QStringLiteral("%1 %2").arg(length).arg(best)));
    }
}

void ParityAutoattackTest::theEnsembleRaisesItsFlags()
{
    AttackCounts counts;
    counts.n = counts.attacked = 1000;
    counts.attackId = "autoattack";
    counts.classes = 10;
    counts.successes = 100;
    counts.noiseSuccesses = 2;
    counts.components = {{"apgd-ce", 1000, 90}, {"apgd-t", 910, 8}, {"fab-t", 902, 0}, {"square", 902, 2}};
    const auto codes = [](const AttackCounts& c) {
        QStringList found;
        for (const Warning& warning : attackWarnings(c, {{"epsilon", 0.3}}))
            found.append(QString::fromStdString(warning.code));
        return found;
    };
    QCOMPARE(codes(counts), QStringList());
    AttackCounts odd = counts;
    odd.components[1].broken = 11;
    odd.components[3].broken = 3;
    odd.noiseSuccesses = 80;
    odd.classes = 3;
    odd.looksLikeProbabilities = true;
    QCOMPARE(codes(odd),
        QStringList(
            {"probabilities", "few-classes", "black-box-stronger", "losses-disagree", "noise-as-strong"}));
}

QTEST_APPLESS_MAIN(ParityAutoattackTest)
#include "parity_autoattack_test.moc"
