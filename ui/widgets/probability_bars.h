// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <utility>
#include <vector>

namespace epsilonlab::ui {

/// What a network thinks, class by class in fixed order: thin hollow bar for the clean picture, filled bar
/// for the attacked one. The true class carries a triangle, the target a ring. A click on a row asks for that
/// class as target. Where there is no room for all classes, those that matter are shown, and one line sums up
/// the others.
class ProbabilityBars : public QWidget
{
    Q_OBJECT

public:
    struct Content
    {
        std::vector<float> clean, adversarial; ///< probabilities, one per class
        int trueClass = -1, target = -1;
        int predicted = -1; ///< of the attacked picture: its row is bold
        std::vector<float> cleanLogits{}, adversarialLogits{};
    };

    enum class Scale { Probability, Logit };

    explicit ProbabilityBars(QWidget* parent = nullptr);

    void setContent(Content content);
    const Content& content() const { return m_content; }
    void setClassNames(const QStringList& names); ///< row titles; the numbers 0 to 9 where empty

    void setScale(Scale scale);
    Scale scale() const { return m_scale; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void classClicked(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int classCount() const;
    void chooseRows();
    double rowHeight() const;
    int classAt(double y) const;
    QString titleOf(int index) const;
    void paintRow(QPainter& painter, double top, int index) const;
    void paintBars(QPainter& painter, const QRectF& room, int index) const;
    std::pair<double, double> range() const; ///< of what is drawn; holds 0
    QString valueText(int index) const;
    void paintRest(QPainter& painter, double top) const;
    void setHovered(int index);

    Content m_content;
    Scale m_scale = Scale::Probability;
    QStringList m_names;
    std::vector<int> m_rows; ///< classes shown, from the top
    int m_titleWidth = 0;
    int m_hovered = -1;
};

} // namespace epsilonlab::ui
