// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/catalogue.h"
#include "api/image.h"
#include "imaging/augmentation.h"
#include "models/random.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace epsilonlab;

namespace {

using Pixels = std::vector<float>;

Augmentation augmentationOf(const ParameterSet& values)
{
    return Augmentation::from(completed(catalogue::recipeParameters(), values));
}

Augmentation::Random randomOf(ImageRng& rng)
{
    return {[&rng] { return rng.uniform(); }, [&rng] { return rng.normal(); }};
}

Pixels applied(const Augmentation& augmentation, Pixels image, std::int64_t index = 0)
{
    ImageRng rng(7, index, 1);
    augmentation.apply(image.data(), randomOf(rng));
    return image;
}

/// A square of 6 x 6, off the middle.
Pixels square()
{
    Pixels image(kImagePixels, 0.0F);
    for (int y = 8; y < 14; ++y)
        for (int x = 10; x < 16; ++x)
            image[static_cast<std::size_t>(y * kImageSide + x)] = 0.75F;
    return image;
}

float inkOf(const Pixels& image)
{
    return std::accumulate(image.begin(), image.end(), 0.0F);
}

} // namespace

class AugmentationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAsked();
    void everyKindStaysInRangeAndBelongsToItsImage_data();
    void everyKindStaysInRangeAndBelongsToItsImage();
    void shiftKeepsInkAndMovesIt();
    void quarterTurnsAreExact();
    void noiseHasTheAskedDeviation();
    void cutoutHidesASquare();
    void elasticHasTheAskedLength();
};

void AugmentationTest::nothingIsAsked()
{
    QVERIFY(augmentationOf({}).isNone());
    QCOMPARE(applied(augmentationOf({}), square()), square());
}

void AugmentationTest::everyKindStaysInRangeAndBelongsToItsImage_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::newRow("shift") << "augment-shift" << 3.0;
    QTest::newRow("rotation") << "augment-rotation" << 20.0;
    QTest::newRow("scale") << "augment-scale" << 0.2;
    QTest::newRow("elastic") << "augment-elastic" << 1.5;
    QTest::newRow("noise") << "augment-noise" << 0.3;
    QTest::newRow("cutout") << "augment-cutout" << 12.0;
}

void AugmentationTest::everyKindStaysInRangeAndBelongsToItsImage()
{
    QFETCH(QString, id);
    QFETCH(double, value);
    const bool isWhole = id == QLatin1String("augment-cutout");
    const Augmentation augmentation = augmentationOf(
        {{id.toStdString(), isWhole ? ParameterValue(std::int64_t(value)) : ParameterValue(value)}});
    QVERIFY(!augmentation.isNone());
    int different = 0;
    for (std::int64_t index = 0; index < 20; ++index) {
        const Pixels image = applied(augmentation, square(), index);
        QVERIFY(std::all_of(image.begin(), image.end(), [](float p) { return p >= 0.0F && p <= 1.0F; }));
        QCOMPARE(applied(augmentation, square(), index), image);
        different += image != applied(augmentation, square(), index + 100) && image != square() ? 1 : 0;
    }
    QVERIFY(different >= 4); // a square of black falls on this ink in four cases of ten
}

void AugmentationTest::shiftKeepsInkAndMovesIt()
{
    double largest = 0.0;
    for (std::int64_t index = 0; index < 50; ++index) {
        const Pixels image = applied(augmentationOf({{"augment-shift", 4.0}}), square(), index);
        // Bilinear weights sum to 1, but OpenCV's come in steps of 1/32 per axis.
        QVERIFY(std::abs(inkOf(image) - inkOf(square())) < 1e-3F * inkOf(square()));
        double column = 0.0;
        for (int i = 0; i < kImagePixels; ++i)
            column += static_cast<double>(image[static_cast<std::size_t>(i)]) * (i % kImageSide)
                / static_cast<double>(inkOf(image));
        largest = std::max(largest, std::abs(column - 12.5));
    }
    QVERIFY(largest > 3.0 && largest < 4.0 + 1.0 / 32.0);
}

void AugmentationTest::quarterTurnsAreExact()
{
    // uniform() = 1 is a turn by the full 90 degrees.
    Augmentation augmentation = augmentationOf({{"augment-rotation", 90.0}});
    Pixels image = square();
    augmentation.apply(image.data(), {[] { return 1.0; }, [] { return 0.0; }});
    for (int y = 0; y < kImageSide; ++y)
        for (int x = 0; x < kImageSide; ++x)
            QVERIFY(std::abs(image[static_cast<std::size_t>(y * kImageSide + x)]
                        - square()[static_cast<std::size_t>((27 - x) * kImageSide + y)])
                < 1e-4F);
}

void AugmentationTest::noiseHasTheAskedDeviation()
{
    double sum = 0.0, squares = 0.0;
    constexpr int kCount = 20;
    for (std::int64_t index = 0; index < kCount; ++index)
        for (const float pixel :
            applied(augmentationOf({{"augment-noise", 0.05}}), Pixels(kImagePixels, 0.5F), index)) {
            sum += static_cast<double>(pixel) - 0.5;
            squares += (static_cast<double>(pixel) - 0.5) * (static_cast<double>(pixel) - 0.5);
        }
    constexpr double kN = kCount * kImagePixels; // deviation of the mean: 0.0004; of the deviation: 0.0003
    QVERIFY(std::abs(sum / kN) < 0.0016);
    QVERIFY(std::abs(std::sqrt(squares / kN) - 0.05) < 0.0012);
}

void AugmentationTest::cutoutHidesASquare()
{
    for (std::int64_t index = 0; index < 20; ++index) {
        const Pixels image = applied(
            augmentationOf({{"augment-cutout", std::int64_t{8}}}), Pixels(kImagePixels, 1.0F), index);
        const auto black = std::count(image.begin(), image.end(), 0.0F);
        QVERIFY(black >= 16 && black <= 64); // a corner of the image keeps at least a quarter
    }
}

void AugmentationTest::elasticHasTheAskedLength()
{
    // A ramp shows displacements along its axis; in the middle, where nothing comes from outside.
    Pixels ramp(kImagePixels);
    for (int i = 0; i < kImagePixels; ++i)
        ramp[static_cast<std::size_t>(i)] = static_cast<float>(i % kImageSide) / kImageSide;
    double squares = 0.0;
    std::int64_t n = 0;
    for (std::int64_t index = 0; index < 200; ++index) {
        const Pixels image = applied(augmentationOf({{"augment-elastic", 1.5}}), ramp, index);
        for (int i = 0; i < kImagePixels; ++i)
            if (const int x = i % kImageSide, y = i / kImageSide; x >= 8 && x < 20 && y >= 8 && y < 20) {
                squares += std::pow(static_cast<double>(image[static_cast<std::size_t>(i)]
                                        - ramp[static_cast<std::size_t>(i)])
                        * kImageSide,
                    2);
                ++n;
            }
    }
    // The field is as large everywhere but near the border, where it fades: within a third in the middle.
    const double length = std::sqrt(squares / static_cast<double>(n));
    QVERIFY2(length > 1.2 && length < 2.2, qPrintable(QString::number(length)));
}

QTEST_APPLESS_MAIN(AugmentationTest)
#include "augmentation_test.moc"
