// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"

#include <QAbstractListModel>

#include <map>
#include <optional>
#include <vector>

namespace epsilonlab::ui {

class EngineClient;

/// The pictures of a data set for a list: only those that are looked at are ever made. A filter leaves some
/// out.
class DigitList : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Which {
        All,
        Flipped, ///< read right, and the attack succeeds
        Held, ///< read right, and the attack fails
        AlreadyWrong ///< misread without an attack
    };

    static constexpr int kPositionRole = Qt::UserRole;
    static constexpr int kTile = 56; ///< pixels: twice the picture's own

    DigitList(EngineClient& client, DatasetSpec dataset, std::int64_t count, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    void setFilter(std::optional<int> label, Which which);
    void setOutcomes(const std::vector<PerImage>& outcomes); ///< of an attack on the data set; what is
                                                             ///< missing is not known
    bool hasOutcomes() const { return !m_outcomes.empty(); }
    int rowOf(std::int64_t position) const; ///< -1: filtered out

private:
    bool isShown(std::int64_t position) const;
    int labelOf(std::int64_t position) const;
    QString wordsOf(std::int64_t position, int label) const;
    void refilter();

    EngineClient& m_client;
    const DatasetSpec m_dataset;
    const std::int64_t m_count;
    std::optional<int> m_label;
    Which m_which = Which::All;
    std::vector<std::int64_t> m_positions; ///< rows, in order
    std::map<std::int64_t, PerImage> m_outcomes; ///< by PerImage::index
    mutable std::vector<int> m_labels; ///< -2: not looked at yet
};

} // namespace epsilonlab::ui
