# SPDX-License-Identifier: GPL-3.0-or-later
"""What several files of items need."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIDE = 28
FIRST_DIGIT = 44


def points(whole, partly=False):
    return 2 if whole else 1 if partly else 0
