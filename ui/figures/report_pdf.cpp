// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/report_pdf.h"

#include "api/error.h"
#include "figures/paper.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kDpi = 600;
constexpr double kMarginMm = 18.0;
constexpr int kFigureObject = QTextFormat::UserObject + 1;
constexpr int kFigureNumber = QTextFormat::UserProperty + 1;

double deviceOf(double cssPixels)
{
    return cssPixels * kDpi / 96.0;
}

/// Lets a text document hold figures that are drawn, not pixels.
class FigureObject : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    FigureObject(const std::vector<Figure>& figures, double width)
        : m_figures(figures)
        , m_width(width)
    {
    }

    QSizeF intrinsicSize(QTextDocument*, int, const QTextFormat& format) override
    {
        return of(format).size * scaleOf(of(format));
    }

    void drawObject(QPainter* painter, const QRectF& box, QTextDocument*, int, const QTextFormat& format) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setRenderHint(QPainter::LosslessImageRendering);
        painter->translate(box.topLeft());
        painter->scale(scaleOf(of(format)), scaleOf(of(format)));
        of(format).draw(*painter);
        painter->restore();
    }

private:
    const Figure& of(const QTextFormat& format) const
    {
        return m_figures.at(static_cast<std::size_t>(format.intProperty(kFigureNumber)));
    }
    double scaleOf(const Figure& figure) const { return std::min(deviceOf(1.0), m_width / figure.size.width()); }

    const std::vector<Figure>& m_figures;
    double m_width;
};

struct Picture
{
    int position = 0, length = 0;
    QString name;
};

/// Qt's Markdown reader inserts a picture once for every piece of its alternative text (each escaped character begins
/// another): neighbours of one name are one picture.
std::vector<Picture> picturesOf(const QTextDocument& document)
{
    std::vector<Picture> pictures;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            if (!fragment.charFormat().isImageFormat())
                continue;
            const QString name = fragment.charFormat().toImageFormat().name();
            if (!pictures.empty() && pictures.back().name == name
                && pictures.back().position + pictures.back().length == fragment.position())
                pictures.back().length += fragment.length();
            else
                pictures.push_back({fragment.position(), fragment.length(), name});
        }
    }
    return pictures;
}

void placeFigures(QTextDocument& document, const std::vector<Figure>& figures)
{
    const auto pictures = picturesOf(document);
    std::size_t placed = 0;
    for (auto picture = pictures.rbegin(); picture != pictures.rend(); ++picture) { // from the end: positions stay valid
        const auto figure = std::find_if(
            figures.begin(), figures.end(), [&](const Figure& f) { return f.id + ".svg" == picture->name; });
        if (figure == figures.end())
            break;
        QTextCharFormat format;
        format.setObjectType(kFigureObject);
        format.setProperty(kFigureNumber, static_cast<int>(figure - figures.begin()));
        QTextCursor cursor(&document);
        cursor.setPosition(picture->position);
        cursor.setPosition(picture->position + picture->length, QTextCursor::KeepAnchor);
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
        ++placed;
    }
    if (placed != figures.size() || placed != pictures.size())
        throw Error(ErrorCode::Internal,
            "The figures of the report and the places for them in its text differ, so it was not written. Please report "
            "this as a fault.");
}

void styleTables(QTextFrame* frame)
{
    for (QTextFrame* child : frame->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(child)) {
            QTextTableFormat format = table->format();
            format.setBorder(0.5);
            format.setBorderBrush(paper::line());
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBorderCollapse(true);
            format.setCellPadding(3.0);
            format.setCellSpacing(0.0);
            table->setFormat(format);
        }
        styleTables(child);
    }
}

/// Commands and hashes are longer than a line of paper.
void wrapCode(QTextDocument& document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        if (!format.nonBreakableLines())
            continue;
        format.setNonBreakableLines(false);
        format.setBackground(QColor("#F5F5F5"));
        cursor.setBlockFormat(format);
    }
    QTextOption option = document.defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document.setDefaultTextOption(option);
}

void drawPages(QTextDocument& document, QPdfWriter& writer)
{
    const QSizeF page = document.pageSize();
    const int pages = document.pageCount();
    QPainter painter(&writer);
    for (int i = 0; i < pages; ++i) {
        if (i > 0)
            writer.newPage();
        painter.save();
        painter.translate(0.0, -i * page.height());
        const QRectF view(QPointF(0.0, i * page.height()), page);
        painter.setClipRect(view);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = view;
        context.palette.setColor(QPalette::Text, paper::ink());
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        QFont font = document.defaultFont();
        font.setPointSizeF(8.0);
        paper::drawText(painter, {0.0, page.height() + deviceOf(8.0), page.width(), deviceOf(14.0)}, Qt::AlignRight,
            QCoreApplication::translate("Figures", "%1 of %2").arg(i + 1).arg(pages), font, paper::dim());
    }
}

} // namespace

QByteArray reportPdf(const QString& markdown, const std::vector<Figure>& figures)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDpi);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
    QSizeF page = writer.pageLayout().paintRectPixels(kDpi).size();
    page.rheight() -= deviceOf(24.0); // the page number

    QTextDocument document;
    FigureObject object(figures, page.width());
    QFont font = paper::font();
    font.setPointSizeF(9.5);
    document.setDefaultFont(font);
    document.setMarkdown(markdown);
    document.documentLayout()->registerHandler(kFigureObject, &object);
    document.documentLayout()->setPaintDevice(&writer);
    document.setDocumentMargin(0.0);
    placeFigures(document, figures);
    styleTables(document.rootFrame());
    wrapCode(document);
    document.setPageSize(page);
    writer.setTitle(document.metaInformation(QTextDocument::DocumentTitle));
    drawPages(document, writer);
    return buffer.data();
}

} // namespace epsilonlab::ui

#include "report_pdf.moc"
