// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/engine_client.h"
#include "views/view.h"

namespace epsilonlab::ui {

class ActionStrip;
class ComparePanel;
class LiveNetwork;
class RunFollower;
class RunList;
class RunOffer;
class TrainFigures;
class TrainFiles;
class TrainLens;
class TrainPlots;
class TrainRecipe;
class TrainRun;
class TrainTransport;

/// The second tab: a recipe, a run, its curves. Only the learning rate reaches a run that goes on; every
/// other change asks once whether a new run shall begin, and none resets silently.
class TrainView : public View
{
    Q_OBJECT

public:
    TrainView(EngineClient& client, SessionState& session, QWidget* parent = nullptr);

    void setActive(bool isActive) override;
    QString explanation() const override;
    QList<QAction*> menuActions() const override;
    QList<FigureOffer> figures() override;
    bool opens(const QString& path) const override; ///< run folders
    void open(const QString& path) override;

    void takeOver(View& earlier) override;

    const TrainRun& run() const { return *m_run; }
    const RunList& runs() const { return *m_runs; }
    void setComparing(bool isComparing);

    TrainFiles* files() const { return m_files; }

private:
    void createWidgets();
    void layOut();
    void connectTransport();
    void connectRecipe();
    void connectRun();
    void connectComparison();
    static QString comparisonExplained();
    void openBeside(const QString& path);
    void startNew(bool isPaused);
    void trainOrPause();
    void step(void (TrainRun::*act)());
    void onBegun();
    void showRun();
    void onStateChanged();
    void sayWhereItIs();
    void onEdited();
    void onLearningRate(double lr);
    void withdrawQuestion();
    void onFlag(const TrainingFlag& flag);
    void tellAlarms(); ///< of a run that was opened, to the log
    void showAlarms();
    void onRunRead(const RunRecord& run);
    void onRunGrown(const RunRecord& run);
    void onRunUnread(const QString& sentence, const QString& detail);
    void sayHowItStands(const RunInfo& run); ///< of one that is not trained here
    void refreshDifference();
    void refreshFigures();

    TrainRun* m_run = nullptr;
    RunFollower* m_follower = nullptr;
    TrainFiles* m_files = nullptr;
    TrainRecipe* m_recipe = nullptr;
    TrainTransport* m_transport = nullptr;
    ActionStrip* m_strip = nullptr;
    LiveNetwork* m_live = nullptr;
    RunOffer* m_offer = nullptr;
    TrainFigures* m_figures = nullptr;
    TrainPlots* m_plots = nullptr;
    TrainLens* m_lens = nullptr;
    RunList* m_runs = nullptr;
    ComparePanel* m_comparison = nullptr;
    QWidget* m_single = nullptr; ///< everything about the one run
    bool m_wasOpened = false;
    bool m_hasAsked = false; ///< about changes during the run that goes on
    QString m_question; ///< the one about them, as it was asked last
    QString m_unread; ///< why the run that is followed could not be read again
};

} // namespace epsilonlab::ui
