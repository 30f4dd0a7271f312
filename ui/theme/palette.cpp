// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/palette.h"

namespace epsilonlab::ui::theme {

namespace {

Palette makeLight()
{
    Palette p;
    p.background = QColor(0xFFFFFF);
    p.panel = QColor(0xF4F5F7);
    p.field = QColor(0xFFFFFF);
    p.text = QColor(0x1B1D20);
    p.dimText = QColor(0x595E66);
    p.border = QColor(0xCDD1D6);
    p.focus = QColor(0x1F66A8);
    p.clean = QColor(0x2B7BBA);
    p.adversarial = QColor(0xC44E00);
    p.target = QColor(0x4A0E4E);
    p.truth = QColor(0x6B6B6B);
    p.onRole = QColor(0xFFFFFF);
    p.warning = QColor(0x8A5A00);
    p.error = QColor(0xB3261E);
    p.chartGrid = QColor(0xE4E6E9);
    return p;
}

Palette makeDark()
{
    Palette p;
    p.background = QColor(0x1E1F22);
    p.panel = QColor(0x27292D);
    p.field = QColor(0x2F3136);
    p.text = QColor(0xE8E9EB);
    p.dimText = QColor(0xA9AEB5);
    p.border = QColor(0x484C53);
    p.focus = QColor(0x6CB4F0);
    p.clean = QColor(0x3E9BDC);
    p.adversarial = QColor(0xF28E2B);
    p.target = QColor(0xF5D0FF);
    p.truth = QColor(0x8A8F94);
    p.onRole = QColor(0x16171A);
    p.warning = QColor(0xF2C14E);
    p.error = QColor(0xFF8A80);
    p.chartGrid = QColor(0x36393F);
    return p;
}

Palette makeHighContrast()
{
    Palette p;
    p.background = QColor(Qt::black);
    p.panel = QColor(Qt::black);
    p.field = QColor(Qt::black);
    p.text = QColor(0xFFFFFF);
    p.dimText = QColor(0xE0E0E0);
    p.border = QColor(0xFFFFFF);
    p.focus = QColor(0xFFE600);
    p.clean = QColor(0x5CC8FF);
    p.adversarial = QColor(0xFF9F1C);
    p.target = QColor(0xFFD6FF);
    p.truth = QColor(0xC0C0C0);
    p.onRole = QColor(Qt::black);
    p.warning = QColor(0xFFE600);
    p.error = QColor(0xFF9A90);
    p.chartGrid = QColor(0x5A5A5A);
    return p;
}

} // namespace

const Palette& paletteOf(Theme theme)
{
    static const Palette light = makeLight();
    static const Palette dark = makeDark();
    static const Palette highContrast = makeHighContrast();
    switch (theme) {
    case Theme::Dark: return dark;
    case Theme::HighContrast: return highContrast;
    case Theme::Light: break;
    }
    return light;
}

} // namespace epsilonlab::ui::theme
