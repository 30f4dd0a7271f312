# SPDX-License-Identifier: GPL-3.0-or-later
"""The items that are scored by a script: number -> (title, weight, function of a rig that returns points and words)."""

import gzip
import hashlib
import json
import math
import os
import random
import struct
import subprocess
import time
from pathlib import Path

import items_explore
import items_faults
import items_files
import items_look
import items_shell
import items_train
from items_common import FIRST_DIGIT, ROOT, SIDE, percentile, points


def latencies(trace):
    """First and final picture of each request that was painted, in ms."""
    first, final = {}, {}
    for event in trace:
        if event["event"] == "paint" and "latency_ms" in event:
            first.setdefault(event["request"], event["latency_ms"])
            if event["tier"] == "final":
                final[event["request"]] = event["latency_ms"]
    return list(first.values()), list(final.values())


def npy(path):
    """The float32 values of a file as the program writes it."""
    data = Path(path).read_bytes()
    start = 10 + struct.unpack("<H", data[8:10])[0]
    return struct.unpack(f"<{(len(data) - start) // 4}f", data[start:])


def freshHash(rig, model, attack, epsilon, digit):
    """SHA-256 of the pixels that a run without a display gives for one digit."""
    out = rig.folder / f"{model}.npy"
    steps = ["--steps", 20, "--step-size", 0] if attack == "pgd" else []
    rig.cli("attack", "--model", model, "--dataset", f"sample:test[{digit}:{digit + 1}]", "--attack", attack, "--epsilon",
            repr(epsilon), *steps, "--out", out, "--quiet")
    data = out.read_bytes()
    return hashlib.sha256(data[10 + struct.unpack("<H", data[8:10])[0]:]).hexdigest()


def equalsFresh(rig, shown, attack):
    return all(model["sha256"] == freshHash(rig, model["id"], attack, shown["epsilon"], shown["image"])
               for model in shown["models"])


def firstPicture(rig):
    with rig.program() as program:
        painted = program.waitFor(lambda trace: [e for e in trace if e["event"] == "paint"])[0]
        seconds = program.sinceSpawn(painted)
        last = program.settled()
        verdicts = [model["verdict"] for model in last["models"]]
        windows = program.xdo("search", "--onlyvisible", "--pid", program.process.pid, "--name", ".").split()
    isRight = verdicts == ["FOOLED", "HELD"] and len(windows) == 1
    return points(isRight and seconds <= 1.0, isRight and seconds <= 1.5), \
        f"{seconds:.2f} s to the first picture, then A {verdicts[0]}, B {verdicts[1]}, {len(windows)} window"


def dragScore(rig, program, limits):
    program.settled()
    program.find("epsilonSlider")
    before = len(program.trace())
    program.drag([0.5 * i / 199 for i in range(200)], 2.0)
    last = program.settled()
    trace = program.trace()[before:]
    first, final = latencies(trace)
    stalls = [e for e in trace if e["event"] == "stall"]
    isFresh = equalsFresh(rig, last, "pgd")
    isFast = percentile(first) <= limits[0] and percentile(final) <= limits[1]
    worst = max(stalls, key=lambda e: e["latency_ms"], default=None)
    words = f"{len(first)} pictures, first p95 {percentile(first):.0f} ms, final p95 {percentile(final):.0f} ms, " \
            f"{len(stalls)} stalls" + (f" (worst {worst['latency_ms']:.0f} ms, of it {worst['cpu_ms']:.0f} ms computing)"
                                       if worst else "") + f", last picture {'equals' if isFresh else 'DIFFERS FROM'} a fresh one"
    return points(isFresh and isFast and not stalls, isFresh), words


def sliderToPicture(rig):
    with rig.program("--attack", "pgd", "--epsilon", "0") as program:
        return dragScore(rig, program, (33, 80))


def orderAndStaleness(rig):
    rng = random.Random(1)
    with rig.program("--attack", "pgd", "--epsilon", "0.1") as program:
        program.settled()
        program.drag([round(rng.random() * 100) / 200 for _ in range(200)], 2.0)
        last = program.settled()
        asked = [e for e in program.trace() if e["event"] == "input"][-1]
        painted = [e["request"] for e in program.trace() if e["event"] == "paint"]
    isInOrder = painted == sorted(painted)
    isRight = equalsFresh(rig, last, "pgd") and asked["epsilon"] == last["epsilon"]
    return points(isInOrder and isRight), \
        f"{len(painted)} pictures in order: {isInOrder}; the last, epsilon {last['epsilon']:.3f}, bit for bit: {isRight}"


def wilson(k, n):
    z = 1.959963984540054
    p, d = k / n, 1 + z * z / n
    middle, half = (p + z * z / (2 * n)) / d, z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / d
    return middle - half, middle + half


def sampleImages():
    raw = gzip.decompress((ROOT / "resources/sample/t10k-images-idx3-ubyte.gz").read_bytes())[16:]
    return [raw[i:i + SIDE * SIDE] for i in range(0, len(raw), SIDE * SIDE)]


def trueNumbers(rig):
    n, epsilon, out = 100, 0.1, rig.folder / "a.npy"
    text = rig.cli("attack", "--model", "standard", "--dataset", f"sample:test[0:{n}]", "--attack", "pgd", "--steps", 10,
                   "--epsilon", epsilon, "--out", out, "--json", "-", "--per-image", "--quiet").stdout
    report, pixels, clean = json.loads(text), npy(out), sampleImages()
    largest = low = high = 0.0
    isSame = True
    for entry, i in zip(report["per_image"], range(n)):
        attacked = pixels[i * 784:(i + 1) * 784]
        linf = max(abs(a - struct.unpack("<f", struct.pack("<f", c / 255))[0]) for a, c in zip(attacked, clean[i]))
        isSame = isSame and abs(linf - entry["linf"]) < 1e-6
        largest, low, high = max(largest, linf), min(low, *attacked), max(high, *attacked)
    robust = sum(e["adversarial"] == e["label"] for e in report["per_image"])
    interval = wilson(robust, n)
    isSame = isSame and robust == report["robust_correct"] and report["robust_accuracy"] == robust / n
    isSame = isSame and all(abs(a - b) < 1e-9 for a, b in zip(interval, report["robust_accuracy_ci95"]))
    isInside = largest <= epsilon + 1e-6 and low >= 0 and high <= 1
    return points(isSame and isInside), f"{n} norms, accuracy and interval recomputed: {isSame}; largest {largest:.7f}, inside: {isInside}"


def noFalseSuccess(rig):
    text = rig.cli("attack", "--model", "standard", "--dataset", "sample:test", "--attack", "fgsm", "--epsilon", 0.3,
                   "--json", "-", "--per-image", "--quiet").stdout
    report = json.loads(text)
    wrong = [e for e in report["per_image"] if e["clean"] != e["label"]]
    isCounted = not any(e["success"] for e in wrong) and report["attacked"] == report["n"] - len(wrong)
    with rig.program("--digit", str(wrong[0]["index"])) as program:
        verdict = program.settled()["models"][0]["verdict"]
    return points(isCounted and verdict == "ALREADY WRONG"), \
        f"{len(wrong)} misread digits, none a success: {isCounted}; the window says {verdict}"


def typeEpsilon(program, text):
    x, y = program.find("epsilonEdit").centre()
    program.xdo("mousemove", x, y, "click", "--repeat", 3, "--delay", 40, 1, "key", "ctrl+a")
    program.xdo("type", "--delay", "15", "--", text)
    program.key("Return")
    return program.settled()["epsilon"]


def units(rig):
    """German decimal commas too; what is refused leaves the value alone."""
    with rig.program("--epsilon", "0.2", environment={"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}) as program:
        program.settled()
        program.focus()
        got = [typeEpsilon(program, text) for text in ("8/255", "0,1", "25,5/255", "-1", "abc")]
    expected = [8 / 255, 0.1, 0.1, 0.1, 0.1]
    right = [abs(a - b) < 1e-9 for a, b in zip(got, expected)]
    return points(all(right), all(right[:2])), "8/255, 0,1, 25,5/255, -1, abc gave " + ", ".join(f"{v:.4f}" for v in got)


def honestPixels(rig):
    shot = rig.folder / "shot.png"
    with rig.program("--epsilon", "0.1") as program:
        program.settled()
        program.xdo("mousemove", 2, 2)
        program.screenshot(shot)
        tile = program.find("cleanTile")
    margin = 6
    factor = (min(tile.width, tile.height) - 2 * margin) // SIDE
    side = factor * SIDE
    crop = f"{side}x{side}+{tile.x + margin}+{tile.y + margin}"
    grey = subprocess.run(["convert", str(shot), "-crop", crop, "+repage", "-colorspace", "gray", "-depth", "8", "gray:-"],
                          capture_output=True, check=True).stdout
    expected = sampleImages()[FIRST_DIGIT]
    bad = sum(grey[y * side + x] != expected[(y // factor) * SIDE + x // factor] for y in range(side) for x in range(side))
    return points(bad == 0), f"factor {factor}, {bad} of {side * side} screen pixels differ from the data"


def keyboardOnly(rig):
    with rig.program("--epsilon", "0.15") as program:
        program.settled()
        program.focus()
        program.key("Right")
        steps = [program.settled()["epsilon"]]
        program.key("Prior")
        steps.append(program.settled()["epsilon"])
        program.key("Next")
        steps.append(program.settled()["epsilon"])
        program.key("a")
        attack = program.settled()["attack"]
        program.key("bracketright")
        digit = program.settled()["image"]
    right = [abs(steps[0] - 0.155) < 1e-9, abs(steps[1] - 0.255) < 1e-9, abs(steps[2] - 0.155) < 1e-9, attack != "fgsm", digit == FIRST_DIGIT + 1]
    return points(all(right), sum(right) >= 4), f"Right, Page Up, Page Down gave {steps}, A gave {attack}, ] gave digit {digit}"


def startTraining(program):
    """PGD training on the built-in digits, from the window, until it has computed for a while."""
    program.focus()
    program.key("ctrl+2")
    program.widgets = None
    program.arguments = ["--tab", "2"]
    program.click("presetCombo")
    program.xdo("type", "Madry")
    program.key("Return")
    program.key("ctrl+t")
    time.sleep(4.0)
    program.arguments = []
    program.widgets = None


def aliveWhileTraining(rig):
    with rig.program("--attack", "pgd", "--epsilon", "0") as program:
        program.settled()
        startTraining(program)
        used = cpuSeconds(program)
        program.key("ctrl+1")
        score, words = dragScore(rig, program, (33, 80))
        for tab in [2, 1] * 15:
            program.key(f"ctrl+{tab}")
            time.sleep(0.15)
        tabs = [e["latency_ms"] for e in program.trace() if e["event"] == "tab"]
        stalls = [e for e in program.trace() if e["event"] == "stall"]
        for _ in range(30):
            program.key("bracketright")
            time.sleep(0.2)
        first, digits = latencies([e for e in program.trace() if e.get("image", FIRST_DIGIT) != FIRST_DIGIT])
        busy = cpuSeconds(program) - used
    isFast = percentile(tabs) <= 150 and not stalls
    return points(score == 2 and isFast, score >= 1), \
        f"{words}; {len(tabs)} tab changes p95 {percentile(tabs):.0f} ms; next digit p95 {percentile(digits):.0f} ms; " \
        f"{len(stalls)} stalls in all; {busy:.0f} s of processor time meanwhile"


def cpuSeconds(program):
    fields = Path(f"/proc/{program.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def closing(rig):
    """Closed while PGD training runs."""
    with rig.program() as program:
        program.settled()
        startTraining(program)
        before = cpuSeconds(program)
        time.sleep(1.0)
        isTraining = cpuSeconds(program) - before > 0.5
        began = time.monotonic()
        program.key("ctrl+q")
        code = program.process.wait(timeout=10)
        seconds = time.monotonic() - began
        runs = list(program.home.glob("data/epsilonlab/runs/*/*"))
    isRight = code == 0 and isTraining and bool(runs)
    return points(isRight and seconds <= 0.3, code == 0), \
        f"gone after {1000 * seconds:.0f} ms, exit code {code}, was training: {isTraining}, {len(runs)} files of the run kept"


def headlessEqualsWindow(rig):
    with rig.program("--attack", "pgd", "--epsilon", "0.12") as program:
        shown = program.settled()
    isEqual = equalsFresh(rig, shown, "pgd")
    codes = [rig.cli("attack", "--attack", "nothing", check=False).returncode, rig.cli("--help", check=False).returncode]
    return points(isEqual and codes == [2, 0]), f"pixels of window and shell equal: {isEqual}; exit codes {codes}"


def reproducible(rig):
    def run(threads):
        out = rig.folder / "r.npy"
        text = rig.cli("attack", "--attack", "pgd", "--steps", 10, "--epsilon", 0.1, "--limit", 200, "--threads", threads,
                       "--out", out, "--json", "-", "--quiet").stdout
        report = json.loads(text)
        for key in ("wall_seconds", "images_per_second", "threads", "command"):
            report.pop(key)
        return out.read_bytes(), report
    first = run(1)
    same = [run(1) == first, run(2) == first, run(3) == first]
    return points(all(same)), f"again, with 2 and with 3 threads bit for bit the same: {same}"


ITEMS = {
    1: ("first meaningful picture", 3, firstPicture),
    2: ("slider to picture", 3, sliderToPicture),
    3: ("order and staleness", 3, orderAndStaleness),
    4: ("alive while training", 3, aliveWhileTraining),
    5: ("close while training", 2, closing),
    6: ("numbers are true", 3, trueNumbers),
    7: ("no false success", 3, noFalseSuccess),
    8: ("units of epsilon", 2, units),
    12: ("honest pixels", 2, honestPixels),
    20: ("keyboard only (attack tab)", 2, keyboardOnly),
    29: ("headless equals window", 2, headlessEqualsWindow),
    30: ("reproducible", 2, reproducible),
} | items_explore.ITEMS | items_faults.ITEMS | items_files.ITEMS | items_look.ITEMS | items_shell.ITEMS | items_train.ITEMS
