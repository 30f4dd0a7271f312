// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_files.h"

#include "api/error.h"
#include "api/export.h"
#include "client/engine_client.h"
#include "text/core_text.h"
#include "views/train_run.h"
#include "widgets/action_strip.h"

#include <QDir>
#include <QFileDialog>

namespace epsilonlab::ui {

QString train::shortPath(const std::filesystem::path& path)
{
    QString text = QString::fromStdString(path.string());
    if (text.startsWith(QDir::homePath()))
        text.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    return text;
}

TrainFiles::TrainFiles(EngineClient& client, const TrainRun& run, ActionStrip& strip, QWidget* window)
    : QObject(window), m_client(client), m_run(run), m_strip(strip), m_window(window)
{
}

void TrainFiles::saveNetwork(const QString& path)
{
    try {
        m_client.saveModel("live", path.toStdString());
        Q_EMIT messageRaised(tr("The network was saved as %1.").arg(path));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
}

void TrainFiles::exportRun(const QString& path)
{
    const TrainRecord& record = m_run.record();
    RunRecord run;
    run.info.recipeName = record.request.recipeName;
    run.info.recipe = record.request.recipe;
    run.info.dataset = record.request.dataset.text;
    run.info.path = record.request.runDirectory;
    run.info.totalSteps = record.total;
    run.points = record.points;
    run.epochs = record.epochs;
    run.flags = record.flags;
    try {
        writeTextFile(path.toStdString(), path.endsWith(".json", Qt::CaseInsensitive) ? toJson(run) : toCsv(run));
        Q_EMIT messageRaised(tr("The run was written to %1.").arg(path));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
}

void TrainFiles::chooseNetworkFile()
{
    QFileDialog* dialog = saveDialog("saveNetworkDialog", tr("Save network"), tr("Networks (*.safetensors)"));
    dialog->setDefaultSuffix("safetensors");
    connect(dialog, &QFileDialog::fileSelected, this, &TrainFiles::saveNetwork);
    dialog->open(); // window modal, no nested event loop
}

void TrainFiles::chooseExportFile()
{
    QFileDialog* dialog = saveDialog("exportRunDialog", tr("Export run"), tr("Table (*.csv);;JSON (*.json)"));
    dialog->setDefaultSuffix("csv");
    connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog](const QString& filter) { dialog->setDefaultSuffix(filter.contains("json") ? "json" : "csv"); });
    connect(dialog, &QFileDialog::fileSelected, this, &TrainFiles::exportRun);
    dialog->open();
}

QFileDialog* TrainFiles::saveDialog(const char* name, const QString& title, const QString& filter)
{
    auto* dialog = new QFileDialog(m_window, title, {}, filter);
    dialog->setObjectName(QLatin1String(name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    return dialog;
}

void TrainFiles::chooseRun()
{
    QString root;
    try {
        root = QString::fromStdString(runs::root().string());
    } catch (const Error&) {
        root = QDir::homePath(); // no place of its own for runs
    }
    auto* dialog = new QFileDialog(m_window, tr("Open run"), root);
    dialog->setObjectName("openRunDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &TrainFiles::runChosen);
    dialog->open(); // window modal, no nested event loop
}

} // namespace epsilonlab::ui
