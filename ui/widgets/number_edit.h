// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/parameters.h"

#include <QAbstractSpinBox>

namespace epsilonlab::ui {

/// A field for one Real or Integer parameter. Takes what people write ("0.1", "8/255", "25,5/255"), keeps the
/// value in full precision and shows it short. Text that is no allowed value is explained by rejected(); the
/// value stays.
class NumberEdit : public QAbstractSpinBox
{
    Q_OBJECT
    // By these names Qt's accessibility finds the numbers of a spin box.
    Q_PROPERTY(double value READ number NOTIFY valueChanged)
    Q_PROPERTY(double minimum READ minimum)
    Q_PROPERTY(double maximum READ maximum)

public:
    explicit NumberEdit(ParameterSpec spec, QWidget* parent = nullptr);

    const ParameterSpec& spec() const { return m_spec; }
    void setRange(double minimum, double maximum);
    void fitTo(const ParameterSpec& narrowed); ///< its range, and steps of a hundredth of it
    void setStep(double step) { m_step = step; }
    void setDecimals(int decimals); ///< shown with exactly so many; -1: as many as needed, up to four digits

    double number() const { return m_number; }
    double minimum() const { return m_spec.minimum; }
    double maximum() const { return m_spec.maximum; }
    ParameterValue value() const;
    void setNumber(double number); ///< no signal

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    void stepBy(int steps) override;

Q_SIGNALS:
    void valueChanged(const epsilonlab::ParameterValue& value);
    void rejected(const QString& sentence);
    void corrected(); ///< what is in the field is a value again

protected:
    StepEnabled stepEnabled() const override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void readText();
    void showNumber();
    void adopt(double number);
    QString textOf(double number) const;

    QString zeroWord() const; ///< "automatic"; empty if 0 is an ordinary value

    ParameterSpec m_spec;
    double m_number = 0.0;
    bool m_isEdited = false; ///< by a person, and not read yet
    double m_step = 1.0;
    int m_decimals = -1;
};

} // namespace epsilonlab::ui
