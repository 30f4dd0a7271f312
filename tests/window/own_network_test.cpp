// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/catalogue.h"
#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/model_files.h"
#include "shell/session_state.h"
#include "theme/theme.h"
#include "views/attack_view.h"
#include "widgets/decision_strip.h"
#include "widgets/epsilon_control.h"
#include "widgets/grouped_combo.h"
#include "widgets/probability_bars.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Program : ShownWindow
{
    DecisionStrip& strip() { return *window.findChild<DecisionStrip*>(); }
    QPushButton& button(const char* name) { return *window.findChild<QPushButton*>(name); }
};

/// A linear network of so many classes as a model file.
QByteArray linearNetwork(int classes, const QByteArray& inputShape = "[1,28,28]")
{
    const QByteArray bytes(4 * classes * 785, '\0');
    const int weight = 4 * classes * 784;
    QByteArray header
        = QByteArrayLiteral(
              R"({"__metadata__":{"format":"epsilonlab-model","format_version":"1","name":"Own","input_shape":")")
        + inputShape + R"(","architecture":"[{\"type\":\"flatten\"},{\"type\":\"linear\",\"in\":784,\"out\":)"
        + QByteArray::number(classes) + R"(}]"},"1.weight":{"dtype":"F32","shape":[)"
        + QByteArray::number(classes) + ",784],\"data_offsets\":[0," + QByteArray::number(weight)
        + R"(]},"1.bias":{"dtype":"F32","shape":[)" + QByteArray::number(classes) + "],\"data_offsets\":["
        + QByteArray::number(weight) + ',' + QByteArray::number(bytes.size()) + "]}}";
    while (header.size() % 8 != 0)
        header += ' ';
    QByteArray length(8, '\0');
    for (int i = 0; i < 8; ++i)
        length[i] = static_cast<char>((static_cast<quint64>(header.size()) >> (8 * i)) & 0xFF);
    return length + header + bytes;
}

} // namespace

class OwnNetworkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp, theme::Theme::Light);
        qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit()); // decisions of an earlier run would be
                                                                 // remembered
    }
    void aBrokenFileLeavesTheNetworksInUse_data();
    void aBrokenFileLeavesTheNetworksInUse();
    void aDroppedNetworkBecomesA();
    void codeIsAskedAboutOnce();
    void moreAndFewerThanTenClasses_data();
    void moreAndFewerThanTenClasses();
    void theTrueClassIsNamedByTheDataSet();
    void savedIsWhatWasShown();
    void theListFollowsTheRegistry();
    void lettersStepThroughEveryAttack();
    void epsilonSurvivesAttacksWithoutIt();
    void escStopsASlowAttack();
    void aSlowAttackDoesNotHoldUpTheNextDigit();

private:
    QString file(const QString& name, const QByteArray& bytes);

    QTemporaryDir m_folder;
};

QString OwnNetworkTest::file(const QString& name, const QByteArray& bytes)
{
    QFile out(m_folder.filePath(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(out.fileName()));
    return out.fileName();
}

void OwnNetworkTest::aBrokenFileLeavesTheNetworksInUse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("no network") << QByteArray("hello") << "broken.safetensors";
    QTest::newRow("cut off") << linearNetwork(10).left(5000) << "broken.safetensors";
    QTest::newRow("colour images") << linearNetwork(10, "[3,32,32]") << "[1,28,28]";
}

void OwnNetworkTest::aBrokenFileLeavesTheNetworksInUse()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    program.window.modelFiles()->open(file("broken.safetensors", bytes));
    QTRY_VERIFY_WITH_TIMEOUT(program.strip().isVisible(), kTimeoutMs);
    QVERIFY2(program.sentence().contains(words), qPrintable(program.sentence()));
    QVERIFY(program.sentence().endsWith("The networks in use stay."));
    QCOMPARE(program.session.modelA(), std::string("standard"));
    QVERIFY(program.isSettled());
    QTest::mouseClick(&program.button("decisionNoButton"), Qt::LeftButton);
    QVERIFY(!program.strip().isVisible());
}

void OwnNetworkTest::aDroppedNetworkBecomesA()
{
    Program program;
    const QString path = file("own.safetensors", linearNetwork(10));
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&program.window, &enter); // Qt hands a drop only to who took the drag before
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&program.window, &drop);
    QTRY_COMPARE_WITH_TIMEOUT(program.session.modelA(), "file:" + path.toStdString(), kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QCOMPARE(program.attack().shownResult().models[0].modelName, std::string("Own"));
}

void OwnNetworkTest::codeIsAskedAboutOnce()
{
    const QString path = m_folder.filePath("standard.pt");
    {
        Engine engine;
        engine.saveModel("standard", path.toStdString());
    }
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    const PreviewResult before = program.attack().shownResult();
    program.window.modelFiles()->open(path);
    QTRY_VERIFY_WITH_TIMEOUT(program.strip().isVisible(), kTimeoutMs);
    QVERIFY2(program.sentence().contains("code"), qPrintable(program.sentence()));
    QTest::mouseClick(&program.button("decisionNoButton"), Qt::LeftButton);
    QVERIFY(!program.strip().isVisible());
    QCOMPARE(program.session.modelA(), std::string("standard"));

    program.window.modelFiles()->open(path);
    QTRY_VERIFY_WITH_TIMEOUT(program.strip().isVisible(), kTimeoutMs);
    QTest::mouseClick(&program.button("decisionYesButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(program.session.modelA(), "file:" + path.toStdString(), kTimeoutMs);
    QVERIFY2(program.sentence().contains("no views of its layers"), qPrintable(program.sentence()));
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    const PreviewResult& after = program.attack().shownResult();
    QCOMPARE(after.models[0].adversarialClass, before.models[0].adversarialClass);
    QCOMPARE(after.models[0].distances.linf, before.models[0].distances.linf);

    Program later;
    later.window.modelFiles()->open(path);
    QTRY_COMPARE_WITH_TIMEOUT(later.session.modelA(), "file:" + path.toStdString(), kTimeoutMs);
}

void OwnNetworkTest::moreAndFewerThanTenClasses_data()
{
    QTest::addColumn<int>("classes");
    QTest::addColumn<bool>("fits");
    QTest::newRow("3") << 3 << false; // the first digit is a 7
    QTest::newRow("12") << 12 << true;
    QTest::newRow("100") << 100 << true;
}

void OwnNetworkTest::moreAndFewerThanTenClasses()
{
    QFETCH(int, classes);
    QFETCH(bool, fits);
    Program program;
    program.window.modelFiles()->open(
        file(QStringLiteral("own%1.safetensors").arg(classes), linearNetwork(classes)));
    QTRY_VERIFY_WITH_TIMEOUT(program.session.modelA() != "standard", kTimeoutMs);
    if (!fits) {
        auto* message = program.window.findChild<QLabel*>("attackStrip");
        QTRY_VERIFY_WITH_TIMEOUT(
            message->accessibleDescription().contains("knows only 3 classes"), kTimeoutMs);
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    auto* bars = program.window.findChild<ProbabilityBars*>("probabilityBarsA");
    QCOMPARE(bars->content().adversarial.size(), static_cast<std::size_t>(classes));
    program.session.setComparing(false); // network B knows no class 11
    program.session.setTarget("11");
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QCOMPARE(program.attack().shownResult().models[0].target, 11);
}

void OwnNetworkTest::theTrueClassIsNamedByTheDataSet()
{
    Program program;
    QByteArray network = linearNetwork(10);
    program.window.modelFiles()->open(file("digits.safetensors", network));
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    const int label = program.attack().shownResult().request.sample.label;
    QCOMPARE(program.window.findChild<QLabel*>("cleanCaption")->text(),
        QStringLiteral("true class %1")
            .arg(QString::fromStdString(program.session.classNames().at(static_cast<std::size_t>(label)))));
}

void OwnNetworkTest::savedIsWhatWasShown()
{
    Program program;
    for (const char* name : {"copy.safetensors", "copy.pt"}) {
        program.window.modelFiles()->save(m_folder.filePath(name));
        QVERIFY2(program.sentence().contains("is saved as"), qPrintable(program.sentence()));
        QVERIFY(QFile::exists(m_folder.filePath(name)));
    }
    program.window.modelFiles()->save("/proc/nowhere/copy.safetensors");
    QVERIFY2(!program.sentence().contains("is saved as"), qPrintable(program.sentence()));
    program.window.modelFiles()->save(m_folder.filePath("copy.onnx"));
    QVERIFY2(program.sentence().contains(".onnx"), qPrintable(program.sentence()));
}

void OwnNetworkTest::theListFollowsTheRegistry()
{
    Program program;
    auto* combo = program.window.findChild<GroupedCombo*>("attackCombo");
    for (const AttackInfo& info : catalogue::attacks()) {
        const int row = combo->findData(QString::fromStdString(info.id));
        QVERIFY2(row > 0, info.id.c_str());
        QCOMPARE(combo->itemText(row), QString::fromStdString(info.title));
        QVERIFY(!combo->itemData(row, Qt::ToolTipRole).toString().isEmpty());
    }
    QCOMPARE(
        combo->count(), static_cast<int>(catalogue::attacks().size() + catalogue::attackGroups().size()));
}

void OwnNetworkTest::lettersStepThroughEveryAttack()
{
    Program program;
    const std::string first = program.session.attack().attackId;
    std::set<std::string> seen;
    QAction* next = nullptr;
    QAction* previous = nullptr;
    for (QAction* action : program.attack().menuActions()) {
        if (action && action->objectName() == "nextAttackAction")
            next = action;
        if (action && action->objectName() == "previousAttackAction")
            previous = action;
    }
    for (std::size_t i = 0; i < catalogue::attacks().size(); ++i) {
        seen.insert(program.session.attack().attackId);
        next->trigger();
    }
    QCOMPARE(program.session.attack().attackId, first);
    QCOMPARE(seen.size(), catalogue::attacks().size());
    next->trigger();
    previous->trigger();
    QCOMPARE(program.session.attack().attackId, first);
    program.client.cancelPreview();
}

void OwnNetworkTest::epsilonSurvivesAttacksWithoutIt()
{
    Program program;
    program.session.setEpsilon(0.225);
    auto* control = program.window.findChild<EpsilonControl*>();
    for (const char* id : {"spatial", "one-pixel"}) {
        program.session.setAttack(id);
        QVERIFY(control->mode() == EpsilonControl::Mode::None);
        QVERIFY(!program.window.findChild<QWidget*>("epsilonSlider")->isEnabled());
        QVERIFY(!program.session.attack().values.contains("epsilon"));
    }
    program.session.setAttack("fgsm");
    QVERIFY(control->mode() == EpsilonControl::Mode::Size);
    QVERIFY(program.window.findChild<QWidget*>("epsilonSlider")->isEnabled());
    QCOMPARE(realValue(program.session.attack().values, "epsilon"), 0.225);
}

void OwnNetworkTest::escStopsASlowAttack()
{
    Program program;
    program.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&program.window));
    program.session.setModelA("robust");
    program.session.setAttack("pgd");
    program.session.setParameter("steps", std::int64_t{10000});
    auto* tile = program.window.findChild<QWidget*>("epsilonSlider");
    // The attack of usual length may have begun before its length was set, and show parts of its own.
    const auto isUnderWay = [&program] {
        const PreviewResult& shown = program.attack().shownResult();
        return shown.tier == PreviewTier::Partial && shown.models[0].progress.step > 0
            && shown.models[0].progress.steps == 10000;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isUnderWay(), kTimeoutMs);
    QTest::keyClick(tile, Qt::Key_Escape);
    const RequestId stopped = program.attack().lastRequest();
    // The engine is free again: the next request is answered although the stopped one would have taken
    // seconds more.
    program.session.setParameter("steps", std::int64_t{5});
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QVERIFY(program.attack().shownResult().id > stopped);
}

void OwnNetworkTest::aSlowAttackDoesNotHoldUpTheNextDigit()
{
    Program program;
    program.session.setModelA("robust");
    program.session.setAttack("pgd");
    program.session.setParameter("steps", std::int64_t{10000});
    program.session.setParameter("restarts", std::int64_t{100}); // minutes
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().shownResult().tier == PreviewTier::Partial, kTimeoutMs);
    const RequestId slow = program.attack().shownResult().id;
    program.session.setPosition(program.session.position() + 1);
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().shownResult().id > slow, kTimeoutMs);
    program.client.cancelPreview();
}

QTEST_MAIN(OwnNetworkTest)
#include "own_network_test.moc"
