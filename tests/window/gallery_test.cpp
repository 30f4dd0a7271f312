// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/error.h"
#include "figures/pin_writer.h"
#include "figures/pinned.h"
#include "io/carried_session.h"
#include "io/save_file.h"
#include "shell/autosave.h"
#include "shell/figure_files.h"
#include "shell/figure_menu.h"
#include "shell/kept.h"
#include "shell/pins.h"
#include "shell/session_files.h"
#include "shell/settings.h"
#include "theme/theme.h"
#include "views/gallery_view.h"
#include "views/pin_list.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cstdlib>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Program : ShownWindow
{
    Pins& pins() { return *keptBy<Pins>(session); }
    PinList& list() { return *window.findChild<PinList*>("pinList"); }
    void act(const char* action) { window.findChild<QAction*>(action)->trigger(); }

    void pin(int digit)
    {
        session.setPosition(digit);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(), kTimeoutMs);
        act("pinFigureAction");
    }

    /// Three figures of three digits; false: one was not there in time.
    bool pinThree()
    {
        for (const int digit : {12, 3, 5})
            pin(digit);
        return pins().all().size() == 3;
    }
};

QString textOf(const QByteArray& svg)
{
    QStringList texts;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1StringView("text"))
            texts << reader.readElementText().simplified();
    return reader.hasError() ? reader.errorString() : texts.join(' ');
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Pinned figures: kept, put in order, captioned, saved with the session, and a way back.
class GalleryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void emptyItSaysHow();
    void pinnedItStaysAsItWas();
    void drawnAgainItLooksTheSame();
    void movedAndTakenAway();
    void captionsAreTheirs();
    void backToAPin();
    void savedWithTheSession();
    void aFigureDoesNotCarryTheGallery();
    void openingAFigureKeepsThePins();
    void autosaved();
    void theSheetHoldsAll();
    void layoutsFit_data();
    void layoutsFit();
    void writtenWithoutAWindow_data();
    void writtenWithoutAWindow();
    void brokenPinsAreSaid_data();
    void brokenPinsAreSaid();

private:
    QTemporaryDir m_folder;
};

void GalleryTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    WindowSettings::keepIn(m_folder.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void GalleryTest::init()
{
    QDir(Autosave::folder()).removeRecursively();
}

void GalleryTest::emptyItSaysHow()
{
    Program program;
    program.window.showView("gallery");
    const auto* label = program.window.findChild<QLabel*>("emptyGalleryLabel");
    QVERIFY(label->isVisible());
    QVERIFY(!program.list().isVisible());
    QVERIFY_THROWS_EXCEPTION(Error, sheetOf({}, 3));
    program.act("removePinAction"); // nothing to take away
    QVERIFY(program.pins().all().empty());
}

void GalleryTest::pinnedItStaysAsItWas()
{
    Program program;
    QVERIFY(program.pinThree());
    const PinnedFigure first = program.pins().all().front();
    QVERIFY2(
        QString::fromStdString(first.caption).contains("image 12 of sample:test"), first.caption.c_str());
    QCOMPARE(first.id, std::string("examples"));
    const QString text = textOf(QByteArray::fromStdString(first.svg));
    QVERIFY2(text.contains("FGSM") && text.contains("image 12"), qPrintable(text));
    program.session.setEpsilon(0.4);
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled(), kTimeoutMs);
    QCOMPARE(program.pins().all().front(), first);
    program.act("pinFigureAction");
    program.act("pinFigureAction"); // the same once more is no second one
    QCOMPARE(program.pins().all().size(), std::size_t{4});
    // The drawing made from the drawing keeps its text.
    const QByteArray again = figureSvg(withCaption(figureOf(first)));
    QVERIFY2(textOf(again).contains("perturbation (signed)"), qPrintable(textOf(again))); // no words of the
                                                                                          // caption
    QVERIFY(again.contains("font-weight=\"700\""));
    QVERIFY2(textOf(again).contains(QString::fromStdString(first.caption).simplified()),
        qPrintable(textOf(again)));
}

void GalleryTest::drawnAgainItLooksTheSame()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isSettled() && program.attack().isSettled(), kTimeoutMs);
    for (const FigureOffer& offer : program.attack().figures()) {
        if (offer.place->objectName() == "alongPanel")
            continue; // FGSM has no steps
        const Figure figure = offer.make(theme::Theme::Light);
        const QImage before = figureImage(figure, 2.0), after = figureImage(figureOf(pinned(figure)), 2.0);
        QCOMPARE(after.size(), before.size());
        qint64 others = 0;
        for (int y = 0; y < before.height(); ++y)
            for (int x = 0; x < before.width(); ++x)
                others += std::abs(qGray(before.pixel(x, y)) - qGray(after.pixel(x, y))) > 64 ? 1 : 0;
        // Edges fall on other fractions of a pixel after two roundings; a word that is gone or moved is some
        // hundred pixels.
        QVERIFY2(others * 500 < static_cast<qint64>(before.width()) * before.height(),
            qPrintable(QString("%1: %2").arg(offer.title).arg(others)));
    }
}

void GalleryTest::movedAndTakenAway()
{
    Program program;
    QVERIFY(program.pinThree());
    const std::vector<PinnedFigure> before = program.pins().all();
    program.window.showView("gallery");
    program.list().setCurrentRow(0);
    program.act("movePinRightAction");
    QCOMPARE(program.pins().all(), (std::vector<PinnedFigure>{before[1], before[0], before[2]}));
    QCOMPARE(program.list().currentRow(), 1);
    program.act("movePinRightAction");
    QCOMPARE(program.pins().all(), (std::vector<PinnedFigure>{before[1], before[2], before[0]}));
    QVERIFY(!program.window.findChild<QAction*>("movePinRightAction")->isEnabled());
    program.act("movePinLeftAction");
    program.list().setCurrentRow(0);
    program.act("removePinAction");
    QCOMPARE(program.pins().all(), (std::vector<PinnedFigure>{before[0], before[2]}));
}

void GalleryTest::captionsAreTheirs()
{
    Program program;
    QVERIFY(program.pinThree());
    program.window.showView("gallery");
    program.list().setCurrentRow(1);
    auto* caption = program.window.findChild<QPlainTextEdit*>("captionEdit");
    QVERIFY(caption->toPlainText().contains("image 3 of"));
    caption->setFocus();
    caption->selectAll();
    QTest::keyClicks(caption, "A pretty three");
    QCOMPARE(program.pins().all()[1].caption, std::string("A pretty three"));
    QVERIFY(program.pins().all()[0].caption != "A pretty three");
    QCOMPARE(program.pins().all().size(), std::size_t{3}); // its p pinned nothing
    QVERIFY(textOf(figureSvg(withCaption(figureOf(program.pins().all()[1])))).endsWith("A pretty three"));
}

void GalleryTest::backToAPin()
{
    Program program;
    QVERIFY(program.pinThree());
    program.session.setEpsilon(0.4);
    program.window.showView("gallery");
    program.list().setCurrentRow(0);
    program.act("openPinAction");
    QTRY_COMPARE_WITH_TIMEOUT(program.session.position(), std::int64_t{12}, kTimeoutMs);
    QCOMPARE(program.session.epsilon(), SessionState::kFirstEpsilon);
    QTRY_VERIFY_WITH_TIMEOUT(program.attack().isActive(), kTimeoutMs); // where the figure is from
    QCOMPARE(program.pins().all().size(), std::size_t{3});
}

void GalleryTest::savedWithTheSession()
{
    const QString path = m_folder.filePath("gallery.epslab");
    std::vector<PinnedFigure> pins;
    {
        Program program;
        QVERIFY(program.pinThree());
        program.window.showView("gallery");
        program.act("gallery4x4Action");
        pins = program.pins().all();
        program.window.sessionFiles()->save(path);
    }
    QCOMPARE(sessions::read(path.toStdString()).figures, pins);
    Program other;
    other.window.openFile(path);
    QTRY_COMPARE_WITH_TIMEOUT(other.pins().all(), pins, kTimeoutMs);
    QCOMPARE(other.session.view().gallery, std::string("4x4"));
    QVERIFY(other.window.findChild<QAction*>("gallery4x4Action")->isChecked());
    other.window.openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(other.isSettled(), kTimeoutMs);
    QCOMPARE(other.pins().all().size(), std::size_t{3}); // once each
}

void GalleryTest::aFigureDoesNotCarryTheGallery()
{
    Program program;
    QVERIFY(program.pinThree());
    const QString path = m_folder.filePath("one.svg");
    program.window.figureFiles()->write(
        program.window.figureFiles()->complete(program.attack().figures().first().make(theme::Theme::Light)),
        FigureFormat::Svg, path);
    QVERIFY(sessions::fromJson(carriedSession(path).toStdString(), "one").figures.empty());
    for (const PinnedFigure& pin : program.pins().all())
        QVERIFY(sessions::fromJson(pin.state, "pin").figures.empty());
}

void GalleryTest::openingAFigureKeepsThePins()
{
    Program program;
    QVERIFY(program.pinThree());
    const auto pins = program.pins().all();
    const QString path = m_folder.filePath("other.svg");
    saveFile(path, figureSvg(withCaption(figureOf(pins.front()))));
    program.window.openFile(path);
    QTRY_COMPARE_WITH_TIMEOUT(program.session.position(), std::int64_t{12}, kTimeoutMs);
    QCOMPARE(program.pins().all(), pins);
}

void GalleryTest::autosaved()
{
    Program program;
    Autosave autosave(program.client, program.session);
    QVERIFY(program.pinThree());
    autosave.save();
    const QDir folder(Autosave::folder());
    const auto figuresKept = [&folder] {
        const QStringList files = folder.entryList({"*.epslab"}, QDir::Files);
        return files.isEmpty() ? std::vector<PinnedFigure>()
                               : sessions::read(folder.filePath(files.first()).toStdString()).figures;
    };
    QCOMPARE(figuresKept().size(), std::size_t{3});
    auto fewer = program.pins().all();
    fewer.pop_back();
    program.pins().set(fewer); // nothing else has changed
    autosave.save();
    QCOMPARE(figuresKept().size(), std::size_t{2});
}

void GalleryTest::theSheetHoldsAll()
{
    Program program;
    QVERIFY(program.pinThree());
    program.window.showView("gallery");
    program.act("gallery1x3Action");
    const auto* gallery = qobject_cast<GalleryView*>(program.window.view("gallery"));
    QVERIFY(gallery != nullptr);
    const Figure sheet = program.window.figureFiles()->complete(
        program.window.view("gallery")->figures().last().make(theme::Theme::Light));
    const Figure one = withCaption(figureOf(program.pins().all().front()));
    QCOMPARE(sheet.size.width(), 3.0 * one.size.width());
    const QByteArray svg = figureSvg(sheet);
    QCOMPARE(textOf(svg).count("perturbation (signed)"), 3);
    for (const char* words : {"image 12 of sample:test", "image 3 of sample:test", "image 5 of sample:test"})
        QVERIFY2(textOf(svg).contains(QLatin1String(words)), words);
    const QString kept = qEnvironmentVariable("EPSILONLAB_KEEP", m_folder.path()) + "/sheet.";
    saveFile(kept + "svg", svg);
    saveFile(kept + "png", figurePng(sheet, 1.0));
    saveFile(kept + "pdf", figurePdf(sheet));
    QVERIFY(contentOf(kept + "pdf").contains("/ToUnicode"));
}

void GalleryTest::layoutsFit_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("1x1") << "gallery1x1Action" << 1 << 1;
    QTest::newRow("1x3") << "gallery1x3Action" << 1 << 3;
    QTest::newRow("2x3") << "gallery2x3Action" << 2 << 3;
    QTest::newRow("4x4") << "gallery4x4Action" << 4 << 4;
}

void GalleryTest::layoutsFit()
{
    QFETCH(QString, action);
    QFETCH(int, rows);
    QFETCH(int, columns);
    Program program;
    QVERIFY(program.pinThree());
    program.window.showView("gallery");
    program.act(qPrintable(action));
    const PinList& list = program.list();
    QTRY_VERIFY(list.isVisible());
    const QRect seen = list.viewport()->rect();
    QTRY_COMPARE(list.gridSize(), QSize((seen.width() - 1) / columns, seen.height() / rows));
    const int shown = std::min(columns, 3);
    for (int i = 0; i < shown; ++i)
        QTRY_VERIFY(seen.contains(list.visualItemRect(list.item(i))));
    QCOMPARE(list.visualItemRect(list.item(1)).top() == list.visualItemRect(list.item(0)).top(), columns > 1);
    QImage picture = list.viewport()->grab().toImage();
    const QPoint middle = list.visualItemRect(list.item(0)).center();
    QVERIFY(!picture.isNull() && list.visualItemRect(list.item(0)).contains(middle));
    program.window.grab().save(
        qEnvironmentVariable("EPSILONLAB_KEEP", m_folder.path()) + "/gallery-" + action + ".png");
}

void GalleryTest::writtenWithoutAWindow_data()
{
    QTest::addColumn<QString>("ending");
    for (const char* ending : {"svg", "pdf", "png"})
        QTest::newRow(ending) << ending;
}

void GalleryTest::writtenWithoutAWindow()
{
    QFETCH(QString, ending);
    Session session;
    {
        Program program;
        QVERIFY(program.pinThree());
        session.figures = program.pins().all();
    }
    const QString folder = m_folder.filePath("written-" + ending + "/below");
    QCOMPARE(writePinned(session, folder.toStdString(), ending.toStdString()), std::size_t{3});
    QCOMPARE(QDir(folder).entryList(QDir::Files, QDir::Name),
        (QStringList{"01-examples." + ending, "02-examples." + ending, "03-examples." + ending}));
    QCOMPARE(QString::fromUtf8(carriedSession(folder + "/02-examples." + ending)),
        QString::fromStdString(session.figures[1].state));
    QVERIFY_THROWS_EXCEPTION(Error, writePinned(session, folder.toStdString(), "tiff"));
    QVERIFY_THROWS_EXCEPTION(Error, writePinned({}, folder.toStdString(), ending.toStdString()));
    QVERIFY_THROWS_EXCEPTION(Error,
        writePinned(
            session, (folder + "/01-examples." + ending + "/no").toStdString(), ending.toStdString()));
}

void GalleryTest::brokenPinsAreSaid_data()
{
    QTest::addColumn<QString>("figures");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a word") << "\"many\""
                            << "a list of up to 100 pinned figures is needed";
    QTest::newRow("a number in it") << "[7]"
                                    << "\"id\" is missing";
    QTest::newRow("no drawing") << R"([{"id":"a","title":"b","caption":"c","session":""}])"
                                << "\"svg\" is missing";
    QTest::newRow("a drawing that is a number")
        << R"([{"id":"a","title":"b","caption":"c","session":"","svg":7}])"
        << "words are needed";
    QStringList many;
    for (int i = 0; i < 101; ++i)
        many << QStringLiteral("0");
    QTest::newRow("too many") << "[" + many.join(',') + "]"
                              << "a list of up to 100 pinned figures is needed";
}

void GalleryTest::brokenPinsAreSaid()
{
    QFETCH(QString, figures);
    QFETCH(QString, sentence);
    Program program;
    const Session before = program.session.session();
    QString json = QString::fromStdString(program.window.sessionFiles()->currentJson());
    QVERIFY(json.contains("\"figures\":[]"));
    const QString path = m_folder.filePath("broken.epslab");
    saveFile(path, json.replace("\"figures\":[]", "\"figures\":" + figures).toUtf8());
    program.window.openFile(path);
    QVERIFY2(program.sentence().contains(sentence), qPrintable(program.sentence()));
    QVERIFY(program.session.session().showsSame(before));
    QVERIFY(program.pins().all().empty());
    QVERIFY_THROWS_EXCEPTION(Error, figureOf({"a", "b", "c", "<svg", ""}));
}

QTEST_MAIN(GalleryTest)
#include "gallery_test.moc"
