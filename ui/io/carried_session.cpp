// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/carried_session.h"

#include "api/error.h"
#include "api/session.h"

#include <QFile>
#include <QFileInfo>
#include <QImageReader>

namespace epsilonlab::ui {

namespace {

constexpr const char* kOpening = "<epsilonlab:session>";
constexpr const char* kClosing = "</epsilonlab:session>";
constexpr qint64 kLargestFile = qint64{256} << 20; ///< bytes; beyond it nobody's figure
constexpr qint64 kHead = 1024; ///< PDF allows that much before its first line

QByteArray escaped(const QString& text)
{
    return text.toHtmlEscaped().toUtf8();
}

/// XML's five entities; Qt has the way there alone.
QByteArray unescaped(QByteArray text)
{
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
}

QByteArray description(const CarriedText& text)
{
    QByteArray rdf
        = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\""
          " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:epsilonlab=\"urn:epsilonlab:session:1\">";
    rdf += "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(text.title)
        + "</rdf:li></rdf:Alt></dc:title>";
    rdf += "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(text.caption)
        + "</rdf:li></rdf:Alt></dc:description>";
    rdf += kOpening + escaped(QString::fromUtf8(text.session)) + kClosing;
    return rdf + "</rdf:Description></rdf:RDF>";
}

QByteArray contentOf(QFile& file)
{
    const QByteArray content = file.size() <= kLargestFile ? file.readAll() : QByteArray();
    if (content.size() != file.size())
        throw Error(ErrorCode::NotReadable,
            file.fileName().toStdString() + " could not be read whole (" + std::to_string(file.size() >> 20)
                + " MiB; figures have up to 256). Take another copy of it.");
    return content;
}

bool isPdf(const QByteArray& head)
{
    return head.contains("%PDF-");
}

bool isWebp(const QByteArray& head)
{
    return head.startsWith("RIFF") && head.mid(8, 4) == "WEBP";
}

bool isSvg(const QByteArray& head)
{
    return head.contains("<svg") && !head.contains("<html");
}

QByteArray headOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(kHead) : QByteArray();
}

} // namespace

QByteArray xmpPacket(const CarriedText& text)
{
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + description(text) + "</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

QByteArray withSvgMetadata(QByteArray svg, const CarriedText& text)
{
    if (text.session.isEmpty())
        return svg;
    const qsizetype at = svg.indexOf("<defs");
    if (at < 0)
        throw Error(
            ErrorCode::Internal, "The SVG has no place for its session. Please report this as a fault.");
    return svg.insert(at, "<metadata>" + description(text) + "</metadata>\n");
}

/// The element in which SVG and XMP carry it, wherever it stands: other programs move it.
QByteArray sessionIn(const QByteArray& content, const QString& where)
{
    const qsizetype from = content.indexOf(kOpening);
    if (from < 0)
        return {};
    const qsizetype begin = from + static_cast<qsizetype>(qstrlen(kOpening));
    const qsizetype end = content.indexOf(kClosing, begin);
    if (end < 0 || end - begin > 2 * static_cast<qsizetype>(sessions::kLargest))
        throw Error(ErrorCode::BadFile,
            where.toStdString()
                + ": the session in it is cut off, so the file is damaged. Save the figure again, or take another copy of it.");
    return unescaped(content.mid(begin, end - begin));
}

bool isVectorFile(const QString& path)
{
    const QByteArray head = headOf(path);
    const QString ending = QFileInfo(path).suffix().toLower();
    return isPdf(head) || isSvg(head) || ending == "svg" || ending == "pdf";
}

QByteArray carriedSession(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::NotReadable,
            path.toStdString() + " could not be read (" + file.errorString().toStdString()
                + "). Check its name and permissions.");
    const QByteArray head = file.peek(kHead);
    if (isPdf(head) || isSvg(head) || isWebp(head))
        return sessionIn(contentOf(file), path);
    QImageReader reader(&file, "PNG");
    return reader.text(kSessionTextKey).toUtf8();
}

} // namespace epsilonlab::ui
