// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "job_runner.h"
#include "output.h"

#include "api/export.h"

#include <optional>

namespace epsilonlab {

namespace {
class ModelsCommand : public Command
{
public:
    explicit ModelsCommand(CLI::App& program)
        : Command(program, "models", "List the built-in networks, or say what is in a model file")
    {
        app().require_subcommand(1);
        m_list = app().add_subcommand("list", "The built-in networks");
        m_info = app().add_subcommand("info", "Everything a model file says about itself");
        m_info->add_option("model", m_model, "Standard, Robust or a .safetensors file")->required()->type_name("M");
        m_options.isQuiet = true;
    }

    ExitCode run() override
    {
        JobRunner runner(m_options);
        writeResult("-", m_list->parsed() ? listing(runner.engine().models()) : description(find(runner)));
        return ExitCode::Done;
    }

private:
    static std::string listing(const std::vector<ModelInfo>& models)
    {
        std::vector<std::vector<std::string>> rows = {{"id", "name", "weights", "sha256"}};
        for (const ModelInfo& model : models)
            rows.push_back({model.id, model.name, std::to_string(model.parameterCount), model.sha256});
        return alignedTable(rows);
    }

    ModelInfo find(JobRunner& runner) const
    {
        const std::string model = runner.modelArgument(m_model);
        for (const ModelInfo& known : runner.engine().models())
            if (known.id == model)
                return known;
        std::optional<ModelInfo> opened;
        runner.wait(runner.engine().open(OpenModelRequest{model}), [&opened](const Event& event) {
            if (const auto* published = std::get_if<ModelPublished>(&event))
                opened = published->model;
        });
        if (!opened)
            throw Error(ErrorCode::NotReadable, "The model " + m_model + " was not opened.");
        return *opened;
    }

    static std::string description(const ModelInfo& model)
    {
        std::string classes;
        for (const std::string& name : model.classNames)
            classes += (classes.empty() ? "" : ", ") + name;
        std::vector<std::vector<std::string>> rows = {{"name", model.name},
            {"file", model.path.empty() ? "built in (" + model.id + ")" : model.path}, {"sha256", model.sha256},
            {"weights", std::to_string(model.parameterCount)}, {"layers", model.architecture}, {"classes", classes},
            {"dataset", model.dataset}, {"recipe", model.recipe}, {"metrics", model.metrics},
            {"created", model.created}};
        std::erase_if(rows, [](const auto& row) { return row[1].empty(); });
        return alignedTable(rows);
    }

    CLI::App* m_list = nullptr;
    CLI::App* m_info = nullptr;
    std::string m_model;
    CommonOptions m_options;
};
}

std::unique_ptr<Command> makeModelsCommand(CLI::App& program)
{
    return std::make_unique<ModelsCommand>(program);
}

} // namespace epsilonlab
