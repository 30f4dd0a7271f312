// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/noise_panel.h"

#include "client/image_conversion.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "widgets/digit_tile.h"
#include "widgets/number_text.h"
#include "widgets/parameter_form.h"

#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kLeastLetter = 14, kCleanColumn = 38; // columns of the table, as wide as their words at least
constexpr int kSmallestTwin = 2; // 56 px: below it nothing is recognised

int lineHeight()
{
    return QFontMetrics(theme::font(theme::TextRole::Small)).height();
}

int tableHeight()
{
    return 3 * (lineHeight() + 1) + 2;
}

int cleanColumn()
{
    return std::max(kCleanColumn,
        QFontMetrics(theme::font(theme::TextRole::Small)).horizontalAdvance(NoisePanel::tr("clean")) + 8);
}

int letterColumn()
{
    QFont bold = theme::font(theme::TextRole::Small);
    bold.setBold(true);
    return std::max(kLeastLetter, QFontMetrics(bold).horizontalAdvance(QStringLiteral("B")) + 6);
}

QLabel* addLabel(QWidget* parent, const char* objectName, const QString& accessibleName)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(objectName));
    label->setAccessibleName(accessibleName);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

double measuredSize(const NoiseTwin& twin)
{
    return distanceIn(twin.norm, twin.distances);
}

} // namespace

NoisePanel::NoisePanel(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("noisePanel");
    setAccessibleName(tr("Random change of the same size"));
    setToolTip(tr(
        "The control: a change as large as the attack's, but in a random direction. It is the direction that fools a "
        "network, not the size. N shows it in the large tiles."));
    m_title = addLabel(this, "noiseTitle", tr("Random change of the same size"));
    m_title->setText(tr("Random, same size"));
    m_title->setFont(theme::font(theme::TextRole::Title));
    m_tile = new DigitTile(this);
    m_tile->setObjectName("noiseTile");
    m_tile->setAccessibleName(tr("Picture with a random change of the same size"));
    m_tile->setStatusTip(
        tr("A change of the same size in a random direction: the control. N shows it in the large tiles."));
    m_measured = addLabel(this, "noiseMeasured", tr("Measured size of the random change"));
    m_measured->setFont(theme::font(theme::TextRole::Small));
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
    connect(m_tile, &DigitTile::hovered, this, &NoisePanel::hovered);
}

int NoisePanel::titleHeight()
{
    return QFontMetrics(theme::font(theme::TextRole::Title)).height() + 2;
}

int NoisePanel::heightOf(int factor)
{
    return titleHeight() + DigitTile::sideOf(factor) + lineHeight() + 2 + tableHeight();
}

void NoisePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void NoisePanel::place()
{
    int factor = kLargestFactor;
    while (factor > kSmallestTwin && heightOf(factor) > height())
        --factor;
    const bool hasTile = heightOf(factor) <= height();
    const int left = DigitTile::kMargin, wide = std::max(0, width() - left);
    int y = titleHeight();
    const QString whole = tr("Random, same size");
    const bool fits = m_title->fontMetrics().horizontalAdvance(whole) <= wide;
    m_title->setText(fits ? whole : m_title->fontMetrics().elidedText(tr("Random"), Qt::ElideRight, wide));
    m_title->setGeometry(left, 0, wide, y);
    m_tile->setVisible(hasTile);
    m_tile->setFactor(factor);
    m_tile->setGeometry(0, y, DigitTile::sideOf(factor), DigitTile::sideOf(factor));
    y += hasTile ? DigitTile::sideOf(factor) : 0;
    m_measured->setGeometry(left, y, wide, lineHeight() + 2);
}

void NoisePanel::show(const PreviewResult& result, const NoiseResult& noise)
{
    m_tile->setPicture(noise.models.empty() ? QImage() : toGrey(noise.models.front().image));
    m_measured->setText(measured(noise));
    fillTable(result, noise);
    m_tile->setSpokenValue(spoken(result, noise));
    setAccessibleDescription(m_tile->accessibleDescription());
}

QString NoisePanel::measured(const NoiseResult& noise) const
{
    if (noise.models.empty())
        return {};
    const QString norm = choiceTitle(noise.models.front().norm);
    const QString size = text::distance(measuredSize(noise.models.front()));
    // Networks whose attack finds its own distance get a twin each.
    if (noise.models.size() > 1 && text::distance(measuredSize(noise.models[1])) != size)
        return tr("%1 A %2  B %3").arg(norm, size, text::distance(measuredSize(noise.models[1])));
    const QString words = tr("measured %1 %2").arg(norm, size);
    return m_measured->fontMetrics().horizontalAdvance(words) <= m_measured->width()
        ? words
        : tr("%1 %2").arg(norm, size);
}

QString NoisePanel::reading(std::size_t model, int index, const std::vector<float>& probabilities) const
{
    const QStringList& names = m_classNames[model];
    const auto at = static_cast<std::size_t>(std::max(0, index));
    const double sure = at < probabilities.size() ? static_cast<double>(probabilities[at]) : 0.0;
    const QString name = index >= 0 && index < names.size() ? names[index] : QString::number(index);
    return tr("%1 %2").arg(name, text::probability(sure));
}

/// The table has little room for the class of the clean picture; its probability the hollow bars show.
QString NoisePanel::shortName(std::size_t model, int index) const
{
    const QStringList& names = m_classNames[model];
    const QString name = index >= 0 && index < names.size() ? names[index] : QString::number(index);
    return QFontMetrics(theme::font(theme::TextRole::Small))
        .elidedText(name, Qt::ElideRight, cleanColumn() - 4);
}

void NoisePanel::fillTable(const PreviewResult& result, const NoiseResult& noise)
{
    m_rows.clear();
    for (std::size_t i = 0; i < result.models.size() && i < 2; ++i) {
        Row row{shortName(i, result.models[i].cleanClass), text::notMeasured(), false};
        if (i < noise.models.size()) {
            row.random = reading(i, noise.models[i].predicted, noise.models[i].probabilities);
            row.isFooled = noise.models[i].verdict == Verdict::Fooled;
        }
        m_rows.push_back(std::move(row));
    }
    update();
}

// Painted and no label: rich text that changes with every move of epsilon took longer than everything else
// here.
void NoisePanel::paintEvent(QPaintEvent*)
{
    const theme::Palette& p = theme::palette();
    QPainter painter(this);
    QFont plain = theme::font(theme::TextRole::Small), bold = plain;
    bold.setBold(true);
    const int left = DigitTile::kMargin, clean = left + letterColumn(), random = clean + cleanColumn(),
              line = lineHeight() + 1;
    int y = m_measured->geometry().bottom() + 1;
    const auto write = [&](int x, const QString& words, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(QRect(x, y, width() - x, line), Qt::AlignLeft | Qt::AlignTop,
            painter.fontMetrics().elidedText(words, Qt::ElideRight, width() - x));
    };
    if (!hasRoomForTable())
        return paintArrows(painter, y);
    painter.setFont(plain);
    write(clean, tr("clean"), p.dimText);
    write(random, tr("random"), p.dimText);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        y += line;
        painter.setFont(bold);
        write(left, i == 0 ? QStringLiteral("A") : QStringLiteral("B"), i == 0 ? p.clean : p.target);
        if (m_rows[i].isFooled)
            write(random, QStringLiteral("\u2717 ") + m_rows[i].random, p.adversarial);
        painter.setFont(plain);
        write(clean, m_rows[i].clean, p.text);
        if (!m_rows[i].isFooled)
            write(random, m_rows[i].random, p.text);
    }
}

bool NoisePanel::hasRoomForTable() const
{
    QFont bold = theme::font(theme::TextRole::Small);
    int widest = QFontMetrics(bold).horizontalAdvance(tr("random"));
    bold.setBold(true);
    for (const Row& row : m_rows)
        widest = std::max(widest,
            QFontMetrics(bold).horizontalAdvance(
                (row.isFooled ? QStringLiteral("\u2717 ") : QString()) + row.random));
    return DigitTile::kMargin + letterColumn() + cleanColumn() + widest <= width();
}

/// Where words are long or letters large: "A 7 -> 7 99.8 %", without columns and their names.
void NoisePanel::paintArrows(QPainter& painter, int top) const
{
    const theme::Palette& p = theme::palette();
    QFont bold = theme::font(theme::TextRole::Small);
    const QFont plain = bold;
    bold.setBold(true);
    const int left = DigitTile::kMargin, line = lineHeight() + 1;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QString letter = i == 0 ? QStringLiteral("A ") : QStringLiteral("B ");
        painter.setFont(bold);
        painter.setPen(i == 0 ? p.clean : p.target);
        painter.drawText(QRect(left, top, width() - left, line), Qt::AlignLeft | Qt::AlignTop, letter);
        const int from = left + painter.fontMetrics().horizontalAdvance(letter);
        painter.setFont(m_rows[i].isFooled ? bold : plain);
        painter.setPen(m_rows[i].isFooled ? p.adversarial : p.text);
        const QString words = m_rows[i].clean + QStringLiteral("\u2192") + m_rows[i].random;
        painter.drawText(QRect(from, top, width() - from, line), Qt::AlignLeft | Qt::AlignTop,
            painter.fontMetrics().elidedText(words, Qt::ElideRight, width() - from));
        top += line;
    }
}

QString NoisePanel::spoken(const PreviewResult& result, const NoiseResult& noise) const
{
    QStringList sentences;
    for (std::size_t i = 0; i < noise.models.size() && i < result.models.size() && i < 2; ++i) {
        const ModelPreview& model = result.models[i];
        const NoiseTwin& twin = noise.models[i];
        sentences << tr(
            "With a random change of size %1 (%2), %3 reads %4; it reads the clean picture as %5.")
                         .arg(text::distance(measuredSize(twin)), choiceTitle(twin.norm),
                             text::ofCore(model.modelName), reading(i, twin.predicted, twin.probabilities),
                             reading(i, model.cleanClass, model.cleanProbabilities));
    }
    return sentences.join(' ');
}

void NoisePanel::setCursorPixel(QPoint pixel)
{
    m_tile->setCursorPixel(pixel);
}

} // namespace epsilonlab::ui
