// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QToolButton;

namespace epsilonlab::ui {

/// How the board shows its numbers: logits or probabilities, the change's colours on their own scale or on
/// epsilon's; and the way to the grid of all pictures. Each is one action, with its key and its place in the
/// menu.
class BoardSwitches : public QObject
{
    Q_OBJECT

public:
    explicit BoardSwitches(QWidget* board);

    QAction* chooseAction() const { return m_choose; }
    QList<QAction*> scaleActions() const { return {m_logits, m_ownScale}; }
    QToolButton* barsTitle() const { return m_barsTitle; } ///< the title above the bars, which switches them
    int barsTitleWidth() const; ///< of the longer of its words

    bool isLogits() const;
    bool isOwnScale() const;
    void set(bool isLogits, bool isOwnScale);

public Q_SLOTS:
    void toggleOwnScale();

Q_SIGNALS:
    void digitsAsked();
    void logitsToggled(bool isShown);
    void ownScaleToggled(bool isOwn);

private:
    QAction* add(const char* objectName, const QString& title, const QKeySequence& key);
    void createTitle(QWidget* board);
    void retitle(bool isLogits);

    QAction *m_choose = nullptr, *m_logits = nullptr, *m_ownScale = nullptr;
    QToolButton* m_barsTitle = nullptr;
};

} // namespace epsilonlab::ui
