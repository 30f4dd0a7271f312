// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/shown_window.h"

#include "api/error.h"
#include "api/session.h"
#include "figures/figure_format.h"
#include "io/carried_session.h"
#include "io/save_file.h"
#include "shell/autosave.h"
#include "shell/figure_files.h"
#include "shell/figure_menu.h"
#include "shell/session_files.h"
#include "shell/settings.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/along_panel.h"
#include "widgets/plot_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Program : ShownWindow
{
    Program() { window.showView("attack"); }

    /// An attack whose every part is there: tiles, ribbon, steps.
    void attackTwelve()
    {
        session.setAttack("pgd");
        session.setPosition(12);
        session.setEpsilon(0.215);
        session.setSeed(77);
    }
    bool isAllThere() { return isSettled() && attack().isSettled(); }

    Figure figure(const QString& place, theme::Theme theme = theme::Theme::Light)
    {
        for (View* view : window.views())
            for (const FigureOffer& offer : view->figures())
                if (offer.place->objectName() == place)
                    return window.figureFiles()->complete(offer.make(theme));
        throw Error(ErrorCode::Internal, "no figure at " + place.toStdString());
    }

    QMenu* menuAt(QWidget* place)
    {
        const QPoint middle = place->rect().center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, middle, place->mapToGlobal(middle));
        QCoreApplication::sendEvent(place, &event);
        return window.findChild<QMenu*>("figureMenu");
    }
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Every text of an SVG, in order, with single spaces between.
QString textOf(const QByteArray& svg)
{
    QStringList texts;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1StringView("text"))
            texts << reader.readElementText().simplified();
    return reader.hasError() ? reader.errorString() : texts.join(' ');
}

const QString kPlaces[]
    = {"attackBoard", "probabilityBarsA", "probabilityBarsB", "noisePanel", "classRibbon", "alongPanel"};

} // namespace

/// Figures that leave the window: what is in them, that they bring the window back, and every way in which
/// that goes wrong.
class FigureMenuTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void captionsAreTextAndSayEverything_data();
    void captionsAreTextAndSayEverything();
    void theLargePictureIsThreeTimesAsWide();
    void plotsAreVectors();
    void droppedItBringsTheSameBack_data();
    void droppedItBringsTheSameBack();
    void aBrokenFileChangesNothing_data();
    void aBrokenFileChangesNothing();
    void whatCannotBeWrittenIsSaid();
    void copiedAndPasted();
    void everyFigureHasItsMenu_data();
    void everyFigureHasItsMenu();
    void aDragWithTheRightButtonIsNoMenu();
    void anUnfinishedAttackSaysSo();
    void figuresAreLightUnlessAsked();
    void aStepSaysThatItIsNoResult();
    void ownPicturesHaveTheirName();
    void exportedByKey();

private:
    QString keep(const QString& name) const
    {
        return qEnvironmentVariable("EPSILONLAB_KEEP", m_folder.path()) + '/' + name;
    }

    QTemporaryDir m_folder;
};

void FigureMenuTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    WindowSettings::keepIn(m_folder.path());
    theme::apply(*qApp, theme::Theme::Light);
}

void FigureMenuTest::init()
{
    theme::apply(*qApp, theme::Theme::Light);
}

void FigureMenuTest::captionsAreTextAndSayEverything_data()
{
    QTest::addColumn<QString>("place");
    for (const QString& place : kPlaces)
        QTest::newRow(qPrintable(place)) << place;
}

void FigureMenuTest::captionsAreTextAndSayEverything()
{
    QFETCH(QString, place);
    Program program;
    program.attackTwelve();
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    const Figure figure = program.figure(place);
    const QByteArray svg = figureSvg(figure);
    saveFile(keep(place + ".svg"), svg);
    const QString text = textOf(svg);
    QVERIFY2(text.contains(figure.caption.simplified()), qPrintable(text + "\n\n" + figure.caption));
    QStringList said{"PGD, L∞, 20 steps", "0.215 (54.8/255)", "seed 77", "image 12 of sample:test"};
    said << (place == "probabilityBarsA"  ? QStringList{"Standard"}
            : place == "probabilityBarsB" ? QStringList{"Robust"}
                                          : QStringList{"Standard", "Robust"});
    for (const QString& each : said)
        QVERIFY2(figure.caption.contains(each), qPrintable(each + " is not in " + figure.caption));
    saveFile(keep(place + ".png"), figureFile(figure, FigureFormat::LargePng));
    saveFile(keep(place + ".pdf"), figureFile(figure, FigureFormat::Pdf));
    const QByteArray pdf = contentOf(keep(place + ".pdf"));
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY2(pdf.contains("/ToUnicode"), "text of the PDF is no text"); // what makes it readable and
                                                                        // searchable
}

void FigureMenuTest::theLargePictureIsThreeTimesAsWide()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    const Figure figure = program.figure("attackBoard");
    const QImage small = QImage::fromData(figureFile(figure, FigureFormat::Png), "PNG");
    const QImage large = QImage::fromData(figureFile(figure, FigureFormat::LargePng), "PNG");
    QCOMPARE(small.width(), qRound(figure.size.width()));
    QCOMPARE(large.width(), 3 * small.width());
    // Sharp: drawn anew, not enlarged. In an enlarged picture the pixels of each block of three are the same.
    int changes = 0;
    for (int y = 0; y < large.height(); ++y)
        for (int x = 0; x + 2 < large.width(); x += 3)
            changes += large.pixel(x, y) != large.pixel(x + 1, y)
                    || large.pixel(x + 1, y) != large.pixel(x + 2, y)
                ? 1
                : 0;
    QVERIFY2(changes > 1000, qPrintable(QString::number(changes)));
    QVERIFY(std::abs(large.dotsPerMeterX() - 3 * small.dotsPerMeterX()) <= 2); // as large on paper
}

void FigureMenuTest::plotsAreVectors()
{
    Program program;
    program.attackTwelve();
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    const QByteArray svg = figureSvg(program.figure("alongPanel"));
    QVERIFY(!svg.contains("<image"));
    QVERIFY(svg.count("<polyline") + svg.count("<path") > 8);
    for (const char* words : {"loss A", "loss B", "probability", "step"})
        QVERIFY2(textOf(svg).contains(QLatin1String(words)), words);
}

void FigureMenuTest::droppedItBringsTheSameBack_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<int>("format");
    const std::pair<FigureFormat, const char*> formats[] = {{FigureFormat::Png, "png"},
        {FigureFormat::LargePng, "large png"}, {FigureFormat::Svg, "svg"}, {FigureFormat::Pdf, "pdf"}};
    for (const auto& [format, name] : formats)
        QTest::addRow("%s", name) << QString("attackBoard") << static_cast<int>(format);
    for (const QString& place : kPlaces)
        QTest::addRow("%s", qPrintable(place)) << place << static_cast<int>(FigureFormat::Svg);
    QTest::addRow("a plot as png") << QString("alongPanel") << static_cast<int>(FigureFormat::Png);
}

void FigureMenuTest::droppedItBringsTheSameBack()
{
    QFETCH(QString, place);
    QFETCH(int, format);
    const auto kind = static_cast<FigureFormat>(format);
    const QString path = m_folder.filePath("dropped." + endingOf(kind));
    Session saved;
    std::vector<std::vector<float>> pixels;
    {
        Program program;
        program.attackTwelve();
        QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
        program.window.figureFiles()->write(program.figure(place), kind, path);
        for (const ModelPreview& model : program.attack().shownResult().models)
            pixels.push_back(model.adversarial.pixels);
        saved = program.session.session();
    }
    const Session carried = sessions::fromJson(carriedSession(path).toStdString(), "figure");
    QCOMPARE(carried.modelA.sha256.size(), std::size_t{64});
    Program other;
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({400, 300}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&other.window, &enter); // Qt hands a drop only to who took the drag before
    QDropEvent drop({400, 300}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&other.window, &drop);
    QTRY_VERIFY_WITH_TIMEOUT(other.session.session().showsSame(saved), kTimeoutMs);
    QTRY_VERIFY_WITH_TIMEOUT(other.isSettled(), kTimeoutMs);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        QCOMPARE(other.attack().shownResult().models.at(i).adversarial.pixels, pixels[i]); // bit for bit
}

void FigureMenuTest::aBrokenFileChangesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sentence");
    const QByteArray head = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">";
    const QByteArray open = "<metadata><epsilonlab:session>",
                     close = "</epsilonlab:session></metadata></svg>";
    QTest::newRow("a drawing of another program") << "other.svg" << head + "</svg>"
                                                  << "other.svg carries no session";
    QTest::newRow("a document of another program")
        << "other.pdf" << QByteArray("%PDF-1.4\n%%EOF\n") << "other.pdf carries no session";
    QTest::newRow("cut off") << "cut.svg" << head + open + "{&quot;format&quot;:"
                             << "the session in it is cut off";
    QTest::newRow("a document that is cut off") << "cut.pdf"
                                                << "%PDF-1.4\n" + open + "{"
                                                << "the session in it is cut off";
    QTest::newRow("no JSON") << "words.svg" << head + open + "words" + close << "is no session of EpsilonLab";
    QTest::newRow("an empty session") << "empty.svg" << head + open + close << "empty.svg carries no session";
    QTest::newRow("half a session") << "half.svg"
                                    << head + open
            + "{&quot;format&quot;:&quot;epsilonlab-session&quot;,&quot;format_version&quot;:1}" + close
                                    << "\"models\" is missing";
    QTest::newRow("of a newer program") << "newer.svg"
                                        << head + open
            + "{&quot;format&quot;:&quot;epsilonlab-session&quot;,&quot;format_version&quot;:9}" + close
                                        << "newer EpsilonLab";
    QTest::newRow("text with another name")
        << "text.svg" << QByteArray("words") << "text.svg carries no session";
    QTest::newRow("empty file") << "empty.pdf" << QByteArray() << "empty.pdf carries no session";
    QTest::newRow("bytes") << "bytes.pdf" << QByteArray(5000, '\xFE') << "bytes.pdf carries no session";
}

void FigureMenuTest::aBrokenFileChangesNothing()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, sentence);
    Program program;
    program.session.setEpsilon(0.33);
    const Session before = program.session.session();
    const QString path = m_folder.filePath(name);
    saveFile(path, content);
    program.window.openFile(path);
    QVERIFY2(program.sentence().contains(sentence), qPrintable(program.sentence()));
    QVERIFY(program.session.session().showsSame(before));
}

void FigureMenuTest::whatCannotBeWrittenIsSaid()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    const Figure figure = program.figure("attackBoard");
    for (const FigureFormat format : {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf}) {
        const QString path = m_folder.filePath("gone/figure." + endingOf(format));
        program.window.figureFiles()->write(figure, format, path);
        QVERIFY2(program.sentence().contains(path), qPrintable(program.sentence()));
        QVERIFY2(program.sentence().contains("Choose another place"), qPrintable(program.sentence()));
        QVERIFY(!QFileInfo::exists(path));
    }
    QVERIFY(QDir(m_folder.path()).mkpath("taken.png"));
    program.window.figureFiles()->write(figure, FigureFormat::Png, m_folder.filePath("taken.png"));
    QVERIFY2(program.sentence().contains("taken.png"), qPrintable(program.sentence()));
    QVERIFY(QFileInfo(m_folder.filePath("taken.png")).isDir());
}

void FigureMenuTest::copiedAndPasted()
{
    Program program;
    program.attackTwelve();
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    const Session saved = program.session.session();
    program.window.findChild<QAction*>("copyFigureAction")->trigger();
    const QMimeData* content = QApplication::clipboard()->mimeData();
    QVERIFY(content->hasImage());
    QVERIFY(content->formats().contains("image/svg+xml"));
    const Figure figure = program.figure("attackBoard");
    QCOMPARE(qvariant_cast<QImage>(content->imageData()).width(), qRound(2.0 * figure.size.width()));
    QVERIFY(textOf(content->data("image/svg+xml")).contains(figure.caption.simplified()));
    program.session.setAttack("fgsm");
    program.session.setPosition(3);
    program.window.findChild<QAction*>("pastePictureAction")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.session.session().showsSame(saved), kTimeoutMs);
}

void FigureMenuTest::everyFigureHasItsMenu_data()
{
    captionsAreTextAndSayEverything_data();
}

void FigureMenuTest::everyFigureHasItsMenu()
{
    QFETCH(QString, place);
    Program program;
    program.attackTwelve();
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    auto* widget = program.window.findChild<QWidget*>(place);
    QVERIFY(widget != nullptr && widget->isVisible());
    QMenu* menu = program.menuAt(widget);
    QVERIFY(menu != nullptr);
    for (const char* name : {"copyFigureHereAction", "savePngAction", "saveLargePngAction", "saveSvgAction",
             "savePdfAction", "whatIsThisAction"}) {
        const auto* action = menu->findChild<QAction*>(name);
        QVERIFY2(action && action->isEnabled(), name);
    }
    menu->findChild<QAction*>("saveSvgAction")->trigger();
    auto* dialog = program.window.findChild<QFileDialog*>("figureDialog");
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->defaultSuffix(), QString("svg"));
    const QString path = m_folder.filePath("by-menu.svg");
    Q_EMIT dialog->fileSelected(path);
    QVERIFY(!carriedSession(path).isEmpty());
    dialog->close();
}

void FigureMenuTest::aDragWithTheRightButtonIsNoMenu()
{
    Program program;
    program.attackTwelve();
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    auto* canvas = program.window.findChild<QWidget*>("alongLossPlotCanvas");
    const QPoint from = canvas->rect().center(), to = from + QPoint(80, 20);
    const auto isMenuShown = [&] { return program.window.findChild<QMenu*>("figureMenu") != nullptr; };
    QTest::mousePress(canvas, Qt::RightButton, {}, from);
    QContextMenuEvent early(QContextMenuEvent::Mouse, from, canvas->mapToGlobal(from));
    QCoreApplication::sendEvent(canvas, &early); // as X11 sends it, with the press
    QTest::mouseMove(canvas, to);
    QTest::mouseRelease(canvas, Qt::RightButton, {}, to);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!isMenuShown());
    QTest::mouseClick(canvas, Qt::RightButton, {}, from);
    QTRY_VERIFY(isMenuShown());
}

void FigureMenuTest::anUnfinishedAttackSaysSo()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    program.session.setEpsilon(0.3); // its answer cannot be there before the loop runs again
    const QMenu* menu = program.menuAt(program.window.findChild<QWidget*>("attackBoard"));
    const auto* reason = menu->findChild<QAction*>("figureReasonAction");
    QVERIFY(reason != nullptr);
    QVERIFY2(reason->text().contains("not finished"), qPrintable(reason->text()));
    QVERIFY(menu->findChild<QAction*>("savePngAction") == nullptr);
}

void FigureMenuTest::figuresAreLightUnlessAsked()
{
    theme::apply(*qApp, theme::Theme::Dark);
    Program program;
    program.attackTwelve();
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    for (const QString& place : kPlaces) {
        Figure figure = program.figure(place);
        const QImage light = figureImage(figure, 1.0);
        QCOMPARE(light.pixelColor(2, 2), QColor(Qt::white));
        QVERIFY2(
            light.pixelColor(light.width() / 2, light.height() - 3).lightness() > 240, qPrintable(place));
        figure = program.figure(place, theme::Theme::Dark);
        figure.theme = theme::Theme::Dark;
        const QImage dark = figureImage(figure, 1.0);
        QCOMPARE(dark.pixelColor(2, 2), theme::paletteOf(theme::Theme::Dark).background);
        saveImage(keep(place + "-dark.png"), figureImage(figure, 2.0));
    }
    const auto* plot = program.window.findChild<PlotPanel*>("alongLossPlot");
    const QColor corner = plot->findChild<QWidget*>("alongLossPlotCanvas")->grab().toImage().pixelColor(1, 1);
    QVERIFY2(corner.lightness() < 60, "the window's own plot kept the colours of paper");
}

void FigureMenuTest::aStepSaysThatItIsNoResult()
{
    Program program;
    program.attackTwelve();
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    program.window.findChild<AlongPanel*>("alongPanel")->goTo(3);
    const Figure figure = program.figure("attackBoard");
    QVERIFY2(figure.caption.contains("Standard at step 3 of 20, not the result"), qPrintable(figure.caption));
    QVERIFY(!figure.caption.contains("is fooled"));
    const QByteArray svg = figureSvg(figure);
    saveFile(keep("step.svg"), svg);
    QVERIFY(!textOf(svg).contains("✗"));
}

void FigureMenuTest::ownPicturesHaveTheirName()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    program.session.showPicture({program.session.sample().image, -1, 0}, "my seven.png");
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    const Figure figure = program.figure("attackBoard");
    QVERIFY2(figure.caption.contains("my seven.png"), qPrintable(figure.caption));
    QVERIFY(!figure.caption.contains("image 0"));
}

void FigureMenuTest::exportedByKey()
{
    Program program;
    QTRY_VERIFY_WITH_TIMEOUT(program.isAllThere(), kTimeoutMs);
    program.window.findChild<QAction*>("exportFigureAction")->trigger();
    auto* dialog = program.window.findChild<QFileDialog*>("figureDialog");
    QVERIFY(dialog != nullptr);
    const QString path = m_folder.filePath("typed.pdf"); // another ending than the list says
    Q_EMIT dialog->fileSelected(path);
    QVERIFY(contentOf(path).startsWith("%PDF-"));
    dialog->close();
    QMenu menu;
    program.window.figureMenu()->fill(menu);
    QCOMPARE(menu.actions().size(), 6);
}

QTEST_MAIN(FigureMenuTest)
#include "figure_menu_test.moc"
