// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/widget_state.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSplitter>

namespace epsilonlab::ui {

namespace {

/// Calls copy(one, other) for the two that have the same name, which no others have.
template <typename T, typename Copy> void forPairs(const QWidget& from, QWidget& to, Copy copy)
{
    for (T* other : to.findChildren<T*>()) {
        const QString name = other->objectName();
        if (name.isEmpty() || name.startsWith(QLatin1String("qt_")) || to.findChildren<T*>(name).size() != 1)
            continue;
        if (T* one = from.findChild<T*>(name))
            copy(*one, *other);
    }
}

void copyScroll(const QScrollBar* one, QScrollBar* other)
{
    other->setValue(one->value());
}

} // namespace

void copyWidgetState(const QWidget& from, QWidget& to)
{
    forPairs<QAction>(from, to, [](const QAction& one, QAction& other) {
        if (one.isCheckable() && one.isChecked() != other.isChecked())
            other.setChecked(one.isChecked());
    });
    forPairs<QAbstractButton>(from, to, [](const QAbstractButton& one, QAbstractButton& other) {
        if (one.isCheckable() && one.isChecked() != other.isChecked())
            other.setChecked(one.isChecked());
    });
    forPairs<QSlider>(from, to, [](const QSlider& one, QSlider& other) { other.setValue(one.value()); });
    forPairs<QComboBox>(from, to, [](const QComboBox& one, QComboBox& other) {
        if (one.count() != other.count() || one.currentIndex() == other.currentIndex())
            return;
        other.setCurrentIndex(one.currentIndex());
        Q_EMIT other.activated(one.currentIndex());
    });
    forPairs<QSplitter>(
        from, to, [](const QSplitter& one, QSplitter& other) { other.setSizes(one.sizes()); });
    forPairs<QScrollArea>(from, to, [](const QScrollArea& one, QScrollArea& other) {
        copyScroll(one.horizontalScrollBar(), other.horizontalScrollBar());
        copyScroll(one.verticalScrollBar(), other.verticalScrollBar());
    });
}

} // namespace epsilonlab::ui
