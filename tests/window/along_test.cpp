// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/session_files.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "theme/theme.h"
#include "views/along_panel.h"
#include "views/attack_board.h"
#include "views/attack_row.h"
#include "views/attack_view.h"
#include "widgets/colour_legend.h"
#include "widgets/epsilon_control.h"
#include "widgets/epsilon_slider.h"
#include "widgets/number_edit.h"
#include "widgets/plot_panel.h"
#include "widgets/probability_bars.h"
#include "widgets/verdict_chip.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

constexpr int kTimeoutMs = 30000; // a machine shared by many builds
constexpr int kSteps = 20;

struct Program
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    MainWindow window{client, session};

    explicit Program(const char* attack, QSize size = {1280, 800})
    {
        session.setAttack(attack);
        window.resize(size);
        window.show();
        window.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&window)); // or its shortcuts are deaf
    }

    template <class Widget> Widget& find(const char* name)
    {
        auto* found = window.findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no widget \"%s\"", name);
        return *found;
    }

    AttackView& attack() { return *qobject_cast<AttackView*>(window.view("attack")); }
    AlongPanel& along() { return find<AlongPanel>("alongPanel"); }
    QSlider& scrubber() { return find<QSlider>("stepScrubber"); }
    const Image& tile() { return find<AttackBoard>("attackBoard").row(0)->adversarial(); }
    const Image& result() { return attack().shownResult().models.front().adversarial; }
};

/// The trace of the same request, from an engine that has seen nothing before.
TraceResult tracedAfresh(const PreviewRequest& request)
{
    Engine engine;
    engine.trace(request);
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kTimeoutMs)
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(100)))
            if (const auto* result = std::get_if<TraceResult>(&event))
                return *result;
    return {};
}

bool isArgmax(const std::vector<float>& values, int index)
{
    return std::max_element(values.begin(), values.end()) - values.begin() == index;
}

double largestChange(const Image& a, const Image& b)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        largest = std::max(
            largest, std::abs(static_cast<double>(a.pixels[i]) - static_cast<double>(b.pixels[i])));
    return largest;
}

} // namespace

#define WAIT_FOR_STEPS(program, steps)                                                                       \
    QTRY_COMPARE_WITH_TIMEOUT((program).scrubber().maximum(), steps, kTimeoutMs)

class AlongTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void traceIsThePreviewStepByStep_data();
    void traceIsThePreviewStepByStep();
    void keysShowTheIterates();
    void keysWorkWhereTheSliderDoesNot();
    void aMovedSliderReturnsToTheResult();
    void playingEndsAtTheResult();
    void attacksWithoutStepsSaySo();
    void lowWindowsKeepTheScrubber();
    void curvesCloseAndOpen();
    void stepsTakeTheNoiseAway();
    void stepsOfAnotherPictureAreNotShown();
    void sessionFilesKeepHowItIsLookedAt();
    void logitsInPlaceOfProbabilities();
    void aClickOnABarMakesItTheTarget();
    void typedFractionsSetEpsilon();
    void ownScaleShowsTheLargestChange();

private:
    QTemporaryDir m_folder;
};

void AlongTest::initTestCase()
{
    WindowSettings::keepIn(m_folder.path());
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    theme::apply(*qApp, theme::Theme::Light);
}

void AlongTest::traceIsThePreviewStepByStep_data()
{
    QTest::addColumn<QString>("attack");
    for (const char* attack : {"fgsm", "bim", "pgd", "nim", "deepfool"})
        QTest::addRow("%s", attack) << attack;
}

void AlongTest::traceIsThePreviewStepByStep()
{
    QFETCH(QString, attack);
    Program program(qPrintable(attack));
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    const PreviewResult shown = program.attack().shownResult();
    const TraceResult traced = tracedAfresh(shown.request);
    QCOMPARE(traced.preview.models.size(), std::size_t{2});
    for (std::size_t i = 0; i < 2; ++i) {
        const ModelPreview& model = traced.preview.models[i];
        const NetworkTrace& network = traced.networks[i];
        QVERIFY(model.adversarial == shown.models[i].adversarial);
        QVERIFY(network.steps.size() >= 2);
        QCOMPARE(network.readings.size(), network.steps.size());
        for (std::size_t step = 0; step < network.steps.size(); ++step) {
            QVERIFY(isArgmax(network.readings[step].logits, network.steps[step].predicted));
            QCOMPARE(network.readings[step].probabilities[static_cast<std::size_t>(model.label)],
                network.steps[step].trueProbability);
        }
        QCOMPARE(network.readings[1].distances.linf,
            largestChange(network.steps[1].iterate, shown.request.sample.image));
    }
}

void AlongTest::keysShowTheIterates()
{
    Program program("pgd");
    WAIT_FOR_STEPS(program, kSteps);
    QVERIFY(program.along().isAtEnd());
    QVERIFY(program.tile() == program.result());
    const TraceResult traced = tracedAfresh(program.attack().shownResult().request);
    const auto& steps = traced.networks.front().steps;
    QTest::keyClick(&program.find<EpsilonSlider>("epsilonSlider"), Qt::Key_Home);
    QVERIFY(program.tile() == steps.front().iterate);
    QTest::keyClick(&program.attack(), Qt::Key_Period);
    QTest::keyClick(&program.attack(), Qt::Key_Period);
    QVERIFY(program.tile() == steps[2].iterate);
    QCOMPARE(program.find<VerdictChip>("verdictChipA").words(), QStringLiteral("step 2 of 20"));
    QVERIFY(program.find<QLabel>("alongWords").text().startsWith("step 2 of 20"));
    QTest::keyClick(&program.attack(), Qt::Key_Comma);
    QVERIFY(program.tile() == steps[1].iterate);
    QTest::keyClick(&program.attack(), Qt::Key_End);
    QVERIFY(program.tile() == program.result());
    QVERIFY(program.find<VerdictChip>("verdictChipA").words() != QStringLiteral("step 20 of 20"));
}

void AlongTest::keysWorkWhereTheSliderDoesNot()
{
    Program program("deepfool");
    QTRY_VERIFY_WITH_TIMEOUT(program.scrubber().maximum() > 2, kTimeoutMs);
    QWidget* focus = program.window.focusWidget() ? program.window.focusWidget() : &program.window;
    QTest::keyClick(focus, Qt::Key_Comma);
    QCOMPARE(program.scrubber().value(), program.scrubber().maximum() - 1);
    QTest::keyClick(focus, Qt::Key_Home);
    QCOMPARE(program.scrubber().value(), 0);
    QTest::keyClick(focus, Qt::Key_End);
    QVERIFY(program.along().isAtEnd());
}

void AlongTest::aMovedSliderReturnsToTheResult()
{
    Program program("pgd");
    WAIT_FOR_STEPS(program, kSteps);
    QTest::keyClick(&program.attack(), Qt::Key_Home);
    QVERIFY(!program.along().isAtEnd());
    QTest::keyClick(&program.find<EpsilonSlider>("epsilonSlider"), Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled() && program.along().isAtEnd(), kTimeoutMs);
    QVERIFY(program.tile() == program.result());
}

void AlongTest::playingEndsAtTheResult()
{
    Program program("bim");
    program.session.setParameter("steps", std::int64_t{3});
    WAIT_FOR_STEPS(program, 3);
    QTest::mouseClick(&program.find<QToolButton>("playStepsButton"), Qt::LeftButton);
    QCOMPARE(program.scrubber().value(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(program.scrubber().value(), 3, kTimeoutMs);
    QVERIFY(program.tile() == program.result());
}

void AlongTest::attacksWithoutStepsSaySo()
{
    Program program("noise");
    QTRY_VERIFY_WITH_TIMEOUT(program.find<QLabel>("alongWords").text().contains("no steps"), kTimeoutMs);
    QVERIFY(!program.scrubber().isEnabled());
}

void AlongTest::lowWindowsKeepTheScrubber()
{
    Program program("pgd", {1024, 680});
    QVERIFY(!program.find<QWidget>("alongPlots").isVisible());
    WAIT_FOR_STEPS(program, kSteps);
    QVERIFY(program.scrubber().isVisible());
    program.window.resize(1280, 800);
    QTRY_VERIFY(program.find<QWidget>("alongPlots").isVisible());
}

void AlongTest::curvesCloseAndOpen()
{
    Program program("pgd");
    WAIT_FOR_STEPS(program, kSteps);
    const auto& plots = program.find<QWidget>("alongPlots");
    QVERIFY(plots.isVisible());
    QTest::mouseClick(&program.find<QToolButton>("alongTitle"), Qt::LeftButton);
    QVERIFY(!plots.isVisible());
    QVERIFY(!program.session.view().areStepsOpen);
    QVERIFY(program.scrubber().isVisible());
    QTest::mouseClick(&program.find<QToolButton>("alongTitle"), Qt::LeftButton);
    QVERIFY(plots.isVisible());
}

void AlongTest::stepsTakeTheNoiseAway()
{
    Program program("pgd");
    WAIT_FOR_STEPS(program, kSteps);
    auto* noise = program.window.findChild<QAction*>("noiseAction");
    noise->trigger();
    QVERIFY(noise->isChecked());
    QTest::keyClick(&program.attack(), Qt::Key_Comma);
    QVERIFY(!noise->isChecked());
    QCOMPARE(program.find<VerdictChip>("verdictChipA").words(), QStringLiteral("step 19 of 20"));
}

void AlongTest::stepsOfAnotherPictureAreNotShown()
{
    Program program("pgd");
    WAIT_FOR_STEPS(program, kSteps);
    program.session.setPosition(3);
    QTRY_VERIFY_WITH_TIMEOUT(
        program.attack().shownResult().request.sample.index == program.session.sample().index, kTimeoutMs);
    program.along().goTo(0); // before or after the new steps came: only theirs may be seen
    const Image shown = program.tile();
    QVERIFY(shown == program.session.sample().image || shown == program.result());
}

void AlongTest::sessionFilesKeepHowItIsLookedAt()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("view.epslab");
    {
        Program program("fgsm");
        QTest::keyClick(&program.window, Qt::Key_L);
        QTest::keyClick(&program.window, Qt::Key_S);
        QTest::mouseClick(&program.find<QToolButton>("alongTitle"), Qt::LeftButton);
        program.window.sessionFiles()->save(path);
    }
    Program program("fgsm");
    program.session.setView({"attack", false, false, true}); // whatever the last window left in the settings
    program.window.sessionFiles()->open(path);
    QTRY_VERIFY_WITH_TIMEOUT(
        program.session.view() == (SessionView{"attack", true, true, false}), kTimeoutMs);
    QVERIFY(program.find<ProbabilityBars>("probabilityBarsA").scale() == ProbabilityBars::Scale::Logit);
    QVERIFY(!program.along().isOpen());
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    QCOMPARE(program.find<ColourLegend>("changeLegendA").limit(),
        program.attack().shownResult().models.front().distances.linf);
}

void AlongTest::logitsInPlaceOfProbabilities()
{
    Program program("fgsm");
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    auto& bars = program.find<ProbabilityBars>("probabilityBarsA");
    QVERIFY(
        bars.content().adversarialLogits == program.attack().shownResult().models.front().adversarialLogits);
    QTest::mouseClick(&program.find<QToolButton>("barsScaleButton"), Qt::LeftButton);
    QVERIFY(bars.scale() == ProbabilityBars::Scale::Logit);
    QTest::keyClick(&program.window, Qt::Key_L);
    QVERIFY(bars.scale() == ProbabilityBars::Scale::Probability);
}

void AlongTest::aClickOnABarMakesItTheTarget()
{
    Program program("pgd");
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    auto& bars = program.find<ProbabilityBars>("probabilityBarsB");
    QTest::keyClick(&program.window, Qt::Key_L); // the rows are the same in either scale
    const QPoint two(bars.width() / 2, bars.height() * 5 / 20); // ten rows, the middle of the third
    QTest::mouseClick(&bars, Qt::LeftButton, {}, two);
    QCOMPARE(textValue(program.session.attack().values, "target"), std::string("2"));
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    QCOMPARE(program.attack().shownResult().models[1].target, 2);
    QCOMPARE(bars.content().target, 2);
    QTest::mouseClick(&bars, Qt::LeftButton, {}, two);
    QCOMPARE(textValue(program.session.attack().values, "target"), std::string("none"));
}

void AlongTest::typedFractionsSetEpsilon()
{
    Program program("fgsm");
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    auto& field
        = *program.find<EpsilonControl>("epsilonControl").findChild<NumberEdit*>("epsilonEdit"); // the Train
                                                                                                 // tab has
                                                                                                 // one too
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, "8/255");
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(program.session.epsilon(), 8.0 / 255.0);
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    QCOMPARE(program.find<QLabel>("epsilonReadOut").text(), QStringLiteral("0.031 (8.0/255)"));
}

void AlongTest::ownScaleShowsTheLargestChange()
{
    Program program("fgsm");
    program.session.setParameter("norm", std::string("linf"));
    program.session.setEpsilon(0.2);
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isSettled(), kTimeoutMs);
    auto& legend = program.find<ColourLegend>("changeLegendA");
    QCOMPARE(legend.limit(), 0.2);
    QTest::mouseClick(&legend, Qt::LeftButton);
    QCOMPARE(legend.limit(), program.attack().shownResult().models.front().distances.linf);
    QTest::keyClick(&program.window, Qt::Key_S);
    QCOMPARE(legend.limit(), 0.2);
}

QTEST_MAIN(AlongTest)
#include "along_test.moc"
