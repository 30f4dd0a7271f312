// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/noise.h"

#include <QStringList>
#include <QWidget>

class QLabel;

namespace epsilonlab::ui {

class DigitTile;

/// The control below the clean picture: a change of the same size in a random direction, and what the
/// networks read on the clean picture and on this one. The picture is as large as the room allows, up to 112
/// px.
class NoisePanel : public QWidget
{
    Q_OBJECT

public:
    explicit NoisePanel(QWidget* parent = nullptr);

    void show(const PreviewResult& result, const NoiseResult& noise); ///< noise without networks: there is
                                                                      ///< none yet
    void setClassNames(std::size_t model, const QStringList& names) { m_classNames[model] = names; }
    void setCursorPixel(QPoint pixel);
    static int titleHeight();
    static int heightOf(int factor); ///< with a tile of that factor

    static constexpr int kLargestFactor = 4;

Q_SIGNALS:
    void hovered(QPoint pixel);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What one network reads, in words.
    struct Row
    {
        QString clean, random;
        bool isFooled = false;
    };

    void place();
    QString measured(const NoiseResult& noise) const;
    bool hasRoomForTable() const;
    void paintArrows(QPainter& painter, int top) const;
    void fillTable(const PreviewResult& result, const NoiseResult& noise);
    QString spoken(const PreviewResult& result, const NoiseResult& noise) const;
    QString shortName(std::size_t model, int index) const;
    QString reading(std::size_t model, int index, const std::vector<float>& probabilities) const;

    QLabel* m_title = nullptr;
    DigitTile* m_tile = nullptr;
    QLabel* m_measured = nullptr;
    std::vector<Row> m_rows; ///< one for each network
    QStringList m_classNames[2];
};

} // namespace epsilonlab::ui
