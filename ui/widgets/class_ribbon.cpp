// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/class_ribbon.h"

#include "theme/theme.h"
#include "widgets/epsilon_slider.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr int kRibbonGap = 3;
constexpr double kDiamond = 5.0; // half its width

int rowHeight()
{
    return QFontMetrics(theme::font(theme::TextRole::Small)).height() + 2;
}

QColor colourOf(std::size_t model)
{
    return model == 0 ? theme::palette().clean : theme::palette().target;
}

} // namespace

ClassRibbon::ClassRibbon(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

QSize ClassRibbon::sizeHint() const
{
    return {360, m_rows * (rowHeight() + kRibbonGap)};
}

QSize ClassRibbon::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void ClassRibbon::setScale(double largest)
{
    m_largest = largest;
    update();
}

void ClassRibbon::setEpsilon(double epsilon)
{
    // Under the finger: only the two columns where the line was and is.
    for (const double at : {std::exchange(m_epsilon, epsilon), epsilon})
        update(static_cast<int>(xOf(at)) - 2, 0, 5, height());
}

void ClassRibbon::setRows(int rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    updateGeometry();
    update();
}

void ClassRibbon::setClassNames(std::size_t model, const QStringList& names)
{
    m_words.setClassNames(model, names);
    speak();
    update();
}

void ClassRibbon::showSweep(const SweepResult& sweep)
{
    m_sweep = sweep;
    setCursor(Qt::PointingHandCursor);
    speak();
    update();
}

void ClassRibbon::setOutdated()
{
    if (m_sweep.models.empty())
        return;
    m_sweep = {};
    unsetCursor();
    speak();
    update();
}

void ClassRibbon::setReason(const QString& sentence)
{
    if (sentence == m_reason)
        return;
    m_reason = sentence;
    speak();
    update();
}

double ClassRibbon::xOf(double epsilon) const
{
    return EpsilonSlider::kSide + (width() - 2.0 * EpsilonSlider::kSide) * epsilon / m_largest;
}

QRectF ClassRibbon::rowRect(int row) const
{
    return {0.0, static_cast<double>(row * (rowHeight() + kRibbonGap)), static_cast<double>(width()),
        static_cast<double>(rowHeight())};
}

int ClassRibbon::rowAt(double y) const
{
    return static_cast<int>(y) / (rowHeight() + kRibbonGap);
}

std::size_t ClassRibbon::cellAt(double x) const
{
    const std::vector<double>& epsilons = m_sweep.request.epsilons;
    const auto nearest = std::min_element(epsilons.begin(), epsilons.end(),
        [this, x](double a, double b) { return std::abs(xOf(a) - x) < std::abs(xOf(b) - x); });
    return static_cast<std::size_t>(nearest - epsilons.begin());
}

void ClassRibbon::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setFont(theme::font(theme::TextRole::Small));
    if (!m_reason.isEmpty()) {
        painter.setPen(theme::palette().dimText);
        painter.drawText(rect().adjusted(EpsilonSlider::kSide, 0, -EpsilonSlider::kSide, 0),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, m_reason);
        return;
    }
    for (int row = 0; row < m_rows; ++row)
        paintRow(painter, static_cast<std::size_t>(row), event->rect());
    if (m_sweep.models.empty())
        return;
    const double x = std::round(xOf(m_epsilon)) + 0.5;
    painter.setPen(QPen(theme::palette().text, 1.0, Qt::DotLine));
    painter.drawLine(QPointF(x, 0.0), QPointF(x, rowRect(m_rows - 1).bottom()));
}

void ClassRibbon::paintRow(QPainter& painter, std::size_t model, const QRect& dirty) const
{
    const theme::Palette& p = theme::palette();
    const QRectF row = rowRect(static_cast<int>(model));
    painter.setPen(colourOf(model));
    QFont bold = theme::font(theme::TextRole::Small);
    bold.setBold(true);
    bold.setPixelSize(std::min(QFontInfo(bold).pixelSize(), EpsilonSlider::kSide)); // the scale leaves it no
                                                                                    // more
    painter.setFont(bold);
    painter.drawText(QRectF(0, row.top(), EpsilonSlider::kSide - 3, row.height()), Qt::AlignCenter,
        RibbonWords::letterOf(model));
    painter.setFont(theme::font(theme::TextRole::Small));
    const QRectF band(xOf(0.0), row.top(), xOf(m_largest) - xOf(0.0), row.height());
    painter.fillRect(band, p.panel);
    if (model < m_sweep.models.size())
        for (const RibbonRun& run : runsOf(m_sweep.models[model], m_sweep.request.epsilons))
            if (xOf(run.to) >= dirty.left() && xOf(run.from) <= dirty.right() + 1)
                paintRun(painter, model, run);
    painter.setPen(QPen(p.border, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(band.adjusted(0.5, 0.5, -0.5, -0.5));
    if (model < m_sweep.models.size())
        paintDiamond(painter, model);
}

void ClassRibbon::paintRun(QPainter& painter, std::size_t model, const RibbonRun& run) const
{
    const theme::Palette& p = theme::palette();
    const ModelSweep& sweep = m_sweep.models[model];
    const SweepCell& cell = sweep.cells[run.first];
    const QRectF row = rowRect(static_cast<int>(model));
    const QRectF place(xOf(run.from), row.top(), xOf(run.to) - xOf(run.from), row.height());
    if (cell.predicted < 0) {
        painter.fillRect(place, QBrush(p.border, Qt::Dense6Pattern));
        return;
    }
    const bool isOther = cell.predicted != sweep.label; // a target that was missed, or misread from the start
    if (cell.isSuccess)
        painter.fillRect(place, p.adversarial);
    else if (isOther)
        painter.fillRect(place, QBrush(p.border, Qt::BDiagPattern));
    if (run.first > 0) {
        painter.setPen(QPen(p.background, 1.5));
        painter.drawLine(place.topLeft(), place.bottomLeft());
    }
    const bool startsAtFlip = sweep.flip && std::abs(place.left() - xOf(*sweep.flip)) < 1.0;
    const double from = place.left() + (startsAtFlip ? kDiamond + 3.0 : 4.0);
    const QString name = m_words.className(model, cell.predicted);
    const double room = place.right() - from - 1.0;
    const QFontMetrics metrics = painter.fontMetrics();
    const QString shown
        = name.size() < 3 ? name : metrics.elidedText(name, Qt::ElideRight, static_cast<int>(room));
    if (metrics.horizontalAdvance(shown) > room || shown.size() < std::min<qsizetype>(name.size(), 3))
        return; // too narrow for a name: the tool tip has it
    painter.setPen(cell.isSuccess ? p.onRole : p.text);
    painter.drawText(QRectF(from, row.top(), room, row.height()), Qt::AlignLeft | Qt::AlignVCenter, shown);
}

void ClassRibbon::paintDiamond(QPainter& painter, std::size_t model) const
{
    const std::optional<double>& flip = m_sweep.models[model].flip;
    if (!flip)
        return;
    const QPointF at(xOf(*flip), rowRect(static_cast<int>(model)).center().y());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::palette().background, 1.5));
    painter.setBrush(colourOf(model));
    painter.drawPolygon(QPolygonF({{at.x(), at.y() - kDiamond - 1}, {at.x() + kDiamond, at.y()},
        {at.x(), at.y() + kDiamond + 1}, {at.x() - kDiamond, at.y()}}));
    painter.restore();
}

void ClassRibbon::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (!m_reason.isEmpty())
        Q_EMIT reasonClicked();
    else if (!m_sweep.models.empty() && !m_sweep.request.epsilons.empty())
        Q_EMIT epsilonPicked(epsilonOf(cellAt(event->position().x())));
}

void ClassRibbon::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto row = static_cast<std::size_t>(std::max(0, rowAt(event->position().y())));
    if (event->button() == Qt::LeftButton && row < m_sweep.models.size() && m_sweep.models[row].flip)
        Q_EMIT epsilonPicked(*m_sweep.models[row].flip);
}

bool ClassRibbon::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto row = static_cast<std::size_t>(std::max(0, rowAt(help->pos().y())));
    if (!m_reason.isEmpty() || row >= m_sweep.models.size())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), m_words.ofCell(m_sweep, row, cellAt(help->pos().x())), this);
    return true;
}

void ClassRibbon::speak()
{
    QStringList rows;
    for (std::size_t i = 0; m_reason.isEmpty() && i < m_sweep.models.size(); ++i)
        rows << m_words.ofRow(m_sweep, i);
    const QString words = m_reason.isEmpty() ? rows.join(' ') : m_reason;
    if (words != accessibleDescription())
        setAccessibleDescription(words);
}

} // namespace epsilonlab::ui
