// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/widget_dump.h"

#include <QWidget>

namespace epsilonlab::ui {

namespace {

void addLines(const QWidget& widget, const QWidget& root, int depth, QString& out)
{
    const QPoint at = &widget == &root ? widget.pos() : widget.mapTo(&root, QPoint(0, 0));
    out += QStringLiteral("%1%2 [%3] %4,%5 %6x%7 \"%8\"%9\n")
               .arg(QString(qsizetype{depth} * 2, ' '),
                   widget.objectName().isEmpty() ? "-" : widget.objectName(),
                   QLatin1String(widget.metaObject()->className()))
               .arg(at.x())
               .arg(at.y())
               .arg(widget.width())
               .arg(widget.height())
               .arg(widget.accessibleName(), widget.isVisible() ? "" : " hidden");
    for (const QObject* child : widget.children()) {
        const auto* childWidget = qobject_cast<const QWidget*>(child);
        if (childWidget && !childWidget->isWindow())
            addLines(*childWidget, root, depth + 1, out);
    }
}

} // namespace

QString widgetDump(const QWidget& root)
{
    QString out;
    addLines(root, root, 0, out);
    return out;
}

} // namespace epsilonlab::ui
