// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sweep.h"
#include "figures/probes_figure.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace epsilonlab::ui {

/// A few digits in a row, each with a bar as long as the smallest epsilon that the attack needs, in words
/// too.
class ProbeStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ProbeStrip(QWidget* parent = nullptr);

    void setScale(double largest); ///< epsilon of a bar of full length
    void setDigits(const std::vector<LabelledImage>& digits); ///< nothing is known of them yet
    void setOutdated(); ///< what is shown belongs to another network, until it is replaced
    void setResult(std::size_t digit, const ModelSweep& sweep);
    void setProblem(const QString& sentence); ///< in place of the digits; empty: none
    void setNote(const QString& sentence); ///< about all of the digits, in their tips
    const QString& problem() const { return m_problem; }

    QString textOf(std::size_t digit) const; ///< "0.124", "> 0.5", "misread", "..."
    std::vector<ProbeRow> rows() const; ///< for paper; empty while what is shown is not of this network
    double largest() const { return m_largest; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Probe
    {
        LabelledImage digit;
        QImage picture;
        std::optional<ModelSweep> sweep;
        bool isOutdated = false;
    };

    QRect cellOf(std::size_t digit) const;
    void paintProbe(QPainter& painter, std::size_t digit) const;
    double lengthOf(const Probe& probe) const; ///< 0 to 1
    QString tipOf(const Probe& probe) const;
    void speak();

    std::vector<Probe> m_probes;
    double m_largest = 0.5;
    QString m_problem, m_note;
};

} // namespace epsilonlab::ui
