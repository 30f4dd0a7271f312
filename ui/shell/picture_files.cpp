// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/picture_files.h"

#include "api/error.h"
#include "client/engine_client.h"
#include "io/save_file.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "widgets/decision_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace epsilonlab::ui {

PictureFiles::PictureFiles(EngineClient& client, SessionState& session, DecisionStrip& strip, QWidget* window)
    : QObject(window)
    , m_client(client)
    , m_session(session)
    , m_strip(strip)
    , m_window(window)
{
    connect(&client, &EngineClient::imageOpened, this, &PictureFiles::onOpened);
    connect(&client, &EngineClient::jobFinished, this, &PictureFiles::onFinished);
    connect(&strip, &DecisionStrip::accepted, this, [this] {
        if (!m_refittable.isEmpty())
            send(std::exchange(m_refittable, {}), ImageFit::Whole);
    });
    connect(&strip, &DecisionStrip::declined, this, [this] { m_refittable.clear(); });
}

void PictureFiles::open(const QString& path)
{
    m_name = QFileInfo(path).fileName();
    send(path, ImageFit::Automatic);
}

void PictureFiles::send(const QString& path, ImageFit fit)
{
    m_path = path;
    m_opening = m_client.open(OpenImageRequest{QDir::toNativeSeparators(path).toStdString(), fit});
}

void PictureFiles::onOpened(const ImageOpened& event)
{
    if (event.id != m_opening)
        return;
    m_session.showPicture({event.opened.image, -1, 0}, m_name);
    const QString note = text::ofCore(event.opened.note);
    if (event.request.fit == ImageFit::Whole || event.opened.crop.width == 0) {
        m_strip.showNote(note);
        return;
    }
    m_strip.ask(note, tr("Take all of it"), tr("Fine"));
    m_refittable = m_path; // after ask(), which takes back what was on the strip before
}

void PictureFiles::onFinished(const JobFinished& event)
{
    if (event.id != m_opening || m_opening == 0)
        return;
    m_opening = 0;
    if (event.failure)
        m_strip.showError(tr("%1 The digit stays.").arg(text::ofCore(event.failure->message)),
            QString::fromStdString(event.failure->detail));
}

void PictureFiles::chooseAndOpen()
{
    auto* dialog = new QFileDialog(
        m_window, tr("Open picture"), {}, tr("Pictures (*.png *.jpg *.jpeg *.bmp *.pgm);;All files (*)"));
    dialog->setObjectName("openPictureDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &PictureFiles::open);
    dialog->open();
}

void PictureFiles::paste()
{
    const QMimeData* content = QApplication::clipboard()->mimeData();
    const QList<QUrl> urls = content ? content->urls() : QList<QUrl>();
    if (!urls.isEmpty() && urls.first().isLocalFile()) {
        open(urls.first().toLocalFile());
        return;
    }
    const QImage picture = content ? qvariant_cast<QImage>(content->imageData()) : QImage();
    if (picture.isNull()) {
        m_strip.showError(
            tr("There is no picture on the clipboard. Copy one in another program, then paste it here."));
        return;
    }
    try {
        const QString path = m_pasted.filePath(QStringLiteral("pasted.png"));
        saveImage(path, picture);
        m_name = tr("Pasted picture");
        send(path, ImageFit::Automatic);
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()), QString::fromStdString(error.detail()));
    }
}

} // namespace epsilonlab::ui
