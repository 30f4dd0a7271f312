// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/probe_strip.h"

#include "client/image_conversion.h"
#include "theme/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kPicture = 28; // one logical pixel an image pixel
constexpr int kCellGap = 8;
constexpr int kBar = 6;
constexpr double kOutdatedOpacity = 0.45;

/// The larger font if the words have room in it; never so wide that they touch the next ones.
QFont fitting(const QString& words, const QFont& wanted, int room)
{
    if (QFontMetrics(wanted).horizontalAdvance(words) <= room)
        return wanted;
    QFont small = theme::font(theme::TextRole::Small);
    const int wide = QFontMetrics(small).horizontalAdvance(words);
    if (wide > room)
        small.setPixelSize(std::max(1, QFontInfo(small).pixelSize() * room / wide));
    return small;
}

} // namespace

ProbeStrip::ProbeStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName("probeStrip");
    setAccessibleName(tr("Smallest epsilon that fools the network, for each probe digit"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void ProbeStrip::setScale(double largest)
{
    m_largest = largest;
    update();
}

void ProbeStrip::setDigits(const std::vector<LabelledImage>& digits)
{
    m_probes.clear();
    for (const LabelledImage& digit : digits)
        m_probes.push_back({digit, toGrey(digit.image), {}, false});
    speak();
    update();
}

void ProbeStrip::setOutdated()
{
    for (Probe& probe : m_probes)
        probe.isOutdated = probe.sweep.has_value();
    speak();
    update();
}

void ProbeStrip::setResult(std::size_t digit, const ModelSweep& sweep)
{
    if (digit >= m_probes.size())
        return;
    m_probes[digit].sweep = sweep;
    m_probes[digit].isOutdated = false;
    speak();
    update();
}

void ProbeStrip::setProblem(const QString& sentence)
{
    m_problem = sentence;
    speak();
    update();
}

void ProbeStrip::setNote(const QString& sentence)
{
    m_note = sentence;
}

QString ProbeStrip::textOf(std::size_t digit) const
{
    const Probe& probe = m_probes.at(digit);
    if (!probe.sweep)
        return tr("\u2026");
    if (probe.sweep->cleanClass != probe.digit.label)
        return tr("misread");
    if (!probe.sweep->flip)
        return tr("> %1").arg(QLocale().toString(m_largest, 'g', 3));
    return QLocale().toString(*probe.sweep->flip, 'f', 3);
}

double ProbeStrip::lengthOf(const Probe& probe) const
{
    if (!probe.sweep || probe.sweep->cleanClass != probe.digit.label)
        return 0.0;
    return probe.sweep->flip ? std::clamp(*probe.sweep->flip / m_largest, 0.0, 1.0) : 1.0;
}

std::vector<ProbeRow> ProbeStrip::rows() const
{
    std::vector<ProbeRow> rows;
    if (!m_problem.isEmpty())
        return rows;
    for (std::size_t i = 0; i < m_probes.size(); ++i) {
        const Probe& probe = m_probes[i];
        if (probe.isOutdated || !probe.sweep)
            return {};
        rows.push_back({probe.digit, textOf(i), lengthOf(probe), probe.sweep->flip.has_value()});
    }
    return rows;
}

QSize ProbeStrip::sizeHint() const
{
    return {10 * (kPicture + kCellGap + 20), kPicture + kBar + fontMetrics().height() + 6};
}

QRect ProbeStrip::cellOf(std::size_t digit) const
{
    const int n = std::max<int>(1, static_cast<int>(m_probes.size()));
    const int at = static_cast<int>(digit);
    return {width() * at / n, 0, width() * (at + 1) / n - width() * at / n, height()};
}

void ProbeStrip::paintProbe(QPainter& painter, std::size_t digit) const
{
    const Probe& probe = m_probes[digit];
    const auto& palette = theme::palette();
    const QRect cell = cellOf(digit);
    painter.setOpacity(probe.isOutdated ? kOutdatedOpacity : 1.0);
    painter.drawImage(QRect(cell.left(), 2, kPicture, kPicture), probe.picture);
    const QRect bar(cell.left(), kPicture + 4, cell.width() - kCellGap, kBar);
    painter.setPen(palette.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    const bool isFlipped = probe.sweep && probe.sweep->flip;
    QRect filled = bar.adjusted(1, 1, -1, -1);
    filled.setWidth(qRound(filled.width() * lengthOf(probe)));
    painter.fillRect(filled, isFlipped ? palette.adversarial : palette.truth);
    painter.setPen(palette.text);
    const QString words = textOf(digit);
    painter.setFont(fitting(words, font(), cell.width() - kCellGap));
    painter.drawText(QRect(bar.left(), bar.bottom() + 1, cell.width(), height() - bar.bottom() - 1),
        Qt::AlignLeft | Qt::AlignTop, words);
}

void ProbeStrip::paintEvent(QPaintEvent* event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    if (!m_problem.isEmpty()) {
        painter.setPen(theme::palette().text);
        painter.setFont(theme::font(theme::TextRole::Small));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, m_problem);
        return;
    }
    for (std::size_t i = 0; i < m_probes.size(); ++i)
        paintProbe(painter, i);
}

bool ProbeStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (!m_problem.isEmpty()) {
        QToolTip::showText(help->globalPos(), m_problem, this);
        return true;
    }
    for (std::size_t i = 0; i < m_probes.size(); ++i)
        if (cellOf(i).contains(help->pos()))
            QToolTip::showText(help->globalPos(), tipOf(m_probes[i]), this);
    return true;
}

QString ProbeStrip::tipOf(const Probe& probe) const
{
    const QString tip
        = tr("Image %1, a %2: the smallest \u03B5 at which PGD-10 (L\u221E) fools this network, to 0.001.")
              .arg(probe.digit.index)
              .arg(probe.digit.label);
    return m_note.isEmpty() ? tip : tip + '\n' + m_note;
}

void ProbeStrip::speak()
{
    if (!m_problem.isEmpty()) {
        setAccessibleDescription(m_problem);
        return;
    }
    QStringList words;
    for (std::size_t i = 0; i < m_probes.size(); ++i)
        words << tr("%1: %2")
                     .arg(m_probes[i].digit.label)
                     .arg(m_probes[i].isOutdated ? tr("\u2026") : textOf(i)); // it cannot be dimmed
    setAccessibleDescription(words.join(", "));
}

} // namespace epsilonlab::ui
