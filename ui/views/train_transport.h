// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/train_record.h"

#include <QWidget>

class QAction;
class QLayout;
class QKeySequence;

namespace epsilonlab::ui {

/// Train, pause, single steps, stop, start again: a row of buttons and the menu of the tab, made from the
/// same actions. Says what is wanted; what is possible follows from the state it is told.
class TrainTransport : public QWidget
{
    Q_OBJECT

public:
    explicit TrainTransport(QWidget* parent = nullptr);

    void setState(TrainState state, bool isEnding);
    void setHasAttackSteps(bool areThere); ///< of the digit below, in front
    void setHasNetwork(bool hasNetwork); ///< the run that is shown is trained, or was, by this window
    void setLiveAsA(bool isLive); ///< no signal
    QList<QAction*> menuActions() const { return m_menu; }
    QAction* compareAction() const
    {
        return m_compare;
    } ///< checked: several runs side by side in place of one

Q_SIGNALS:
    void trainOrPauseWanted();
    void batchWanted();
    void epochWanted();
    void attackStepWanted();
    void stopWanted();
    void againWanted();
    void openWanted();
    void saveWanted();
    void exportWanted();
    void liveAsAToggled(bool isOn);

private:
    struct Look
    {
        const char* name;
        QString title;
        QString hint;
    };
    QAction* add(const Look& look, const QKeySequence& key);
    void addButton(QLayout* row, QAction* action);

    QAction *m_train = nullptr, *m_batch = nullptr, *m_epoch = nullptr, *m_attackStep = nullptr,
            *m_stop = nullptr, *m_again = nullptr;
    QAction *m_live = nullptr, *m_open = nullptr, *m_save = nullptr, *m_export = nullptr,
            *m_compare = nullptr;
    QList<QAction*> m_menu;
};

} // namespace epsilonlab::ui
