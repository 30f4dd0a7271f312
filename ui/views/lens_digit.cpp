// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lens_digit.h"

#include "api/catalogue.h"
#include "client/image_conversion.h"
#include "figures/words.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/attack_display.h"
#include "widgets/digit_tile.h"
#include "widgets/elided_label.h"
#include "widgets/number_text.h"
#include "widgets/parameter_form.h"
#include "widgets/verdict_chip.h"

#include <QHBoxLayout>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

/// "FGSM, \u03B5 0.150"
QString attackInShort(const AttackSettings& attack)
{
    QStringList parts{text::ofCore(catalogue::attack(attack.attackId).title)};
    if (const std::string norm = catalogue::normOf(attack.attackId, attack.values); norm != "linf")
        parts << choiceTitle(norm);
    if (words::hasEpsilon(attack))
        parts << QObject::tr("\u03B5 %1").arg(text::distance(words::epsilonOf(attack)));
    return parts.join(QObject::tr(", "));
}

} // namespace

LensDigit::LensDigit(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("timeMachineDigit");
    setAccessibleName(tr("The digit under attack"));
    m_tile = new DigitTile(this);
    m_tile->setObjectName("timeMachineTile");
    m_tile->setAccessibleName(tr("The digit under attack"));
    m_tile->setStatusTip(tr("The digit of the Attack tab, attacked on the network of this epoch."));
    m_tile->setFactor(1);
    m_tile->setFixedSize(DigitTile::sideOf(1) + DigitTile::kFlag, DigitTile::sideOf(1));
    m_attack = new ElidedLabel(this);
    m_attack->setObjectName("timeMachineAttack");
    m_attack->setAccessibleName(tr("Attack and \u03B5 on this digit"));
    m_attack->setStatusTip(tr("The attack and the \u03B5 of the Attack tab: what the verdict is about."));
    m_attack->setFont(theme::font(theme::TextRole::Small));
    m_chip = new VerdictChip(this);
    m_chip->setObjectName("timeMachineVerdict");
    m_chip->setAccessibleName(tr("Verdict on the digit under attack"));
    layOut();
    fitChip();
}

void LensDigit::layOut()
{
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_attack);
    words->addWidget(m_chip, 0, Qt::AlignLeft);
    words->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_tile, 0, Qt::AlignTop);
    row->addLayout(words);
}

void LensDigit::showResult(const PreviewResult& result, const QString& sample)
{
    const ModelPreview& network = result.models.front();
    m_attack->setWhole(attackInShort(result.request.attack));
    const QString hint = tr("%1 under %2 of this session").arg(sample, m_attack->whole());
    m_attack->setToolTip(hint);
    m_chip->setToolTip(hint);
    m_tile->setPicture(toGrey(network.adversarial));
    m_tile->setFrame(frameOf(network.verdict));
    m_chip->setVerdict(network.verdict, verdictText(network));
    fitChip();
}

void LensDigit::showStep(const TraceResult& trace, int step)
{
    const PreviewResult at = display::atStep(trace, step);
    const ModelPreview& now = at.models.front();
    m_tile->setPicture(toGrey(now.adversarial));
    m_tile->setFrame(DigitTile::Frame::Plain);
    m_chip->setRunning(
        tr("step %1 of %2: %3").arg(step).arg(display::lastStep(trace)).arg(now.adversarialClass));
    fitChip();
}

void LensDigit::showProblem(const QString& sentence)
{
    clear();
    m_attack->setWhole(sentence);
}

void LensDigit::clear()
{
    m_tile->setPicture({});
    m_tile->setFrame(DigitTile::Frame::Plain);
    m_attack->setWhole({});
    m_chip->clear();
    m_chip->setToolTip({});
}

void LensDigit::fitChip()
{
    // Of the usual verdicts: long ones have two lines, or the probes beside them would lack the room.
    constexpr int kAround = 36;
    const int usual = QFontMetrics(theme::font(theme::TextRole::Chip))
                          .horizontalAdvance(tr("FOOLED %1\u2192%2").arg(7).arg(3))
        + kAround;
    const int wide = std::min(usual, m_chip->sizeHint().width());
    m_attack->setFixedWidth(usual);
    m_chip->setFixedSize(wide, m_chip->heightAt(wide));
}

} // namespace epsilonlab::ui
