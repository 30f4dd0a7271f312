// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe column, the strip and the time machine while a run goes on.
#include "train_program.h"

#include "theme/theme.h"
#include "views/run_list.h"
#include "views/train_lens.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QWheelEvent>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

void turnWheel(QWidget& widget, int turn)
{
    const QPoint at = widget.rect().center();
    QWheelEvent wheel(
        at, widget.mapToGlobal(at), {}, {0, turn}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&wheel); // or nobody's parents are asked
    qApp->notify(&widget, &wheel);
}

} // namespace

#define WAIT_FOR_STATE(program, wanted) QTRY_VERIFY_WITH_TIMEOUT(isIn(program, wanted), kTimeoutMs)

class TrainEditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_home.path().toLocal8Bit());
        theme::apply(*qApp, theme::Theme::Light);
    }
    void init() { QDir(QString::fromStdString(runs::root().string())).removeRecursively(); }
    void aRateForTheNextRunLeavesTheOneThatRuns();
    void aRateSetByHandIsNotTheRecipe();
    void theQuestionNamesEveryEditAndEndsWithItsRun();
    void theWheelScrollsAndChangesNoList();
    void theWheelTurnsNothingThatIsNotFocused();
    void anAlarmStandsOnTheStripInFull();
    void tabGoesDownTheRecipe();
    void theNewestEpochIsNotTheNetworkInTraining();

private:
    QTemporaryDir m_home; // never the runs of whoever starts this
};

void TrainEditsTest::aRateForTheNextRunLeavesTheOneThatRuns()
{
    Program program;
    QTest::keyClick(&program.window, Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), 1U, kTimeoutMs);
    const double rate = realValue(program.run().record().request.recipe, "lr");
    auto& preset = program.find<QComboBox>("presetCombo");
    preset.setCurrentIndex(preset.findData("standard"));
    Q_EMIT preset.activated(preset.currentIndex());
    program.type("lrEdit", "5");
    QVERIFY2(program.strip().sentence().startsWith("Preset, Learning rate: this applies to a new run."),
        qPrintable(program.strip().sentence()));
    QTest::keyClick(&program.window, Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), 2U, kTimeoutMs);
    QCOMPARE(realValue(program.run().record().request.recipe, "lr"), rate);
    QVERIFY(program.points[1].lr <= rate);
    Q_EMIT program.find<QLabel>("recipeDifference").linkActivated("running");
    QVERIFY(!program.strip().isAsking()); // nothing is left to ask about
    program.type("lrEdit", "0.02");
    QCOMPARE(realValue(inForce(program.run().record()).recipe, "lr"), 0.02);
    QCOMPARE(program.find<QLabel>("trainStripLabel").accessibleDescription(),
        QString("Learning rate of this run is now 0.02."));
}

/// It holds from then on and is no edit; what the run was begun with, and what is exported, stays.
void TrainEditsTest::aRateSetByHandIsNotTheRecipe()
{
    Program program;
    QTest::keyClick(&program.window, Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), 1U, kTimeoutMs);
    const double rate = realValue(program.run().record().request.recipe, "lr");
    QVERIFY(rate != 0.02);
    program.type("lrEdit", "0.02");
    QVERIFY(!program.strip().isAsking());
    QVERIFY(!program.find<QLabel>("recipeDifference").isVisible());
    QTest::keyClick(&program.window, Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), 2U, kTimeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(program.run().record().flags.size(), 1U, kTimeoutMs);
    QVERIFY2(program.find<QLabel>("rateCardDetail").text().contains("0.02"),
        qPrintable(program.find<QLabel>("rateCardDetail").text()));
    const RunRecord exported = toRunRecord(program.run().record());
    QCOMPARE(realValue(exported.info.recipe, "lr"), rate);
    QCOMPARE(exported.flags.front().code, std::string("learning-rate"));
    const ComparedRun* inList
        = program.view().runs().find(RunList::keyOf(program.run().record().request.runDirectory));
    QVERIFY(inList);
    QCOMPARE(realValue(inList->record.info.recipe, "lr"), rate);
    program.type("batch-sizeEdit", "50");
    QVERIFY2(program.strip().sentence().startsWith("Batch size: "), qPrintable(program.strip().sentence()));
    Q_EMIT program.find<QLabel>("recipeDifference").linkActivated("running");
    QCOMPARE(program.find<NumberEdit>("lrEdit").number(), 0.02);
    QVERIFY(!program.strip().isAsking());
}

void TrainEditsTest::theQuestionNamesEveryEditAndEndsWithItsRun()
{
    Program program(500);
    program.click("trainButton");
    QTRY_VERIFY_WITH_TIMEOUT(program.points.size() >= 2, kTimeoutMs);
    program.type("batch-sizeEdit", "50");
    QVERIFY2(program.strip().sentence().startsWith("Batch size: "), qPrintable(program.strip().sentence()));
    program.type("epochsEdit", "7");
    QVERIFY2(program.strip().sentence().startsWith("Epochs, Batch size: "),
        qPrintable(program.strip().sentence()));
    program.type("train-limitEdit", "500");
    program.type("validationEdit", "90");
    QVERIFY2(
        program.strip().sentence().startsWith("Epochs and 3 more: "), qPrintable(program.strip().sentence()));
    program.click("stopKeepButton");
    WAIT_FOR_STATE(program, TrainState::Stopped);
    QVERIFY(!program.strip().isAsking());
    QCOMPARE(program.strip().sentence(), QString());
}

void TrainEditsTest::theWheelScrollsAndChangesNoList()
{
    Program program;
    program.find<NumberEdit>("epochsEdit").setFocus();
    auto& bar = program.find<QScrollBar>("recipePageScrollBar");
    QVERIFY(bar.maximum() > 0);
    bar.setValue(0);
    for (const char* name : {"presetCombo", "trainDatasetCombo", "objectiveCombo", "architectureCombo"}) {
        auto& list = program.find<QComboBox>(name);
        const int row = list.currentIndex();
        for (const int turn : {-120, 120}) {
            const int before = bar.value();
            turnWheel(list, turn);
            QCOMPARE(list.currentIndex(), row);
            QVERIFY2((bar.value() - before) * turn < 0, name);
        }
    }
    QVERIFY(!program.strip().isAsking());
}

void TrainEditsTest::theWheelTurnsNothingThatIsNotFocused()
{
    Program program;
    program.find<NumberEdit>("epochsEdit").setFocus();
    const auto stateOf = [](QWidget* editor) {
        if (const auto* list = qobject_cast<QComboBox*>(editor))
            return list->currentIndex();
        const auto* slider = qobject_cast<QAbstractSlider*>(editor);
        return slider != nullptr ? slider->value() : qobject_cast<QSpinBox*>(editor)->value();
    };
    int seen = 0;
    for (QWidget* editor : program.window.findChildren<QWidget*>()) {
        const bool isEditor = qobject_cast<QComboBox*>(editor) != nullptr
            || qobject_cast<QSlider*>(editor) != nullptr || qobject_cast<QSpinBox*>(editor) != nullptr;
        if (!isEditor || !editor->isEnabled())
            continue;
        ++seen;
        const int before = stateOf(editor);
        for (const int turn : {-120, 120}) {
            turnWheel(*editor, turn);
            QVERIFY2(stateOf(editor) == before && !editor->hasFocus(), qPrintable(editor->objectName()));
        }
    }
    QVERIFY2(seen > 12, qPrintable(QString::number(seen)));
}

void TrainEditsTest::anAlarmStandsOnTheStripInFull()
{
    Program program(2, {1024, 680});
    QTest::keyClick(&program.window, Qt::Key_F9);
    QTRY_COMPARE_WITH_TIMEOUT(program.points.size(), 1U, kTimeoutMs);
    program.type("batch-sizeEdit", "50"); // a question must not hide it
    TrainingFlag alarm{"catastrophic-overfitting", 30, 7.0, 1.0,
        "Under FGSM 78.0 % are read right, under PGD-10 only 0.2 % (n = 500 held-out images, epsilon 0.300): the network "
        "hides from single steps and is not robust. Train with n-fgsm or pgd-at; early-stopping 2 keeps the best epoch."};
    Q_EMIT program.client.trainingFlagged({program.run().record().id, alarm});
    QVERIFY(program.strip().isAsking());
    auto& warning = program.find<QLabel>("trainStripWarning");
    QVERIFY(warning.isVisible());
    QVERIFY2(warning.text().contains("Epoch 7: Under FGSM 78.0 %"), qPrintable(warning.text()));
    QVERIFY2(warning.text().contains("Train with \u201cN-FGSM (noise)\u201d"), qPrintable(warning.text()));
    QVERIFY2(warning.text().endsWith("\u201cEarly stopping\u201d 2 keeps the best epoch."),
        qPrintable(warning.text()));
    QTRY_VERIFY(warning.height() >= warning.heightForWidth(warning.width()));
    const auto& log = program.find<QListWidget>("logList");
    const QString line = log.item(log.count() - 1)->text();
    QVERIFY2(line.contains("fast-edited") && line.contains(", epoch 7: Under FGSM"), qPrintable(line));
    alarm.code = "plateau";
    alarm.epoch = 9.25;
    Q_EMIT program.client.trainingFlagged({program.run().record().id, alarm});
    QVERIFY2(warning.text().contains("Epoch 9.3") && warning.text().contains("1 alarm"),
        qPrintable(warning.text()));
    program.click("trainStripDismissButton");
    QVERIFY(!warning.isVisible());
    program.click("trainStripFirstButton"); // Start new run
    QCOMPARE(program.strip().warning(), QString());
}

void TrainEditsTest::tabGoesDownTheRecipe()
{
    Program program;
    auto& list = program.find<QComboBox>("objectiveCombo");
    list.setCurrentIndex(list.findData("pgd-at")); // its form is another one
    const auto isBuilt = [&program] {
        const auto* steps = program.window.findChild<NumberEdit*>("stepsEdit");
        return steps && steps->isVisible();
    };
    QTRY_VERIFY(isBuilt());
    program.find<QComboBox>("presetCombo").setFocus();
    QStringList names;
    for (int i = 0; i < 60 && !names.contains("saveRecipeButton"); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        names << QApplication::focusWidget()->objectName();
    }
    const QStringList first{
        "trainDatasetCombo", "train-limitEdit", "validationEdit", "objectiveCombo", "architectureCombo"};
    QCOMPARE(names.mid(0, first.size()), first);
    QVERIFY(names.contains("lrEdit"));
    const QStringList last{"loadRecipeButton", "saveRecipeButton"};
    QCOMPARE(names.mid(names.size() - last.size()), last);
}

void TrainEditsTest::theNewestEpochIsNotTheNetworkInTraining()
{
    Program program(3);
    program.click("oneEpochButton");
    QTRY_COMPARE_WITH_TIMEOUT(program.run().record().epochs.size(), 1U, kTimeoutMs);
    WAIT_FOR_STATE(program, TrainState::Paused);
    program.click("oneBatchButton");
    QTRY_COMPARE_WITH_TIMEOUT(program.points.back().step, kStepsPerEpoch + 1, kTimeoutMs);
    WAIT_FOR_STATE(program, TrainState::Paused);
    auto& lens = program.find<TrainLens>("trainLens");
    QTRY_VERIFY_WITH_TIMEOUT(lens.epoch() == 1 && lens.shown().id > 0, kTimeoutMs);
    const RequestId before = lens.shown().id;
    program.session.setEpsilon(0.07); // asked again, of an epoch that training has left
    QTRY_VERIFY_WITH_TIMEOUT(lens.shown().id > before, kTimeoutMs);
    PreviewRequest request = lens.shown().request;
    const auto logitsOf = [&](const std::string& network) {
        request.modelIds = {network};
        std::vector<float> logits;
        const QMetaObject::Connection connection = QObject::connect(
            &program.client, &EngineClient::previewReady, &program.window, [&](const PreviewResult& result) {
                if (result.request.modelIds == request.modelIds && result.tier == PreviewTier::Final)
                    logits = result.models.front().adversarialLogits;
            });
        static_cast<void>(program.client.preview(request));
        static_cast<void>(QTest::qWaitFor([&] { return !logits.empty(); }, kTimeoutMs));
        QObject::disconnect(connection);
        return logits;
    };
    const auto file = program.run().record().request.runDirectory / "checkpoints/epoch-001.safetensors";
    const std::vector<float> kept = logitsOf(file.string()), living = logitsOf("live");
    QVERIFY(!kept.empty() && !living.empty() && kept != living);
    QVERIFY(lens.shown().models.front().adversarialLogits == kept);
}

QTEST_MAIN(TrainEditsTest)
#include "train_edits_test.moc"
