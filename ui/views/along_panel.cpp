// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/along_panel.h"

#include "theme/theme.h"
#include "views/along_plots.h"
#include "views/attack_display.h"
#include "widgets/elided_label.h"
#include "widgets/number_text.h"
#include "widgets/quiet_wheel.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kMsPerStep = 150;

QString letterOf(std::size_t model)
{
    return model == 0 ? QStringLiteral("A") : QStringLiteral("B");
}

} // namespace

AlongPanel::AlongPanel(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("alongPanel");
    setAccessibleName(tr("Along the attack"));
    createHeader();
    m_plots = new AlongPlots(this);
    layOut();
    showCurves();
    m_clock.setInterval(kMsPerStep);
    connect(&m_clock, &QTimer::timeout, this, &AlongPanel::advance);
    connect(m_scrubber, &QSlider::valueChanged, this, &AlongPanel::onMoved);
    connect(m_scrubber, &QSlider::sliderPressed, this, &AlongPanel::stopPlaying);
    setNote(tr("The steps follow the result."));
}

QToolButton* AlongPanel::button(const char* name, const QString& text, const QString& hint)
{
    auto* made = new QToolButton(this);
    made->setObjectName(QLatin1String(name));
    made->setText(text);
    made->setAccessibleName(hint);
    made->setToolTip(hint);
    made->setStatusTip(hint);
    made->setAutoRaise(true);
    made->setMinimumSize(26, 24);
    return made;
}

void AlongPanel::createHeader()
{
    m_title = button("alongTitle", tr("Along the attack"), tr("Show or hide the curves along the attack"));
    m_title->setFont(theme::font(theme::TextRole::Title));
    m_title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_title, &QToolButton::clicked, this, [this] {
        setOpen(!m_isOpen);
        Q_EMIT openToggled(m_isOpen);
    });
    m_first = button("firstStepButton", QStringLiteral("|\u25C2"), tr("To the start of the attack (Home)"));
    m_back = button("stepBackButton", QStringLiteral("\u25C2"), tr("One step back ( , )"));
    m_play
        = button("playStepsButton", QStringLiteral("\u25B6"), tr("Play the steps of the attack, or pause"));
    m_forward = button("stepForwardButton", QStringLiteral("\u25B8"), tr("One step forward ( . )"));
    m_end = button("lastStepButton", QStringLiteral("\u25B8|"),
        tr("To the result (End); there the pictures follow \u03B5"));
    connect(m_first, &QToolButton::clicked, this, [this] { goTo(0); });
    connect(m_back, &QToolButton::clicked, this, [this] { stepBy(-1); });
    connect(m_play, &QToolButton::clicked, this, &AlongPanel::toggle);
    connect(m_forward, &QToolButton::clicked, this, [this] { stepBy(1); });
    connect(m_end, &QToolButton::clicked, this, [this] { goTo(m_last); });
    m_scrubber = new QSlider(Qt::Horizontal, this);
    ignoreWheelWithoutFocus(*m_scrubber);
    m_scrubber->setObjectName("stepScrubber");
    m_scrubber->setAccessibleName(tr("Step of the attack that is shown"));
    m_scrubber->setToolTip(tr(
        "Shows the picture of each step in all tiles. At the right end they show the result and follow \u03B5."));
    m_scrubber->setStatusTip(m_scrubber->toolTip());
    m_scrubber->setMinimumWidth(120);
    m_words = new ElidedLabel(this);
    m_words->setObjectName("alongWords");
    m_words->setAccessibleName(tr("What is known of the step that is shown"));
    m_words->setFont(theme::font(theme::TextRole::Small));
}

void AlongPanel::layOut()
{
    auto* header = new QHBoxLayout;
    header->setSpacing(4);
    header->addWidget(m_title);
    header->addSpacing(8);
    for (QToolButton* each : {m_first, m_back, m_play, m_forward, m_end})
        header->addWidget(each);
    header->addWidget(m_scrubber, 1);
    header->addSpacing(8);
    header->addWidget(m_words, 5);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(header);
    column->addWidget(m_plots);
}

void AlongPanel::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    showCurves();
}

void AlongPanel::setHasRoom(bool hasRoom)
{
    m_hasRoom = hasRoom;
    showCurves();
}

void AlongPanel::showCurves()
{
    m_plots->setVisible(m_isOpen && m_hasRoom);
    m_title->setArrowType(m_plots->isHidden() ? Qt::RightArrow : Qt::DownArrow);
    m_title->setEnabled(m_hasRoom);
    m_title->setToolTip(m_hasRoom ? m_title->statusTip() : tr("The window is too low for the curves."));
}

void AlongPanel::setTrace(const TraceResult& trace)
{
    m_trace = trace;
    m_isOutdated = false;
    m_last = display::lastStep(trace);
    m_plots->show(trace);
    const QSignalBlocker blocker(m_scrubber);
    m_scrubber->setRange(0, m_last);
    m_scrubber->setValue(m_last);
    if (m_last == 0)
        return setNote(tr("This attack leaves no steps to show on this picture."));
    refresh();
}

void AlongPanel::setNote(const QString& note)
{
    m_trace = {};
    m_isOutdated = false;
    m_last = 0;
    const QSignalBlocker blocker(m_scrubber);
    m_scrubber->setRange(0, 0);
    m_plots->clear(); // the line above says why
    refresh();
    m_words->setWhole(note);
}

void AlongPanel::setOutdated()
{
    m_isOutdated = true;
    returnToEnd();
}

void AlongPanel::returnToEnd()
{
    stopPlaying();
    const QSignalBlocker blocker(m_scrubber);
    m_scrubber->setValue(m_last);
    refresh();
}

void AlongPanel::onMoved(int step)
{
    if (m_isOutdated) // these steps are of another picture
        return returnToEnd();
    refresh();
    Q_EMIT stepChosen(step, isAtEnd());
}

int AlongPanel::step() const
{
    return m_scrubber->value();
}

void AlongPanel::stepBy(int steps)
{
    goTo(step() + steps);
}

void AlongPanel::goTo(int step)
{
    stopPlaying();
    m_scrubber->setValue(std::clamp(step, 0, m_last));
}

void AlongPanel::toggle()
{
    if (m_clock.isActive())
        return stopPlaying();
    if (m_last == 0)
        return;
    if (isAtEnd())
        m_scrubber->setValue(0);
    m_clock.start();
    m_play->setText(QStringLiteral("\u2016"));
}

void AlongPanel::advance()
{
    m_scrubber->setValue(step() + 1);
    if (isAtEnd())
        stopPlaying();
}

void AlongPanel::stopPlaying()
{
    m_clock.stop();
    m_play->setText(QStringLiteral("\u25B6"));
}

void AlongPanel::refresh()
{
    const bool hasSteps = m_last > 0;
    for (QWidget* each :
        std::initializer_list<QWidget*>{m_first, m_back, m_play, m_forward, m_end, m_scrubber})
        each->setEnabled(hasSteps);
    m_back->setEnabled(hasSteps && step() > 0);
    m_first->setEnabled(hasSteps && step() > 0);
    m_forward->setEnabled(hasSteps && !isAtEnd());
    m_end->setEnabled(hasSteps && !isAtEnd());
    m_words->setWhole(hasSteps ? sentence(step()) : QString());
    m_words->setEnabled(!m_isOutdated);
    m_scrubber->setAccessibleDescription(m_words->whole());
    if (hasSteps)
        m_plots->mark(step());
}

QPicture AlongPanel::picture(QSize size, theme::Theme theme)
{
    return m_plots->picture(size, theme);
}

QString AlongPanel::sentence(int step) const
{
    QStringList parts;
    for (std::size_t i = 0; i < m_trace.networks.size() && i < 2; ++i) {
        const std::vector<TraceStep>& steps = m_trace.networks[i].steps;
        if (steps.empty())
            continue;
        const auto at = std::min(static_cast<std::size_t>(step), steps.size() - 1); // or its last one
        const QString loss = AlongPlots::lossText(static_cast<double>(steps[at].loss));
        const QString likely = text::probability(static_cast<double>(steps[at].trueProbability));
        parts << (at == static_cast<std::size_t>(step)
                ? tr("%1 loss %2, true %3").arg(letterOf(i), loss, likely)
                : tr("%1 ended at %2: loss %3, true %4").arg(letterOf(i)).arg(at).arg(loss, likely));
    }
    const QString where
        = isAtEnd() ? tr("step %1, result").arg(step) : tr("step %1 of %2").arg(step).arg(m_last);
    return where + QStringLiteral(" \u00B7 ") + parts.join(QStringLiteral(" \u00B7 "));
}

} // namespace epsilonlab::ui
