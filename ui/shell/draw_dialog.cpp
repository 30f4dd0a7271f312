// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/draw_dialog.h"

#include "client/engine_client.h"
#include "client/image_conversion.h"
#include "shell/session_state.h"
#include "text/language.h"
#include "widgets/draw_pad.h"
#include "widgets/quiet_wheel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

namespace epsilonlab::ui {

namespace {

constexpr int kStrokeMs = 15;
constexpr int kPenSteps = 2; // a pixel, in steps of the slider

QPushButton* button(QWidget* parent, const char* objectName, const QString& title, const QString& tip)
{
    auto* made = new QPushButton(title, parent);
    made->setObjectName(QLatin1String(objectName));
    made->setAccessibleName(withoutMnemonic(title));
    made->setToolTip(tip);
    made->setAutoDefault(false);
    return made;
}

} // namespace

DrawDialog::DrawDialog(EngineClient& client, SessionState& session, QWidget* window)
    : QDialog(window, Qt::Tool)
    , m_client(client)
    , m_session(session)
{
    setObjectName("drawDialog");
    setAccessibleName(tr("Draw a digit"));
    setWindowTitle(tr("Draw a digit"));
    createWidgets();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kStrokeMs);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_hasNews)
            send();
    });
    connect(m_pad, &DrawPad::changed, this, &DrawDialog::onDrawn);
    connect(&client, &EngineClient::imageOpened, this, &DrawDialog::onOpened);
    connect(&client, &EngineClient::jobFinished, this, &DrawDialog::onFinished);
}

void DrawDialog::createWidgets()
{
    m_pad = new DrawPad(this);
    auto* pen = new QSlider(Qt::Horizontal, this);
    ignoreWheelWithoutFocus(*pen);
    pen->setObjectName("penSlider");
    pen->setAccessibleName(tr("Width of the pen"));
    pen->setToolTip(tr("Width of the pen, 1 to 4 pixels of the picture. Digits of MNIST have about 2 to 3."));
    pen->setRange(kPenSteps, 4 * kPenSteps);
    pen->setValue(2 * kPenSteps);
    connect(pen, &QSlider::valueChanged, m_pad,
        [this](int value) { m_pad->setPenWidth(static_cast<double>(value) / kPenSteps); });
    m_centre = new QCheckBox(tr("&Centre like MNIST"), this);
    m_centre->setObjectName("centreCheck");
    m_centre->setToolTip(tr(
        "Scaled to 20 pixels and centred by its mass, as the networks know digits. The ghost shows the result."));
    m_centre->setChecked(true);
    connect(m_centre, &QCheckBox::toggled, this, &DrawDialog::send);
    QPushButton* undo
        = button(this, "undoStrokeButton", tr("&Undo stroke"), tr("Take back the last stroke (Ctrl+Z)"));
    connect(undo, &QPushButton::clicked, m_pad, &DrawPad::undoStroke);
    QPushButton* clear = button(this, "clearButton", tr("C&lear"), tr("Begin again"));
    connect(clear, &QPushButton::clicked, m_pad, &DrawPad::clear);
    m_note = new QLabel(tr("Left button: draw. Right button: erase."), this);
    m_note->setObjectName("drawNote");
    m_note->setAccessibleName(tr("What to do"));
    m_note->setWordWrap(true);
    auto* penLabel = new QLabel(tr("&Pen"), this);
    penLabel->setBuddy(pen);
    auto* row = new QHBoxLayout;
    row->addWidget(penLabel);
    row->addWidget(pen, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(undo);
    buttons->addWidget(clear);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_pad);
    column->addLayout(row);
    column->addWidget(m_centre);
    column->addLayout(buttons);
    column->addWidget(m_note);
    column->setSizeConstraint(QLayout::SetFixedSize);
}

void DrawDialog::takeOver(const DrawDialog& earlier)
{
    m_pad->takeOver(*earlier.m_pad);
    const QSignalBlocker blocker(m_centre); // the picture under attack may be another one by now
    m_centre->setChecked(earlier.m_centre->isChecked());
    findChild<QSlider*>("penSlider")->setValue(earlier.findChild<QSlider*>("penSlider")->value());
    if (earlier.isHidden())
        return;
    move(earlier.pos());
    QMetaObject::invokeMethod(this, &QWidget::show, Qt::QueuedConnection); // over a window that is there
}

bool DrawDialog::event(QEvent* event)
{
    // Claimed before it can become the window's undo.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Undo))
        event->accept();
    return QDialog::event(event);
}

void DrawDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Undo))
        m_pad->undoStroke();
    else
        QDialog::keyPressEvent(event);
}

/// The first change is sent at once, those of the same frame together at its end.
void DrawDialog::onDrawn()
{
    const bool isBlank = m_pad->isBlank();
    m_note->setText(isBlank ? tr("The pad is empty: the window keeps its picture.")
                            : tr("Left button: draw. Right button: erase."));
    if (isBlank)
        m_pad->setGhost({});
    m_hasNews = true;
    if (!m_soon.isActive())
        send();
}

void DrawDialog::send()
{
    if (m_pad->isBlank())
        return;
    m_hasNews = m_opening != 0;
    if (m_hasNews)
        return;
    m_soon.start();
    const QString path = m_folder.filePath(QStringLiteral("drawing.pgm"));
    if (!m_pad->picture().save(path, "PGM")) {
        m_note->setText(tr("The drawing cannot be handed on: %1 cannot be written. Make room there.")
                            .arg(m_folder.path()));
        return;
    }
    m_opening = m_client.open(
        OpenImageRequest{path.toStdString(), m_centre->isChecked() ? ImageFit::Digit : ImageFit::Whole});
}

void DrawDialog::onOpened(const ImageOpened& event)
{
    if (event.id != m_opening)
        return;
    const bool hasGhost = m_centre->isChecked() && !m_pad->isBlank(); // it may have been cleared since
    m_pad->setGhost(hasGhost ? toGrey(event.opened.image) : QImage());
    m_session.showPicture({event.opened.image, -1, 0}, tr("drawn digit"));
}

void DrawDialog::onFinished(const JobFinished& event)
{
    if (event.id != m_opening || m_opening == 0)
        return;
    m_opening = 0;
    if (m_hasNews && !m_soon.isActive())
        send();
}

} // namespace epsilonlab::ui
