# SPDX-License-Identifier: GPL-3.0-or-later
"""What several files of items need."""

import math
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIDE = 28
FIRST_DIGIT = 44


def points(whole, partly=False):
    return 2 if whole else 1 if partly else 0


def clipped(rows):
    """Visible widgets that reach out of their parent; what scrolls may."""
    parents, bad = {}, []
    for depth, name, _, widget, _ in rows:
        parents[depth] = (name, widget)
        if depth == 0 or not widget.isVisible or "viewport" in parents[depth - 1][0]:
            continue
        parent = parents[depth - 1][1]
        isInside = widget.x >= parent.x and widget.y >= parent.y and widget.x + widget.width <= parent.x + parent.width \
            and widget.y + widget.height <= parent.y + parent.height
        if depth > 1 and not isInside and not name.startswith(("qt_", "-")):
            bad.append(name)
    return bad


def percentile(values, share=0.95):
    """Nearest rank: the smallest value that at least `share` of them do not exceed."""
    ordered = sorted(values)
    if not ordered:
        return float("nan")
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]
