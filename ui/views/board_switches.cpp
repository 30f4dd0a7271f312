// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/board_switches.h"

#include "theme/theme.h"

#include <QAction>
#include <QKeySequence>
#include <QToolButton>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kFrame = 12, kTitleHeight = 22;

QString titleOf(bool isLogits)
{
    return isLogits ? BoardSwitches::tr("Logits \u21C4") : BoardSwitches::tr("Probabilities \u21C4");
}

} // namespace

BoardSwitches::BoardSwitches(QWidget* board)
    : QObject(board)
{
    m_choose = add("chooseDigitAction", tr("&Choose a picture\u2026"), Qt::Key_G);
    m_logits = add("logitsAction", tr("Show &logits in place of probabilities"), Qt::Key_L);
    m_ownScale = add("ownScaleAction", tr("Scale the change's colours by its largest &value"), Qt::Key_S);
    for (QAction* each : {m_logits, m_ownScale})
        each->setCheckable(true);
    createTitle(board);
    connect(m_choose, &QAction::triggered, this, &BoardSwitches::digitsAsked);
    connect(m_logits, &QAction::toggled, this, [this](bool isLogits) { retitle(isLogits); });
    connect(m_logits, &QAction::toggled, this, &BoardSwitches::logitsToggled);
    connect(m_ownScale, &QAction::toggled, this, &BoardSwitches::ownScaleToggled);
}

QAction* BoardSwitches::add(const char* objectName, const QString& title, const QKeySequence& key)
{
    auto* action = new QAction(title, this);
    action->setObjectName(QLatin1String(objectName));
    action->setShortcut(key);
    return action;
}

void BoardSwitches::createTitle(QWidget* board)
{
    m_barsTitle = new QToolButton(board);
    m_barsTitle->setObjectName("barsScaleButton");
    m_barsTitle->setAutoRaise(true);
    m_barsTitle->setFont(theme::font(theme::TextRole::Title));
    retitle(false);
    m_barsTitle->setAccessibleName(tr("Probabilities or logits"));
    m_barsTitle->setToolTip(
        tr("Switch between probabilities and logits, the numbers before the softmax (L)."));
    m_barsTitle->setStatusTip(m_barsTitle->toolTip());
    connect(m_barsTitle, &QToolButton::clicked, m_logits, &QAction::trigger);
}

void BoardSwitches::retitle(bool isLogits)
{
    m_barsTitle->setText(titleOf(isLogits));
    m_barsTitle->resize(QFontMetrics(m_barsTitle->font()).horizontalAdvance(titleOf(isLogits)) + kFrame,
        std::max(kTitleHeight, QFontMetrics(m_barsTitle->font()).height() + 4));
}

int BoardSwitches::barsTitleWidth() const
{
    const QFontMetrics metrics(m_barsTitle->font());
    return std::max(metrics.horizontalAdvance(titleOf(false)), metrics.horizontalAdvance(titleOf(true)))
        + kFrame;
}

bool BoardSwitches::isLogits() const
{
    return m_logits->isChecked();
}

bool BoardSwitches::isOwnScale() const
{
    return m_ownScale->isChecked();
}

void BoardSwitches::set(bool isLogits, bool isOwnScale)
{
    m_logits->setChecked(isLogits);
    m_ownScale->setChecked(isOwnScale);
}

void BoardSwitches::toggleOwnScale()
{
    m_ownScale->toggle();
}

} // namespace epsilonlab::ui
