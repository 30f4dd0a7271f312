// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QKeyEvent;
class QLabel;

namespace epsilonlab::ui {

class EpsilonSlider;
class NumberEdit;

/// Slider, field and read-out of epsilon. Slider and field show what was asked for; the read-out and the measured
/// distance show what the picture on screen was made with.
class EpsilonControl : public QWidget
{
    Q_OBJECT

public:
    explicit EpsilonControl(QWidget* parent = nullptr);

    double epsilon() const { return m_epsilon; }
    void setEpsilon(double epsilon); ///< no signal
    void setNorm(bool isL2);         ///< linf: 0 to 0.5, l2: 0 to 6
    void showResult(double epsilon, const QString& measured, bool isPreview);
    bool handleKey(QKeyEvent* event); ///< arrows pressed elsewhere in the tab; false: not one of its keys

Q_SIGNALS:
    void epsilonEdited(double epsilon);
    void rejected(const QString& sentence);
    void corrected();

private:
    void createWidgets();
    void layOut();
    void connectAll();
    void edited(double epsilon);

    double m_epsilon = 0.0;
    bool m_isL2 = false;
    QLabel* m_symbol = nullptr;
    EpsilonSlider* m_slider = nullptr;
    NumberEdit* m_field = nullptr;
    QLabel* m_readOut = nullptr;
    QLabel* m_measured = nullptr;
};

} // namespace epsilonlab::ui
