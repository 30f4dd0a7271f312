// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>
#include <QTimer>

#include <string>
#include <vector>

namespace epsilonlab::ui {

class RunList;
struct ComparedRun;

/// The runs of a list, one a row: a box that shows or hides its curves, what it is drawn with, recipe and
/// results. The last column holds only what is not the same in all the runs that are shown. Nothing is done
/// while it is hidden, and what a run in training adds is shown a few times a second.
class RunTable : public QTableWidget
{
    Q_OBJECT

public:
    enum Column { kRun, kObjective, kEpochs, kClean, kFgsm, kPgd, kAlarms, kDifferences, kColumns };

    explicit RunTable(RunList& list, QWidget* parent = nullptr);

    std::vector<std::string> selectedKeys() const;
    void refresh();

Q_SIGNALS:
    void refilled(); ///< it shows the list as it is now

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectAll();
    void rebuild();
    void fitColumns();
    void fitLastColumn();
    void fill(int row, const ComparedRun& run);
    void put(int row, int column, const QString& text, const QString& hint, const QVariant& order);
    void onItemChanged(QTableWidgetItem* item);
    std::string keyAt(int row) const;

    RunList& m_list;
    std::vector<std::string> m_differences;
    bool m_isFilling = false;
    QTimer m_later;
};

} // namespace epsilonlab::ui
