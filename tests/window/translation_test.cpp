// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/broken_table.h"

#include "api/export.h"
#include "api/results.h"
#include "text/core_text.h"
#include "text/language.h"
#include "text/pseudo_translator.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <map>
#include <set>
#include <vector>

using namespace epsilonlab;
using namespace epsilonlab::ui;

namespace {

struct Message
{
    QString context, source;
    QStringList forms; ///< one, or as many as the language has plural forms
    QString state; ///< "unfinished", "vanished", ...; empty: done
    bool isPlural = false;

    QString key() const
    {
        return context + QChar(0x1f) + source + (isPlural ? QStringLiteral(" [plural]") : QString());
    }
};

Message messageAt(QXmlStreamReader& xml, const QString& context)
{
    Message message{
        context, {}, {}, {}, xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes")};
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            message.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            message.state = xml.attributes().value(QLatin1String("type")).toString();
            if (!message.isPlural)
                message.forms << xml.readElementText();
            else
                while (xml.readNextStartElement())
                    message.forms << xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

std::vector<Message> messagesIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages.push_back(messageAt(xml, context));
    }
    return messages;
}

std::set<QString> keysOf(const std::vector<Message>& messages)
{
    std::set<QString> keys;
    for (const Message& message : messages)
        keys.insert(message.key());
    return keys;
}

QString linesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Everything that a translation must keep, sorted: placeholders, tags, file patterns.
QStringList fixedParts(const QString& text)
{
    static const QRegularExpression expression(
        QStringLiteral("%L?[0-9n]+|</?[a-z][^>]*>|\\*[.%][a-z0-9]+|;;"));
    QStringList parts;
    for (auto found = expression.globalMatch(text); found.hasNext();)
        parts << found.next().captured();
    parts.sort();
    return parts;
}

bool hasMnemonic(const QString& text)
{
    static const QRegularExpression expression(QStringLiteral("&[A-Za-z%]"));
    static const QRegularExpression entity(QStringLiteral("&[a-z]+;"));
    return QString(text).remove(entity).contains(expression);
}

bool hasChinese(const QString& text)
{
    return std::any_of(
        text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x4e00 && c.unicode() <= 0x9fff; });
}

/// English that is left: names and ids are single words, sentences need these.
bool hasEnglish(const QString& text)
{
    static const QRegularExpression expression(QStringLiteral(
        "(?<![-/\\w.{])(the|is|are|was|were|has|have|and|or|of|to|an|not|no|with|for|but)(?![-\\w.\"])"));
    return text.contains(expression);
}

const QString kChinese = QStringLiteral(EPSILONLAB_SOURCE_DIR "/translations/epsilonlab_zh_CN.ts");
const QString kEnglish = QStringLiteral(EPSILONLAB_SOURCE_DIR "/translations/epsilonlab_en.ts");

} // namespace

/// The files of translations/: complete, and right in what a program can see.
class TranslationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Language::use(*qApp, QStringLiteral("en")); }
    void everySentenceIsInTheFiles();
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void whatIsFixedStays();
    void mnemonicsAreTakenOut();
    void pluralFormsAreRight();
    void everyTextOfCoreIsTranslated();
    void sentencesOfBrokenFiles_data();
    void sentencesOfBrokenFiles();
    void sentencesWithValues_data();
    void sentencesWithValues();
    void thePictureInWords_data();
    void thePictureInWords();
    void namesStay();
    void englishStaysAsCoreSaysIt();
    void thePseudoLanguageIsLonger();
};

/// As translations/update would leave them: a sentence that the source has and the files have not fails here.
void TranslationTest::everySentenceIsInTheFiles()
{
    const QTemporaryDir folder;
    for (const QString& path : {kChinese, kEnglish})
        QVERIFY(QFile::copy(path, folder.filePath(path.section('/', -1))));
    QProcess update;
    update.setProcessChannelMode(QProcess::MergedChannels);
    update.setWorkingDirectory(QStringLiteral(EPSILONLAB_SOURCE_DIR));
    update.start(QStringLiteral("bash"),
        {QStringLiteral("translations/update"), QStringLiteral(EPSILONLAB_BUILD_DIR), folder.path()});
    QVERIFY2(update.waitForFinished(120000) && update.exitCode() == 0, update.readAll().constData());
    const char* const advice = "Run translations/update and translate what is new (translations/README.md).";
    const QString texts = linesOf(folder.filePath(QStringLiteral("core_texts.new")));
    QVERIFY(!texts.isEmpty());
    QVERIFY2(texts == linesOf(QStringLiteral(EPSILONLAB_SOURCE_DIR "/ui/text/core_texts.def")), advice);
    for (const QString& path : {kChinese, kEnglish}) {
        const std::set<QString> present = keysOf(messagesIn(path)),
                                wanted = keysOf(messagesIn(folder.filePath(path.section('/', -1))));
        for (const QString& key : wanted)
            QVERIFY2(present.contains(key),
                qPrintable(QStringLiteral("new: \"%1\". %2").arg(key, QLatin1String(advice))));
        for (const QString& key : present)
            QVERIFY2(wanted.contains(key),
                qPrintable(QStringLiteral("gone: \"%1\". %2").arg(key, QLatin1String(advice))));
    }
}

void TranslationTest::everyTextIsTranslated_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("Chinese") << kChinese;
    QTest::newRow("English plurals") << kEnglish;
}

void TranslationTest::everyTextIsTranslated()
{
    QFETCH(QString, path);
    const std::vector<Message> messages = messagesIn(path);
    QVERIFY(!messages.empty());
    for (const Message& message : messages) {
        QVERIFY2(message.state.isEmpty(), qPrintable(message.state + ": " + message.source));
        for (const QString& form : message.forms)
            QVERIFY2(!form.isEmpty(), qPrintable(message.source));
        // Names of attacks stay; what has three words is a sentence.
        if (path == kChinese && message.source.count(' ') >= 2
            && message.source.contains(QRegularExpression("\\b[a-z]{3}")))
            QVERIFY2(hasChinese(message.forms.first()), qPrintable(message.source));
    }
}

void TranslationTest::whatIsFixedStays()
{
    for (const QString& path : {kChinese, kEnglish})
        for (const Message& message : messagesIn(path))
            for (const QString& form : message.forms) {
                QCOMPARE(fixedParts(form), fixedParts(message.source));
                QVERIFY2(hasMnemonic(form) == hasMnemonic(message.source), qPrintable(form));
            }
}

void TranslationTest::mnemonicsAreTakenOut()
{
    QCOMPARE(withoutMnemonic(QStringLiteral("&Open\u2026")), QStringLiteral("Open\u2026"));
    QCOMPARE(withoutMnemonic(QStringLiteral("\u6253\u5F00(&O)\u2026")), QStringLiteral("\u6253\u5F00\u2026"));
}

void TranslationTest::pluralFormsAreRight()
{
    for (const Message& message : messagesIn(kChinese))
        QCOMPARE(message.forms.size(), 1);
    for (const Message& message : messagesIn(kEnglish))
        QCOMPARE(message.forms.size(), 2);
    const auto warnings = [](int n) {
        return QCoreApplication::translate("epsilonlab::ui::StatusLine", "%n warning(s)", "", n);
    };
    QCOMPARE(warnings(0), QStringLiteral("0 warnings"));
    QCOMPARE(warnings(1), QStringLiteral("1 warning"));
    QCOMPARE(warnings(2), QStringLiteral("2 warnings"));
    Language::use(*qApp, QStringLiteral("zh"));
    QCOMPARE(warnings(2), QStringLiteral("2 \u6761\u8B66\u544A"));
}

void TranslationTest::everyTextOfCoreIsTranslated()
{
    std::map<QString, QString> files;
    for (const Message& message : messagesIn(kChinese))
        if (message.context == QLatin1String("core"))
            files[message.source] = message.forms.first();
    const QStringList texts = text::textsOfCore();
    QVERIFY(texts.size() > 500);
    Language::use(*qApp, QStringLiteral("zh"));
    for (const QString& each : texts) {
        QVERIFY2(files.contains(each), qPrintable(each));
        if (!each.contains('%'))
            QCOMPARE(text::ofCore(each.toStdString()), files.at(each));
    }
}

void TranslationTest::sentencesOfBrokenFiles_data()
{
    QTest::addColumn<QString>("sentence");
    int number = 0;
    for (const BrokenRow& row : brokenRows())
        if (!row.sentence.endsWith(QChar(0x2026)) && row.code != QLatin1String("code"))
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(row.name()).arg(++number)))
                << row.expected();
}

void TranslationTest::sentencesOfBrokenFiles()
{
    QFETCH(QString, sentence);
    Language::use(*qApp, QStringLiteral("zh"));
    const QString chinese = text::ofCore(sentence.toStdString());
    QVERIFY2(hasChinese(chinese), qPrintable(chinese));
    QVERIFY2(!hasEnglish(chinese), qPrintable(chinese));
}

void TranslationTest::sentencesWithValues_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("chinese");
    QTest::newRow("a parameter")
        << "steps is \"0\"; allowed is a whole number from 1 to 10000. Choose one of these values."
        << QStringLiteral("steps 为“0”；允许的是 1 到 10000 的整数。请从中选择。");
    QTest::newRow("a range by norm")
        << "epsilon is \"3\"; allowed is a number from 0 to 1 for norm linf, 0 to 28 for norm l2. Choose one of these values."
        << QStringLiteral(
               "epsilon 为“3”；允许的是 0 到 1 的数（linf 范数），0 到 28（l2 范数）。请从中选择。");
    QTest::newRow("a place and a problem")
        << "/tmp/my recipe.json: There is no parameter \"x\" here; known are: lr, epochs."
        << QStringLiteral("/tmp/my recipe.json：这里没有参数“x”；已知的有：lr, epochs。");
    QTest::newRow("two sentences")
        << "/tmp/run cannot be written; the disk may be full. The training goes on, but nothing of it is written."
        << QStringLiteral("无法写入 /tmp/run；磁盘可能已满。训练会继续，但不会写入任何内容。");
    QTest::newRow("amounts")
        << "Square, a single step, fools 3 images more at epsilon 0.1. An attack of many steps should not miss these: try other steps, step sizes or restarts."
        << QStringLiteral(
               "只走一步的 Square 在 epsilon 0.1 处多骗过 3 张图像。多步攻击不应漏掉这些：请尝试其他步数、步长或重启次数。");
    QTest::newRow("an alarm")
        << "Under FGSM 91.0 % are read right, under PGD-10 only 17.0 % (n = 1000 held-out images, epsilon 0.300): the network hides from single steps and is not robust. Train with n-fgsm or pgd-at; early-stopping 2 keeps the best epoch."
        << QStringLiteral(
               "FGSM 下 91.0 % 读对，PGD-10 下只有 17.0 %（n = 1000 张留出图像，epsilon 0.300）：网络只是躲开单步攻击，并不鲁棒。请用 n-fgsm 或 pgd-at 训练；early-stopping 2 会保留最好的轮次。");
    QTest::newRow("an alarm's advice")
        << "Of the last 2000 images 99.9 % were read as class 3, and 10.1 % of all rightly: the network does not look at its input. Start again with a smaller learning rate, or let epsilon grow from 0 (epsilon-ramp 0.5)."
        << QStringLiteral(
               "最近 2000 张图像中有 99.9 % 被读作类别 3，总共 10.1 % 正确：网络没有看它的输入。请用更小的学习率重新开始，或者让 epsilon 从 0 开始增长（epsilon-ramp 0.5）。");
    QTest::newRow("a note")
        << "seven.png (400 x 300 pixels) was cropped to its ink of 90 x 200 pixels, scaled to 9 x 20 and centred by its mass as in MNIST; its ink is dark, so light and dark were exchanged."
        << QStringLiteral(
               "seven.png（400 x 300 像素）裁剪到 90 x 200 像素的笔迹范围，缩放到 9 x 20，并像 MNIST 那样按重心居中；笔迹较深，因此对调了明暗。");
    QTest::newRow("a data set")
        << "Fashion-MNIST is not on this computer. Run \"epsilonlab datasets fetch fashion-mnist\" first."
        << QStringLiteral(
               "Fashion-MNIST 不在这台计算机上。请先运行 \"epsilonlab datasets fetch fashion-mnist\"。");
    QTest::newRow("a warning")
        << "The gradient was exactly zero for 5 of 100 attacked images, so the attack could not move there. This is not robustness: try an attack without gradients."
        << QStringLiteral(
               "100 张受攻击图像中有 5 张的梯度恰好为零，攻击在那里无法移动。这不是鲁棒性：请尝试不用梯度的攻击。");
}

void TranslationTest::sentencesWithValues()
{
    QFETCH(QString, english);
    QFETCH(QString, chinese);
    Language::use(*qApp, QStringLiteral("zh"));
    QCOMPARE(text::ofCore(english.toStdString()), chinese);
}

void TranslationTest::thePictureInWords_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QString>("attack");
    for (const char* attack : {"fgsm", "deepfool", "spatial", "one-pixel"})
        for (const Verdict verdict : {Verdict::Held, Verdict::Fooled, Verdict::AlreadyWrong,
                 Verdict::TargetHit, Verdict::TargetMissed})
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(attack, verdictName(verdict))))
                << static_cast<int>(verdict) << attack;
}

void TranslationTest::thePictureInWords()
{
    QFETCH(int, verdict);
    QFETCH(QString, attack);
    PreviewResult result;
    result.tier = PreviewTier::Quick;
    result.request.attack.attackId = attack.toStdString();
    if (attack == QLatin1String("fgsm"))
        result.request.attack.values["epsilon"] = 0.15;
    ModelPreview model;
    model.modelName = "Standard";
    model.verdict = static_cast<Verdict>(verdict);
    model.label = model.cleanClass = 7;
    model.adversarialClass = model.target = 3;
    model.cleanProbabilities = model.adversarialProbabilities = std::vector<float>(10, 0.1F);
    model.gradientIsZero = true;
    model.progress = {Progress::State::Running, 3, 20};
    result.models = {model};
    Language::use(*qApp, QStringLiteral("zh"));
    const QString chinese = text::ofCore(previewSentence(result, 0));
    QVERIFY2(hasChinese(chinese) && !chinese.contains(QRegularExpression("[a-z]{4,}")), qPrintable(chinese));
}

void TranslationTest::namesStay()
{
    Language::use(*qApp, QStringLiteral("zh"));
    // What looks like a text of the program inside a path is none.
    QVERIFY(text::ofCore("/home/my 3 images does not exist. Check the name and the folder.")
                .startsWith("/home/my 3 images "));
    QVERIFY(text::ofCore("images does not exist. Check the name and the folder.").startsWith("images "));
    QVERIFY(text::ofCore("/tmp/50%1 off does not exist. Check the name and the folder.")
                .startsWith("/tmp/50%1 off "));
    QCOMPARE(text::ofCore("Words that core never said."), QStringLiteral("Words that core never said."));
    QCOMPARE(text::ofCore(""), QString());
}

void TranslationTest::englishStaysAsCoreSaysIt()
{
    for (const QString& each : text::textsOfCore())
        QCOMPARE(text::ofCore(each.toStdString()), each);
    QCOMPARE(text::choiceOfCore("cosine"), QStringLiteral("cosine"));
}

void TranslationTest::thePseudoLanguageIsLonger()
{
    for (const Message& message : messagesIn(kChinese)) {
        const QString longer = PseudoTranslator::stretched(message.source);
        QCOMPARE(fixedParts(longer), fixedParts(message.source));
        QVERIFY2(hasMnemonic(longer) == hasMnemonic(message.source), qPrintable(longer));
        static const QRegularExpression fixed(QStringLiteral("<[^>]*>|%L?[0-9n]+|\\(\\*[^)]*\\)(;;)?|&."));
        const qsizetype letters = QString(message.source).remove(fixed).size();
        QVERIFY2((longer.size() - message.source.size()) * 100 >= letters * 40, qPrintable(longer));
    }
    Language::use(*qApp, QStringLiteral("pseudo"));
    QVERIFY(text::ofCore("a.png is empty. Download or copy it again.").startsWith("a.png "));
}

QTEST_MAIN(TranslationTest)
#include "translation_test.moc"
