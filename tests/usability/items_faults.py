# SPDX-License-Identifier: GPL-3.0-or-later
"""Empty, busy and error states, each forced by --fault: what is said, that nothing waits for an answer, and that it goes on."""

import math
import re
import signal
import time

from items_common import ROOT, points
from pictures import png

GOOD_NETWORK = ROOT / "tests/data/broken/model/good.safetensors"


def strip(root, words, seconds=10.0):
    said = root.says("Question or note", seconds, lambda text: words in text, "label")
    return words in said, said


def isFree(program):
    """No window but the main one, and a key still changes the picture."""
    windows = set(program.windows())
    program.focus()
    program.key("ctrl+1")
    before = len([e for e in program.trace() if e["event"] == "input"])
    program.key("Right")
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if len([e for e in program.trace() if e["event"] == "input"]) > before:
            return len(windows) == 1
        time.sleep(0.05)
    return False


def noDataset(rig, program, root):
    program.settled()
    time.sleep(0.5)
    combo = root.find("MNIST sample", "combo box")
    said = combo.description if combo else ""
    return "datasets fetch mnist" in said, said


def noRuns(rig, program, root):
    program.focus()
    program.key("ctrl+2")
    said = root.says("Loss", 10.0, lambda text: "No run yet" in text)
    return "No run yet" in said, said


def unreadableImage(rig, program, root):
    path = rig.folder / "seven.png"
    path.write_bytes(png(28, 28, lambda y: bytes(13) + b"\xff\xff" + bytes(13)))
    program.settled()
    program.drop(path)
    return strip(root, "is not a picture that is known here")


def wrongShape(rig, program, root):
    program.settled()
    program.drop(GOOD_NETWORK)
    isSaid, said = strip(root, "but the file has", 20.0)
    return isSaid and "The networks in use stay." in said, said


def zeroGradient(rig, program, root):
    program.settled()
    said = root.says("Message", 10.0, lambda text: "exactly zero" in text, "label")
    chip = next((each.name for each in root.everything() if each.role == "push button" and "warning" in each.name), "")
    return "exactly zero on this digit: FGSM cannot move. This is not robustness." in said and "1 warning" in chip, said


def noteAbove(program):
    """Where "updating" stands while a picture is on its way: above the attacked picture."""
    tile = program.find("adversarialTileA")
    return tile.x, tile.y - 22, tile.width, 20


def slowAttack(rig, program, root):
    program.settled()
    program.focus()
    place = noteAbove(program)
    tagged = rig.screen.changes(place, rig.screen.key("bracketright", 1))  # another epsilon alone needs no new gradient
    rig.screen.key("bracketright", 0)
    program.settled()
    if tagged is None or not 0.95 * 150 <= tagged <= 1000:  # the toolkit's timers may be 5 % early
        return False, f"a picture of 0.3 s is tagged after {tagged or math.inf:.0f} ms"
    for _ in range(4):  # until it is an attack of many steps
        program.key("a")
        time.sleep(0.3)
    end, bar = time.monotonic() + 20, None
    while bar is None and time.monotonic() < end:
        bar = root.find("Progress of the running job")
        time.sleep(0.1)
    if bar is None:
        return False, "no bar"
    time.sleep(1.5)
    value = bar.value
    program.key("Escape")
    time.sleep(0.6)
    isGone = root.find("Progress of the running job") is None
    return isGone and value > 0, f"tagged after {tagged:.0f} ms, bar at {value}, gone after Esc: {isGone}"


def training(program):
    program.focus()
    program.key("ctrl+2", "ctrl+t")


def nanInTraining(rig, program, root):
    training(program)
    said = root.says("Message", 90.0, lambda text: "NaN" in text, "label")
    return bool(re.search(r"became NaN or infinite at step \d+", said)) and "learning rate" in said.lower(), said


def collapsedModel(rig, program, root):
    training(program)
    end, said = time.monotonic() + 90, ""
    while "were read as class 1" not in said and time.monotonic() < end:
        said = next((each.description for each in root.everything()
                     if each.role == "push button" and "warning" in each.name), "")
        time.sleep(0.2)
    program.key("ctrl+t")
    return "were read as class 1" in said, said


def fullDisk(rig, program, root):
    program.settled()
    program.focus()
    path = program.home / "kept.epslab"
    program.openBy("ctrl+s", "Save session as", path)
    isSaid, said = strip(root, "could not be written")
    return isSaid and "kept.epslab" in said and not path.exists(), said


FAULTS = {"no-dataset": noDataset, "no-runs": noRuns, "unreadable-image": unreadableImage, "wrong-shape": wrongShape,
          "zero-gradient": zeroGradient, "slow-attack": slowAttack, "nan-in-training": nanInTraining,
          "collapsed-model": collapsedModel, "full-disk": fullDisk}


def crash(rig):
    home = rig.folder / "crashed"
    home.mkdir()
    where = {"HOME": str(home)}
    with rig.program("--fault", "crash", "--no-intro", "--tab", "2", environment=where) as program:
        code = program.process.wait(timeout=30)
    with rig.heard("--no-intro", environment=where) as (program, root):
        isSaid, said = strip(root, "not closed properly")
    return code == -signal.SIGKILL and isSaid, said


def quick(rig):
    """Without a fault: nothing flickers, and that there is no other processor is no fault."""
    with rig.heard("--no-intro") as (program, root):
        program.settled()
        program.focus()
        flicker = rig.screen.changes(noteAbove(program), rig.screen.key("bracketright", 1), 0.4)
        rig.screen.key("bracketright", 0)
        chip = root.says("What the program is doing")
        warnings = root.find("0 warnings")
    return flicker is None and "CPU" in chip and warnings is not None, f"flickers: {flicker}, chip \"{chip}\""


def states(rig):
    bad, asked = [], []
    isRight, said = quick(rig)
    if not isRight:
        bad.append(f"none ({said})")
    unknown = rig.cli("--fault", "earthquake", check=False)
    known = re.findall(r"^  ([a-z-]+): ", unknown.stderr, re.MULTILINE)
    for name in known:
        if name == "crash":
            isRight, said = crash(rig)
            isOn = True
        elif name in FAULTS:
            with rig.heard("--fault", name, "--no-intro") as (program, root):
                isRight, said = FAULTS[name](rig, program, root)
                isOn = isFree(program)
        else:
            isRight, isOn, said = False, True, "no script knows it"
        asked.append(name)
        if not isRight or not isOn:
            bad.append(f"{name} ({'' if isOn else 'does not go on, '}said \"{said}\")")
    isListed = unknown.returncode == 2 and len(known) >= 10
    return points(isListed and not bad, isListed and len(bad) <= 3), \
        f"an unknown fault names the {len(known)} known ones, exit code {unknown.returncode}; {len(asked)} forced, wrong: " \
        f"{'; '.join(bad) or 'none'}"


ITEMS = {24: ("empty, busy, error states", 2, states)}
