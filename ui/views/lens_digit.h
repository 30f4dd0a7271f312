// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/trace.h"

#include <QWidget>

namespace epsilonlab::ui {

class DigitTile;
class ElidedLabel;
class VerdictChip;

/// The digit of the session in the time machine: its picture, which attack at which epsilon is judged, and
/// the verdict. All of it is of the result, never of what the Attack tab shows meanwhile.
class LensDigit : public QWidget
{
    Q_OBJECT

public:
    explicit LensDigit(QWidget* parent = nullptr);

    void showResult(const PreviewResult& result, const QString& sample);
    void showStep(const TraceResult& trace, int step);
    void showProblem(const QString& sentence); ///< in place of a verdict
    void clear();

private:
    void layOut();
    void fitChip(); // as wide as its words need, so that none are cut

    DigitTile* m_tile = nullptr;
    ElidedLabel* m_attack = nullptr;
    VerdictChip* m_chip = nullptr;
};

} // namespace epsilonlab::ui
