// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/catalogue.h"
#include "shell/draw_dialog.h"
#include "theme/theme.h"
#include "widgets/digit_tile.h"
#include "widgets/draw_pad.h"
#include "widgets/number_edit.h"

#include <QAccessible>
#include <QAction>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace epsilonlab;
using namespace epsilonlab::ui;

/// What a screen reader is told.
class SpokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Theme::Light); }
    void labelsSayWhatTheyShow();
    void aDescriptionOfItsOwnStays();
    void numberFieldsHaveTheirNumber();
    void theRandomChangeIsNamed();
    void namesHaveNoMnemonic();
};

void SpokenTest::labelsSayWhatTheyShow()
{
    ShownWindow shown;
    QTRY_VERIFY_WITH_TIMEOUT(shown.attack().isSettled(), kTimeoutMs);
    const auto* measured = shown.window.findChild<QLabel*>("measuredLabel");
    QVERIFY(measured != nullptr);
    QTRY_COMPARE(measured->accessibleDescription(), measured->text());
    shown.session.setEpsilon(0.31);
    QTRY_VERIFY_WITH_TIMEOUT(measured->text().contains("0.310"), kTimeoutMs);
    QTRY_VERIFY(measured->accessibleDescription().contains("0.310"));
    QLabel rich(&shown.window);
    rich.setAccessibleName("A name");
    rich.setText("<b>two</b> words");
    rich.show();
    QTRY_COMPARE(rich.accessibleDescription(), QString("two words"));
}

void SpokenTest::aDescriptionOfItsOwnStays()
{
    ShownWindow shown;
    QLabel label("seen", &shown.window);
    label.setAccessibleName("A name");
    label.setAccessibleDescription("said");
    label.show();
    QVERIFY(!label.grab().isNull()); // painted
    QCOMPARE(label.accessibleDescription(), QString("said"));
}

void SpokenTest::numberFieldsHaveTheirNumber()
{
    const std::vector<ParameterSpec>& all = catalogue::attack("fgsm").parameters;
    const ParameterSpec epsilon = *std::find_if(
        all.begin(), all.end(), [](const ParameterSpec& each) { return each.id == "epsilon"; });
    NumberEdit edit(epsilon);
    edit.setNumber(0.25);
    QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(&edit);
    QVERIFY(heard && heard->valueInterface());
    QCOMPARE(heard->valueInterface()->currentValue().toDouble(), 0.25);
    QCOMPARE(heard->valueInterface()->minimumValue().toDouble(), epsilon.minimum);
    QCOMPARE(heard->valueInterface()->maximumValue().toDouble(), epsilon.maximum);
}

void SpokenTest::theRandomChangeIsNamed()
{
    ShownWindow shown;
    QTRY_VERIFY_WITH_TIMEOUT(shown.attack().isSettled(), kTimeoutMs);
    const auto* tile = shown.window.findChild<DigitTile*>("adversarialTileA");
    const QString attacked = tile->accessibleDescription();
    QVERIFY(!attacked.contains("andom"));
    shown.window.findChild<QAction*>("noiseAction")->trigger();
    QVERIFY2(tile->accessibleDescription().contains("Random change of the same size"),
        qPrintable(tile->accessibleDescription()));
    shown.window.findChild<QAction*>("noiseAction")->trigger();
    QCOMPARE(tile->accessibleDescription(), attacked);
}

void SpokenTest::namesHaveNoMnemonic()
{
    ShownWindow shown;
    shown.window.findChild<QAction*>("drawAction")->trigger();
    for (const QWidget* each : shown.window.findChildren<QWidget*>())
        QVERIFY2(!each->accessibleName().contains('&'), qPrintable(each->objectName()));
}

QTEST_MAIN(SpokenTest)
#include "spoken_test.moc"
