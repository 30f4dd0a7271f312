// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/export.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace epsilonlab;

namespace {
QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}
}

class NumbersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void probabilitiesNeverClaimCertainty_data();
    void probabilitiesNeverClaimCertainty();
    void accuracyHasIntervalAndCount();
    void epsilonHasBothUnits_data();
    void epsilonHasBothUnits();
    void countsAreGrouped();
    void durationsReadNaturally_data();
    void durationsReadNaturally();
    void shortestTextReadsBack();
    void wilsonAtTheEndsIsClosedForm_data();
    void wilsonAtTheEndsIsClosedForm();
    void wilsonSolvesItsEquation_data();
    void wilsonSolvesItsEquation();
    void wilsonOfNothingIsEverything();
};

void NumbersTest::probabilitiesNeverClaimCertainty_data()
{
    QTest::addColumn<double>("probability");
    QTest::addColumn<QString>("expected");
    QTest::newRow("usual") << 0.872 << "87.2 %";
    QTest::newRow("exactly one") << 1.0 << ">99.9 %";
    QTest::newRow("would round to 100") << 0.99951 << ">99.9 %";
    QTest::newRow("largest below") << 0.9994 << "99.9 %";
    QTest::newRow("exactly zero") << 0.0 << "<0.1 %";
    QTest::newRow("would round to 0") << 0.00049 << "<0.1 %";
    QTest::newRow("smallest above") << 0.001 << "0.1 %";
    QTest::newRow("half up") << 0.0025 << "0.3 %";
    QTest::newRow("not a number") << std::nan("") << "\u2014";
}

void NumbersTest::probabilitiesNeverClaimCertainty()
{
    QFETCH(double, probability);
    QFETCH(QString, expected);
    QCOMPARE(text(probabilityText(probability)), expected);
}

void NumbersTest::accuracyHasIntervalAndCount()
{
    QCOMPARE(
        text(accuracyText(0.934, {0.917, 0.948}, 1000)), QString("93.4 % [91.7, 94.8] (n = 1\u2009000)"));
    // All right is really 100.0 %: a count, not a rounded probability.
    QCOMPARE(text(accuracyText(1.0, {0.9631, 1.0}, 100)), QString("100.0 % [96.3, 100.0] (n = 100)"));
    QCOMPARE(text(accuracyText(9999.0 / 10000, {0.9994, 0.99998}, 10000)),
        QString(">99.9 % [99.9, >99.9] (n = 10\u2009000)"));
    QCOMPARE(text(accuracyText(0.0, {0.0, 0.037}, 100)), QString("0.0 % [0.0, 3.7] (n = 100)"));
    QCOMPARE(text(accuracyText(0.0, {0.0, 1.0}, 0)), QString("\u2014"));
}

void NumbersTest::epsilonHasBothUnits_data()
{
    QTest::addColumn<double>("epsilon");
    QTest::addColumn<QString>("expected");
    QTest::newRow("0.15") << 0.15 << "0.150 (38.3/255)";
    QTest::newRow("8/255") << 8.0 / 255.0 << "0.031 (8.0/255)";
    QTest::newRow("zero") << 0.0 << "0.000 (0.0/255)";
    QTest::newRow("L2") << 2.0 << "2.000 (510.0/255)";
}

void NumbersTest::epsilonHasBothUnits()
{
    QFETCH(double, epsilon);
    QFETCH(QString, expected);
    QCOMPARE(text(epsilonText(epsilon)), expected);
}

void NumbersTest::countsAreGrouped()
{
    QCOMPARE(text(countText(7)), QString("7"));
    QCOMPARE(text(countText(1000)), QString("1\u2009000"));
    QCOMPARE(text(countText(166406)), QString("166\u2009406"));
    QCOMPARE(text(countText(-123456)), QString("-123\u2009456"));
}

void NumbersTest::durationsReadNaturally_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("3 ms") << 0.003 << "3 ms";
    QTest::newRow("just below a second") << 0.9996 << "1.0 s";
    QTest::newRow("12.3 s") << 12.34 << "12.3 s";
    QTest::newRow("never 60.0 s") << 59.97 << "1 min 00 s";
    QTest::newRow("2 min 05 s") << 125.2 << "2 min 05 s";
    QTest::newRow("hours") << 3725.0 << "1 h 02 min";
}

void NumbersTest::durationsReadNaturally()
{
    QFETCH(double, seconds);
    QFETCH(QString, expected);
    QCOMPARE(text(durationText(seconds)), expected);
}

void NumbersTest::shortestTextReadsBack()
{
    for (const double value : {0.1, 1.0 / 3.0, 0.15000000000000002, 1e-300, 37.0 / 256.0})
        QCOMPARE(std::stod(shortestText(value)), value);
    QCOMPARE(text(shortestText(0.05)), QString("0.05"));
    QVERIFY(shortestText(std::numeric_limits<double>::infinity()).empty());
}

void NumbersTest::wilsonAtTheEndsIsClosedForm_data()
{
    QTest::addColumn<int>("n");
    for (const int n : {1, 10, 200, 10000})
        QTest::addRow("n = %d", n) << n;
}

/// With none right the interval is [0, z^2 / (n + z^2)], with all right its mirror image.
void NumbersTest::wilsonAtTheEndsIsClosedForm()
{
    QFETCH(int, n);
    const double z2 = 1.959963984540054 * 1.959963984540054;
    const Interval none = wilsonInterval(0, n);
    const Interval all = wilsonInterval(n, n);
    QCOMPARE(none.low, 0.0);
    QCOMPARE(all.high, 1.0);
    QVERIFY(std::abs(none.high - z2 / (n + z2)) < 1e-14); // a few roundings of double
    QVERIFY(std::abs(all.low - n / (n + z2)) < 1e-14);
}

void NumbersTest::wilsonSolvesItsEquation_data()
{
    QTest::addColumn<int>("successes");
    QTest::addColumn<int>("n");
    QTest::newRow("37 of 256") << 37 << 256;
    QTest::newRow("1 of 2") << 1 << 2;
    QTest::newRow("9850 of 10000") << 9850 << 10000;
}

/// Both ends p satisfy (share - p)^2 = z^2 p (1 - p) / n: that is what Wilson's interval is.
void NumbersTest::wilsonSolvesItsEquation()
{
    QFETCH(int, successes);
    QFETCH(int, n);
    const double z2 = 1.959963984540054 * 1.959963984540054;
    const double share = static_cast<double>(successes) / n;
    const Interval interval = wilsonInterval(successes, n);
    QVERIFY(interval.low < share && share < interval.high);
    for (const double end : {interval.low, interval.high})
        QVERIFY(std::abs((share - end) * (share - end) - z2 * end * (1.0 - end) / n) < 1e-14);
}

void NumbersTest::wilsonOfNothingIsEverything()
{
    QCOMPARE(wilsonInterval(0, 0).low, 0.0);
    QCOMPARE(wilsonInterval(0, 0).high, 1.0);
}

QTEST_GUILESS_MAIN(NumbersTest)
#include "numbers_test.moc"
