// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "client/engine_client.h"
#include "shell/draw_dialog.h"
#include "shell/main_window.h"
#include "shell/picture_files.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "shell/undo_history.h"
#include "theme/theme.h"
#include "views/attack_view.h"
#include "widgets/draw_pad.h"
#include "widgets/probability_bars.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QImage>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Program : ShownWindow
{
    QString label(const char* name) { return window.findChild<QLabel*>(name)->text(); }
};

/// A dark stroke on white paper, off the centre.
QImage stroke()
{
    QImage picture(300, 200, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    painter.fillRect(200, 30, 12, 100, Qt::black);
    return picture;
}

} // namespace

/// A person's own picture in the place of a digit.
class PictureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensAndIsAttacked();
    void allOfItOnDemand();
    void anotherDigitTakesItsPlace();
    void undoneItIsTheDigitAgain();
    void whatCannotBeReadLeavesTheDigit();
    void pasted();
    void anEmptyClipboardIsSaid();
    void drawnAndAttackedAtOnce();
    void strokesAreTakenBackOneByOne();
    void theUndoKeyTakesBackAStrokeAlone();
    void aTapIsADot();
    void whatIsWipedOutIsNoPicture();
    void theRightButtonErases();

private:
    QString file(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

void PictureTest::initTestCase()
{
    WindowSettings::keepIn(m_folder.path());
    theme::apply(*qApp, theme::Theme::Light);
    QVERIFY(stroke().save(file("stroke.png")));
    QFile text(file("text.png"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("no picture at all");
}

void PictureTest::opensAndIsAttacked()
{
    Program program;
    program.window.openFile(file("stroke.png"));
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture(), kTimeoutMs);
    QVERIFY2(program.sentence().contains("stroke.png (300 x 200 pixels) was cropped"),
        qPrintable(program.sentence()));
    QTRY_COMPARE_WITH_TIMEOUT(program.label("cleanCaption"), QString("true class not known"), kTimeoutMs);
    const auto* view = qobject_cast<AttackView*>(program.window.view("attack"));
    QCOMPARE(view->shownResult().request.sample.image, program.session.sample().image);
    QCOMPARE(program.session.sampleTitle(), QString("stroke.png"));
    QCOMPARE(
        program.window.findChild<ProbabilityBars*>("probabilityBarsA")->content().trueClass, -1); // nobody
                                                                                                  // said
                                                                                                  // it
}

void PictureTest::allOfItOnDemand()
{
    Program program;
    program.window.openFile(file("stroke.png"));
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture(), kTimeoutMs);
    const Image cropped = program.session.sample().image;
    QTest::mouseClick(program.window.findChild<QPushButton*>("decisionYesButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!(program.session.sample().image == cropped), kTimeoutMs);
    QCOMPARE(program.session.sampleTitle(), QString("stroke.png"));
}

void PictureTest::anotherDigitTakesItsPlace()
{
    Program program;
    const std::int64_t before = program.session.position();
    program.window.openFile(file("stroke.png"));
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture(), kTimeoutMs);
    program.session.setPosition(before); // the place has not changed, and yet it is another picture
    QVERIFY(!program.session.isOwnPicture());
    QCOMPARE(program.session.sample().index, before);
}

void PictureTest::undoneItIsTheDigitAgain()
{
    Program program;
    const Image digit = program.session.sample().image;
    program.window.openFile(file("stroke.png"));
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture(), kTimeoutMs);
    const Image picture = program.session.sample().image;
    program.window.undoHistory()->stack()->undo();
    QCOMPARE(program.session.sample().image, digit);
    QVERIFY(!program.session.isOwnPicture());
    program.window.undoHistory()->stack()->redo();
    QCOMPARE(program.session.sample().image, picture);
    QVERIFY(program.session.isOwnPicture());
}

void PictureTest::whatCannotBeReadLeavesTheDigit()
{
    Program program;
    const Image digit = program.session.sample().image;
    program.window.openFile(file("text.png"));
    QTRY_VERIFY_WITH_TIMEOUT(program.sentence().contains("The digit stays."), kTimeoutMs);
    QCOMPARE(program.session.sample().image, digit);
}

void PictureTest::pasted()
{
    Program program;
    QApplication::clipboard()->setImage(stroke());
    program.window.pictureFiles()->paste();
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture(), kTimeoutMs);
    QCOMPARE(program.session.sampleTitle(), QString("Pasted picture"));
}

void PictureTest::anEmptyClipboardIsSaid()
{
    Program program;
    QApplication::clipboard()->setText("words");
    program.window.pictureFiles()->paste();
    QVERIFY2(
        program.sentence().contains("There is no picture on the clipboard"), qPrintable(program.sentence()));
    QVERIFY(!program.session.isOwnPicture());
}

namespace {

void drag(DrawPad& pad, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton)
{
    QTest::mousePress(&pad, button, {}, from);
    for (int i = 1; i <= 10; ++i) {
        QMouseEvent move(QEvent::MouseMove, QPointF(from + (to - from) * i / 10),
            pad.mapToGlobal(QPointF(from)), Qt::NoButton, button, {});
        QCoreApplication::sendEvent(&pad, &move);
    }
    QTest::mouseRelease(&pad, button, {}, to);
}

} // namespace

void PictureTest::drawnAndAttackedAtOnce()
{
    Program program;
    program.window.findChild<QAction*>("drawAction")->trigger();
    auto* dialog = program.window.findChild<DrawDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible() && !dialog->isModal());
    DrawPad& pad = *dialog->pad();
    drag(pad, {60, 30}, {60, 120}); // a one in the corner
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture(), kTimeoutMs);
    const auto* view = qobject_cast<AttackView*>(program.window.view("attack"));
    const auto readsOne = [view] { // centred, both networks know it
        const std::vector<ModelPreview>& models = view->shownResult().models;
        return models.size() == 2 && models[0].cleanClass == 1 && models[1].cleanClass == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(readsOne(), kTimeoutMs);
    dialog->findChild<QCheckBox*>("centreCheck")->setChecked(false);
    const auto isInTheCorner = [&program] {
        const std::vector<float>& pixels = program.session.sample().image.pixels;
        return pixels[6 * 28 + 6] > 0.9F && pixels[14 * 28 + 14] == 0.0F;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isInTheCorner(), kTimeoutMs);
}

void PictureTest::strokesAreTakenBackOneByOne()
{
    DrawPad pad;
    pad.show();
    drag(pad, {60, 30}, {60, 120});
    const QImage one = pad.picture();
    drag(pad, {150, 30}, {150, 120});
    QVERIFY(pad.picture() != one);
    pad.undoStroke();
    QCOMPARE(pad.picture(), one);
    pad.undoStroke();
    QVERIFY(pad.isEmpty());
    pad.undoStroke(); // nothing is left to take back
}

void PictureTest::theUndoKeyTakesBackAStrokeAlone()
{
    Program program;
    program.window.findChild<QAction*>("drawAction")->trigger();
    auto* dialog = program.window.findChild<DrawDialog*>();
    DrawPad& pad = *dialog->pad();
    drag(pad, {60, 30}, {60, 120});
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture() && pad.hasGhost(), kTimeoutMs);
    QWidget* slider = dialog->findChild<QWidget*>("penSlider"); // where the focus may be
    QTest::keyClick(slider, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(pad.isEmpty());
    QVERIFY(!pad.hasGhost());
    QVERIFY(program.session.isOwnPicture()); // the window keeps the drawing, and says so
    QCOMPARE(dialog->findChild<QLabel*>("drawNote")->text(),
        QString("The pad is empty: the window keeps its picture."));
}

void PictureTest::aTapIsADot()
{
    DrawPad pad;
    pad.show();
    QTest::mouseClick(&pad, Qt::LeftButton, {}, {126, 126});
    QVERIFY(qGray(pad.picture().pixel(140, 140)) > 200);
}

void PictureTest::whatIsWipedOutIsNoPicture()
{
    Program program;
    program.window.findChild<QAction*>("drawAction")->trigger();
    auto* dialog = program.window.findChild<DrawDialog*>();
    QSignalSpy finished(&program.client, &EngineClient::jobFinished);
    QTest::mouseClick(dialog->pad(), Qt::RightButton, {}, {126, 126}); // an eraser on an empty pad
    QCOMPARE(dialog->findChild<QLabel*>("drawNote")->text().section(':', 0, 0), QString("The pad is empty"));
    QTest::mouseClick(dialog->pad(), Qt::LeftButton, {}, {126, 126});
    QTRY_VERIFY_WITH_TIMEOUT(program.session.isOwnPicture() && !finished.isEmpty(), kTimeoutMs);
    for (const auto& each : finished)
        QCOMPARE(qvariant_cast<JobFinished>(each[0]).outcome, JobOutcome::Done);
}

void PictureTest::theRightButtonErases()
{
    DrawPad pad;
    pad.show();
    drag(pad, {60, 30}, {60, 120});
    QVERIFY(qGray(pad.picture().pixel(60, 75)) > 200);
    drag(pad, {40, 75}, {80, 75}, Qt::RightButton);
    QCOMPARE(qGray(pad.picture().pixel(60, 75)), 0);
    QVERIFY(qGray(pad.picture().pixel(60, 40)) > 200);
}

QTEST_MAIN(PictureTest)
#include "picture_test.moc"
