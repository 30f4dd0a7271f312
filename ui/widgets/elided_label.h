// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace epsilonlab::ui {

/// One line that is cut with "…" where there is no room for all of it; the tip has the whole.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setWhole(const QString& text);
    const QString& whole() const { return m_whole; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QString m_whole;
};

} // namespace epsilonlab::ui
