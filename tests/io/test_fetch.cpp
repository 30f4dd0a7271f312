// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/fetch.h"

#include "io/dataset_files.h"
#include "io/expect_error.h"
#include "io/http_server.h"

#include "data/dataset.h"
#include "data/file_io.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>

using namespace epsilonlab;
namespace fs = std::filesystem;

class FetchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void installsWhatIsServed_data();
    void installsWhatIsServed();
    void goesOnWhereTheConnectionBroke();
    void goesOnInTheNextRun();
    void startsOverWhereTheServerSendsNoRanges();
    void startsOverWhereTheBeginningIsOfAnotherFile();
    void refusesBadServers_data();
    void refusesBadServers();
    void aFalseLengthDoesNotMatterWhereTheContentIsRight();
    void takesTheNextMirror();
    void plainHttpOnlyWhereAskedFor();
    void stopsAndKeepsWhatArrived();
    void progressNeverGoesBack();
    void copiesFromAFolder_data();
    void copiesFromAFolder();
    void refusesAFolderWithoutTheFiles();
    void asksNobodyWhereAllIsThere();
    void replacesABrokenFile();
    void oneFetchAtATime();
    void unknownName();

private:
    std::string served(const std::string& path) const;
    void fetchFrom(const std::string& from) { fetchInto(m_known, m_folder, {from, {}, {}}); }
    bool isInstalled() const { return isComplete(m_known, m_folder); }
    bool isNothingInstalled() const { return !fs::exists(m_folder); }

    KnownDataset m_known;
    std::map<std::string, std::string> m_content; ///< by name, decompressed
    std::unique_ptr<QTemporaryDir> m_place;
    fs::path m_folder;
};

void FetchTest::initTestCase()
{
    qputenv("no_proxy", "127.0.0.1");
    m_known = *findKnownDataset("mnist");
    const std::string contents[]
        = {testfiles::idxImages(testfiles::noise(60)), testfiles::idxLabels(testfiles::labels(60)),
            testfiles::idxImages(testfiles::noise(10)), testfiles::idxLabels(testfiles::labels(10))};
    for (std::size_t i = 0; i < m_known.files.size(); ++i) {
        KnownFile& file = m_known.files[i];
        file.bytes = contents[i].size();
        file.packedBytes = testfiles::gzip(contents[i]).size();
        file.sha256 = sha256Hex(contents[i]);
        m_content[file.name] = contents[i];
    }
}

void FetchTest::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    m_folder = fs::path(m_place->path().toStdString()) / "datasets" / "mnist";
}

/// The gzip file of that path; empty if there is none.
std::string FetchTest::served(const std::string& path) const
{
    const fs::path name = fs::path(path).filename();
    const auto found = m_content.find(name.stem().string());
    return name.extension() == ".gz" && found != m_content.end() ? testfiles::gzip(found->second)
                                                                 : std::string();
}

void FetchTest::installsWhatIsServed_data()
{
    QTest::addColumn<bool>("isPacked");
    QTest::newRow("gzip") << true;
    QTest::newRow("plain") << false;
}

void FetchTest::installsWhatIsServed()
{
    QFETCH(bool, isPacked);
    const HttpServer server([&](const HttpServer::Request& request) {
        const std::string name = fs::path(request.path).filename().string();
        if (isPacked ? !name.ends_with(".gz") : !m_content.contains(name))
            return HttpServer::notFound();
        return HttpServer::honest(request, isPacked ? served(name) : m_content.at(name));
    });
    fetchFrom(server.url());
    QVERIFY(isInstalled());
    QCOMPARE(readFile(m_folder / "train-labels-idx1-ubyte", 1000), m_content.at("train-labels-idx1-ubyte"));
    QCOMPARE(openDataset({m_folder.string() + ":train"}).count, std::int64_t{60});
    QCOMPARE(std::distance(fs::directory_iterator(m_folder.parent_path()), fs::directory_iterator()), 1);
}

void FetchTest::goesOnWhereTheConnectionBroke()
{
    const HttpServer server([&](const HttpServer::Request& request) {
        HttpServer::Reply reply = HttpServer::honest(request, served(request.path));
        if (!request.hasRange)
            reply.sentBytes = reply.body.size() / 2;
        return reply;
    });
    fetchFrom(server.url());
    QVERIFY(isInstalled());
    QCOMPARE(server.requests().size(), std::size_t{8}); // each file in two halves
    QVERIFY(server.requests()[1].hasRange);
}

void FetchTest::goesOnInTheNextRun()
{
    {
        const HttpServer dying([&](const HttpServer::Request& request) {
            HttpServer::Reply reply = HttpServer::honest(request, served(request.path));
            reply.sentBytes = request.hasRange ? 0 : reply.body.size() / 2;
            return reply;
        });
        const std::string url = dying.url();
        QVERIFY(thrownBy([&] { fetchFrom(url); }).contains("the server ended the transfer too early"));
        QVERIFY(isNothingInstalled());
    }
    // The partial file belongs to its address, and the port is another one now: give it that address's name.
    const HttpServer server([&](const HttpServer::Request& request) {
        return HttpServer::honest(request, served(request.path));
    });
    const std::string name = "train-images-idx3-ubyte";
    const fs::path staging = m_folder.parent_path() / ".mnist.partial";
    const std::string mark = sha256Hex(server.url() + "/" + name + ".gz").substr(0, 8);
    for (const fs::directory_entry& entry : fs::directory_iterator(staging))
        if (entry.path().filename().string().starts_with(name))
            fs::rename(entry.path(), staging / (name + "-" + mark + ".part"));
    fetchFrom(server.url());
    QVERIFY(isInstalled());
    QCOMPARE(server.requests().front().rangeStart, served(name + ".gz").size() / 2);
}

void FetchTest::startsOverWhereTheServerSendsNoRanges()
{
    std::atomic<int> count{0};
    const HttpServer server([&](const HttpServer::Request& request) {
        HttpServer::Reply reply;
        reply.body = served(request.path);
        if (count++ == 0)
            reply.sentBytes = reply.body.size() / 2;
        return reply;
    });
    fetchFrom(server.url());
    QVERIFY(isInstalled());
}

void FetchTest::startsOverWhereTheBeginningIsOfAnotherFile()
{
    const HttpServer server([&](const HttpServer::Request& request) {
        return HttpServer::honest(request, served(request.path));
    });
    const std::string name = "train-images-idx3-ubyte";
    const fs::path staging = m_folder.parent_path() / ".mnist.partial";
    makeFolder(staging);
    const std::string mark = sha256Hex(server.url() + "/" + name + ".gz").substr(0, 8);
    writeFileAtomically(staging / (name + "-" + mark + ".part"), std::string(100, 'x'));
    fetchFrom(server.url());
    QVERIFY(isInstalled());
    QVERIFY(server.requests()[0].hasRange);
    QVERIFY(!server.requests()[1].hasRange);
}

void FetchTest::refusesBadServers_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("expected");
    const QString wrong
        = "bad-file: What %1 gives is not train-images-idx3-ubyte of MNIST: its SHA-256 differs. Nothing was "
          "installed; try another mirror.";
    QTest::newRow("truncates for ever")
        << "truncate"
        << "network: The download of %1 failed: the server ended the transfer too early. Check the connection "
           "and try again; what arrived is kept.";
    QTest::newRow("claims more than it has")
        << "long"
        << "network: The download of %1 failed: the server ended the transfer too early. Check the connection and "
           "try again; what arrived is kept.";
    QTest::newRow("claims more and sends no ranges")
        << "long again"
        << "network: The download of %1 failed: the server ended the transfer too early. Check the "
           "connection and try again; what arrived is kept.";
    QTest::newRow("claims less than it has") << "short" << wrong;
    QTest::newRow("wrong bytes") << "wrong" << wrong;
    QTest::newRow("damaged gzip") << "damaged" << wrong;
    QTest::newRow("another file") << "other" << wrong;
    QTest::newRow("endless")
        << "endless"
        << "network: The server sends more for %1 than the file can have (51 KB). Try another mirror.";
    QTest::newRow("nothing there") << "none"
                                   << "network: %2/ has neither train-images-idx3-ubyte.gz nor "
                                      "train-images-idx3-ubyte. Try another mirror.";
    QTest::newRow("internal error")
        << "500"
        << "network: The download of %1 failed: HTTP response code said error. Check "
           "the connection and try again; what arrived is kept.";
}

void FetchTest::refusesBadServers()
{
    QFETCH(QString, kind);
    QFETCH(QString, expected);
    const HttpServer server([&](const HttpServer::Request& request) {
        HttpServer::Reply reply = HttpServer::honest(request, served(request.path));
        if (kind == "truncate")
            reply.sentBytes = request.hasRange ? 0 : 100;
        if (kind == "long" && reply.status.starts_with("416"))
            reply.status = "206 Partial Content";
        if (kind == "long again")
            reply = HttpServer::honest({request.path}, served(request.path));
        if (kind.startsWith("long"))
            reply.claimedLength = reply.body.size() + 5000;
        if (kind == "short")
            reply.claimedLength = reply.body.size() / 2;
        if (kind == "wrong")
            reply.body = std::string(1000, 'x');
        if (kind == "damaged")
            reply.body[reply.body.size() / 2] = static_cast<char>(reply.body[reply.body.size() / 2] ^ 0x55);
        if (kind == "other")
            reply.body = served("t10k-images-idx3-ubyte.gz");
        if (kind == "endless")
            reply.body = std::string(1'000'000, 'x');
        if (kind == "none")
            reply = HttpServer::notFound();
        if (kind == "500")
            reply.status = "500 Internal Server Error";
        return reply;
    });
    const QString base = QString::fromStdString(server.url());
    expected.replace("%1", base + "/train-images-idx3-ubyte.gz").replace("%2", base);
    QCOMPARE(thrownBy([&] { fetchFrom(server.url()); }), expected);
    QVERIFY(isNothingInstalled());
}

void FetchTest::aFalseLengthDoesNotMatterWhereTheContentIsRight()
{
    const HttpServer server([&](const HttpServer::Request& request) {
        HttpServer::Reply reply = HttpServer::honest(request, served(request.path));
        reply.claimedLength = reply.body.size() + (request.hasRange ? 0 : 5000);
        return reply;
    });
    fetchFrom(server.url());
    QVERIFY(isInstalled());
}

void FetchTest::takesTheNextMirror()
{
    const HttpServer wrong([](const HttpServer::Request&) {
        HttpServer::Reply reply;
        reply.body = "<html>Please log in to this network</html>";
        return reply;
    });
    const HttpServer right([&](const HttpServer::Request& request) {
        return HttpServer::honest(request, served(request.path));
    });
    KnownDataset known = m_known;
    known.mirrors = {wrong.url(), right.url()};
    fetchInto(known, m_folder, {}, Transport::PlainHttpToo);
    QVERIFY(isInstalled());
}

void FetchTest::plainHttpOnlyWhereAskedFor()
{
    const HttpServer server([&](const HttpServer::Request& request) {
        return HttpServer::honest(request, served(request.path));
    });
    KnownDataset known = m_known;
    known.mirrors = {server.url()};
    QVERIFY(thrownBy([&] { fetchInto(known, m_folder, {}); }).contains("only HTTPS addresses are used"));
    QVERIFY(server.requests().empty());
    for (const KnownDataset& each : knownDatasets())
        for (const std::string& mirror : each.mirrors)
            QVERIFY2(mirror.starts_with("https://"), mirror.c_str());
}

void FetchTest::stopsAndKeepsWhatArrived()
{
    const HttpServer server([&](const HttpServer::Request& request) {
        HttpServer::Reply reply = HttpServer::honest(request, served(request.path));
        reply.sentBytes = 1000;
        reply.isHeldOpen = true;
        return reply;
    });
    std::stop_source stop;
    datasets::FetchOptions options;
    options.from = server.url();
    options.stop = stop.get_token();
    options.progress = [&stop](std::int64_t done, std::int64_t) {
        if (done >= 1000)
            stop.request_stop();
    };
    QCOMPARE(thrownBy([&] { fetchInto(m_known, m_folder, options); }),
        QString("network: The download was stopped. What arrived is kept; the next one goes on from there."));
    QVERIFY(isNothingInstalled());
    const fs::path staging = m_folder.parent_path() / ".mnist.partial";
    QCOMPARE(fs::file_size(fs::directory_iterator(staging)->path()), std::uintmax_t{1000});
}

void FetchTest::progressNeverGoesBack()
{
    const HttpServer server([&](const HttpServer::Request& request) {
        return HttpServer::honest(request, served(request.path));
    });
    std::vector<std::int64_t> done;
    std::int64_t last = 0;
    datasets::FetchOptions options;
    options.from = server.url();
    options.progress = [&](std::int64_t have, std::int64_t total) {
        done.push_back(have);
        last = total;
    };
    fetchInto(m_known, m_folder, options);
    QVERIFY(std::is_sorted(done.begin(), done.end()));
    QCOMPARE(done.back(), last);
}

void FetchTest::copiesFromAFolder_data()
{
    QTest::addColumn<bool>("isPacked");
    QTest::newRow("gzip") << true;
    QTest::newRow("plain") << false;
}

void FetchTest::copiesFromAFolder()
{
    QFETCH(bool, isPacked);
    const QTemporaryDir source;
    for (const auto& [name, content] : m_content)
        writeFileAtomically(source.path().toStdString() + "/" + name + (isPacked ? ".gz" : ""),
            isPacked ? testfiles::gzip(content) : content);
    fetchFrom(source.path().toStdString());
    QVERIFY(isInstalled());
}

void FetchTest::refusesAFolderWithoutTheFiles()
{
    const QTemporaryDir source;
    const std::string from = source.path().toStdString();
    QCOMPARE(thrownBy([&] { fetchFrom(from + "/none"); }),
        QString("not-found: There is no folder %1/none to take MNIST from.").arg(source.path()));
    QCOMPARE(thrownBy([&] { fetchFrom(from); }),
        QString(
            "not-found: The folder %1 holds neither train-images-idx3-ubyte nor train-images-idx3-ubyte.gz.")
            .arg(source.path()));
    writeFileAtomically(from + "/train-images-idx3-ubyte", "x");
    QCOMPARE(thrownBy([&] { fetchFrom(from); }),
        QString(
            "bad-file: What %1 gives is not train-images-idx3-ubyte of MNIST: its SHA-256 differs. Nothing was "
            "installed; try another mirror.")
            .arg(source.path()));
    QCOMPARE(thrownBy([&] { fetchFrom("ftp://127.0.0.1/mnist"); }),
        QString(
            "bad-parameter: ftp://127.0.0.1/mnist cannot be used; addresses begin with https:// or http://."));
    QVERIFY(isNothingInstalled());
}

void FetchTest::asksNobodyWhereAllIsThere()
{
    const HttpServer server([](const HttpServer::Request&) { return HttpServer::notFound(); });
    makeFolder(m_folder);
    for (const auto& [name, content] : m_content)
        writeFileAtomically(m_folder / (name + ".gz"), testfiles::gzip(content));
    fetchFrom(server.url());
    QVERIFY(server.requests().empty());
}

void FetchTest::replacesABrokenFile()
{
    const HttpServer server([&](const HttpServer::Request& request) {
        return HttpServer::honest(request, served(request.path));
    });
    makeFolder(m_folder);
    for (const auto& [name, content] : m_content)
        writeFileAtomically(m_folder / name, name.starts_with("t10k-labels") ? content.substr(1) : content);
    writeFileAtomically(m_folder / "notes.txt", "mine");
    fetchFrom(server.url());
    QVERIFY(isInstalled());
    QCOMPARE(server.requests().size(), std::size_t{1}); // only the broken one
    QVERIFY(fs::exists(m_folder / "notes.txt"));
}

void FetchTest::oneFetchAtATime()
{
    QString second;
    const HttpServer server([&](const HttpServer::Request& request) {
        return HttpServer::honest(request, served(request.path));
    });
    datasets::FetchOptions options;
    options.from = server.url();
    options.progress = [&](std::int64_t, std::int64_t) {
        if (second.isEmpty())
            second = thrownBy([&] { fetchFrom(server.url()); });
    };
    fetchInto(m_known, m_folder, options);
    QCOMPARE(second,
        QString("not-writable: MNIST is being fetched by another program already. Wait until it is done."));
}

void FetchTest::unknownName()
{
    QCOMPARE(thrownBy([] { datasets::fetch("mnst", {}); }),
        QString("not-found: There is no data set \"mnst\" to fetch. The names are mnist and fashion-mnist."));
}

QTEST_GUILESS_MAIN(FetchTest)
#include "test_fetch.moc"
