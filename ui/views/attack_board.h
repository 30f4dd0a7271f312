// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/noise.h"
#include "views/board_titles.h"

#include <QStringList>
#include <QWidget>

class QLabel;

namespace epsilonlab::ui {

class AttackRow;
class BoardSwitches;
class DigitTile;
class NoisePanel;

/// The pictures: one clean digit, and for each network the change, the attacked picture and the
/// probabilities. Tiles are as large as fits, in whole factors of 28.
class AttackBoard : public QWidget
{
    Q_OBJECT

public:
    explicit AttackBoard(QWidget* parent = nullptr);

    void showResult(const PreviewResult& result, const NoiseResult& noise); ///< the twins of that result, if
                                                                            ///< they are there
    void setComparing(bool isComparing); ///< one row or two
    void setClassNames(std::size_t model, const QStringList& names);
    void setDatasetClassNames(const QStringList& names)
    {
        m_trueNames = names;
    } ///< what the true class is called
    void setSampleTitle(const QString& title) { m_titles.setSample(title); }
    void setBlinking(bool isBlinking);
    void setNoiseShown(bool isShown); ///< the random change in place of the attack's, in every tile
    bool isNoiseShown() const { return m_titles.isNoiseShown(); }
    void setBusy(bool isBusy); ///< a line under the attacked pictures
    void setNote(const QString& words); ///< above the attacked pictures: why they are not what was asked for;
                                        ///< empty: they are

    const PreviewResult& shown() const
    {
        return m_result;
    } ///< the result or a step of it, never the random change
    BoardSwitches* switches() const { return m_switches; }
    NoisePanel* noise() const { return m_noise; }
    AttackRow* row(std::size_t model) const { return model == 0 ? m_rowA : m_rowB; }
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void readOut(const QString& line); ///< values under the pointer; empty: it left
    void classClicked(int index);
    void digitsAsked(); ///< the grid to choose from
    void painted(); ///< the attacked picture of network A is on screen

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void createWidgets();
    void connectAll();
    void place();
    int factorThatFits() const;
    void showRows();
    void showCaption();
    void onHovered(std::size_t model, QPoint pixel);

    DigitTile* m_clean = nullptr;
    QLabel* m_cleanCaption = nullptr;
    NoisePanel* m_noise = nullptr;
    BoardSwitches* m_switches = nullptr;
    AttackRow* m_rowA = nullptr;
    AttackRow* m_rowB = nullptr;
    PreviewResult m_result;
    NoiseResult m_twins;
    Image m_cleanValues;
    QStringList m_classNames[2], m_trueNames;
    BoardTitles m_titles;
    bool m_isComparing = true;
    int m_factor = 6;
};

} // namespace epsilonlab::ui
