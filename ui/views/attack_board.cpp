// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_board.h"

#include "client/image_conversion.h"
#include "theme/theme.h"
#include "views/attack_row.h"
#include "views/board_switches.h"
#include "views/noise_panel.h"
#include "widgets/digit_tile.h"
#include "widgets/number_text.h"

#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kRowGap = 10;
constexpr int kTallestRow = 320;
constexpr int kMostExtraGap = 24;
constexpr int kNoiseGap = 8;
constexpr int kUsualNoise = 3; // factor of the small picture for which larger ones give way
constexpr int kSmallestFactor = 4, kLargestFactor = 16; // 112 to 448 px

QString valueText(float value)
{
    return QLocale().toString(static_cast<double>(value), 'f', 3);
}

} // namespace

AttackBoard::AttackBoard(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("attackBoard");
    setAccessibleName(tr("Pictures"));
    createWidgets();
    connectAll();
}

void AttackBoard::createWidgets()
{
    m_clean = new DigitTile(this);
    m_clean->setObjectName("cleanTile");
    m_clean->setAccessibleName(tr("Clean picture"));
    m_clean->setCursor(Qt::PointingHandCursor);
    m_clean->setStatusTip(tr("The picture as it is in the data set. Click to choose another (G)."));
    m_cleanCaption = new QLabel(this);
    m_cleanCaption->setObjectName("cleanCaption");
    m_cleanCaption->setAccessibleName(tr("True class"));
    m_noise = new NoisePanel(this);
    m_rowA = new AttackRow(AttackRow::Which::A, this);
    m_rowB = new AttackRow(AttackRow::Which::B, this);
    m_switches = new BoardSwitches(this);
}

void AttackBoard::connectAll()
{
    connect(m_clean, &DigitTile::hovered, this, [this](QPoint pixel) { onHovered(0, pixel); });
    connect(m_rowA, &AttackRow::hovered, this, [this](QPoint pixel) { onHovered(0, pixel); });
    connect(m_rowB, &AttackRow::hovered, this, [this](QPoint pixel) { onHovered(1, pixel); });
    connect(m_noise, &NoisePanel::hovered, this, [this](QPoint pixel) { onHovered(0, pixel); });
    for (AttackRow* each : {m_rowA, m_rowB}) {
        connect(each, &AttackRow::classClicked, this, &AttackBoard::classClicked);
        connect(each, &AttackRow::scaleClicked, m_switches, &BoardSwitches::toggleOwnScale);
        connect(m_switches, &BoardSwitches::logitsToggled, each, &AttackRow::setLogitsShown);
        connect(m_switches, &BoardSwitches::ownScaleToggled, each, &AttackRow::setOwnScale);
    }
    connect(m_switches, &BoardSwitches::digitsAsked, this, &AttackBoard::digitsAsked);
    connect(m_clean, &DigitTile::clicked, this, &AttackBoard::digitsAsked);
    connect(m_switches, &BoardSwitches::ownScaleToggled, this, qOverload<>(&QWidget::update));
    connect(m_rowA->adversarialTile(), &DigitTile::painted, this, &AttackBoard::painted);
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

QSize AttackBoard::minimumSizeHint() const
{
    return {DigitTile::sideOf(kSmallestFactor) + AttackRow::leastWidthOf(kSmallestFactor),
        BoardTitles::height() + 2 * (AttackRow::heightOf(kSmallestFactor) + kRowGap)};
}

int AttackBoard::factorThatFits() const
{
    const int rows = m_isComparing ? 2 : 1;
    int factor = kSmallestFactor;
    while (factor < kLargestFactor) {
        const int next = factor + 1;
        const int wide = DigitTile::sideOf(next) + AttackRow::leastWidthOf(next);
        const int high = BoardTitles::height() + rows * (AttackRow::heightOf(next) + kRowGap) - kRowGap;
        const int left = BoardTitles::height() + AttackRow::heightOf(next) + kNoiseGap
            + NoisePanel::heightOf(kUsualNoise);
        if (wide > width() || std::max(high, left) > height())
            break;
        factor = next;
    }
    return factor;
}

void AttackBoard::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void AttackBoard::place()
{
    m_factor = factorThatFits();
    const int side = DigitTile::sideOf(m_factor), rowHeight = AttackRow::heightOf(m_factor);
    m_clean->setFactor(m_factor);
    m_rowA->setFactor(m_factor);
    m_rowB->setFactor(m_factor);
    // What the whole factor leaves over goes between the rows first.
    const int used = BoardTitles::height() + 2 * rowHeight + kRowGap;
    const int gap = kRowGap + (m_isComparing ? std::clamp((height() - used) / 2, 0, kMostExtraGap) : 0);
    m_clean->setGeometry(0, BoardTitles::height(), side, side);
    m_cleanCaption->setGeometry(DigitTile::kMargin, BoardTitles::height() + side,
        side + AttackRow::badgeWidth() - DigitTile::kMargin, AttackRow::captionHeight());
    // A row alone may use the room below it for longer bars.
    const int alone = std::max(rowHeight, std::min(height() - BoardTitles::height(), kTallestRow));
    if (!m_result.models.empty())
        showCaption();
    m_rowA->setGeometry(side, BoardTitles::height(), width() - side, m_isComparing ? rowHeight : alone);
    const int second = BoardTitles::height() + rowHeight + gap;
    m_rowB->setGeometry(side, second, width() - side, rowHeight);
    m_rowB->setVisible(m_isComparing);
    // Level with the second row where there is room, else directly below the clean picture.
    const int under = BoardTitles::height() + rowHeight + kNoiseGap;
    const int level = second - (NoisePanel::titleHeight());
    const int noiseTop
        = std::max(under, std::min(level, height() - NoisePanel::heightOf(NoisePanel::kLargestFactor)));
    // Beside its title may be the letter of the second row.
    const bool isBesideBadge = m_isComparing && noiseTop + NoisePanel::titleHeight() > second;
    m_noise->setGeometry(0, noiseTop, isBesideBadge ? side : side + AttackRow::badgeWidth() - 4,
        std::max(0, height() - noiseTop));
    m_switches->barsTitle()->move(m_rowA->x() + m_rowA->barsLeft() - 6, 0);
    update();
}

void AttackBoard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int row = m_rowA->x();
    m_titles.setOwnScale(m_switches->isOwnScale());
    m_titles.paint(painter,
        {row, row + m_rowA->changeLeft(), row + m_rowA->adversarialLeft(), row + m_rowA->barsLeft(),
            m_switches->barsTitle()->x() + m_switches->barsTitleWidth() + 12, width()});
}

void AttackBoard::setComparing(bool isComparing)
{
    if (isComparing == m_isComparing)
        return;
    m_isComparing = isComparing;
    place();
}

void AttackBoard::setClassNames(std::size_t model, const QStringList& names)
{
    m_classNames[model] = names;
    row(model)->setClassNames(names);
    m_noise->setClassNames(model, names);
}

void AttackBoard::showResult(const PreviewResult& result, const NoiseResult& noise)
{
    m_result = result;
    m_twins = noise;
    m_cleanValues = result.request.sample.image;
    m_clean->setPicture(toGrey(m_cleanValues));
    m_noise->show(result, noise);
    showRows();
    showCaption();
}

void AttackBoard::showRows()
{
    if (isNoiseShown() && m_twins.models.size() < m_result.models.size())
        return; // a slow attack on its way: the twins come with its end, and no attack may stand under their
                // title
    const PreviewResult shown = isNoiseShown() ? noiseInPlace(m_result, m_twins) : m_result;
    const auto change = isNoiseShown() ? AttackRow::Change::Random : AttackRow::Change::OfAttack;
    for (std::size_t i = 0; i < shown.models.size() && i < 2; ++i)
        row(i)->showPreview(shown.models[i], shown.request, change);
}

void AttackBoard::showCaption()
{
    const int label = m_result.request.sample.label;
    const QStringList& names = m_trueNames.isEmpty() ? m_classNames[0] : m_trueNames;
    const QString name = label >= 0 && label < names.size() ? names[label] : QString::number(label);
    const QString whole = label >= 0 ? tr("true class %1").arg(name) : tr("true class not known");
    const bool fits = m_cleanCaption->fontMetrics().horizontalAdvance(whole) <= m_cleanCaption->width();
    m_cleanCaption->setText(fits ? whole : label >= 0 ? tr("true %1").arg(name) : tr("true ?"));
    m_cleanCaption->setToolTip(fits ? QString() : whole);
    m_clean->setSpokenValue(tr("%1, %2").arg(whole, m_titles.sample()));
    update(0, 0, width(), BoardTitles::height());
}

void AttackBoard::setNoiseShown(bool isShown)
{
    m_titles.setNoiseShown(isShown);
    showRows();
    update();
}

void AttackBoard::setBlinking(bool isBlinking)
{
    m_rowA->setBlinking(isBlinking);
    m_rowB->setBlinking(isBlinking);
}

void AttackBoard::setBusy(bool isBusy)
{
    m_rowA->setBusy(isBusy);
    m_rowB->setBusy(isBusy);
}

void AttackBoard::setNote(const QString& words)
{
    if (words == m_titles.note())
        return;
    m_titles.setNote(words);
    update(0, 0, width(), BoardTitles::height());
}

void AttackBoard::onHovered(std::size_t model, QPoint pixel)
{
    m_clean->setCursorPixel(pixel);
    m_rowA->setCursorPixel(pixel);
    m_rowB->setCursorPixel(pixel);
    m_noise->setCursorPixel(pixel);
    const AttackRow* shown = row(model);
    const auto at = static_cast<std::size_t>(std::max(0, pixel.y() * kImageSide + pixel.x()));
    if (pixel.x() < 0 || at >= m_cleanValues.pixels.size() || at >= shown->change().pixels.size()) {
        Q_EMIT readOut({});
        return;
    }
    const float change = shown->change().pixels[at];
    Q_EMIT readOut(
        tr("row %1, column %2: clean %3, change %4%5, adversarial (%6) %7")
            .arg(pixel.y())
            .arg(pixel.x())
            .arg(valueText(m_cleanValues.pixels[at]), change > 0.0F ? QStringLiteral("+") : QString(),
                valueText(change), model == 0 ? "A" : "B", valueText(shown->adversarial().pixels[at])));
}

} // namespace epsilonlab::ui
