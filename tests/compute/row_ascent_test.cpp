// SPDX-License-Identifier: GPL-3.0-or-later
#include "compute/attack_fixtures.h"

#include "evaluation/row_ascent.h"

#include <ATen/ATen.h>

#include <QTest>

#include <algorithm>

using namespace epsilonlab;
using namespace epsilonlab::fixtures;

namespace {

AttackProblem problemOf(const Network& network, const Batch& one, const ParameterSet& values, bool isTargeted)
{
    const at::Tensor targets = isTargeted ? (one.labels + 3) % 10 : at::Tensor();
    return {network, one.images, one.labels, targets, one.indices, values, 7, {}, false};
}

} // namespace

/// Many epsilons as one batch against the attack itself at each of them: the same bits.
class RowAscentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsTheAttackAlone_data();
    void everyRowIsTheAttackAlone();
    void otherAttacksAreNone();
};

void RowAscentTest::everyRowIsTheAttackAlone_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("norm");
    QTest::addColumn<bool>("isTargeted");
    for (const char* id : {"fgsm", "bim", "pgd", "mim", "nim"})
        for (const char* norm : {"linf", "l2", "l1"})
            for (const bool isTargeted : {false, true}) {
                const auto& choices = attackById(id).info.parameters.front().choices;
                if (std::find(choices.begin(), choices.end(), norm) != choices.end())
                    QTest::addRow("%s %s%s", id, norm, isTargeted ? " targeted" : "")
                        << id << norm << isTargeted;
            }
}

void RowAscentTest::everyRowIsTheAttackAlone()
{
    QFETCH(QString, id);
    QFETCH(QString, norm);
    QFETCH(bool, isTargeted);
    const at::NoGradGuard noGrad;
    const Network reader = network("small", 3);
    const Attack& attack = attackById(id.toStdString());
    ParameterSet values = completed(attack.info.parameters, {});
    values["norm"] = norm.toStdString();
    if (values.contains("steps"))
        values["steps"] = std::int64_t{5};
    if (values.contains("step-size"))
        values["step-size"] = 0.0;
    if (values.contains("restarts"))
        values["restarts"] = std::int64_t{2};
    if (values.contains("keep"))
        values["keep"] = std::string("best");
    const double largest = norm == "linf" ? 0.5 : norm == "l2" ? 6.0 : 50.0;
    const Batch images = readableImages(reader, 3);
    for (std::int64_t image = 0; image < 3; ++image) {
        const Batch one = part(images, image, 1);
        AttackProblem problem = problemOf(reader, one, values, isTargeted);
        std::vector<AscentOptions> options;
        std::vector<at::Tensor> alone;
        for (int i = 0; i <= 10; ++i) {
            problem.values["epsilon"] = i * largest / 10;
            options.push_back(*ascentOptions(id.toStdString(), problem.values));
            alone.push_back(attack.run(problem).logits);
        }
        const at::Tensor together = rowAscentLogits(problem, options);
        QVERIFY(together.equal(at::cat(alone)));
    }
}

void RowAscentTest::otherAttacksAreNone()
{
    for (const Attack& attack : allAttacks()) {
        const bool isAscent
            = ascentOptions(attack.info.id, completed(attack.info.parameters, {})).has_value();
        QCOMPARE(isAscent,
            attack.info.id == "fgsm" || attack.info.id == "bim" || attack.info.id == "pgd"
                || attack.info.id == "mim" || attack.info.id == "nim");
    }
}

QTEST_GUILESS_MAIN(RowAscentTest)
#include "row_ascent_test.moc"
