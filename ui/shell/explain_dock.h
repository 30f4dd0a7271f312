// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QDockWidget>
#include <QTimer>

class QLabel;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace epsilonlab::ui {

class EngineClient;

/// The picture in words. Written a tenth of a second after the picture settles, so that a drag does not lay
/// out text. On narrow windows it collapses to a tab of 28 px that opens it again.
class ExplainDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit ExplainDock(EngineClient& client, QWidget* parent = nullptr);

    void setCollapsed(bool isCollapsed);
    bool isCollapsed() const { return m_isCollapsed; }

    /// The line above the sentences, for the first seconds: "Same picture, same tiny change. Drag epsilon."
    void setCaption(const QString& caption);

    /// What the tab in front says about itself, in place of the preview in words; empty: the preview.
    void setExplanation(const QString& html);

    void offerTour(); ///< one line on top, until it is taken or closed

    void showNow(); ///< what is still waiting to be written

Q_SIGNALS:
    void toggleRequested();
    void tourWanted();
    void tourAnswered(); ///< taken or closed: it is not to be offered again

private:
    QWidget* makePage();
    QWidget* makeTab();
    QWidget* makeOffer(QWidget* page);
    QLabel* addText(QWidget* page, const char* objectName, const QString& accessibleName);
    void refresh();
    void refreshColours();

    static constexpr int kWidth = 264; // at most 60 characters a line
    static constexpr int kTabWidth = 28;

    QStackedWidget* m_stack = nullptr;
    QWidget* m_offer = nullptr;
    QLabel* m_caption = nullptr;
    QLabel* m_sentenceA = nullptr;
    QLabel* m_sentenceB = nullptr;
    QLabel* m_numbers = nullptr;
    QLabel* m_help = nullptr;
    PreviewResult m_result;
    QString m_explanation; ///< of the tab in front; empty: m_result in words
    QTimer m_settle;
    bool m_isCollapsed = false;
};

} // namespace epsilonlab::ui
