// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/catalogue.h"
#include "shell/settings.h"
#include "theme/theme.h"
#include "widgets/class_ribbon.h"
#include "widgets/colour_legend.h"
#include "widgets/digit_tile.h"
#include "widgets/plot_panel.h"
#include "widgets/probability_bars.h"
#include "widgets/probe_strip.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

/// A tip would cover what the pointer is on; there the line below says it.
bool isPicture(const QWidget& widget)
{
    return qobject_cast<const DigitTile*>(&widget) || qobject_cast<const PlotPanel*>(&widget)
        || qobject_cast<const ProbabilityBars*>(&widget) || qobject_cast<const ProbeStrip*>(&widget)
        || qobject_cast<const ClassRibbon*>(&widget);
}

bool isControl(const QWidget& widget)
{
    if (widget.objectName().startsWith(QLatin1String("qt_")) || qobject_cast<const QScrollBar*>(&widget))
        return false; // parts of other controls
    const QWidget* parent = widget.parentWidget();
    if (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)
        || qobject_cast<const QTabBar*>(parent) || (parent && parent->inherits("QMenuBar")))
        return false;
    return isPicture(widget) || qobject_cast<const QAbstractButton*>(&widget)
        || qobject_cast<const QAbstractSlider*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget)
        || qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QLineEdit*>(&widget)
        || qobject_cast<const QListWidget*>(&widget) || qobject_cast<const ColourLegend*>(&widget);
}

int sentencesIn(const QString& tip)
{
    static const QRegularExpression end(QStringLiteral("[.!?](\\s|$)|\\n"));
    QString text = tip.section(QStringLiteral("Allowed:"), 0, 0).trimmed(); // what a value may be comes after
                                                                            // what it is
    text.remove(QRegularExpression(QStringLiteral("et al\\.|e\\.g\\.|i\\.e\\.|No\\.|vs\\.")));
    if (text.isEmpty())
        return 0;
    return static_cast<int>(text.count(end))
        + (text.endsWith('.') || text.endsWith('!') || text.endsWith('?') ? 0 : 1);
}

} // namespace

/// Every control of both tabs says in a sentence or two what it is for.
class TipsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyControlHasATip_data();
    void everyControlHasATip();
    void tabsHaveTips();

private:
    QTemporaryDir m_home;
};

void TipsTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
    WindowSettings::keepIn(m_home.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void TipsTest::everyControlHasATip_data()
{
    QTest::addColumn<QString>("tab");
    QTest::addColumn<QString>("attack");
    for (const AttackInfo& attack : catalogue::attacks())
        QTest::newRow(attack.id.c_str()) << "attack" << QString::fromStdString(attack.id);
    QTest::newRow("train") << "train"
                           << "fgsm";
}

void TipsTest::everyControlHasATip()
{
    QFETCH(QString, tab);
    QFETCH(QString, attack);
    ShownWindow program;
    program.session.setAttack(attack.toStdString());
    program.window.showView(tab);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QStringList bad;
    int controls = 0;
    for (const QWidget* widget : program.window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !isControl(*widget))
            continue;
        ++controls;
        const QString tip
            = isPicture(*widget) && widget->toolTip().isEmpty() ? widget->statusTip() : widget->toolTip();
        const int sentences = sentencesIn(tip);
        const bool isList = widget->objectName().endsWith(QLatin1String("Combo")); // theirs name what is
                                                                                   // chosen, too
        if (sentences < 1 || sentences > (isList ? 4 : 2))
            bad << QStringLiteral("%1 [%2]: %3")
                       .arg(widget->objectName(), widget->metaObject()->className(), tip);
    }
    QVERIFY2(controls > 20, qPrintable(QString::number(controls)));
    QVERIFY2(bad.isEmpty(), qPrintable('\n' + bad.join('\n')));
}

void TipsTest::tabsHaveTips()
{
    ShownWindow program;
    const auto* tabs = program.window.findChild<QTabBar*>("viewTabBar");
    for (int i = 0; i < tabs->count(); ++i)
        QVERIFY2(sentencesIn(tabs->tabToolTip(i)) >= 1, qPrintable(tabs->tabText(i)));
}

QTEST_MAIN(TipsTest)
#include "tips_test.moc"
