// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_window.h"

#include "api/catalogue.h"
#include "api/error.h"
#include "figures/figure.h"
#include "views/along_panel.h"
#include "views/train_lens.h"
#include "views/train_run.h"
#include "views/train_view.h"
#include "widgets/elided_label.h"
#include "widgets/probe_strip.h"
#include "widgets/verdict_chip.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QRegularExpression>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

constexpr int kEpochs = 3;

/// A run of three epochs in a folder, made by another engine.
void train(const QString& folder, const QString& dataset = "sample")
{
    Engine engine;
    TrainRequest request;
    request.recipe = completed(catalogue::recipeParametersFor("standard"),
        {{"architecture", std::string("mlp")}, {"objective", std::string("standard")},
            {"epochs", std::int64_t{kEpochs}}, {"batch-size", std::int64_t{100}},
            {"train-limit", std::int64_t{600}}, {"validation", std::int64_t{100}}});
    request.recipeName = "tiny";
    request.dataset.text = dataset.toStdString();
    request.runDirectory = folder.toStdString();
    const RequestId id = engine.submit(request);
    bool isOver = false;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
        for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(5)))
            if (const auto* end = std::get_if<JobFinished>(&event); end != nullptr && end->id == id)
                isOver = true;
        return isOver;
    }()),
        kTimeoutMs);
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// A network that knows two classes, as a model file.
QByteArray twoClasses()
{
    constexpr int kBytes = 4 * 2 * 785;
    QByteArray header = // with other signs in place of quotation marks, and of those in a text
        "{'__metadata__':{'format':'epsilonlab-model','format_version':'1','name':'Two','input_shape':'[1,28,28]',"
        "'architecture':'[{~type~:~flatten~},{~type~:~linear~,~in~:784,~out~:2}]'},"
        "'1.weight':{'dtype':'F32','shape':[2,784],'data_offsets':[0,6272]},"
        "'1.bias':{'dtype':'F32','shape':[2],'data_offsets':[6272,6280]}}";
    header.replace('\'', "\"").replace('~', "\\\"");
    while (header.size() % 8 != 0)
        header += ' ';
    QByteArray length(8, '\0');
    for (int i = 0; i < 8; ++i)
        length[i] = static_cast<char>((static_cast<quint64>(header.size()) >> (8 * i)) & 0xFF);
    return length + header + QByteArray(kBytes, '\0');
}

/// A folder for each class and no test part: the images of a class come one after the other.
void writePictures(const QString& folder)
{
    constexpr int kEach = 220; // more than the first images that are looked at
    for (int label = 0; label < 3; ++label) {
        QVERIFY(QDir().mkpath(QStringLiteral("%1/%2").arg(folder).arg(label)));
        QByteArray pixels(784, '\0');
        for (int i = 200; i < 584; ++i)
            pixels[i] = static_cast<char>(i % 28 / 9 == label ? 255 : 0);
        for (int i = 0; i < kEach; ++i)
            write(QStringLiteral("%1/%2/%3.pgm").arg(folder).arg(label).arg(i, 3, 10, QLatin1Char('0')),
                "P5\n28 28\n255\n" + pixels);
    }
}

} // namespace

class TrainLensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
        train(m_home.filePath("run"));
    }
    void hiddenUntilAnEpochWasKept();
    void everyEpochIsItsOwnNetwork();
    void openingARunOpensOneNetwork();
    void probesAreOfOneEpoch();
    void anEpochThatCannotBeOpenedLeavesNothing();
    void anEpochThatKnowsTooFewClassesSaysSo();
    void digitsOfASetWithoutATestPart();
    void probesAreTrue();
    void probesLeaveAsAFigure();
    void theAttackTabKeepsItsOwn();
    void theEpochCanBeNetworkA();
    void theAttackGoesStepByStep();
    void theVerdictSaysWhatItIsAbout();
    void curvesKeepTheirRoom_data();
    void curvesKeepTheirRoom();
    void digitsCanBeAskedForInALowWindow();

private:
    static TrainLens& lens(ShownWindow& shown) { return *shown.window.findChild<TrainLens*>("trainLens"); }
    static QSlider& scrubber(ShownWindow& shown)
    {
        return *shown.window.findChild<QSlider*>("timeMachineSlider");
    }

    /// Answers for the network at the scrubber have come.
    static bool isThere(ShownWindow& shown, const PreviewResult& before)
    {
        const PreviewResult& now = lens(shown).shown();
        return now.id > before.id && lens(shown).probes().textOf(9) != "\u2026";
    }

    QTemporaryDir m_home;
};

void TrainLensTest::hiddenUntilAnEpochWasKept()
{
    ShownWindow shown;
    shown.window.showView("train");
    QVERIFY(!lens(shown).isVisible());
    QCOMPARE(lens(shown).epoch(), 0);
    shown.window.openFile(m_home.filePath("run"));
    QTRY_COMPARE_WITH_TIMEOUT(lens(shown).epoch(), kEpochs, kTimeoutMs);
    QVERIFY(lens(shown).isVisible());
}

void TrainLensTest::everyEpochIsItsOwnNetwork()
{
    ShownWindow shown;
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    for (int at = kEpochs - 1; at-- > 0;) {
        const PreviewResult before = lens(shown).shown();
        scrubber(shown).setValue(at);
        QCOMPARE(lens(shown).epoch(), at + 1);
        QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, before), kTimeoutMs);
        // The same digit by the file itself, in an engine that knows nothing of the window.
        PreviewRequest request = lens(shown).shown().request;
        request.modelIds
            = {m_home.filePath("run/checkpoints/epoch-00%1.safetensors").arg(at + 1).toStdString()};
        Engine engine;
        const RequestId id = engine.preview(request);
        std::vector<float> logits;
        QTRY_VERIFY_WITH_TIMEOUT(([&] {
            for (const Event& event : engine.waitAndDrain(std::chrono::milliseconds(5)))
                if (const auto* result = std::get_if<PreviewResult>(&event);
                    result != nullptr && result->id == id && result->tier == PreviewTier::Final)
                    logits = result->models.front().adversarialLogits;
            return !logits.empty();
        }()),
            kTimeoutMs);
        QVERIFY(lens(shown).shown().models.front().adversarialLogits == logits);
    }
}

void TrainLensTest::openingARunOpensOneNetwork()
{
    ShownWindow shown;
    int opened = 0;
    connect(&shown.client, &EngineClient::modelPublished, &shown.window,
        [&opened](const ModelPublished& event) { opened += event.model.id == "checkpoint" ? 1 : 0; });
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    QCOMPARE(opened, 1); // of three epochs, the newest
    QCOMPARE(lens(shown).epoch(), kEpochs);
}

/// Whatever was being measured when the scrubber moved.
void TrainLensTest::probesAreOfOneEpoch()
{
    ShownWindow shown;
    const auto areMeasured = [&shown] { return lens(shown).probes().rows().size() == 10; };
    const auto texts = [&shown] {
        QStringList all;
        for (std::size_t i = 0; i < 10; ++i)
            all << lens(shown).probes().textOf(i);
        return all;
    };
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(areMeasured(), kTimeoutMs);
    scrubber(shown).setValue(0);
    QVERIFY(!areMeasured());
    QTRY_VERIFY_WITH_TIMEOUT(areMeasured(), kTimeoutMs);
    const QStringList first = texts();
    scrubber(shown).setValue(2);
    int measured = 0;
    connect(&shown.client, &EngineClient::sweepUpdated, &shown.window,
        [&measured](const SweepResult& result) { measured += result.isLast ? 1 : 0; });
    QTRY_VERIFY_WITH_TIMEOUT(measured >= 3, kTimeoutMs); // in the middle of it
    scrubber(shown).setValue(0);
    QVERIFY(!areMeasured());
    QTRY_VERIFY_WITH_TIMEOUT(areMeasured(), kTimeoutMs);
    QCOMPARE(texts(), first);
}

void TrainLensTest::anEpochThatCannotBeOpenedLeavesNothing()
{
    const QString folder = m_home.filePath("damaged");
    train(folder);
    write(folder + "/checkpoints/epoch-002.safetensors", "no network");
    ShownWindow shown;
    shown.window.openFile(folder);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    const auto& asA = *shown.window.findChild<QToolButton*>("checkpointAsAButton");
    const auto& words = *shown.window.findChild<QLabel*>("timeMachineWords");
    const auto& attack = *shown.window.findChild<ElidedLabel*>("timeMachineAttack");
    const auto& chip = *shown.window.findChild<VerdictChip*>("timeMachineVerdict");
    QVERIFY(asA.isEnabled() && !chip.words().isEmpty());
    scrubber(shown).setValue(1);
    QVERIFY(!asA.isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(words.text(), QString("epoch 2 cannot be opened"), kTimeoutMs);
    QVERIFY(!asA.isEnabled());
    QCOMPARE(chip.words(), QString());
    QCOMPARE(attack.whole(), QString());
    QVERIFY(lens(shown).shown().models.empty());
    QVERIFY(lens(shown).probes().rows().empty());
    QVERIFY2(lens(shown).probes().problem().contains("epoch-002.safetensors"),
        qPrintable(lens(shown).probes().problem()));
    scrubber(shown).setValue(0);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    QVERIFY(asA.isEnabled() && !chip.words().isEmpty());
    QCOMPARE(lens(shown).probes().problem(), QString());
    // Another run has nothing of this one, also while its own network is still being opened.
    shown.window.openFile(m_home.filePath("run"));
    QTRY_COMPARE_WITH_TIMEOUT(lens(shown).epoch(), kEpochs, kTimeoutMs);
    const auto& models = lens(shown).shown().models;
    QVERIFY(models.empty() || models.front().modelName == "tiny, epoch 3");
}

void TrainLensTest::anEpochThatKnowsTooFewClassesSaysSo()
{
    const QString folder = m_home.filePath("small");
    train(folder);
    write(folder + "/checkpoints/epoch-001.safetensors", twoClasses());
    ShownWindow shown;
    shown.window.openFile(folder);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    scrubber(shown).setValue(0);
    const auto& attack = *shown.window.findChild<ElidedLabel*>("timeMachineAttack");
    QTRY_VERIFY_WITH_TIMEOUT(attack.whole().contains("knows only 2 classes"), kTimeoutMs);
    QCOMPARE(shown.window.findChild<VerdictChip*>("timeMachineVerdict")->words(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(lens(shown).probes().problem().contains("The image has label 2"), kTimeoutMs);
    QVERIFY(lens(shown).probes().rows().empty());
}

void TrainLensTest::digitsOfASetWithoutATestPart()
{
    const QString pictures = m_home.filePath("pictures"), folder = m_home.filePath("of pictures");
    writePictures(pictures);
    train(folder, pictures);
    {
        ShownWindow shown;
        shown.window.openFile(folder);
        QTRY_COMPARE_WITH_TIMEOUT(lens(shown).probes().rows().size(), std::size_t{3}, kTimeoutMs);
        for (int label = 0; label < 3; ++label)
            QCOMPARE(lens(shown).probes().rows()[static_cast<std::size_t>(label)].digit.label, label);
    }
    QVERIFY(QDir(pictures).removeRecursively());
    ShownWindow shown;
    shown.window.openFile(folder);
    QTRY_VERIFY_WITH_TIMEOUT(lens(shown).probes().problem().contains("There is no data set"), kTimeoutMs);
    QVERIFY(lens(shown).probes().rows().empty());
}

void TrainLensTest::probesAreTrue()
{
    ShownWindow shown;
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    int found = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        const QString text = lens(shown).probes().textOf(i);
        QVERIFY2(text == "misread" || text == "> 0.5" || text.toDouble() > 0.0, qPrintable(text));
        found += text.toDouble() > 0.0 ? 1 : 0;
    }
    QVERIFY(found > 0); // a network that was trained for three epochs on clean digits falls within 0.5
}

void TrainLensTest::probesLeaveAsAFigure()
{
    ShownWindow shown;
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    const QList<FigureOffer> offers = shown.window.view("train")->figures();
    const auto offer = std::find_if(offers.begin(), offers.end(),
        [](const FigureOffer& each) { return each.place->objectName() == "probeStrip"; });
    QVERIFY(offer != offers.end());
    const QString caption = offer->make(theme::Theme::Light).caption;
    QVERIFY2(caption.startsWith("tiny, epoch 3, sample:test: "), qPrintable(caption));
    QVERIFY(caption.contains("PGD-10 (L\u221E)"));
    for (std::size_t i = 0; i < 10; ++i) {
        const QRegularExpression said(QStringLiteral("%1 \\(image \\d+\\): %2")
                                          .arg(i)
                                          .arg(QRegularExpression::escape(lens(shown).probes().textOf(i))));
        QVERIFY2(caption.contains(said), qPrintable(caption + "\n" + said.pattern()));
    }
    QVERIFY(!figureSvg(offer->make(theme::Theme::Light)).isEmpty());
    // Another epoch is asked for: what stands there belongs to the one before.
    scrubber(shown).setValue(0);
    QVERIFY_THROWS_EXCEPTION(Error, offer->make(theme::Theme::Light));
}

/// The Attack tab and the Explain dock show their own picture, not the time machine's.
void TrainLensTest::theAttackTabKeepsItsOwn()
{
    ShownWindow shown;
    QTRY_VERIFY_WITH_TIMEOUT(shown.isSettled(), kTimeoutMs);
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    shown.window.showView("attack");
    QTRY_VERIFY_WITH_TIMEOUT(shown.attack().isSettled(), kTimeoutMs);
    QCOMPARE(shown.attack().shownResult().models.size(), std::size_t{2});
    QCOMPARE(shown.attack().shownResult().models.front().modelName, std::string("Standard"));
}

void TrainLensTest::theEpochCanBeNetworkA()
{
    ShownWindow shown;
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    shown.window.findChild<QToolButton*>("checkpointAsAButton")->click();
    QCOMPARE(shown.session.modelA(), std::string("checkpoint"));
    shown.window.showView("attack");
    QTRY_VERIFY_WITH_TIMEOUT(shown.isSettled(), kTimeoutMs);
    QCOMPARE(shown.attack().shownResult().models.front().modelName, std::string("tiny, epoch 3"));
}

void TrainLensTest::theAttackGoesStepByStep()
{
    ShownWindow shown;
    shown.session.setAttack("pgd");
    shown.session.setParameter("steps", std::int64_t{3});
    QAction& further = *shown.window.findChild<QAction*>("attackStepAction");
    QVERIFY(!further.isEnabled());
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(isThere(shown, {}), kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(further.isEnabled(), kTimeoutMs);
    const QString result = shown.window.findChild<VerdictChip*>("timeMachineVerdict")->words();
    QCOMPARE(lens(shown).attackStep(), -1);
    for (int step = 0; step < 3; ++step) {
        QTest::keyClick(&shown.window, Qt::Key_F8);
        QCOMPARE(lens(shown).attackStep(), step);
        const QString words = shown.window.findChild<VerdictChip*>("timeMachineVerdict")->words();
        QVERIFY2(words.startsWith(QStringLiteral("step %1 of 3: ").arg(step)), qPrintable(words));
    }
    QTest::keyClick(&shown.window, Qt::Key_F8);
    QCOMPARE(lens(shown).attackStep(), -1);
    QCOMPARE(shown.window.findChild<VerdictChip*>("timeMachineVerdict")->words(), result);

    shown.window.showView("attack");
    QVERIFY(!further.isEnabled()); // the key is the Attack tab's now
    const auto& along = *shown.window.findChild<AlongPanel*>("alongPanel");
    QTRY_VERIFY_WITH_TIMEOUT(along.lastStep() == 3 && !along.isOutdated(), kTimeoutMs);
    QTest::keyClick(&shown.attack(), Qt::Key_F8);
    QCOMPARE(along.step(), 0);
    QTest::keyClick(&shown.attack(), Qt::Key_F8);
    QCOMPARE(along.step(), 1);
}

void TrainLensTest::theVerdictSaysWhatItIsAbout()
{
    ShownWindow shown;
    shown.session.setAttack("pgd");
    shown.session.setParameter("epsilon", 0.05);
    shown.session.setParameter("target", std::string("1"));
    shown.window.openFile(m_home.filePath("run"));
    const auto& attack = *shown.window.findChild<ElidedLabel*>("timeMachineAttack");
    QTRY_COMPARE_WITH_TIMEOUT(attack.whole(), QString("PGD, \u03B5 0.050"), kTimeoutMs);
    const auto& chip = *shown.window.findChild<VerdictChip*>("timeMachineVerdict");
    QTRY_VERIFY_WITH_TIMEOUT(chip.words().startsWith("MISSED (now "), kTimeoutMs);
    QTRY_VERIFY2(chip.height() >= chip.heightAt(chip.width()), qPrintable(chip.words())); // no word is cut
    QVERIFY(chip.parentWidget()->rect().contains(chip.geometry()));
}

void TrainLensTest::curvesKeepTheirRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280 x 800") << QSize(1280, 800);
    QTest::newRow("1024 x 680") << QSize(1024, 680);
}

/// The log takes its lines from whatever else is there.
void TrainLensTest::curvesKeepTheirRoom()
{
    QFETCH(QSize, size);
    ShownWindow shown;
    shown.window.resize(size);
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(lens(shown).isVisible(), kTimeoutMs);
    shown.window.findChild<QToolButton*>("warningsButton")->click();
    const auto& log = *shown.window.findChild<QWidget*>("logDock");
    QTRY_VERIFY(log.isVisible());
    QCOMPARE(shown.window.size(), size);
    const int line = shown.window.fontMetrics().height();
    for (const char* name : {"lossPlot", "accuracyPlot"})
        QTRY_VERIFY2(shown.window.findChild<QWidget*>(name)->height() >= 10 * line - 4, name);
    QVERIFY(log.height() < 8 * line);
    shown.window.findChild<QToolButton*>("warningsButton")->click();
    QTRY_VERIFY(!log.isVisible());
    QTRY_VERIFY(shown.window.findChild<QWidget*>("trainFigures")->isVisible());
    QTRY_COMPARE(shown.window.findChild<QWidget*>("timeMachineDetails")->isVisible(), size.height() == 800);
}

void TrainLensTest::digitsCanBeAskedForInALowWindow()
{
    ShownWindow shown;
    shown.window.resize(1024, 680);
    shown.window.openFile(m_home.filePath("run"));
    QTRY_VERIFY_WITH_TIMEOUT(lens(shown).isVisible(), kTimeoutMs);
    const auto& digits = *shown.window.findChild<QWidget*>("timeMachineDetails");
    QTRY_VERIFY(!digits.isVisible());
    auto* button = shown.window.findChild<QToolButton*>("timeMachineDigitsButton");
    QVERIFY(!button->isChecked());
    button->click();
    QTRY_VERIFY(digits.isVisible());
    QVERIFY(button->isChecked());
    QTRY_VERIFY(shown.window.findChild<QWidget*>("accuracyPlot")->height()
        >= 10 * shown.window.fontMetrics().height() - 4);
    button->click();
    QTRY_VERIFY(!digits.isVisible());
}

QTEST_MAIN(TrainLensTest)
#include "train_lens_test.moc"
