# SPDX-License-Identifier: GPL-3.0-or-later
"""Items about colours, themes and scales."""

import re

from items_common import ROOT, clipped, points
from rig import parseDump


def roleColours():
    """Light and dark roles of the palette in the source."""
    text = (ROOT / "ui/theme/palette.cpp").read_text()
    themes = {}
    for name in ("Light", "Dark"):
        body = text.split(f"make{name}()")[1].split("return p;")[0]
        themes[name] = {role: tuple(int(value[i:i + 2], 16) / 255 for i in (0, 2, 4))
                        for role, value in re.findall(r"p\.(\w+) = QColor\(0x([0-9A-F]{6})\)", body)}
    return themes


def linear(colour):
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour]


def contrast(a, b):
    la, lb = (0.2126 * r + 0.7152 * g + 0.0722 * bl for r, g, bl in (linear(a), linear(b)))
    return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)


def colours(rig):
    del rig
    worst, mark = 99.0, 99.0
    for roles in roleColours().values():
        for role in ("text", "dimText"):
            worst = min(worst, contrast(roles[role], roles["background"]), contrast(roles[role], roles["panel"]))
        for role in ("clean", "adversarial", "target", "truth"):
            mark = min(mark, contrast(roles[role], roles["background"]))
    return points(worst >= 4.5 and mark >= 3.0), f"least contrast of text {worst:.1f}, of marks {mark:.1f} (light, dark); differences between roles not measured"


def scales(rig):
    bad = []
    for theme in ("light", "dark", "high-contrast"):
        for scale in ("1", "2"):
            with rig.program("--theme", theme, environment={"QT_SCALE_FACTOR": scale}) as program:
                rows = parseDump(rig.dump(program.arguments, program.environment))
            bad += [f"{name} ({theme}, scale {scale})" for name in clipped(rows)]
    return points(not bad), "3 themes, scale 1 and 2: " + (", ".join(bad) if bad else "nothing reaches out of its parent")


ITEMS = {
    22: ("contrast", 2, colours),
    23: ("themes and scales", 2, scales),
}
