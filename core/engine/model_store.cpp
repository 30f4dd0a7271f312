// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model_store.h"

#include "api/error.h"
#include "data/file_io.h"
#include "models/model_file.h"
#include "models/script_convert.h"

#include <algorithm>
#include <cctype>

namespace epsilonlab {

namespace {

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

} // namespace

void ModelStore::addShipped()
{
    if (m_hasShipped)
        return;
    m_hasShipped = true;
    auto shipped = shippedModels();
    for (auto it = shipped.rbegin(); it != shipped.rend(); ++it) {
        Model model = **it;
        model.info.snapshot = ++m_lastSnapshot;
        m_models.insert(m_models.begin(), std::make_shared<const Model>(std::move(model)));
    }
}

ModelInfo ModelStore::publish(Model model)
{
    const std::lock_guard lock(m_mutex);
    addShipped();
    model.info.snapshot = ++m_lastSnapshot;
    const auto place = std::find_if(
        m_models.begin(), m_models.end(), [&](const ModelPointer& m) { return m->info.id == model.info.id; });
    auto pointer = std::make_shared<const Model>(std::move(model));
    if (place != m_models.end())
        *place = pointer;
    else
        m_models.push_back(pointer);
    return pointer->info;
}

ModelPointer ModelStore::known(const std::string& idOrName) const
{
    const std::string wanted = lowered(idOrName);
    for (const ModelPointer& model : m_models)
        if (lowered(model->info.id) == wanted)
            return model;
    for (const ModelPointer& model : m_models)
        if (lowered(model->info.name) == wanted)
            return model;
    return nullptr;
}

ModelPointer ModelStore::find(const std::string& idOrPath)
{
    {
        const std::lock_guard lock(m_mutex);
        addShipped();
        if (ModelPointer model = known(idOrPath))
            return model;
        if (ModelPointer model = known("file:" + idOrPath))
            return model;
    }
    const std::string path = idOrPath.starts_with("file:") ? idOrPath.substr(5) : idOrPath;
    if (!std::filesystem::exists(path)) {
        std::string names;
        for (const ModelInfo& info : infos())
            names += (names.empty() ? "" : ", ") + info.id;
        throw Error(ErrorCode::NotFound,
            "There is no model \"" + idOrPath + "\": it is neither a known name (" + names
                + ") nor a file. Give the path of a .safetensors file.");
    }
    publish(*readModelFile(path));
    const std::lock_guard lock(m_mutex);
    return known("file:" + path);
}

std::vector<ModelInfo> ModelStore::infos()
{
    const std::lock_guard lock(m_mutex);
    addShipped();
    std::vector<ModelInfo> list;
    for (const ModelPointer& model : m_models)
        list.push_back(model->info);
    return list;
}

void ModelStore::save(const std::string& idOrPath, const std::filesystem::path& path)
{
    const ModelPointer model = find(idOrPath);
    if (path.extension() == ".pt")
        return writeFileAtomically(path, torchScriptBytes(*model));
    if (path.extension() != ".safetensors")
        throw Error(ErrorCode::BadParameter,
            path.filename().string() + " has the ending \"" + path.extension().string()
                + "\", but a network is written as .safetensors (or as .pt, TorchScript). Choose one of these.");
    writeFileAtomically(path, modelBytes(*model));
}

} // namespace epsilonlab
