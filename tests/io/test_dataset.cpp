// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"

#include "io/dataset_files.h"
#include "io/expect_error.h"

#include "api/data.h"
#include "api/image.h"
#include "data/embedded.h"
#include "data/file_io.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <thread>
#include <vector>

using namespace epsilonlab;

class DatasetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sampleIsEven();
    void sampleOpensOnASeven();
    void sampleIsSmall();
    void defaultPartIsUsedWhereTheTextNamesNone();
    void readsTheSameImageFromEveryFormat_data();
    void readsTheSameImageFromEveryFormat();
    void slices_data();
    void slices();
    void limitsAndSlicesOfAView();
    void floatsStayFloatsUnlessTheyAreBytes();
    void labelsMayBeMissing();
    void oneCopyForAllWhoAsk();
    void aChangedFileIsReadAgain();
    void findsTheUsersDataSet();
    void findsTheSystemsDataSet();
    void unknownNames_data();
    void unknownNames();

private:
    std::string path(const std::string& name) const { return m_folder.path().toStdString() + "/" + name; }
    QTemporaryDir m_folder;
};

namespace {

std::array<float, kImagePixels> imageOf(const DatasetView& view, std::int64_t i)
{
    std::array<float, kImagePixels> image{};
    view.copyImage(i, image.data());
    return image;
}

} // namespace

void DatasetTest::sampleIsEven()
{
    const std::pair<const char*, std::int64_t> parts[] = {{"sample:train", 6000}, {"sample:test", 1000}};
    for (const auto& [text, count] : parts) {
        const DatasetView view = openDataset({text});
        QCOMPARE(view.count, count);
        QCOMPARE(view.name(), std::string(text));
        std::array<std::int64_t, 10> perClass{};
        for (std::int64_t i = 0; i < view.count; ++i)
            ++perClass.at(static_cast<std::size_t>(view.label(i)));
        for (const std::int64_t each : perClass)
            QCOMPARE(each, count / 10);
    }
}

void DatasetTest::sampleOpensOnASeven()
{
    QCOMPARE(openDataset({"sample"}).label(17), 7);
}

void DatasetTest::sampleIsSmall()
{
    std::size_t bytes = 0;
    for (const std::string& name : embeddedFiles("sample/"))
        bytes += embeddedFile(name).size();
    QVERIFY(bytes > 0);
    QVERIFY(bytes < 2'500'000);
}

void DatasetTest::defaultPartIsUsedWhereTheTextNamesNone()
{
    QCOMPARE(openDataset({"sample"}, "train").count, std::int64_t{6000});
    QCOMPARE(openDataset({"sample:test"}, "train").count, std::int64_t{1000});
    QCOMPARE(openDataset({"sample"}).name(), std::string("sample:test"));
}

void DatasetTest::readsTheSameImageFromEveryFormat_data()
{
    QTest::addColumn<QString>("images");
    QTest::addColumn<QString>("labels");
    QTest::newRow("idx") << "i-images-idx3-ubyte"
                         << "i-labels-idx1-ubyte";
    QTest::newRow("idx.gz") << "i.gz"
                            << "l.gz";
    QTest::newRow("idx.gz in two members") << "two.gz"
                                           << "l.gz";
    QTest::newRow("uint8 npy") << "bytes.npy"
                               << "labels8.npy";
    QTest::newRow("float npy") << "floats.npy"
                               << "labels64.npy";
    QTest::newRow("float npy with a channel") << "channel.npy"
                                              << "labels32.npy";
    QTest::newRow("mixed") << "floats.npy"
                           << "l.gz";
}

void DatasetTest::readsTheSameImageFromEveryFormat()
{
    QFETCH(QString, images);
    QFETCH(QString, labels);
    const std::vector<std::uint8_t> bytes = testfiles::pixels(12);
    const std::vector<std::uint8_t> truth = testfiles::labels(12);
    const std::string idx = testfiles::idxImages(bytes);
    writeFileAtomically(path("i-images-idx3-ubyte"), idx);
    writeFileAtomically(path("i-labels-idx1-ubyte"), testfiles::idxLabels(truth));
    writeFileAtomically(path("i.gz"), testfiles::gzip(idx));
    writeFileAtomically(
        path("two.gz"), testfiles::gzip(idx.substr(0, 999)) + testfiles::gzip(idx.substr(999)));
    writeFileAtomically(path("l.gz"), testfiles::gzip(testfiles::idxLabels(truth)));
    writeFileAtomically(path("bytes.npy"), testfiles::npy<std::uint8_t>("|u1", "(12, 28, 28)", bytes));
    writeFileAtomically(
        path("floats.npy"), testfiles::npy<float>("<f4", "(12, 28, 28)", testfiles::asFloats(bytes)));
    writeFileAtomically(
        path("channel.npy"), testfiles::npy<float>("<f4", "(12, 1, 28, 28)", testfiles::asFloats(bytes)));
    writeFileAtomically(path("labels8.npy"), testfiles::npy<std::uint8_t>("|u1", "(12,)", truth));
    writeFileAtomically(path("labels32.npy"), testfiles::npy<std::int32_t>("<i4", "(12,)", truth));
    writeFileAtomically(path("labels64.npy"), testfiles::npy<std::int64_t>("<i8", "(12,)", truth));
    const DatasetView view = openDataset({path(images.toStdString()) + ':' + path(labels.toStdString())});
    QCOMPARE(view.count, std::int64_t{12});
    QCOMPARE(view.data->bytes, bytes); // resident as bytes, whatever the file holds
    QCOMPARE(view.data->labels, truth);
    QCOMPARE(imageOf(view, 5)[100], testfiles::asFloats(bytes)[5 * kImagePixels + 100]);
}

void DatasetTest::slices_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("name");
    QTest::newRow("whole") << "sample:test" << qint64{0} << qint64{1000} << "sample:test";
    QTest::newRow("front") << "sample:test[0:10]" << qint64{0} << qint64{10} << "sample:test[0:10]";
    QTest::newRow("open front") << "sample:test[:10]" << qint64{0} << qint64{10} << "sample:test[0:10]";
    QTest::newRow("open end") << "sample[990:]" << qint64{990} << qint64{10} << "sample:test[990:1000]";
    QTest::newRow("everything") << "sample:train[0:6000]" << qint64{0} << qint64{6000} << "sample:train";
}

void DatasetTest::slices()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    const DatasetView view = openDataset({text.toStdString()});
    QTEST(qint64{view.first}, "first");
    QTEST(qint64{view.count}, "count");
    QCOMPARE(QString::fromStdString(view.name()), name);
}

void DatasetTest::limitsAndSlicesOfAView()
{
    const DatasetView view = openDataset({"sample:test[100:200]"});
    QCOMPARE(view.limited(0).count, std::int64_t{100});
    QCOMPARE(view.limited(500).count, std::int64_t{100});
    QCOMPARE(view.limited(7).count, std::int64_t{7});
    const DatasetView part = view.slice(10, 30);
    QCOMPARE(part.first, std::int64_t{110});
    QCOMPARE(part.index(5), std::int64_t{115});
    QCOMPARE(part.label(5), openDataset({"sample:test"}).label(115));
}

void DatasetTest::floatsStayFloatsUnlessTheyAreBytes()
{
    std::vector<float> floats = testfiles::asFloats(testfiles::pixels(2));
    floats[1000] = 0.123F;
    writeFileAtomically(path("real.npy"), testfiles::npy<float>("<f4", "(2, 28, 28)", floats));
    const DatasetView view = openDataset({path("real.npy")});
    QVERIFY(view.data->bytes.empty());
    QCOMPARE(view.data->floats, floats);
    QCOMPARE(imageOf(view, 1)[1000 - kImagePixels], 0.123F);
}

void DatasetTest::labelsMayBeMissing()
{
    writeFileAtomically(
        path("alone.npy"), testfiles::npy<std::uint8_t>("|u1", "(3, 28, 28)", testfiles::pixels(3)));
    const DatasetView view = openDataset({path("alone.npy") + "[1:3]"});
    QCOMPARE(view.count, std::int64_t{2});
    QCOMPARE(view.label(0), -1);
}

void DatasetTest::oneCopyForAllWhoAsk()
{
    const DatasetView held = openDataset({"sample:train"});
    std::array<DatasetView, 4> views;
    {
        std::vector<std::jthread> threads;
        for (DatasetView& view : views)
            threads.emplace_back([&view] { view = openDataset({"sample:train[0:5]"}); });
    }
    for (const DatasetView& view : views)
        QCOMPARE(view.data.get(), held.data.get());
}

void DatasetTest::aChangedFileIsReadAgain()
{
    const std::string file = path("changing.npy");
    writeFileAtomically(file, testfiles::npy<std::uint8_t>("|u1", "(1, 28, 28)", testfiles::pixels(1)));
    const DatasetView before = openDataset({file});
    writeFileAtomically(file, testfiles::npy<std::uint8_t>("|u1", "(2, 28, 28)", testfiles::pixels(2)));
    QCOMPARE(openDataset({file}).count, std::int64_t{2});
    QCOMPARE(before.count, std::int64_t{1});
}

void DatasetTest::findsTheUsersDataSet()
{
    const QByteArray before = qgetenv("XDG_DATA_HOME");
    qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
    const std::string folder = path("epsilonlab/datasets/mnist");
    makeFolder(folder);
    writeFileAtomically(
        folder + "/t10k-images-idx3-ubyte.gz", testfiles::gzip(testfiles::idxImages(testfiles::pixels(4))));
    writeFileAtomically(folder + "/t10k-labels-idx1-ubyte", testfiles::idxLabels(testfiles::labels(4)));
    const DatasetView named = openDataset({"mnist"});
    const DatasetView byFolder = openDataset({folder + ":test"});
    qputenv("XDG_DATA_HOME", before);
    QCOMPARE(named.name(), std::string("mnist:test"));
    QCOMPARE(named.count, std::int64_t{4});
    QCOMPARE(byFolder.count, std::int64_t{4});
}

/// Where Debian's dataset-fashion-mnist puts it, seen through the search path.
void DatasetTest::findsTheSystemsDataSet()
{
    const QByteArray before = qgetenv("XDG_DATA_DIRS");
    qputenv("XDG_DATA_DIRS", "relative:" + m_folder.path().toUtf8() + "/share");
    const std::string folder = path("share/datasets/fashion-mnist");
    makeFolder(folder);
    for (const char* part : {"train", "t10k"}) {
        const std::string prefix = folder + "/" + part;
        writeFileAtomically(
            prefix + "-images-idx3-ubyte.gz", testfiles::gzip(testfiles::idxImages(testfiles::pixels(4))));
        writeFileAtomically(
            prefix + "-labels-idx1-ubyte.gz", testfiles::gzip(testfiles::idxLabels(testfiles::labels(4))));
    }
    const DatasetView view = openDataset({"fashion-mnist"});
    DatasetInfo listed;
    for (const DatasetInfo& info : datasets::list())
        if (info.id == "fashion-mnist")
            listed = info;
    qputenv("XDG_DATA_DIRS", before);
    QCOMPARE(view.count, std::int64_t{4});
    QCOMPARE(view.data->classNames[9], std::string("Ankle boot"));
    QVERIFY(listed.isAvailable);
    QCOMPARE(listed.location, folder);
}

void DatasetTest::unknownNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("typing error")
        << "mnst"
        << "not-found: There is no data set, file or folder \"mnst\". The names are sample, mnist, "
           "fashion-mnist; images and labels are written images.npy:labels.npy.";
    QTest::newRow("not on this computer")
        << "mnist:train"
        << "not-found: MNIST (train) is not on this computer. Run \"epsilonlab datasets fetch mnist\" first. Until then "
           "there is the built-in \"sample\".";
    QTest::newRow("not on this computer, but in Debian")
        << "fashion-mnist:test"
        << "not-found: Fashion-MNIST (test) is not on this computer. Install the Debian package dataset-fashion-mnist, or "
           "run \"epsilonlab datasets fetch fashion-mnist\". Until then there is the built-in \"sample\".";
    QTest::newRow("empty")
        << ""
        << "bad-parameter: \"\" names no data set. Write for example sample, mnist:test or "
           "images.npy:labels.npy.";
    QTest::newRow("only a part") << ":test"
                                 << "bad-parameter: \":test\" names no data set. Write for example sample, "
                                    "mnist:test or images.npy:labels.npy.";
    QTest::newRow("empty slice") << "sample[5:5]"
                                 << "bad-parameter: The slice in \"sample[5:5]\" holds no image: its end "
                                    "must be greater than its beginning.";
    QTest::newRow("beyond the end") << "sample[0:2000]"
                                    << "bad-parameter: The slice in \"sample[0:2000]\" goes beyond the "
                                       "end: sample:test has 1000 images.";
    QTest::newRow("huge bound")
        << "sample[0:99999999999999999999]"
        << "bad-parameter: \"sample[0:99999999999999999999]\" ends in a slice that cannot be read. "
           "Write [first:behind the last] with whole numbers, for example [0:1000].";
    QTest::newRow("negative") << "sample[-5:]"
                              << "bad-parameter: \"sample[-5:]\" ends in a slice that cannot be read. "
                                 "Write [first:behind the last] with whole numbers, for example [0:1000].";
    QTest::newRow("no colon") << "sample[5]"
                              << "bad-parameter: \"sample[5]\" ends in a slice that cannot be read. Write "
                                 "[first:behind the last] with whole numbers, for example [0:1000].";
}

void DatasetTest::unknownNames()
{
    QFETCH(QString, text);
    QTEST(thrownBy([&] { static_cast<void>(openDataset({text.toStdString()})); }), "expected");
}

QTEST_GUILESS_MAIN(DatasetTest)
#include "test_dataset.moc"
