// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/painted_texts.h"
#include "window/shown_window.h"

#include "shell/explain_dock.h"
#include "shell/settings.h"
#include "text/language.h"
#include "theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

constexpr double kSlack = 2.0; // of the font's own descent, below which there is no ink

QString where(const QWidget& widget)
{
    return QStringLiteral("%1 [%2], %3 x %4: ")
        .arg(widget.objectName(), widget.metaObject()->className())
        .arg(widget.width())
        .arg(widget.height());
}

/// A label or a button that is lower or narrower than its words.
QString cutIn(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty())
            return {};
        if (label->wordWrap())
            return label->heightForWidth(label->width()) > label->height() ? label->text() : QString();
        const bool isWide = label->fontMetrics().horizontalAdvance(label->text()) > label->width()
            && label->textFormat() != Qt::RichText;
        return isWide || label->fontMetrics().height() > label->height() + kSlack ? label->text() : QString();
    }
    if (const auto* button = qobject_cast<const QToolButton*>(&widget)) {
        const int wide = button->fontMetrics().horizontalAdvance(QString(button->text()).remove('&'));
        const bool isCut
            = wide > button->width() || button->fontMetrics().height() > button->height() + kSlack;
        return isCut && button->objectName() != "explainTab" ? button->text() : QString();
    }
    if (qobject_cast<const QLineEdit*>(&widget))
        return widget.fontMetrics().height() > widget.height() + kSlack ? widget.objectName() : QString();
    return {};
}

/// Texts that a widget writes itself and that reach beyond it.
QStringList paintedBeyond(QWidget& widget)
{
    QStringList beyond;
    const QRectF room = QRectF(widget.rect()).adjusted(-kSlack, -kSlack, kSlack, kSlack);
    for (const PaintedText& each : PaintedTexts::of(widget))
        if (!each.text.trimmed().isEmpty() && !room.contains(each.place))
            beyond << QStringLiteral("%1 painted at %2,%3 %4 x %5")
                          .arg(each.text)
                          .arg(each.place.x())
                          .arg(each.place.y())
                          .arg(each.place.width())
                          .arg(each.place.height());
    return beyond;
}

bool isOurs(const QWidget& widget)
{
    return QString::fromLatin1(widget.metaObject()->className()).startsWith(QLatin1String("epsilonlab::"));
}

bool isScrolled(const QWidget& widget)
{
    return widget.visibleRegion().isEmpty();
}

} // namespace

/// 15 pt is the projector's size, 20 pt is 200 %: nothing is cut, neither labels nor what the pictures write
/// themselves.
class LargeLettersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void theRecorderSeesWhatIsCut();
    void nothingIsCut_data();
    void nothingIsCut();

private:
    QTemporaryDir m_home;
    QFont m_usual;
};

void LargeLettersTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
    WindowSettings::keepIn(m_home.path());
    theme::apply(*qApp, theme::Theme::Light);
    m_usual = QApplication::font();
}

void LargeLettersTest::cleanup()
{
    QApplication::setFont(m_usual);
    Language::use(*qApp, QStringLiteral("en"));
}

void LargeLettersTest::theRecorderSeesWhatIsCut()
{
    QLabel label(QStringLiteral("as wide as this"));
    label.resize(label.sizeHint());
    QVERIFY(!PaintedTexts::of(label).empty());
    QVERIFY(paintedBeyond(label).isEmpty());
    label.resize(20, label.height());
    QVERIFY(!paintedBeyond(label).isEmpty());
}

void LargeLettersTest::nothingIsCut_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("tab");
    QTest::addColumn<int>("points");
    QTest::addColumn<QSize>("size");
    for (const char* language : {"en", "zh", "pseudo"})
        for (const char* tab : {"attack", "train"}) {
            QTest::addRow("%s %s 10 pt", language, tab) << language << tab << 10 << QSize(1280, 800);
            QTest::addRow("%s %s 15 pt", language, tab) << language << tab << 15 << QSize(1600, 1000);
            QTest::addRow("%s %s 20 pt", language, tab) << language << tab << 20 << QSize(1920, 1200);
        }
    QTest::addRow("small en attack 15 pt") << "en"
                                           << "attack" << 15 << QSize(1280, 800);
}

void LargeLettersTest::nothingIsCut()
{
    QFETCH(QString, language);
    QFETCH(QString, tab);
    QFETCH(int, points);
    QFETCH(QSize, size);
    QFont font = m_usual;
    font.setPointSize(points);
    QApplication::setFont(font);
    Language::use(*qApp, language);
    ShownWindow program;
    program.window.resize(size);
    program.session.setAttack("pgd");
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    program.window.showView(tab);
    program.window.explainDock()->showNow();
    for (int round = 0; round < 3; ++round)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(program.window.size(), size);
    QStringList cut;
    for (QWidget* widget : program.window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || isScrolled(*widget))
            continue;
        if (const QString text = cutIn(*widget); !text.isEmpty())
            cut << where(*widget) + text;
        if (isOurs(*widget))
            for (const QString& text : paintedBeyond(*widget))
                cut << where(*widget) + text;
    }
    QVERIFY2(cut.isEmpty(), qPrintable('\n' + cut.join('\n')));
}

QTEST_MAIN(LargeLettersTest)
#include "large_letters_test.moc"
