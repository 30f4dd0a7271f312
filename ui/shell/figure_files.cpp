// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/figure_files.h"

#include "api/error.h"
#include "figures/pinned.h"
#include "io/save_file.h"
#include "shell/main_window.h"
#include "shell/pins.h"
#include "shell/session_files.h"
#include "text/core_text.h"
#include "widgets/decision_strip.h"
#include "widgets/number_text.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QPointer>
#include <QThreadPool>

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

FigureFiles::FigureFiles(SessionFiles& sessions, Pins& pins, DecisionStrip& strip, MainWindow& window)
    : QObject(&window)
    , m_sessions(sessions)
    , m_pins(pins)
    , m_strip(strip)
    , m_window(window)
{
}

Figure FigureFiles::complete(const Figure& figure) const
{
    Figure whole = figure.caption.isEmpty() ? figure : withCaption(figure);
    if (whole.session.isEmpty())
        whole.session = session();
    return whole;
}

void FigureFiles::pin(const Figure& figure)
{
    if (m_pins.isFull())
        return m_strip.showError(
            tr("%1 figures are pinned already, and more are not kept. Take one away in the gallery first.")
                .arg(sessions::kMostFigures));
    try {
        Figure kept = figure;
        if (kept.session.isEmpty())
            kept.session = session();
        m_pins.add({pinned(kept)});
        m_window.showMessage(tr("Pinned to the gallery: %1.").arg(figure.title));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
}

QByteArray FigureFiles::session() const
{
    return QByteArray::fromStdString(m_sessions.currentJson()).trimmed();
}

Animation FigureFiles::complete(const Animation& animation) const
{
    Animation whole = animation;
    whole.session = session();
    for (Animation::Frame& frame : whole.frames)
        frame.figure = withCaption(frame.figure);
    return whole;
}

void FigureFiles::choosePath(const Animation& animation)
{
    auto* dialog = new QFileDialog(&m_window, tr("Save the steps"), QStringLiteral("epsilonlab-steps.webp"),
        tr("Animated picture (*.webp)"));
    dialog->setObjectName("animationDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("webp"));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, animation](const QString& path) { write(animation, path); });
    dialog->open();
}

void FigureFiles::write(const Animation& animation, const QString& path)
{
    m_window.showMessage(
        tr("%1 step(s) are being drawn.", "", text::forms(static_cast<std::int64_t>(animation.frames.size())))
            .arg(animation.frames.size()));
    QThreadPool::globalInstance()->start([self = QPointer<FigureFiles>(this), animation, path] {
        QByteArray content;
        QString failure;
        try {
            content = animationWebp(animation);
        } catch (const Error& error) {
            failure = text::ofCore(error.message());
        }
        QMetaObject::invokeMethod(qApp, [self, path, content, failure] {
            if (self)
                self->finish(path, content, failure);
        });
    });
}

void FigureFiles::finish(const QString& path, const QByteArray& content, const QString& failure)
{
    try {
        if (!failure.isEmpty())
            throw Error(ErrorCode::Internal, failure.toStdString());
        saveFile(path, content);
        m_window.showMessage(tr("The steps are in %1. Drop it on this window to come back to it.").arg(path));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
    Q_EMIT written(path);
}

void FigureFiles::copy(const Figure& figure)
{
    try {
        auto content = std::make_unique<QMimeData>();
        content->setImageData(figureImage(figure, kClipboardScale));
        content->setData(QStringLiteral("image/svg+xml"), figureSvg(figure));
        QApplication::clipboard()->setMimeData(content.release());
        m_window.showMessage(
            tr("Copied: %1. Paste it into a document, or here to come back to it.").arg(figure.title));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
}

void FigureFiles::choosePath(const Figure& figure, FigureFormat format)
{
    const auto all = choices();
    const auto first = std::find_if(
        all.begin(), all.end(), [format](const Choice& choice) { return choice.format == format; });
    QStringList titles{first->title};
    for (const Choice& choice : all)
        if (choice.format != format)
            titles << choice.title;
    const QString size = format == FigureFormat::LargePng ? QStringLiteral("-3x") : QString();
    auto* dialog = new QFileDialog(&m_window, tr("Save figure"),
        QStringLiteral("epsilonlab-%1%2.%3").arg(figure.id, size, endingOf(format)),
        titles.join(QStringLiteral(";;")));
    dialog->setObjectName("figureDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(endingOf(format));
    const auto chosen = [all](const QString& title) {
        return std::find_if(all.begin(), all.end(), [&title](const Choice& choice) {
            return choice.title == title;
        })->format;
    };
    connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog, chosen](const QString& title) { dialog->setDefaultSuffix(endingOf(chosen(title))); });
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
