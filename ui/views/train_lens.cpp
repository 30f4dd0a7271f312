// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/train_lens.h"

#include "api/error.h"
#include "client/engine_client.h"
#include "shell/session_state.h"
#include "text/core_text.h"
#include "views/attack_display.h"
#include "views/lens_digit.h"
#include "views/lens_probes.h"
#include "widgets/probe_strip.h"

#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr int kResult = -1;
constexpr int kPatienceMs = 150; // interface.md, section 6: what takes less shows nothing
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
    m_late.setSingleShot(true);
    m_late.setInterval(kPatienceMs);
    connect(&m_late, &QTimer::timeout, this, &TrainLens::forgetDigit);
    connect(m_scrubber, &QSlider::valueChanged, this, &TrainLens::onMoved);
    connect(m_further, &QToolButton::clicked, this, &TrainLens::stepAttack);
    connect(this, &TrainLens::attackStepsChanged, m_further, &QToolButton::setEnabled);
    connect(m_digits, &QToolButton::clicked, this, [this](bool isOn) {
        m_wish = isOn ? Wish::Digits : Wish::NoDigits;
        Q_EMIT digitsWanted();
    });
    connect(m_asA, &QToolButton::clicked, this, [this] { m_session.setModelA(m_network); });
    connect(&session, &SessionState::changed, this, [this] {
        m_isDigitStale = true;
        if (m_isActive)
            lookAtDigit();
    });
    connect(&client, &EngineClient::modelPublished, this, &TrainLens::onPublished);
    connect(&client, &EngineClient::jobFinished, this, &TrainLens::onFailed);
    connect(&client, &EngineClient::traceReady, this, &TrainLens::onTrace);
    connect(&client, &EngineClient::traceFailed, this, &TrainLens::onTraceFailed);
}

void TrainLens::show(const TrainRecord& record)
{
    if (m_opening != 0)
        m_client.stop(std::exchange(m_opening, 0));
    forget();
    m_folder = record.request.runDirectory;
    m_name = QString::fromStdString(record.request.recipeName);
    m_measuring->setDataset(record.request.dataset);
    m_epochs.clear();
    for (const TrainingFlag& flag : record.flags)
        take(flag);
    const QSignalBlocker blocker(m_scrubber);
    m_scrubber->setRange(0, std::max(0, static_cast<int>(m_epochs.size()) - 1));
    m_scrubber->setValue(m_scrubber->maximum());
    setVisible(!m_epochs.empty());
    if (!m_epochs.empty())
        onMoved(); // to the newest alone, however many there are
}

bool TrainLens::take(const TrainingFlag& flag)
{
    const int epoch = static_cast<int>(flag.epoch);
    if (flag.code != "checkpoint" || (!m_epochs.empty() && epoch <= m_epochs.back()))
        return false;
    m_epochs.push_back(epoch);
    return true;
}

void TrainLens::add(const TrainingFlag& flag)
{
    const bool isFollowing = m_scrubber->value() == m_scrubber->maximum();
    if (!take(flag))
        return;
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
    Q_EMIT attackStepsChanged(isActive && display::lastStep(m_trace) > 0);
    if (isActive && m_isStale && !m_epochs.empty())
        fetch();
    else if (isActive && m_isDigitStale)
        lookAtDigit();
    m_measuring->setActive(isActive);
}

void TrainLens::forget()
{
    m_network.clear();
    m_asA->setEnabled(false);
    m_looking = 0;
    forgetDigit();
}

void TrainLens::forgetDigit()
{
    m_late.stop();
    m_shown = {};
    m_trace = {};
    m_step = kResult;
    m_digit->clear();
    Q_EMIT attackStepsChanged(false);
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
    if (m_opening != 0)
        m_client.stop(m_opening); // of a drag only the last one counts
    m_measuring->abandon();
    m_looking = 0; // what is on its way is about another epoch
    if (!m_late.isActive())
        m_late.start(); // a drag must not put it off
    m_asA->setEnabled(false);
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
    m_asA->setEnabled(true);
    look();
}

void TrainLens::onFailed(const JobFinished& event)
{
    if (event.id != m_opening || m_opening == 0 || !event.failure)
        return;
    m_opening = 0;
    forget();
    const QString sentence = text::ofCore(event.failure->message);
    m_words->setText(tr("epoch %1 cannot be opened").arg(epoch()));
    m_words->setToolTip(sentence);
    m_measuring->giveUp(sentence);
}

void TrainLens::look()
{
    m_isStale = false;
    lookAtDigit();
    m_measuring->measure(m_network);
}

void TrainLens::lookAtDigit()
{
    if (m_network.empty() || m_opening != 0)
        return; // as soon as it is there
    m_isDigitStale = false;
    PreviewRequest request = m_session.previewRequest();
    request.modelIds = {m_network};
    m_looking = m_client.trace(request); // a preview would be heard by everything that shows the Attack tab's
}

Figure TrainLens::probesOnPaper() const
{
    const std::vector<ProbeRow> rows = m_probes->rows();
    if (!m_probes->problem().isEmpty())
        throw Error(ErrorCode::BadParameter, m_probes->problem().toStdString());
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

/// The engine keeps the newest question alone.
bool TrainLens::askAgainAfter(RequestId other)
{
    if (m_looking == 0 || other <= m_looking)
        return false;
    m_isDigitStale = true;
    if (m_isActive)
        lookAtDigit();
    return true;
}

void TrainLens::onTraceFailed(const TraceFailed& event)
{
    if (askAgainAfter(event.id) || m_looking == 0 || event.id != m_looking)
        return;
    m_looking = 0;
    forgetDigit();
    m_digit->showProblem(text::ofCore(event.failure.message));
}

void TrainLens::onTrace(const TraceResult& trace)
{
    if (askAgainAfter(trace.id) || trace.id != m_looking || trace.preview.models.empty())
        return;
    m_looking = 0;
    m_late.stop();
    m_shown = trace.preview;
    m_shown.id = trace.id;
    m_trace = trace;
    showDigit();
    Q_EMIT attackStepsChanged(m_isActive && display::lastStep(m_trace) > 0);
    refreshWords();
}

void TrainLens::stepAttack()
{
    if (display::lastStep(m_trace) == 0 || m_late.isActive())
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
