// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lens_probes.h"

#include "api/catalogue.h"
#include "client/engine_client.h"
#include "widgets/probe_strip.h"

#include <algorithm>
#include <set>

namespace epsilonlab::ui {

namespace {

constexpr double kLargestEpsilon = 0.5;
constexpr int kProbeEpsilons = 51;
constexpr std::int64_t kProbeSteps = 10;
constexpr std::int64_t kSearched = 200; // images among which one of each class is looked for

/// "mnist" of "mnist:train[0:1000]".
std::string sourceOf(const std::string& dataset)
{
    const std::string whole = dataset.substr(0, dataset.find('['));
    for (const std::string part : {":train", ":test"})
        if (whole.ends_with(part))
            return whole.substr(0, whole.size() - part.size());
    return whole;
}

SweepRequest probeRequest(const std::string& network, const LabelledImage& digit)
{
    SweepRequest request;
    request.modelIds = {network};
    request.sample = digit;
    request.attack = {"pgd",
        completed(catalogue::attack("pgd").parameters, {{"steps", kProbeSteps}, {"step-size", 0.0}}), 1};
    for (int i = 0; i < kProbeEpsilons; ++i)
        request.epsilons.push_back(i * kLargestEpsilon / (kProbeEpsilons - 1));
    return request;
}

} // namespace

LensProbes::LensProbes(EngineClient& client, ProbeStrip& strip, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_strip(strip)
{
    strip.setScale(kLargestEpsilon);
    connect(&client, &EngineClient::datasetOpened, this, &LensProbes::onDatasetOpened);
    connect(&client, &EngineClient::sweepUpdated, this, &LensProbes::onSwept);
}

void LensProbes::setDataset(const DatasetSpec& trained)
{
    m_source = {sourceOf(trained.text) + ":test"};
    m_sweep = 0;
    m_digits.clear();
    m_strip.setDigits({});
}

void LensProbes::setActive(bool isActive)
{
    m_isActive = isActive;
    if (m_isActive && m_sweep == 0)
        goOn();
}

void LensProbes::measure(const std::string& network)
{
    m_network = network;
    if (m_digits.empty())
        open();
    else
        ask();
}

void LensProbes::open()
{
    if (m_client.imageCount(m_source) == 0) {
        m_opening = m_client.open(OpenDatasetRequest{m_source});
        return;
    }
    std::set<int> known;
    const std::int64_t n = std::min(kSearched, m_client.imageCount(m_source));
    for (std::int64_t i = 0; i < n; ++i)
        if (const LabelledImage image = m_client.image(m_source, i);
            image.label >= 0 && known.size() < 10 && known.insert(image.label).second)
            m_digits.push_back(image);
    std::sort(m_digits.begin(), m_digits.end(),
        [](const LabelledImage& a, const LabelledImage& b) { return a.label < b.label; });
    m_strip.setDigits(m_digits);
    ask();
}

void LensProbes::onDatasetOpened(const DatasetOpened& event)
{
    if (event.id == m_opening && m_opening != 0)
        open();
}

void LensProbes::ask()
{
    m_digit = 0;
    goOn();
}

void LensProbes::goOn()
{
    m_sweep = 0;
    if (m_digit < m_digits.size())
        m_sweep = m_client.sweep(probeRequest(m_network, m_digits[m_digit]));
}

void LensProbes::onSwept(const SweepResult& result)
{
    if (m_sweep == 0 || !result.isLast || result.id < m_sweep)
        return;
    if (result.id == m_sweep) {
        if (result.failure || result.models.empty())
            return;
        m_strip.setResult(m_digit++, result.models.front());
    } // else: the engine keeps the newest question alone, and the ribbon's took the place of this one
    m_sweep = 0;
    if (m_isActive)
        goOn();
}

} // namespace epsilonlab::ui
