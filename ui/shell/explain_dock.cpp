// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/explain_dock.h"

#include "client/engine_client.h"
#include "shell/explain_text.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace epsilonlab::ui {

namespace {

constexpr int kSettleMs = 100;
constexpr int kBesideOffer = 80; // margins and the button that closes it

/// The collapsed dock: its name, written upwards.
class SideTab : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme::palette().panel);
        painter.setPen(hasFocus() || underMouse() ? theme::palette().focus : theme::palette().dimText);
        painter.translate(0, height());
        painter.rotate(-90);
        painter.drawText(QRect(0, 0, height() - 12, width()), Qt::AlignRight | Qt::AlignVCenter, text());
    }
};

} // namespace

ExplainDock::ExplainDock(EngineClient& client, QWidget* parent)
    : QDockWidget(tr("Explain"), parent)
{
    setObjectName("explainDock");
    setAccessibleName(tr("Explain: the picture in words"));
    setFeatures(QDockWidget::NoDockWidgetFeatures);
    m_stack = new QStackedWidget(this);
    m_stack->setObjectName("explainStack");
    m_stack->setAccessibleName(tr("Explain"));
    m_stack->addWidget(makePage());
    m_stack->addWidget(makeTab());
    setWidget(m_stack);
    auto* noTitle = new QWidget(this); // the page has a heading of its own, and the tab has no room for one
    noTitle->setObjectName("explainTitle");
    noTitle->setAccessibleName(tr("Explain"));
    setTitleBarWidget(noTitle);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &ExplainDock::refresh);
    connect(&client, &EngineClient::previewReady, this, [this](const PreviewResult& result) {
        m_result = result;
        if (!m_settle.isActive())
            m_settle.start();
    });
    connect(theme::notifier(), &theme::Notifier::changed, this, &ExplainDock::refreshColours);
    refreshColours();
    setCollapsed(false);
}

QWidget* ExplainDock::makePage()
{
    auto* page = new QWidget(this);
    page->setObjectName("explainPage");
    page->setAccessibleName(tr("Explain"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(14, 10, 12, 12);
    column->setSpacing(10);
    auto* heading = new QToolButton(page);
    heading->setObjectName("explainToggle");
    heading->setText(tr("Explain  \u203A"));
    heading->setAccessibleName(tr("Fold the explanation away"));
    heading->setToolTip(tr("Fold the explanation away (F1)"));
    connect(heading, &QToolButton::clicked, this, &ExplainDock::toggleRequested);
    column->addWidget(heading, 0, Qt::AlignLeft);
    m_offer = makeOffer(page);
    column->addWidget(m_offer);
    m_caption = addText(page, "explainCaption", tr("Caption"));
    m_sentenceA = addText(page, "explainSentenceA", tr("Network A in words"));
    m_sentenceB = addText(page, "explainSentenceB", tr("Network B in words"));
    m_numbers = addText(page, "explainNumbers", tr("Measured numbers"));
    m_help = addText(page, "explainHelp", tr("What am I seeing?"));
    m_caption->hide();
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName("explainScroll");
    scroll->setAccessibleName(tr("Explain"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->verticalScrollBar()->setObjectName("explainScrollBar");
    scroll->verticalScrollBar()->setAccessibleName(tr("Scroll the explanation"));
    scroll->setWidget(page);
    return scroll;
}

QWidget* ExplainDock::makeOffer(QWidget* page)
{
    auto* offer = new QWidget(page);
    offer->setObjectName("tourOffer");
    offer->setAccessibleName(tr("An offer"));
    auto* take = new QToolButton(offer);
    take->setObjectName("tourOfferButton");
    const QString words = tr("Take the 10-minute tour (F2)");
    const bool isLong = take->fontMetrics().horizontalAdvance(words) > kWidth - kBesideOffer;
    take->setText(isLong ? tr("Tour (F2)") : words);
    take->setAccessibleName(words);
    take->setToolTip(tr("Ten stops through the window; Esc ends it and brings everything back."));
    take->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* close = new QToolButton(offer);
    close->setObjectName("tourOfferCloseButton");
    close->setText(QStringLiteral("\u2715"));
    close->setAccessibleName(tr("Not now"));
    close->setToolTip(tr("Not now; the tour stays in the menu Help."));
    auto* row = new QHBoxLayout(offer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(take);
    row->addWidget(close);
    connect(take, &QToolButton::clicked, this, &ExplainDock::tourWanted);
    for (const QToolButton* button : {take, close})
        connect(button, &QToolButton::clicked, this, &ExplainDock::tourAnswered);
    connect(this, &ExplainDock::tourAnswered, offer, &QWidget::hide);
    offer->hide();
    return offer;
}

void ExplainDock::offerTour()
{
    m_offer->show();
}

QWidget* ExplainDock::makeTab()
{
    auto* tab = new SideTab(this);
    tab->setObjectName("explainTab");
    tab->setText(tr("Explain"));
    tab->setAccessibleName(tr("Open the explanation"));
    tab->setToolTip(tr("The picture in words (F1)"));
    tab->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    tab->setFixedWidth(kTabWidth);
    connect(tab, &QToolButton::clicked, this, &ExplainDock::toggleRequested);
    return tab;
}

QLabel* ExplainDock::addText(QWidget* page, const char* objectName, const QString& accessibleName)
{
    auto* label = new QLabel(page);
    label->setObjectName(QLatin1String(objectName));
    label->setAccessibleName(accessibleName);
    label->setWordWrap(true);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    page->layout()->addWidget(label);
    return label;
}

void ExplainDock::setCollapsed(bool isCollapsed)
{
    m_isCollapsed = isCollapsed;
    m_stack->setCurrentIndex(isCollapsed ? 1 : 0);
    setFixedWidth(isCollapsed ? kTabWidth : kWidth);
    if (!isCollapsed)
        refresh();
}

void ExplainDock::setExplanation(const QString& html)
{
    m_explanation = html;
    if (isVisible())
        m_settle.start(); // its lines are laid out after the tab in front is painted
    else
        refresh();
}

void ExplainDock::showNow()
{
    m_settle.stop();
    refresh();
}

void ExplainDock::setCaption(const QString& caption)
{
    m_caption->setText(QStringLiteral("<b>%1</b>").arg(caption.toHtmlEscaped()));
    m_caption->setVisible(!caption.isEmpty());
}

void ExplainDock::refresh()
{
    if (m_isCollapsed)
        return;
    const bool isPreview = m_explanation.isEmpty();
    for (QLabel* label : {m_sentenceA, m_sentenceB, m_numbers})
        label->setVisible(isPreview && !m_result.models.empty());
    if (!isPreview)
        m_help->setText(m_explanation);
    if (!isPreview || m_result.models.empty())
        return;
    m_sentenceA->setText(explain::sentenceHtml(m_result, 0));
    m_sentenceB->setVisible(m_result.models.size() > 1);
    if (m_result.models.size() > 1)
        m_sentenceB->setText(explain::sentenceHtml(m_result, 1));
    m_numbers->setText(explain::numbersHtml(m_result));
    m_help->setText(explain::helpHtml(m_result.request.attack));
}

void ExplainDock::refreshColours()
{
    refresh();
}

} // namespace epsilonlab::ui
