// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"
#include "api/requests.h"
#include "shell/session_memory.h"

#include <QObject>

namespace epsilonlab::ui {

class EngineClient;

/// What all views share: the two networks, the digit, the attack. One number, one place: epsilon here is the
/// epsilon of every view. Setters do nothing where nothing changes. Values handed in are valid; controls
/// check before they call.
class SessionState : public QObject
{
    Q_OBJECT

public:
    /// The digit of the first start: network A flips near 0.1 and B survives 0.25.
    static constexpr std::int64_t kFirstDigit = 44;
    static constexpr double kFirstEpsilon = 0.15;

    explicit SessionState(EngineClient& client, QObject* parent = nullptr);

    const std::string& modelA() const { return m_modelA; }
    const std::string& modelB() const { return m_modelB; }
    bool isComparing() const { return m_isComparing; }
    std::vector<std::string> activeModels() const; ///< A, and B if compared

    const DatasetSpec& dataset() const { return m_dataset; }
    std::int64_t imageCount() const { return m_imageCount; }
    std::int64_t position() const { return m_position; }
    const LabelledImage& sample() const { return m_sample; }
    bool isOwnPicture() const
    {
        return m_isOwnPicture;
    } ///< the sample is not the data set's image at position()
    QString sampleTitle() const; ///< "image 44", or the name of a person's own picture

    std::vector<std::string> classNames() const; ///< of the data set; empty if it names none

    const AttackSettings& attack() const { return m_attack; } ///< complete: every parameter has its value
    double epsilon() const { return m_epsilon; }
    bool isEpsilonUsed() const; ///< false: the attack finds its own distance, or no ball bounds it
    double largestEpsilon() const; ///< 0.5 in L-infinity, 6 in L2, 50 in L1

    PreviewRequest previewRequest() const;

    const SessionView& view() const { return m_view; }

    Session session() const; ///< all of it as a value; the networks by their ids alone
    /// Networks must be known to the engine by their ids. Where the data set is not open, the present one
    /// stays and the digit is shown from the session's own pixels. The view stays as it is.
    void restore(const Session& session);
    Session firstSession() const; ///< what the first start shows

    using Memory = SessionMemory;
    Memory memory() const { return {session(), m_valuesByAttack, m_pictureName}; }
    void recall(const Memory& memory);

public Q_SLOTS:
    void setModelA(const std::string& id);
    void setModelB(const std::string& id);
    void setComparing(bool isComparing);
    void setDataset(const std::string& text); ///< opened by the engine first; sampleChanged() follows
    void setPosition(std::int64_t position); ///< wraps around at both ends
    void setRandomPosition();
    void showPicture(const epsilonlab::LabelledImage& picture, const QString& name); ///< until another digit
                                                                                     ///< is chosen
    void setAttack(const std::string& attackId); ///< keeps epsilon, norm and target; each attack remembers
                                                 ///< the rest
    void setParameter(const std::string& id, const epsilonlab::ParameterValue& value);
    void setEpsilon(double epsilon);
    void setTarget(const std::string& target); ///< the target already set is taken back: untargeted
    void setSeed(quint64 seed);
    void setView(const epsilonlab::SessionView& view);
    void resetAttack(); ///< the attack's own defaults, epsilon stays

Q_SIGNALS:
    void modelsChanged();
    void sampleChanged();
    void datasetChanged();
    void datasetFailed(const QString& sentence);
    void attackChanged(); ///< another attack, or any of its values but epsilon
    void epsilonChanged(double epsilon);
    void viewChanged(); ///< no part of changed(): nothing is to be computed
    /// After any of the above: what is shown is to be computed again.
    void changed();

private:
    void onDatasetOpened(const DatasetOpened& event);
    void onJobFinished(const JobFinished& event);
    void showImage(std::int64_t position);
    void adoptAttack(const std::string& attackId, const ParameterSet& remembered);
    void fitToRanges(); ///< values whose range hangs on another's word
    void fitEpsilon(double wasLargest); ///< to the scale of the norm, where that changed

    EngineClient& m_client;
    std::string m_modelA = "standard", m_modelB = "robust";
    bool m_isComparing = true;
    DatasetSpec m_dataset;
    RequestId m_opening = 0; ///< the data set that was asked for last; older answers are ignored
    std::int64_t m_imageCount = 0;
    std::int64_t m_position = kFirstDigit;
    LabelledImage m_sample;
    bool m_isOwnPicture = false;
    QString m_pictureName;
    AttackSettings m_attack;
    double m_epsilon = kFirstEpsilon; ///< also while an attack does not use it
    std::map<std::string, ParameterSet> m_valuesByAttack;
    SessionView m_view;
};

} // namespace epsilonlab::ui
