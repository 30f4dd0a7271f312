// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"

#include <QWidget>

class QLabel;
class QSplitter;
class QToolButton;

namespace epsilonlab::ui {

class ComparePlot;
class RunList;
class RunTable;

/// Several runs side by side: their table above, one quantity of those that are checked below.
class ComparePanel : public QWidget
{
    Q_OBJECT

public:
    ComparePanel(EngineClient& client, RunList& list, QWidget* parent = nullptr);
    ~ComparePanel() override;

Q_SIGNALS:
    void folderWanted(); ///< to be chosen and added
    void exportWanted(); ///< of everything that is drawn

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void showMenu(const std::vector<RunInfo>& kept);
    void refresh();
    void fitTable();

    EngineClient& m_client;
    RunList& m_list;
    RequestId m_listing = 0; ///< of the kept runs, for the menu
    QToolButton *m_add = nullptr, *m_remove = nullptr, *m_only = nullptr, *m_all = nullptr,
                *m_export = nullptr;
    QSplitter* m_splitter = nullptr;
    bool m_isSplitByHand = false;
    QLabel* m_count = nullptr;
    RunTable* m_table = nullptr;
    ComparePlot* m_plot = nullptr;
};

} // namespace epsilonlab::ui
