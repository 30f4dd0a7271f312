// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/probability_bars.h"

#include "theme/theme.h"
#include "widgets/number_text.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace epsilonlab::ui {

namespace {

constexpr int kUsualRows = 10;
constexpr int kWidestTitle = 120;
constexpr int kMark = 16; // column of the triangle and the ring
constexpr int kBarGap = 6;
constexpr double kLeastRow = 13.0;
constexpr double kTallestBarRow = 26.0;

/// Lines as close as their letters allow; with fewer than all classes shown, the last line sums up the
/// others.
double leastRow()
{
    return std::max(kLeastRow, QFontMetrics(theme::font(theme::TextRole::Small)).height() - 3.0);
}

double tallestRow()
{
    return std::max(kTallestBarRow, 1.6 * QFontMetrics(theme::font(theme::TextRole::Small)).height());
}

} // namespace

ProbabilityBars::ProbabilityBars(QWidget* parent)
    : QWidget(parent)
{
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setClassNames({});
    chooseRows();
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void ProbabilityBars::setContent(Content content)
{
    m_content = std::move(content);
    chooseRows();
    update();
}

void ProbabilityBars::setClassNames(const QStringList& names)
{
    m_names = names;
    const QFontMetrics metrics(theme::font(theme::TextRole::Title));
    m_titleWidth = metrics.horizontalAdvance(QStringLiteral("0"));
    for (int index = 0; index < std::max<int>(kUsualRows, static_cast<int>(names.size())); ++index)
        m_titleWidth = std::clamp(metrics.horizontalAdvance(titleOf(index)), m_titleWidth, kWidestTitle);
    update();
}

QSize ProbabilityBars::minimumSizeHint() const
{
    return {200, static_cast<int>(kLeastRow * kUsualRows)};
}

int ProbabilityBars::classCount() const
{
    return m_content.adversarial.empty() ? kUsualRows : static_cast<int>(m_content.adversarial.size());
}

void ProbabilityBars::chooseRows()
{
    const int count = classCount();
    const int room = std::max(3, static_cast<int>(height() / leastRow()));
    m_rows.resize(static_cast<std::size_t>(count));
    std::iota(m_rows.begin(), m_rows.end(), 0);
    if (count <= room || m_content.adversarial.empty())
        return;
    const auto weight = [this](int index) {
        const auto at = static_cast<std::size_t>(index);
        const bool isMarked = index == m_content.trueClass || index == m_content.target;
        const float clean = at < m_content.clean.size() ? m_content.clean[at] : 0.0F;
        return isMarked ? 2.0F : std::max(m_content.adversarial[at], clean);
    };
    std::stable_sort(m_rows.begin(), m_rows.end(), [&](int a, int b) { return weight(a) > weight(b); });
    m_rows.resize(static_cast<std::size_t>(room - 1)); // the last line is for the others
    std::sort(m_rows.begin(), m_rows.end());
}

double ProbabilityBars::rowHeight() const
{
    const auto lines
        = static_cast<double>(m_rows.size()) + (static_cast<int>(m_rows.size()) < classCount() ? 1.0 : 0.0);
    return std::min(tallestRow(), static_cast<double>(height()) / std::max(1.0, lines));
}

int ProbabilityBars::classAt(double y) const
{
    const int row = static_cast<int>(std::floor(y / rowHeight()));
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? m_rows[static_cast<std::size_t>(row)] : -1;
}

void ProbabilityBars::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    chooseRows();
}

QString ProbabilityBars::titleOf(int index) const
{
    return index < m_names.size() ? m_names[index] : QString::number(index);
}

void ProbabilityBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    double top = 0.0;
    for (const int index : m_rows) {
        paintRow(painter, top, index);
        top += rowHeight();
    }
    if (static_cast<int>(m_rows.size()) < classCount())
        paintRest(painter, top);
}

void ProbabilityBars::paintRest(QPainter& painter, double top) const
{
    double shown = 0.0, all = 0.0;
    for (const float probability : m_content.adversarial)
        all += static_cast<double>(probability);
    for (const int index : m_rows)
        shown += static_cast<double>(m_content.adversarial[static_cast<std::size_t>(index)]);
    painter.setFont(theme::font(theme::TextRole::Small));
    painter.setPen(theme::palette().dimText);
    painter.drawText(QRectF(kMark, top, width() - kMark - 2.0, rowHeight()),
        Qt::AlignRight | Qt::AlignVCenter,
        tr("%n other class(es): %1", "", classCount() - static_cast<int>(m_rows.size()))
            .arg(text::probability(all - shown)));
}

void ProbabilityBars::paintRow(QPainter& painter, double top, int row) const
{
    const theme::Palette& p = theme::palette();
    const double high = rowHeight();
    const QRectF line(0, top, width(), high);
    if (row == m_hovered)
        painter.fillRect(line, p.panel);
    const bool isRead = row == m_content.predicted;
    painter.setFont(theme::font(isRead ? theme::TextRole::Title : theme::TextRole::Small));
    const int valueWidth
        = QFontMetrics(theme::font(theme::TextRole::Title)).horizontalAdvance(QStringLiteral(">99.9 %"));
    const QRectF mark(0, top, kMark, high);
    const QRectF title(kMark, top, m_titleWidth, high);
    const QRectF value(width() - valueWidth - 2, top, valueWidth, high);
    painter.setPen(p.text);
    painter.drawText(title, Qt::AlignRight | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(titleOf(row), Qt::ElideRight, m_titleWidth));
    if (row == m_content.trueClass || row == m_content.target) {
        painter.setPen(row == m_content.target ? p.target : p.truth);
        painter.drawText(mark, Qt::AlignCenter,
            row == m_content.target ? QStringLiteral("\u25CE") : QStringLiteral("\u25B8"));
    }
    const auto index = static_cast<std::size_t>(row);
    if (index >= m_content.adversarial.size() || index >= m_content.clean.size())
        return;
    paintBars(
        painter, {QPointF(title.right() + kBarGap, top), QPointF(value.left() - kBarGap, top + high)}, row);
    painter.setPen(isRead ? p.text : p.dimText);
    painter.drawText(value, Qt::AlignRight | Qt::AlignVCenter, valueText(row));
}

std::pair<double, double> ProbabilityBars::range() const
{
    if (m_scale == Scale::Probability)
        return {0.0, 1.0};
    std::pair<double, double> range{0.0, 1e-6};
    for (const std::vector<float>* logits : {&m_content.cleanLogits, &m_content.adversarialLogits})
        for (const float logit : *logits) {
            range.first = std::min(range.first, static_cast<double>(logit));
            range.second = std::max(range.second, static_cast<double>(logit));
        }
    return range;
}

QString ProbabilityBars::valueText(int index) const
{
    const auto at = static_cast<std::size_t>(index);
    if (m_scale == Scale::Probability)
        return text::probability(static_cast<double>(m_content.adversarial[at]));
    return at < m_content.adversarialLogits.size()
        ? QLocale().toString(static_cast<double>(m_content.adversarialLogits[at]), 'f', 2)
        : text::notMeasured();
}

void ProbabilityBars::paintBars(QPainter& painter, const QRectF& room, int index) const
{
    const theme::Palette& p = theme::palette();
    const auto at = static_cast<std::size_t>(index);
    const bool isLogit = m_scale == Scale::Logit;
    const std::vector<float>& clean = isLogit ? m_content.cleanLogits : m_content.clean;
    const std::vector<float>& adversarial = isLogit ? m_content.adversarialLogits : m_content.adversarial;
    if (at >= clean.size() || at >= adversarial.size())
        return;
    const auto [low, high] = range();
    const auto xOf = [&, low = low, high = high](double value) {
        return room.left() + std::round(room.width() * (value - low) / (high - low));
    };
    const double thin = std::max(3.0, std::floor(room.height() * 0.24)),
                 thick = std::max(5.0, std::floor(room.height() * 0.40));
    const double first = std::round(room.top() + (room.height() - thin - thick - 1.0) / 2.0);
    const auto bar = [&](float value, double top, double height) {
        const double from = xOf(0.0), to = xOf(static_cast<double>(value));
        return QRectF(std::min(from, to), top, std::abs(to - from), height);
    };
    painter.fillRect(QRectF(xOf(0.0), first, 1.0, thin + thick + 1.0), p.border);
    const QRectF hollow = bar(clean[at], first, thin);
    if (hollow.width() >= 1.0) {
        painter.setPen(QPen(p.clean, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(hollow.adjusted(0.5, 0.5, hollow.width() >= 2.0 ? -0.5 : 0.5, -0.5));
    }
    painter.fillRect(bar(adversarial[at], first + thin + 1.0, thick), p.adversarial);
}

void ProbabilityBars::setScale(Scale scale)
{
    m_scale = scale;
    update();
}

void ProbabilityBars::mouseReleaseEvent(QMouseEvent* event)
{
    const int index = classAt(event->position().y());
    if (event->button() == Qt::LeftButton && index >= 0)
        Q_EMIT classClicked(index);
}

void ProbabilityBars::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(classAt(event->position().y()));
}

void ProbabilityBars::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    setHovered(-1);
}

void ProbabilityBars::setHovered(int index)
{
    if (index == m_hovered)
        return;
    m_hovered = index;
    update();
}

} // namespace epsilonlab::ui
