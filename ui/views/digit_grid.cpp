// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/digit_grid.h"

#include "api/catalogue.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "widgets/number_text.h"
#include "widgets/quiet_wheel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

namespace epsilonlab::ui {

namespace {

constexpr int kColumns = 10, kRows = 5;
constexpr QSize kCell(DigitList::kTile + 12, DigitList::kTile + 26);
constexpr std::int64_t kMostMeasured = 1000; // seconds, not minutes; said beside the filter

} // namespace

DigitGrid::DigitGrid(EngineClient& client, SessionState& session, QWidget* parent)
    : QDialog(parent)
    , m_client(client)
    , m_session(session)
    , m_list(new DigitList(client, session.dataset(), session.imageCount(), this))
{
    setObjectName("digitGrid");
    setAccessibleName(tr("Choose a picture"));
    setWindowTitle(tr("Choose a picture"));
    createWidgets();
    layOut();
    connectAll();
    showCurrent();
    refreshWords();
    m_view->setFocus();
}

DigitGrid::~DigitGrid()
{
    if (m_job != 0)
        m_client.stop(m_job);
}

void DigitGrid::createWidgets()
{
    m_label = new QComboBox(this);
    m_label->setObjectName("digitLabelFilter");
    m_label->setAccessibleName(tr("True class of the pictures shown"));
    m_label->addItem(tr("every class"));
    const std::vector<std::string> names = m_session.classNames();
    for (int i = 0; i < std::max(10, static_cast<int>(names.size())); ++i)
        m_label->addItem(static_cast<std::size_t>(i) < names.size()
                ? text::ofCore(names[static_cast<std::size_t>(i)])
                : QString::number(i),
            i);
    m_which = new QComboBox(this);
    m_which->setObjectName("digitOutcomeFilter");
    m_which->setAccessibleName(tr("What the attack does to the pictures shown"));
    m_which->addItem(tr("all pictures"), static_cast<int>(DigitList::Which::All));
    m_which->addItem(tr("fooled at this \u03B5"), static_cast<int>(DigitList::Which::Flipped));
    m_which->addItem(tr("held at this \u03B5"), static_cast<int>(DigitList::Which::Held));
    m_which->addItem(tr("already wrong"), static_cast<int>(DigitList::Which::AlreadyWrong));
    m_which->setToolTip(tr("Tries the present attack on network A, on the first %1 pictures.")
                            .arg(text::count(kMostMeasured)));
    for (QComboBox* filter : {m_label, m_which})
        ignoreWheelWithoutFocus(*filter);
    m_view = new QListView(this);
    m_view->setObjectName("digitView");
    m_view->setAccessibleName(tr("Pictures"));
    m_view->setModel(m_list);
    m_view->setViewMode(QListView::IconMode);
    m_view->setMovement(QListView::Static);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setUniformItemSizes(true); // or sixty thousand would be measured one by one
    m_view->setGridSize(kCell);
    m_view->setIconSize({DigitList::kTile, DigitList::kTile});
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalScrollBar()->setObjectName("digitScrollBar");
    m_view->verticalScrollBar()->setAccessibleName(tr("Scroll the pictures"));
    m_view->setMinimumSize(kColumns * kCell.width() + m_view->verticalScrollBar()->sizeHint().width() + 8,
        kRows * kCell.height() + 4);
    m_words = new QLabel(this);
    m_words->setObjectName("digitWords");
    m_words->setAccessibleName(tr("What is shown"));
    m_words->setWordWrap(true);
}

void DigitGrid::layOut()
{
    auto* filters = new QHBoxLayout;
    filters->addWidget(m_label);
    filters->addWidget(m_which);
    filters->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(filters);
    column->addWidget(m_view, 1);
    column->addWidget(m_words);
}

void DigitGrid::connectAll()
{
    connect(m_label, &QComboBox::currentIndexChanged, this, &DigitGrid::refilter);
    connect(m_which, &QComboBox::currentIndexChanged, this, &DigitGrid::refilter);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            if (index.isValid() && !m_isFilling)
                m_session.setPosition(index.data(DigitList::kPositionRole).toLongLong());
        });
    connect(m_view, &QListView::activated, this, &QDialog::accept);
    connect(&m_client, &EngineClient::jobProgress, this, &DigitGrid::onProgress);
    connect(&m_client, &EngineClient::attackFinished, this, &DigitGrid::onAttacked);
    connect(&m_client, &EngineClient::jobFinished, this, &DigitGrid::onFinished);
    connect(&m_session, &SessionState::datasetChanged, this, &QDialog::reject); // these are not its pictures
}

void DigitGrid::refilter()
{
    const auto which = static_cast<DigitList::Which>(m_which->currentData().toInt());
    if (which != DigitList::Which::All && !m_list->hasOutcomes() && m_job == 0)
        measure();
    const QVariant label = m_label->currentData();
    m_isFilling = true;
    m_list->setFilter(label.isValid() ? std::optional<int>(label.toInt()) : std::nullopt, which);
    m_isFilling = false;
    showCurrent();
    refreshWords();
}

void DigitGrid::measure()
{
    AttackRequest request{m_session.modelA(), m_session.dataset(), m_session.attack(), kMostMeasured, 0};
    m_job = m_client.submit(std::move(request));
}

void DigitGrid::onProgress(const JobProgress& event)
{
    if (event.id == m_job && event.total > 0)
        m_words->setText(
            tr("Attacking %1 of %2 pictures\u2026").arg(text::count(event.done), text::count(event.total)));
}

void DigitGrid::onAttacked(const AttackFinished& event)
{
    if (event.id != m_job)
        return;
    const AttackReport& report = event.report;
    const QString title = text::ofCore(catalogue::attack(report.request.attack.attackId).title);
    const auto epsilon = report.request.attack.values.find("epsilon");
    const QString size = m_session.isEpsilonUsed() && epsilon != report.request.attack.values.end()
        ? tr(", \u03B5 %1").arg(text::distance(std::get<double>(epsilon->second)))
        : QString();
    m_measured
        = tr("%1%2 on %3, n = %4").arg(title, size, text::ofCore(report.model.name), text::count(report.n));
    m_list->setOutcomes(report.perImage);
    refilter();
}

void DigitGrid::onFinished(const JobFinished& event)
{
    if (event.id != m_job)
        return;
    m_job = 0;
    if (event.failure)
        m_words->setText(text::ofCore(event.failure->message));
}

void DigitGrid::refreshWords()
{
    if (m_job != 0 && !m_list->hasOutcomes()) {
        m_words->setText(tr("Attacking the first %1 pictures\u2026 A training that runs comes first.")
                             .arg(text::count(kMostMeasured)));
        return;
    }
    const QString shown
        = tr("%1 of %2 pictures.").arg(text::count(m_list->rowCount()), text::count(m_session.imageCount()));
    m_words->setText(m_measured.isEmpty() ? shown + ' ' + tr("Arrow keys move, Return closes.")
                                          : shown + ' ' + m_measured + '.');
}

void DigitGrid::showCurrent()
{
    const int row = m_list->rowOf(m_session.position());
    if (row < 0)
        return;
    m_isFilling = true;
    m_view->setCurrentIndex(m_list->index(row));
    m_isFilling = false;
    m_view->scrollTo(m_list->index(row), QAbstractItemView::PositionAtCenter);
}

} // namespace epsilonlab::ui
