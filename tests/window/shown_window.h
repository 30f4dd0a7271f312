// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"
#include "shell/main_window.h"
#include "shell/session_state.h"
#include "views/attack_view.h"

#include <QLabel>

constexpr int kTimeoutMs = 20000; ///< a machine shared by many builds

/// The whole window with an engine of its own, at its usual size.
struct ShownWindow
{
    epsilonlab::Engine engine;
    epsilonlab::ui::EngineClient client{engine};
    epsilonlab::ui::SessionState session{client};
    epsilonlab::ui::MainWindow window{client, session};

    ShownWindow()
    {
        window.resize(1280, 800);
        window.show();
    }

    epsilonlab::ui::AttackView& attack()
    {
        return *qobject_cast<epsilonlab::ui::AttackView*>(window.view("attack"));
    }
    QString sentence()
    {
        return window.findChild<QLabel*>("decisionSentence")->text();
    } ///< on the strip across the window

    bool isSettled()
    {
        const epsilonlab::PreviewResult& shown = attack().shownResult();
        return shown.id != 0 && shown.id == attack().lastRequest()
            && shown.tier == epsilonlab::PreviewTier::Final;
    }
};
