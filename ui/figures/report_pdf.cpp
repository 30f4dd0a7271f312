// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/report_pdf.h"

#include "api/error.h"
#include "figures/paper.h"
#include "figures/report_text.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QHash>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kDpi = 600;
constexpr double kMarginMm = 18.0;
constexpr int kFigureObject = QTextFormat::UserObject + 1;
constexpr int kFigureNumber = QTextFormat::UserProperty + 1;
const QString kPicture = QStringLiteral("figure:");

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

    void drawObject(
        QPainter* painter, const QRectF& box, QTextDocument*, int, const QTextFormat& format) override
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
    double scaleOf(const Figure& figure) const
    {
        return std::min(deviceOf(1.0), m_width / figure.size.width());
    }

    const std::vector<Figure>& m_figures;
    double m_width;
};

struct Picture
{
    int position = 0;
    QString name;
};

std::vector<Picture> picturesOf(const QTextDocument& document)
{
    std::vector<Picture> pictures;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            if (fragment.charFormat().isImageFormat())
                pictures.push_back({fragment.position(), fragment.charFormat().toImageFormat().name()});
        }
    }
    return pictures;
}

/// Every picture of the text becomes the figure of its name.
void placeFigures(QTextDocument& document, const std::vector<Figure>& figures)
{
    std::size_t placed = 0;
    for (const Picture& picture : picturesOf(document)) {
        const auto figure = std::find_if(
            figures.begin(), figures.end(), [&](const Figure& f) { return kPicture + f.id == picture.name; });
        if (figure == figures.end())
            break;
        QTextCharFormat format;
        format.setObjectType(kFigureObject);
        format.setProperty(kFigureNumber, static_cast<int>(figure - figures.begin()));
        QTextCursor cursor(&document);
        cursor.setPosition(picture.position);
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
        ++placed;
    }
    if (placed != figures.size())
        throw Error(ErrorCode::Internal,
            "The figures of the report and the places for them in its text differ, so it was not written. "
            "Please report "
            "this as a fault.");
}

/// The page on which the first line of a block stands: one that does not fit is moved, its block is not.
int pageOf(const QTextBlock& block)
{
    const QTextDocument& document = *block.document();
    const QRectF place = document.documentLayout()->blockBoundingRect(block);
    const double top = place.top() + (block.layout()->lineCount() > 0 ? block.layout()->lineAt(0).y() : 0.0);
    return static_cast<int>(top / document.pageSize().height());
}

bool isFigure(const QTextBlock& block)
{
    return block.isValid() && block.begin() != block.end()
        && block.begin().fragment().charFormat().objectType() == kFigureObject;
}

/// QTextDocument knows no "keep with next": a heading alone at the foot of a page begins the next one
/// instead, and so does the line above a figure.
void keepHeadingsWithText(QTextDocument& document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlock next = block.next();
        if (isFigure(next.next()))
            next = next.next(); // a line between heading and figure goes with them
        const bool isBound = block.blockFormat().headingLevel() > 0 || isFigure(block.next());
        if (!isBound || !next.isValid() || pageOf(block) == pageOf(next))
            continue;
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        cursor.setBlockFormat(format);
        document.setPageSize(document.pageSize()); // lays out all of it: Qt loses the lines of what follows
    }
}

/// A paragraph without lines would be missing from the page without a word.
void requireLines(const QTextDocument& document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        if (!block.text().isEmpty() && block.layout()->lineCount() == 0)
            throw Error(ErrorCode::Internal,
                "A part of the report has no place on its pages, so it was not written. Write it as .html, and "
                "please report this as a fault.");
}

void layOut(QTextDocument& document, const ReportDocument& report, const std::vector<Figure>& figures)
{
    QHash<QString, QString> captions;
    for (const Figure& figure : figures)
        captions.insert(figure.id, figure.caption);
    QFont font = paper::font();
    font.setPointSizeF(9.5);
    document.setDefaultFont(font);
    document.setDefaultStyleSheet(reportTextStyle());
    document.setHtml(reportText(report, captions));
    document.setMetaInformation(QTextDocument::DocumentTitle, QString::fromStdString(report.title));
    document.setDocumentMargin(0.0);
    placeFigures(document, figures);
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
        paper::drawText(painter, {0.0, page.height() + deviceOf(8.0), page.width(), deviceOf(14.0)},
            Qt::AlignRight, QCoreApplication::translate("Figures", "%1 of %2").arg(i + 1).arg(pages), font,
            paper::dim());
    }
}

} // namespace

QByteArray reportPdf(const ReportDocument& report, const std::vector<Figure>& figures)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDpi);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
    writer.setTitle(QString::fromStdString(report.title));
    writer.setCreator(QStringLiteral("EpsilonLab"));
    QSizeF page = writer.pageLayout().paintRectPixels(kDpi).size();
    page.rheight() -= deviceOf(24.0); // the page number

    QTextDocument document;
    FigureObject object(figures, page.width());
    document.documentLayout()->registerHandler(kFigureObject, &object);
    document.documentLayout()->setPaintDevice(&writer);
    layOut(document, report, figures);
    document.setPageSize(page);
    keepHeadingsWithText(document);
    requireLines(document);
    drawPages(document, writer);
    return buffer.data();
}

} // namespace epsilonlab::ui

#include "report_pdf.moc"
