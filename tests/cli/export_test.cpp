// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sample_reports.h"

#include "api/export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <cstring>

using namespace epsilonlab;

namespace {
QJsonObject parsed(const std::string& json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}
}

class ExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void attackJsonHasExactlyTheKeysOfTheFormat();
    void attackJsonCountsAndShares();
    void attackJsonWithoutImagesHasNoNumbersItCannotKnow();
    void stoppedAttackSaysSo();
    void evaluationJsonAndCsvAgree();
    void csvQuotesAwkwardNames();
    void sentenceSaysWhatHappened_data();
    void sentenceSaysWhatHappened();
    void htmlHasEverySectionAndNothingFromOutside();
    void htmlEscapesNames();
    void htmlInlinesFigures();
    void markdownHasEverySection();
    void npyIsReadableByItsHeader();
};

void ExportTest::attackJsonHasExactlyTheKeysOfTheFormat()
{
    // Those of formats.md, and in the attack's own norm distance_norm and median_distance.
    const QStringList expected = {"attack", "attacked", "clean_correct", "command", "dataset", "device",
        "distance_norm", "forward_evaluations", "gradient_evaluations", "images_per_second", "libtorch",
        "max_linf", "max_pixel", "mean_l2", "mean_linf", "median_distance", "median_l2", "min_pixel", "model",
        "n", "per_image", "program", "robust_accuracy", "robust_accuracy_ci95", "robust_correct", "seed",
        "success_rate", "successes", "threads", "version", "wall_seconds", "warnings"};
    const QJsonObject json = parsed(toJson(samples::attackReport(), true));
    QCOMPARE(json.keys(), expected);
    QCOMPARE(json["model"].toObject().keys(), QStringList({"name", "parameters", "path", "sha256"}));
    QCOMPARE(json["dataset"].toObject().keys(), QStringList({"n", "name", "sha256"}));
    QCOMPARE(json["per_image"].toArray()[0].toObject().keys(),
        QStringList({"adversarial", "clean", "index", "l0", "l1", "l2", "label", "linf", "success"}));
    QVERIFY(!parsed(toJson(samples::attackReport(), false)).contains("per_image"));
}

void ExportTest::attackJsonCountsAndShares()
{
    const QJsonObject json = parsed(toJson(samples::attackReport(), false));
    QCOMPARE(json["robust_accuracy"].toDouble(), 37.0 / 256.0);
    QCOMPARE(json["success_rate"].toDouble(), 215.0 / 252.0);
    QCOMPARE(json["images_per_second"].toDouble(), 512.0);
    const Interval interval = wilsonInterval(37, 256);
    QCOMPARE(json["robust_accuracy_ci95"].toArray()[0].toDouble(), interval.low);
    QCOMPARE(json["robust_accuracy_ci95"].toArray()[1].toDouble(), interval.high);
    const QJsonObject parameters = json["attack"].toObject()["parameters"].toObject();
    QCOMPARE(parameters["epsilon"].toDouble(), 0.3);
    QCOMPARE(parameters["steps"].toInt(), 40);
    QCOMPARE(parameters["random-start"].toBool(), true);
    QCOMPARE(json["seed"].toInt(), 7);
}

void ExportTest::attackJsonWithoutImagesHasNoNumbersItCannotKnow()
{
    AttackReport report;
    report.meanL2 = std::nan("");
    report.maxLinf = HUGE_VAL;
    const QJsonObject json = parsed(toJson(report, true));
    for (const char* key : {"robust_accuracy", "success_rate", "mean_l2", "max_linf", "images_per_second"})
        QVERIFY2(json[key].isNull(), key);
}

void ExportTest::stoppedAttackSaysSo()
{
    AttackReport report = samples::attackReport();
    QVERIFY(parsed(toJson(report, false))["warnings"].toArray().isEmpty());
    report.isComplete = false;
    const QJsonObject warning = parsed(toJson(report, false))["warnings"].toArray()[0].toObject();
    QCOMPARE(warning["code"].toString(), QString("stopped"));
    QVERIFY(warning["message"].toString().contains("256 images"));
}

void ExportTest::evaluationJsonAndCsvAgree()
{
    const QJsonArray curves = parsed(toJson(samples::evaluationReport()))["curves"].toArray();
    QStringList rows
        = QString::fromStdString(toCsv(samples::evaluationReport())).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(rows.size(), 1 + 6);
    const QStringList names = rows.takeFirst().split(',');
    for (int i = 0; i < 3; ++i) { // the first network: its name needs no quotes
        const QStringList cells = rows[i].split(',');
        QCOMPARE(cells.size(), names.size());
        const QJsonObject point = curves[0].toObject()["points"].toArray()[i].toObject();
        QCOMPARE(cells[names.indexOf("epsilon")].toDouble(), point["epsilon"].toDouble());
        QCOMPARE(cells[names.indexOf("n")].toInt(), point["n"].toInt());
        QCOMPARE(cells[names.indexOf("accuracy")].toDouble(), point["accuracy"].toDouble());
        QCOMPARE(cells[names.indexOf("accuracy_ci95_low")].toDouble(),
            point["accuracy_ci95"].toArray()[0].toDouble());
    }
    // Each point has its own epsilon; the attack's would contradict it.
    QVERIFY(!curves[0].toObject()["attack"].toObject()["parameters"].toObject().contains("epsilon"));
}

void ExportTest::csvQuotesAwkwardNames()
{
    QVERIFY(toCsv(samples::evaluationReport()).find("\n\"<Mine>, \"\"best\"\"\",") != std::string::npos);
}

void ExportTest::sentenceSaysWhatHappened_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("fooled") << int(
        Verdict::Fooled) << QStringList{"0.150 (38.3/255)", "fooled", "3 (87.2 %)", "instead of 7 (>99.9 %)"};
    QTest::newRow("held") << int(Verdict::Held) << QStringList{"holds"};
    QTest::newRow("already wrong") << int(Verdict::AlreadyWrong)
                                   << QStringList{"misreads the clean image", "no attack"};
    QTest::newRow("hit") << int(Verdict::TargetHit) << QStringList{"led to the target"};
    QTest::newRow("missed") << int(Verdict::TargetMissed) << QStringList{"not led to the target"};
}

void ExportTest::sentenceSaysWhatHappened()
{
    QFETCH(int, verdict);
    QFETCH(QStringList, parts);
    PreviewResult result = samples::reportData().exampleResult;
    result.models[0].verdict = static_cast<Verdict>(verdict);
    const QString sentence = QString::fromStdString(previewSentence(result, 0));
    for (const QString& part : parts)
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
    QVERIFY(previewSentence(result, 1).empty());
    result.models[0].gradientIsZero = true;
    QVERIFY(previewSentence(result, 0).find("not robustness") != std::string::npos);
}

void ExportTest::htmlHasEverySectionAndNothingFromOutside()
{
    const QString html = QString::fromStdString(reportHtml(samples::reportData(), {}));
    for (const char* id : {"about", "summary", "what-was-done", "examples", "curve", "per-class", "transfer",
             "training", "inside", "slice", "self-check", "reproduce"})
        QVERIFY2(html.contains(QString("<section id=\"%1\">").arg(id)), id);
    QVERIFY(html.contains("This does not prove robustness."));
    QVERIFY(html.contains("Not measured"));
    QVERIFY(!html.contains(QRegularExpression("(src|href)=\"(?!#)|url\\(|@import|<script|<link")));
}

void ExportTest::htmlEscapesNames()
{
    const QString html = QString::fromStdString(reportHtml(samples::reportData(), {}));
    QVERIFY(!html.contains("<Mine>"));
    QVERIFY(html.contains("&lt;Mine&gt;, &quot;best&quot;"));
    QVERIFY(html.contains("r&amp;d.html"));
}

void ExportTest::htmlInlinesFigures()
{
    const std::string svg = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg id=\"it\"></svg>";
    const QString html
        = QString::fromStdString(reportHtml(samples::reportData(), {{"curve", svg, "Two <lines>.", ""}}));
    QVERIFY(html.contains("<svg id=\"it\"></svg>"));
    QVERIFY(!html.contains("<?xml"));
    QVERIFY(html.contains("<figcaption>Two &lt;lines&gt;.</figcaption>"));
}

void ExportTest::markdownHasEverySection()
{
    const QString markdown = QString::fromStdString(reportMarkdown(samples::reportData()));
    QCOMPARE(markdown.count(QRegularExpression("^## ", QRegularExpression::MultilineOption)), 12);
    QVERIFY(markdown.contains("This does not prove robustness."));
    QVERIFY(markdown.contains("&lt;Mine&gt;"));
    QVERIFY(markdown.contains("epsilonlab report --model Standard"));
}

void ExportTest::npyIsReadableByItsHeader()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("a.npy");
    std::vector<float> pixels(2 * kImagePixels, 0.25F);
    pixels.back() = 1.0F;
    writeNpy(path.toStdString(), pixels);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith(QByteArray("\x93NUMPY\x01\x00", 8)));
    const int header = 10 + static_cast<unsigned char>(bytes[8]) + 256 * static_cast<unsigned char>(bytes[9]);
    QCOMPARE(header % 64, 0);
    QVERIFY(bytes.contains("'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 28, 28)"));
    QCOMPARE(bytes.size(), header + static_cast<int>(pixels.size() * sizeof(float)));
    QCOMPARE(std::memcmp(bytes.constData() + header, pixels.data(), pixels.size() * sizeof(float)), 0);
}

QTEST_GUILESS_MAIN(ExportTest)
#include "export_test.moc"
