// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure_format.h"
#include "views/figure_offer.h"

#include <QObject>

class QAction;
class QMenu;

namespace epsilonlab::ui {

class FigureFiles;
class MainWindow;
class View;

/// The right click on every figure of every view, and the same by keyboard: the figure under the pointer, or
/// the first one of the view in front.
class FigureMenu : public QObject
{
    Q_OBJECT

public:
    FigureMenu(MainWindow& window, FigureFiles& files);

    void fill(QMenu& menu); ///< with the figures of the view in front
    bool eventFilter(QObject* watched, QEvent* event) override;

public Q_SLOTS:
    void copyCurrent();
    void exportCurrent();
    void pinCurrent();

private:
    struct Offered
    {
        View* view;
        FigureOffer offer;
    };

    void show(const FigureOffer& offer, const QPoint& at);
    void addEntries(QMenu& menu, const FigureOffer& offer, const QPoint& at);
    void addPin(QMenu& menu, const Figure& figure);
    void addAnimation(QMenu& menu, const FigureOffer& offer);
    QAction* add(QMenu& menu, const char* objectName, const QString& title);
    Figure bare(const FigureOffer& offer) const; ///< without its caption; throws Error
    void withCurrent(void (FigureMenu::*act)(const Figure&));
    void copy(const Figure& figure);
    void chooseFile(const Figure& figure);
    void pin(const Figure& figure);
    const FigureOffer* current() const;

    MainWindow& m_window;
    FigureFiles& m_files;
    QList<Offered> m_offers;
    bool m_isInWindowColours = false; ///< in place of the light ones for paper
};

} // namespace epsilonlab::ui
