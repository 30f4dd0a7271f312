// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_files.h"

#include "api/error.h"
#include "api/export.h"
#include "api/session.h"
#include "client/engine_client.h"
#include "figures/report_writer.h"
#include "shell/session_loader.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "widgets/decision_strip.h"
#include "widgets/number_text.h"

#include <QFileDialog>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace epsilonlab::ui {

ReportFiles::ReportFiles(EngineClient& client, SessionState& session, DecisionStrip& strip, QWidget* window)
    : QObject(window)
    , m_client(client)
    , m_session(session)
    , m_strip(strip)
    , m_window(window)
{
    connect(&client, &EngineClient::reportFinished, this, &ReportFiles::onFinished);
    connect(&client, &EngineClient::jobFinished, this, &ReportFiles::onJobFinished);
}

void ReportFiles::takeOver(const ReportFiles& earlier)
{
    m_measuring = earlier.m_measuring;
    m_request = earlier.m_request;
    m_path = earlier.m_path;
    m_sessionText = earlier.m_sessionText;
}

void ReportFiles::chooseAndWrite()
{
    auto* dialog = new QFileDialog(m_window, tr("Report"), QStringLiteral("report.html"),
        tr("Web page, one file (*.html);;Portable document (*.pdf);;Markdown with pictures beside it (*.md)"));
    dialog->setObjectName("reportDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("html");
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains("pdf") ? "pdf" : filter.contains("md") ? "md" : "html");
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ReportFiles::write);
    dialog->open(); // window modal, no nested event loop
}

/// The curve goes through the digit's epsilon and to its double, at most to what the attack allows.
ReportRequest ReportFiles::request() const
{
    ReportRequest request;
    request.evaluation.models = m_session.activeModels();
    request.evaluation.dataset = m_session.dataset();
    request.evaluation.attacks = {m_session.attack()};
    request.evaluation.limit = kImages;
    const double epsilon = m_session.epsilon() > 0.0 ? m_session.epsilon() : SessionState::kFirstEpsilon;
    for (const double share : {0.0, 0.5, 1.0, 1.5, 2.0})
        if (share * epsilon <= m_session.largestEpsilon())
            request.evaluation.epsilons.push_back(
                std::round(share * epsilon * 1e6) / 1e6); // 0.15, not 0.15000000000000002
    request.exampleIndex = m_session.position();
    request.exampleEpsilon = m_session.epsilon();
    if (m_session.isOwnPicture())
        request.picture = m_session.sample();
    return request;
}

void ReportFiles::write(const QString& path)
{
    const std::vector<std::string> models = m_session.activeModels();
    if (std::find(models.begin(), models.end(), "live") != models.end()) {
        m_strip.showError(tr(
            "The network in training has no file, so nobody could repeat its report. Save it (File, Save network "
            "A as), open that file, then make the report."));
        return;
    }
    m_path = path;
    m_request = request();
    Session session = m_session.session();
    session.figures.clear(); // the report does not show them
    SessionLoader::identify(session, m_client);
    m_sessionText = m_request.picture ? sessions::toJson(session) : std::string();
    m_measuring = m_client.submit(m_request);
    m_strip.showNote(
        tr("The report is being measured on the first %1 image(s); the status line shows how far it is.", "",
            text::forms(kImages))
            .arg(text::count(kImages)));
}

/// A person's own picture is in no data set: the report's command finds it in a session beside the report.
std::string ReportFiles::writeSession() const
{
    if (m_sessionText.empty())
        return {};
    const std::string stem = m_path.toStdString() + "-session";
    std::string path = stem + sessions::kSuffix;
    for (int number = 2; std::filesystem::exists(path); ++number) // another report may name that one
        path = stem + "-" + std::to_string(number) + sessions::kSuffix;
    writeTextFile(path, m_sessionText);
    return path;
}

void ReportFiles::onFinished(const ReportFinished& event)
{
    if (event.id != m_measuring)
        return;
    ReportData data = event.data;
    if (data.evaluation.n == 0) {
        m_strip.showNote(tr("Stopped before a group of images was finished; no report was written."));
        return;
    }
    std::string session;
    try {
        session = writeSession();
        data.commandLine = reportCommand(m_request, m_path.toStdString(), session);
        writeReport(data, m_path.toStdString());
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()), QString::fromStdString(error.detail()));
        return;
    }
    const QString extent = data.evaluation.isComplete
        ? QString()
        : tr(" It was stopped: it is about the first %1 image(s).", "", text::forms(data.evaluation.n))
              .arg(text::count(data.evaluation.n));
    const QString own = m_request.picture
        ? tr(" Your picture is in %1, so that the report can be made again.")
              .arg(QString::fromStdString(session))
        : QString();
    m_strip.showNote(tr("The report is in %1.%2%3").arg(m_path, extent, own));
}

void ReportFiles::onJobFinished(const JobFinished& event)
{
    if (event.id != m_measuring || m_measuring == 0)
        return;
    m_measuring = 0;
    if (event.failure)
        m_strip.showError(tr("The report could not be made. %1").arg(text::ofCore(event.failure->message)),
            QString::fromStdString(event.failure->detail));
}

} // namespace epsilonlab::ui
