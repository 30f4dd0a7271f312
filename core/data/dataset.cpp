// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"

#include "api/error.h"
#include "api/image.h"
#include "data/dataset_source.h"
#include "data/dataset_spec.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <mutex>

namespace epsilonlab {

namespace {

std::array<float, 256> makeByteValues()
{
    std::array<float, 256> values{};
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(i) / 255.0F;
    return values;
}

/// What this process has read and somebody still uses. Weak: 47 MB go when the last job and view let go of
/// them.
class DatasetCache
{
public:
    std::shared_ptr<const Dataset> get(const DatasetSource& source)
    {
        const std::shared_ptr<Slot> slot = slotFor(source.key);
        // Two jobs that ask for the same data at once read it once; the sample need not wait for MNIST.
        const std::lock_guard lock(slot->reading);
        std::shared_ptr<const Dataset> data = slot->data.lock();
        if (data == nullptr) {
            data = std::make_shared<const Dataset>(source.load());
            slot->data = data;
        }
        return data;
    }

private:
    struct Slot
    {
        std::mutex reading; ///< protects data
        std::weak_ptr<const Dataset> data;
    };

    std::shared_ptr<Slot> slotFor(const std::string& key)
    {
        const std::lock_guard lock(m_mutex);
        std::shared_ptr<Slot>& slot = m_slots[key];
        if (slot == nullptr)
            slot = std::make_shared<Slot>();
        return slot;
    }

    std::mutex m_mutex; ///< protects m_slots
    std::map<std::string, std::shared_ptr<Slot>> m_slots; ///< shared: a slot is in use outside of m_mutex
};

DatasetView sliced(const DatasetView& whole, const ParsedSpec& spec, const std::string& text)
{
    if (!spec.begin && !spec.end)
        return whole;
    const std::int64_t begin = spec.begin.value_or(0), end = spec.end.value_or(whole.count);
    if (begin >= end)
        throw Error(ErrorCode::BadParameter,
            "The slice in \"" + text
                + "\" holds no image: its end must be greater than "
                  "its beginning.");
    if (end > whole.count)
        throw Error(ErrorCode::BadParameter,
            "The slice in \"" + text + "\" goes beyond the end: " + whole.name() + " has "
                + std::to_string(whole.count) + " images.");
    return whole.slice(begin, end);
}

} // namespace

std::int64_t Dataset::count() const
{
    return static_cast<std::int64_t>(std::max(bytes.size(), floats.size()) / kImagePixels);
}

void Dataset::copyImage(std::int64_t index, float* out) const
{
    static const std::array<float, 256> kByteValues = makeByteValues();
    const auto start = static_cast<std::ptrdiff_t>(index * kImagePixels);
    if (bytes.empty())
        std::copy_n(floats.begin() + start, kImagePixels, out);
    else
        std::transform(bytes.begin() + start, bytes.begin() + start + kImagePixels, out,
            [](std::uint8_t byte) { return kByteValues[byte]; });
}

int DatasetView::label(std::int64_t i) const
{
    return data->labels.empty() ? -1 : data->labels[static_cast<std::size_t>(first + i)];
}

std::string DatasetView::name() const
{
    std::string text = data->part.empty() ? data->id : data->id + ':' + data->part;
    if (first != 0 || count != data->count())
        text += '[' + std::to_string(first) + ':' + std::to_string(first + count) + ']';
    return text;
}

DatasetView DatasetView::limited(std::int64_t limit) const
{
    return limit <= 0 || limit >= count ? *this : slice(0, limit);
}

DatasetView DatasetView::slice(std::int64_t begin, std::int64_t end) const
{
    const std::int64_t from = std::clamp<std::int64_t>(begin, 0, count);
    const std::int64_t to = std::clamp<std::int64_t>(end, from, count);
    return {data, first + from, to - from};
}

DatasetView openDataset(const DatasetSpec& spec, const std::string& defaultPart)
{
    static DatasetCache cache;
    const ParsedSpec parsed = parseSpec(spec.text);
    const std::shared_ptr<const Dataset> data = cache.get(findSource(parsed, defaultPart));
    return sliced({data, 0, data->count()}, parsed, spec.text);
}

} // namespace epsilonlab
