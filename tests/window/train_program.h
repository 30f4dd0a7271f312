// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/catalogue.h"
#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "views/train_recipe.h"
#include "views/train_run.h"
#include "views/train_view.h"
#include "widgets/action_strip.h"
#include "widgets/number_edit.h"
#include "widgets/plot_panel.h"

#include <QTest>
#include <QToolButton>

namespace epsilonlab::ui {

constexpr int kTimeoutMs = 60000; // a machine shared by many builds
constexpr std::int64_t kStepsPerEpoch = 5;

/// 500 images to train on in batches of 100, 100 held out.
inline TrainRequest tiny(std::int64_t epochs)
{
    TrainRequest request;
    request.recipe = completed(catalogue::recipeParametersFor("fgsm-rs"),
        {{"architecture", std::string("mlp")}, {"objective", std::string("fgsm-rs")}, {"epochs", epochs},
            {"batch-size", std::int64_t{100}}, {"train-limit", std::int64_t{600}},
            {"validation", std::int64_t{100}}, {"epsilon", 0.1}});
    request.recipeName = "tiny";
    request.dataset.text = "sample";
    return request;
}

/// The program with the Train tab in front and a recipe of a few milliseconds a batch in its form.
struct Program
{
    Engine engine;
    EngineClient client{engine};
    SessionState session{client};
    MainWindow window{client, session};
    std::vector<TrainingPoint> points; // what the engine said, of whatever run

    explicit Program(std::int64_t epochs = 2, QSize size = {1280, 800})
    {
        QObject::connect(&client, &EngineClient::trainingPoint, &window,
            [this](const TrainingPointEvent& event) { points.push_back(event.point); });
        window.resize(size);
        window.show();
        window.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&window)); // or its shortcuts are deaf
        window.showView("train");
        find<TrainRecipe>("trainRecipe").showRequest(tiny(epochs));
    }

    template <class Widget> Widget& find(const char* name)
    {
        auto* found = window.findChild<Widget*>(QLatin1String(name));
        if (!found)
            qFatal("no widget \"%s\"", name);
        return *found;
    }

    TrainView& view() { return *qobject_cast<TrainView*>(window.view("train")); }
    const TrainRun& run() { return view().run(); }
    PlotPanel& loss() { return find<PlotPanel>("lossPlot"); }
    ActionStrip& strip() { return find<ActionStrip>("trainStrip"); }
    void click(const char* button) { QTest::mouseClick(&find<QToolButton>(button), Qt::LeftButton); }

    void type(const char* edit, const char* text)
    {
        auto& field = find<NumberEdit>(edit);
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(&field, QLatin1String(text));
        QTest::keyClick(&field, Qt::Key_Return);
    }
};

inline bool isIn(const Program& program, TrainState state)
{
    return const_cast<Program&>(program).run().state() == state;
}

} // namespace epsilonlab::ui
