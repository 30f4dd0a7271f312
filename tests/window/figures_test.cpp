// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/report_sample.h"

#include "api/error.h"
#include "figures/curve_figure.h"
#include "figures/examples_figure.h"
#include "figures/paper.h"
#include "figures/report_writer.h"

#include <QBuffer>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

/// Every text of an SVG, in order.
QStringList textsOf(const QByteArray& svg)
{
    QStringList texts;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1StringView("text"))
            texts << reader.readElementText().trimmed();
    return reader.hasError() ? QStringList{reader.errorString()} : texts;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Run with EPSILONLAB_KEEP=DIR to look at what the test drew.
QString outputFolder(const QTemporaryDir& temporary)
{
    return qEnvironmentVariable("EPSILONLAB_KEEP", temporary.path());
}

} // namespace

class FiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examplesSayEverythingInWords();
    void probabilitiesAreNeverAFalseHundred();
    void digitsStayPixels();
    void missingDataIsAnError();
    void curveDrawsTheNumbersOfTheReport();
    void curveNamesEveryNetworkAndChance();
    void labelsNeverOverlap();
    void signedColoursAreSymmetricAboutZero();
    void reportsAreComplete_data();
    void reportsAreComplete();
    void reportInMarkdownHasItsFiguresBeside();
    void anUnknownEndingSaysWhichAreKnown();
};

void FiguresTest::examplesSayEverythingInWords()
{
    const QByteArray svg = figureSvg(examplesFigure(test::reportData().exampleResult));
    const QString all = textsOf(svg).join('|');
    for (const char* text : {"0.150 (38.3/255)", "fooled: reads 3 instead of 7", "held: still reads 7",
             "PGD, L∞, 40 steps", "seed 1", "image 17", "Standard", "Robust", "true class 7",
             "reads 3 (87.2 %)", "measured L∞ 0.150, L2 2.871", "−0.150", "+0.150"})
        QVERIFY2(
            all.contains(QString::fromUtf8(text)), qPrintable(QString::fromUtf8(text) + " is not in " + all));
    QVERIFY(svg.contains("<desc>"));
}

void FiguresTest::probabilitiesAreNeverAFalseHundred()
{
    const Figure figure = examplesFigure(test::reportData().exampleResult);
    const QString all = textsOf(figureSvg(figure)).join('|') + figure.caption;
    QVERIFY2(all.contains(">99.9 %"), qPrintable(all));
    QVERIFY(!all.contains("100.0"));
    QVERIFY(!all.contains("100 %"));
}

void FiguresTest::digitsStayPixels()
{
    const QByteArray svg = figureSvg(examplesFigure(test::reportData().exampleResult));
    const QRegularExpression image("data:image/png;base64,([^\"]*)");
    auto match = image.globalMatch(QString::fromLatin1(svg));
    int count = 0;
    while (match.hasNext()) {
        const auto bytes = QByteArray::fromBase64(match.next().captured(1).toLatin1());
        const QImage picture = QImage::fromData(bytes, "PNG");
        QCOMPARE(picture.size(), QSize(224, 224)); // each pixel 8 x 8: nothing to smooth
        QCOMPARE(picture.pixel(8 * 13, 8 * 13), picture.pixel(8 * 13 + 7, 8 * 13 + 7));
        ++count;
    }
    QCOMPARE(count, 6);
}

void FiguresTest::missingDataIsAnError()
{
    PreviewResult result = test::reportData().exampleResult;
    result.tier = PreviewTier::Quick;
    QVERIFY_THROWS_EXCEPTION(Error, examplesFigure(result));
    result = test::reportData().exampleResult;
    result.models[1].adversarial = {};
    QVERIFY_THROWS_EXCEPTION(Error, examplesFigure(result));
    EvaluationReport report = test::reportData().evaluation;
    for (auto& point : report.curves[1].points)
        point = {point.epsilon, 0, 0};
    QVERIFY_THROWS_EXCEPTION(Error, curveFigure(report));
    QVERIFY_THROWS_EXCEPTION(Error, curveFigure({}));
    QVERIFY_THROWS_EXCEPTION(Error, figureSvg({}));
}

void FiguresTest::curveDrawsTheNumbersOfTheReport()
{
    // The polyline's heights, read back through the axis labels "0 %" and "100 %", are the accuracies.
    EvaluationReport report = test::reportData().evaluation;
    report.curves.resize(1);
    const QString svg = QString::fromUtf8(figureSvg(curveFigure(report)));
    const QRegularExpression lines("<polyline[^>]*points=\"([^\"]*)\"");
    QStringList points;
    for (auto match = lines.globalMatch(svg); match.hasNext() && points.size() != 7;)
        points = match.next().captured(1).simplified().split(' ');
    QCOMPARE(points.size(), 7);
    constexpr double kTop = 14.0;
    constexpr double kBottom = 340.0;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const double y = points[i].section(',', 1).toDouble();
        const double accuracy = (kBottom - y) / (kBottom - kTop);
        const double expected = report.curves[0].points[static_cast<std::size_t>(i)].accuracy();
        QVERIFY2(std::abs(accuracy - expected) < 0.001, qPrintable(points[i])); // six digits in the file
    }
}

void FiguresTest::curveNamesEveryNetworkAndChance()
{
    const Figure figure = curveFigure(test::reportData().evaluation);
    const QString all = textsOf(figureSvg(figure)).join('|');
    for (const char* text :
        {"Standard", "Robust", "PGD, L∞, 40 steps", "chance, 10 %", "100 %", "38.3/255", "epsilon"})
        QVERIFY2(
            all.contains(QString::fromUtf8(text)), qPrintable(QString::fromUtf8(text) + " is not in " + all));
    QVERIFY(figure.caption.contains("n = 200"));
    EvaluationReport stopped = test::reportData().evaluation;
    stopped.isComplete = false;
    QVERIFY(curveFigure(stopped).caption.contains("Stopped at n = 200"));
}

void FiguresTest::labelsNeverOverlap()
{
    EvaluationReport report = test::reportData().evaluation;
    report.curves = {test::curve("one", 100, 60.0), test::curve("two", 100, 60.0),
        test::curve("three", 100, 60.0), test::curve("four", 100, 60.0)};
    const QString svg = QString::fromUtf8(figureSvg(curveFigure(report)));
    std::vector<double> heights;
    for (const char* name : {"one", "two", "three", "four"}) {
        const QRegularExpression text(QString("<text[^>]*y=\"([0-9.]+)\"[^>]*>\\s*%1\\s*</text>").arg(name));
        const auto match = text.match(svg);
        QVERIFY2(match.hasMatch(), name);
        heights.push_back(match.captured(1).toDouble());
    }
    std::sort(heights.begin(), heights.end());
    for (std::size_t i = 1; i < heights.size(); ++i)
        QVERIFY(heights[i] - heights[i - 1] >= 28.0); // two lines of text
    QVERIFY(heights.back() < 345.0);
}

void FiguresTest::signedColoursAreSymmetricAboutZero()
{
    QCOMPARE(paper::signedColour(0.0).name(), "#f5f5f5");
    QCOMPARE(paper::signedColour(-1.0).name(), "#053b6b");
    QCOMPARE(paper::signedColour(1.0).name(), "#7f3300");
    QCOMPARE(paper::signedColour(7.0).name(), "#7f3300");
    int last = 256;
    for (int i = 0; i <= 20; ++i) { // both arms darken all the way
        const int grey = qGray(paper::signedColour(i / 20.0).rgb());
        QVERIFY(grey < last);
        last = grey;
    }
}

void FiguresTest::reportsAreComplete_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("html") << "report.html" << QByteArray("<!DOCTYPE html>");
    QTest::newRow("pdf") << "report.pdf" << QByteArray("%PDF-1");
    QTest::newRow("md") << "report.md" << QByteArray("# ");
}

void FiguresTest::reportsAreComplete()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, begin);
    const QTemporaryDir folder;
    const QString path = outputFolder(folder) + "/" + name;
    writeReport(test::reportData(), path.toStdString());
    const QByteArray content = contentOf(path);
    QVERIFY2(content.startsWith(begin), content.left(40).constData());
    if (name.endsWith("html")) {
        QCOMPARE(content.count("<svg"), 2);
        QVERIFY(!content.contains("<?xml"));
    }

    ReportData broken = test::reportData();
    broken.evaluation.curves.clear();
    const QString other = folder.filePath(name);
    QVERIFY_THROWS_EXCEPTION(Error, writeReport(broken, other.toStdString()));
    if (other != path)
        QVERIFY(!QFile::exists(other));
}

void FiguresTest::reportInMarkdownHasItsFiguresBeside()
{
    const QTemporaryDir folder;
    writeReport(test::reportData(), folder.filePath("my report.md").toStdString());
    const QByteArray text = contentOf(folder.filePath("my report.md"));
    for (const char* file : {"my-report-examples.svg", "my-report-curve.svg"}) {
        QVERIFY2(text.contains(QByteArray("](") + file + ")"), file);
        QVERIFY2(contentOf(folder.filePath(file)).contains("<svg"), file);
    }
}

void FiguresTest::anUnknownEndingSaysWhichAreKnown()
{
    try {
        writeReport(test::reportData(), "report.docx");
        QFAIL("no error");
    } catch (const Error& error) {
        QCOMPARE(error.code(), ErrorCode::BadParameter);
        QVERIFY(error.message().find(".html, .pdf or .md") != std::string::npos);
    }
}

QTEST_MAIN(FiguresTest)
#include "figures_test.moc"
