// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/screenshot_dialog.h"

#include "api/error.h"
#include "io/carried_session.h"
#include "io/save_file.h"
#include "shell/main_window.h"
#include "shell/menus.h"
#include "shell/session_files.h"
#include "text/core_text.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPixmap>

namespace epsilonlab::ui {

namespace {

void write(MainWindow& window, const QString& path, const QImage& picture)
{
    try {
        saveImage(path, picture);
        window.showMessage(Menus::tr("The screenshot is in %1.").arg(path));
    } catch (const Error& error) {
        auto* box = new QMessageBox(QMessageBox::Warning, Menus::tr("Save screenshot"),
            text::ofCore(error.message()), QMessageBox::Close, &window);
        box->setObjectName("screenshotFailedBox");
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    }
}

} // namespace

void chooseAndSaveScreenshot(MainWindow& window)
{
    QImage picture = window.grab().toImage(); // now: the dialog must not be in it
    picture.setText(kSessionTextKey, QString::fromStdString(window.sessionFiles()->currentJson()));
    auto* dialog = new QFileDialog(&window, Menus::tr("Save screenshot"), QStringLiteral("epsilonlab.png"),
        Menus::tr("Pictures (*.png)"));
    dialog->setObjectName("screenshotDialog");
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, &window,
        [&window, picture](const QString& path) { write(window, path, picture); });
    dialog->open();
}

} // namespace epsilonlab::ui
