// SPDX-License-Identifier: GPL-3.0-or-later
#include "imaging/digit_fit.h"
#include "imaging/picture.h"

#include "io/expect_error.h"

#include "data/dataset.h"
#include "data/file_io.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QImageReader>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace epsilonlab;

/// Pictures on their way to 28 x 28, held against MNIST itself: the built-in sample was made by those who
/// made MNIST.
class ImagingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mnistIsLeftAlone();
    void aLargeDarkPictureBecomesTheDigitAgain();
    void centreAndSizeAreThoseOfMnist();
    void formatsAgree_data();
    void formatsAgree();
    void sixteenBitsKeepTheirDepth();
    void transparencyHasAGround_data();
    void transparencyHasAGround();
    void isNeverTurned();
    void shadowsAndSpecksDoNotCount();
    void shapeIsKept_data();
    void shapeIsKept();
    void readyPicturesAreTakenAsTheyAre();
    void wholePicturesKeepEverything();
    void theNoteSaysWhatWasDone();
    void classFolders();
    void classFoldersWithParts();
    void classNamesOfFashion();
    void otherClassNamesAreNumbered();
    void oneInkForAFolder();
    void aPictureWithItsLabel();
    void labelsOfPictures_data();
    void labelsOfPictures();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString save(const QImage& image, const QString& name, const char* format = "PNG");

    QTemporaryDir m_folder;
};

namespace {

constexpr int kDigits = 200; ///< of the sample: enough for every class many times

QImage sampleDigit(std::int64_t index)
{
    std::array<float, kImagePixels> pixels{};
    openDataset({"sample:test"}).copyImage(index, pixels.data());
    QImage image(kImageSide, kImageSide, QImage::Format_Grayscale8);
    for (int i = 0; i < kImagePixels; ++i)
        image.scanLine(i / kImageSide)[i % kImageSide]
            = static_cast<uchar>(std::lround(pixels[static_cast<std::size_t>(i)] * 255.0F));
    return image;
}

GreyPicture grey(const QImage& image)
{
    GreyPicture picture{image.width(), image.height(), {}, ""};
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            picture.pixels.push_back(static_cast<float>(qGray(image.pixel(x, y))) / 255.0F);
    return picture;
}

FittedPicture fitDigit(const QImage& image)
{
    return fitPicture(grey(image), ImageFit::Digit, "test");
}

double meanDifference(const std::vector<std::uint8_t>& bytes, const QImage& image)
{
    double sum = 0.0;
    for (int i = 0; i < kImagePixels; ++i)
        sum += std::abs(static_cast<double>(bytes[static_cast<std::size_t>(i)])
            - qGray(image.pixel(i % kImageSide, i / kImageSide)));
    return sum / kImagePixels / 255.0;
}

std::vector<std::uint8_t> bytesOf(const OpenedImage& opened)
{
    std::vector<std::uint8_t> bytes;
    for (const float pixel : opened.image.pixels)
        bytes.push_back(static_cast<std::uint8_t>(std::lround(pixel * 255.0F)));
    return bytes;
}

/// A dark stroke on light paper: an L, so that turning and mirroring show.
QImage letter(int width, int height, QImage::Format format = QImage::Format_RGB32)
{
    QImage image(width, height, format);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.fillRect(width / 4, height / 8, width / 8, height * 3 / 4, Qt::black);
    painter.fillRect(width / 4, height * 3 / 4, width / 2, height / 8, Qt::black);
    return image;
}

/// A 4 of three strokes: unlike that of the L, its centre of mass can be brought to the middle.
QImage four(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.fillRect(width / 4, height / 8, width / 10, height / 2, Qt::black);
    painter.fillRect(width / 4, height / 2, width / 2, height / 8, Qt::black);
    painter.fillRect(width * 5 / 8, height / 8, width / 10, height * 3 / 4, Qt::black);
    return image;
}

}

QString ImagingTest::save(const QImage& image, const QString& name, const char* format)
{
    const QString file = path(name);
    QDir().mkpath(QFileInfo(file).path());
    return image.save(file, format, 100) ? file : QString();
}

void ImagingTest::mnistIsLeftAlone()
{
    int identical = 0;
    for (int i = 0; i < kDigits; ++i) {
        const QImage digit = sampleDigit(i);
        const FittedPicture fitted = fitDigit(digit);
        QCOMPARE(fitted.ink, Ink::Light);
        const double difference = meanDifference(fitted.bytes, digit);
        identical += difference == 0.0 ? 1 : 0;
        // Where the outermost row is all fringe, the box is one pixel smaller and the digit a twentieth
        // larger.
        QVERIFY2(difference < 0.06, qPrintable(QString("digit %1: %2").arg(i).arg(difference)));
    }
    QVERIFY2(identical > kDigits * 3 / 4, qPrintable(QString::number(identical)));
}

void ImagingTest::aLargeDarkPictureBecomesTheDigitAgain()
{
    double total = 0.0;
    for (int i = 0; i < kDigits; ++i) {
        const QImage digit = sampleDigit(i);
        QImage page(700, 500, QImage::Format_RGB32);
        page.fill(Qt::black);
        QPainter painter(&page);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRect(60 + i, 20, 420, 420), digit);
        painter.end();
        page.invertPixels();
        const FittedPicture fitted = fitDigit(page);
        QCOMPARE(fitted.ink, Ink::Dark);
        QCOMPARE(std::max(fitted.width, fitted.height), 20);
        total += meanDifference(fitted.bytes, digit);
    }
    // Enlarging blurs each edge by half a pixel; a digit has some 100 edge pixels of 784, wrong by about 0.2:
    // 0.025.
    QVERIFY2(total / kDigits < 0.04, qPrintable(QString::number(total / kDigits)));
}

void ImagingTest::centreAndSizeAreThoseOfMnist()
{
    for (const QSize size : {QSize(300, 200), QSize(64, 640), QSize(40, 40), QSize(1000, 900)}) {
        const FittedPicture fitted = fitDigit(four(size.width(), size.height()));
        double sum = 0.0, x = 0.0, y = 0.0;
        for (int i = 0; i < kImagePixels; ++i) {
            const double value = fitted.bytes[static_cast<std::size_t>(i)];
            sum += value;
            x += value * (i % kImageSide);
            y += value * (i / kImageSide);
        }
        QCOMPARE(std::max(fitted.width, fitted.height), 20);
        QVERIFY2(x / sum >= 13.5 && x / sum < 14.5, qPrintable(QString::number(x / sum)));
        QVERIFY2(y / sum >= 13.5 && y / sum < 14.5, qPrintable(QString::number(y / sum)));
    }
}

void ImagingTest::formatsAgree_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("png") << QByteArray("PNG") << 0.0;
    QTest::newRow("bmp") << QByteArray("BMP") << 0.0;
    QTest::newRow("pgm") << QByteArray("PGM") << 0.0;
    QTest::newRow("jpeg") << QByteArray("JPEG") << 0.01; // lossy, at quality 100
}

void ImagingTest::formatsAgree()
{
    QFETCH(QByteArray, format);
    QFETCH(double, tolerance);
    const QImage image = letter(120, 90, QImage::Format_Grayscale8);
    // The name says nothing true: only the content counts.
    const QString file = save(image, "picture-" + format + ".dat", format);
    const GreyPicture picture = readPicture(file.toStdString());
    const GreyPicture wanted = grey(image);
    QCOMPARE(picture.width, 120);
    QCOMPARE(picture.height, 90);
    for (std::size_t i = 0; i < wanted.pixels.size(); ++i)
        QVERIFY(std::abs(picture.pixels[i] - wanted.pixels[i]) <= tolerance);
}

void ImagingTest::sixteenBitsKeepTheirDepth()
{
    QImage image(16, 16, QImage::Format_Grayscale16);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            reinterpret_cast<quint16*>(image.scanLine(y))[x] = static_cast<quint16>(1000 + 7 * (16 * y + x));
    const GreyPicture picture = readPicture(save(image, "deep.png").toStdString());
    QCOMPARE(picture.pixels[0], 1000.0F / 65535.0F);
    QCOMPARE(picture.pixels[17], 1119.0F / 65535.0F);
}

void ImagingTest::transparencyHasAGround_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QString>("ground");
    QTest::newRow("dark ink") << QColor(Qt::black) << "white";
    QTest::newRow("light ink") << QColor(Qt::white) << "black";
}

void ImagingTest::transparencyHasAGround()
{
    QFETCH(QColor, ink);
    QImage image(60, 60, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter(&image).fillRect(25, 10, 8, 40, ink);
    const std::string file = save(image, "glass.png").toStdString();
    QTEST(QString(QLatin1String(readPicture(file).transparentAs)), "ground");
    const OpenedImage opened = openPicture(file, ImageFit::Automatic);
    QCOMPARE(opened.crop.x, 25);
    QCOMPARE(opened.crop.width, 8);
    QCOMPARE(opened.image.pixels[14 * kImageSide + 14], 1.0F);
    QCOMPARE(opened.image.pixels[0], 0.0F);
}

/// A camera that was held upright writes the picture as it lies and asks for a turn (EXIF orientation 6). It
/// is not taken.
void ImagingTest::isNeverTurned()
{
    const QImage image = letter(200, 100, QImage::Format_Grayscale8);
    const std::string plain = readFile(save(image, "plain.jpg", "JPEG").toStdString(), 1000000);
    const std::string turn("\xff\xe1\x00\x22"
                           "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
        36);
    writeFileAtomically(path("turned.jpg").toStdString(), plain.substr(0, 2) + turn + plain.substr(2));
    const QImage asked = [this] {
        QImageReader reader(path("turned.jpg"));
        reader.setAutoTransform(true);
        return reader.read();
    }();
    QCOMPARE(asked.size(), QSize(100, 200)); // the file really asks for it
    const GreyPicture picture = readPicture(path("turned.jpg").toStdString());
    QCOMPARE(picture.width, 200);
    QCOMPARE(picture.pixels, readPicture(path("plain.jpg").toStdString()).pixels);
}

void ImagingTest::shadowsAndSpecksDoNotCount()
{
    QImage page = letter(300, 300);
    for (int y = 0; y < 300; ++y)
        for (int x = 0; x < 300; ++x) {
            const int level = qGray(page.pixel(x, y)) * (800 + x / 3) / 1000; // a shadow to the left
            page.setPixel(x, y, qRgb(level, level, level));
        }
    const FittedPicture clean = fitDigit(page);
    page.setPixel(280, 20, qRgb(0, 0, 0));
    page.setPixel(281, 20, qRgb(0, 0, 0));
    const FittedPicture specked = fitDigit(page);
    QCOMPARE(clean.crop.x, 75);
    QCOMPARE(clean.crop.width, 150);
    QCOMPARE(specked.crop.x, clean.crop.x);
    QCOMPARE(specked.crop.width, clean.crop.width);
    QCOMPARE(specked.bytes, clean.bytes);
}

void ImagingTest::shapeIsKept_data()
{
    QTest::addColumn<QRect>("ink");
    QTest::addColumn<QSize>("expected");
    QTest::newRow("tall") << QRect(50, 10, 30, 120) << QSize(5, 20);
    QTest::newRow("wide") << QRect(10, 50, 120, 60) << QSize(20, 10);
    QTest::newRow("square") << QRect(10, 10, 90, 90) << QSize(20, 20);
    QTest::newRow("hairline") << QRect(70, 10, 1, 120) << QSize(1, 20);
}

void ImagingTest::shapeIsKept()
{
    QFETCH(QRect, ink);
    QImage image(150, 150, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter(&image).fillRect(ink, Qt::black);
    const FittedPicture fitted = fitDigit(image);
    QTEST(QSize(fitted.width, fitted.height), "expected");
    QCOMPARE(QRect(fitted.crop.x, fitted.crop.y, fitted.crop.width, fitted.crop.height), ink);
    QCOMPARE(*std::max_element(fitted.bytes.begin(), fitted.bytes.end()), std::uint8_t{255});
}

void ImagingTest::readyPicturesAreTakenAsTheyAre()
{
    const QImage digit = sampleDigit(3);
    const OpenedImage opened = openPicture(save(digit, "ready.png").toStdString(), ImageFit::Automatic);
    QCOMPARE(meanDifference(bytesOf(opened), digit), 0.0);
    QImage negative = digit;
    negative.invertPixels();
    const OpenedImage inverted
        = openPicture(save(negative, "negative.png").toStdString(), ImageFit::Automatic);
    QVERIFY(inverted.isInverted);
    QCOMPARE(inverted.image, opened.image);
}

void ImagingTest::wholePicturesKeepEverything()
{
    QImage image(56, 28, QImage::Format_Grayscale8);
    image.fill(Qt::black);
    QPainter(&image).fillRect(0, 0, 20, 28, Qt::white);
    const FittedPicture fitted = fitPicture(grey(image), ImageFit::Whole, "test");
    QCOMPARE(fitted.crop.width, 56);
    // 56 x 28 lies in the middle of 56 x 56: half the size, white on rows 7 to 20 and columns 0 to 9.
    QCOMPARE(fitted.bytes[7 * kImageSide + 9], std::uint8_t{255});
    QCOMPARE(fitted.bytes[20 * kImageSide], std::uint8_t{255});
    QCOMPARE(fitted.bytes[7 * kImageSide + 10], std::uint8_t{0});
    QCOMPARE(fitted.bytes[21 * kImageSide], std::uint8_t{0});
}

void ImagingTest::theNoteSaysWhatWasDone()
{
    const auto note = [this](const QImage& image, ImageFit fit) {
        return QString::fromStdString(openPicture(save(image, "x.png").toStdString(), fit).note);
    };
    QCOMPARE(note(letter(320, 160), ImageFit::Automatic),
        QString(
            "x.png (320 x 160 pixels) was cropped to its ink of 160 x 120 pixels, scaled to 20 x 15 and centred by its "
            "mass as in MNIST; its ink is dark, so light and dark were exchanged."));
    QCOMPARE(
        note(sampleDigit(0), ImageFit::Automatic), QString("x.png (28 x 28 pixels) was taken as it is."));
    QCOMPARE(note(letter(320, 160), ImageFit::Whole),
        QString(
            "x.png (320 x 160 pixels) was scaled to 28 x 28 as a whole; its ink is dark, so light and dark were "
            "exchanged."));
}

void ImagingTest::classFolders()
{
    save(sampleDigit(0), "digits/7/b.png");
    save(sampleDigit(1), "digits/7/a.png");
    save(letter(200, 200), "digits/1/large.png");
    save(sampleDigit(2), "digits/not-in-a-class.png");
    save(sampleDigit(2), "digits/.hidden/x.png");
    const DatasetView view = openDataset({path("digits").toStdString()});
    QCOMPARE(view.count, std::int64_t{3});
    QCOMPARE(view.label(0), 1);
    QCOMPARE(view.label(1), 7);
    QCOMPARE(view.data->classNames.size(), std::size_t{10});
    QVERIFY(view.data->part.empty());
    std::array<float, kImagePixels> pixels{};
    view.copyImage(1, pixels.data()); // a.png comes before b.png
    QCOMPARE(std::lround(pixels[14 * kImageSide + 14] * 255.0F), long(qGray(sampleDigit(1).pixel(14, 14))));
    QCOMPARE(openDataset({path("digits").toStdString() + "[1:3]"}).count, std::int64_t{2});
}

void ImagingTest::classFoldersWithParts()
{
    save(sampleDigit(0), "parts/train/3/a.png");
    save(sampleDigit(1), "parts/train/4/a.png");
    save(sampleDigit(2), "parts/test/5/a.png");
    const std::string folder = path("parts").toStdString();
    QCOMPARE(openDataset({folder + ":train"}).count, std::int64_t{2});
    QCOMPARE(openDataset({folder}).label(0), 5);
    QCOMPARE(openDataset({folder}, "train").name(), folder + ":train");
    save(sampleDigit(0), "no-parts/3/a.png");
    QCOMPARE(thrownBy([&] { static_cast<void>(openDataset({path("no-parts").toStdString() + ":train"})); }),
        "bad-parameter: " + path("no-parts") + " has no training and test parts. Leave out \":train\".");
}

void ImagingTest::classNamesOfFashion()
{
    save(sampleDigit(0), "clothes/Bag/a.png");
    save(sampleDigit(1), "clothes/ankle-boot/a.png");
    save(sampleDigit(2), "clothes/T-shirt_top/a.png");
    const DatasetView view = openDataset({path("clothes").toStdString()});
    QCOMPARE(view.label(0), 0);
    QCOMPARE(view.label(1), 8);
    QCOMPARE(view.label(2), 9);
    QCOMPARE(view.data->classNames[9], std::string("Ankle boot"));
}

void ImagingTest::otherClassNamesAreNumbered()
{
    save(sampleDigit(0), "animals/dog/a.png");
    save(sampleDigit(1), "animals/cat/a.png");
    const DatasetView view = openDataset({path("animals").toStdString()});
    QCOMPARE(view.data->classNames, (std::vector<std::string>{"cat", "dog"}));
    QCOMPARE(view.label(1), 1);
}

/// One picture full of ink must not be exchanged where all others are light on dark.
void ImagingTest::oneInkForAFolder()
{
    QImage full(28, 28, QImage::Format_Grayscale8);
    full.fill(QColor(200, 200, 200));
    QPainter(&full).fillRect(10, 10, 8, 8, Qt::black);
    QVERIFY(openPicture(save(full, "ink/0/full.png").toStdString(), ImageFit::Automatic).isInverted);
    save(sampleDigit(0), "ink/1/a.png");
    save(sampleDigit(1), "ink/1/b.png");
    const DatasetView view = openDataset({path("ink").toStdString()});
    QCOMPARE(int(view.data->bytes[0]), 200);
}

void ImagingTest::aPictureWithItsLabel()
{
    const std::string file = save(letter(100, 100), "one.png").toStdString();
    const DatasetView labelled = openDataset({file + ":7"});
    QCOMPARE(labelled.count, std::int64_t{1});
    QCOMPARE(labelled.label(0), 7);
    QCOMPARE(openDataset({file}).label(0), -1);
    QCOMPARE(labelled.data->bytes, openDataset({file}).data->bytes);
}

void ImagingTest::labelsOfPictures_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no class") << "10"
                              << "bad-parameter: The label 10 of {} is no class; choose one from 0 to 9.";
    QTest::newRow("negative") << "-1"
                              << "bad-parameter: The label -1 of {} is no class; choose one from 0 to 9.";
    QTest::newRow("no file") << "seven.npy"
                             << "not-found: seven.npy does not exist. Check the name and the folder.";
}

void ImagingTest::labelsOfPictures()
{
    QFETCH(QString, label);
    QFETCH(QString, expected);
    const QString file = save(letter(100, 100), "one.png");
    expected.replace("{}", file);
    QCOMPARE(
        thrownBy([&] { static_cast<void>(openDataset({(file + ':' + label).toStdString()})); }), expected);
}

QTEST_GUILESS_MAIN(ImagingTest)
#include "test_imaging.moc"
