// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"
#include "api/trace.h"
#include "figures/figure.h"
#include "views/train_record.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace epsilonlab::ui {

class EngineClient;
class LensDigit;
class LensProbes;
class ProbeStrip;
class SessionState;

/// The time machine: one scrubber over the kept epochs of a run. At each, the digit of the session under its
/// attack and epsilon, and ten probe digits with the smallest epsilon that fools the network of that epoch.
/// At its end it follows the run. Hidden until an epoch was kept; asks for nothing while the tab is in the
/// back.
class TrainLens : public QWidget
{
    Q_OBJECT

public:
    /// About the digits below the scrubber: shown where there is room for them, until somebody says
    /// otherwise.
    enum class Wish { WhereThereIsRoom, Digits, NoDigits };

    TrainLens(EngineClient& client, SessionState& session, QWidget* parent = nullptr);

    Wish wish() const { return m_wish; }
    void showDigits(bool areShown); ///< whoever knows the room decides
    int heightWith(bool digits) const;

    void show(const TrainRecord& record); ///< another run
    void add(const TrainingFlag& flag);
    void setActive(bool isActive);

    int epoch() const; ///< the scrubber is at; 0: none was kept
    const PreviewResult& shown() const { return m_shown; } ///< the result of the attack
    int attackStep() const { return m_step; } ///< that the digit shows; negative: the result
    ProbeStrip& probes() const { return *m_probes; }
    Figure probesOnPaper() const; ///< throws Error while they are measured

public Q_SLOTS:
    void stepAttack(); ///< from the result to the start, then on step by step until the result

Q_SIGNALS:
    void attackStepsChanged(bool areThere);
    void digitsWanted(); ///< or not any more: wish() is new

private:
    void createWidgets();
    void layOut();
    void onMoved();
    void onPublished(const ModelPublished& event);
    void onFailed(const JobFinished& event);
    void onTrace(const TraceResult& trace);
    void onTraceFailed(const TraceFailed& event);
    bool askAgainAfter(RequestId other); // true: that trace took the place of this one
    bool take(const TrainingFlag& flag); // true: it is about another epoch that was kept
    void forget(); // the network, and what it made of the digits
    void forgetDigit(); // what it made of that of the Attack tab
    void fetch(); // the network at the scrubber
    void look(); // what it makes of the digits
    void lookAtDigit();
    void showDigit();
    void refreshWords();

    EngineClient& m_client;
    SessionState& m_session;
    bool m_isActive = false;
    bool m_isStale = false, m_isDigitStale = false; ///< the network; what it made of the digit
    std::filesystem::path m_folder;
    QString m_name;
    std::vector<int> m_epochs; ///< kept ones, ascending
    std::string m_network; ///< id of what is shown; empty: nothing yet
    RequestId m_opening = 0, m_looking = 0;
    PreviewResult m_shown;
    TraceResult m_trace; ///< of what is shown
    int m_step = -1;
    QTimer m_late; ///< runs while what is shown is of the epoch before
    QSlider* m_scrubber = nullptr;
    QLabel *m_title = nullptr, *m_words = nullptr;
    QToolButton *m_further = nullptr, *m_asA = nullptr, *m_digits = nullptr;
    Wish m_wish = Wish::WhereThereIsRoom;
    QWidget* m_details = nullptr;
    LensDigit* m_digit = nullptr;
    ProbeStrip* m_probes = nullptr;
    LensProbes* m_measuring = nullptr;
};

} // namespace epsilonlab::ui
