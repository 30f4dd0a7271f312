// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/attack_view.h"

#include "shell/session_state.h"
#include "views/attack_board.h"
#include "views/attack_panel.h"
#include "widgets/epsilon_control.h"
#include "widgets/hold_key.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace epsilonlab::ui {

namespace {

constexpr int kIntroMs = 1500;
constexpr int kFrameMs = 16;

QString measuredText(const PreviewResult& result)
{
    if (result.models.empty())
        return {};
    const bool isL2 = textValue(result.request.attack.values, "norm") == "l2";
    const QLocale locale;
    QStringList parts;
    for (std::size_t i = 0; i < result.models.size(); ++i) {
        const Distances& distances = result.models[i].distances;
        parts << (i == 0 ? QStringLiteral("A ") : QStringLiteral("B "))
                + locale.toString(isL2 ? distances.l2 : distances.linf, 'f', 3);
    }
    return AttackView::tr("measured %1").arg(parts.join(QStringLiteral("  ")));
}

} // namespace

AttackView::AttackView(EngineClient& client, SessionState& session, QWidget* parent)
    : View(client, session, parent)
{
    createWidgets();
    layOut();
    connectAll();
    refreshFromSession();
}

void AttackView::createWidgets()
{
    m_board = new AttackBoard(this);
    m_board->setObjectName("attackBoard");
    m_epsilon = new EpsilonControl(this);
    m_epsilon->setObjectName("epsilonControl");
    m_panel = new AttackPanel(session(), this);
    m_panel->setObjectName("attackPanel");
    m_problem = new QLabel(this);
    m_problem->setObjectName("attackProblemLabel");
    m_problem->setAccessibleName(tr("Problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_intro.setInterval(kFrameMs);
    setFocusPolicy(Qt::StrongFocus);
}

void AttackView::layOut()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(m_board, 1);
    column->addWidget(m_epsilon);
    column->addWidget(m_panel);
    column->addWidget(m_problem);
}

void AttackView::connectAll()
{
    connect(&session(), &SessionState::changed, this, &AttackView::request);
    connect(&session(), &SessionState::changed, this, &AttackView::refreshFromSession);
    connect(&client(), &EngineClient::previewReady, this, &AttackView::show);
    connect(&client(), &EngineClient::previewFailed, this,
        [this](const PreviewFailed& event) { showProblem(QString::fromStdString(event.failure.message)); });
    connect(&client(), &EngineClient::modelPublished, this, [this](const ModelPublished& event) {
        const auto models = session().activeModels();
        if (std::find(models.begin(), models.end(), event.model.id) != models.end())
            request();
    });
    connect(m_epsilon, &EpsilonControl::epsilonEdited, this, [this](double epsilon) {
        endIntro();
        session().setEpsilon(epsilon);
    });
    connect(m_epsilon, &EpsilonControl::rejected, this, &AttackView::showProblem);
    connect(m_epsilon, &EpsilonControl::corrected, m_problem, &QWidget::hide);
    connect(m_panel, &AttackPanel::rejected, this, &AttackView::showProblem);
    connect(m_panel, &AttackPanel::corrected, m_problem, &QWidget::hide);
    connect(m_board, &AttackBoard::readOut, this, &View::messageRaised);
    connect(m_board, &AttackBoard::classClicked, this,
        [this](int index) { session().setTarget(std::to_string(index)); });
    connect(&m_intro, &QTimer::timeout, this, &AttackView::advanceIntro);
    auto* blink = new HoldKey(Qt::Key_C, this);
    connect(blink, &HoldKey::held, m_board, &AttackBoard::setBlinking);
}

void AttackView::setActive(bool isActive)
{
    View::setActive(isActive);
    if (isActive && m_isStale)
        request();
}

void AttackView::refreshFromSession()
{
    m_epsilon->setNorm(session().isL2());
    m_epsilon->setEpsilon(session().epsilon());
    m_board->setComparing(session().isComparing());
    const LabelledImage& sample = session().sample();
    m_board->setSampleTitle(tr("image %1").arg(sample.index));
}

void AttackView::request()
{
    m_isStale = !isActive();
    if (m_isStale || session().sample().image.isEmpty())
        return;
    m_board->setUpdating(true);
    m_lastRequest = client().preview(session().previewRequest());
}

void AttackView::show(const PreviewResult& result)
{
    const bool isOlder = result.id < m_shown.id;
    if (isOlder || result.models.empty())
        return;
    m_shown = result;
    m_problem->hide();
    m_board->showResult(result);
    m_board->setUpdating(result.id < m_lastRequest);
    const auto epsilon = result.request.attack.values.find("epsilon");
    if (epsilon != result.request.attack.values.end())
        m_epsilon->showResult(std::get<double>(epsilon->second), measuredText(result), result.tier == PreviewTier::Quick);
    Q_EMIT resultShown(result);
}

void AttackView::showProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void AttackView::playIntro()
{
    m_introEpsilon = session().epsilon();
    m_introClock.start();
    m_intro.start();
    for (QWidget* child : findChildren<QWidget*>())
        child->installEventFilter(this);
    session().setEpsilon(0.0);
}

void AttackView::advanceIntro()
{
    const double part = std::min(1.0, static_cast<double>(m_introClock.elapsed()) / kIntroMs);
    if (part >= 1.0)
        endIntro();
    else
        session().setEpsilon(part * m_introEpsilon);
}

void AttackView::endIntro()
{
    if (!m_intro.isActive())
        return;
    m_intro.stop();
    session().setEpsilon(m_introEpsilon);
}

bool AttackView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress)
        endIntro();
    return View::eventFilter(watched, event);
}

void AttackView::keyPressEvent(QKeyEvent* event)
{
    endIntro();
    m_epsilon->handleKey(event);
}

} // namespace epsilonlab::ui
