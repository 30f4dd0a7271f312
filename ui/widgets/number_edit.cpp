// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/number_edit.h"

#include "api/error.h"
#include "text/core_text.h"

#include <QFocusEvent>
#include <QRegularExpression>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace epsilonlab::ui {

namespace {

constexpr int kShownDigits = 4;

double numberOf(const ParameterValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    return std::get<double>(value);
}

} // namespace

NumberEdit::NumberEdit(ParameterSpec spec, QWidget* parent)
    : QAbstractSpinBox(parent)
    , m_spec(std::move(spec))
    , m_number(numberOf(m_spec.defaultValue))
{
    setButtonSymbols(QAbstractSpinBox::NoButtons);
    setAlignment(Qt::AlignRight);
    setFocusPolicy(Qt::StrongFocus); // a wheel that passes over a form must not change it
    lineEdit()->setObjectName(QString::fromStdString(m_spec.id) + "LineEdit");
    lineEdit()->setAccessibleName(text::ofCore(m_spec.title));
    if (m_spec.kind == ParameterKind::Real)
        m_step = (m_spec.maximum - m_spec.minimum) / 100.0;
    connect(lineEdit(), &QLineEdit::textEdited, this, [this] { m_isEdited = true; });
    connect(this, &QAbstractSpinBox::editingFinished, this, &NumberEdit::readText);
    showNumber();
}

void NumberEdit::setRange(double minimum, double maximum)
{
    m_spec.minimum = minimum;
    m_spec.maximum = maximum;
}

void NumberEdit::fitTo(const ParameterSpec& narrowed)
{
    m_spec.ranges = narrowed.ranges;
    setRange(narrowed.minimum, narrowed.maximum);
    if (m_spec.kind == ParameterKind::Real)
        m_step = (m_spec.maximum - m_spec.minimum) / 100.0;
}

void NumberEdit::setDecimals(int decimals)
{
    m_decimals = decimals;
    showNumber();
}

ParameterValue NumberEdit::value() const
{
    if (m_spec.kind == ParameterKind::Integer)
        return static_cast<std::int64_t>(std::llround(m_number));
    return m_number;
}

void NumberEdit::setNumber(double number)
{
    // While a person types, the field is theirs.
    if (number == m_number && m_isEdited)
        return;
    m_number = number;
    showNumber();
}

QString NumberEdit::textOf(double number) const
{
    if (number == 0.0 && !zeroWord().isEmpty())
        return zeroWord();
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    if (m_spec.kind == ParameterKind::Integer)
        return locale.toString(std::llround(number));
    if (m_decimals >= 0)
        return locale.toString(number, 'f', m_decimals);
    return locale.toString(number, 'g', kShownDigits);
}

QString NumberEdit::zeroWord() const
{
    // "automatic: 2.5 epsilon / steps" explains; the field has room for the word.
    static const QRegularExpression colon(QStringLiteral("[:\uFF1A]")); // the wide one is Chinese
    return text::ofCore(m_spec.zeroMeans).section(colon, 0, 0);
}

void NumberEdit::showNumber()
{
    lineEdit()->setText(textOf(m_number));
    m_isEdited = false;
}

void NumberEdit::readText()
{
    if (!m_isEdited)
        return;
    const QString typed = lineEdit()->text().trimmed();
    try {
        const bool isZeroWord = !zeroWord().isEmpty() && typed.compare(zeroWord(), Qt::CaseInsensitive) == 0;
        const double number = isZeroWord ? 0.0 : numberOf(parseParameter(m_spec, typed.toStdString()));
        Q_EMIT corrected();
        adopt(number);
    } catch (const Error& error) {
        showNumber();
        Q_EMIT rejected(text::ofCore(error.message()));
    }
}

void NumberEdit::adopt(double number)
{
    const bool isNew = number != m_number;
    m_number = number;
    showNumber();
    if (isNew)
        Q_EMIT valueChanged(value());
}

void NumberEdit::stepBy(int steps)
{
    readText();
    const double stepped = std::clamp(m_number + steps * m_step, m_spec.minimum, m_spec.maximum);
    // Steps land on multiples, or 0.1 + 0.005 ten times would show its rounding errors.
    const double onGrid = std::round(stepped / m_step) * m_step;
    adopt(std::clamp(onGrid, m_spec.minimum, m_spec.maximum));
}

QAbstractSpinBox::StepEnabled NumberEdit::stepEnabled() const
{
    StepEnabled enabled = StepNone;
    if (m_number < m_spec.maximum)
        enabled |= StepUpEnabled;
    if (m_number > m_spec.minimum)
        enabled |= StepDownEnabled;
    return enabled;
}

QSize NumberEdit::sizeHint() const
{
    // A long word for 0 is cut: the tool tip has it, and other fields need the room.
    const int text = std::clamp(fontMetrics().horizontalAdvance(zeroWord()),
        fontMetrics().horizontalAdvance("000000"), fontMetrics().horizontalAdvance("automatically"));
    return {text + 20, QAbstractSpinBox::sizeHint().height()};
}

void NumberEdit::focusInEvent(QFocusEvent* event)
{
    QAbstractSpinBox::focusInEvent(event);
    Q_EMIT corrected(); // the sentence about the last try has been read
}

void NumberEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        showNumber();
        Q_EMIT corrected();
        return;
    }
    QAbstractSpinBox::keyPressEvent(event);
}

void NumberEdit::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace epsilonlab::ui
