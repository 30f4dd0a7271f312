// SPDX-License-Identifier: GPL-3.0-or-later
// What the time machine is made of, and how much room it takes.
#include "views/train_lens.h"

#include "views/lens_digit.h"
#include "views/lens_probes.h"
#include "views/train_recipe_parts.h"
#include "widgets/probe_strip.h"
#include "widgets/quiet_wheel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

namespace epsilonlab::ui {

void TrainLens::createWidgets()
{
    m_title = train::makeText(*this, "timeMachineTitle", tr("Time machine"));
    m_title->setWordWrap(false);
    m_title->setText(tr("Time machine"));
    m_scrubber = new QSlider(Qt::Horizontal, this);
    ignoreWheelWithoutFocus(*m_scrubber);
    m_scrubber->setObjectName("timeMachineSlider");
    m_scrubber->setAccessibleName(tr("Epoch"));
    m_scrubber->setToolTip(tr(
        "The network as it was after each kept epoch, on the same digit, attack and \u03B5. At the right end it follows the run."));
    m_scrubber->setPageStep(1);
    m_words = train::makeText(*this, "timeMachineWords", tr("Epoch shown"));
    m_words->setWordWrap(false);
    m_digits = train::makeButton(*this, "timeMachineDigitsButton", tr("Digits"),
        tr("The digit of the Attack tab and ten probe digits; in a low window other things make room for them"));
    m_digits->setCheckable(true);
    m_further = train::makeButton(*this, "attackStepButton", tr("1 attack step"),
        tr("The attack on this digit, step by step from its start (F8)"));
    m_further->setEnabled(false);
    m_asA = train::makeButton(
        *this, "checkpointAsAButton", tr("As A"), tr("This network is network A of every tab"));
    m_asA->setEnabled(false); // there is none yet
    m_details = new QWidget(this);
    m_details->setObjectName("timeMachineDetails");
    m_details->setAccessibleName(tr("What the network of this epoch makes of the digits"));
    m_digit = new LensDigit(m_details);
    m_probes = new ProbeStrip(m_details);
    m_probes->setStatusTip(tr(
        "Ten digits, each with the smallest \u03B5 that fools the network of this epoch: longer bars are better."));
    m_measuring = new LensProbes(m_client, *m_probes, this);
}

void TrainLens::layOut()
{
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_title);
    line->addWidget(m_scrubber, 1);
    line->addWidget(m_words);
    line->addWidget(m_digits);
    line->addWidget(m_further);
    line->addWidget(m_asA);
    auto* row = new QHBoxLayout(m_details);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_digit);
    row->addWidget(m_probes, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(line);
    column->addWidget(m_details);
}

void TrainLens::showDigits(bool areShown)
{
    m_digits->setChecked(areShown);
    m_details->setVisible(areShown);
}

int TrainLens::heightWith(bool digits) const
{
    const int line = std::max(m_asA->sizeHint().height(), m_asA->minimumHeight());
    return digits ? line + layout()->spacing() + m_details->sizeHint().height() : line;
}

} // namespace epsilonlab::ui
