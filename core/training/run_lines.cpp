// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/run_lines.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace epsilonlab {

namespace {

using Json = nlohmann::ordered_json;

double real(const nlohmann::json& line, const char* key)
{
    const auto found = line.find(key);
    if (found == line.end())
        return 0.0;
    return found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::int64_t whole(const nlohmann::json& line, const char* key)
{
    const auto found = line.find(key);
    return found != line.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string words(const nlohmann::json& line, const char* key)
{
    const auto found = line.find(key);
    return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::string lineOf(const TrainingPoint& p)
{
    Json line{{"kind", "batch"}, {"step", p.step}, {"epoch", p.epoch}, {"loss", p.loss},
        {"accuracy", p.accuracy}, {"lr", p.lr}, {"epsilon", p.epsilon}, {"seconds", p.seconds},
        {"images_per_second", p.imagesPerSecond}};
    if (p.n > 0)
        line["n"] = p.n;
    return line.dump();
}

std::string lineOf(const TrainingEpoch& e)
{
    return Json{{"kind", "epoch"}, {"step", e.step}, {"epoch", e.epoch}, {"train_loss", e.trainLoss},
        {"train_accuracy", e.trainAccuracy}, {"validation_n", e.validationN},
        {"validation_loss", e.validationLoss}, {"validation_accuracy", e.validationAccuracy},
        {"attacked_n", e.attackedN}, {"attack_epsilon", e.attackEpsilon}, {"fgsm_accuracy", e.fgsmAccuracy},
        {"pgd10_accuracy", e.pgdAccuracy}, {"lr", e.lr}, {"seconds", e.seconds}}
        .dump();
}

std::string lineOf(const TrainingFlag& f)
{
    return Json{{"code", f.code}, {"step", f.step}, {"epoch", f.epoch}, {"seconds", f.seconds},
        {"message", f.message}}
        .dump();
}

TrainingPoint pointOf(const nlohmann::json& line)
{
    return {whole(line, "step"), real(line, "epoch"), real(line, "loss"), real(line, "accuracy"),
        real(line, "lr"), real(line, "epsilon"), real(line, "seconds"), real(line, "images_per_second"),
        whole(line, "n")};
}

TrainingEpoch epochOf(const nlohmann::json& line)
{
    TrainingEpoch e;
    e.epoch = static_cast<int>(whole(line, "epoch"));
    e.step = whole(line, "step");
    e.trainLoss = real(line, "train_loss");
    e.trainAccuracy = real(line, "train_accuracy");
    e.validationN = whole(line, "validation_n");
    e.validationLoss = real(line, "validation_loss");
    e.validationAccuracy = real(line, "validation_accuracy");
    e.attackedN = whole(line, "attacked_n");
    e.attackEpsilon = real(line, "attack_epsilon");
    e.fgsmAccuracy = real(line, "fgsm_accuracy");
    e.pgdAccuracy = real(line, "pgd10_accuracy");
    e.seconds = real(line, "seconds");
    e.lr = real(line, "lr");
    return e;
}

TrainingFlag flagOf(const nlohmann::json& line)
{
    return {words(line, "code"), whole(line, "step"), real(line, "epoch"), real(line, "seconds"),
        words(line, "message")};
}

} // namespace epsilonlab
