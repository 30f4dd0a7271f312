// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_actions.h"

#include "api/catalogue.h"
#include "shell/session_state.h"
#include "text/core_text.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

#include <algorithm>

namespace epsilonlab::ui {

AttackActions::AttackActions(SessionState& session, QWidget* parent)
    : QObject(parent)
    , m_session(session)
    , m_owner(parent)
{
    addDigits();
    addAttacks();
    addTargets();
    addOthers();
    connect(&session, &SessionState::attackChanged, this, &AttackActions::refresh);
    connect(&session, &SessionState::modelsChanged, this, &AttackActions::refresh);
    refresh();
}

QAction* AttackActions::add(const char* objectName, const QString& title, const QKeySequence& key)
{
    auto* action = new QAction(title, this);
    action->setObjectName(QLatin1String(objectName));
    action->setShortcut(key);
    m_actions.append(action);
    return action;
}

void AttackActions::addDigits()
{
    connect(add("previousDigitAction", tr("&Previous digit"), Qt::Key_BracketLeft), &QAction::triggered, this,
        [this] { m_session.setPosition(m_session.position() - 1); });
    connect(add("nextDigitAction", tr("&Next digit"), Qt::Key_BracketRight), &QAction::triggered, this,
        [this] { m_session.setPosition(m_session.position() + 1); });
    connect(add("randomDigitAction", tr("&Random digit"), Qt::Key_R), &QAction::triggered, &m_session,
        &SessionState::setRandomPosition);
    m_actions.append(nullptr);
}

void AttackActions::addAttacks()
{
    m_attacks = new QActionGroup(this);
    int number = 0;
    for (const AttackGroupInfo& group : catalogue::attackGroups()) {
        auto* menu = new QMenu(text::ofCore(group.title), m_owner);
        menu->setObjectName(QStringLiteral("attackGroupMenu%1").arg(++number));
        menu->setAccessibleName(menu->title());
        menu->setToolTipsVisible(true);
        for (const std::string& id : group.attackIds) {
            const AttackInfo& info = catalogue::attack(id);
            QAction* action = menu->addAction(text::ofCore(info.title));
            action->setObjectName("chooseAttackAction");
            action->setCheckable(true);
            action->setData(QString::fromStdString(id));
            action->setToolTip(text::ofCore(info.sentence));
            m_attacks->addAction(action);
        }
        m_actions.append(menu->menuAction());
    }
    m_actions.append(nullptr);
    connect(m_attacks, &QActionGroup::triggered, &m_session,
        [this](const QAction* action) { m_session.setAttack(action->data().toString().toStdString()); });
    connect(add("nextAttackAction", tr("Ne&xt attack"), Qt::Key_A), &QAction::triggered, this,
        [this] { stepAttack(1); });
    connect(add("previousAttackAction", tr("Pre&vious attack"), Qt::SHIFT | Qt::Key_A), &QAction::triggered,
        this, [this] { stepAttack(-1); });
    m_actions.append(nullptr);
}

void AttackActions::addTargets()
{
    auto* menu = new QMenu(tr("&Target"), m_owner);
    menu->setObjectName("targetMenu");
    menu->setAccessibleName(tr("Target of the attack"));
    m_targets = new QActionGroup(this);
    m_targets->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    const auto addTarget = [this, menu](const QString& word, const QString& title, const QKeySequence& key) {
        QAction* action = menu->addAction(title);
        action->setObjectName("targetAction_" + word);
        action->setCheckable(true);
        action->setData(word);
        action->setShortcut(key);
        m_targets->addAction(action);
    };
    addTarget("none", tr("None: any other class"), {});
    addTarget("random", tr("A random class"), {});
    addTarget("least-likely", tr("The least likely class"), {});
    addTarget("second", tr("The second class"), {});
    menu->addSeparator();
    for (int i = 0; i < 10; ++i)
        addTarget(QString::number(i), tr("Class %1").arg(i), QKeySequence(Qt::Key_0 + i));
    connect(m_targets, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_session.setTarget(action->data().toString().toStdString());
        refresh(); // the click has moved the check mark; the session decides
    });
    m_actions.append(menu->menuAction());
}

void AttackActions::setClassNames(const QStringList& names)
{
    for (QAction* action : m_targets->actions()) {
        bool isNumber = false;
        const int number = action->data().toString().toInt(&isNumber);
        if (!isNumber)
            continue;
        const bool isKnown = number < names.size();
        action->setVisible(isKnown);
        const bool isNamed = isKnown && names[number] != QString::number(number);
        action->setText(
            isNamed ? tr("Class %1: %2").arg(number).arg(names[number]) : tr("Class %1").arg(number));
    }
}

void AttackActions::addOthers()
{
    m_compare = add("compareAction", tr("&Compare with network B"), Qt::Key_B);
    m_compare->setCheckable(true);
    connect(m_compare, &QAction::triggered, &m_session, &SessionState::setComparing);
    m_noise = add("noiseAction", tr("Show the random change of the sa&me size"), Qt::Key_N);
    m_noise->setCheckable(true);
    connect(m_noise, &QAction::toggled, this, &AttackActions::noiseToggled);
    connect(add("jumpToFlipAction", tr("&Go to the smallest \u03B5 that works"), Qt::Key_M),
        &QAction::triggered, this, &AttackActions::jumpRequested);
    m_stop = add("stopAttackAction", tr("&Stop the attack"), Qt::Key_Escape);
    m_stop->setEnabled(false);
    connect(m_stop, &QAction::triggered, this, &AttackActions::stopRequested);
    connect(add("resetAttackAction", tr("Reset to &defaults"), {}), &QAction::triggered, &m_session,
        &SessionState::resetAttack);
}

void AttackActions::setNoiseShown(bool isShown)
{
    m_noise->setChecked(isShown);
}

void AttackActions::setRunning(bool isRunning)
{
    m_stop->setEnabled(isRunning);
}

void AttackActions::stepAttack(int step)
{
    std::vector<std::string> ids; // in the order of the lists
    for (const AttackGroupInfo& group : catalogue::attackGroups())
        ids.insert(ids.end(), group.attackIds.begin(), group.attackIds.end());
    const int count = static_cast<int>(ids.size());
    const auto at
        = static_cast<int>(std::find(ids.begin(), ids.end(), m_session.attack().attackId) - ids.begin());
    m_session.setAttack(ids[static_cast<std::size_t>((at + step + count) % count)]);
}

void AttackActions::refresh()
{
    const QString attack = QString::fromStdString(m_session.attack().attackId);
    for (QAction* action : m_attacks->actions())
        action->setChecked(action->data().toString() == attack);
    const ParameterSet& values = m_session.attack().values;
    const auto target = values.find("target");
    for (QAction* action : m_targets->actions()) {
        action->setEnabled(target != values.end());
        action->setChecked(target != values.end()
            && std::get<std::string>(target->second) == action->data().toString().toStdString());
    }
    m_compare->setChecked(m_session.isComparing());
}

} // namespace epsilonlab::ui
