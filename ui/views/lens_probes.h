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
/// shows it on a strip.
class LensProbes : public QObject
{
    Q_OBJECT

public:
    LensProbes(EngineClient& client, ProbeStrip& strip, QObject* parent = nullptr);

    void setDataset(const DatasetSpec& trained); ///< the digits are of its test part
    const DatasetSpec& dataset() const { return m_source; } ///< of the digits
    void setActive(bool isActive); ///< false: the digit that is being measured is the last one
    void measure(const std::string& network); ///< all of them, from the first

private:
    void onDatasetOpened(const DatasetOpened& event);
    void onSwept(const SweepResult& result);
    void open();
    void ask();
    void goOn(); // with the digit it is at

    EngineClient& m_client;
    ProbeStrip& m_strip;
    bool m_isActive = false;
    DatasetSpec m_source;
    std::string m_network;
    std::vector<LabelledImage> m_digits;
    std::size_t m_digit = 0; ///< the one being measured
    RequestId m_opening = 0, m_sweep = 0;
};

} // namespace epsilonlab::ui
