// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"
#include "io/broken_table.h"

#include "api/catalogue.h"
#include "data/dataset.h"

#include <QDir>
#include <QJsonArray>
#include <QSet>
#include <QTemporaryDir>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace epsilonlab;

/// What the command line promises (formats.md), asked of the real program.
class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySubcommandHasHelp();
    void helpOfAttacksIsComplete_data();
    void helpOfAttacksIsComplete();
    void helpOfTrainingIsComplete();
    void attackJsonHasItsKeys();
    void trainJsonHasItsKeys();
    void anotherObjectiveTakesWhatItKnows();
    void attackNumbersAreTrue_data();
    void attackNumbersAreTrue();
    void evaluateJsonHasItsKeys();
    void evaluateAgreesWithAttack();
    void sameSeedSameResult();
    void threadsDoNotMatter();
    void aSessionIsReported();
    void picturesAndFolders();
    void worksInAnotherFolder();
    void noDisplayNoWindow();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

namespace {

const QStringList kAttack{"attack", "--model", "standard", "--dataset", "sample:test[0:90]", "--attack",
    "pgd", "--steps", "5", "--step-size", "0", "--epsilon", "0.1"};

QSet<QString> keysOf(const QJsonObject& object)
{
    const QStringList keys = object.keys();
    return {keys.begin(), keys.end()};
}

QSet<QString> words(const char* text)
{
    const QStringList list = QString(QLatin1String(text)).split(' ');
    return {list.begin(), list.end()};
}

/// Solves |p - k/n| = z sqrt(p (1 - p) / n) for p: the definition of Wilson's interval (1927), not its usual
/// formula.
std::pair<double, double> wilson(double k, double n)
{
    const double z = 1.959963984540054, share = k / n;
    const double a = 1.0 + z * z / n, b = -(2.0 * share + z * z / n), c = share * share;
    const double root = std::sqrt(b * b - 4.0 * a * c);
    return {(-b - root) / (2.0 * a), (-b + root) / (2.0 * a)};
}

QJsonObject withoutTimes(QJsonObject json)
{
    for (const char* key : {"wall_seconds", "images_per_second", "threads"})
        json.remove(QLatin1String(key));
    return json;
}

QByteArray contentOf(const QString& file)
{
    QFile open(file);
    return open.open(QIODevice::ReadOnly) ? open.readAll() : QByteArray();
}

}

void ProgramTest::everySubcommandHasHelp()
{
    const program::Ended help = program::run({"--help"});
    QCOMPARE(help.code, 0);
    QVERIFY(help.err.isEmpty());
    QStringList commands;
    for (const QString& line : help.text().section("Subcommands:", 1).split('\n')) {
        const QString first = line.simplified().section(' ', 0, 0);
        if (line.startsWith("  ") && !first.isEmpty())
            commands << first;
    }
    for (const char* expected : {"train", "attack", "evaluate", "report", "models", "datasets"})
        QVERIFY2(commands.contains(QLatin1String(expected)), expected);
    for (const QString& command : commands) {
        const program::Ended one = program::run({command, "--help"});
        QVERIFY2(one.code == 0 && one.err.isEmpty(), qPrintable(command));
        // A long name has its explanation on the next line.
        const QString text = one.text().replace(QRegularExpression("\n {20,}"), " ");
        for (const QString& line : text.split('\n'))
            if (line.startsWith("  -"))
                QVERIFY2(line.simplified().count(' ') >= 3,
                    qPrintable(command + ": " + line + " is not explained"));
    }
}

void ProgramTest::helpOfAttacksIsComplete_data()
{
    QTest::addColumn<QString>("id");
    for (const AttackInfo& attack : catalogue::attacks())
        QTest::newRow(attack.id.c_str()) << QString::fromStdString(attack.id);
}

/// Every parameter with its range, unit and default, from the one description.
void ProgramTest::helpOfAttacksIsComplete()
{
    QFETCH(QString, id);
    const QString help = program::run({"attack", "--attack", id, "--help"}).text().simplified();
    for (const ParameterSpec& spec : catalogue::attack(id.toStdString()).parameters) {
        const QString option = " --" + QString::fromStdString(spec.id) + ' ';
        QVERIFY2(help.contains(option), qPrintable(option));
        const QString about = help.section(option, 1).section(']', 0, 0);
        for (const std::string& part :
            {spec.help, allowedText(spec), spec.unit, "default " + parameterText(spec.defaultValue)})
            QVERIFY2(
                about.contains(QString::fromStdString(part)), qPrintable(about + "\nlacks " + part.c_str()));
    }
}

void ProgramTest::helpOfTrainingIsComplete()
{
    const QString help = program::run({"train", "--help"}).text().simplified();
    for (const ParameterSpec& spec : catalogue::recipeParameters())
        QVERIFY2(help.contains(QString::fromStdString(spec.id + ": " + spec.help + " [" + allowedText(spec))),
            spec.id.c_str());
    for (const RecipeInfo& recipe : catalogue::recipes())
        QVERIFY2(
            help.contains(QString::fromStdString(recipe.id + ": " + recipe.sentence)), recipe.id.c_str());
}

void ProgramTest::attackJsonHasItsKeys()
{
    const program::Ended ended = program::run(kAttack + QStringList{"--json", "-"});
    QCOMPARE(ended.code, 0);
    const QJsonObject json = ended.json(); // empty unless all of standard output is one object
    // Minimal-norm attacks are judged by the distance in their own norm: two keys more, and two for each
    // image.
    QCOMPARE(keysOf(json) - words("distance_norm median_distance"),
        words(
            "program version command model dataset attack seed threads device libtorch n clean_correct robust_correct "
            "robust_accuracy robust_accuracy_ci95 attacked successes success_rate mean_linf mean_l2 median_l2 max_linf "
            "min_pixel max_pixel gradient_evaluations forward_evaluations wall_seconds images_per_second warnings"));
    QCOMPARE(keysOf(json["model"].toObject()), words("path sha256 name parameters"));
    QCOMPARE(keysOf(json["dataset"].toObject()), words("name n sha256"));
    QCOMPARE(keysOf(json["attack"].toObject()), words("id parameters"));
    QCOMPARE(json["command"].toString(), QString("attack"));
    QCOMPARE(json["dataset"].toObject()["name"].toString(), QString("sample:test[0:90]"));
    const QJsonObject withImages = program::run(kAttack + QStringList{"--json", "-", "--per-image"}).json();
    QCOMPARE(keysOf(withImages) - keysOf(json), words("per_image"));
    QCOMPARE(keysOf(withImages["per_image"].toArray()[0].toObject()) - words("l1 l0"),
        words("index label clean adversarial success linf l2"));
}

void ProgramTest::trainJsonHasItsKeys()
{
    const program::Ended ended
        = program::run({"train", "--recipe", "standard", "--set", "architecture=linear", "--epochs", "1",
            "--dataset", "sample:train[0:600]", "--seed", "7", "--json", "-"});
    QCOMPARE(ended.code, 0);
    const QJsonObject json = ended.json();
    QCOMPARE(keysOf(json),
        words(
            "program version command model dataset seed recipe run_directory threads device libtorch epochs_done "
            "steps wall_seconds images_per_second complete original adversarial"));
    QCOMPARE(json["seed"].toInt(), 7);
    QCOMPARE(json["dataset"].toObject()["name"].toString(), QString("sample:train[0:600]"));
    QCOMPARE(json["dataset"].toObject()["n"].toInt(), 600);
    QCOMPARE(json["dataset"].toObject()["sha256"].toString().size(), 64);
    QCOMPARE(json["original"].toObject()["n"].toInt(), 1000); // the whole test part
}

void ProgramTest::anotherObjectiveTakesWhatItKnows()
{
    const QString run = path("another");
    const program::Ended ended = program::run({"train", "--recipe", "trades", "--set", "objective=pgd-at",
        "--set", "architecture=linear", "--epochs", "1", "--dataset", "sample:train[0:300]", "--set",
        "validation=50", "--no-test", "--quiet", "--out", run});
    QVERIFY2(ended.code == 0, ended.err.constData());
    const QJsonObject values
        = QJsonDocument::fromJson(contentOf(run + "/recipe.json")).object()["values"].toObject();
    QCOMPARE(values["objective"].toString(), QString("pgd-at"));
    QCOMPARE(values["steps"].toInt(), 5); // both have it: as the recipe says
    QVERIFY(!values.contains("beta"));
}

void ProgramTest::attackNumbersAreTrue_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<double>("epsilon");
    QTest::newRow("linf") << QStringList{"--norm", "linf", "--epsilon", "0.1"} << 0.1;
    QTest::newRow("l2") << QStringList{"--norm", "l2", "--epsilon", "2"} << 2.0;
    QTest::newRow("target") << QStringList{"--target", "3", "--epsilon", "0.2"} << 0.2;
}

/// From the images that were written and the network's answers to them, in float64.
void ProgramTest::attackNumbersAreTrue()
{
    QFETCH(QStringList, options);
    QFETCH(double, epsilon);
    const QString images = path("adv.npy");
    const program::Ended first = program::run(kAttack.mid(0, kAttack.size() - 2) + options
        + QStringList{"--out", images, "--json", "-", "--per-image"});
    QCOMPARE(first.code, 0);
    const QJsonObject json = first.json();
    const DatasetView clean = openDataset({"sample:test[0:90]"}),
                      changed = openDataset({images.toStdString()});
    QCOMPARE(changed.count, std::int64_t{90});
    // The program's answers to the written images, clean this time: noise of size 0 changes nothing.
    QByteArray labels;
    for (std::int64_t i = 0; i < 90; ++i)
        labels += static_cast<char>(clean.label(i));
    QFile file(path("labels"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("\0\0\x08\x01\0\0\0\x5a", 8) + labels);
    file.close();
    const QJsonArray answers
        = program::run({"attack", "--model", "standard", "--images", images, "--labels", path("labels"),
                           "--attack", "noise", "--epsilon", "0", "--json", "-", "--per-image"})
              .json()["per_image"]
              .toArray();
    QCOMPARE(answers.size(), 90);

    const bool isTargeted = options.contains("--target"), isL2 = options.contains("l2");
    int cleanCorrect = 0, robustCorrect = 0, attacked = 0, successes = 0;
    double sumLinf = 0.0, sumL2 = 0.0, maxLinf = 0.0, least = 1.0, most = 0.0;
    std::vector<double> lengths;
    for (int i = 0; i < 90; ++i) {
        const QJsonObject image = json["per_image"].toArray()[i].toObject();
        std::array<float, kImagePixels> before{}, after{};
        clean.copyImage(i, before.data());
        changed.copyImage(i, after.data());
        double linf = 0.0, square = 0.0;
        for (std::size_t p = 0; p < before.size(); ++p) {
            const double change = std::abs(static_cast<double>(after[p]) - static_cast<double>(before[p]));
            linf = std::max(linf, change);
            square += change * change;
            least = std::min(least, static_cast<double>(after[p]));
            most = std::max(most, static_cast<double>(after[p]));
        }
        const int label = clean.label(i), said = image["clean"].toInt();
        const int answer = answers[i].toObject()["clean"].toInt();
        QCOMPARE(image["index"].toInt(), i);
        QCOMPARE(image["label"].toInt(), label);
        QCOMPARE(image["adversarial"].toInt(), answer);
        QVERIFY(std::abs(image["linf"].toDouble() - linf) < 1e-12);
        QVERIFY(std::abs(image["l2"].toDouble() - std::sqrt(square)) < 1e-12);
        QVERIFY((isL2 ? std::sqrt(square) : linf) <= epsilon + 1e-6);
        cleanCorrect += said == label ? 1 : 0;
        robustCorrect += said == label && answer == label ? 1 : 0;
        if (said != label || (isTargeted && label == 3)) {
            QCOMPARE(linf, 0.0); // a misread image, or one that is of the target class, is left alone
            QVERIFY(!image["success"].toBool());
            continue;
        }
        const bool isSuccess = isTargeted ? answer == 3 : answer != label;
        QCOMPARE(image["success"].toBool(), isSuccess);
        attacked += 1;
        successes += isSuccess ? 1 : 0;
        sumLinf += linf;
        sumL2 += std::sqrt(square);
        maxLinf = std::max(maxLinf, linf);
        lengths.push_back(isSuccess ? std::sqrt(square) : INFINITY);
    }
    QVERIFY(successes > 0);
    QCOMPARE(json["n"].toInt(), 90);
    QCOMPARE(json["clean_correct"].toInt(), cleanCorrect);
    QCOMPARE(json["robust_correct"].toInt(), robustCorrect);
    QCOMPARE(json["attacked"].toInt(), attacked);
    QCOMPARE(json["successes"].toInt(), successes);
    QCOMPARE(json["robust_accuracy"].toDouble(), robustCorrect / 90.0);
    QCOMPARE(json["success_rate"].toDouble(), static_cast<double>(successes) / attacked);
    const auto [low, high] = wilson(robustCorrect, 90.0);
    QVERIFY(std::abs(json["robust_accuracy_ci95"].toArray()[0].toDouble() - low) < 1e-12);
    QVERIFY(std::abs(json["robust_accuracy_ci95"].toArray()[1].toDouble() - high) < 1e-12);
    QVERIFY(std::abs(json["mean_linf"].toDouble() - sumLinf / attacked) < 1e-12);
    QVERIFY(std::abs(json["mean_l2"].toDouble() - sumL2 / attacked) < 1e-12);
    QCOMPARE(json["max_linf"].toDouble(), maxLinf);
    QCOMPARE(json["min_pixel"].toDouble(), least);
    QCOMPARE(json["max_pixel"].toDouble(), most);
    std::sort(lengths.begin(), lengths.end());
    const std::size_t half = lengths.size() / 2;
    const double median = lengths.size() % 2 == 1 ? lengths[half] : (lengths[half - 1] + lengths[half]) / 2.0;
    if (std::isfinite(median)) // infinite where more than half of the attacks failed: then null
        QVERIFY(std::abs(json["median_l2"].toDouble() - median) < 1e-12);
    else
        QVERIFY(json["median_l2"].isNull());
}

void ProgramTest::evaluateJsonHasItsKeys()
{
    const program::Ended ended = program::run(
        {"evaluate", "--model", "standard", "--model", "robust", "--dataset", "sample:test[0:50]", "--attack",
            "fgsm", "--attack", "noise", "--epsilons", "0:0.2:0.1", "--json", "-"});
    QCOMPARE(ended.code, 0);
    const QJsonObject json = ended.json();
    QCOMPARE(keysOf(json),
        words("program version command models dataset threads device libtorch n complete epsilons "
              "gradient_evaluations forward_evaluations wall_seconds curves"));
    QCOMPARE(json["curves"].toArray().size(), 4);
    QCOMPARE(json["complete"].toBool(), true);
    for (const QJsonValue& curve : json["curves"].toArray()) {
        QCOMPARE(keysOf(curve.toObject()),
            words("model model_id attack seed n clean_correct clean_accuracy "
                  "clean_accuracy_ci95 points warnings"));
        QCOMPARE(curve["points"].toArray().size(), 3);
        QCOMPARE(keysOf(curve["points"].toArray()[0].toObject()),
            words("epsilon n correct accuracy accuracy_ci95"));
        QCOMPARE(curve["points"].toArray()[0].toObject()["correct"], curve["clean_correct"]);
        QVERIFY(!curve["attack"].toObject()["parameters"].toObject().contains("epsilon"));
    }
}

void ProgramTest::evaluateAgreesWithAttack()
{
    const QStringList common{
        "--model", "standard", "--dataset", "sample:test[0:90]", "--attack", "pgd", "--steps", "5"};
    const QString csv = path("curve.csv");
    const QJsonObject curve = program::run(
        QStringList("evaluate") + common + QStringList{"--epsilons", "0.05,0.1", "--json", "-", "--csv", csv})
                                  .json()["curves"]
                                  .toArray()[0]
                                  .toObject();
    for (const QJsonValue& point : curve["points"].toArray()) {
        const QString epsilon = QString::number(point["epsilon"].toDouble());
        const QJsonObject attack
            = program::run(QStringList("attack") + common + QStringList{"--epsilon", epsilon, "--json", "-"})
                  .json();
        QCOMPARE(point["correct"], attack["robust_correct"]);
        QCOMPARE(point["n"], attack["n"]);
        QCOMPARE(point["accuracy"], attack["robust_accuracy"]);
        QCOMPARE(point["accuracy_ci95"], attack["robust_accuracy_ci95"]);
        QVERIFY(contentOf(csv).contains("," + epsilon.toUtf8() + ","));
    }
}

void ProgramTest::sameSeedSameResult()
{
    const auto once = [this](const char* seed, const QString& name) {
        return withoutTimes(program::run(
            kAttack + QStringList{"--seed", seed, "--out", path(name), "--json", "-", "--per-image"})
                                .json());
    };
    const QJsonObject one = once("5", "one.npy"), again = once("5", "again.npy"),
                      other = once("6", "other.npy");
    QVERIFY(!one.isEmpty());
    QCOMPARE(one, again);
    QCOMPARE(contentOf(path("one.npy")), contentOf(path("again.npy")));
    QVERIFY(contentOf(path("one.npy")) != contentOf(path("other.npy")));
}

void ProgramTest::threadsDoNotMatter()
{
    const auto once = [this](const char* threads) {
        return withoutTimes(program::run(kAttack
            + QStringList{"--threads", threads, "--out", path(QString("t") + threads), "--json", "-",
                "--per-image"})
                                .json());
    };
    const QJsonObject one = once("1");
    QVERIFY(!one.isEmpty());
    QCOMPARE(one, once("2"));
    QCOMPARE(contentOf(path("t1")), contentOf(path("t2")));
    const auto evaluated = [](const char* threads) {
        return withoutTimes(
            program::run({"evaluate", "--dataset", "sample:test[0:150]", "--attack", "pgd", "--steps", "3",
                             "--epsilons", "0:0.2:0.1", "--json", "-", "--threads", threads})
                .json());
    };
    QCOMPARE(evaluated("1"), evaluated("2"));
}

void ProgramTest::aSessionIsReported()
{
    const QString session = QStringLiteral(EPSILONLAB_TEST_DATA "/broken/session/good.epslab");
    const QStringList report{"report", "--session", session, "--limit", "10", "--out", path("session.md")};
    const program::Ended made = program::run(report);
    QVERIFY2(made.code == 0, made.err.constData());
    QFile file(path("session.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (const char* part : {"| Standard |", "| Robust |", "FGSM",
             "A picture of one's own, not of the data set", "\u03B5 0.300 (76.5/255)"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    const program::Ended both = program::run(report + QStringList{"--model", "standard"});
    QCOMPARE(both.code, 2);
    QVERIFY2(both.errors().contains("--model and --session cannot be given together"), both.err.constData());
}

void ProgramTest::picturesAndFolders()
{
    const QString picture = BrokenRow::folder() + "image/good.png";
    const program::Ended one
        = program::run({"attack", "--images", picture, "--labels", "1", "--epsilon", "0.05", "--json", "-"});
    QCOMPARE(one.code, 0);
    QCOMPARE(one.json()["n"].toInt(), 1);
    QCOMPARE(one.json()["clean_correct"].toInt(), 1); // an upright stroke is a 1
    QDir(m_folder.path()).mkpath("pictures/1");
    QDir(m_folder.path()).mkpath("pictures/7");
    QVERIFY(QFile::copy(picture, path("pictures/1/one.png")));
    QVERIFY(QFile::copy(picture, path("pictures/7/not-seven.png")));
    const program::Ended both
        = program::run({"attack", "--dataset", path("pictures"), "--epsilon", "0.05", "--json", "-"});
    QCOMPARE(both.code, 0);
    QCOMPARE(both.json()["n"].toInt(), 2);
    QCOMPARE(both.json()["clean_correct"].toInt(), 1);
    QCOMPARE(both.json()["attacked"].toInt(), 1);
}

void ProgramTest::worksInAnotherFolder()
{
    const program::Ended ended = program::run({"evaluate", "--dataset", "sample[0:20]", "--attack", "fgsm",
                                                  "--epsilons", "0.1", "--out", "results"},
        m_folder.path());
    QCOMPARE(ended.code, 0);
    QVERIFY(QJsonDocument::fromJson(contentOf(path("results/results.json"))).isObject());
    QVERIFY(contentOf(path("results/results.csv")).count('\n') == 2);
    QVERIFY(ended.text().contains("Standard"));
}

void ProgramTest::noDisplayNoWindow()
{
    const program::Ended ended = program::run({});
#ifdef EPSILONLAB_GUI
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.errors().contains("The window needs a display and there is none here that answers."),
        ended.err);
#else
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.errors().contains(
                 "Starting without a subcommand needs the window, and this program was built without it."),
        ended.err);
#endif
}

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
