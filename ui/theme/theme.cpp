// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/framed_style.h"
#include "theme/style_sheet.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QToolTip>

#include <algorithm>

namespace epsilonlab::ui::theme {

namespace {

constexpr double kProjectorScale = 1.5;

Theme s_current = Theme::Light;
bool s_isProjecting = false;

QFont scaled(QFont font, double scale)
{
    if (font.pointSizeF() > 0.0)
        font.setPointSizeF(font.pointSizeF() * scale);
    else
        font.setPixelSize(static_cast<int>(font.pixelSize() * scale));
    return font;
}

QPalette toQPalette(const Palette& p)
{
    QPalette q(p.text, p.panel);
    q.setColor(QPalette::Window, p.panel);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.field);
    q.setColor(QPalette::AlternateBase, p.panel);
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::Button, p.panel);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::BrightText, p.error);
    q.setColor(QPalette::ToolTipBase, p.panel);
    q.setColor(QPalette::ToolTipText, p.text);
    q.setColor(QPalette::PlaceholderText, p.dimText);
    q.setColor(QPalette::Highlight, p.focus);
    q.setColor(QPalette::HighlightedText, p.onRole);
    q.setColor(QPalette::Link, p.focus);
    q.setColor(QPalette::Mid, p.border);
    q.setColor(QPalette::Light, p.field);
    q.setColor(QPalette::Dark, p.border);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        q.setColor(QPalette::Disabled, role, p.dimText);
    return q;
}

} // namespace

void apply(QApplication& application, Theme theme)
{
    s_current = theme;
    const Palette& p = palette();
    QStyle* fusion = QStyleFactory::create(QStringLiteral("Fusion"));
    application.setStyle(new FramedStyle(
        fusion, theme == Theme::Light ? FramedStyle::Edges::Fusions : FramedStyle::Edges::Own));
    application.setPalette(toQPalette(p));
    application.setStyleSheet(styleSheet(p));
    QToolTip::setPalette(toQPalette(p));
    Q_EMIT notifier()->changed();
}

Theme current()
{
    return s_current;
}

const Palette& palette()
{
    return paletteOf(s_current);
}

Notifier* notifier()
{
    static Notifier instance;
    return &instance;
}

void setProjecting(QApplication& application, bool isProjecting)
{
    static const QFont ofSystem = application.font(); // to come back to exactly this
    if (isProjecting == s_isProjecting)
        return;
    s_isProjecting = isProjecting;
    application.setFont(isProjecting ? scaled(ofSystem, kProjectorScale) : ofSystem);
}

bool isProjecting()
{
    return s_isProjecting;
}

QString nameOf(Theme theme)
{
    switch (theme) {
    case Theme::Dark: return QStringLiteral("dark");
    case Theme::HighContrast: return QStringLiteral("high-contrast");
    case Theme::Light: break;
    }
    return QStringLiteral("light");
}

Theme themeFromName(const QString& name)
{
    for (Theme theme : {Theme::Dark, Theme::HighContrast}) {
        if (nameOf(theme) == name)
            return theme;
    }
    return Theme::Light;
}

QFont font(TextRole role)
{
    QFont f = QApplication::font();
    const double scale = s_isProjecting ? kProjectorScale : 1.0;
    const double base = std::max(10.0 * scale, f.pointSizeF());
    switch (role) {
    case TextRole::Normal: f.setPointSizeF(base); break;
    case TextRole::Small: f.setPointSizeF(std::max(9.0 * scale, base * 0.9)); break;
    case TextRole::Title:
        f.setPointSizeF(base);
        f.setWeight(QFont::DemiBold);
        break;
    case TextRole::Chip:
        f.setPointSizeF(base * 1.1);
        f.setBold(true);
        break;
    case TextRole::ReadOut: f.setPointSizeF(base * 1.4); break;
    case TextRole::Badge:
        f.setPointSizeF(base * 1.2);
        f.setBold(true);
        break;
    }
    return f;
}

} // namespace epsilonlab::ui::theme
