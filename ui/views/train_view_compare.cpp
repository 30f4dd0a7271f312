// SPDX-License-Identifier: GPL-3.0-or-later
// Runs beside the one of the Train tab: folders that are opened, and the page that compares.
#include "views/train_view.h"

#include "views/compare_panel.h"
#include "views/run_follower.h"
#include "views/run_list.h"
#include "views/run_offer.h"
#include "views/train_files.h"
#include "views/train_recipe.h"
#include "views/train_run.h"
#include "views/train_transport.h"
#include "widgets/action_strip.h"

#include <QAction>
#include <QDir>

namespace epsilonlab::ui {

void TrainView::connectComparison()
{
    connect(m_transport->compareAction(), &QAction::toggled, this, &TrainView::setComparing);
    connect(m_comparison, &ComparePanel::folderWanted, m_files, &TrainFiles::chooseRun);
    connect(
        m_comparison, &ComparePanel::exportWanted, this, [this] { m_files->chooseComparisonFile(*m_runs); });
}

// A comparison needs the width; a recipe is not edited meanwhile.
void TrainView::setComparing(bool isComparing)
{
    m_transport->compareAction()->setChecked(isComparing);
    m_recipe->setVisible(!isComparing);
    m_single->setVisible(!isComparing);
    m_comparison->setVisible(isComparing);
    Q_EMIT explanationChanged();
}

QString TrainView::comparisonExplained()
{
    return tr(
        "<p><b>What am I seeing?</b></p>"
        "<p>Several runs, each a row of the table and a line of its own colour, dash and mark. The check box draws it or "
        "leaves it out; the list below the table chooses what is drawn.</p>"
        "<p>An accuracy stands over its 95 % interval and the number of images: where two intervals overlap, the "
        "difference may be chance. \u201cWhat differs\u201d holds only the values that are not the same in all the "
        "runs that are drawn.</p>"
        "<p><b>Try next</b></p>"
        "<p>Train the same recipe with two seeds: so much differs by chance alone. Then change one value, train again, "
        "and see whether the lines part by more than that.</p>"
        "<p>A run keeps its colour here for as long as it is in the list; a run that another program writes is "
        "followed.</p>");
}

bool TrainView::opens(const QString& path) const
{
    return QDir(path).exists("recipe.json");
}

void TrainView::open(const QString& path)
{
    if (m_transport->compareAction()->isChecked())
        m_runs->add(path.toStdString());
    else if (m_run->isActive())
        openBeside(path);
    else
        m_follower->open(path.toStdString());
}

void TrainView::onRunRead(const RunRecord& run)
{
    if (m_run->isActive())
        return; // one was begun meanwhile
    m_strip->clear();
    m_run->look(run);
    tellAlarms();
    sayHowItStands(run.info);
}

void TrainView::sayHowItStands(const RunInfo& run)
{
    const QString name = QString::fromStdString(run.recipeName);
    if (run.isBusy)
        m_strip->setHint(
            tr("\u201c%1\u201d is being trained by another program; its curves follow.").arg(name));
    else
        m_strip->setHint(tr("\u201c%1\u201d of %2, as it was written in %3")
                             .arg(name, QString::fromStdString(run.written), train::shortPath(run.path)));
    if (run.isResumable())
        m_offer->offer(run);
}

void TrainView::onRunGrown(const RunRecord& run)
{
    if (!m_unread.isEmpty() && m_strip->sentence() == m_unread)
        m_strip->clear();
    m_unread.clear();
    const bool wasBusy = m_run->record().isBusy;
    m_run->grow(run);
    if (wasBusy && !m_run->record().isBusy)
        sayHowItStands(run.info); // its program ended, or was ended
}

void TrainView::onRunUnread(const QString& sentence, const QString& detail)
{
    m_unread = sentence;
    m_strip->showError(sentence, detail);
}

void TrainView::openBeside(const QString& path)
{
    m_runs->add(path.toStdString());
    m_strip->ask(
        tr("A run is in training here; %1 was put beside it.").arg(train::shortPath(path.toStdString())),
        {tr("Compare runs"), [this] { setComparing(true); }}, {tr("Close"), {}});
}

} // namespace epsilonlab::ui
