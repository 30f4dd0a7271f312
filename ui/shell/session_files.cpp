// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/session_files.h"

#include "api/error.h"
#include "client/engine_client.h"
#include "io/carried_session.h"
#include "io/save_file.h"
#include "shell/kept.h"
#include "shell/main_window.h"
#include "shell/pins.h"
#include "shell/session_state.h"
#include "shell/settings.h"
#include "text/core_text.h"
#include "widgets/decision_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>

#include <utility>

namespace epsilonlab::ui {

namespace {

QString suffix()
{
    return QLatin1String(sessions::kSuffix);
}

/// The session of a figure or screenshot. Throws Error, also where it has none.
Session carriedBy(const QString& path)
{
    const QByteArray json = carriedSession(path);
    if (json.isEmpty())
        throw Error(ErrorCode::UnknownFormat,
            path.toStdString()
                + " carries no session: another program made it, or has written it anew. Open a figure that EpsilonLab saved, or a session (.epslab).");
    return sessions::fromJson(json.toStdString(), path.toStdString());
}

} // namespace

SessionFiles::SessionFiles(
    EngineClient& client, SessionState& session, DecisionStrip& strip, MainWindow& window)
    : QObject(&window)
    , m_client(client)
    , m_session(session)
    , m_strip(strip)
    , m_window(window)
    , m_loader(client, session)
    , m_pins(*keptBy<Pins>(session))
    , m_autosave(keptBy<Autosave>(session, client, session))
{
    connect(&m_loader, &SessionLoader::finished, this, &SessionFiles::onLoaded);
    connect(m_autosave, &Autosave::failed, &window, &MainWindow::showMessage);
    connect(&strip, &DecisionStrip::accepted, this, [this] {
        if (!m_lost.isEmpty())
            open(m_lost);
    });
    // Another sentence on the strip also comes here: the file is put aside, where the list of recent ones
    // finds it.
    connect(&strip, &DecisionStrip::declined, this, [this] {
        if (m_lost.isEmpty())
            return;
        const QString aside = Autosave::folder() + QStringLiteral("/unclosed") + suffix();
        QFile::remove(aside);
        if (QFile::rename(m_lost, aside))
            remember(aside);
        Autosave::forget(std::exchange(m_lost, {}));
    });
}

bool SessionFiles::isSessionFile(const QString& path)
{
    if (path.endsWith(suffix(), Qt::CaseInsensitive))
        return true;
    if (isVectorFile(path))
        return true; // with a session or not, it is nobody's digit
    try {
        return !carriedSession(path).isEmpty();
    } catch (const Error&) { // whoever opens it says why it cannot be read
        return false;
    }
}

std::string SessionFiles::currentJson() const
{
    Session session = whole();
    session.figures.clear();
    return sessions::toJson(session);
}

Session SessionFiles::whole() const
{
    Session session = m_session.session();
    SessionLoader::identify(session, m_client);
    session.figures = m_pins.all();
    return session;
}

void SessionFiles::open(const QString& path)
{
    try {
        const bool isPicture = !path.endsWith(suffix(), Qt::CaseInsensitive);
        load(isPicture ? carriedBy(path) : sessions::read(path.toStdString()), path);
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()), QString::fromStdString(error.detail()));
    }
}

bool SessionFiles::openPasted()
{
    const QMimeData* content = QApplication::clipboard()->mimeData();
    const QString where = tr("the clipboard");
    try {
        const QByteArray json
            = content ? sessionIn(content->data(QStringLiteral("image/svg+xml")), where) : QByteArray();
        if (json.isEmpty())
            return false;
        openJson(json, where);
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
    return true;
}

void SessionFiles::openJson(const QByteArray& json, const QString& where)
{
    try {
        load(sessions::fromJson(json.toStdString(), where.toStdString()), {});
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()));
    }
}

void SessionFiles::load(const Session& session, const QString& path)
{
    m_path = path;
    m_viewToShow = session.view;
    m_figuresToAdd = session.figures;
    m_loader.load(session);
}

void SessionFiles::onLoaded(const QStringList& missing)
{
    if (!m_window.view(QString::fromStdString(m_viewToShow.tab)))
        m_viewToShow.tab = m_session.view().tab; // of a newer program
    m_session.setView(m_viewToShow);
    m_pins.add(std::exchange(m_figuresToAdd, {})); // those that are here already are not lost
    const bool wasLost = !m_lost.isEmpty() && m_path == m_lost;
    if (wasLost)
        Autosave::forget(std::exchange(m_lost, {})); // before the strip says anything: that would put it
                                                     // aside
    else if (!m_path.isEmpty())
        remember(m_path);
    m_autosave->save();
    if (missing.isEmpty())
        m_window.showMessage(wasLost || m_path.isEmpty()
                ? tr("The session is as it was.")
                : tr("%1 is open.").arg(QFileInfo(m_path).fileName()));
    else
        m_strip.showNote(tr("The session is open, but not as it was: %1").arg(missing.join(' ')));
}

void SessionFiles::save(const QString& path)
{
    try {
        saveFile(path, QByteArray::fromStdString(sessions::toJson(whole())));
        remember(path);
        m_window.showMessage(tr("The session is in %1.").arg(path));
    } catch (const Error& error) {
        m_strip.showError(text::ofCore(error.message()), QString::fromStdString(error.detail()));
    }
}

void SessionFiles::chooseAndOpen()
{
    auto* dialog = new QFileDialog(&m_window, tr("Open session"), {},
        tr("Sessions and saved figures (*%1 *.png *.svg *.pdf *.webp);;All files (*)").arg(suffix()));
    dialog->setObjectName("openSessionDialog");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &SessionFiles::open);
    dialog->open();
}

void SessionFiles::chooseAndSave()
{
    auto* dialog = new QFileDialog(&m_window, tr("Save session as"), QStringLiteral("session") + suffix(),
        tr("Sessions (*%1)").arg(suffix()));
    dialog->setObjectName("saveSessionDialog");
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix().mid(1));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &SessionFiles::save);
    dialog->open();
}

void SessionFiles::remember(const QString& path)
{
    constexpr qsizetype kRemembered = 8;
    WindowSettings settings = WindowSettings::read();
    settings.recentSessions.removeAll(path);
    settings.recentSessions.prepend(path);
    settings.recentSessions
        = settings.recentSessions.first(std::min(kRemembered, settings.recentSessions.size()));
    settings.write();
}

void SessionFiles::fillRecent(QMenu& menu)
{
    menu.clear();
    for (const QString& path : WindowSettings::read().recentSessions) {
        if (!QFileInfo::exists(path))
            continue;
        QAction* action = menu.addAction(QFileInfo(path).fileName());
        action->setObjectName("recentSessionAction");
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    if (menu.isEmpty())
        menu.addAction(tr("No session was saved or opened yet"))->setEnabled(false);
}

void SessionFiles::offerLost()
{
    const QString lost = m_autosave->lostFile();
    if (lost.isEmpty())
        return;
    const QString when = QLocale().toString(QFileInfo(lost).lastModified(), QLocale::ShortFormat);
    m_strip.ask(tr("The last session was not closed properly; it was kept at %1.").arg(when), tr("Restore"),
        tr("Not now"));
    m_lost = lost; // after ask(), which takes back what was on the strip before
}

} // namespace epsilonlab::ui
