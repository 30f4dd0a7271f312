# SPDX-License-Identifier: GPL-3.0-or-later
"""Items about the window as a whole: screen reader, tips and tour, endurance, other languages."""

import contextlib
import os
import random
import re
import statistics
import subprocess
import time
from pathlib import Path

from items_common import clipped, points
from items_files import STATE, table
from rig import parseDump

VALUED = {"slider", "spin box", "text", "combo box", "progress bar"}
PICTURES = ("cleanTile", "adversarialTileA", "changeTileA", "probabilityBarsA", "classRibbon", "noiseTile", "alongLossPlot")


def heardOf(each):
    return each.name, each.description, each.value if each.role in VALUED else None


def nameless(root):
    """Controls without a name, or with a value that is not the one on the screen."""
    bad, count = [], 0
    for each in root.everything():
        if each.role in VALUED or (each.role in ("push button", "check box", "menu item", "page tab") and "showing" in each.states):
            count += 1
            if not each.name:
                bad.append(f"{each.role} at {each.place[:2]} has no name")
            if "&" in each.name:
                bad.append(f"\"{each.name}\" has a mark that is read aloud")
            inner = [child for child in each.children() if child.role == "text"] if each.role == "spin box" else []
            if inner and re.fullmatch(r"[\d.]+", inner[0].value) and abs(float(inner[0].value) - each.value) > 1e-6:
                bad.append(f"{each.name} says {each.value} where {inner[0].value} stands")
    return bad, count


def silent(rig, root, change):
    """Labels that look different after `change` and yet say the same."""
    labels = [(each, each.place, heardOf(each)) for each in root.everything() if each.role == "label"]
    before = [rig.screen.pixels(*place) for _, place, _ in labels]
    change()
    time.sleep(1.0)
    return [each.name for (each, place, heard), old in zip(labels, before)
            if rig.screen.pixels(*place) != old and heardOf(each) == heard]


def verdictDelays(program, root):
    """Milliseconds from the final picture until the verdict is heard, ten times to and fro."""
    delays = []
    said = root.find("Verdict for network A")
    for key, verdict in [("Prior", "FOOLED"), ("Next", "HELD")] * 5:
        program.key(key)
        end = time.monotonic() + 3.0
        while verdict not in said.description and time.monotonic() < end:
            time.sleep(0.002)
        heard = time.monotonic()
        shown = program.settled()
        start = next(e for e in program.trace() if e["event"] == "start")
        delays.append(1000 * heard - start["monotonic_ms"] - shown["t_ms"] + start["t_ms"] if heard < end else 9999.0)
    return delays


def screenReader(rig):
    with rig.heard("--epsilon", "0.05") as (program, root):
        program.settled()
        program.focus()
        program.key("Right")
        program.settled()
        delays = verdictDelays(program, root)
        sentence = root.says("Attacked picture for network A")
        bad, count = nameless(root)

        def change():
            program.key("Prior", "bracketright", "bracketright")
            program.settled()

        mute = silent(rig, root, change)
    with rig.heard("--tab", "2") as (program, root):
        time.sleep(2.0)
        more, others = nameless(root)
    bad = list(dict.fromkeys(bad + more))
    isSpoken = bool(re.search(r"reads \d.*(HELD|FOOLED|ALREADY)", sentence))
    return points(not bad and not mute and isSpoken and max(delays) <= 300, isSpoken and max(delays) <= 300), \
        f"{count + others} controls of the tabs Attack and Train, wrong: {'; '.join(bad) or 'none'}; the verdict (\"{sentence}\") is " \
        f"heard at most {max(delays):.0f} ms after the picture; labels that change without a word: {', '.join(mute) or 'none'}; " \
        f"there is no tab Robustness, and whether news is announced unasked was not measured"


def sentences(tip):
    text = re.sub(r"et al\.|e\.g\.|i\.e\.|\d\.\d", "", tip.split("Allowed:")[0]).strip()
    return len(re.findall(r"[.!?](?:\s|$)|\n", text)) + (bool(text) and text[-1] not in ".!?")


def tips(root):
    bad, count = [], 0
    for each in root.everything():
        if each.role not in ("push button", "check box", "combo box", "spin box", "slider", "page tab"):
            continue
        if "showing" not in each.states or each.name.startswith(("Step of the attack", "Epsilon")) and each.role == "slider":
            continue  # what these two say is their value
        count += 1
        if not 1 <= sentences(each.description) <= (4 if each.role == "combo box" else 2):
            bad.append(f"{each.name}: \"{each.description}\"")
    return bad, count


def hints(rig, program):
    """Pictures say it in the line at the bottom: a tip would hide what the pointer is on."""
    line = program.find("statusLine")
    place = (line.x + 4, line.y + 2, 700, line.height - 4)
    bad = []
    for name in PICTURES:
        program.xdo("mousemove", 700, 60)
        time.sleep(0.25)
        empty = rig.screen.pixels(*place)
        x, y = program.find(name).centre()
        program.xdo("mousemove", x, y)
        time.sleep(0.4)
        if rig.screen.pixels(*place) == empty:
            bad.append(name)
    return bad


def tour(program, root, last=None):
    """Goes on with F2 to the end, or to stop `last` and out with Esc; what was said on the way."""
    said = []
    for _ in range(15):
        program.key("F2")
        time.sleep(0.8)
        sentence = root.says("What to do", 0.5, bool, "label") if root.find("Tour") else ""
        if not sentence:
            break
        said.append(sentence)
        if len(said) == last:
            program.settled()
            program.key("Escape")
            time.sleep(0.5)
            break
    return said


def explain(rig):
    with rig.heard("--epsilon", "0.12", "--digit", "12") as (program, root):
        program.settled()
        bad, count = tips(root)
        mute = hints(rig, program)
        program.focus()
        before = program.session()
        stops = tour(program, root)
        isOver = root.find("Tour") is None
        program.settled()
        program.focus()
        after = program.session()
        tour(program, root, 4)
        isAborted = root.find("Tour") is None
        program.focus()
        aborted = program.session()
    different = [key for key in (*STATE, "view") if not before[key] == after[key] == aborted[key]]
    isTour = 0 < len(set(stops)) <= 10 and isOver and isAborted and not different
    return points(not bad and not mute and isTour, isTour), \
        f"{count} controls, without one or two sentences: {'; '.join(bad) or 'none'}; pictures without a hint: " \
        f"{', '.join(mute) or 'none'}; tour of {len(set(stops))} stops, ends: {isOver}, Esc ends it: {isAborted}, afterwards other: " \
        f"{', '.join(different) or 'nothing'}"


def memory(program):
    """Resident megabytes and threads."""
    text = Path(f"/proc/{program.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024, int(re.search(r"Threads:\s+(\d+)", text)[1])


def trained(program):
    """Measured values of all runs so far."""
    return sum(len(path.read_bytes().splitlines()) for path in program.home.glob("data/epsilonlab/runs/*/metrics.jsonl"))


def monkeyMove(rng):
    """Words for xdotool. The menus stay closed: they hold Quit, and places of files that are somebody's."""
    kind = rng.random()
    if kind < 0.45:
        return ["key", rng.choice(["Right", "Left", "Prior", "Next", "a", "bracketleft", "bracketright", "r", "n", "b", "m", "c",
                                   "l", "p", "comma", "period", "0", "3", "7", "Escape", "ctrl+1", "ctrl+2", "ctrl+3",
                                   "ctrl+z", "ctrl+shift+z", "Tab", "F1"])]
    x, y = rng.randrange(5, 1275), rng.randrange(110, 770)
    if kind < 0.75:
        return ["mousemove", x, y, "click", 1]
    if kind < 0.85:
        return ["mousemove", x, y, "click", rng.choice([4, 5])]
    return ["mousemove", x, y, "mousedown", 1, "mousemove", rng.randrange(5, 1275), rng.randrange(110, 770), "mouseup", 1]


def answered(program):
    """Another digit is asked for; empty if its picture comes, else what is wrong."""
    for _ in range(5):
        for title, window in program.windows().items():
            if title != "EpsilonLab":
                with contextlib.suppress(subprocess.CalledProcessError):  # it may have closed meanwhile
                    program.xdo("windowfocus", window, "key", "Escape")
                time.sleep(0.2)
    program.focus()
    program.key("Escape", "ctrl+1")
    time.sleep(1.0)
    last = max((e["request"] for e in program.trace() if e["event"] == "input"), default=0)
    program.click("nextDigitButton")
    with contextlib.suppress(RuntimeError):
        asked = program.waitFor(lambda trace: [e for e in trace if e["event"] == "input" and e["request"] > last], 5.0)[0]
        with contextlib.suppress(RuntimeError):
            program.waitFor(lambda trace: [e for e in trace if e["event"] == "paint" and e["request"] >= asked["request"]], 5.0)
            return ""
        return "asked for another digit, no picture within 5 s"
    return f"another digit cannot be asked for; windows: {', '.join(program.windows())}"


def endurance(rig):
    minutes = float(os.environ.get("EPSILONLAB_MONKEY_MINUTES", "2"))
    rng, samples, moves = random.Random(1), [], 0
    with rig.program() as program:
        program.settled()
        program.focus()
        began, updates = time.monotonic(), -1
        while program.process.poll() is None and time.monotonic() - began < 60 * minutes:
            if moves % 100 == 0:  # the monkey may have stopped it
                if trained(program) == updates:
                    program.key("ctrl+t")
                updates = trained(program) if moves else 0
            words = [word for _ in range(10) for word in monkeyMove(rng)]
            program.xdo(*words, "key", "Escape")
            moves += 10
            for title in set(program.windows()) - {"EpsilonLab"}:  # no window manager takes the keyboard along
                with contextlib.suppress(subprocess.CalledProcessError):  # it may have closed meanwhile
                    program.xdo("windowfocus", program.windows().get(title, 0), "key", "Escape")
            program.focus()
            with contextlib.suppress(FileNotFoundError):
                samples.append((time.monotonic() - began, *memory(program)))
        isAlive = program.process.poll() is None
        answer = answered(program) if isAlive else "it is gone"
        count = trained(program)
        complaints = program.complaints.read_text().splitlines()
    early = [s for s in samples if s[0] > 15 * minutes][:5] or samples[:5]
    course = [round(samples[len(samples) * part // 4 - 1][1]) for part in (1, 2, 3, 4)]
    growth = statistics.median(s[1] for s in samples[-5:]) - statistics.median(s[1] for s in early)
    threads = samples[-1][2] - early[0][2]
    isGood = isAlive and count > 0 and growth < 50 and threads <= 2 and not answer
    return points(isGood and minutes >= 30, isGood), \
        f"{moves} random actions in {minutes:g} minutes of 30, alive: {isAlive}, {growth:+.0f} MB and {threads:+d} threads since the " \
        f"first quarter ({', '.join(map(str, course))} MB at the quarters), {count} values of training, then {answer or 'another digit comes at once'}; {len(complaints)} lines of complaint" \
        + (f" ({complaints[-1]})" if complaints else "")


def otherLanguages(rig):
    bad, wrong = [], []
    for tab in "1", "2", "3":
        with rig.program("--language", "pseudo", "--tab", tab) as program:
            rows = parseDump(rig.dump(program.arguments, program.environment))
        bad += [f"{name} (tab {tab})" for name in clipped(rows)]
    german = {"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}
    with rig.heard("--epsilon", "0.15", environment=german) as (program, root):
        program.settled()
        shown = root.find("Epsilon", "text").value
        spoken = root.says("Probabilities of network A")
        values = table(program, wrong)
    report = rig.cli("evaluate", "--limit", 20, "--epsilons", "0,0.1", "--attack", "fgsm", "--out", rig.folder / "e", "--quiet",
                     environment=german, check=False)
    tables = list((rig.folder / "e").glob("*.csv"))
    isPoint = report.returncode == 0 and bool(tables) and all(re.search(r",0\.\d", path.read_text()) for path in tables)
    isComma = shown == "0,150" and not re.search(r"\d\.\d", spoken)
    return points(False, not bad and isComma and isPoint and not wrong), \
        f"40 % longer words, 3 tabs, out of their parents: {', '.join(bad) or 'none'}; German: the window says {shown} and \"{spoken}\", " \
        f"{values} values of its CSV and the CSV of a run without a display have points: {isPoint and not wrong}; words cut short with " \
        f"an ellipsis and right-to-left, which nothing asks for, were not measured"


ITEMS = {
    21: ("screen reader", 1, screenReader),
    32: ("explain and tour", 2, explain),
    34: ("endurance", 2, endurance),
    35: ("other languages", 1, otherLanguages),
}
