# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program under Xvfb: starts it with a home of its own, finds widgets by objectName, moves the mouse,
types, reads the trace and what a screen reader is told. Needs Xvfb, xdotool, ImageMagick's import and, to listen,
dbus-daemon; otherwise the Python standard library alone."""

import contextlib
import functools
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import spoken
from bus import Bus
from screen import Screen


class Xvfb:
    """A display of its own, so that nothing else moves the pointer."""

    def __init__(self, size="1280x800"):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", size + "x24", "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = ":" + pipe.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()


class Widget:
    def __init__(self, x, y, width, height, isVisible):
        self.x, self.y, self.width, self.height, self.isVisible = x, y, width, height, isVisible

    def centre(self):
        return self.x + self.width // 2, self.y + self.height // 2


LINE = re.compile(r'^(?P<indent> *)(?P<name>\S+) \[(?P<cls>\w+(?:::\w+)*)\] (?P<x>-?\d+),(?P<y>-?\d+) (?P<w>\d+)x(?P<h>\d+) '
                  r'"(?P<spoken>.*)"(?P<hidden> hidden)?$')


def parseDump(text):
    """[(depth, name, class, Widget, accessible name)] in the order of the tree."""
    rows = []
    for line in text.splitlines():
        match = LINE.match(line)
        if match:
            rows.append((len(match["indent"]) // 2, match["name"], match["cls"],
                         Widget(int(match["x"]), int(match["y"]), int(match["w"]), int(match["h"]), not match["hidden"]),
                         match["spoken"]))
    return rows


class Program:
    """One running window. `arguments` are those of the command line."""

    def __init__(self, rig, arguments=(), environment=None):
        self.rig = rig
        self.home = Path((environment or {}).get("HOME") or tempfile.mkdtemp(prefix="home-", dir=rig.folder))
        self.tracePath = self.home / "trace.jsonl"
        self.environment = dict(rig.environment, HOME=str(self.home), XDG_CONFIG_HOME=str(self.home / "config"),
                                XDG_DATA_HOME=str(self.home / "data"), XDG_RUNTIME_DIR=str(self.home),
                                EPSILONLAB_TRACE=str(self.tracePath)) | (environment or {})
        self.arguments = list(arguments)
        self.complaints = self.home / "stderr"
        with self.complaints.open("w") as errors:  # a pipe that nobody empties would stop a talkative program
            self.spawned = time.monotonic()
            self.process = subprocess.Popen([*rig.prefix, rig.binary, *self.arguments], env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=subprocess.DEVNULL, stderr=errors)
        self.widgets = None

    def trace(self):
        if not self.tracePath.exists():
            return []
        lines = self.tracePath.read_text().splitlines()
        events = []
        for line in lines:
            with contextlib.suppress(json.JSONDecodeError):  # the last line may be half written
                events.append(json.loads(line))
        return events

    def sinceSpawn(self, event):
        """Seconds from the moment before exec to a line of the trace."""
        start = next(e for e in self.trace() if e["event"] == "start")
        return start["monotonic_ms"] / 1e3 - self.spawned + (event["t_ms"] - start["t_ms"]) / 1e3

    def waitFor(self, condition, seconds=20.0):
        """The first value of `condition(trace)` that is not empty."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = condition(self.trace())
            if found:
                return found
            if self.process.poll() is not None:
                raise RuntimeError("the program ended: " + self.complaints.read_text())
            time.sleep(0.02)
        raise RuntimeError("waited in vain")

    def settled(self, seconds=20.0):
        """Waits until the newest input has its final picture on screen; that line of the trace."""
        def isSettled(trace):
            asked = [e["request"] for e in trace if e["event"] == "input"]
            shown = [e for e in trace if e["event"] == "paint" and e["tier"] == "final"]
            return shown[-1] if asked and shown and shown[-1]["request"] == asked[-1] else None
        last, since = None, time.monotonic()
        end = since + seconds
        while time.monotonic() < end:  # settled means: nothing new for a moment
            found = self.waitFor(isSettled, seconds)
            if last is None or found["request"] != last["request"]:
                last, since = found, time.monotonic()
            elif time.monotonic() - since > 0.3:
                return found
            time.sleep(0.05)
        raise RuntimeError("never settled")

    def find(self, name):
        if self.widgets is None:
            text = self.rig.dump(self.arguments, self.environment)
            self.widgets = {row[1]: row[3] for row in parseDump(text)}
        scale = float(self.environment.get("QT_SCALE_FACTOR", "1"))
        w = self.widgets[name]
        return Widget(*(round(v * scale) for v in (w.x, w.y, w.width, w.height)), w.isVisible)

    def xdo(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True, capture_output=True,
                              text=True).stdout

    def click(self, name):
        x, y = self.find(name).centre()
        self.xdo("mousemove", x, y, "click", 1)

    def key(self, *keys):
        self.xdo("key", "--delay", "0", *keys)

    def focus(self):
        windows = self.windows()
        main = [window for name, window in windows.items() if name.startswith("EpsilonLab")]
        if main:
            self.xdo("windowfocus", "--sync", main[0])

    def sliderAt(self, epsilon, largest=0.5):
        """Screen position of a value of the epsilon slider: its groove keeps 14 px free at both ends."""
        slider = self.find("epsilonSlider")
        scale = float(self.environment.get("QT_SCALE_FACTOR", "1"))
        side = 14 * scale
        return round(slider.x + side + (slider.width - 2 * side) * epsilon / largest), round(slider.y + 13 * scale)

    def drag(self, epsilons, seconds):
        """Moves the pressed handle through `epsilons` in equal steps of time."""
        pause = f"{seconds / len(epsilons):.4f}"
        words = ["mousemove", *self.sliderAt(epsilons[0]), "mousedown", 1]
        for epsilon in epsilons:  # one xdotool for all: starting one a move would load the machine that is measured
            words += ["mousemove", *self.sliderAt(epsilon), "sleep", pause]
        self.xdo(*words, "mouseup", 1)

    def type(self, text):
        self.xdo("type", "--delay", "8", "--", text)

    def windows(self):
        """{name: id} of what is on the screen; there is no window manager, so nothing else is."""
        found, words = {}, []
        with contextlib.suppress(subprocess.CalledProcessError):  # that is how xdotool says: none
            words = self.xdo("search", "--onlyvisible", "--pid", self.process.pid, "--name", ".").split()
        for window in words:
            with contextlib.suppress(subprocess.CalledProcessError):  # gone meanwhile
                found[self.xdo("getwindowname", window).strip()] = int(window)
        return found

    def window(self, name, seconds=10.0):
        """Waits for a window by its title, and gives it the keyboard as a window manager would."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if name in self.windows():
                self.xdo("windowfocus", "--sync", self.windows()[name])
                return self.windows()[name]
            time.sleep(0.05)
        raise RuntimeError(f"no window \"{name}\", only {sorted(self.windows())}")

    def saveAs(self, keys, title, path, seconds=20.0):
        """Asks for a file by its keys, types where, and waits until it is whole."""
        Path(path).unlink(missing_ok=True)
        if keys:
            self.key(keys)
        self.window(title)
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")
        end = time.monotonic() + seconds
        while not Path(path).exists():
            if time.monotonic() > end:
                raise RuntimeError(f"{Path(path).name} was not written")
            time.sleep(0.05)
        self.focus()
        return Path(path)

    def openBy(self, keys, title, path):
        self.key(keys)
        self.window(title)
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")
        time.sleep(0.3)
        self.focus()

    def session(self):
        """The whole state, as the program itself saves it."""
        path = self.saveAs("ctrl+s", "Save session as", self.home / "state.epslab")
        return json.loads(path.read_text())

    def drop(self, path):
        """Drops a file on the middle of the main window."""
        return self.rig.screen.drop(self.windows()[self.title], path, 640, 300)

    @property
    def title(self):
        return next(name for name in self.windows() if name.startswith("EpsilonLab"))

    def screenshot(self, path):
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True, stderr=subprocess.DEVNULL)

    def quit(self):
        """Seconds until the process is gone, and its exit code."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=10)
        return time.monotonic() - began, code

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Rig:
    def __init__(self, binary, size="1280x800"):
        self.binary, self.prefix = str(binary), []
        self.folder = Path(tempfile.mkdtemp(prefix="epsilonlab-usability-"))
        self.xvfb = Xvfb(size)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "EPSILONLAB_", "WAYLAND"))}
        self.environment["DISPLAY"] = self.xvfb.display
        self.closers = []

    @functools.cached_property
    def screen(self):
        screen = Screen(self.xvfb.display)
        self.closers.append(screen.close)
        return screen

    @functools.cached_property
    def bus(self):
        bus = Bus(self.folder)
        self.closers.append(bus.close)
        return bus

    @contextlib.contextmanager
    def heard(self, *arguments, environment=None):
        """A program as a screen reader meets it, and what that is told."""
        ears = {"DBUS_SESSION_BUS_ADDRESS": self.bus.address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        with self.program(*arguments, environment=ears | (environment or {})) as program:
            yield program, spoken.application(self.bus)

    @contextlib.contextmanager
    def program(self, *arguments, environment=None):
        program = Program(self, arguments, environment)
        try:
            yield program
        finally:
            program.close()

    def dump(self, arguments, environment):
        quiet = {k: v for k, v in environment.items() if k != "EPSILONLAB_TRACE"}
        return subprocess.run([self.binary, *arguments, "--dump-widgets"], env=quiet, check=True, capture_output=True,
                              text=True, timeout=60).stdout

    def cli(self, *words, environment=None, check=True):
        """The program without a display."""
        headless = {k: v for k, v in self.environment.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        headless.update(environment or {})
        return subprocess.run([self.binary, *map(str, words)], env=headless, check=check, capture_output=True, text=True,
                              timeout=600)

    def close(self):
        for closer in reversed(self.closers):
            closer()
        self.xvfb.close()
        shutil.rmtree(self.folder, ignore_errors=True)
