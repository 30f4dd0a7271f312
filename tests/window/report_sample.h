// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <algorithm>
#include <cmath>

namespace epsilonlab::test {

inline constexpr double kSampleEpsilon = 0.15;

/// A ring: enough of a digit to see which way up it is drawn (thick on the left).
inline Image ring()
{
    Image image;
    for (int i = 0; i < kImagePixels; ++i) {
        const double x = i % kImageSide - 13.5;
        const double y = i / kImageSide - 13.5;
        const double distance = std::abs(std::hypot(x, y) - 8.0);
        image.pixels.push_back(distance < (x < 0.0 ? 2.0 : 1.2) ? 1.0F : 0.0F);
    }
    return image;
}

inline ModelPreview modelPreview(const std::string& name, bool isFooled)
{
    ModelPreview model;
    model.modelId = model.modelName = name;
    model.label = 7;
    model.adversarial = ring();
    for (int i = 0; i < kImagePixels; ++i) {
        auto& pixel = model.adversarial.pixels[static_cast<std::size_t>(i)];
        const float sign = (i / 3 + i / 56) % 2 == 0 ? 1.0F : -1.0F;
        pixel = std::clamp(pixel + sign * static_cast<float>(kSampleEpsilon), 0.0F, 1.0F);
    }
    model.cleanProbabilities.assign(10, 0.00001F);
    model.cleanProbabilities[7] = 0.99996F; // rounds to 100.0 where one is careless
    model.adversarialProbabilities.assign(10, 0.012F);
    model.adversarialProbabilities[isFooled ? 3 : 7] = 0.872F;
    model.adversarialProbabilities[isFooled ? 7 : 3] = 0.032F;
    model.cleanLogits = model.adversarialLogits = std::vector<float>(10, 0.0F);
    model.cleanClass = 7;
    model.adversarialClass = isFooled ? 3 : 7;
    model.verdict = isFooled ? Verdict::Fooled : Verdict::Held;
    model.distances = {kSampleEpsilon, 2.871, 60.0, 500};
    return model;
}

inline AttackSettings pgd()
{
    return {"pgd", {{"epsilon", kSampleEpsilon}, {"steps", std::int64_t{40}}}, 1};
}

inline Curve curve(const std::string& name, std::int64_t n, double slope)
{
    Curve result;
    result.modelId = result.modelName = name;
    result.attack = pgd();
    result.n = n;
    result.cleanCorrect = n - 3;
    for (int i = 0; i <= 6; ++i) {
        const double epsilon = 0.05 * i;
        const double share = 0.985 / (1.0 + std::exp(slope * (epsilon - 0.12)));
        result.points.push_back(
            {epsilon, n, static_cast<std::int64_t>(std::lround(share * static_cast<double>(n)))});
    }
    return result;
}

inline ReportData reportData()
{
    ReportData data;
    data.program = "epsilonlab";
    data.version = "0.1.0";
    data.created = "2026-01-01T12:00:00Z";
    data.commandLine
        = "epsilonlab report --model Standard --model Robust --dataset sample --attack pgd --epsilons 0:0.3:0.05 "
          "--limit 200 --seed 1 --out report.pdf";
    data.example = {ring(), 7, 17};
    data.exampleResult.request = {{"Standard", "Robust"}, data.example, pgd(), false};
    data.exampleResult.models = {modelPreview("Standard", true), modelPreview("Robust", false)};
    auto& evaluation = data.evaluation;
    evaluation.n = 200;
    evaluation.datasetName = "sample:test";
    evaluation.datasetSha256 = std::string(64, 'a');
    evaluation.request.attacks = {pgd()};
    for (const std::string name : {"Standard", "Robust"}) {
        ModelInfo model;
        model.id = model.name = name;
        model.sha256 = std::string(64, 'b');
        model.parameterCount = 166'406;
        for (char digit = '0'; digit <= '9'; ++digit)
            model.classNames.emplace_back(1, digit);
        evaluation.models.push_back(model);
        evaluation.request.models.push_back(name);
    }
    evaluation.curves = {curve("Standard", 200, 60.0), curve("Robust", 200, 9.0)};
    for (const auto& point : evaluation.curves[0].points)
        evaluation.request.epsilons.push_back(point.epsilon);
    return data;
}

} // namespace epsilonlab::test
