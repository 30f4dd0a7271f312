// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tour_bubble.h"

#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace epsilonlab::ui {

namespace {

constexpr int kGap = 14, kOutset = 5, kPen = 3, kCorner = 6;
constexpr int kCharacters = 46; // of a line

} // namespace

TourFrame::TourFrame(QWidget& window)
    : QWidget(&window)
{
    setObjectName("tourFrame");
    setAccessibleName(tr("What the tour is about"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    connect(theme::notifier(), &theme::Notifier::changed, this, qOverload<>(&QWidget::update));
}

void TourFrame::surround(const QRect& control)
{
    const QRect wanted = control.adjusted(-kOutset, -kOutset, kOutset, kOutset);
    if (wanted != geometry())
        setGeometry(wanted);
    if (isHidden()) {
        show();
        raise();
    }
}

void TourFrame::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::palette().focus, kPen));
    const double inset = kPen / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), kCorner, kCorner);
}

TourBubble::TourBubble(QWidget& window)
    : QFrame(&window)
{
    setObjectName("tourBubble");
    setAccessibleName(tr("Tour"));
    setAutoFillBackground(true);
    setFrameShape(QFrame::Box);
    m_count = new QLabel(this);
    m_count->setObjectName("tourCount");
    m_count->setAccessibleName(tr("Where the tour is"));
    m_count->setFont(theme::font(theme::TextRole::Small));
    m_sentence = new QLabel(this);
    m_sentence->setObjectName("tourSentence");
    m_sentence->setAccessibleName(tr("What to do"));
    m_sentence->setWordWrap(true);
    m_next = new QPushButton(tr("Next"), this);
    m_next->setObjectName("tourNextButton");
    m_next->setAccessibleName(tr("Next stop of the tour"));
    m_next->setToolTip(tr("On to the next stop (F2), whether you did this one or not."));
    m_end = new QPushButton(tr("End the tour"), this);
    m_end->setObjectName("tourEndButton");
    m_end->setAccessibleName(tr("End the tour"));
    m_end->setToolTip(tr("Everything is as it was before (Esc)."));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_count);
    buttons->addStretch(1);
    buttons->addWidget(m_end);
    buttons->addWidget(m_next);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 12, 10);
    column->setSpacing(8);
    column->addWidget(m_sentence);
    column->addLayout(buttons);
    connect(m_next, &QPushButton::clicked, this, &TourBubble::nextWanted);
    connect(m_end, &QPushButton::clicked, this, &TourBubble::endWanted);
    connect(theme::notifier(), &theme::Notifier::changed, this, &TourBubble::refresh);
    refresh();
}

void TourBubble::say(const QString& sentence, int step, int count)
{
    m_sentence->setText(sentence);
    m_sentence->setAccessibleDescription(sentence);
    m_count->setText(tr("%1 of %2").arg(step).arg(count));
    m_next->setText(step == count ? tr("Finish") : tr("Next"));
    setFixedWidth(fontMetrics().averageCharWidth() * kCharacters + 26);
    setFixedHeight(std::max(heightForWidth(width()), sizeHint().height()));
}

void TourBubble::setDone()
{
    m_count->setText(QStringLiteral("\u2713 ") + m_count->text());
}

/// Below, above, right or left of the control, where there is room; else in the corner that is farthest from
/// it.
void TourBubble::moveBeside(const QRect& control)
{
    const QRect room = parentWidget()->rect().adjusted(kGap, kGap, -kGap, -kGap);
    const auto inside = [&](QPoint corner) {
        return QPoint(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - width())),
            std::clamp(corner.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    };
    const std::array<QPoint, 5> corners{QPoint(control.left(), control.bottom() + kGap),
        QPoint(control.left(), control.top() - kGap - height()),
        QPoint(control.right() + kGap, control.top()), QPoint(control.left() - kGap - width(), control.top()),
        QPoint(control.center().x() < room.center().x() ? room.right() : room.left(),
            control.center().y() < room.center().y() ? room.bottom() : room.top())};
    const auto free = std::find_if(corners.begin(), corners.end(), [&](QPoint corner) {
        return !QRect(inside(corner), size())
                    .intersects(control.adjusted(-kOutset, -kOutset, kOutset, kOutset));
    });
    const QPoint wanted = inside(free == corners.end() ? corners.back() : *free);
    if (wanted != pos())
        move(wanted);
    if (isHidden()) {
        show();
        raise();
    }
}

void TourBubble::refresh()
{
    const theme::Palette& p = theme::palette();
    QPalette colours = palette();
    colours.setColor(QPalette::Window, p.field);
    colours.setColor(QPalette::WindowText, p.text);
    setPalette(colours);
}

} // namespace epsilonlab::ui
