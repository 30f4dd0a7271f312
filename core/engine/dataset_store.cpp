// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset_store.h"

namespace epsilonlab {

DatasetView DatasetStore::open(const DatasetSpec& spec)
{
    DatasetView view = openDataset(spec);
    const std::lock_guard lock(m_mutex);
    m_views[spec.text] = view;
    return view;
}

std::optional<DatasetView> DatasetStore::find(const DatasetSpec& spec)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_views.find(spec.text);
    if (found != m_views.end())
        return found->second;
    // The built-in sample takes milliseconds to unpack and cannot be missing: the first picture need not wait
    // for it.
    if (spec.text == "sample" || spec.text == "sample:test")
        return m_views.emplace(spec.text, openDataset(spec)).first->second;
    return std::nullopt;
}

LabelledImage DatasetStore::image(const DatasetSpec& spec, std::int64_t index)
{
    LabelledImage result;
    const auto view = find(spec);
    if (!view || index < 0 || index >= view->count)
        return result;
    result.image.pixels.resize(static_cast<std::size_t>(kImagePixels));
    view->copyImage(index, result.image.pixels.data());
    result.label = view->label(index);
    result.index = view->index(index);
    return result;
}

} // namespace epsilonlab
