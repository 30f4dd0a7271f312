// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_row.h"

#include "client/image_conversion.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/change_scale.h"
#include "views/row_progress.h"
#include "widgets/colour_legend.h"
#include "widgets/number_text.h"
#include "widgets/probability_bars.h"
#include "widgets/verdict_chip.h"

#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kColumnGap = 12;
constexpr int kLeastBars = 230, kLeastBadge = 28;

int heightIn(theme::TextRole role)
{
    return QFontMetrics(theme::font(role)).height();
}

int badgeSide()
{
    return std::max(kLeastBadge, heightIn(theme::TextRole::Badge) + 4);
}

/// Its numbers and the title of a class are as wide as their letters; in between there is room for a bar.
int leastBars()
{
    constexpr int kUsualNumber = 62;
    return kLeastBars
        + std::max(0,
            2
                * (QFontMetrics(theme::font(theme::TextRole::Title))
                        .horizontalAdvance(QStringLiteral(">99.9 %"))
                    - kUsualNumber));
}

} // namespace

AttackRow::AttackRow(Which which, QWidget* parent)
    : QWidget(parent)
    , m_which(which)
{
    createWidgets();
    connect(m_bars, &ProbabilityBars::classClicked, this, &AttackRow::classClicked);
    connect(m_legend, &ColourLegend::clicked, this, &AttackRow::scaleClicked);
    connect(m_change, &DigitTile::hovered, this, &AttackRow::hovered);
    connect(m_adversarial, &DigitTile::hovered, this, &AttackRow::hovered);
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void AttackRow::createWidgets()
{
    const QString letter = m_which == Which::A ? QStringLiteral("A") : QStringLiteral("B");
    setObjectName("attackRow" + letter);
    setAccessibleName(tr("Network %1").arg(letter));
    const auto name = [&letter](QWidget* widget, const char* objectName, const QString& accessible) {
        widget->setObjectName(QLatin1String(objectName) + letter);
        widget->setAccessibleName(accessible.arg(letter));
    };
    m_change = new DigitTile(this);
    name(m_change, "changeTile", tr("Change of the picture for network %1"));
    m_change->setStatusTip(tr("The change: orange pixels were made lighter, blue pixels darker."));
    m_legend = new ColourLegend(this);
    name(m_legend, "changeLegend", tr("Colours of the change for network %1"));
    m_legend->setStatusTip(
        tr("The colours' scale: up to \u03B5, or up to the largest change. Click to switch."));
    m_legend->setToolTip(m_legend->statusTip());
    m_adversarial = new DigitTile(this);
    name(m_adversarial, "adversarialTile", tr("Attacked picture for network %1"));
    m_adversarial->setStatusTip(tr("The attacked picture. Hold C to see the clean one in its place."));
    m_reads = new QLabel(this);
    name(m_reads, "readsLabel", tr("What network %1 reads"));
    m_name = new QLabel(this);
    name(m_name, "nameLabel", tr("Name of network %1"));
    m_name->setFont(theme::font(theme::TextRole::Title));
    m_chip = new VerdictChip(this);
    name(m_chip, "verdictChip", tr("Verdict for network %1"));
    m_bars = new ProbabilityBars(this);
    name(m_bars, "probabilityBars", tr("Probabilities of network %1"));
    m_bars->setStatusTip(tr("Click a class to make it the target of the attack; again: no target."));
}

int AttackRow::badgeWidth()
{
    return badgeSide() + 12;
}

int AttackRow::captionHeight()
{
    return std::max(20, heightIn(theme::TextRole::Normal) + 2);
}

int AttackRow::topHeight()
{
    return std::max(30, heightIn(theme::TextRole::Chip) + 12);
}

int AttackRow::leastWidthOf(int factor)
{
    return badgeWidth() + 2 * DigitTile::sideOf(factor) + kEqualsWidth + DigitTile::kFlag + kColumnGap
        + leastBars();
}

int AttackRow::adversarialLeft() const
{
    return badgeWidth() + DigitTile::sideOf(m_factor) + kEqualsWidth;
}

int AttackRow::barsLeft() const
{
    return adversarialLeft() + DigitTile::sideOf(m_factor) + DigitTile::kFlag + kColumnGap;
}

void AttackRow::setFactor(int factor)
{
    m_factor = factor;
    m_change->setFactor(factor);
    m_adversarial->setFactor(factor);
    place();
}

void AttackRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void AttackRow::place()
{
    const int side = DigitTile::sideOf(m_factor);
    m_change->setGeometry(changeLeft(), 0, side, side);
    m_legend->setGeometry(
        changeLeft() + DigitTile::kMargin, side, side - 2 * DigitTile::kMargin, captionHeight());
    m_adversarial->setGeometry(adversarialLeft(), 0, side + DigitTile::kFlag, side);
    m_reads->setGeometry(adversarialLeft() + DigitTile::kMargin, side,
        side + DigitTile::kFlag + kColumnGap / 2, captionHeight());
    showReading();
    const int room = width() - barsLeft();
    const int nameWidth = std::min(m_name->sizeHint().width(), room / 2);
    m_name->setGeometry(barsLeft(), 0, nameWidth, topHeight() - 4);
    m_chip->setGeometry(barsLeft() + nameWidth + 4, 0, room - nameWidth - 4, topHeight() - 4);
    m_bars->setGeometry(barsLeft(), topHeight(), room, height() - topHeight());
    update();
}

void AttackRow::paintEvent(QPaintEvent*)
{
    const int side = DigitTile::sideOf(m_factor);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int badgeEdge = badgeSide();
    const QRectF badge(4, DigitTile::kMargin, badgeEdge, badgeEdge);
    painter.setPen(Qt::NoPen);
    painter.setBrush(roleColor());
    const double corner = m_which == Which::A ? badgeEdge / 2.0 : 4.0;
    painter.drawRoundedRect(badge, corner, corner);
    painter.setPen(theme::palette().onRole);
    painter.setFont(theme::font(theme::TextRole::Badge));
    painter.drawText(badge, Qt::AlignCenter, m_which == Which::A ? QStringLiteral("A") : QStringLiteral("B"));
    painter.setPen(theme::palette().dimText);
    painter.setFont(theme::font(theme::TextRole::ReadOut));
    painter.drawText(QRect(0, 0, badgeWidth() - 4, side), Qt::AlignCenter, QStringLiteral("+"));
    painter.drawText(
        QRect(adversarialLeft() - kEqualsWidth, 0, kEqualsWidth, side), Qt::AlignCenter, QStringLiteral("="));
    if (m_isBusy) { // under the picture, which stays as it is
        const QPoint at(adversarialLeft() + DigitTile::kMargin, side);
        progress::paintLine(painter, at, side - 2 * DigitTile::kMargin, m_progress);
    }
}

void AttackRow::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    update();
}

void AttackRow::showPreview(const ModelPreview& preview, const PreviewRequest& request, Change change)
{
    m_progress = preview.progress;
    if (m_isBusy)
        update();
    m_adversarialValues = preview.adversarial;
    m_changeValues = difference(preview.adversarial, request.sample.image);
    m_cleanPicture = toGrey(request.sample.image);
    m_epsilonLimit = changescale::limitOf(request, m_changeValues);
    showChange();
    m_adversarial->setPicture(toGrey(preview.adversarial));
    m_adversarial->setFrame(preview.progress.state == Progress::State::Finished ? frameOf(preview.verdict)
                                                                                : DigitTile::Frame::Plain);
    // The sample's own label: where nobody knows it, what the network reads takes its place in the attack,
    // but not as the truth.
    m_bars->setContent({preview.cleanProbabilities, preview.adversarialProbabilities, request.sample.label,
        preview.target, preview.adversarialClass, preview.cleanLogits, preview.adversarialLogits});
    showWords(preview, change);
}

void AttackRow::showChange()
{
    const double limit = m_hasOwnScale ? changescale::largestOf(m_changeValues) : m_epsilonLimit;
    m_change->setPicture(toSigned(m_changeValues, limit));
    m_legend->setLimit(limit);
}

void AttackRow::setOwnScale(bool isOwn)
{
    m_hasOwnScale = isOwn;
    if (!m_changeValues.isEmpty())
        showChange();
}

void AttackRow::setLogitsShown(bool isShown)
{
    m_bars->setScale(isShown ? ProbabilityBars::Scale::Logit : ProbabilityBars::Scale::Probability);
}

void AttackRow::showWords(const ModelPreview& preview, Change change)
{
    const QString name = text::ofCore(preview.modelName);
    const bool isNewName = name != m_name->text();
    m_name->setText(name);
    const bool isFinished = preview.progress.state == Progress::State::Finished;
    const QString verdict
        = isFinished ? verdictText(preview, m_classNames) : progress::words(preview.progress);
    if (isFinished)
        m_chip->setVerdict(preview.verdict, verdict);
    else
        m_chip->setRunning(verdict);
    const auto read = static_cast<std::size_t>(std::max(0, preview.adversarialClass));
    const double sure = read < preview.adversarialProbabilities.size()
        ? static_cast<double>(preview.adversarialProbabilities[read])
        : 0.0;
    const QString reads
        = tr("reads %1, %2").arg(className(preview.adversarialClass), text::probability(sure));
    m_reading = reads;
    m_shortReading = tr("%1, %2").arg(className(preview.adversarialClass), text::probability(sure));
    showReading();
    const QString spoken = tr("%1 %2. %3.").arg(name, reads, verdict);
    m_adversarial->setSpokenValue(
        change == Change::Random ? tr("Random change of the same size: %1").arg(spoken) : spoken);
    m_bars->setAccessibleDescription(m_adversarial->accessibleDescription());
    if (isNewName)
        place();
}

void AttackRow::showReading()
{
    const bool fits = m_reads->fontMetrics().horizontalAdvance(m_reading) <= m_reads->width();
    m_reads->setText(fits ? m_reading : m_shortReading);
    m_reads->setToolTip(fits ? QString() : m_reading);
}

void AttackRow::setClassNames(const QStringList& names)
{
    m_classNames = names;
    m_bars->setClassNames(names);
}

QString AttackRow::className(int index) const
{
    return index >= 0 && index < m_classNames.size() ? m_classNames[index] : QString::number(index);
}

void AttackRow::setBlinking(bool isBlinking)
{
    m_adversarial->setBlink(isBlinking ? m_cleanPicture : QImage());
}

void AttackRow::setCursorPixel(QPoint pixel)
{
    m_change->setCursorPixel(pixel);
    m_adversarial->setCursorPixel(pixel);
}

QColor AttackRow::roleColor() const
{
    return m_which == Which::A ? theme::palette().clean : theme::palette().target;
}

} // namespace epsilonlab::ui
