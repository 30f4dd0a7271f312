// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/broken_table.h"
#include "io/expect_error.h"

#include "api/catalogue.h"
#include "api/engine.h"
#include "api/session.h"
#include "data/dataset.h"
#include "data/file_io.h"

#include <QDirIterator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace epsilonlab;

/// Every broken file gets its own sentence: what it is, what is wrong, what to do.
class BrokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileHasARow();
    void sentences_data();
    void sentences();
    void soundFilesOpen_data();
    void soundFilesOpen();
    void aFolderInPlaceOfAFile_data();
    void aFolderInPlaceOfAFile();
    void noPermission_data();
    void noPermission();

private:
    QString answer(const QString& kind, const QString& path);
    QString waitFor(RequestId id);

    Engine m_engine{{1, true}};
    QTemporaryDir m_folder;
};

/// How the request ended: "done", or code and sentence.
QString BrokenTest::waitFor(RequestId id)
{
    for (;;)
        for (const Event& event : m_engine.waitAndDrain(std::chrono::seconds(10)))
            if (const auto* end = std::get_if<JobFinished>(&event); end != nullptr && end->id == id)
                return end->failure
                    ? QStringLiteral("%1: %2").arg(QLatin1String(errorCodeName(end->failure->code)),
                        QString::fromStdString(end->failure->message))
                    : QStringLiteral("done");
}

QString BrokenTest::answer(const QString& kind, const QString& path)
{
    const std::string file = path.toStdString();
    if (kind == "dataset")
        return waitFor(m_engine.open(OpenDatasetRequest{{file}}));
    if (kind == "image")
        return waitFor(m_engine.open(OpenImageRequest{file, ImageFit::Automatic}));
    if (kind == "model")
        return waitFor(m_engine.open(OpenModelRequest{file}));
    if (kind == "session") {
        const QString problem = thrownBy([&] { static_cast<void>(sessions::read(file)); });
        return problem == "nothing was thrown" ? QStringLiteral("done") : problem;
    }
    const QString problem
        = thrownBy([&] { static_cast<void>(catalogue::recipeFromJson(readFile(file, 1000000), file)); });
    return problem == "nothing was thrown" ? QStringLiteral("done") : problem;
}

void BrokenTest::everyFileHasARow()
{
    QSet<QString> known;
    for (const BrokenRow& row : brokenRows())
        for (const QString& file : row.open.split(':'))
            known.insert(file);
    QDirIterator files(BrokenRow::folder(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = QDir(BrokenRow::folder()).relativeFilePath(files.next());
        if (name.contains('/') && !name.section('/', -1).startsWith("good"))
            QVERIFY2(known.contains(name), qPrintable(name + " has no row in sentences.tsv"));
    }
    QVERIFY(known.size() > 80);
}

void BrokenTest::sentences_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    for (const BrokenRow& row : brokenRows())
        QTest::newRow(qPrintable(row.name())) << row.kind << row.path() << row.code + ": " + row.expected();
}

void BrokenTest::sentences()
{
    QFETCH(QString, kind);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    const QString found = answer(kind, path);
    QVERIFY2(BrokenRow::agrees(found, expected), qPrintable("answered: " + found));
    QVERIFY2(found.endsWith('.'), "a message is a whole sentence");
}

void BrokenTest::soundFilesOpen_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("open");
    QTest::newRow("idx") << "dataset"
                         << "idx/good-images:idx/good-labels";
    QTest::newRow("npy") << "dataset"
                         << "npy/good.npy:npy/labels.npy";
    QTest::newRow("picture as images") << "dataset"
                                       << "image/good.png";
    QTest::newRow("picture") << "image"
                             << "image/good.png";
    QTest::newRow("session") << "session"
                             << "session/good.epslab";
    QTest::newRow("model") << "model"
                           << "model/good.safetensors";
}

void BrokenTest::soundFilesOpen()
{
    QFETCH(QString, kind);
    QFETCH(QString, open);
    QCOMPARE(answer(kind, BrokenRow{kind, open, {}, {}}.path()), QString("done"));
}

void BrokenTest::aFolderInPlaceOfAFile_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("expected");
    const QString folder = m_folder.path();
    QTest::newRow("dataset") << "dataset"
                             << "not-found: " + folder
            + " is a folder with neither IDX files of the names that MNIST has (train-images-idx3-ubyte, ...) nor "
              "subfolders of pictures, one for each class. Choose another folder.";
    for (const char* kind : {"image", "model", "recipe", "session"})
        QTest::newRow(kind) << kind << "not-readable: " + folder + " is a folder; a file is needed here.";
}

void BrokenTest::aFolderInPlaceOfAFile()
{
    QFETCH(QString, kind);
    QFETCH(QString, expected);
    QCOMPARE(answer(kind, m_folder.path()), expected);
}

void BrokenTest::noPermission_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"dataset", "image", "model", "recipe", "session"})
        QTest::newRow(kind) << kind;
}

/// Root may read everything, so that user becomes nobody while the file is opened.
void BrokenTest::noPermission()
{
    QFETCH(QString, kind);
    const QString path = m_folder.filePath("secret");
    writeFileAtomically(path.toStdString(), "secret");
    QVERIFY(QFile::setPermissions(path, QFileDevice::Permissions()));
    QVERIFY(QFile::setPermissions(m_folder.path(), QFileDevice::Permissions(0x7755)));
    constexpr uid_t kNobody = 65534;
    const uid_t user = ::geteuid();
    if (user == 0)
        QCOMPARE(::seteuid(kNobody), 0);
    const QString found = answer(kind, path);
    if (user == 0)
        QCOMPARE(::seteuid(0), 0);
    const QString expected = "not-readable: " + path + " could not be read: you do not have the permission.";
    QCOMPARE(found, expected);
}

QTEST_GUILESS_MAIN(BrokenTest)
#include "test_broken.moc"
