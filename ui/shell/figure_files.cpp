// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/figure_files.h"

#include "api/error.h"
#include "io/save_file.h"
#include "shell/main_window.h"
#include "shell/session_files.h"
#include "text/core_text.h"
#include "widgets/decision_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

#include <algorithm>
#include <memory>

namespace epsilonlab::ui {

namespace {

constexpr double kClipboardScale = 2.0; // sharp in a document, and yet no burden

struct Choice
{
    FigureFormat format;
    QString title;
};

std::vector<Choice> choices()
{
    return {{FigureFormat::Png, FigureFiles::tr("Picture (*.png)")},
        {FigureFormat::LargePng, FigureFiles::tr("Picture, three times as large (*.png)")},
        {FigureFormat::Svg, FigureFiles::tr("Drawing with text as text (*.svg)")},
        {FigureFormat::Pdf, FigureFiles::tr("Portable document (*.pdf)")}};
}

/// A typed ending says more than the list beside it.
FigureFormat formatOf(const QString& path, FigureFormat chosen)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == endingOf(chosen))
        return chosen;
    for (const Choice& choice : choices())
        if (ending == endingOf(choice.format))
            return choice.format;
    return chosen;
}

} // namespace

FigureFiles::FigureFiles(SessionFiles& sessions, DecisionStrip& strip, MainWindow& window)
    : QObject(&window), m_sessions(sessions), m_strip(strip), m_window(window)
{
}

Figure FigureFiles::complete(const Figure& figure) const
{
    Figure whole = withCaption(figure);
    whole.session = QByteArray::fromStdString(m_sessions.currentJson()).trimmed();
    return whole;
}

void FigureFiles::copy(const Figure& figure)
{
    try {
        auto content = std::make_unique<QMimeData>();
        content->setImageData(figureImage(figure, kClipboardScale));
        content->setData(QStringLiteral("image/svg+xml"), figureSvg(figure));
        QApplication::clipboard()->setMimeData(content.release());
        m_window.showMessage(tr("Copied: %1. Paste it into a document, or here to come back to it.").arg(figure.title));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
}

void FigureFiles::choosePath(const Figure& figure, FigureFormat format)
{
    const auto all = choices();
    const auto first = std::find_if(all.begin(), all.end(), [format](const Choice& choice) { return choice.format == format; });
    QStringList titles {first->title};
    for (const Choice& choice : all)
        if (choice.format != format)
            titles << choice.title;
    const QString size = format == FigureFormat::LargePng ? QStringLiteral("-3x") : QString();
    auto* dialog = new QFileDialog(&m_window, tr("Save figure"), QStringLiteral("epsilonlab-%1%2.%3").arg(figure.id, size, endingOf(format)), titles.join(QStringLiteral(";;")));
    dialog->setObjectName("figureDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(endingOf(format));
    const auto chosen = [all](const QString& title) {
        return std::find_if(all.begin(), all.end(), [&title](const Choice& choice) { return choice.title == title; })->format;
    };
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, chosen](const QString& title) {
        dialog->setDefaultSuffix(endingOf(chosen(title)));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, chosen, figure](const QString& path) {
        write(figure, formatOf(path, chosen(dialog->selectedNameFilter())), path);
    });
    dialog->open(); // window modal, no nested event loop
}

void FigureFiles::choosePath(const Figure& figure)
{
    choosePath(figure, FigureFormat::Png);
}

void FigureFiles::write(const Figure& figure, FigureFormat format, const QString& path)
{
    try {
        saveFile(path, figureFile(figure, format));
        m_window.showMessage(tr("The figure is in %1. Drop it on this window to come back to it.").arg(path));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
}

} // namespace epsilonlab::ui
