// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluation/attack_warnings.h"
#include "evaluation/curve_checks.h"

#include <QTest>

using namespace epsilonlab;

namespace {

Curve curveOf(const std::string& attack, const std::string& norm, const std::vector<std::int64_t>& correct)
{
    const std::vector<double> epsilons{0.0, 0.1, 0.3, 1.0};
    Curve curve{"robust", "Robust", {attack, {}, 1}, 1000, 990, {}, {}};
    if (!norm.empty())
        curve.attack.values["norm"] = norm;
    for (std::size_t i = 0; i < correct.size(); ++i)
        curve.points.push_back({epsilons[i], 1000, correct[i]});
    return curve;
}

/// attack:code of every warning, in the order of the curves.
QStringList found(const std::vector<Curve>& curves)
{
    EvaluationReport report;
    report.models.emplace_back();
    report.models.back().id = "robust";
    report.curves = curves;
    addCurveChecks(report);
    QStringList codes;
    for (const Curve& curve : report.curves)
        for (const Warning& warning : curve.warnings)
            codes.append(QString::fromStdString(curve.attack.attackId + ":" + warning.code));
    return codes;
}

std::vector<Curve> with(std::vector<Curve> curves, const Curve& more)
{
    curves.push_back(more);
    return curves;
}

} // namespace

/// The self-checks over several points and curves, each where it must speak and where it must not.
class CurveChecksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oddCurvesAreNamed_data();
    void oddCurvesAreNamed();
    void ensembleFlagsStandAtTheirEpsilon();
    void countsAddUpOverShards();
    void oneImageIsNotImages();
};

void CurveChecksTest::oddCurvesAreNamed_data()
{
    QTest::addColumn<QStringList>("codes");
    QTest::addColumn<QStringList>("expected");
    const Curve pgd = curveOf("pgd", "linf", {990, 900, 400, 0});
    QTest::addRow("a falling curve") << found({pgd}) << QStringList();
    QTest::addRow("ten more images hold")
        << found({curveOf("pgd", "linf", {990, 300, 310, 0})}) << QStringList();
    QTest::addRow("eleven more images hold")
        << found({curveOf("pgd", "linf", {990, 300, 311, 0})}) << QStringList{"pgd:not-falling"};
    QTest::addRow("holds at epsilon 1")
        << found({curveOf("pgd", "linf", {990, 900, 400, 1})}) << QStringList{"pgd:epsilon-one"};
    QTest::addRow("epsilon 1 is little in l2")
        << found({curveOf("pgd", "l2", {990, 900, 400, 1})}) << QStringList();
    QTest::addRow("fgsm need not win")
        << found({curveOf("fgsm", "linf", {990, 900, 400, 1})}) << QStringList();
    QTest::addRow("fgsm finds fewer")
        << found({pgd, curveOf("fgsm", "linf", {990, 900, 400, 0})}) << QStringList();
    QTest::addRow("fgsm finds one more") << found({pgd, curveOf("fgsm", "linf", {990, 899, 400, 0})})
                                         << QStringList{"pgd:one-step-finds-more"};
    QTest::addRow("square finds two more")
        << found({pgd, curveOf("square", "linf", {990, 900, 398, 0})}) << QStringList();
    QTest::addRow("square finds three more") << found({pgd, curveOf("square", "linf", {990, 900, 397, 0})})
                                             << QStringList{"pgd:black-box-stronger"};
    const std::vector<Curve> losses{curveOf("apgd-ce", "linf", {990, 900, 400, 0})};
    QTest::addRow("losses agree") << found(with(losses, curveOf("apgd-dlr", "linf", {990, 900, 390, 0})))
                                  << QStringList();
    QTest::addRow("losses disagree") << found(with(losses, curveOf("apgd-dlr", "linf", {990, 900, 389, 0})))
                                     << QStringList{"apgd-ce:losses-disagree"};
    QTest::addRow("noise is weak") << found({pgd, curveOf("noise", "linf", {990, 980, 600, 300})})
                                   << QStringList();
    QTest::addRow("noise is as strong")
        << found({pgd, curveOf("noise", "linf", {990, 980, 518, 300})}) << QStringList{"pgd:noise-as-strong"};
    Curve ensemble = curveOf("autoattack", "linf", {990, 900, 400, 0});
    ensemble.warnings.push_back({"noise-as-strong", "by its own control"});
    QTest::addRow("said once") << found({ensemble, curveOf("noise", "linf", {990, 980, 518, 300})})
                               << QStringList{"autoattack:noise-as-strong"};
    QTest::addRow("l2 finds less") << found({pgd, curveOf("pgd", "l2", {990, 985, 980, 960})})
                                   << QStringList();
    QTest::addRow("l2 finds more") << found({pgd, curveOf("pgd", "l2", {990, 985, 399, 0})})
                                   << QStringList{"pgd:norms-contradict"};
    QTest::addRow("holds in one norm alone")
        << found({curveOf("pgd", "linf", {990, 980, 900})}) << QStringList{"pgd:one-norm"};
    QTest::addRow("noise does not count as measured")
        << found({curveOf("noise", "linf", {990, 980, 900})}) << QStringList();
    QTest::addRow("holds in two norms")
        << found({curveOf("pgd", "linf", {990, 980, 900}), curveOf("pgd", "l2", {990, 985, 980})})
        << QStringList();
}

void CurveChecksTest::oddCurvesAreNamed()
{
    QFETCH(QStringList, codes);
    QFETCH(QStringList, expected);
    QCOMPARE(codes, expected);
}

void CurveChecksTest::ensembleFlagsStandAtTheirEpsilon()
{
    AttackCounts quiet;
    quiet.n = quiet.attacked = 1000;
    quiet.attackId = "autoattack";
    quiet.classes = 10;
    quiet.successes = 500;
    quiet.components = {{"apgd-ce", 1000, 500}, {"apgd-t", 500, 5}, {"fab-t", 495, 0}, {"square", 495, 0}};
    AttackCounts odd = quiet;
    odd.components[3].broken = 30;
    const std::vector<Warning> warnings
        = pointWarnings({{0.1, odd}, {0.2, odd}, {0.3, quiet}}, {{"norm", std::string("linf")}});
    QCOMPARE(warnings.size(), std::size_t{1});
    QCOMPARE(warnings.front().code, std::string("black-box-stronger"));
    QVERIFY(QString::fromStdString(warnings.front().message).startsWith("At epsilon 0.2: Square"));
    QVERIFY(QString::fromStdString(warnings.front().message).contains("can mean"));
}

void CurveChecksTest::countsAddUpOverShards()
{
    AttackCounts sum, first, second;
    first.n = 64;
    first.attacked = 60;
    first.noiseSuccesses = 2;
    first.components = {{"apgd-ce", 60, 10}, {"square", 50, 1}};
    first.looksLikeProbabilities = true;
    second.n = 10;
    second.attacked = 9;
    second.zeroGradient = 3;
    second.components = {{"apgd-ce", 9, 9}, {"square", 0, 0}};
    addCounts(sum, first);
    QVERIFY(sum.looksLikeProbabilities);
    addCounts(sum, second);
    addCounts(sum, {}); // a shard that was not done says nothing
    QCOMPARE(sum.n, std::int64_t{74});
    QCOMPARE(sum.attacked, std::int64_t{69});
    QCOMPARE(sum.zeroGradient, std::int64_t{3});
    QCOMPARE(sum.noiseSuccesses, std::int64_t{2});
    QVERIFY(!sum.looksLikeProbabilities);
    QCOMPARE(sum.components.size(), std::size_t{2});
    QCOMPARE(sum.components[0].broken, std::int64_t{19});
    QCOMPARE(sum.components[1].attacked, std::int64_t{50});
}

void CurveChecksTest::oneImageIsNotImages()
{
    QVERIFY(!fewImagesWarning(0));
    QVERIFY(!fewImagesWarning(100));
    QVERIFY(QString::fromStdString(fewImagesWarning(1)->message).startsWith("Only 1 image was measured;"));
    QVERIFY(QString::fromStdString(fewImagesWarning(2)->message).startsWith("Only 2 images were measured;"));
}

QTEST_APPLESS_MAIN(CurveChecksTest)
#include "curve_checks_test.moc"
