// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/file_drop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace epsilonlab::ui {

FileDrop::FileDrop(QWidget& window)
    : QObject(&window)
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool FileDrop::eventFilter(QObject* watched, QEvent* event)
{
    const bool isEnter = event->type() == QEvent::DragEnter;
    if (!isEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event);
    const QList<QUrl> urls = drop->mimeData()->urls();
    QStringList paths;
    for (const QUrl& url : urls)
        if (url.isLocalFile())
            paths << url.toLocalFile();
    if (paths.isEmpty())
        return false;
    drop->acceptProposedAction();
    if (!isEnter)
        for (const QString& path : paths)
            Q_EMIT dropped(path);
    return true;
}

} // namespace epsilonlab::ui
