// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view.h"

class QAction;
class QActionGroup;
class QLabel;
class QStackedWidget;

namespace epsilonlab::ui {

class PinCaption;
class PinList;
class Pins;

/// The figures that were pinned (P): in a grid, moved by drag, with captions to edit. One of them, or the
/// sheet of all, is copied and saved like any figure; one that is opened brings its state back.
class GalleryView : public View
{
    Q_OBJECT

public:
    GalleryView(EngineClient& client, SessionState& session, QWidget* parent = nullptr);

    QList<QAction*> menuActions() const override { return m_actions; }
    QList<FigureOffer> figures() override;
    QString explanation() const override;

Q_SIGNALS:
    void stateWanted(const QByteArray& session); ///< of the chosen figure

private:
    void createWidgets();
    QWidget* makeBar();
    void createActions();
    void createLayouts();
    void connectAll();
    QAction* add(
        const char* objectName, const QString& title, const QString& hint, const QKeySequence& key = {});
    void refresh();
    void refreshCurrent();
    void setCaption(const QString& text);
    void setOrder(const std::vector<int>& order);
    void setGrid(const QString& layout);
    void applyView();
    void removeCurrent();
    void openCurrent();
    int current() const;
    Figure sheet() const;
    Figure chosen() const;

    Pins& m_pins;
    QList<QAction*> m_actions;
    QActionGroup* m_layouts = nullptr;
    QAction *m_left = nullptr, *m_right = nullptr, *m_remove = nullptr, *m_open = nullptr;
    QStackedWidget* m_stack = nullptr;
    PinList* m_list = nullptr;
    PinCaption* m_caption = nullptr;
    QLabel* m_count = nullptr;
    bool m_isOwnChange = false; ///< the list shows it already
};

} // namespace epsilonlab::ui
