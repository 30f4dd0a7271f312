// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_lens.h"

#include "api/error.h"
#include "client/engine_client.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "views/attack_display.h"
#include "views/lens_digit.h"
#include "views/lens_probes.h"
#include "views/train_recipe_parts.h"
#include "widgets/probe_strip.h"
#include "widgets/quiet_wheel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kResult = -1;
const char* const kCheckpoint = "checkpoint";

} // namespace

TrainLens::TrainLens(EngineClient& client, SessionState& session, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_session(session)
{
    setObjectName("trainLens");
    setAccessibleName(tr("Time machine"));
    createWidgets();
    layOut();
    hide();
    connect(m_scrubber, &QSlider::valueChanged, this, &TrainLens::onMoved);
    connect(m_further, &QToolButton::clicked, this, &TrainLens::stepAttack);
    connect(this, &TrainLens::attackStepsChanged, m_further, &QToolButton::setEnabled);
    connect(m_digits, &QToolButton::clicked, this, [this](bool isOn) {
        m_wish = isOn ? Wish::Digits : Wish::NoDigits;
        Q_EMIT digitsWanted();
    });
    connect(m_asA, &QToolButton::clicked, this, [this] { m_session.setModelA(m_network); });
    connect(&session, &SessionState::changed, this, [this] {
        m_isStale = true;
        if (m_isActive && !m_network.empty() && m_opening == 0)
            lookAtDigit();
    });
    connect(&client, &EngineClient::modelPublished, this, &TrainLens::onPublished);
    connect(&client, &EngineClient::jobFinished, this, &TrainLens::onFailed);
    connect(&client, &EngineClient::traceReady, this, &TrainLens::onTrace);
}

void TrainLens::createWidgets()
{
    m_title = train::makeText(*this, "timeMachineTitle", tr("Time machine"));
    m_title->setWordWrap(false);
    m_title->setText(tr("Time machine"));
    m_scrubber = new QSlider(Qt::Horizontal, this);
    ignoreWheelWithoutFocus(*m_scrubber);
    m_scrubber->setObjectName("timeMachineSlider");
    m_scrubber->setAccessibleName(tr("Epoch"));
    m_scrubber->setToolTip(tr(
        "The network as it was after each kept epoch, on the same digit, attack and \u03B5. At the right end it follows the run."));
    m_scrubber->setPageStep(1);
    m_words = train::makeText(*this, "timeMachineWords", tr("Epoch shown"));
    m_words->setWordWrap(false);
    m_digits = train::makeButton(*this, "timeMachineDigitsButton", tr("Digits"),
        tr("The digit of the Attack tab and ten probe digits; in a low window other things make room for them"));
    m_digits->setCheckable(true);
    m_further = train::makeButton(*this, "attackStepButton", tr("1 attack step"),
        tr("The attack on this digit, step by step from its start (F8)"));
    m_further->setEnabled(false);
    m_asA = train::makeButton(
        *this, "checkpointAsAButton", tr("As A"), tr("This network is network A of every tab"));
    m_details = new QWidget(this);
    m_details->setObjectName("timeMachineDetails");
    m_details->setAccessibleName(tr("What the network of this epoch makes of the digits"));
    m_digit = new LensDigit(m_details);
    m_probes = new ProbeStrip(m_details);
    m_probes->setStatusTip(tr(
        "Ten digits, each with the smallest \u03B5 that fools the network of this epoch: longer bars are better."));
    m_measuring = new LensProbes(m_client, *m_probes, this);
}

void TrainLens::layOut()
{
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_title);
    line->addWidget(m_scrubber, 1);
    line->addWidget(m_words);
    line->addWidget(m_digits);
    line->addWidget(m_further);
    line->addWidget(m_asA);
    auto* row = new QHBoxLayout(m_details);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_digit);
    row->addWidget(m_probes, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(line);
    column->addWidget(m_details);
}

void TrainLens::showDigits(bool areShown)
{
    m_digits->setChecked(areShown);
    m_details->setVisible(areShown);
}

int TrainLens::heightWith(bool digits) const
{
    const int line = std::max(m_asA->sizeHint().height(), m_asA->minimumHeight());
    return digits ? line + layout()->spacing() + m_details->sizeHint().height() : line;
}

void TrainLens::show(const TrainRecord& record)
{
    m_folder = record.request.runDirectory;
    m_name = QString::fromStdString(record.request.recipeName);
    m_epochs.clear();
    m_measuring->setDataset(record.request.dataset);
    m_shown = {};
    m_trace = {};
    m_step = kResult;
    Q_EMIT attackStepsChanged(false);
    const QSignalBlocker blocker(m_scrubber);
    m_scrubber->setRange(0, 0);
    for (const TrainingFlag& flag : record.flags)
        add(flag);
    setVisible(!m_epochs.empty());
}

void TrainLens::add(const TrainingFlag& flag)
{
    const int epoch = static_cast<int>(flag.epoch);
    if (flag.code != "checkpoint" || (!m_epochs.empty() && epoch <= m_epochs.back()))
        return;
    const bool isFollowing = m_scrubber->value() == m_scrubber->maximum();
    m_epochs.push_back(epoch);
    const QSignalBlocker blocker(m_scrubber);
    m_scrubber->setMaximum(static_cast<int>(m_epochs.size()) - 1);
    setVisible(true);
    if (!isFollowing)
        return;
    m_scrubber->setValue(m_scrubber->maximum());
    onMoved();
}

int TrainLens::epoch() const
{
    return m_epochs.empty() ? 0 : m_epochs[static_cast<std::size_t>(m_scrubber->value())];
}

void TrainLens::setActive(bool isActive)
{
    m_isActive = isActive;
    m_measuring->setActive(isActive);
    Q_EMIT attackStepsChanged(isActive && display::lastStep(m_trace) > 0);
    if (isActive && m_isStale && !m_epochs.empty())
        fetch();
}

void TrainLens::onMoved()
{
    refreshWords();
    m_isStale = true;
    if (m_isActive)
        fetch();
}

void TrainLens::fetch()
{
    // Also the newest epoch of a run that goes on: the network in training is another one a batch later.
    m_probes->setOutdated();
    OpenModelRequest request;
    request.path = m_folder / "checkpoints"
        / QStringLiteral("epoch-%1.safetensors").arg(epoch(), 3, 10, QLatin1Char('0')).toStdString();
    request.publishAs = kCheckpoint;
    request.publishName = tr("%1, epoch %2").arg(m_name).arg(epoch()).toStdString();
    m_opening = m_client.open(request);
}

void TrainLens::onPublished(const ModelPublished& event)
{
    if (event.id != m_opening || m_opening == 0)
        return;
    m_opening = 0;
    m_network = kCheckpoint;
    look();
}

void TrainLens::onFailed(const JobFinished& event)
{
    if (event.id != m_opening || m_opening == 0 || !event.failure)
        return;
    m_opening = 0;
    m_words->setText(tr("epoch %1 cannot be opened").arg(epoch()));
    m_words->setToolTip(text::ofCore(event.failure->message));
}

void TrainLens::look()
{
    if (m_network.empty() || m_opening != 0)
        return;
    m_isStale = false;
    lookAtDigit();
    m_measuring->measure(m_network);
}

void TrainLens::lookAtDigit()
{
    PreviewRequest request = m_session.previewRequest();
    request.modelIds = {m_network};
    m_looking = m_client.trace(request); // a preview would be heard by everything that shows the Attack tab's
}

Figure TrainLens::probesOnPaper() const
{
    const std::vector<ProbeRow> rows = m_probes->rows();
    if (rows.empty())
        throw Error(ErrorCode::BadParameter,
            tr("The probe digits are still being measured, so there is no figure of them yet. Wait until each has its value.")
                .toStdString());
    const QString network = QStringLiteral("%1, epoch %2, %3")
                                .arg(m_name)
                                .arg(epoch())
                                .arg(QString::fromStdString(m_measuring->dataset().text));
    return probesFigure(rows, network, m_probes->largest());
}

void TrainLens::onTrace(const TraceResult& trace)
{
    if (m_looking != 0 && trace.id > m_looking) {
        // The engine keeps the newest question alone: that one took the place of this one.
        m_isStale = !m_isActive;
        if (m_isActive)
            lookAtDigit();
    }
    if (trace.id != m_looking || trace.preview.models.empty())
        return;
    m_looking = 0;
    m_shown = trace.preview;
    m_shown.id = trace.id;
    m_trace = trace;
    showDigit();
    Q_EMIT attackStepsChanged(m_isActive && display::lastStep(m_trace) > 0);
    refreshWords();
}

void TrainLens::stepAttack()
{
    if (display::lastStep(m_trace) == 0)
        return;
    ++m_step;
    showDigit();
}

void TrainLens::showDigit()
{
    if (m_step >= display::lastStep(m_trace))
        m_step = kResult;
    if (m_step == kResult)
        m_digit->showResult(m_shown, m_session.sampleTitle());
    else
        m_digit->showStep(m_trace, m_step);
}

void TrainLens::refreshWords()
{
    m_words->setToolTip({});
    m_words->setText(m_epochs.empty() ? QString() : tr("epoch %1 of %2").arg(epoch()).arg(m_epochs.back()));
}

} // namespace epsilonlab::ui
