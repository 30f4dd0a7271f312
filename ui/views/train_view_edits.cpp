// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe is edited while a run goes on: which edits reach it, and what is said about the others.
#include "views/train_view.h"

#include "text/core_text.h"
#include "views/train_recipe.h"
#include "views/train_run.h"
#include "widgets/action_strip.h"
#include "widgets/number_text.h"

#include <QLocale>

#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr qsizetype kMostNames = 3;
constexpr int kRateDigits = 4; // as the field shows it

QString inShort(const QStringList& titles)
{
    const QString comma = QObject::tr(", ");
    if (titles.size() <= kMostNames)
        return titles.join(comma);
    const auto others = static_cast<std::int64_t>(titles.size() - 1);
    return QObject::tr("%1 and %2 more").arg(titles.front(), text::count(others));
}

} // namespace

void TrainView::connectRecipe()
{
    connect(m_recipe, &TrainRecipe::learningRateEdited, this, &TrainView::onLearningRate);
    connect(m_recipe, &TrainRecipe::edited, this, &TrainView::onEdited);
    connect(m_recipe, &TrainRecipe::runningWanted, this, [this] {
        m_recipe->showRequest(inForce(m_run->record()));
        onEdited();
    });
}

/// A rate typed into the recipe of the next run must not reach the one that goes on.
void TrainView::onLearningRate(double lr)
{
    if (!m_run->isActive() || !m_recipe->isOf(m_run->record().request)) {
        onEdited();
        return;
    }
    m_run->setLearningRate(lr);
    onEdited();
    m_strip->setHint(
        tr("Learning rate of this run is now %1.").arg(QLocale().toString(lr, 'g', kRateDigits)));
}

void TrainView::onEdited()
{
    refreshDifference();
    if (!m_run->isActive())
        return;
    const QStringList titles = m_recipe->editedBeside(inForce(m_run->record()));
    if (titles.isEmpty()) {
        withdrawQuestion();
        return;
    }
    const bool isStanding = !m_question.isEmpty() && m_strip->sentence() == m_question;
    if (std::exchange(m_hasAsked, true) && !isStanding)
        return;
    m_question = tr("%1: this applies to a new run. The one that runs is not touched.").arg(inShort(titles));
    m_strip->ask(m_question, {tr("Start new run"), [this] { startNew(false); }}, {tr("Keep going"), {}});
}

/// There is nothing to decide any more.
void TrainView::withdrawQuestion()
{
    if (m_question.isEmpty() || m_strip->sentence() != m_question)
        return;
    m_question.clear();
    m_hasAsked = false;
    m_strip->clear();
}

void TrainView::refreshDifference()
{
    const TrainRequest now = m_recipe->request();
    const TrainRequest running = inForce(m_run->record());
    const bool isSame
        = !m_run->isActive() || (now.recipe == running.recipe && now.dataset.text == running.dataset.text);
    m_recipe->setDifference(isSame ? QString() : tr("Edited: this applies to a new run."));
}

} // namespace epsilonlab::ui
