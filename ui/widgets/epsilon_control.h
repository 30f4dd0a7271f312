// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/epsilon_slider.h"

#include <QWidget>

class QKeyEvent;
class QLabel;

namespace epsilonlab::ui {

class ClassRibbon;
class NumberEdit;

/// Slider, field and read-out of epsilon. Slider and field show what was asked for; the read-out and the
/// measured distance show what the picture on screen was made with.
class EpsilonControl : public QWidget
{
    Q_OBJECT

public:
    explicit EpsilonControl(QWidget* parent = nullptr);

    double epsilon() const { return m_epsilon; }
    void setEpsilon(double epsilon); ///< no signal
    void setNorm(const QString& norm); ///< linf: 0 to 0.5, l2: 0 to 6, l1: 0 to 50, l0: 0 to 100 pixels

    /// Size: epsilon is how far the attack goes. Found: the attack looks for the smallest change, the slider
    /// shows its size. None: no ball bounds the attack; `why` says what does.
    enum class Mode { Size, Found, None };
    void setMode(Mode mode, const QString& why = {});
    Mode mode() const { return m_mode; }

    /// What was measured on the picture. TooLarge is a fault of the attack, and is said so.
    enum class Measured { Within, TooLarge, OfPreview };
    void showResult(double epsilon, const QString& measured, Measured how);
    void showFound(const std::vector<EpsilonSlider::Mark>& marks, bool isRunning); ///< Found
    void showUnbounded(const QString& measured); ///< None
    ClassRibbon* ribbon() const { return m_ribbon; }
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
    QString foundText(double distance) const;

    double m_epsilon = 0.0;
    QString m_norm;
    Mode m_mode = Mode::Size;
    bool m_isTooLarge = false, m_isHandingOn = false;
    QLabel* m_symbol = nullptr;
    EpsilonSlider* m_slider = nullptr;
    ClassRibbon* m_ribbon = nullptr;
    NumberEdit* m_field = nullptr;
    QLabel* m_readOut = nullptr;
    QLabel* m_measured = nullptr;
};

} // namespace epsilonlab::ui
