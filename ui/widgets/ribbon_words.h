// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sweep.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstddef>

namespace epsilonlab::ui {

/// A sweep in words: for the hint of a cell, and for those who cannot see the ribbon.
class RibbonWords
{
    Q_DECLARE_TR_FUNCTIONS(epsilonlab::ui::RibbonWords)

public:
    void setClassNames(std::size_t model, const QStringList& names) { m_classNames[model] = names; }
    QString className(std::size_t model, int index) const; ///< its number where it has none
    static QString letterOf(std::size_t model); ///< "A" or "B"

    QString ofCell(const SweepResult& result, std::size_t model, std::size_t cell) const;
    QString ofRow(const SweepResult& result, std::size_t model) const;

private:
    QStringList m_classNames[2];
};

} // namespace epsilonlab::ui
