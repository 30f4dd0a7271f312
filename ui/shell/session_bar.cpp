// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/session_bar.h"

#include "client/engine_client.h"
#include "shell/session_state.h"
#include "shell/status_chip.h"
#include "text/core_text.h"
#include "widgets/number_text.h"
#include "widgets/quiet_wheel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QToolButton>

#include <algorithm>
#include <limits>

namespace epsilonlab::ui {

namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr int kNarrowBox = 110;

void name(QWidget* widget, const char* objectName, const QString& accessible, const QString& hint)
{
    widget->setObjectName(QLatin1String(objectName));
    widget->setAccessibleName(accessible);
    widget->setToolTip(hint);
    widget->setStatusTip(hint);
}

QLabel* label(const char* objectName, const QString& text, QWidget* buddy, QWidget* parent)
{
    auto* made = new QLabel(text, parent);
    made->setObjectName(QLatin1String(objectName));
    made->setAccessibleName(text);
    made->setBuddy(buddy);
    return made;
}

QFrame* line(const char* objectName, QWidget* parent)
{
    auto* made = new QFrame(parent);
    made->setObjectName(QLatin1String(objectName));
    made->setAccessibleName(QObject::tr("Separator"));
    made->setFrameShape(QFrame::VLine);
    made->setFrameShadow(QFrame::Plain);
    made->setForegroundRole(QPalette::Mid);
    made->setFixedHeight(24);
    return made;
}

QString titleOf(const ModelInfo& model)
{
    if (!model.isLive && model.id != "live")
        return text::ofCore(model.name);
    if (!model.isLive)
        return QObject::tr("%1, trained to epoch %2")
            .arg(QString::fromStdString(model.name), QLocale().toString(model.epoch, 'f', 1));
    return QObject::tr("\u25CF live, epoch %1").arg(QLocale().toString(model.epoch, 'f', 1));
}

QString tipOf(const ModelInfo& model)
{
    const QString tip
        = QObject::tr("%1: %2 parameters.").arg(titleOf(model), text::count(model.parameterCount));
    if (model.hasLayers)
        return tip;
    return QObject::tr("%1 TorchScript: no views of its layers, no certificates.").arg(tip);
}

/// Brings the rows of a model box in line with the list, without a signal, without closing an open list.
void fill(QComboBox& box, const std::vector<ModelInfo>& models, const std::string& currentId)
{
    const QSignalBlocker blocker(box);
    while (box.count() > static_cast<int>(models.size()))
        box.removeItem(box.count() - 1);
    for (int row = 0; row < static_cast<int>(models.size()); ++row) {
        const ModelInfo& model = models[static_cast<std::size_t>(row)];
        if (row == box.count())
            box.addItem(QString());
        if (box.itemText(row) != titleOf(model))
            box.setItemText(row, titleOf(model));
        box.setItemData(row, QString::fromStdString(model.id), kIdRole);
        box.setItemData(row, tipOf(model), Qt::ToolTipRole);
    }
    box.setCurrentIndex(box.findData(QString::fromStdString(currentId), kIdRole));
}

} // namespace

SessionBar::SessionBar(EngineClient& client, SessionState& session, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_session(session)
{
    setObjectName("sessionBar");
    setAccessibleName(tr("Networks and digit"));
    createWidgets();
    layOut();
    connectAll();
    refreshModels();
    refreshSample();
}

void SessionBar::createWidgets()
{
    m_modelA = new QComboBox(this);
    name(m_modelA, "modelACombo", tr("Network A"), tr("Network A: the upper row."));
    m_compare = new QCheckBox(tr("vs B"), this);
    name(m_compare, "compareCheck", tr("Compare with network B"),
        tr("Show a second network beside the first (B)."));
    m_modelB = new QComboBox(this);
    name(m_modelB, "modelBCombo", tr("Network B"), tr("Network B: the lower row."));
    m_dataset = new QComboBox(this);
    name(m_dataset, "datasetCombo", tr("Data set"), tr("Where the pictures come from."));
    for (QComboBox* list : {m_modelA, m_modelB, m_dataset})
        ignoreWheelWithoutFocus(*list);
    m_previous = new QToolButton(this);
    m_previous->setArrowType(Qt::LeftArrow);
    name(m_previous, "previousDigitButton", tr("Previous digit"), tr("Previous digit ( [ )"));
    m_next = new QToolButton(this);
    m_next->setArrowType(Qt::RightArrow);
    name(m_next, "nextDigitButton", tr("Next digit"), tr("Next digit ( ] )"));
    m_random = new QToolButton(this);
    m_random->setText(tr("Random"));
    name(m_random, "randomDigitButton", tr("Random digit"), tr("A digit at random (R)"));
    m_position = new QSpinBox(this);
    ignoreWheelWithoutFocus(*m_position);
    m_position->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_position->setKeyboardTracking(false);
    m_position->setWrapping(true);
    m_position->setAlignment(Qt::AlignRight);
    name(m_position, "positionSpin", tr("Position in the data set"),
        tr("Number of the digit in its data set."));
    m_report = new QToolButton(this);
    m_report->setText(tr("Report\u2026"));
    name(m_report, "reportButton", tr("Report"),
        tr("Measure these networks under this attack and write a report (Ctrl+R)"));
    for (QToolButton* button : {m_previous, m_next, m_random, m_report})
        button->setFixedHeight(std::max(26, button->fontMetrics().height() + 8));
}

void SessionBar::layOut()
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 5, 4, 5);
    row->setSpacing(5);
    row->addWidget(label("modelALabel", tr("Model A"), m_modelA, this));
    row->addWidget(m_modelA);
    row->addSpacing(6);
    row->addWidget(m_compare);
    row->addWidget(m_modelB);
    row->addSpacing(4);
    row->addWidget(line("modelLine", this));
    row->addSpacing(4);
    row->addWidget(label("datasetLabel", tr("Data"), m_dataset, this));
    row->addWidget(m_dataset);
    row->addSpacing(6);
    row->addWidget(m_previous);
    row->addWidget(m_position);
    row->addWidget(m_next);
    row->addWidget(m_random);
    row->addStretch(1);
    row->addWidget(new StatusChip(m_client, this));
    row->addSpacing(4);
    row->addWidget(m_report);
    for (QComboBox* box : {m_modelA, m_modelB, m_dataset}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
        box->setMinimumWidth(kNarrowBox); // of a narrow window; the tip has the whole name
    }
}

void SessionBar::connectAll()
{
    connect(m_modelA, &QComboBox::activated, this,
        [this](int row) { m_session.setModelA(m_modelA->itemData(row, kIdRole).toString().toStdString()); });
    connect(m_modelB, &QComboBox::activated, this,
        [this](int row) { m_session.setModelB(m_modelB->itemData(row, kIdRole).toString().toStdString()); });
    connect(m_compare, &QCheckBox::toggled, &m_session, &SessionState::setComparing);
    connect(m_dataset, &QComboBox::activated, this, &SessionBar::onDatasetChosen);
    connect(m_position, &QSpinBox::valueChanged, &m_session, [this](int at) { m_session.setPosition(at); });
    connect(
        m_previous, &QToolButton::clicked, this, [this] { m_session.setPosition(m_session.position() - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_session.setPosition(m_session.position() + 1); });
    connect(m_random, &QToolButton::clicked, &m_session, &SessionState::setRandomPosition);
    connect(m_report, &QToolButton::clicked, this, &SessionBar::reportWanted);
    connect(&m_session, &SessionState::modelsChanged, this, &SessionBar::refreshModels);
    connect(&m_session, &SessionState::sampleChanged, this, &SessionBar::refreshSample);
    connect(&m_session, &SessionState::datasetChanged, this, &SessionBar::refreshDatasets);
    connect(&m_client, &EngineClient::modelPublished, this, &SessionBar::onModelPublished);
}

void SessionBar::refreshModels()
{
    const std::vector<ModelInfo> models = m_client.models();
    fill(*m_modelA, models, m_session.modelA());
    fill(*m_modelB, models, m_session.modelB());
    // Names are longer than the boxes.
    m_modelA->setToolTip(m_modelA->currentIndex() < 0
            ? QString()
            : tr("Network A, the upper row: %1").arg(m_modelA->currentData(Qt::ToolTipRole).toString()));
    m_modelB->setToolTip(m_modelB->currentIndex() < 0
            ? QString()
            : tr("Network B, the lower row: %1").arg(m_modelB->currentData(Qt::ToolTipRole).toString()));
    m_modelB->setEnabled(m_session.isComparing());
    const QSignalBlocker blocker(m_compare);
    m_compare->setChecked(m_session.isComparing());
}

void SessionBar::refreshSample()
{
    const QSignalBlocker blocker(m_position);
    const std::int64_t last = std::max<std::int64_t>(0, m_session.imageCount() - 1);
    m_position->setRange(0, static_cast<int>(std::min<std::int64_t>(last, std::numeric_limits<int>::max())));
    m_position->setSuffix(tr(" / %1").arg(text::count(m_session.imageCount())));
    m_position->setValue(static_cast<int>(m_session.position()));
}

void SessionBar::onModelPublished(const ModelPublished& event)
{
    Q_UNUSED(event)
    refreshModels();
}

void SessionBar::refreshDatasets()
{
    const QSignalBlocker blocker(m_dataset);
    m_dataset->clear();
    m_missing.clear();
    const QString current = QString::fromStdString(m_session.dataset().text);
    QString firstMissing;
    for (const DatasetInfo& info : m_client.datasets()) {
        addDataset(info);
        if (!info.isAvailable && firstMissing.isEmpty())
            firstMissing = QString::fromStdString(info.id);
    }
    if (!m_missing.isEmpty())
        m_dataset->addItem(tr("Get help\u2026"), QString());
    m_dataset->setCurrentIndex(m_dataset->findData(current));
    const QString what = m_dataset->currentIndex() < 0 ? current : m_dataset->currentText();
    const QString source = tr("Where the pictures come from: %1.").arg(what);
    const QString missing = tr(
        "What is grey in the list is not here; a command such as \"epsilonlab datasets fetch %1\" brings it.")
                                .arg(firstMissing);
    m_dataset->setToolTip(m_missing.isEmpty() ? source : text::joined(source, missing));
}

/// What is missing stays in the list, says so, and its reason is in the tip of its row and behind the last
/// entry.
void SessionBar::addDataset(const DatasetInfo& info)
{
    const QString title = text::ofCore(info.title);
    m_dataset->addItem(info.isAvailable ? title : tr("%1 \u2013 full set not found").arg(title),
        QString::fromStdString(info.id) + ":test");
    auto* item = qobject_cast<QStandardItemModel*>(m_dataset->model())->item(m_dataset->count() - 1);
    item->setEnabled(info.isAvailable);
    item->setToolTip(info.isAvailable ? tr("%1 test digit(s), %2.", "", text::forms(info.testCount))
                                            .arg(text::count(info.testCount), text::ofCore(info.location))
                                      : text::ofCore(info.reason));
    if (!info.isAvailable)
        m_missing << text::ofCore(info.title + ": " + info.reason);
}

void SessionBar::onDatasetChosen(int row)
{
    if (m_dataset->itemData(row).toString().isEmpty()) {
        Q_EMIT noteRaised(m_missing.join(' '));
        refreshDatasets(); // the box shows what is in use again, and what came meanwhile
        return;
    }
    m_session.setDataset(m_dataset->itemData(row).toString().toStdString());
}

} // namespace epsilonlab::ui
