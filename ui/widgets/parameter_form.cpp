// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parameter_form.h"

#include "text/core_text.h"
#include "theme/theme.h"
#include "widgets/flow_layout.h"
#include "widgets/number_edit.h"
#include "widgets/quiet_wheel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace epsilonlab::ui {

namespace {

constexpr std::size_t kDigits = 10;

QString hintOf(const ParameterSpec& spec)
{
    QString hint = text::ofCore(spec.help);
    if (spec.kind == ParameterKind::Real || spec.kind == ParameterKind::Integer) {
        hint += QObject::tr(" Allowed: %1.").arg(text::ofCore(allowedText(spec)));
        if (!spec.zeroMeans.empty())
            hint += QObject::tr(" 0: %1.").arg(text::ofCore(spec.zeroMeans));
    }
    return hint.trimmed();
}

void describe(QWidget* editor, const ParameterSpec& spec, const char* kind)
{
    editor->setObjectName(QString::fromStdString(spec.id) + QLatin1String(kind));
    editor->setAccessibleName(text::ofCore(spec.title));
    editor->setAccessibleDescription(text::ofCore(spec.help));
    editor->setToolTip(hintOf(spec));
    editor->setStatusTip(hintOf(spec));
}

std::vector<std::string> wordsOf(const ParameterSpec& spec, std::size_t classes)
{
    if (spec.kind == ParameterKind::Choice)
        return spec.choices;
    std::vector<std::string> words{"none", "random", "least-likely", "second"};
    for (std::size_t i = 0; i < classes; ++i)
        words.push_back(std::to_string(i));
    return words;
}

ParameterValue valueOf(const QWidget* editor)
{
    if (const auto* number = qobject_cast<const NumberEdit*>(editor))
        return number->value();
    if (const auto* check = qobject_cast<const QCheckBox*>(editor))
        return check->isChecked();
    return qobject_cast<const QComboBox*>(editor)->currentData().toString().toStdString();
}

void showIn(QWidget* editor, const ParameterValue& value)
{
    const QSignalBlocker blocker(editor);
    if (auto* number = qobject_cast<NumberEdit*>(editor)) {
        const auto* integer = std::get_if<std::int64_t>(&value);
        number->setNumber(integer ? static_cast<double>(*integer) : std::get<double>(value));
    } else if (auto* check = qobject_cast<QCheckBox*>(editor)) {
        check->setChecked(std::get<bool>(value));
    } else if (auto* list = qobject_cast<QComboBox*>(editor)) {
        list->setCurrentIndex(list->findData(QString::fromStdString(std::get<std::string>(value))));
    }
}

} // namespace

QString choiceTitle(const std::string& value)
{
    if (value == "linf")
        return QStringLiteral("L\u221E");
    if (value == "l2")
        return QStringLiteral("L2");
    if (value == "l1")
        return QStringLiteral("L1");
    if (value == "l0")
        return QObject::tr("pixels");
    return text::choiceOfCore(value);
}

ParameterForm::ParameterForm(Direction direction, QWidget* parent)
    : QWidget(parent)
    , m_direction(direction)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void ParameterForm::setSpecs(const std::vector<ParameterSpec>& specs, const std::set<std::string>& hidden)
{
    delete m_page; // at once: two editors of one name would confuse whoever looks them up
    m_editors.clear();
    m_specs.clear();
    m_page = new QWidget(this);
    m_page->setObjectName(objectName() + "Page");
    m_page->setAccessibleName(accessibleName());
    if (m_direction == Direction::Row) {
        new FlowLayout(m_page, 10, 6);
    } else {
        auto* form = new QFormLayout(m_page);
        form->setContentsMargins(0, 0, 0, 0);
        form->setVerticalSpacing(6);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    }
    for (const ParameterSpec& spec : specs) {
        if (hidden.contains(spec.id))
            continue;
        QWidget* editor = makeEditor(spec);
        m_specs.push_back(spec);
        m_editors[spec.id] = editor;
        addRow(spec, editor);
    }
    layout()->addWidget(m_page);
    setValues(defaultsOf(m_specs));
}

void ParameterForm::addRow(const ParameterSpec& spec, QWidget* editor)
{
    auto* title = new QLabel(text::ofCore(spec.title), m_page);
    title->setObjectName(QString::fromStdString(spec.id) + "Label");
    title->setAccessibleName(title->text());
    title->setBuddy(editor);
    title->setToolTip(editor->toolTip());
    if (m_direction == Direction::Column) {
        qobject_cast<QFormLayout*>(m_page->layout())->addRow(title, editor);
        return;
    }
    title->setFont(theme::font(theme::TextRole::Small));
    auto* cell = new QWidget(m_page);
    cell->setObjectName(QString::fromStdString(spec.id) + "Cell");
    cell->setAccessibleName(title->text());
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(title);
    column->addWidget(editor);
    m_page->layout()->addWidget(cell);
}

QWidget* ParameterForm::makeEditor(const ParameterSpec& spec)
{
    switch (spec.kind) {
    case ParameterKind::Boolean: return makeCheck(spec);
    case ParameterKind::Choice:
    case ParameterKind::Target: return makeList(spec);
    case ParameterKind::Real:
    case ParameterKind::Integer: break;
    }
    return makeNumber(spec);
}

QWidget* ParameterForm::makeNumber(const ParameterSpec& spec)
{
    auto* edit = new NumberEdit(spec, m_page);
    describe(edit, spec, "Edit");
    connect(edit, &NumberEdit::valueChanged, this,
        [this, id = spec.id](const ParameterValue& value) { Q_EMIT valueChanged(id, value); });
    connect(edit, &NumberEdit::rejected, this, &ParameterForm::rejected);
    connect(edit, &NumberEdit::corrected, this, &ParameterForm::corrected);
    return edit;
}

QWidget* ParameterForm::makeList(const ParameterSpec& spec)
{
    auto* list = new QComboBox(m_page);
    describe(list, spec, "Combo");
    ignoreWheelWithoutFocus(*list);
    for (const std::string& word : wordsOf(spec, m_classNames.empty() ? kDigits : m_classNames.size())) {
        const bool isClass = spec.kind == ParameterKind::Target && word[0] >= '0' && word[0] <= '9';
        const std::size_t number = isClass ? std::stoul(word) : m_classNames.size();
        const bool isNamed = number < m_classNames.size() && m_classNames[number] != word;
        const QString title = isNamed
            ? QStringLiteral("%1 %2").arg(number).arg(text::ofCore(m_classNames[number]))
            : choiceTitle(word);
        list->addItem(title, QString::fromStdString(word));
    }
    connect(list, &QComboBox::currentIndexChanged, this, [this, id = spec.id, list](int) {
        fitRanges();
        Q_EMIT valueChanged(id, valueOf(list));
    });
    return list;
}

QWidget* ParameterForm::makeCheck(const ParameterSpec& spec)
{
    auto* check = new QCheckBox(m_direction == Direction::Row ? tr("on") : QString(), m_page);
    describe(check, spec, "Check");
    connect(
        check, &QCheckBox::toggled, this, [this, id = spec.id](bool isOn) { Q_EMIT valueChanged(id, isOn); });
    return check;
}

ParameterSet ParameterForm::values() const
{
    ParameterSet values;
    for (const auto& [id, editor] : m_editors)
        values[id] = valueOf(editor);
    return values;
}

void ParameterForm::setValues(const ParameterSet& values)
{
    for (const auto& [id, editor] : m_editors) {
        if (const auto value = values.find(id); value != values.end())
            showIn(editor, value->second);
    }
    fitRanges();
}

void ParameterForm::fitRanges()
{
    const ParameterSet shown = values();
    for (const ParameterSpec& spec : m_specs) {
        auto* number = qobject_cast<NumberEdit*>(m_editors.at(spec.id));
        if (spec.rangeOf.empty() || number == nullptr)
            continue;
        const ParameterSpec fitting = narrowed(spec, shown);
        if (m_direction == Direction::Row) // what does nothing beside this word takes no room
            number->parentWidget()->setVisible(!fitting.ranges.empty());
        number->fitTo(fitting);
        number->setToolTip(hintOf(fitting));
        number->setStatusTip(hintOf(fitting));
    }
}

QWidget* ParameterForm::editor(const std::string& id) const
{
    const auto found = m_editors.find(id);
    return found == m_editors.end() ? nullptr : found->second;
}

void ParameterForm::setEditable(const std::string& id, bool isEditable, const QString& reason)
{
    QWidget* wanted = editor(id);
    if (!wanted)
        return;
    wanted->setEnabled(isEditable);
    wanted->setToolTip(isEditable ? wanted->statusTip() : reason);
}

} // namespace epsilonlab::ui
