// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/expect_error.h"

#include "api/catalogue.h"

#include <QTest>

#include <cmath>

using namespace epsilonlab;

class ParametersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rangesFollowTheNorm_data();
    void rangesFollowTheNorm();
    void theSentenceNamesTheNorm();
    void bothRangesAreTold();
    void othersKeepTheirRange();
};

/// Every attack with a norm and a length in it, for every norm that it offers.
void ParametersTest::rangesFollowTheNorm_data()
{
    QTest::addColumn<QString>("attack");
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QString>("norm");
    QTest::addColumn<double>("largest");
    // Of 784 pixels that each move by 1 at most: 1, sqrt(784), 784.
    const std::map<std::string, double> largest{{"linf", 1.0}, {"l2", std::sqrt(784.0)}, {"l1", 784.0}};
    for (const AttackInfo& attack : catalogue::attacks())
        for (const ParameterSpec& spec : attack.parameters)
            for (const WordRange& range : spec.ranges)
                if (largest.contains(range.word) && (spec.id == "epsilon" || spec.id == "step-size"))
                    QTest::newRow(qPrintable(
                        QString("%1 %2 %3").arg(attack.id.c_str(), spec.id.c_str(), range.word.c_str())))
                        << QString(attack.id.c_str()) << QString(spec.id.c_str())
                        << QString(range.word.c_str()) << largest.at(range.word);
}

void ParametersTest::rangesFollowTheNorm()
{
    QFETCH(QString, attack);
    QFETCH(QString, parameter);
    QFETCH(QString, norm);
    QFETCH(double, largest);
    const std::vector<ParameterSpec>& specs = catalogue::attack(attack.toStdString()).parameters;
    const auto with = [&](double value) {
        return thrownBy([&] {
            static_cast<void>(
                completed(specs, {{"norm", norm.toStdString()}, {parameter.toStdString(), value}}));
        });
    };
    QCOMPARE(with(0.0), "nothing was thrown");
    QCOMPARE(with(largest), "nothing was thrown");
    QVERIFY(with(largest * 1.001).startsWith("bad-parameter: " + parameter + " is "));
    QVERIFY(with(-0.001).startsWith("bad-parameter: "));
}

void ParametersTest::theSentenceNamesTheNorm()
{
    const std::vector<ParameterSpec>& specs = catalogue::attack("pgd").parameters;
    QCOMPARE(thrownBy([&] {
        static_cast<void>(completed(specs, {{"epsilon", 7.0}}));
    }), // the norm is the default here
        "bad-parameter: epsilon is \"7\"; allowed is a number from 0 to 1 for norm linf. Choose one of these values.");
}

void ParametersTest::bothRangesAreTold()
{
    for (const ParameterSpec& spec : catalogue::attack("pgd").parameters)
        if (spec.id == "epsilon")
            QVERIFY(allowedText(spec).starts_with("a number from 0 to 1 for norm linf, 0 to 28 for norm l2"));
}

void ParametersTest::othersKeepTheirRange()
{
    for (const ParameterSpec& spec : catalogue::attack("pgd").parameters)
        if (spec.id == "steps") {
            const ParameterSpec narrow = narrowed(spec, {{"norm", std::string("l2")}});
            QCOMPARE(narrow.minimum, spec.minimum);
            QCOMPARE(narrow.maximum, spec.maximum);
        }
}

QTEST_GUILESS_MAIN(ParametersTest)
#include "parameters_test.moc"
