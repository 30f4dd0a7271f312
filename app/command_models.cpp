// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "job_runner.h"
#include "output.h"

#include "api/export.h"

#include <filesystem>
#include <optional>

namespace epsilonlab {

namespace {
class ModelsCommand : public Command
{
public:
    explicit ModelsCommand(CLI::App& program)
        : Command(program, "models",
            "List the built-in networks, say what is in a model file, write it in another format")
    {
        app().require_subcommand(1);
        m_list = app().add_subcommand("list", "The built-in networks");
        m_info = app().add_subcommand("info", "Everything a model file says about itself");
        addModel(*m_info);
        m_convert = app().add_subcommand(
            "convert", "Write a network as .safetensors (layers and weights) or .pt (TorchScript)");
        addModel(*m_convert);
        m_convert
            ->add_option(
                "out", m_out, "The file to write; its ending decides the format: .safetensors or .pt")
            ->required()
            ->type_name("FILE");
        m_convert->footer(
            "From .pt to .safetensors only chains of known layers can go; the logits of both are compared first.");
        for (CLI::App* command : {m_list, m_info, m_convert})
            m_options.addQuietTo(*command);
    }

    ExitCode run() override
    {
        m_options.isQuiet = true; // nothing here takes long enough for a bar
        JobRunner runner(m_options);
        if (m_convert->parsed())
            return convert(runner);
        writeResult("-",
            m_list->parsed() ? listing(runner.engine().models()) : description(runner.openModel(m_model)));
        return ExitCode::Done;
    }

private:
    void addModel(CLI::App& command)
    {
        command.add_option("model", m_model, "Standard, Robust, a .safetensors or a .pt file")
            ->required()
            ->type_name("M");
        m_options.addTrustTo(command);
    }

    ExitCode convert(JobRunner& runner)
    {
        checkCanWrite(m_out);
        const ModelInfo model = runner.openModel(m_model);
        runner.engine().saveModel(model.id, m_out);
        writeResult("-",
            "Wrote " + m_out + ": " + model.name + ", " + countText(model.parameterCount) + " parameters.\n");
        return ExitCode::Done;
    }

    static std::string listing(const std::vector<ModelInfo>& models)
    {
        std::vector<std::vector<std::string>> rows = {{"id", "name", "parameters", "sha256"}};
        for (const ModelInfo& model : models)
            rows.push_back({model.id, model.name, std::to_string(model.parameterCount), model.sha256});
        return alignedTable(rows);
    }

    static std::string description(const ModelInfo& model)
    {
        std::string classes;
        for (const std::string& name : model.classNames)
            classes += (classes.empty() ? "" : ", ") + name;
        const std::string layers = model.hasLayers
            ? model.architecture
            : "not known (TorchScript): no views of layers, no certificates";
        std::vector<std::vector<std::string>> rows = {{"name", model.name},
            {"file", model.path.empty() ? "built in (" + model.id + ")" : model.path},
            {"sha256", model.sha256}, {"parameters", std::to_string(model.parameterCount)},
            {"layers", layers}, {"input", "1 x 28 x 28, pixels from 0 to 1"}, {"classes", classes},
            {"dataset", model.dataset}, {"recipe", model.recipe}, {"metrics", model.metrics},
            {"created", model.created}};
        std::erase_if(rows, [](const auto& row) { return row[1].empty(); });
        return alignedTable(rows);
    }

    CLI::App* m_list = nullptr;
    CLI::App* m_info = nullptr;
    CLI::App* m_convert = nullptr;
    std::string m_model, m_out;
    CommonOptions m_options;
};
}

std::unique_ptr<Command> makeModelsCommand(CLI::App& program)
{
    return std::make_unique<ModelsCommand>(program);
}

} // namespace epsilonlab
