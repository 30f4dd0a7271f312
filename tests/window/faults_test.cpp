// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/catalogue.h"
#include "api/faults.h"
#include "api/runs.h"
#include "io/save_file.h"
#include "shell/log_dock.h"
#include "shell/picture_files.h"
#include "shell/session_files.h"
#include "shell/settings.h"
#include "theme/theme.h"
#include "views/attack_row.h"
#include "views/train_recipe.h"
#include "views/train_run.h"
#include "views/train_view.h"
#include "widgets/action_strip.h"
#include "widgets/message_strip.h"
#include "widgets/plot_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QProcess>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Program : ShownWindow
{
    template <class Widget> Widget& find(const char* name)
    {
        auto* found = window.findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no widget \"%s\"", name);
        return *found;
    }

    bool isNonModal() const
    {
        return QApplication::activeModalWidget() == nullptr && QApplication::activePopupWidget() == nullptr;
    }
    LogDock& log() { return *window.logDock(); }

    void train(const char* objective, std::int64_t epochs, std::int64_t images)
    {
        TrainRequest request;
        request.recipe = completed(catalogue::recipeParametersFor(objective),
            {{"architecture", std::string("mlp")}, {"objective", std::string(objective)}, {"epochs", epochs},
                {"batch-size", std::int64_t{100}}, {"train-limit", images},
                {"validation", std::int64_t{100}}});
        request.recipeName = "fault";
        request.dataset.text = "sample";
        window.showView("train");
        find<TrainRecipe>("trainRecipe").showRequest(request);
        find<QToolButton>("trainButton").click();
    }

    const TrainRun& run() { return qobject_cast<TrainView*>(window.view("train"))->run(); }
    ActionStrip& trainStrip() { return find<ActionStrip>("trainStrip"); }

    bool hasFlag(const std::string& code)
    {
        const auto& flags = run().record().flags;
        return std::any_of(
            flags.begin(), flags.end(), [&code](const TrainingFlag& flag) { return flag.code == code; });
    }
};

} // namespace

/// Every row of "States" in the design of the window, met on purpose: what is said, that nothing waits for an
/// answer, and that the program is whole again once the fault is gone.
class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyFaultIsFoundByItsName();
    void theWindowSaysThatAFaultIsSimulated();
    void noDataSet();
    void noRuns();
    void aFastPictureShowsNothing();
    void aSlowPictureIsTaggedAndUnderlined();
    void aVerySlowPictureHasABarThatEscEnds();
    void theStopButtonEndsAPictureToo();
    void aJobHasTheBarFirst();
    void zeroGradientIsAWarning();
    void wrongShape();
    void unreadableImage();
    void nanInTraining();
    void collapsedModel();
    void fullDisk();
    void fullDiskWhileTraining();
    void cpuIsNoFault();
    void aCrashLeavesTheSession();
    void anUnknownFaultNamesTheKnownOnes();

private:
    QTemporaryDir m_home;
};

void FaultsTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
    WindowSettings::keepIn(m_home.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void FaultsTest::init()
{
    faults::simulate(Fault::None);
    QDir(QString::fromStdString(runs::root().string())).removeRecursively();
}

void FaultsTest::everyFaultIsFoundByItsName()
{
    QVERIFY(faults::list().size() >= 10);
    for (const FaultInfo& info : faults::list()) {
        QCOMPARE(faults::find(info.id), std::optional(info.fault));
        faults::simulate(info.fault);
        QVERIFY(faults::isSimulated(info.fault));
        QCOMPARE(faults::simulatedId(), info.id);
        QVERIFY(!info.effect.empty());
    }
    QVERIFY(!faults::find("nothing"));
    faults::simulate(Fault::None);
    QCOMPARE(faults::simulatedId(), std::string());
}

void FaultsTest::theWindowSaysThatAFaultIsSimulated()
{
    {
        Program sound;
        QVERIFY(sound.find<QLabel>("simulatedFaultLabel").isHidden());
        QCOMPARE(sound.window.windowTitle(), QString("EpsilonLab"));
    }
    faults::simulate(Fault::NoRuns);
    Program program;
    QVERIFY(program.find<QLabel>("simulatedFaultLabel").isVisible());
    QVERIFY(program.find<QLabel>("simulatedFaultLabel").text().contains("no-runs"));
    QVERIFY(program.window.windowTitle().contains("no-runs"));
}

void FaultsTest::noDataSet()
{
    faults::simulate(Fault::NoDataset);
    Program program;
    auto& box = program.find<QComboBox>("datasetCombo");
    QTRY_VERIFY_WITH_TIMEOUT(box.count() > 1, kTimeoutMs);
    QCOMPARE(box.currentData().toString(), QString("sample:test")); // the built-in digits stay
    const int mnist = box.findData("mnist:test");
    QVERIFY(mnist >= 0);
    const auto* item = qobject_cast<QStandardItemModel*>(box.model())->item(mnist);
    QVERIFY(!item->isEnabled());
    QVERIFY2(item->text().contains("full set not found"), qPrintable(item->text()));
    QVERIFY2(item->toolTip().contains("datasets fetch mnist"), qPrintable(item->toolTip()));
    QCOMPARE(box.itemText(box.count() - 1), QString("Get help\u2026"));
    box.setCurrentIndex(box.count() - 1);
    Q_EMIT box.activated(box.count() - 1);
    QVERIFY2(program.sentence().contains("datasets fetch mnist"), qPrintable(program.sentence()));
    QCOMPARE(box.currentData().toString(), QString("sample:test"));
    QVERIFY(program.isNonModal());
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs); // and they are attacked
}

void FaultsTest::noRuns()
{
    faults::simulate(Fault::NoRuns);
    Program program;
    program.window.showView("train");
    auto& plot = program.find<PlotPanel>("lossPlot");
    QTRY_VERIFY_WITH_TIMEOUT(!plot.series(0).x.empty(), kTimeoutMs); // the example
    QCOMPARE(plot.readoutAt(1.0), QString()); // which nobody may take for a measurement
    QVERIFY2(plot.accessibleDescription().contains("No run yet"), qPrintable(plot.accessibleDescription()));
    QVERIFY(!program.trainStrip().isAsking());
}

void FaultsTest::aFastPictureShowsNothing()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QVERIFY(!program.find<AttackRow>("attackRowA").isBusy());
    QVERIFY(program.find<QProgressBar>("jobProgress").isHidden());
}

void FaultsTest::aSlowPictureIsTaggedAndUnderlined()
{
    faults::simulate(Fault::SlowAttack);
    Program program; // FGSM: one gradient for each network
    auto& row = program.find<AttackRow>("attackRowA");
    QTRY_VERIFY_WITH_TIMEOUT(row.isBusy(), kTimeoutMs);
    QVERIFY(program.find<QProgressBar>("jobProgress").isHidden()); // below two seconds
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QVERIFY(!row.isBusy());
    QVERIFY(program.isNonModal());
}

void FaultsTest::aVerySlowPictureHasABarThatEscEnds()
{
    faults::simulate(Fault::SlowAttack);
    Program program;
    program.session.setAttack("pgd");
    program.session.setParameter("steps", std::int64_t{40});
    auto& bar = program.find<QProgressBar>("jobProgress");
    QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible(), kTimeoutMs);
    QVERIFY(bar.maximum() > 0); // determinate
    QVERIFY2(bar.format().contains("/ 80 steps"), qPrintable(bar.format())); // both networks
    QTRY_VERIFY2_WITH_TIMEOUT(bar.format().contains("left"), qPrintable(bar.format()), kTimeoutMs);
    const PreviewResult partial = program.attack().shownResult();
    QCOMPARE(partial.tier, PreviewTier::Partial);
    QVERIFY(partial.models[0].progress.step > 0);
    program.window.findChild<QAction*>("stopAttackAction")->trigger();
    QVERIFY(bar.isHidden());
    QVERIFY(!program.find<AttackRow>("attackRowA").isBusy());
    QCOMPARE(program.attack().shownResult().id, partial.id); // what was there stays
    faults::simulate(Fault::None);
    program.session.setEpsilon(0.2); // and any change goes on from here
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
}

void FaultsTest::theStopButtonEndsAPictureToo()
{
    faults::simulate(Fault::SlowAttack);
    Program program;
    program.session.setAttack("pgd");
    program.session.setParameter("steps", std::int64_t{100});
    auto& bar = program.find<QProgressBar>("jobProgress");
    QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible(), kTimeoutMs);
    QSignalSpy cancelled(&program.client, &EngineClient::previewCancelled);
    QTest::mouseClick(&program.find<QToolButton>("stopJobButton"), Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(bar.isHidden());
}

/// Else the button that somebody presses for the job would end the picture.
void FaultsTest::aJobHasTheBarFirst()
{
    faults::simulate(Fault::SlowAttack);
    Program program;
    program.session.setAttack("pgd");
    program.session.setParameter("steps", std::int64_t{100});
    auto& bar = program.find<QProgressBar>("jobProgress");
    QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible(), kTimeoutMs);
    constexpr RequestId kJob = 1000000;
    Q_EMIT program.client.jobStarted({kJob});
    QVERIFY(bar.isHidden());
    const std::int64_t step = program.attack().shownResult().models[0].progress.step;
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().shownResult().models[0].progress.step > step, kTimeoutMs);
    QVERIFY(bar.isHidden()); // and the picture goes on
    Q_EMIT program.client.jobFinished({kJob, JobOutcome::Done, {}});
    QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible(), kTimeoutMs);
}

void FaultsTest::zeroGradientIsAWarning()
{
    faults::simulate(Fault::ZeroGradient);
    Program program;
    auto& strip = program.find<MessageStrip>("attackStrip");
    QTRY_VERIFY_WITH_TIMEOUT(!strip.isHint(), kTimeoutMs);
    QVERIFY2(
        strip.toolTip().contains("exactly zero on this digit: FGSM cannot move. This is not robustness."),
        qPrintable(strip.toolTip()));
    QVERIFY2(strip.toolTip().contains("Why:"), qPrintable(strip.toolTip()));
    QCOMPARE(
        program.attack().shownResult().models[0].adversarial.pixels, program.session.sample().image.pixels);
    auto& chip = program.find<QToolButton>("warningsButton");
    QVERIFY2(chip.text().contains("1 warning"), qPrintable(chip.text()));
    QCOMPARE(program.log().count(), 1);
    program.session.setEpsilon(0.3); // the same again is not another warning
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QCOMPARE(program.log().count(), 1);
    QVERIFY(program.log().isHidden());
    QTest::mouseClick(&chip, Qt::LeftButton);
    QVERIFY(program.log().isVisible());
    QVERIFY(program.isNonModal());
    faults::simulate(Fault::None);
    program.session.setPosition(program.session.position() + 1);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled() && strip.isHint(), kTimeoutMs);
}

void FaultsTest::wrongShape()
{
    faults::simulate(Fault::WrongShape);
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs); // the built-in networks are no files
    const QString path = QStringLiteral(EPSILONLAB_TEST_DATA "/broken/model/good.safetensors");
    program.window.openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(program.sentence().contains("should be"), kTimeoutMs);
    QVERIFY2(program.sentence().contains("but the file has"), qPrintable(program.sentence()));
    QVERIFY2(program.sentence().contains("The networks in use stay."), qPrintable(program.sentence()));
    QCOMPARE(program.session.modelA(), std::string("standard"));
    QVERIFY(program.isNonModal());
    QTest::mouseClick(&program.find<QToolButton>("decisionCopyButton"), Qt::LeftButton);
    QVERIFY2(QApplication::clipboard()->text().contains("but the file has"),
        qPrintable(QApplication::clipboard()->text()));
    faults::simulate(Fault::None);
    program.window.openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(program.session.modelA() != "standard", kTimeoutMs);
}

void FaultsTest::unreadableImage()
{
    QImage picture(28, 28, QImage::Format_Grayscale8);
    picture.fill(0);
    picture.setPixel(14, 14, 255);
    const QString path = m_home.filePath("seven.png");
    saveImage(path, picture);
    faults::simulate(Fault::UnreadableImage);
    Program program;
    const Image before = program.session.sample().image;
    program.window.pictureFiles()->open(path);
    QTRY_VERIFY_WITH_TIMEOUT(
        program.sentence().contains("seven.png is not a picture that is known here"), kTimeoutMs);
    QVERIFY2(program.sentence().contains("PNG"), qPrintable(program.sentence())); // what can be read
    QVERIFY(program.session.sample().image == before);
    QVERIFY(program.isNonModal());
    faults::simulate(Fault::None);
    program.window.pictureFiles()->open(path);
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture(), kTimeoutMs);
}

void FaultsTest::nanInTraining()
{
    faults::simulate(Fault::NaNInTraining);
    Program program;
    program.train("standard", 40, 1000); // 9 batches an epoch
    QTRY_COMPARE_WITH_TIMEOUT(program.run().state(), TrainState::Stopped, 5 * kTimeoutMs);
    QVERIFY(program.hasFlag("nan"));
    const QString said = program.trainStrip().sentence();
    QVERIFY2(said.contains("became NaN or infinite at step 6"), qPrintable(said)); // 60 makes the weights
                                                                                   // NaN, 61 the loss
    QVERIFY2(said.contains("learning rate"), qPrintable(said));
    QVERIFY(program.isNonModal());
    QVERIFY(program.run().record().epochs.size() >= 6); // what was learned before is there
    QCOMPARE(program.log().count(), 1);
}

void FaultsTest::collapsedModel()
{
    faults::simulate(Fault::CollapsedModel);
    Program program;
    program.train("standard", 20, 1000);
    QTRY_VERIFY_WITH_TIMEOUT(program.hasFlag("constant-prediction"), 5 * kTimeoutMs);
    auto& chip = program.find<QToolButton>("warningsButton");
    QVERIFY2(chip.toolTip().contains("were read as class 1"), qPrintable(chip.toolTip()));
    QVERIFY2(chip.toolTip().contains("learning rate"), qPrintable(chip.toolTip()));
    QVERIFY(program.isNonModal());
}

void FaultsTest::fullDisk()
{
    faults::simulate(Fault::FullDisk);
    Program program;
    const QString path = m_home.filePath("kept.epslab");
    program.window.sessionFiles()->save(path);
    QVERIFY2(program.sentence().contains("could not be written"), qPrintable(program.sentence()));
    QVERIFY2(program.sentence().contains("kept.epslab"), qPrintable(program.sentence()));
    QVERIFY(!QFile::exists(path));
    QVERIFY(program.isNonModal());
    faults::simulate(Fault::None);
    program.window.sessionFiles()->save(path);
    QVERIFY(QFile::exists(path));
}

void FaultsTest::fullDiskWhileTraining()
{
    faults::simulate(Fault::FullDisk);
    Program program;
    program.train("standard", 2, 1000);
    QTRY_VERIFY_WITH_TIMEOUT(program.log().count() > 0, kTimeoutMs);
    QVERIFY(program.find<QToolButton>("warningsButton").text().contains("warning"));
    QTRY_COMPARE_WITH_TIMEOUT(program.run().record().epochs.size(), std::size_t{2}, kTimeoutMs); // it goes on
    QVERIFY(program.isNonModal());
}

void FaultsTest::cpuIsNoFault()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.find<QLabel>("statusChip").text().contains("CPU"), kTimeoutMs);
    QCOMPARE(program.log().count(), 0);
}

void FaultsTest::aCrashLeavesTheSession()
{
    QProcess program;
    program.start(QStringLiteral(EPSILONLAB_PROGRAM), {"--fault", "crash", "--no-intro", "--tab", "2"});
    QVERIFY(program.waitForFinished(kTimeoutMs));
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    Program next;
    next.window.sessionFiles()->offerLost();
    QVERIFY2(
        next.sentence().contains("The last session was not closed properly"), qPrintable(next.sentence()));
    QVERIFY(next.isNonModal());
    QTest::mouseClick(&next.find<QPushButton>("decisionYesButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(next.session.view().tab, std::string("train"), kTimeoutMs);
}

void FaultsTest::anUnknownFaultNamesTheKnownOnes()
{
    QProcess program;
    program.start(QStringLiteral(EPSILONLAB_PROGRAM), {"--fault", "earthquake"});
    QVERIFY(program.waitForFinished(kTimeoutMs));
    QCOMPARE(program.exitCode(), 2);
    const QString said = QString::fromUtf8(program.readAllStandardError());
    QVERIFY2(said.contains("earthquake is no fault"), qPrintable(said));
    for (const FaultInfo& info : faults::list())
        QVERIFY2(said.contains(QString::fromStdString(info.id)), qPrintable(said));
}

QTEST_MAIN(FaultsTest)
#include "faults_test.moc"
