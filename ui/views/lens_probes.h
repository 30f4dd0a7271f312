// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/events.h"
#include "api/sweep.h"

#include <QObject>

#include <string>
#include <vector>

namespace epsilonlab::ui {

class EngineClient;
class ProbeStrip;

/// Measures the smallest epsilon that fools a network on one digit of each class, one after the other, and
/// shows it on a strip. The digits are of the test part of the data set, or of the set itself if it has none.
class LensProbes : public QObject
{
    Q_OBJECT

public:
    LensProbes(EngineClient& client, ProbeStrip& strip, QObject* parent = nullptr);

    void setDataset(const DatasetSpec& trained);
    const DatasetSpec& dataset() const { return m_source; } ///< of the digits
    void setActive(bool isActive); ///< false: the digit that is being measured is the last one
    void measure(const std::string& network); ///< all of them, from the first
    void abandon(); ///< what is shown belongs to another network from now on
    void giveUp(const QString& sentence); ///< the same, and why there will be nothing else

private:
    void onDatasetOpened(const DatasetOpened& event);
    void onFinished(const JobFinished& event);
    void onSwept(const SweepResult& result);
    void open();
    void takeDigits();
    void ask();
    void goOn(); // with the digit it is at

    EngineClient& m_client;
    ProbeStrip& m_strip;
    bool m_isActive = false;
    std::vector<std::string> m_candidates; ///< for the images, the best first
    std::size_t m_candidate = 0;
    QString m_failure; ///< of the data set itself
    DatasetSpec m_source;
    std::string m_network;
    std::vector<LabelledImage> m_digits;
    std::size_t m_digit = 0; ///< the one being measured
    RequestId m_opening = 0, m_sweep = 0;
};

} // namespace epsilonlab::ui
