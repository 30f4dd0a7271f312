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
constexpr int kMargins = 14; ///< of a cell, left and right
constexpr int kBoxAndLine = 54; ///< before the name of a run
constexpr int kRefillMs = 200; ///< a run in training grows many times a second
constexpr int kWidestName = 260, kWidestDifference = 640;

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
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
    connectAll();
}

void RunTable::connectAll()
{
    connect(&m_list, &RunList::changed, this, &RunTable::refresh);
    m_later.setSingleShot(true);
    m_later.setInterval(kRefillMs);
    connect(&m_later, &QTimer::timeout, this, &RunTable::refresh);
    connect(&m_list, &RunList::grown, this, [this] {
        if (isVisible() && !m_later.isActive())
            m_later.start();
    });
    connect(this, &QTableWidget::itemChanged, this, &RunTable::onItemChanged);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column != kDifferences)
            fitLastColumn();
    });
    connect(theme::notifier(), &theme::Notifier::changed, this, &RunTable::refresh);
}

void RunTable::showEvent(QShowEvent* event)
{
    QTableWidget::showEvent(event);
    refresh();
}

void RunTable::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    fitLastColumn();
}

std::string RunTable::keyAt(int row) const
{
    return item(row, kRun)->data(kKeyRole).toByteArray().toStdString();
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
    m_later.stop();
    m_isFilling = true;
    setSortingEnabled(false); // rows would move while they are filled
    std::vector<RunInfo> shown;
    for (const ComparedRun& run : m_list.runs())
        if (run.isShown && run.isRead)
            shown.push_back(run.record.info);
    m_differences = compare::differences(shown);
    std::set<std::string> here, there;
    for (int row = 0; row < rowCount(); ++row)
        here.insert(keyAt(row));
    for (const ComparedRun& run : m_list.runs())
        there.insert(run.key);
    if (here != there)
        rebuild();
    for (int row = 0; row < rowCount(); ++row)
        if (const ComparedRun* run = m_list.find(keyAt(row)))
            fill(row, *run);
    fitLastColumn();
    setSortingEnabled(true);
    m_isFilling = false;
    Q_EMIT refilled();
}

void RunTable::rebuild()
{
    setRowCount(0);
    for (const ComparedRun& run : m_list.runs()) {
        const int row = rowCount();
        insertRow(row);
        for (int column = 0; column < kColumns; ++column)
            setItem(row, column, new Cell);
        item(row, kRun)->setData(kKeyRole, QByteArray::fromStdString(run.key)); // a path may be no text
        setRowHeight(row, 2 * fontMetrics().lineSpacing() + 8);
    }
    fitColumns();
}

void RunTable::fitColumns()
{
    const auto wide
        = [this](const QString& text) { return fontMetrics().horizontalAdvance(text) + kMargins; };
    // The time at the end of a name is what tells runs of one recipe apart.
    int name = wide(QObject::tr("training elsewhere"));
    for (const ComparedRun& run : m_list.runs())
        name = std::max(name, std::min(wide(run.name), kWidestName));
    constexpr std::int64_t kManyImages = 9999;
    const int accuracy = wide(QStringLiteral("[88.8, 88.8], n %1").arg(text::count(kManyImages)));
    const std::array widths{name + kBoxAndLine, wide(QStringLiteral("MMMMMMMM")), wide(tr("Epochs, time")),
        accuracy, accuracy, accuracy, wide(tr("Alarms")) + 28};
    for (std::size_t column = 0; column < widths.size(); ++column)
        setColumnWidth(static_cast<int>(column), widths[column]);
}

/// All the room that is left, and where that is too little for its words, more: then the table scrolls.
void RunTable::fitLastColumn()
{
    int others = 0;
    for (int column = 0; column < kDifferences; ++column)
        others += columnWidth(column);
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int words = metrics.horizontalAdvance(tr("What differs")) + kMargins;
    for (int row = 0; row < rowCount(); ++row)
        for (const QString& line : item(row, kDifferences)->text().split('\n'))
            words = std::max(words, metrics.horizontalAdvance(line) + kMargins);
    setColumnWidth(kDifferences, std::max(viewport()->width() - others, std::min(words, kWidestDifference)));
}

void RunTable::put(int row, int column, const QString& text, const QString& hint, const QVariant& order)
{
    QTableWidgetItem* cell = item(row, column);
    cell->setText(text);
    cell->setToolTip(hint.isEmpty() ? text : hint); // a cell may be too narrow for its words
    cell->setData(kOrderRole, order);
    cell->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
}

void RunTable::fill(int row, const ComparedRun& run)
{
    const RunRecord& record = run.record;
    const TrainingEpoch last = record.epochs.empty() ? TrainingEpoch{} : record.epochs.back();
    const QString folder = run.key.starts_with('#') ? QString() : QString::fromStdString(run.key);
    const QString name = run.name + '\n' + compared::state(run);
    put(row, kRun, name, name + '\n' + (run.problem.isEmpty() ? folder : run.problem), run.name);
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
    const QString after = tr("after epoch %1").arg(last.epoch);
    const auto putAccuracy = [&](int column, double accuracy, std::int64_t n, const QString& hint) {
        const QString cell = compared::accuracyCell(accuracy, n);
        put(row, column, cell, cell + '\n' + hint, accuracy);
    };
    putAccuracy(kClean, last.validationAccuracy, last.validationN, after);
    putAccuracy(kFgsm, last.fgsmAccuracy, last.attackedN, strength);
    putAccuracy(kPgd, last.pgdAccuracy, last.attackedN, strength);
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
