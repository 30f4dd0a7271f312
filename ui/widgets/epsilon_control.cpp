// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/epsilon_control.h"

#include "theme/theme.h"
#include "widgets/class_ribbon.h"
#include "widgets/epsilon_slider.h"
#include "widgets/number_edit.h"
#include "widgets/number_text.h"
#include "widgets/parameter_form.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>

#include <cmath>

namespace epsilonlab::ui {

namespace {

constexpr double kLargestLinf = 0.5;

/// Length of the slider and its finest step, by norm.
std::pair<double, double> scaleOf(const QString& norm)
{
    if (norm == "l2")
        return {6.0, 0.01};
    if (norm == "l1")
        return {50.0, 0.1};
    return norm == "l0" ? std::pair(100.0, 1.0) : std::pair(kLargestLinf, 0.001);
}

ParameterSpec epsilonSpec()
{
    ParameterSpec spec;
    spec.id = "epsilon";
    spec.title = "Epsilon";
    spec.unit = "pixel units";
    spec.kind = ParameterKind::Real;
    spec.defaultValue = 0.0;
    spec.minimum = 0.0;
    spec.maximum = kLargestLinf;
    return spec;
}

} // namespace

EpsilonControl::EpsilonControl(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("epsilonControl");
    setAccessibleName(tr("Epsilon"));
    createWidgets();
    layOut();
    connectAll();
    for (QWidget* each : std::initializer_list<QWidget*>{m_slider, m_field, m_readOut, m_measured})
        each->setWhatsThis(each->toolTip()); // kept for when another attack has taken its place
    setFocusProxy(m_slider);
    setNorm("linf");
}

void EpsilonControl::createWidgets()
{
    const QString hint = tr(
        "\u03B5: how far each pixel may move. Drag, arrow keys, Shift for larger steps, Ctrl for finer.");
    m_symbol = new QLabel(QStringLiteral("\u03B5"), this);
    m_symbol->setObjectName("epsilonSymbol");
    m_symbol->setAccessibleName(tr("Epsilon"));
    m_symbol->setFont(theme::font(theme::TextRole::ReadOut));
    m_slider = new EpsilonSlider(this);
    m_slider->setObjectName("epsilonSlider");
    m_slider->setAccessibleName(tr("Epsilon"));
    m_slider->setToolTip(hint);
    m_slider->setStatusTip(hint);
    m_ribbon = new ClassRibbon(this);
    m_ribbon->setObjectName("classRibbon");
    m_ribbon->setAccessibleName(tr("What the networks read at every epsilon"));
    m_ribbon->setStatusTip(tr(
        "What each network reads at every \u03B5. A click goes to that \u03B5, a double click or M to where the attack begins to work."));
    m_field = new NumberEdit(epsilonSpec(), this);
    m_field->setObjectName("epsilonEdit");
    m_field->setAccessibleName(tr("Epsilon, as a number"));
    m_field->setToolTip(tr("Type 0.1, 8/255 or 25,5/255."));
    m_field->setStatusTip(m_field->toolTip());
    m_readOut = new QLabel(this);
    m_readOut->setObjectName("epsilonReadOut");
    m_readOut->setAccessibleName(tr("Epsilon of the picture shown"));
    m_readOut->setFont(theme::font(theme::TextRole::ReadOut));
    m_readOut->setToolTip(
        tr("Epsilon of the picture shown, in pixel units of 0 to 1 and in grey levels of 0 to 255."));
    m_measured = new QLabel(this);
    m_measured->setObjectName("measuredLabel");
    m_measured->setAccessibleName(tr("Measured size of the change"));
    m_measured->setToolTip(tr("The size of the change, measured on the picture shown: never above \u03B5."));
}

void EpsilonControl::layOut()
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(m_symbol, 0, Qt::AlignTop);
    auto* scale = new QVBoxLayout; // one above the other, so that they share the scale
    scale->setSpacing(2);
    scale->addWidget(m_slider);
    scale->addWidget(m_ribbon);
    scale->addStretch(1);
    row->addLayout(scale, 1);
    row->addWidget(m_field, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_readOut);
    column->addWidget(m_measured);
    column->addStretch(1);
    row->addLayout(column);
    // Fixed widths: numbers that change must not move the slider under the finger.
    const QFontMetrics big(m_readOut->font()), small(m_measured->font());
    const int width = std::max(big.horizontalAdvance(QStringLiteral("0.000 (000.0/255)")),
        small.horizontalAdvance(
            QStringLiteral("\u26A0 ") + tr("measured A %1  B %1").arg(QStringLiteral("0.000"))));
    m_readOut->setFixedWidth(width + 8);
    m_measured->setFixedWidth(width + 8);
}

void EpsilonControl::connectAll()
{
    connect(m_slider, &EpsilonSlider::epsilonMoved, this, &EpsilonControl::edited);
    connect(m_field, &NumberEdit::valueChanged, this,
        [this](const ParameterValue& value) { edited(std::get<double>(value)); });
    connect(m_field, &NumberEdit::rejected, this, &EpsilonControl::rejected);
    connect(m_field, &NumberEdit::corrected, this, &EpsilonControl::corrected);
}

void EpsilonControl::edited(double epsilon)
{
    setEpsilon(epsilon);
    Q_EMIT epsilonEdited(epsilon);
}

void EpsilonControl::setEpsilon(double epsilon)
{
    m_epsilon = epsilon;
    m_slider->setEpsilon(epsilon);
    m_slider->setAccessibleDescription(text::epsilon(epsilon));
    m_field->setNumber(epsilon);
}

void EpsilonControl::setNorm(const QString& norm)
{
    m_norm = norm;
    const auto [largest, fine] = scaleOf(norm);
    m_slider->setScale(largest, fine);
    m_field->setRange(0.0, largest);
    m_field->setStep(fine * 5);
    m_field->setDecimals(3);
    m_slider->setEpsilon(m_epsilon);
}

void EpsilonControl::setMode(Mode mode, const QString& why)
{
    m_mode = mode;
    m_slider->setMarks({});
    m_slider->setHandleShown(mode == Mode::Size);
    m_field->setEnabled(mode == Mode::Size);
    m_symbol->setEnabled(mode == Mode::Size);
    const QString hint = mode == Mode::Size ? m_slider->statusTip() : why;
    for (QWidget* each : std::initializer_list<QWidget*>{m_slider, m_field, m_readOut, m_measured})
        each->setToolTip(mode == Mode::Size ? each->whatsThis() : hint);
    if (mode == Mode::Size)
        return;
    m_readOut->setText(mode == Mode::Found ? tr("searching") : tr("\u03B5 \u2014"));
    m_measured->setText(mode == Mode::Found ? QString() : tr("does not apply"));
}

void EpsilonControl::showResult(double epsilon, const QString& measured, Measured how)
{
    // An L2 distance is not a grey level: 255ths would say nothing.
    m_readOut->setText(m_norm == "linf" ? text::epsilon(epsilon) : text::distance(epsilon));
    const bool isTooLarge = how == Measured::TooLarge;
    m_measured->setText(how == Measured::OfPreview ? tr("preview")
            : isTooLarge                           ? QStringLiteral("\u26A0 ") + measured
                                                   : measured);
    if (isTooLarge == m_isTooLarge)
        return;
    m_isTooLarge = isTooLarge;
    QPalette colours; // without any of its own: the window's
    if (isTooLarge)
        colours.setColor(QPalette::WindowText, theme::palette().error);
    m_measured->setPalette(colours);
}

void EpsilonControl::showFound(const std::vector<EpsilonSlider::Mark>& marks, bool isRunning)
{
    m_slider->setMarks(marks);
    QStringList words;
    for (const EpsilonSlider::Mark& mark : marks)
        words << (marks.size() > 1 ? mark.letter + ' ' : QString()) + foundText(mark.distance);
    m_readOut->setText(words.join(QStringLiteral("  ")));
    m_slider->setAccessibleDescription(m_readOut->text());
    m_measured->setText(isRunning ? tr("smallest so far, %1").arg(choiceTitle(m_norm.toStdString()))
                                  : tr("smallest found, %1").arg(choiceTitle(m_norm.toStdString())));
}

QString EpsilonControl::foundText(double distance) const
{
    if (!std::isfinite(distance))
        return text::notMeasured();
    return m_norm == "l0" ? text::count(std::llround(distance)) : text::distance(distance);
}

void EpsilonControl::showUnbounded(const QString& measured)
{
    m_readOut->setText(tr("\u03B5 \u2014"));
    m_measured->setText(measured);
}

bool EpsilonControl::handleKey(QKeyEvent* event)
{
    // The slider has the focus already: it has seen the key and passed it on. So it does with a key that it
    // has no use for, and then the tab asks here once more.
    if (m_mode != Mode::Size || m_isHandingOn || m_slider->hasFocus()
        || !EpsilonSlider::takesKey(event->key()))
        return false;
    m_isHandingOn = true;
    QCoreApplication::sendEvent(m_slider, event);
    m_isHandingOn = false;
    return true;
}

} // namespace epsilonlab::ui
