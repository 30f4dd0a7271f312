// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/run_table.h"

#include "api/catalogue.h"
#include "api/compare.h"
#include "text/core_text.h"
#include "theme/theme.h"
#include "views/run_list.h"
#include "views/run_style.h"
#include "views/run_words.h"
#include "widgets/number_text.h"

#include <QHeaderView>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr int kOrderRole = Qt::UserRole + 1;
constexpr int kKeyRole = Qt::UserRole + 2;

/// Sorted by a number where the cell is one, not by its text.
class Cell : public QTableWidgetItem
{
public:
    bool operator<(const QTableWidgetItem& other) const override
    {
        const QVariant mine = data(kOrderRole), theirs = other.data(kOrderRole);
        if (mine.typeId() == QMetaType::Double && theirs.typeId() == QMetaType::Double)
            return mine.toDouble() < theirs.toDouble();
        return QString::localeAwareCompare(mine.toString(), theirs.toString()) < 0;
    }
};

QString objectiveText(const RunInfo& run)
{
    const std::string id = compare::valueText(run, "objective");
    for (const ObjectiveInfo& objective : catalogue::objectives())
        if (objective.id == id)
            return text::ofCore(objective.title);
    return QString::fromStdString(id);
}

double epsilonOf(const RunInfo& run)
{
    const auto found = run.recipe.find("epsilon");
    const double* value = found == run.recipe.end() ? nullptr : std::get_if<double>(&found->second);
    return value ? *value : 0.0;
}

QString epochsText(const RunRecord& run)
{
    const std::string all = compare::valueText(run.info, "epochs");
    const QString done = QString::number(run.epochs.size());
    const QString count = all.empty() ? done : QObject::tr("%1 of %2").arg(done, QString::fromStdString(all));
    const double seconds = std::max(run.points.empty() ? 0.0 : run.points.back().seconds,
        run.epochs.empty() ? 0.0 : run.epochs.back().seconds);
    return count + '\n' + text::duration(seconds * 1000.0);
}

} // namespace

RunTable::RunTable(RunList& list, QWidget* parent)
    : QTableWidget(0, kColumns, parent)
    , m_list(list)
{
    setObjectName("runTable");
    setAccessibleName(tr("Runs, their recipes and results"));
    setHorizontalHeaderLabels({tr("Run"), tr("Objective, \u03B5"), tr("Epochs, time"), tr("Clean"),
        tr("FGSM"), tr("PGD-10"), tr("Alarms"), tr("What differs")});
    const std::array hints{tr("Check: its curves are drawn"),
        tr("What was trained, and the epsilon it was trained against"),
        tr("Epochs that are done, and the time of training"),
        tr("Accuracy on the held-out images after the last epoch, with 95 % Wilson interval"),
        tr("Accuracy under FGSM after the last epoch, with 95 % Wilson interval"),
        tr("Accuracy under PGD with 10 steps after the last epoch, with 95 % Wilson interval"),
        tr("What went wrong, and at which epoch first"),
        tr("Only values that are not the same in all the runs that are drawn")};
    for (int column = 0; column < kColumns; ++column)
        horizontalHeaderItem(column)->setToolTip(hints.at(static_cast<std::size_t>(column)));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setIconSize({34, 16});
    verticalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
    connect(&m_list, &RunList::changed, this, &RunTable::refresh);
    connect(&m_list, &RunList::grown, this, &RunTable::refresh);
    connect(this, &QTableWidget::itemChanged, this, &RunTable::onItemChanged);
    connect(theme::notifier(), &theme::Notifier::changed, this, &RunTable::refresh);
}

void RunTable::showEvent(QShowEvent* event)
{
    QTableWidget::showEvent(event);
    refresh();
}

std::string RunTable::keyAt(int row) const
{
    return item(row, kRun)->data(kKeyRole).toString().toStdString();
}

std::vector<std::string> RunTable::selectedKeys() const
{
    std::vector<std::string> keys;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        keys.push_back(keyAt(index.row()));
    return keys;
}

void RunTable::refresh()
{
    if (!isVisible())
        return;
    m_isFilling = true;
    setSortingEnabled(false); // rows would move while they are filled
    std::vector<RunInfo> shown;
    for (const RunRecord& record : m_list.shownRecords())
        shown.push_back(record.info);
    m_differences = compare::differences(shown);
    std::set<std::string> here, there;
    for (int row = 0; row < rowCount(); ++row)
        here.insert(keyAt(row));
    for (const ComparedRun& run : m_list.runs())
        there.insert(run.key);
    if (here != there)
        rebuild();
    for (int row = 0; row < rowCount(); ++row)
        fill(row, *m_list.find(keyAt(row)));
    setSortingEnabled(true);
    m_isFilling = false;
}

void RunTable::rebuild()
{
    setRowCount(0);
    for (const ComparedRun& run : m_list.runs()) {
        const int row = rowCount();
        insertRow(row);
        for (int column = 0; column < kColumns; ++column)
            setItem(row, column, new Cell);
        item(row, kRun)->setData(kKeyRole, QString::fromStdString(run.key));
        setRowHeight(row, 2 * fontMetrics().lineSpacing() + 8);
    }
    const auto wide = [this](const QString& text) { return fontMetrics().horizontalAdvance(text) + 12; };
    const std::array widths{wide(QObject::tr("training elsewhere")) + 54, wide(QStringLiteral("MMMMMMMM")),
        wide(tr("Epochs, time")), wide(QStringLiteral("[88.8, 88.8], n 999")),
        wide(QStringLiteral("[88.8, 88.8], n 999")), wide(QStringLiteral("[88.8, 88.8], n 999")),
        wide(tr("Alarms")) + 28};
    for (std::size_t column = 0; column < widths.size(); ++column)
        setColumnWidth(static_cast<int>(column), widths[column]);
}

void RunTable::put(int row, int column, const QString& text, const QString& hint, const QVariant& order)
{
    QTableWidgetItem* cell = item(row, column);
    cell->setText(text);
    cell->setToolTip(hint);
    cell->setData(kOrderRole, order);
    cell->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
}

void RunTable::fill(int row, const ComparedRun& run)
{
    const RunRecord& record = run.record;
    const TrainingEpoch last = record.epochs.empty() ? TrainingEpoch{} : record.epochs.back();
    const QString folder = run.key.starts_with('#') ? QString() : QString::fromStdString(run.key);
    put(row, kRun, run.name + '\n' + compared::state(run), run.problem.isEmpty() ? folder : run.problem,
        run.name);
    QTableWidgetItem* head = item(row, kRun);
    head->setFlags(head->flags() | Qt::ItemIsUserCheckable);
    head->setCheckState(run.isShown ? Qt::Checked : Qt::Unchecked);
    head->setIcon(runSwatch(run.slot, devicePixelRatioF()));
    head->setForeground(run.problem.isEmpty() ? QBrush() : QBrush(theme::palette().error));
    if (!run.isRead) {
        for (int column = kObjective; column < kColumns; ++column)
            put(row, column, column == kDifferences ? run.problem : QString(), run.problem, QVariant());
        return;
    }
    const double epsilon = epsilonOf(record.info);
    put(row, kObjective,
        objectiveText(record.info) + '\n' + tr("\u03B5 %1").arg(QLocale().toString(epsilon, 'f', 3)), {},
        objectiveText(record.info));
    put(row, kEpochs, epochsText(record), {}, static_cast<double>(record.epochs.size()));
    const QString strength
        = tr("L\u221E, \u03B5 %1, after epoch %2").arg(text::epsilon(last.attackEpsilon)).arg(last.epoch);
    put(row, kClean, compared::accuracyCell(last.validationAccuracy, last.validationN),
        tr("after epoch %1").arg(last.epoch), last.validationAccuracy);
    put(row, kFgsm, compared::accuracyCell(last.fgsmAccuracy, last.attackedN), strength, last.fgsmAccuracy);
    put(row, kPgd, compared::accuracyCell(last.pgdAccuracy, last.attackedN), strength, last.pgdAccuracy);
    put(row, kAlarms, compared::alarmCell(record), compared::alarmHint(record), compared::alarmCell(record));
    item(row, kAlarms)->setForeground(theme::palette().warning);
    put(row, kDifferences, compared::differences(record.info, m_differences),
        compared::differenceHint(record.info, m_differences), QString());
    QFont bold = font();
    bold.setBold(true);
    item(row, kDifferences)->setFont(bold);
}

void RunTable::onItemChanged(QTableWidgetItem* item)
{
    if (!m_isFilling && item->column() == kRun)
        m_list.setShown(keyAt(item->row()), item->checkState() == Qt::Checked);
}

} // namespace epsilonlab::ui
