// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tour_steps.h"

#include "shell/main_window.h"
#include "shell/session_state.h"
#include "views/along_panel.h"
#include "views/train_run.h"
#include "views/train_view.h"

#include <QAction>
#include <QObject>

namespace epsilonlab::ui {

namespace {

constexpr double kSmallest = 0.05; // below it there is nothing to see of noise or of a target

struct Scene
{
    MainWindow& window;
    SessionState& session;

    QAction* noise() const { return window.findChild<QAction*>(QStringLiteral("noiseAction")); }

    void setNoise(bool isShown) const
    {
        if (noise()->isChecked() != isShown)
            noise()->setChecked(isShown);
    }

    void atLeastSmall() const
    {
        if (session.epsilon() < kSmallest)
            session.setEpsilon(SessionState::kFirstEpsilon);
    }

    bool hasTarget() const
    {
        const auto target = session.attack().values.find("target");
        const std::string word
            = target == session.attack().values.end() ? std::string() : std::get<std::string>(target->second);
        return !word.empty() && word.front() >= '0' && word.front() <= '9';
    }
};

const QString kAttack = QStringLiteral("attack"), kTrain = QStringLiteral("train");

std::vector<TourStep> firstSteps(const Scene& scene)
{
    return {
        {kAttack, QStringLiteral("attackRowA"),
            QObject::tr(
                "The same digit for two networks, and the same tiny change. A is fooled by it; B, below, reads it rightly."),
            [scene] {
                scene.session.restore(scene.session.firstSession());
                scene.setNoise(false);
            },
            {}},
        {kAttack, QStringLiteral("epsilonControl"),
            QObject::tr(
                "Drag \u03B5 to 0: without a change both are right. The ribbon below predicts where each network breaks (\u25C6)."),
            {}, [scene] { return scene.session.epsilon() == 0.0; }},
        {kAttack, QStringLiteral("noisePanel"),
            QObject::tr(
                "Press N: a random change of the same size. Usually neither is fooled: the direction does it, not the size."),
            [scene] { scene.atLeastSmall(); }, [scene] { return scene.noise()->isChecked(); }},
        {kAttack, QStringLiteral("changeTileA"),
            QObject::tr(
                "The change alone: orange pixels were made lighter, blue ones darker. Point at one to read its value in all pictures."),
            [scene] { scene.setNoise(false); }, {}},
        {kAttack, QStringLiteral("probabilityBarsA"),
            QObject::tr(
                "Click a bar, or press a digit key: the attack now wants that class. A miss is called MISSED, never a success."),
            [scene] { scene.atLeastSmall(); }, [scene] { return scene.hasTarget(); }},
    };
}

std::vector<TourStep> lastSteps(const Scene& scene)
{
    return {
        {kAttack, QStringLiteral("attackCombo"),
            QObject::tr(
                "Choose PGD here, or press A until it is there: the same step, taken again and again, each time a small one."),
            {}, [scene] { return scene.session.attack().attackId == "pgd"; }},
        {kAttack, QStringLiteral("alongPanel"),
            QObject::tr(
                "Every step of the attack. Drag the scrubber or press \u201c,\u201d: the pictures show that step, and the loss climbs with it."),
            [scene] { scene.atLeastSmall(); },
            [scene] {
                const auto* along = scene.window.findChild<AlongPanel*>();
                return along->lastStep() > 0 && !along->isAtEnd();
            }},
        {kAttack, QStringLiteral("attackRowA"),
            QObject::tr(
                "Press D and draw a digit of your own: it is attacked while you draw. Or drop a picture on the window."),
            {}, [scene] { return scene.session.isOwnPicture(); }},
        {kTrain, QStringLiteral("trainButton"),
            QObject::tr(
                "Here a network learns, also against attacks. Train starts it; pause, single batches and another learning rate work at any "
                "moment, and a run goes on after the tour."),
            {}, [scene] { return qobject_cast<TrainView*>(scene.window.view(kTrain))->run().isActive(); }},
        {kAttack, QStringLiteral("reportButton"),
            QObject::tr(
                "A report measures what you see, with n, attack, \u03B5 and interval; F1 explains, and the key ? lists all keys. Finish, and "
                "everything is as it was before the tour."),
            {}, {}},
    };
}

} // namespace

std::vector<TourStep> tourSteps(MainWindow& window, SessionState& session)
{
    const Scene scene{window, session};
    std::vector<TourStep> steps = firstSteps(scene);
    for (TourStep& step : lastSteps(scene))
        steps.push_back(std::move(step));
    return steps;
}

} // namespace epsilonlab::ui
