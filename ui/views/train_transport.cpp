// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_transport.h"

#include "widgets/flow_layout.h"

#include <QAction>
#include <QKeySequence>
#include <QLayout>
#include <QSignalBlocker>
#include <QToolButton>

namespace epsilonlab::ui {

namespace {

constexpr int kBetweenGroups = 12;

} // namespace

TrainTransport::TrainTransport(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("trainTransport");
    setAccessibleName(tr("Training"));
    m_train = add({"trainAction", tr("\u25B6 Train"), tr("Start training, pause, go on (Ctrl+T)")},
        Qt::CTRL | Qt::Key_T);
    m_batch
        = add({"oneBatchAction", tr("1 batch"), tr("Change the weights once, then wait (F9)")}, Qt::Key_F9);
    m_epoch = add({"oneEpochAction", tr("1 epoch"), tr("To the end of this epoch, then wait (Shift+F9)")},
        Qt::SHIFT | Qt::Key_F9);
    m_attackStep = add({"attackStepAction", tr("1 attack step"),
                           tr("The attack on the time machine's digit, step by step from its start (F8)")},
        Qt::Key_F8);
    m_stop = add(
        {"stopKeepAction", tr("\u25A0 Stop and keep"), tr("End this run; its network and its curves stay")},
        {});
    m_again = add({"startAgainAction", tr("\u21BA Start again"),
                      tr("A new run with the recipe on the left; the old one is kept")},
        {});
    m_menu.append(nullptr);
    m_live = add(
        {"liveAsAAction", tr("Live as A"), tr("The network in training is network A of every tab")}, {});
    m_live->setCheckable(true);
    m_open = add({"openRunAction", tr("Open run\u2026"),
                     tr("Look at a run folder, also while another program writes it")},
        {});
    m_save = add({"saveNetworkAction", tr("Save network\u2026"),
                     tr("Save the network as it is now, as a .safetensors file")},
        {});
    m_export = add(
        {"exportRunAction", tr("Export run\u2026"), tr("Every measured value, unrounded, as CSV or JSON")},
        {});
    m_compare = add({"compareRunsAction", tr("Compare runs"),
                        tr("Several runs in one plot, with a table of recipes and results (Ctrl+Shift+T)")},
        Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    m_compare->setCheckable(true);
    // In the row the words are short; the menu has room for all of them.
    m_stop->setIconText(tr("\u25A0 Stop"));
    m_again->setIconText(tr("\u21BA Again"));
    m_open->setIconText(tr("Open\u2026"));
    m_save->setIconText(tr("Save\u2026"));
    m_export->setIconText(tr("Export\u2026"));
    auto* row = new FlowLayout(this, 6, 4); // where words are long, on two lines
    for (QAction* action : {m_train, m_batch, m_epoch, m_stop, m_again})
        addButton(row, action);
    row->addItem(new QSpacerItem(kBetweenGroups, 0));
    for (QAction* action : {m_live, m_open, m_save, m_export})
        addButton(row, action);
    connect(m_train, &QAction::triggered, this, &TrainTransport::trainOrPauseWanted);
    connect(m_batch, &QAction::triggered, this, &TrainTransport::batchWanted);
    connect(m_epoch, &QAction::triggered, this, &TrainTransport::epochWanted);
    connect(m_attackStep, &QAction::triggered, this, &TrainTransport::attackStepWanted);
    connect(m_stop, &QAction::triggered, this, &TrainTransport::stopWanted);
    connect(m_again, &QAction::triggered, this, &TrainTransport::againWanted);
    connect(m_open, &QAction::triggered, this, &TrainTransport::openWanted);
    connect(m_save, &QAction::triggered, this, &TrainTransport::saveWanted);
    connect(m_export, &QAction::triggered, this, &TrainTransport::exportWanted);
    connect(m_live, &QAction::toggled, this, &TrainTransport::liveAsAToggled);
    setState(TrainState::Idle, false);
    setHasAttackSteps(false);
    setHasNetwork(false);
}

QAction* TrainTransport::add(const Look& look, const QKeySequence& key)
{
    auto* action = new QAction(look.title, this);
    action->setObjectName(QLatin1String(look.name));
    action->setShortcut(key);
    action->setToolTip(look.hint);
    action->setStatusTip(look.hint);
    m_menu.append(action);
    return action;
}

void TrainTransport::addButton(QLayout* row, QAction* action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(action->objectName().chopped(6) + "Button"); // without "Action"
    button->setAccessibleName(action->toolTip());
    button->setMinimumHeight(32);
    if (action == m_train) {
        QFont bold = button->font();
        bold.setBold(true);
        button->setFont(bold);
        // Of its longest text: the row must not move when it turns into Pause.
        button->setFixedWidth(QFontMetrics(bold).horizontalAdvance(tr("\u25B6 Resume")) + 28);
    }
    row->addWidget(button);
}

void TrainTransport::setState(TrainState state, bool isEnding)
{
    const bool isActive = state == TrainState::Running || state == TrainState::Paused;
    m_train->setText(state == TrainState::Running ? tr("\u2016 Pause")
            : state == TrainState::Paused         ? tr("\u25B6 Resume")
                                                  : tr("\u25B6 Train"));
    for (QAction* action : {m_train, m_batch, m_epoch})
        action->setEnabled(!isEnding);
    m_stop->setEnabled(isActive && !isEnding);
    m_again->setEnabled(state != TrainState::Idle && !isEnding);
    m_export->setEnabled(state != TrainState::Idle);
}

void TrainTransport::setHasAttackSteps(bool areThere)
{
    m_attackStep->setEnabled(areThere);
}

void TrainTransport::setHasNetwork(bool hasNetwork)
{
    m_live->setEnabled(hasNetwork || m_live->isChecked()); // or it could not be taken back
    m_save->setEnabled(hasNetwork);
}

void TrainTransport::setLiveAsA(bool isLive)
{
    const QSignalBlocker blocker(m_live);
    m_live->setChecked(isLive);
    // Blocked, the action does not tell its button either.
    for (QObject* user : m_live->associatedObjects())
        if (auto* button = qobject_cast<QToolButton*>(user))
            button->setChecked(isLive);
}

} // namespace epsilonlab::ui
