# SPDX-License-Identifier: GPL-3.0-or-later
"""Items about what leaves the window and comes back: exported figures and tables, sessions, undo, a killed program."""

import csv
import json
import math
import re
import shutil
import signal
import subprocess
import time
import xml.etree.ElementTree as xml
from pathlib import Path

from items_common import points
from pictures import pdfContent, pngSize, pngTexts, webpChunks

SVG = "{http://www.w3.org/2000/svg}"
CONTROLS = ("Reset to defaults", "following off", "Report", "Norm", "logits (L)")  # no word of these belongs into a figure
STATE = ("models", "dataset", "attack", "epsilon", "seed", "sample")


def hover(program, name):
    x, y = program.find(name).centre()
    program.xdo("mousemove", x + 5, y + 5)
    time.sleep(0.2)


def exported(program, place, path, entry=None, title="Save figure"):
    """A figure by Ctrl+E or, with the letter of its entry, from its menu."""
    hover(program, place)
    if entry is None:
        return program.saveAs("ctrl+e", title, path)
    program.xdo("click", 3)
    time.sleep(0.5)
    program.key(entry)
    return program.saveAs(None, title, path)


def svgParts(path):
    """Words, points of its lines, raster images."""
    root = xml.parse(path).getroot()
    words = " ".join("".join(each.itertext()) for each in root.iter(SVG + "text"))
    lines = sum(len(re.findall(r"[\d.]+[ ,][\d.]+", each.get("points") or each.get("d") or ""))
                for each in root.iter() if each.tag in (SVG + "path", SVG + "polyline"))
    return " ".join(words.split()), lines, len(list(root.iter(SVG + "image")))


def pdfParts(path):
    """Pieces of text, pieces of lines, raster images."""
    drawing = b"\n".join(data for head, data in pdfContent(path) if b"/Image" not in head and b"/Length1" not in head)
    images = sum(b"/Subtype /Image" in head or b"/Subtype/Image" in head for head, _ in pdfContent(path))
    return len(re.findall(rb"T[jJ]\b", drawing)), len(re.findall(rb"\b[lc]\s", drawing)), images


def blocks(path):
    """Of the 3x3 blocks of a picture, the share that are not of one grey: 0 for one that was only enlarged."""
    width, height = pngSize(path)
    grey = subprocess.run(["convert", str(path), "-colorspace", "gray", "-depth", "8", "gray:-"], capture_output=True,
                          check=True).stdout
    mixed = sum(len({grey[(y + j) * width + x + i] for j in range(3) for i in range(3)}) > 1
                for y in range(0, height - 2, 3) for x in range(0, width - 2, 3))
    return mixed / ((width // 3) * (height // 3))


def figures(program, folder, bad):
    """Every format from the window."""
    small = exported(program, "cleanTile", folder / "a.png")
    large = exported(program, "cleanTile", folder / "b.png", "3")
    if pngSize(large) != tuple(3 * side for side in pngSize(small)) or blocks(large) < 0.01:
        bad.append(f"3x PNG is {pngSize(large)}, {blocks(large):.3f} of its blocks mixed")
    vectors = {}
    for place in ("cleanTile", "classRibbon", "alongPanel"):
        svg = exported(program, place, folder / f"{place}.svg")
        pdf = exported(program, place, folder / f"{place}.pdf")
        vectors[place] = (svgParts(svg), pdfParts(pdf))
        words, lines, images = vectors[place][0]
        texts, strokes, pdfImages = vectors[place][1]
        if "seed 1" not in words or "epsilon" not in words or not texts:
            bad.append(f"{place}: its words are no text")
        if any(control in words for control in CONTROLS):
            bad.append(f"{place}: a control is in it")
        if shutil.which("qpdf") and subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, check=False).returncode:
            bad.append(f"{place}: qpdf finds fault with its PDF")
        if shutil.which("pdftotext") and "seed 1" not in " ".join(subprocess.run(
                ["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=False).stdout.split()):
            bad.append(f"{place}: pdftotext finds no words")
        if place != "cleanTile" and (images or pdfImages or lines < 20 or strokes < 20):
            bad.append(f"{place}: {lines} points of lines and {images} images in SVG, {strokes} and {pdfImages} in PDF")
    webp = exported(program, "cleanTile", folder / "steps.webp", "t", "Save the steps")
    chunks = [name for name, _ in webpChunks(webp) or []]
    if "ANIM" not in chunks or chunks.count("ANMF") != 21 or "XMP " not in chunks:
        bad.append(f"the animation has {chunks.count('ANMF')} pictures")
    return vectors


def pasted(program, bad):
    """Copied, changed, pasted: as it was."""
    hover(program, "cleanTile")
    before = program.session()
    hover(program, "cleanTile")
    program.key("ctrl+c")
    program.key("bracketright")
    program.settled()
    program.key("ctrl+v")
    time.sleep(0.5)
    program.settled()
    after = program.session()
    if any(before[key] != after[key] for key in STATE):
        bad.append("a copied figure that is pasted does not bring its state back")


def pinned(rig, program, bad):
    for place in ("cleanTile", "classRibbon", "alongPanel"):
        hover(program, place)
        program.key("p")
        time.sleep(0.3)
    program.session()
    count = 0
    for ending in ("svg", "pdf", "png"):
        folder = rig.folder / f"pinned-{ending}"
        run = rig.cli("figures", program.home / "state.epslab", "--out", folder, "--format", ending, check=False)
        files = sorted(folder.glob("*." + ending)) if folder.exists() else []
        count += len(files)
        if run.returncode or len(files) != 3:
            bad.append(f"epsilonlab figures wrote {len(files)} of 3 {ending} files")
        elif ending == "svg" and not all(svgParts(file)[0] for file in files):
            bad.append("a figure of epsilonlab figures has no text")
    return count


def table(program, bad):
    """The CSV of a run against what the run folder keeps."""
    program.focus()
    program.key("ctrl+2", "ctrl+t")
    folder = program.home / "data/epsilonlab/runs"
    end = time.monotonic() + 60
    while not any(folder.glob("*/metrics.jsonl")) or len(next(folder.glob("*/metrics.jsonl")).read_text().splitlines()) < 40:
        if time.monotonic() > end:
            bad.append("no run to export")
            return 0
        time.sleep(0.2)
    program.key("ctrl+t")  # pause
    time.sleep(1.5)
    program.arguments, program.widgets = ["--tab", "2"], None
    program.click("exportRunButton")
    path = program.saveAs(None, "Export run", program.home / "run.csv")
    kept = [json.loads(line) for line in next(folder.glob("*/metrics.jsonl")).read_text().splitlines()]
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    numbers = [(row[key], line[key]) for row, line in zip(rows, kept) for key in line if key in row and key != "kind"]
    wrong = [pair for pair in numbers if isinstance(pair[1], (int, float)) and float(pair[0] or "nan") != pair[1]]
    if len(rows) < len(kept) or wrong:
        bad.append(f"CSV: {len(rows)} rows for {len(kept)} kept, {len(wrong)} of {len(numbers)} values differ")
    program.arguments, program.widgets = [], None
    return len(numbers)


def export(rig):
    bad = []
    with rig.program("--attack", "pgd", "--epsilon", "0.15") as program:
        program.settled()
        time.sleep(2.5)  # ribbon and steps
        program.focus()
        vectors = figures(program, program.home, bad)
        pasted(program, bad)
        count = pinned(rig, program, bad)
        values = table(program, bad)
    return points(not bad, len(bad) <= 2), \
        f"PNG 1x and 3x, {len(vectors)} figures as SVG and PDF (ribbon: {vectors['classRibbon'][0][1]} points of lines in SVG, " \
        f"{vectors['classRibbon'][1][0]} pieces of text in PDF), animation, copy and paste, {count} files of epsilonlab figures, " \
        f"{values} values of a CSV; wrong: {'; '.join(bad) or 'none'}"


def remembered(rig):
    """Exported figures dropped on a fresh window."""
    bad, paths = [], {}
    with rig.program("--attack", "pgd", "--epsilon", "0.215", "--digit", "12") as program:
        shown = program.settled()
        time.sleep(2.5)
        program.focus()
        for ending in ("png", "svg", "pdf"):
            paths[ending] = exported(program, "cleanTile", rig.folder / f"figure.{ending}")
        paths["webp"] = exported(program, "cleanTile", rig.folder / "steps.webp", "t", "Save the steps")
        before = program.session()
    if "epsilon" not in " ".join(pngTexts(paths["png"])) + pngTexts(paths["png"]).get("Description", ""):
        bad.append("the PNG says nothing about itself")
    for ending, path in paths.items():
        with rig.program() as program:
            first = program.settled()["request"]
            isTaken = program.drop(path)
            program.waitFor(lambda trace, old=first: any(e["event"] == "input" and e["request"] > old for e in trace), 10.0)
            again = program.settled()
            program.focus()
            after = program.session()
        different = [key for key in STATE if before[key] != after[key]]
        isSame = all(again[key] == shown[key] for key in ("epsilon", "attack", "image", "models"))
        if not isTaken or different or not isSame:
            bad.append(f"{ending}: dropped {isTaken}, other {', '.join(different) or 'nothing'}, pixels the same: {isSame}")
    return points(not bad, len(bad) < len(paths)), \
        f"{', '.join(paths)} dropped on a fresh window: epsilon, attack, seed, sample, model hashes and pixels as before, wrong: " \
        f"{'; '.join(bad) or 'none'}"


def act(program, number):
    """One of 30 actions, each of its own kind or far enough from the last one to be one step."""
    program.key(("Right", "a", "bracketright", "n", "b", "Prior", "bracketleft", "Next")[number % 8])
    time.sleep(0.45)


def undone(program):
    """30 actions, all undone, all done again: (as at the start, as before undoing)."""
    start = program.session()
    for number in range(30):
        act(program, number)
    program.settled()
    last = program.session()
    for _ in range(40):
        program.key("ctrl+z")
        time.sleep(0.06)
    program.settled()
    first = program.session()
    for _ in range(40):
        program.key("ctrl+shift+z")
        time.sleep(0.06)
    program.settled()
    again = program.session()
    return [key for key in STATE if first[key] != start[key]], [key for key in STATE if again[key] != last[key]], last


def autosaved(program, last, seconds=40.0):
    """Seconds until the program has kept this state by itself."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        for path in program.home.glob("data/epsilonlab/sessions/autosave-*.epslab"):
            kept = json.loads(path.read_text() or "{}")
            if all(kept.get(key) == last[key] for key in STATE):
                return time.monotonic() - began
        time.sleep(0.25)
    return math.inf


def sessionItem(rig):
    home = Path(rig.folder) / "kept"
    home.mkdir()
    where = {"HOME": str(home)}
    with rig.program("--epsilon", "0.1", environment=where) as program:
        program.settled()
        program.focus()
        notFirst, notLast, last = undone(program)
        waited = autosaved(program, last)
        program.process.send_signal(signal.SIGKILL)
        program.process.wait()
    with rig.heard("--no-intro", environment=where) as (program, root):
        program.settled()
        offer = root.says("Question or note", 5.0, bool, "label")
        button = root.find("Restore", "push button")
        if button:
            button.press()
            time.sleep(1.0)
        program.settled()
        program.focus()
        restored = program.session()
    different = [key for key in STATE if restored[key] != last[key]]
    isOffered = button is not None and "not closed properly" in offer
    isRight = not notFirst and not notLast and isOffered and not different
    return points(isRight and waited <= 30.5, isOffered and not different), \
        f"30 actions, all undone: other than at the start: {', '.join(notFirst) or 'nothing'}; all redone: other than before: " \
        f"{', '.join(notLast) or 'nothing'}; kept by itself after {waited:.0f} s; killed, then offered: {isOffered}; restored, other: " \
        f"{', '.join(different) or 'nothing'}"


ITEMS = {
    25: ("export", 3, export),
    26: ("figures remember", 2, remembered),
    28: ("session, undo, kill", 2, sessionItem),
}
