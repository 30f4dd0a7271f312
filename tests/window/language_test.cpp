// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/catalogue.h"
#include "shell/explain_dock.h"
#include "shell/session_files.h"
#include "shell/settings.h"
#include "shell/undo_history.h"
#include "shell/window_keeper.h"
#include "text/language.h"
#include "theme/theme.h"
#include "views/train_recipe.h"
#include "views/train_run.h"
#include "views/train_view.h"
#include "widgets/plot_panel.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSlider>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

constexpr int kFrame = 4;

/// Words that are the same in Chinese: names, keys, signs, what a file is called.
bool isInternational(const QString& word)
{
    static const QStringList words{"AutoAttack", "Adam", "APGD", "BIM", "Carlini", "CNN", "CPU", "CROWN",
        "CSV", "Ctrl", "Cutout", "Debian", "Del", "DDN", "DeepFool", "DLR", "EAD", "EMA", "Epsilon",
        "epsilon", "EpsilonLab", "English", "Esc", "FAB", "Fashion", "FGSM", "Free", "IBP", "ibp", "JSMA",
        "JSON", "Language", "LeNet", "libtorch", "linf", "logit", "Madry", "MART", "MIM", "MLP", "MNIST",
        "Nesterov", "NI", "PGD", "PyTorch", "ReLU", "safetensors", "SGD", "Shift", "Space", "Square",
        "softmax", "Home", "End", "tanh", "tau", "TorchScript", "TRADES", "UAP", "Wilson", "kappa", "beta",
        "Beta", "Gamma", "Theta", "lambda", "none", "random", "least", "likely", "second", "best", "arXiv",
        "Return", "Page", "Down", "CE", "SABR", "off", "AVX", "BF", "bfloat", "float"};
    return words.contains(word) || words.contains(word.toUpper());
}

/// The first English word of a text; empty: there is none.
QString englishIn(QString text)
{
    static const QRegularExpression tags(QStringLiteral(
        "<[^>]*>|&[a-z]+;|/[^ \\x{FF0C}\\x{3002}]*|[A-Z][^\\x{3002}]*arXiv:.*|\"[^\"]*\"|[a-z]+(-[a-z]+)+|[A-Z][^ ]* et al\\..*|[A-Z][a-z]+ and [A-Z].*"));
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{3,}"));
    text.remove(tags).remove('&');
    for (auto found = word.globalMatch(text); found.hasNext();)
        if (const QString one = found.next().captured(); !isInternational(one))
            return one;
    return {};
}

/// Every text of a widget that a person can read or hear.
QStringList textsOf(const QWidget& widget)
{
    QStringList texts{widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.accessibleName(),
        widget.accessibleDescription(), widget.windowTitle()};
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        texts << button->text();
    if (const auto* menu = qobject_cast<const QMenu*>(&widget))
        texts << menu->title();
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        for (int i = 0; i < tabs->count(); ++i)
            texts << tabs->tabText(i) << tabs->tabToolTip(i);
    if (const auto* list = qobject_cast<const QComboBox*>(&widget))
        for (int i = 0; i < list->count(); ++i)
            texts << list->itemText(i) << list->itemData(i, Qt::ToolTipRole).toString();
    return texts;
}

/// Text that is wider or taller than the place it has.
QString clippedIn(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty() || !label->pixmap(Qt::ReturnByValue).isNull())
            return {};
        if (label->wordWrap())
            return label->heightForWidth(label->width()) > label->height() ? label->text() : QString();
        const bool isWhole = label->sizeHint().width() <= label->width() || label->toolTip() == label->text();
        return isWhole ? QString() : label->text();
    }
    if (widget.objectName() == QLatin1String("explainTab")) // writes upwards
        return widget.fontMetrics().horizontalAdvance(widget.property("text").toString()) <= widget.height()
            ? QString()
            : widget.objectName();
    if (const auto* button = qobject_cast<const QToolButton*>(&widget)) { // some are without the frame that a
                                                                          // hint counts in
        const int wide = button->fontMetrics().horizontalAdvance(QString(button->text()).remove('&'));
        return wide + kFrame <= button->width() || button->text().isEmpty() ? QString() : button->text();
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return button->text().isEmpty() || button->sizeHint().width() <= button->width() ? QString()
                                                                                         : button->text();
    if (const auto* area = qobject_cast<const QScrollArea*>(&widget))
        return area->widget()->width() <= area->viewport()->width()
            ? QString()
            : QStringLiteral("wider than what is seen of it");
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
        return tabs->sizeHint().width() <= tabs->parentWidget()->width() ? QString() : tabs->tabText(0);
    return {};
}

/// Scrolled content reaches beyond what is seen, downwards.
QString where(const QWidget& widget)
{
    return QStringLiteral("%1 [%2] in %3, %4 wide of %5: ")
        .arg(widget.objectName(), widget.metaObject()->className(),
            widget.parentWidget() ? widget.parentWidget()->objectName() : QString())
        .arg(widget.width())
        .arg(widget.sizeHint().width());
}

struct Program
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    WindowKeeper keeper{client, session};

    Program()
    {
        window().resize(1280, 800);
        window().show();
    }

    MainWindow& window() { return keeper.window(); }
    TrainView& train() { return *qobject_cast<TrainView*>(window().view("train")); }

    bool isSettled() { return window().view("attack")->isSettled(); }

    QString title(const char* action)
    {
        const auto* found = window().findChild<QAction*>(QLatin1String(action));
        return found ? found->text() : QString();
    }
};

TrainRequest tiny(std::int64_t epochs)
{
    TrainRequest request;
    request.recipe = completed(catalogue::recipeParametersFor("standard"),
        {{"architecture", std::string("mlp")}, {"objective", std::string("standard")}, {"epochs", epochs},
            {"batch-size", std::int64_t{100}}, {"train-limit", std::int64_t{600}},
            {"validation", std::int64_t{100}}});
    request.recipeName = "tiny";
    request.dataset.text = "sample";
    return request;
}

} // namespace

/// The window in its languages, and from one to another.
class LanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { Language::use(*qApp, QStringLiteral("en")); }
    void chineseShowsNoEnglish_data();
    void chineseShowsNoEnglish();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void theMenuSwitchesAndRemembers();
    void theSessionStays();
    void undoStays();
    void aTrainingGoesOn();
    void theRecipeStays();

private:
    QTemporaryDir m_folder;
};

void LanguageTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    WindowSettings::keepIn(m_folder.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void LanguageTest::chineseShowsNoEnglish_data()
{
    QTest::addColumn<QString>("tab");
    QTest::addColumn<QString>("attack");
    for (const AttackInfo& attack : catalogue::attacks())
        QTest::newRow(attack.id.c_str()) << "attack" << QString::fromStdString(attack.id);
    QTest::newRow("train") << "train"
                           << "fgsm";
}

void LanguageTest::chineseShowsNoEnglish()
{
    QFETCH(QString, tab);
    QFETCH(QString, attack);
    Language::use(*qApp, QStringLiteral("zh"));
    Program program;
    program.session.setAttack("fgsm");
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    program.session.setAttack(attack.toStdString()); // its result may take long; the words are there at once
    program.window().showView(tab);
    program.window().explainDock()->showNow();
    QList<QWidget*> widgets = program.window().findChildren<QWidget*>();
    widgets << &program.window();
    for (const QWidget* widget : widgets)
        for (const QString& text : textsOf(*widget))
            QVERIFY2(
                englishIn(text).isEmpty(), qPrintable(where(*widget) + text + " (" + englishIn(text) + ')'));
    for (const QAction* action : program.window().findChildren<QAction*>())
        for (const QString& text : {action->text(), action->toolTip(), action->statusTip()})
            QVERIFY2(englishIn(text).isEmpty(), qPrintable(action->objectName() + ": " + text));
}

void LanguageTest::nothingIsClipped_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("tab");
    QTest::addColumn<QSize>("size");
    for (const char* language : {"en", "zh", "pseudo"})
        for (const char* tab : {"attack", "train"})
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(language, tab)))
                << language << tab << QSize(1280, 800);
    for (const char* language : {"en", "zh"})
        for (const char* tab : {"attack", "train"})
            QTest::newRow(qPrintable(QStringLiteral("small %1 %2").arg(language, tab)))
                << language << tab << QSize(1024, 680);
}

void LanguageTest::nothingIsClipped()
{
    QFETCH(QString, language);
    QFETCH(QString, tab);
    QFETCH(QSize, size);
    Language::use(*qApp, language);
    Program program;
    program.window().resize(size);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    program.window().showView(tab);
    program.window().explainDock()->showNow();
    for (int round = 0; round < 3; ++round) // a text asks its page for another layout, that one the area
                                            // around it
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QCOMPARE(program.window().size(), size);
    QStringList clipped;
    for (const QWidget* widget : program.window().findChildren<QWidget*>())
        if (widget->isVisible())
            if (const QString text = clippedIn(*widget); !text.isEmpty())
                clipped << where(*widget) + text;
    QVERIFY2(clipped.isEmpty(), qPrintable('\n' + clipped.join('\n')));
}

void LanguageTest::theMenuSwitchesAndRemembers()
{
    Program program;
    QCOMPARE(program.title("quitAction"), QStringLiteral("&Quit"));
    const QMenu* menu = program.window().findChild<QMenu*>("languageMenu");
    QCOMPARE(menu->actions().size(), 2);
    QVERIFY(menu->actions()[0]->isChecked());
    menu->actions()[1]->trigger();
    QTRY_COMPARE(Language::current(), QStringLiteral("zh"));
    QCOMPARE(program.title("quitAction"), QStringLiteral("\u9000\u51FA(&Q)"));
    QVERIFY(program.window().isVisible());
    QCOMPARE(WindowSettings::read().language, QStringLiteral("zh"));
    program.window().findChild<QMenu*>("languageMenu")->actions()[0]->trigger();
    QTRY_COMPARE(program.title("quitAction"), QStringLiteral("&Quit"));
    QCOMPARE(WindowSettings::read().language, QStringLiteral("en"));
    const QWidgetList windows = QApplication::topLevelWidgets();
    QCOMPARE(std::count_if(windows.begin(), windows.end(),
                 [](const QWidget* each) { return qobject_cast<const MainWindow*>(each) != nullptr; }),
        1);
}

void LanguageTest::theSessionStays()
{
    Program program;
    program.session.setAttack("pgd");
    program.session.setEpsilon(0.23);
    program.session.setPosition(17);
    program.session.setTarget("3");
    program.window().resize(1100, 720);
    program.window().showView("train");
    program.window().findChild<QCheckBox*>("logLossCheck")->setChecked(true);
    program.window().findChild<QSlider*>("smoothingSlider")->setValue(42);
    program.window().findChild<QComboBox*>("xAxisCombo")->setCurrentIndex(2);
    const Session before = program.session.session();
    const MainWindow* earlier = &program.window();
    program.keeper.setLanguage(QStringLiteral("zh"));
    QVERIFY(&program.window() != earlier);
    QVERIFY(program.session.session().showsSame(before));
    QCOMPARE(program.window().size(), QSize(1100, 720));
    QCOMPARE(program.window().findChild<QTabWidget*>("viewTabs")->currentIndex(), 1);
    QVERIFY(program.window().findChild<QCheckBox*>("logLossCheck")->isChecked());
    QCOMPARE(program.window().findChild<QSlider*>("smoothingSlider")->value(), 42);
    QCOMPARE(program.window().findChild<QComboBox*>("xAxisCombo")->currentIndex(), 2);
    program.window().showView("attack");
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QVERIFY(program.window().sessionFiles()->currentJson().find("\"pgd\"") != std::string::npos);
}

void LanguageTest::undoStays()
{
    Program program;
    program.session.setEpsilon(0.3);
    program.window().undoHistory()->endStep();
    program.session.setAttack("pgd");
    program.keeper.setLanguage(QStringLiteral("zh"));
    QUndoStack* stack = program.window().undoHistory()->stack();
    QCOMPARE(stack->count(), 2);
    QCOMPARE(program.title("undoAction"), QStringLiteral("\u64A4\u9500(&U) \u9009\u62E9\u653B\u51FB"));
    program.window().findChild<QAction*>("undoAction")->trigger();
    QCOMPARE(program.session.attack().attackId, std::string("fgsm"));
    program.window().findChild<QAction*>("undoAction")->trigger();
    QCOMPARE(program.session.epsilon(), SessionState::kFirstEpsilon);
}

/// Through two switches, and with every point: the curves of a run that was never disturbed.
void LanguageTest::aTrainingGoesOn()
{
    Program program;
    std::vector<std::int64_t> steps; // what the engine said
    connect(&program.client, &EngineClient::trainingPoint, this,
        [&steps](const TrainingPointEvent& event) { steps.push_back(event.point.step); });
    program.window().showView("train");
    program.window().findChild<TrainRecipe*>("trainRecipe")->showRequest(tiny(40));
    program.window().findChild<QAction*>("trainAction")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(steps.size() > 10, kTimeoutMs);
    program.keeper.setLanguage(QStringLiteral("zh"));
    QVERIFY(program.train().run().isActive());
    const std::size_t atSwitch = steps.size();
    QVERIFY(program.train().run().record().points.size() >= atSwitch);
    QTRY_VERIFY_WITH_TIMEOUT(steps.size() > atSwitch + 10, kTimeoutMs);
    program.keeper.setLanguage(QStringLiteral("en"));
    QTRY_COMPARE_WITH_TIMEOUT(program.train().run().state(), TrainState::Stopped, 5 * kTimeoutMs);
    const TrainRecord& record = program.train().run().record();
    QCOMPARE(record.epochs.size(), 40U);
    QCOMPARE(record.points.size(), steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        QCOMPARE(record.points[i].step, steps[i]);
    QTRY_COMPARE(program.window().findChild<PlotPanel*>("lossPlot")->shownPoints(0), steps.size());
}

void LanguageTest::theRecipeStays()
{
    Program program;
    program.window().showView("train");
    TrainRequest edited = tiny(7);
    program.window().findChild<TrainRecipe*>("trainRecipe")->showRequest(edited);
    const TrainRequest before = program.window().findChild<TrainRecipe*>("trainRecipe")->request();
    program.keeper.setLanguage(QStringLiteral("zh"));
    const TrainRequest after = program.window().findChild<TrainRecipe*>("trainRecipe")->request();
    QVERIFY(before.recipe == after.recipe);
    QCOMPARE(after.recipeName, before.recipeName);
    QCOMPARE(after.dataset.text, before.dataset.text);
}

QTEST_MAIN(LanguageTest)
#include "language_test.moc"
