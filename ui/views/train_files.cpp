// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_files.h"

#include "api/compare.h"
#include "api/error.h"
#include "api/export.h"
#include "client/engine_client.h"
#include "text/core_text.h"
#include "views/run_list.h"
#include "views/train_run.h"
#include "widgets/action_strip.h"
#include "widgets/number_text.h"

#include <QDir>
#include <QFileDialog>

namespace epsilonlab::ui {

namespace {

bool isJson(const QString& path)
{
    return path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
}

} // namespace

QString train::shortPath(const std::filesystem::path& path)
{
    QString text = QString::fromStdString(path.string());
    if (text.startsWith(QDir::homePath()))
        text.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    return text;
}

TrainFiles::TrainFiles(EngineClient& client, const TrainRun& run, ActionStrip& strip, QWidget* window)
    : QObject(window)
    , m_client(client)
    , m_run(run)
    , m_strip(strip)
    , m_window(window)
{
}

void TrainFiles::saveNetwork(const QString& path)
{
    try {
        m_client.saveModel("live", path.toStdString());
        Q_EMIT messageRaised(tr("The network was saved as %1.").arg(path));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()), QString::fromStdString(error.detail()));
    }
}

void TrainFiles::exportRun(const QString& path)
{
    const RunRecord run = toRunRecord(m_run.record());
    write(path, isJson(path) ? toJson(run) : toCsv(run), tr("The run was written to %1.").arg(path));
}

void TrainFiles::exportComparison(const RunList& list, const QString& path)
{
    const std::vector<RunRecord> runs = list.shownRecords();
    const auto count = static_cast<std::int64_t>(runs.size());
    write(path, isJson(path) ? compare::toJson(runs) : compare::toCsv(runs),
        tr("%1 run(s) were written to %2.", "", text::forms(count)).arg(text::count(count), path));
}

void TrainFiles::write(const QString& path, const std::string& text, const QString& done)
{
    try {
        writeTextFile(path.toStdString(), text);
        Q_EMIT messageRaised(done);
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()), QString::fromStdString(error.detail()));
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
    QFileDialog* dialog = tableDialog("exportRunDialog", tr("Export run"));
    connect(dialog, &QFileDialog::fileSelected, this, &TrainFiles::exportRun);
    dialog->open();
}

void TrainFiles::chooseComparisonFile(const RunList& list)
{
    QFileDialog* dialog = tableDialog("exportComparisonDialog", tr("Export runs"));
    connect(dialog, &QFileDialog::fileSelected, &list,
        [this, &list](const QString& path) { exportComparison(list, path); });
    dialog->open();
}

QFileDialog* TrainFiles::tableDialog(const char* name, const QString& title)
{
    QFileDialog* dialog = saveDialog(name, title, tr("Table (*.csv);;JSON (*.json)"));
    dialog->setDefaultSuffix("csv");
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains("json") ? "json" : "csv");
    });
    return dialog;
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
