// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/spoken_labels.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QTextDocumentFragment>

namespace epsilonlab::ui {

namespace {

constexpr const char* kSpoken = "spokenWords"; // what was said last, to tell it from a label's own
                                               // description

QString plain(const QLabel& label)
{
    const QString text = label.text();
    const bool isRich = label.textFormat() == Qt::RichText
        || (label.textFormat() == Qt::AutoText && Qt::mightBeRichText(text));
    return isRich ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

} // namespace

SpokenLabels::SpokenLabels(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool SpokenLabels::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint)
        if (auto* label = qobject_cast<QLabel*>(watched); label && !label->accessibleName().isEmpty())
            speak(*label);
    return false;
}

void SpokenLabels::speak(QLabel& label)
{
    if (label.accessibleDescription() != label.property(kSpoken).toString())
        return; // its own
    const QString words = plain(label);
    const QString news = words == label.accessibleName() ? QString() : words;
    if (news == label.accessibleDescription())
        return;
    label.setProperty(kSpoken, news);
    label.setAccessibleDescription(news);
}

} // namespace epsilonlab::ui
