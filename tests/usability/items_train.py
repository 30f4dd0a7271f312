# SPDX-License-Identifier: GPL-3.0-or-later
"""Items about training that is watched."""

import re
import time
import xml.etree.ElementTree as xml

from items_common import points
from items_files import SVG, exported

CHIP = "Follow the data again"


def numbersAtAxes(path):
    """Every number that stands at an axis: they tell the range, to the pixel where each stands."""
    found = []
    for group in xml.parse(path).getroot().iter(SVG + "g"):
        for text in group.findall(SVG + "text"):
            words = "".join(text.itertext()).strip()
            if re.fullmatch(r"[-\d.,]+", words):
                found.append((group.get("transform"), text.get("x"), text.get("y"), words))
    return found


def measured(program):
    files = list(program.home.glob("data/epsilonlab/runs/*/metrics.jsonl"))
    return len(files[0].read_text().splitlines()) if files else 0


def waitForUpdates(program, count, seconds=120.0):
    begin, end = measured(program), time.monotonic() + seconds
    while measured(program) < begin + count:
        if time.monotonic() > end:
            raise RuntimeError(f"only {measured(program) - begin} updates in {seconds:.0f} s")
        time.sleep(0.1)


def zoomStays(rig):
    with rig.heard("--tab", "2") as (program, root):
        program.window("EpsilonLab")
        program.key("ctrl+t")
        waitForUpdates(program, 10)

        def axes(name):
            return numbersAtAxes(exported(program, "lossPlotCanvas", program.home / f"{name}.svg"))

        following = [axes("first")]
        waitForUpdates(program, 20)
        following.append(axes("second"))
        x, y = program.find("lossPlotCanvas").centre()
        program.xdo("mousemove", x, y, "click", "--repeat", 4, "--delay", 60, 4)
        time.sleep(0.3)
        zoomed, updates = axes("zoomed"), measured(program)
        hasChip = [root.find(CHIP) is not None]
        waitForUpdates(program, 20)
        updates = measured(program) - updates
        later = axes("later")
        hasChip.append(root.find(CHIP) is not None)
        program.xdo("mousemove", x, y, "click", "--repeat", 2, "--delay", 60, 1)
        time.sleep(0.5)
        after = axes("after")
        hasChip.append(root.find(CHIP) is not None)
        isRunning = program.process.poll() is None
    stays = zoomed == later and len(zoomed) > 4 and zoomed != following[1]
    follows = after != zoomed
    isMarked = hasChip == [True, True, False]
    return points(stays and follows and isMarked and isRunning, stays), \
        f"{updates} updates after the zoom: axes as they were: {zoomed == later} ({len(zoomed)} numbers), other than while following: " \
        f"{zoomed != following[1]}; the chip is there, stays, goes with the double-click: {hasChip[0]}, {hasChip[1]}, " \
        f"{not hasChip[2]}; follows again: {follows}"


ITEMS = {13: ("zoom survives live data", 2, zoomStays)}
