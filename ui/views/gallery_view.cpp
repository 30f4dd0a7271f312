// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gallery_view.h"

#include "api/error.h"
#include "figures/pinned.h"
#include "shell/kept.h"
#include "shell/pins.h"
#include "shell/session_state.h"
#include "theme/theme.h"
#include "views/pin_caption.h"
#include "views/pin_list.h"
#include "widgets/number_text.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

struct Grid
{
    const char* id; ///< in sessions
    int rows, columns;
};

constexpr Grid kGrids[] = {{"1x1", 1, 1}, {"1x3", 1, 3}, {"2x3", 2, 3}, {"4x4", 4, 4}};
constexpr const Grid& kUsualGrid = kGrids[2];

const Grid& gridOf(const std::string& id)
{
    for (const Grid& grid : kGrids)
        if (id == grid.id)
            return grid;
    return kUsualGrid;
}

} // namespace

GalleryView::GalleryView(EngineClient& client, SessionState& session, QWidget* parent)
    : View(client, session, parent)
    , m_pins(*keptBy<Pins>(session))
{
    createWidgets();
    connectAll();
    applyView();
    refresh();
}

void GalleryView::createWidgets()
{
    m_list = new PinList(this);
    m_list->setObjectName("pinList");
    m_list->setAccessibleName(tr("Pinned figures"));
    createLayouts();
    createActions();
    auto* empty = new QLabel(
        tr("Nothing is pinned yet. Point at a picture or a curve in another tab and press P, or right-click it."),
        this);
    empty->setObjectName("emptyGalleryLabel");
    empty->setAccessibleName(tr("Pinned figures"));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_stack = new QStackedWidget(this);
    m_stack->setObjectName("galleryStack");
    m_stack->setAccessibleName(tr("Pinned figures"));
    m_stack->addWidget(empty);
    m_stack->addWidget(m_list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(makeBar());
    column->addWidget(m_stack, 1);
    m_caption = new PinCaption(this);
    column->addWidget(m_caption);
}

QWidget* GalleryView::makeBar()
{
    auto* bar = new QWidget(this);
    bar->setObjectName("galleryBar");
    bar->setAccessibleName(tr("Layout and order"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    const auto button = [&](QAction* action) {
        auto* made = new QToolButton(bar);
        made->setDefaultAction(action);
        made->setObjectName(QString(action->objectName()).replace("Action", "Button"));
        made->setAccessibleName(action->toolTip());
        made->setMinimumSize(32, 28);
        row->addWidget(made);
    };
    for (QAction* action : m_layouts->actions())
        button(action);
    row->addSpacing(16);
    for (QAction* action : {m_left, m_right, m_open, m_remove})
        button(action);
    row->addStretch(1);
    m_count = new QLabel(bar);
    m_count->setObjectName("pinCountLabel");
    m_count->setAccessibleName(tr("How many figures are pinned"));
    row->addWidget(m_count);
    return bar;
}

QAction* GalleryView::add(
    const char* objectName, const QString& title, const QString& hint, const QKeySequence& key)
{
    auto* action = new QAction(title, this);
    action->setObjectName(QLatin1String(objectName));
    action->setToolTip(hint);
    action->setStatusTip(hint);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // other tabs have a use for these keys
    m_list->addAction(action);
    m_actions.append(action);
    return action;
}

void GalleryView::createLayouts()
{
    m_layouts = new QActionGroup(this);
    for (const Grid& grid : kGrids) {
        QAction* action
            = add("galleryGridAction", QStringLiteral("%1\u00D7%2").arg(grid.rows).arg(grid.columns),
                tr("%1 row(s) of %2", "", grid.rows).arg(grid.rows).arg(grid.columns));
        action->setObjectName(QStringLiteral("gallery%1Action").arg(QLatin1String(grid.id)));
        action->setCheckable(true);
        action->setData(QLatin1String(grid.id));
        m_layouts->addAction(action);
    }
    m_actions.append(nullptr);
}

void GalleryView::createActions()
{
    m_left = add("movePinLeftAction", tr("\u25C2 Move"),
        tr("Moves the chosen figure one place forward (Alt+Left); dragging does the same"),
        Qt::ALT | Qt::Key_Left);
    m_right = add("movePinRightAction", tr("Move \u25B8"),
        tr("Moves the chosen figure one place back (Alt+Right)"), Qt::ALT | Qt::Key_Right);
    m_open = add("openPinAction", tr("&Go back to it"),
        tr("Brings digit, networks, attack and \u03B5 of the chosen figure back (Enter)"), Qt::Key_Return);
    m_remove = add("removePinAction", tr("&Take away"),
        tr("Takes the chosen figure out of the gallery (Del)"), Qt::Key_Delete);
}

void GalleryView::connectAll()
{
    connect(&m_pins, &Pins::changed, this, &GalleryView::refresh);
    connect(m_list, &PinList::reordered, this, &GalleryView::setOrder);
    connect(m_list, &QListWidget::currentRowChanged, this, &GalleryView::refreshCurrent);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &GalleryView::openCurrent);
    connect(m_caption, &PinCaption::edited, this, &GalleryView::setCaption);
    connect(m_left, &QAction::triggered, m_list, [this] { m_list->moveCurrent(-1); });
    connect(m_right, &QAction::triggered, m_list, [this] { m_list->moveCurrent(1); });
    connect(m_open, &QAction::triggered, this, &GalleryView::openCurrent);
    connect(m_remove, &QAction::triggered, this, &GalleryView::removeCurrent);
    connect(m_layouts, &QActionGroup::triggered, this,
        [this](const QAction* action) { setGrid(action->data().toString()); });
    connect(&session(), &SessionState::viewChanged, this, &GalleryView::applyView);
}

void GalleryView::setGrid(const QString& layout)
{
    SessionView view = session().view();
    view.gallery = layout.toStdString();
    session().setView(view);
}

void GalleryView::applyView()
{
    const Grid& grid = gridOf(session().view().gallery);
    for (QAction* action : m_layouts->actions())
        action->setChecked(action->data().toString() == QLatin1String(grid.id));
    m_list->setGrid(grid.rows, grid.columns);
}

void GalleryView::refresh()
{
    if (!m_isOwnChange)
        m_list->setFigures(m_pins.all());
    const auto count = static_cast<std::int64_t>(m_pins.all().size());
    m_count->setText(tr("%1 figure(s)", "", text::forms(count)).arg(text::count(count)));
    m_stack->setCurrentIndex(count == 0 ? 0 : 1);
    m_caption->setVisible(count > 0);
    if (!m_isOwnChange)
        refreshCurrent();
}

int GalleryView::current() const
{
    const int row = m_list->currentRow();
    return row < static_cast<int>(m_pins.all().size()) ? row : -1;
}

void GalleryView::refreshCurrent()
{
    const int row = current();
    m_caption->setText(
        row < 0 ? QString() : QString::fromStdString(m_pins.all()[static_cast<std::size_t>(row)].caption));
    m_caption->setEditable(row >= 0);
    m_left->setEnabled(row > 0);
    m_right->setEnabled(row >= 0 && row + 1 < m_list->count());
    m_remove->setEnabled(row >= 0);
    m_open->setEnabled(row >= 0 && !m_pins.all()[static_cast<std::size_t>(row)].state.empty());
}

void GalleryView::setCaption(const QString& text)
{
    const int row = current();
    if (row < 0)
        return;
    std::vector<PinnedFigure> figures = m_pins.all();
    figures[static_cast<std::size_t>(row)].caption = text.simplified().toStdString();
    m_list->item(row)->setToolTip(text);
    const QScopedValueRollback<bool> own(m_isOwnChange, true);
    m_pins.set(figures);
}

void GalleryView::setOrder(const std::vector<int>& order)
{
    std::vector<PinnedFigure> figures;
    figures.reserve(order.size());
    for (const int place : order)
        figures.push_back(m_pins.all().at(static_cast<std::size_t>(place)));
    m_pins.set(figures);
}

void GalleryView::removeCurrent()
{
    const int row = current();
    if (row < 0)
        return;
    std::vector<PinnedFigure> figures = m_pins.all();
    figures.erase(figures.begin() + row);
    m_pins.set(figures);
}

void GalleryView::openCurrent()
{
    if (const int row = current(); row >= 0 && m_open->isEnabled())
        Q_EMIT stateWanted(QByteArray::fromStdString(m_pins.all()[static_cast<std::size_t>(row)].state));
}

QList<FigureOffer> GalleryView::figures()
{
    return {{m_list, tr("The chosen figure"), [this](theme::Theme) { return chosen(); }},
        {findChild<QWidget*>("galleryBar"), tr("The sheet of all figures"),
            [this](theme::Theme) { return sheet(); }}};
}

Figure GalleryView::chosen() const
{
    const int row = current();
    if (row < 0)
        throw Error(
            ErrorCode::BadParameter, tr("No figure is chosen. Click one in the gallery.").toStdString());
    return figureOf(m_pins.all()[static_cast<std::size_t>(row)]);
}

Figure GalleryView::sheet() const
{
    std::vector<Figure> figures;
    for (const PinnedFigure& pin : m_pins.all())
        figures.push_back(figureOf(pin));
    return sheetOf(figures, gridOf(session().view().gallery).columns);
}

QString GalleryView::explanation() const
{
    return tr(
        "<p><b>What am I seeing?</b></p>"
        "<p>Figures that were pinned with P: as they were then, with the state that they show. They are saved with the session.</p>"
        "<p><b>Try next</b></p>"
        "<p>Pin the same digit at three values of \u03B5, put them in order, and save the sheet (File, Figures). Double-click a "
        "figure: the window goes back to where it was made.</p>");
}

} // namespace epsilonlab::ui
