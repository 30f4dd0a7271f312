// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_panel.h"

#include "api/catalogue.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "widgets/grouped_combo.h"
#include "widgets/number_edit.h"
#include "widgets/parameter_form.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace epsilonlab::ui {

namespace {

constexpr double kLargestSeed = 999999.0; // what fits the field; the command line takes any

ParameterSpec seedSpec()
{
    ParameterSpec spec;
    spec.id = "seed";
    spec.title = "Seed";
    spec.kind = ParameterKind::Integer;
    spec.defaultValue = std::int64_t{1};
    spec.minimum = 0.0;
    spec.maximum = kLargestSeed;
    spec.help = "Start of the random numbers: the same seed gives the same picture.";
    return spec;
}

} // namespace

AttackPanel::AttackPanel(SessionState& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
{
    setObjectName("attackPanel");
    setAccessibleName(tr("Attack"));
    createWidgets();
    layOut();
    connectAll();
    rebuild();
}

void AttackPanel::createWidgets()
{
    m_attack = new GroupedCombo(this);
    m_attack->setObjectName("attackCombo");
    m_attack->setAccessibleName(tr("Attack"));
    m_attack->setStatusTip(tr("The attack (A next, Shift+A previous)"));
    m_attack->setMinimumContentsLength(8);
    for (const AttackGroupInfo& group : catalogue::attackGroups()) {
        m_attack->addHeading(text::ofCore(group.title));
        for (const std::string& id : group.attackIds) {
            const AttackInfo& info = catalogue::attack(id);
            m_attack->addChoice(
                text::ofCore(info.title), QString::fromStdString(id), text::ofCore(info.sentence));
        }
    }
    m_form = new ParameterForm(ParameterForm::Direction::Row, this);
    m_form->setObjectName("attackForm");
    m_form->setAccessibleName(tr("Parameters of the attack"));
    m_seed = new NumberEdit(seedSpec(), this);
    m_seed->setObjectName("seedEdit");
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(text::ofCore(m_seed->spec().help));
    m_seed->setStatusTip(m_seed->toolTip());
    m_defaults = new QToolButton(this);
    m_defaults->setObjectName("defaultsButton");
    m_defaults->setText(tr("Defaults"));
    m_defaults->setAccessibleName(tr("Reset to defaults"));
    m_defaults->setStatusTip(tr("Every parameter of this attack back to its default; epsilon stays."));
    m_defaults->setToolTip(m_defaults->statusTip());
}

QWidget* AttackPanel::cell(const char* objectName, const QString& title, QWidget* editor)
{
    auto* made = new QWidget(this);
    made->setObjectName(QLatin1String(objectName));
    made->setAccessibleName(editor->accessibleName());
    auto* label = new QLabel(title, made);
    label->setObjectName(QLatin1String(objectName) + "Title");
    label->setAccessibleName(editor->accessibleName());
    label->setFont(theme::font(theme::TextRole::Small));
    label->setBuddy(editor);
    auto* column = new QVBoxLayout(made);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(label);
    column->addWidget(editor);
    return made;
}

void AttackPanel::layOut()
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(cell("attackCell", tr("Attack"), m_attack), 0, Qt::AlignTop);
    row->addWidget(m_form);
    row->addWidget(cell("seedCell", tr("Seed"), m_seed), 0, Qt::AlignTop);
    // An empty title puts the button in line with the fields.
    row->addWidget(cell("defaultsCell", QStringLiteral(" "), m_defaults), 0, Qt::AlignTop);
    row->addStretch(1);
}

void AttackPanel::connectAll()
{
    connect(m_attack, &GroupedCombo::chosen, this,
        [this](const QString& id) { m_session.setAttack(id.toStdString()); });
    connect(m_form, &ParameterForm::valueChanged, &m_session, &SessionState::setParameter);
    connect(m_form, &ParameterForm::rejected, this, &AttackPanel::rejected);
    connect(m_form, &ParameterForm::corrected, this, &AttackPanel::corrected);
    connect(m_seed, &NumberEdit::valueChanged, this, [this](const ParameterValue& value) {
        m_session.setSeed(static_cast<quint64>(std::get<std::int64_t>(value)));
    });
    connect(m_seed, &NumberEdit::rejected, this, &AttackPanel::rejected);
    connect(m_seed, &NumberEdit::corrected, this, &AttackPanel::corrected);
    connect(m_defaults, &QToolButton::clicked, &m_session, &SessionState::resetAttack);
    connect(&m_session, &SessionState::attackChanged, this, &AttackPanel::refresh);
}

void AttackPanel::setClassNames(const std::vector<std::string>& names)
{
    if (names == m_classNames)
        return;
    m_classNames = names;
    m_form->setClassNames(names);
    rebuild();
}

void AttackPanel::rebuild()
{
    m_shownAttack = m_session.attack().attackId;
    m_form->setSpecs(catalogue::attack(m_shownAttack).parameters, {"epsilon"});
    refresh();
}

void AttackPanel::refresh()
{
    if (m_shownAttack != m_session.attack().attackId) {
        rebuild();
        return;
    }
    const AttackInfo& info = catalogue::attack(m_shownAttack);
    m_attack->setCurrentId(QString::fromStdString(m_shownAttack));
    m_attack->setToolTip(info.source.empty()
            ? text::ofCore(info.sentence)
            : text::joined(text::ofCore(info.sentence), QString::fromStdString(info.source)));
    m_form->setValues(m_session.attack().values);
    m_seed->setNumber(static_cast<double>(m_session.attack().seed));
}

} // namespace epsilonlab::ui
