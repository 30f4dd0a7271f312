// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lens_probes.h"

#include "api/catalogue.h"
#include "client/engine_client.h"
#include "text/core_text.h"
#include "widgets/probe_strip.h"

#include <algorithm>
#include <map>
#include <utility>

namespace epsilonlab::ui {

namespace {

constexpr double kLargestEpsilon = 0.5;
constexpr int kProbeEpsilons = 51;
constexpr std::int64_t kProbeSteps = 10;
constexpr std::size_t kMostDigits = 10;
// Looked at for one of each class: enough of a set that is shuffled, and then as many spread over all of one
// that is sorted by class. Some milliseconds in all, however large it is.
constexpr std::int64_t kSearched = 200, kSpread = 4000;
constexpr std::size_t kItself = 1; // of the candidates

/// "mnist" of "mnist:train[0:1000]".
std::string sourceOf(const std::string& dataset)
{
    const std::string whole = dataset.ends_with(']') ? dataset.substr(0, dataset.rfind('[')) : dataset;
    for (const std::string part : {":train", ":test"})
        if (whole.ends_with(part))
            return whole.substr(0, whole.size() - part.size());
    return whole;
}

std::vector<LabelledImage> oneOfEachClass(const EngineClient& client, const DatasetSpec& source)
{
    std::map<int, LabelledImage> found;
    const std::int64_t n = client.imageCount(source);
    const std::size_t classes = client.classNames(source).size();
    const std::size_t wanted = classes > 0 ? std::min(classes, kMostDigits) : kMostDigits;
    const auto look = [&](std::int64_t end, std::int64_t step) {
        for (std::int64_t i = 0; i < end && found.size() < wanted; i += step)
            if (LabelledImage image = client.image(source, i); image.label >= 0)
                found.try_emplace(image.label, std::move(image));
    };
    look(std::min(kSearched, n), 1);
    look(n, std::max<std::int64_t>(1, n / kSpread));
    std::vector<LabelledImage> digits;
    digits.reserve(found.size());
    for (auto& entry : found)
        digits.push_back(std::move(entry.second));
    return digits;
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
    connect(&client, &EngineClient::jobFinished, this, &LensProbes::onFinished);
    connect(&client, &EngineClient::sweepUpdated, this, &LensProbes::onSwept);
}

void LensProbes::setDataset(const DatasetSpec& trained)
{
    const std::string source = sourceOf(trained.text);
    m_candidates = {source + ":test", source, source + ":train"};
    m_candidate = 0;
    m_source = {m_candidates.front()};
    m_opening = 0;
    m_digits.clear();
    m_strip.setDigits({});
    abandon();
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
    if (!m_digits.empty())
        ask();
    else if (m_opening == 0)
        open();
}

void LensProbes::abandon()
{
    m_sweep = 0;
    m_network.clear();
    m_strip.setProblem({});
    m_strip.setOutdated();
}

void LensProbes::giveUp(const QString& sentence)
{
    abandon();
    m_strip.setDigits(m_digits);
    m_strip.setProblem(sentence);
}

void LensProbes::open()
{
    m_source = {m_candidates[m_candidate]};
    if (m_client.imageCount(m_source) > 0)
        takeDigits();
    else
        m_opening = m_client.open(OpenDatasetRequest{m_source});
}

void LensProbes::takeDigits()
{
    m_digits = oneOfEachClass(m_client, m_source);
    m_strip.setDigits(m_digits);
    m_strip.setNote(m_candidate == 0 ? QString()
                                     : tr("No test part of this data set could be opened, so the probe "
                                          "digits are among the images that the run was given."));
    if (m_digits.empty())
        giveUp(tr("No image of %1 has a label, so there are no probe digits.")
                   .arg(QString::fromStdString(m_source.text)));
    else
        ask();
}

void LensProbes::onDatasetOpened(const DatasetOpened& event)
{
    if (event.id != m_opening || m_opening == 0)
        return;
    m_opening = 0;
    takeDigits();
}

void LensProbes::onFinished(const JobFinished& event)
{
    if (event.id != m_opening || m_opening == 0 || !event.failure)
        return;
    m_opening = 0;
    if (m_candidate == kItself)
        m_failure = text::ofCore(event.failure->message); // that it has no such part is not what is wrong
    if (++m_candidate < m_candidates.size()) {
        open();
        return;
    }
    m_candidate = 0;
    giveUp(m_failure);
}

void LensProbes::ask()
{
    m_digit = 0;
    m_strip.setOutdated();
    goOn();
}

void LensProbes::goOn()
{
    m_sweep = 0;
    if (!m_network.empty() && m_digit < m_digits.size())
        m_sweep = m_client.sweep(probeRequest(m_network, m_digits[m_digit]));
}

void LensProbes::onSwept(const SweepResult& result)
{
    if (m_sweep == 0 || !result.isLast || result.id < m_sweep)
        return;
    if (result.id == m_sweep) {
        if (result.failure) {
            giveUp(text::ofCore(result.failure->message));
            return;
        }
        if (result.models.empty())
            return;
        m_strip.setResult(m_digit++, result.models.front());
    } // else: the engine keeps the newest question alone, and the ribbon's took the place of this one
    m_sweep = 0;
    if (m_isActive)
        goOn();
}

} // namespace epsilonlab::ui
