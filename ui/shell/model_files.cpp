// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/model_files.h"

#include "client/engine_client.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "widgets/decision_strip.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace epsilonlab::ui {

ModelFiles::ModelFiles(EngineClient& client, SessionState& session, DecisionStrip& strip, QWidget* window)
    : QObject(window)
    , m_client(client)
    , m_session(session)
    , m_strip(strip)
    , m_window(window)
{
    connect(&client, &EngineClient::modelPublished, this, &ModelFiles::onPublished);
    connect(&client, &EngineClient::jobFinished, this, &ModelFiles::onFinished);
    connect(&strip, &DecisionStrip::accepted, this, [this] {
        if (!m_undecided.isEmpty())
            send(std::exchange(m_undecided, {}), true);
    });
    connect(&strip, &DecisionStrip::declined, this, [this] { m_undecided.clear(); });
}

bool ModelFiles::isModelFile(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    return ending == "safetensors" || ending == "pt" || ending == "pth" || ending == "ts";
}

QString ModelFiles::openFilter()
{
    return tr("Networks (*.safetensors *.pt *.pth *.ts);;All files (*)");
}

void ModelFiles::open(const QString& path)
{
    send(path, false);
}

void ModelFiles::send(const QString& path, bool isTrusted)
{
    m_path = path;
    m_opening = m_client.open(OpenModelRequest{QDir::toNativeSeparators(path).toStdString(), isTrusted});
}

void ModelFiles::onPublished(const ModelPublished& event)
{
    if (event.id != m_opening)
        return;
    m_strip.dismiss();
    if (!event.model.hasLayers)
        m_strip.showNote(tr(
            "%1 is open as network A. It is TorchScript: attacks work, but there are no views of its layers and no "
            "certificates.")
                             .arg(QString::fromStdString(event.model.name)));
    m_session.setModelA(event.model.id);
}

void ModelFiles::onFinished(const JobFinished& event)
{
    if (event.id != m_opening || m_opening == 0)
        return;
    m_opening = 0;
    if (!event.failure)
        return;
    const QString sentence = text::ofCore(event.failure->message);
    if (event.failure->code == ErrorCode::NeedsTrust) {
        m_strip.ask(sentence, tr("Trust and open"), tr("Do not open"));
        m_undecided = m_path;
    } else {
        m_strip.showError(
            tr("%1 The networks in use stay.").arg(sentence), QString::fromStdString(event.failure->detail));
    }
}

void ModelFiles::chooseAndOpen()
{
    auto* dialog = new QFileDialog(m_window, tr("Open network"), {}, openFilter());
    dialog->setObjectName("openModelDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &ModelFiles::open);
    dialog->open(); // window modal, no nested event loop
}

QString ModelFiles::nameOfA() const
{
    for (const ModelInfo& model : m_client.models())
        if (model.id == m_session.modelA())
            return text::ofCore(model.name);
    return {};
}

void ModelFiles::chooseAndSave()
{
    auto* dialog = new QFileDialog(
        m_window, tr("Save network A as"), {}, tr("Layers and weights (*.safetensors);;TorchScript (*.pt)"));
    dialog->setObjectName("saveModelDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("safetensors");
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(".pt") ? "pt" : "safetensors");
    });
    dialog->selectFile(nameOfA().toLower().replace(' ', '-') + ".safetensors");
    connect(dialog, &QFileDialog::fileSelected, this, &ModelFiles::save);
    dialog->open();
}

void ModelFiles::save(const QString& path)
{
    try {
        m_client.saveModel(m_session.modelA(), path.toStdString());
        m_strip.showNote(tr("%1 is saved as %2.").arg(nameOfA(), path));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()), QString::fromStdString(error.detail()));
    } catch (const std::exception& error) {
        m_strip.showError(
            tr("%1 could not be saved: %2").arg(nameOfA(), QString::fromLocal8Bit(error.what())));
    }
}

} // namespace epsilonlab::ui
