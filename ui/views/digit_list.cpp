// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/digit_list.h"

#include "client/engine_client.h"
#include "client/image_conversion.h"
#include "widgets/number_text.h"

#include <QPixmap>

#include <algorithm>
#include <numeric>

namespace epsilonlab::ui {

namespace {

constexpr int kUnknown = -2;

} // namespace

DigitList::DigitList(EngineClient& client, DatasetSpec dataset, std::int64_t count, QObject* parent)
    : QAbstractListModel(parent)
    , m_client(client)
    , m_dataset(std::move(dataset))
    , m_count(count)
    , m_positions(static_cast<std::size_t>(count))
    , m_labels(static_cast<std::size_t>(count), kUnknown)
{
    std::iota(m_positions.begin(), m_positions.end(), std::int64_t{0});
}

int DigitList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_positions.size());
}

int DigitList::labelOf(std::int64_t position) const
{
    int& label = m_labels[static_cast<std::size_t>(position)];
    if (label == kUnknown)
        label = m_client.image(m_dataset, position).label;
    return label;
}

QVariant DigitList::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const std::int64_t position = m_positions[static_cast<std::size_t>(index.row())];
    switch (role) {
    case kPositionRole: return static_cast<qlonglong>(position);
    case Qt::DecorationRole:
        return QPixmap::fromImage(toGrey(m_client.image(m_dataset, position).image).scaled(kTile, kTile));
    case Qt::DisplayRole:
        return labelOf(position) >= 0 ? QString::number(labelOf(position)) : text::notMeasured();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: return wordsOf(position, labelOf(position));
    default: return {};
    }
}

QString DigitList::wordsOf(std::int64_t position, int label) const
{
    const QString words = tr("Picture %1, true class %2").arg(text::count(position)).arg(label);
    const auto found = m_outcomes.find(m_client.image(m_dataset, position).index);
    if (found == m_outcomes.end())
        return words;
    const PerImage& outcome = found->second;
    if (outcome.clean != outcome.label)
        return tr("%1: already read as %2").arg(words).arg(outcome.clean);
    return outcome.success ? tr("%1: attacked it is read as %2").arg(words).arg(outcome.adversarial)
                           : tr("%1: holds").arg(words);
}

bool DigitList::isShown(std::int64_t position) const
{
    if (m_label && labelOf(position) != *m_label)
        return false;
    if (m_which == Which::All)
        return true;
    const auto found = m_outcomes.find(m_client.image(m_dataset, position).index);
    if (found == m_outcomes.end())
        return false;
    const bool isRight = found->second.clean == found->second.label;
    if (m_which == Which::AlreadyWrong)
        return !isRight;
    return isRight && found->second.success == (m_which == Which::Flipped);
}

void DigitList::refilter()
{
    beginResetModel();
    m_positions.clear();
    for (std::int64_t position = 0; position < m_count; ++position)
        if (isShown(position))
            m_positions.push_back(position);
    endResetModel();
}

void DigitList::setFilter(std::optional<int> label, Which which)
{
    m_label = label;
    m_which = which;
    refilter();
}

void DigitList::setOutcomes(const std::vector<PerImage>& outcomes)
{
    m_outcomes.clear();
    for (const PerImage& outcome : outcomes)
        m_outcomes[outcome.index] = outcome;
    refilter();
}

int DigitList::rowOf(std::int64_t position) const
{
    const auto found = std::lower_bound(m_positions.begin(), m_positions.end(), position);
    return found != m_positions.end() && *found == position ? static_cast<int>(found - m_positions.begin())
                                                            : -1;
}

} // namespace epsilonlab::ui
