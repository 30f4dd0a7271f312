// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare_panel.h"

#include "views/compare_plot.h"
#include "views/run_list.h"
#include "views/run_table.h"
#include "views/train_recipe_parts.h"
#include "widgets/number_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>
#include <set>

namespace epsilonlab::ui {

namespace {

constexpr std::size_t kLongestMenu = 20;

} // namespace

ComparePanel::ComparePanel(EngineClient& client, RunList& list, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_list(list)
{
    setObjectName("comparePanel");
    setAccessibleName(tr("Several runs side by side"));
    createWidgets();
    layOut();
    connectAll();
    refresh();
}

ComparePanel::~ComparePanel()
{
    m_list.setWatched(*this, false); // a widget that dies in sight is not hidden first
}

void ComparePanel::createWidgets()
{
    m_add = train::makeButton(*this, "addRunButton", tr("Add run\u2026"),
        tr("Add a run that was kept, or any run folder, also one that another program writes"));
    m_remove = train::makeButton(*this, "removeRunButton", tr("Remove"),
        tr("Take the selected runs off this list; their folders stay"));
    m_only = train::makeButton(
        *this, "onlySelectedButton", tr("Only selected"), tr("Draw the selected runs and no others"));
    m_all = train::makeButton(*this, "showAllButton", tr("All"), tr("Draw every run of the list"));
    m_export = train::makeButton(*this, "exportComparisonButton", tr("Export\u2026"),
        tr("Every measured value of the runs that are drawn, unrounded, as CSV or JSON"));
    m_count = train::makeText(*this, "shownRunsLabel", tr("How many runs are drawn"));
    m_count->setWordWrap(false);
    m_table = new RunTable(m_list, this);
    m_plot = new ComparePlot(m_list, this);
}

void ComparePanel::layOut()
{
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_add, m_remove, m_only, m_all, m_export})
        buttons->addWidget(widget);
    buttons->addStretch(1);
    buttons->addWidget(m_count);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setObjectName("compareSplitter");
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_plot);
    m_splitter->setStretchFactor(1, 1);
    m_table->setMinimumHeight(110);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(buttons);
    column->addWidget(m_splitter, 1);
}

void ComparePanel::connectAll()
{
    connect(m_add, &QToolButton::clicked, this, [this] { m_listing = m_client.open(ListRunsRequest{}); });
    connect(&m_client, &EngineClient::runsListed, this, [this](const RunsListed& event) {
        if (event.id == m_listing && m_listing != 0)
            showMenu(event.runs);
    });
    connect(&m_client, &EngineClient::jobFinished, this, [this](const JobFinished& event) {
        if (event.id == m_listing && m_listing != 0 && event.failure)
            showMenu({}); // no place of its own for runs: any other folder
    });
    connect(m_remove, &QToolButton::clicked, this, [this] {
        for (const std::string& key : m_table->selectedKeys())
            m_list.remove(key);
    });
    connect(new QShortcut(Qt::Key_Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut),
        &QShortcut::activated, m_remove, &QToolButton::click);
    connect(m_only, &QToolButton::clicked, this, [this] {
        const std::vector<std::string> keys = m_table->selectedKeys();
        m_list.showOnly({keys.begin(), keys.end()});
    });
    connect(m_all, &QToolButton::clicked, this, [this] {
        std::set<std::string> keys;
        for (const ComparedRun& run : m_list.runs())
            keys.insert(run.key);
        m_list.showOnly(keys);
    });
    connect(m_export, &QToolButton::clicked, this, &ComparePanel::exportWanted);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_isSplitByHand = true; });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ComparePanel::refresh);
    connect(m_table, &RunTable::refilled, this, &ComparePanel::refresh);
}

void ComparePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_list.setWatched(*this, true);
    fitTable();
}

void ComparePanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_list.setWatched(*this, false);
}

/// As high as its rows, up to five of them; the rest is the plot's.
void ComparePanel::fitTable()
{
    if (m_isSplitByHand || !isVisible() || m_table->rowCount() == 0)
        return;
    constexpr int kMostRows = 5;
    const int rows = std::min(m_table->rowCount(), kMostRows);
    const bool isWide = m_table->horizontalHeader()->length() > m_table->viewport()->width();
    const int bar = isWide ? m_table->horizontalScrollBar()->sizeHint().height() : 0;
    const int table = rows * m_table->rowHeight(0) + m_table->horizontalHeader()->height() + bar + 4;
    m_splitter->setSizes({table, std::max(m_splitter->height() - table, 0)});
}

void ComparePanel::showMenu(const std::vector<RunInfo>& kept)
{
    m_listing = 0;
    auto* menu = new QMenu(this);
    menu->setObjectName("addRunMenu");
    menu->setAccessibleName(m_add->accessibleName());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    std::size_t entries = 0;
    for (const RunInfo& run : kept) {
        const std::string key = RunList::keyOf(run.path);
        if (m_list.find(key) || ++entries > kLongestMenu)
            continue;
        QAction* action
            = menu->addAction(tr("%1, %2, %3 epoch(s)", "", text::forms(run.epochsDone))
                                  .arg(QString::fromStdString(run.recipeName),
                                      QString::fromStdString(run.written), text::count(run.epochsDone)));
        action->setToolTip(QString::fromStdString(key));
        connect(action, &QAction::triggered, this, [this, key] { m_list.add(key); });
    }
    if (entries > 0)
        menu->addSeparator();
    connect(
        menu->addAction(tr("Other folder\u2026")), &QAction::triggered, this, &ComparePanel::folderWanted);
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
}

void ComparePanel::refresh()
{
    const auto& runs = m_list.runs();
    const auto shown
        = std::count_if(runs.begin(), runs.end(), [](const ComparedRun& run) { return run.isShown; });
    const auto all = static_cast<std::int64_t>(runs.size());
    m_count->setText(
        tr("%1 of %2 run(s) drawn", "", text::forms(all)).arg(text::count(shown), text::count(all)));
    const std::vector<std::string> selected = m_table->selectedKeys();
    m_remove->setEnabled(std::any_of(
        selected.begin(), selected.end(), [this](const std::string& key) { return !m_list.isOwn(key); }));
    m_only->setEnabled(!selected.empty());
    m_all->setEnabled(shown < all);
    fitTable();
    m_export->setEnabled(std::any_of(
        runs.begin(), runs.end(), [](const ComparedRun& run) { return run.isShown && run.isRead; }));
}

} // namespace epsilonlab::ui
