// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"

#include <QObject>

namespace epsilonlab::ui {

/// The figures that were pinned, in the order of the gallery. They belong to the session, but not to undo: it
/// takes back what is attacked, not what was kept.
class Pins : public QObject
{
    Q_OBJECT

public:
    explicit Pins(QObject* parent)
        : QObject(parent)
    {
    }

    const std::vector<PinnedFigure>& all() const { return m_figures; }
    bool isFull() const { return m_figures.size() >= sessions::kMostFigures; }

    void set(const std::vector<PinnedFigure>& figures);
    void add(const std::vector<PinnedFigure>& figures); ///< behind the present ones; those that are there
                                                        ///< already stay alone

Q_SIGNALS:
    void changed();

private:
    std::vector<PinnedFigure> m_figures;
};

} // namespace epsilonlab::ui
