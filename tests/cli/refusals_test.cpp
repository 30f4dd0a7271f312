// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"
#include "io/broken_table.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

/// What the real program says to wrong words and broken files, and with which exit code (formats.md).
class RefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals();
    void brokenFiles_data();
    void brokenFiles();

private:
    QTemporaryDir m_folder;
};

void RefusalsTest::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const QStringList& arguments, int code, const char* sentence) {
        QTest::newRow(name) << arguments << code << sentence;
    };
    row("unknown option", {"attack", "--attack", "pgd", "--stepz", "3"}, 2,
        "--stepz is not an option of 'epsilonlab attack'. It has ");
    row("option of another attack", {"attack", "--attack", "fgsm", "--steps", "3"}, 2,
        "--steps is not an option of 'epsilonlab attack'. It has ");
    row("unknown subcommand", {"atack"}, 2, "There is no subcommand atack. There are train, attack, ");
    row("out of range", {"attack", "--attack", "pgd", "--steps", "0"}, 2,
        "steps is \"0\"; allowed is a whole number from 1 to 10000. Choose one of these values.");
    row("not a number", {"attack", "--epsilon", "large"}, 2,
        "epsilon is \"large\"; allowed is a number from 0 to 1 for norm linf, 0 to 28 for norm l2");
    row("epsilon of another norm", {"attack", "--norm", "linf", "--epsilon", "7"}, 2,
        "epsilon is \"7\"; allowed is a number from 0 to 1 for norm linf. Choose one of these values.");
    row("epsilons of another norm", {"evaluate", "--norm", "linf", "--epsilons", "0,7"}, 2,
        "epsilon is \"7\"; allowed is a number from 0 to 1 for norm linf. Choose one of these values.");
    row("too far in l2", {"attack", "--norm", "l2", "--epsilon", "29"}, 2,
        "epsilon is \"29\"; allowed is a number from 0 to ");
    row("unknown norm", {"attack", "--norm", "l7"}, 2, "norm is \"l7\"; allowed is linf, l2");
    row("no such class", {"attack", "--target", "12", "--limit", "5"}, 2, "12");
    row("unknown attack", {"attack", "--attack", "magic"}, 2,
        "There is no attack \"magic\"; known are noise, fgsm, ");
    row("unknown device", {"attack", "--device", "abacus"}, 2, "The device abacus cannot be used");
    row("negative threads", {"attack", "--threads", "-2"}, 2,
        "-2 is not allowed. Give a whole number from 0 to 1024.");
    row("epsilons backwards", {"evaluate", "--epsilons", "0.3:0:0.1"}, 2,
        "--epsilons 0.3:0:0.1 cannot be used: the last value is smaller than the first. Give first:last:step");
    row("two results on standard output", {"evaluate", "--csv", "-", "--json", "-"}, 2,
        "--csv - and --json - cannot both go to standard output.");
    row("unknown recipe value", {"train", "--set", "speed=3"}, 2, "A recipe has no value speed. It has ");
    row("report of no kind", {"report", "--out", "r.odt"}, 2,
        "--out r.odt does not say what kind of report is wanted.");
    row("images without labels", {"attack", "--images", "x.npy"}, 2, "--labels");
    row("unknown model", {"attack", "--model", "oracle"}, 3,
        "The model oracle is neither a built-in network nor a file.");
    row("unknown data set", {"attack", "--dataset", "mnst"}, 3,
        "There is no data set, file or folder \"mnst\".");
    row("nowhere to write", {"attack", "--json", "/no/such/folder/x.json"}, 3,
        "/no/such/folder/x.json cannot be written: the folder /no/such/folder does not exist.");
    row("unknown data set to fetch", {"datasets", "fetch", "cifar"}, 3,
        "There is no data set \"cifar\" to fetch.");
}

void RefusalsTest::refusals()
{
    QFETCH(QStringList, arguments);
    const program::Ended ended = program::run(arguments, m_folder.path());
    QTEST(ended.code, "code");
    QFETCH(QString, sentence);
    QVERIFY2(ended.errors().contains(sentence), ended.err);
    QVERIFY2(ended.out.isEmpty(), ended.out);
}

void RefusalsTest::brokenFiles_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("sentence");
    for (const BrokenRow& row : brokenRows()) {
        if (!row.isForProgram)
            continue;
        QStringList arguments{"attack", "--dataset", row.path(), "--out", "out.npy", "--json", "out.json"};
        if (row.kind == "image")
            arguments = QStringList{
                "attack", "--images", row.path(), "--labels", "7", "--out", "out.npy", "--json", "out.json"};
        if (row.kind == "model")
            arguments
                = QStringList{"attack", "--model", row.path(), "--out", "out.npy", "--json", "out.json"};
        if (row.kind == "recipe")
            arguments = QStringList{"train", "--recipe", row.path(), "--out", "run", "--json", "out.json"};
        QTest::newRow(qPrintable(row.name()))
            << arguments << (row.code == "bad-parameter" ? 2 : 3) << row.expected();
    }
}

/// The same sentences from the program, on standard error; nothing appears where results were to be written.
void RefusalsTest::brokenFiles()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, sentence);
    const QTemporaryDir empty;
    const program::Ended ended = program::run(arguments, empty.path());
    QCOMPARE(ended.code, code);
    QVERIFY2(BrokenRow::agrees(ended.errors().split('\n').first(), "epsilonlab: " + sentence), ended.err);
    QVERIFY(ended.out.isEmpty());
    QVERIFY(QDir(empty.path()).isEmpty());
}

QTEST_GUILESS_MAIN(RefusalsTest)
#include "refusals_test.moc"
