// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shown_window.h"

#include "api/catalogue.h"
#include "shell/settings.h"
#include "views/compare_plot.h"
#include "views/run_list.h"
#include "views/run_table.h"
#include "views/train_view.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace epsilonlab::ui {

/// Where runs and settings of one test are kept.
inline std::unique_ptr<QTemporaryDir> homeOfItsOwn()
{
    auto home = std::make_unique<QTemporaryDir>();
    WindowSettings::keepIn(home->path());
    qputenv("XDG_DATA_HOME", home->path().toLocal8Bit());
    return home;
}

inline TrainRequest tiny(const QString& folder, std::int64_t epochs)
{
    TrainRequest request;
    request.recipe = completed(catalogue::recipeParametersFor("standard"),
        {{"architecture", std::string("linear")}, {"objective", std::string("standard")}, {"epochs", epochs},
            {"batch-size", std::int64_t{100}}, {"train-limit", std::int64_t{600}},
            {"validation", std::int64_t{100}}});
    request.recipeName = "tiny";
    request.dataset.text = "sample";
    request.runDirectory = folder.toStdString();
    return request;
}

inline void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// A finished run of two epochs with three batches, as a training would have written it.
inline QString writeRun(const QString& folder, double lr, double pgd, double epsilon = 0.3)
{
    QDir().mkpath(folder);
    RecipeInfo recipe;
    recipe.id = "made";
    recipe.title = recipe.id;
    recipe.values = completed(catalogue::recipeParametersFor("fgsm-at"),
        {{"objective", std::string("fgsm-at")}, {"lr", lr}, {"epochs", std::int64_t{2}},
            {"epsilon", epsilon}});
    write(folder + "/recipe.json", QByteArray::fromStdString(catalogue::recipeToJson(recipe)));
    QByteArray metrics;
    for (int step = 1; step <= 3; ++step)
        metrics
            += QString(
                   R"({"kind":"batch","step":%1,"epoch":%2,"loss":%3,"accuracy":0.25,"lr":%4,"epsilon":0.3,"seconds":%1.5,"images_per_second":1000})")
                   .arg(step)
                   .arg(step / 3.0)
                   .arg(2.0 / step)
                   .arg(lr)
                   .toUtf8()
            + '\n';
    for (int epoch = 1; epoch <= 2; ++epoch)
        metrics
            += QString(
                   R"({"kind":"epoch","step":%1,"epoch":%2,"train_loss":0.5,"train_accuracy":0.8,"validation_n":1000,"validation_loss":0.25,)"
                   R"("validation_accuracy":0.9,"attacked_n":500,"attack_epsilon":%3,"fgsm_accuracy":0.75,"pgd10_accuracy":%4,"lr":%5,"seconds":%2.25})")
                   .arg(3 * epoch)
                   .arg(epoch)
                   .arg(epsilon)
                   .arg(pgd)
                   .arg(lr)
                   .toUtf8()
            + '\n';
    write(folder + "/metrics.jsonl", metrics);
    write(folder + "/events.jsonl",
        R"({"code":"started","step":0,"epoch":0,"seconds":0,"message":"","dataset":"sample","total_steps":6})"
        "\n"
        R"({"code":"catastrophic-overfitting","step":3,"epoch":1,"seconds":1,"message":"It fell."})"
        "\n"
        R"({"code":"finished","step":6,"epoch":2,"seconds":3,"message":"Done."})"
        "\n");
    return folder;
}

/// The window with the page that compares runs in front.
struct Shown : ShownWindow
{
    Shown()
    {
        window.showView("train");
        view().setComparing(true);
    }
    TrainView& view() { return *qobject_cast<TrainView*>(window.view("train")); }
    const RunList& runs() { return view().runs(); }
    RunTable& table() { return *window.findChild<RunTable*>(); }
    ComparePlot& plot() { return *window.findChild<ComparePlot*>(); }
    const ComparedRun& run(const QString& folder) { return *runs().find(folder.toStdString()); }
    bool areRead()
    {
        return std::all_of(
            runs().runs().begin(), runs().runs().end(), [](const ComparedRun& run) { return run.isRead; });
    }
    int rowOf(const QString& name)
    {
        for (int row = 0; row < table().rowCount(); ++row)
            if (table().item(row, RunTable::kRun)->text().startsWith(name))
                return row;
        return -1;
    }
};

} // namespace epsilonlab::ui
