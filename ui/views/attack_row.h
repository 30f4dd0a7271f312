// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/results.h"
#include "widgets/digit_tile.h"

#include <QStringList>
#include <QWidget>

class QLabel;

namespace epsilonlab::ui {

class ColourLegend;
class ProbabilityBars;
class VerdictChip;

/// One network under attack: + change = attacked picture, verdict, probabilities. Geometry follows from the
/// tile factor alone, so a new result repaints and never lays out.
class AttackRow : public QWidget
{
    Q_OBJECT

public:
    enum class Which { A, B };

    static constexpr int kEqualsWidth = 28;
    static int badgeWidth(); ///< left of the change: letter and "+"
    static int captionHeight(); ///< line under the tiles
    static int topHeight(); ///< line of name and chip above the bars

    AttackRow(Which which, QWidget* parent = nullptr);

    void setFactor(int factor);
    static int heightOf(int factor) { return DigitTile::sideOf(factor) + captionHeight(); }
    static int leastWidthOf(int factor);

    enum class Change { OfAttack, Random };
    void showPreview(const ModelPreview& preview, const PreviewRequest& request, Change change);
    void setClassNames(const QStringList& names);
    void setBlinking(bool isBlinking); ///< shows the clean picture in place of the attacked one
    void setCursorPixel(QPoint pixel);
    void setBusy(bool isBusy); ///< a line under the attacked picture, as long as the steps that are done
    bool isBusy() const { return m_isBusy; }
    void setLogitsShown(bool isShown); ///< in the bars, in place of probabilities
    void setOwnScale(bool isOwn); ///< colours of the change up to its largest value, in place of epsilon

    ProbabilityBars* bars() const { return m_bars; }
    DigitTile* changeTile() const { return m_change; }
    DigitTile* adversarialTile() const { return m_adversarial; }
    const Image& change() const { return m_changeValues; }
    const Image& adversarial() const { return m_adversarialValues; }

    /// Left edges of the columns, for the titles above them.
    int changeLeft() const { return badgeWidth(); }
    int adversarialLeft() const;
    int barsLeft() const;

Q_SIGNALS:
    void hovered(QPoint pixel);
    void classClicked(int index);
    void scaleClicked(); ///< the legend of the change

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void createWidgets();
    void place();
    void showWords(const ModelPreview& preview, Change change);
    void showReading();
    void showChange();
    QString className(int index) const;
    QColor roleColor() const;

    Which m_which;
    int m_factor = 6;
    DigitTile* m_change = nullptr;
    ColourLegend* m_legend = nullptr;
    DigitTile* m_adversarial = nullptr;
    QLabel* m_reads = nullptr;
    QLabel* m_name = nullptr;
    VerdictChip* m_chip = nullptr;
    ProbabilityBars* m_bars = nullptr;
    QStringList m_classNames;
    QString m_reading, m_shortReading; ///< what the network reads, with and without words
    Image m_changeValues, m_adversarialValues;
    double m_epsilonLimit = 0.0;
    bool m_hasOwnScale = false, m_isBusy = false;
    Progress m_progress; ///< of what is shown
    QImage m_cleanPicture;
};

} // namespace epsilonlab::ui
