// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/file_io.h"

#include "io/expect_error.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>

using namespace epsilonlab;

class FileIoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReadsBack();
    void replacesWhatWasThereAndLeavesNoOtherFile();
    void writesThroughALink();
    void neverReplacesADevice();
    void refusals_data();
    void refusals();
    void saysThatTheDiskIsFull();
    void sha256OfKnownTexts();
    void sizesAsWords();

private:
    std::string path(const char* name) const { return (m_folder.path() + "/" + name).toStdString(); }
    QTemporaryDir m_folder;
};

void FileIoTest::writesAndReadsBack()
{
    const std::string bytes("a\0b\n", 4);
    writeFileAtomically(path("bytes"), bytes);
    QCOMPARE(readFile(path("bytes"), 4), bytes);
    writeFileAtomically(path("empty"), "");
    QCOMPARE(readFile(path("empty"), 0), std::string());
}

void FileIoTest::replacesWhatWasThereAndLeavesNoOtherFile()
{
    QTemporaryDir folder;
    const std::string file = (folder.path() + "/file").toStdString();
    writeFileAtomically(file, "one");
    writeFileAtomically(file, "two");
    QCOMPARE(readFile(file, 100), std::string("two"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
}

void FileIoTest::writesThroughALink()
{
    writeFileAtomically(path("real"), "one");
    std::filesystem::create_symlink(path("real"), path("link"));
    writeFileAtomically(path("link"), "two");
    QVERIFY(std::filesystem::is_symlink(path("link")));
    QCOMPARE(readFile(path("real"), 100), std::string("two"));
}

void FileIoTest::neverReplacesADevice()
{
    writeFileAtomically("/dev/null", "text");
    QVERIFY(std::filesystem::is_character_file("/dev/null"));
}

void FileIoTest::refusals_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("missing") << "read"
                             << "nowhere"
                             << "not-found: %1 does not exist. Check the name and the folder.";
    QTest::newRow("folder") << "read"
                            << "."
                            << "not-readable: %1 is a folder; a file is needed here.";
    QTest::newRow("too large") << "read"
                               << "large"
                               << "bad-file: %1 has 2.0 KB; files up to 1.0 KB can be opened here.";
    QTest::newRow("no folder")
        << "write"
        << "none/file"
        << "not-writable: %1 could not be written: its folder does not exist. Free some space or "
           "choose another place.";
    QTest::newRow("onto a folder")
        << "write"
        << "."
        << "not-writable: %1 could not be written: it is a folder. Free some space or choose "
           "another place.";
}

void FileIoTest::refusals()
{
    QFETCH(QString, action);
    QFETCH(QString, name);
    QFETCH(QString, expected);
    writeFileAtomically(path("large"), std::string(2000, 'x'));
    const std::string file = path(name.toUtf8());
    const QString thrown = thrownBy([&] {
        if (action == "read")
            static_cast<void>(readFile(file, 1000));
        else
            writeFileAtomically(file, "text");
    });
    QCOMPARE(thrown, expected.arg(QString::fromStdString(file)));
}

void FileIoTest::saysThatTheDiskIsFull()
{
    QCOMPARE(thrownBy([] { writeFileAtomically("/dev/full", "text"); }),
        QString(
            "not-writable: /dev/full could not be written: the disk is full. Free some space or choose another "
            "place."));
}

void FileIoTest::sha256OfKnownTexts()
{
    const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2,
                                                                                                // B.1
    QCOMPARE(sha256Hex("abc"), abc);
    QCOMPARE(sha256Hex(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    writeFileAtomically(path("abc"), "abc");
    QCOMPARE(sha256HexOfFile(path("abc")), abc);
}

void FileIoTest::sizesAsWords()
{
    QCOMPARE(sizeText(1), std::string("1 byte"));
    QCOMPARE(sizeText(312), std::string("312 bytes"));
    QCOMPARE(sizeText(7500), std::string("7.5 KB"));
    QCOMPARE(sizeText(47040016), std::string("47 MB"));
}

QTEST_GUILESS_MAIN(FileIoTest)
#include "test_file_io.moc"
