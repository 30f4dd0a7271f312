// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMainWindow;
class QResizeEvent;

namespace epsilonlab::ui {

class EngineClient;
class ExplainDock;
class LogDock;

/// Around the tabs: the explanation on the right, the log below. The explanation collapses where the window
/// is narrow, whatever the person chose, and is out of the way while projecting.
class WindowDocks : public QObject
{
    Q_OBJECT

public:
    WindowDocks(QMainWindow& window, EngineClient& client);

    ExplainDock* explain() const { return m_explain; }
    LogDock* log() const { return m_log; }

    bool isExplainWanted() const { return m_isExplainWanted; }
    void setExplainWanted(bool isWanted);
    void fitAfter(const QResizeEvent& event); ///< of the window
    void reset(); ///< as at the first start

Q_SIGNALS:
    void explainChosen(); ///< open or collapsed, by a person and for good

private:
    void fit();
    void toggleExplain();

    QMainWindow& m_window;
    ExplainDock* m_explain = nullptr;
    LogDock* m_log = nullptr;
    bool m_isExplainWanted = true; ///< the person's choice; the width may still collapse it
};

} // namespace epsilonlab::ui
