# SPDX-License-Identifier: GPL-3.0-or-later
"""Items about one digit under attack: ribbon, noise control, two networks side by side, own digits, the first task."""

import json
import os
import re
import time

from items_common import FIRST_DIGIT, percentile, points
from pictures import oddFiles

RUN = re.compile(r"(\d) from ε ([\d.]+) to ([\d.]+)")
ROW = re.compile(r"([AB]) reads (.*?)\.(?= The attack| [AB] reads|$)( The attack first works at ε ([\d.]+)\.)?")
RIBBON = "What the networks read at every epsilon"
NOISE = re.compile(r"With a random change of size ([\d.]+) \(L∞\)")


def settledEpsilon(program, key):
    program.key(key)
    return program.settled()["epsilon"]


def freshReading(rig, model, epsilon):
    """What a run without a display reads after PGD, and whether that is a success."""
    text = rig.cli("attack", "--model", model, "--dataset", f"sample:test[{FIRST_DIGIT}:{FIRST_DIGIT + 1}]", "--attack", "pgd",
                   "--epsilon", repr(epsilon), "--steps", 20, "--step-size", 0, "--json", "-", "--per-image", "--quiet").stdout
    entry = json.loads(text)["per_image"][0]
    return entry["adversarial"], entry["success"]


def ribbon(rig):
    """Ten cells of both rows, and both diamonds, against runs without a display."""
    with rig.heard("--attack", "pgd", "--epsilon", "0.2") as (program, root):
        program.settled()
        said = root.says(RIBBON, 20.0, lambda text: text.count("first works") == 2)
        program.focus()
        flips = [settledEpsilon(program, "m"), settledEpsilon(program, "m")]  # exactly, where the words round
    rows = [[(int(read), float(low), float(high)) for read, low, high in RUN.findall(row[1])] for row in ROW.findall(said)]
    wrong, cells = [], [5 * i for i in range(10)]
    for model, row in zip(("standard", "robust"), rows):
        for cell in cells:
            shown = next((read for read, low, high in row if low - 1e-6 <= cell / 100 <= high + 1e-6), None)
            if shown != freshReading(rig, model, cell / 100)[0]:
                wrong.append(f"{model} at {cell / 100}")
    edges = [freshReading(rig, model, flip)[1] and not freshReading(rig, model, flip - 0.001)[1]
             for model, flip in zip(("standard", "robust"), flips)]
    return points(len(rows) == 2 and not wrong and all(edges), not wrong or all(edges)), \
        f"{len(rows)} rows, {len(cells)} cells of each, wrong: {', '.join(wrong) or 'none'}; diamonds at {flips[0]:.4f} and " \
        f"{flips[1]:.4f}, each works there and fails 0.001 below: {edges}"


def setSeed(program, seed):
    x, y = program.find("seedLineEdit").centre()
    program.xdo("mousemove", x, y, "click", 1, "key", "ctrl+a")
    program.type(str(seed))
    program.key("Return")


def noiseControl(rig):
    """20 seeds. The window says how large the random change is; that of the attack is in the trace."""
    sizes, labelled = [], []
    with rig.heard("--epsilon", "0.1") as (program, root):
        program.settled()
        program.focus()
        places = [program.find(name) for name in ("adversarialTileA", "adversarialTileB")]
        boxes = [(tile.x, tile.y, tile.width, tile.height) for tile in places]
        for seed in range(1, 21):
            setSeed(program, seed)
            shown = program.settled()
            wanted = f"{max(model['linf'] for model in shown['models']):.3f}"
            said = root.says("Random change of the same size", 3.0, lambda text, size=wanted: f"of size {size}" in text)
            sizes.append(NOISE.findall(said)[:1] == [wanted])
        program.click("cleanTile")
        time.sleep(0.3)
        program.key("Escape")
        program.focus()
        program.xdo("mousemove", 640, 60)
        time.sleep(0.3)
        before = [rig.screen.pixels(*box) for box in boxes]
        heard = root.says("Attacked picture for network A")
        program.key("n")
        time.sleep(0.3)
        during = [rig.screen.pixels(*box) for box in boxes]
        labelled = [root.says(f"Attacked picture for network {row}") for row in "AB"]
        program.key("n")
        time.sleep(0.3)
        after = [rig.screen.pixels(*box) for box in boxes]
        isBack = root.says("Attacked picture for network A") == heard
    hasChanged = all(a != b for a, b in zip(before, during))
    isLabelled = all("random" in text.lower() for text in labelled)
    isRestored = before == after and isBack
    return points(all(sizes) and hasChanged and isLabelled and isRestored, all(sizes) and hasChanged and isRestored), \
        f"{sum(sizes)} of {len(sizes)} seeds: as large as the attack's, to three decimals; N changes both tiles: {hasChanged}; a " \
        f"screen reader is told that they are random: {isLabelled} (\"{labelled[0]}\"); a second N restores them pixel for pixel: {isRestored}"


def compare(rig):
    blinks = []
    with rig.program("--epsilon", "0.15") as program:
        both = program.settled()
        program.focus()
        program.key("b")
        alone = program.settled()
        program.key("b")
        again = program.settled()
        program.xdo("mousemove", 640, 60)
        tiles = [program.find(name) for name in ("adversarialTileA", "adversarialTileB")]
        # The middle, where digit and change are; small, so that reading it takes no time of its own.
        places = [(tile.x + tile.width // 2 - 20, tile.y + 40, 40, 40) for tile in tiles]
        time.sleep(0.5)
        for _ in range(15):
            for isDown in (1, 0):
                before = [rig.screen.pixels(*place) for place in places]
                moment = rig.screen.key("c", isDown)
                took = [rig.screen.becomes(place, lambda now, old=old: now != old, moment, 1.0)
                        for place, old in zip(places, before)]
                blinks.append(max(took) if all(took) else 1000.0)
                time.sleep(0.08)
    names = {model["id"] for model in both["models"]}
    isSwitched = len(alone["models"]) == 1 and again["models"] == both["models"] and names == {"standard", "robust"}
    with rig.heard("--epsilon", "0.15") as (program, root):
        program.settled()
        words = [root.says(f"Attacked picture for network {row}") for row in "AB"]
    isNamed = words[0].startswith("Standard") and words[1].startswith("Robust")
    worst = percentile(blinks)
    return points(isSwitched and isNamed and worst <= 33, isSwitched and isNamed), \
        f"B off: {len(alone['models'])} row, on again: the same two: {isSwitched}; both rows name their network: {isNamed}; " \
        f"C held and let go {len(blinks)} times, both rows changed after p95 {worst:.0f} ms"


def stroke(rig, spots, seconds=0.15):
    """Draws through `spots`; the moment of the last movement."""
    rig.screen.move(*spots[0])
    time.sleep(0.05)
    rig.screen.button(1, 1)
    for spot in spots[1:]:
        time.sleep(seconds / len(spots))
        last = rig.screen.move(*spot)
    rig.screen.button(1, 0)
    return last


def milliseconds(program, event, moment):
    start = next(e for e in program.trace() if e["event"] == "start")
    return start["monotonic_ms"] + event["t_ms"] - start["t_ms"] - 1000 * moment


def orange(pixels):
    """Pixels in the colour of the ghost, not grey."""
    return sum(pixels[i + 2] > pixels[i] + 40 for i in range(0, len(pixels), 4))


def draw(program, rig, at, press):
    """Three strokes, undone one by one, then one along the edge: what was seen."""
    strokes = [[(.3, .25), (.45, .25), (.6, .25), (.7, .25)], [(.7, .25), (.62, .45), (.55, .6), (.45, .85)],
               [(.4, .55), (.5, .55), (.6, .55)]]
    waits, hashes = [], []

    def shown():
        return program.settled()["models"][0]["sha256"]

    def drawn(spots):
        moment = stroke(rig, [at(*spot) for spot in spots])
        waits.append(milliseconds(program, program.settled(), moment))
        return shown()

    for spots in strokes:
        hashes.append(drawn(spots))
    pad = (*at(0, 0), *(int(v) for v in (at(1, 1)[0] - at(0, 0)[0], at(1, 1)[1] - at(0, 0)[1])))
    hasGhost = orange(rig.screen.pixels(*pad)) > 0
    program.key("ctrl+z")
    time.sleep(0.4)
    byKey = shown() == hashes[1]
    if not byKey:
        press("&Undo stroke")
        time.sleep(0.4)
    byButton = byKey or shown() == hashes[1]
    for _ in range(2):
        press("&Undo stroke")
        time.sleep(0.4)
    grey = rig.screen.pixels(*pad)
    left = sum(max(grey[i:i + 3]) > 8 for i in range(0, len(grey), 4))
    isEdge = drawn([(.01, .05), (.01, .5), (.01, .99)]) not in hashes
    press("C&lear")
    time.sleep(0.3)
    grey = rig.screen.pixels(*pad)
    isClear = not any(max(grey[i:i + 3]) > 8 for i in range(0, len(grey), 4))
    return waits, hasGhost, byKey, byButton, left, isEdge, isClear


def drawOwn(rig):
    with rig.heard("--epsilon", "0.1") as (program, root):
        program.settled()
        program.focus()
        program.key("d")
        program.window("Draw a digit")
        time.sleep(0.5)
        x, y, width, height = root.find("Drawing").place
        buttons = {each.name: each.place for each in root.everything() if each.role == "push button"}
    with rig.program("--epsilon", "0.1") as program:  # again, and nobody listens: this one is timed
        program.settled()
        program.focus()
        program.key("d")
        program.window("Draw a digit")
        time.sleep(0.5)

        def press(name):
            left, top, wide, high = next(place for title, place in buttons.items()
                                         if title.replace("&", "") == name.replace("&", ""))
            program.xdo("mousemove", left + wide // 2, top + high // 2, "click", 1)

        waits, hasGhost, byKey, byButton, left, isEdge, isClear = draw(
            program, rig, lambda across, down: (x + width * across, y + height * down), press)
        isRunning = program.process.poll() is None
    worst = max(waits)
    isRight = hasGhost and byButton and isEdge and isClear and isRunning
    return points(isRight and byKey and left == 0 and worst <= 50, isRight), \
        f"from the last movement to the final picture at most {worst:.0f} ms ({len(waits)} strokes); ghost: {hasGhost}; one stroke taken " \
        f"back by the button: {byButton}, by Ctrl+Z: {byKey}; all taken back, {left} pixels of the pad are not black; a stroke along " \
        f"the edge is read: {isEdge}; Clear empties the pad: {isClear}"


def cornerOf(session):
    """The corner of the digit in which most of its light is."""
    pixels = session["sample"]["pixels"]
    sums = {(down, across): sum(pixels[28 * y + x] for y in range(14 * down, 14 * down + 14)
                                for x in range(14 * across, 14 * across + 14)) for down in (0, 1) for across in (0, 1)}
    return max(sums, key=sums.get)


def strip(root, seconds, condition=bool):
    return root.says("Question or note", seconds, condition, "label")


def badFiles(rig):
    """Each is dropped on the window as a file manager does: it becomes a digit, or a message says what, why, what to do."""
    bad, ends = [], []
    if os.geteuid() == 0:  # to whom nothing is forbidden, but for this
        rig.prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    with rig.heard("--epsilon", "0.1") as (program, root):
        program.settled()
        for name, (path, mayBeShown) in oddFiles(rig.folder).items():
            before = strip(root, 0.0)
            first = program.settled()["request"]
            isTaken = program.drop(path)
            words = strip(root, 8.0, lambda text, old=before: text and text != old)
            time.sleep(0.5)
            isShown = program.settled()["request"] != first
            isExplained = len(re.findall(r"[.!?](?:\s|$)", words)) >= 2 and words != before
            if not isTaken or (isShown and not mayBeShown) or not (isShown or isExplained):
                bad.append(f"{name} (taken: {isTaken}, shown: {isShown}, said \"{words}\")")
            program.focus()
            if name == "300x200" and cornerOf(program.session()) != (0, 0):
                bad.append("300x200 is turned")
            ends.append(f"{name} {'shown' if isShown else 'explained'}")
        isRunning = program.process.poll() is None
    return points(not bad and isRunning, isRunning and len(bad) <= 2), \
        f"dropped: {', '.join(ends)}; running: {isRunning}, wrong: {'; '.join(bad) or 'none'}"


def firstTask(rig):
    """\"Find the smallest epsilon that makes this a 3, save a picture\": its fewest actions. A person is not measured."""
    with rig.program() as program:
        program.settled()
        began = time.monotonic()
        program.focus()
        program.key("m")
        found = program.settled()
        target = program.home / "three.png"
        program.xdo("mousemove", *program.find("cleanTile").centre())
        program.saveAs("ctrl+e", "Save figure", target)
        seconds = time.monotonic() - began
        isPicture = target.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    reads, works = freshSuccess(rig, found["epsilon"])
    fails = not freshSuccess(rig, found["epsilon"] - 0.001)[1]
    isDone = isPicture and reads == 3 and works and fails and found["models"][0]["adversarial"] == 3
    actions = 4  # M, Ctrl+E, a name, Return
    return points(False, isDone and seconds <= 90 and actions <= 8), \
        f"M, Ctrl+E, a name, Return: {actions} actions, {seconds:.1f} s by a script; epsilon {found['epsilon']:.4f} gives a 3, 0.001 " \
        f"less does not: {isDone}; whether a person finds them was not measured"


def freshSuccess(rig, epsilon):
    text = rig.cli("attack", "--model", "standard", "--dataset", f"sample:test[{FIRST_DIGIT}:{FIRST_DIGIT + 1}]", "--attack",
                   "fgsm", "--epsilon", repr(epsilon), "--json", "-", "--per-image", "--quiet").stdout
    entry = json.loads(text)["per_image"][0]
    return entry["adversarial"], entry["success"]


ITEMS = {
    9: ("ribbon", 2, ribbon),
    10: ("noise control", 1, noiseControl),
    11: ("compare A and B", 2, compare),
    17: ("draw own digit", 2, drawOwn),
    18: ("own picture and bad files", 2, badFiles),
    33: ("first task", 3, firstTask),
}
