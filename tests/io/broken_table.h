// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <QStringList>

#include <vector>

/// tests/data/broken/sentences.tsv: what each broken file is answered with.
struct BrokenRow
{
    QString kind; ///< dataset, image, model or recipe
    QString open; ///< file in tests/data/broken, or two with a colon between them
    QString code; ///< of the Error
    QString sentence; ///< {0} and {1} stand for the paths, {name} for the name of the first file
    bool isForProgram = false; ///< also tried with the real program

    /// A sentence that ends in an ellipsis is the beginning of a longer one.
    static bool agrees(const QString& found, const QString& expected)
    {
        return expected.endsWith(QChar(0x2026)) ? found.startsWith(expected.chopped(1)) : found == expected;
    }

    QString name() const { return kind + ' ' + open; }
    static QString folder() { return QStringLiteral(EPSILONLAB_TEST_DATA "/broken/"); }

    /// As it is handed to the reader.
    QString path() const { return paths().join(QLatin1Char(':')); }

    QString expected() const
    {
        QString text = sentence;
        const QStringList full = paths();
        text.replace(QLatin1String("{name}"), full.first().section(QLatin1Char('/'), -1));
        text.replace(QLatin1String("{0}"), full.first());
        text.replace(QLatin1String("{1}"), full.last());
        return text;
    }

private:
    QStringList paths() const
    {
        QStringList full;
        for (const QString& each : open.split(QLatin1Char(':')))
            full << folder() + each;
        return full;
    }
};

inline std::vector<BrokenRow> brokenRows()
{
    std::vector<BrokenRow> rows;
    QFile file(BrokenRow::folder() + QLatin1String("sentences.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
        const QStringList cells = line.split(QLatin1Char('\t'));
        if (cells.size() == 5 && !line.startsWith(QLatin1Char('#')))
            rows.push_back({cells[0], cells[1], cells[2], cells[3], cells[4] == QLatin1String("program")});
    }
    return rows;
}
