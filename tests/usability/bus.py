# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of D-Bus as is needed to ask what a screen reader is told; dbus-daemon carries it. With the standard library
alone."""

import contextlib
import os
import shutil
import socket
import struct
import subprocess
import threading
import time

CALL, RETURN, ERROR = 1, 2, 3
ALIGNMENT = {"y": 1, "g": 1, "v": 1, "n": 2, "q": 2, "b": 4, "i": 4, "u": 4, "s": 4, "o": 4, "a": 4, "x": 8, "t": 8, "d": 8,
             "(": 8, "{": 8}
PLAIN = {"y": "B", "n": "h", "q": "H", "b": "I", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d"}
CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>{address}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""


def firstType(signature):
    """The first complete type of a signature, and the rest."""
    if signature[0] == "a":
        inner, rest = firstType(signature[1:])
        return "a" + inner, rest
    if signature[0] not in "({":
        return signature[0], signature[1:]
    depth = 0
    for i, letter in enumerate(signature):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0:
            return signature[:i + 1], signature[i + 1:]
    raise ValueError(signature)


class Reader:
    def __init__(self, data, order):
        self.data, self.order, self.at = data, order, 0

    def align(self, size):
        self.at += -self.at % size

    def take(self, letter):
        self.align(ALIGNMENT[letter])
        value = struct.unpack_from(self.order + PLAIN[letter], self.data, self.at)[0]
        self.at += struct.calcsize(PLAIN[letter])
        return value

    def text(self, length):
        value = self.data[self.at:self.at + length].decode("utf-8", "replace")
        self.at += length + 1
        return value

    def value(self, kind):
        if kind in PLAIN:
            return self.take(kind)
        if kind in "so":
            return self.text(self.take("u"))
        if kind == "g":
            return self.text(self.take("y"))
        if kind == "v":
            return self.value(self.text(self.take("y")))
        self.align(ALIGNMENT[kind[0]])
        if kind[0] in "({":
            return tuple(self.values(kind[1:-1]))
        size = self.take("u")
        self.align(ALIGNMENT[kind[1]])
        end, values = self.at + size, []
        while self.at < end:
            values.append(self.value(kind[1:]))
        return values

    def values(self, signature):
        found = []
        while signature:
            kind, signature = firstType(signature)
            found.append(self.value(kind))
        return found


def put(out, kind, value):
    out.extend(b"\0" * (-len(out) % ALIGNMENT[kind]))
    if kind in PLAIN:
        out.extend(struct.pack("<" + PLAIN[kind], value))
        return
    data = value.encode()
    out.extend(struct.pack("<B" if kind == "g" else "<I", len(data)) + data + b"\0")


class Connection:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        self.socket.recv(1024)
        self.socket.sendall(b"BEGIN\r\n")
        self.serial = 0
        self.name = self.ask("Hello")[0]

    def receive(self, size):
        data = b""
        while len(data) < size:
            part = self.socket.recv(size - len(data))
            if not part:
                raise ConnectionError("the bus is gone")
            data += part
        return data

    def message(self):
        head = self.receive(16)
        order = "<" if head[:1] == b"l" else ">"
        bodySize, serial, fieldsSize = struct.unpack(order + "III", head[4:16])
        rest = self.receive(fieldsSize + -fieldsSize % 8 + bodySize)
        reader = Reader(rest, order)  # the fields begin at a multiple of 8 of the whole message
        fields = {}
        while reader.at < fieldsSize:
            code, value = reader.value("(yv)")
            fields[code] = value
        return head[1], serial, fields, Reader(rest[fieldsSize + -fieldsSize % 8:], order)

    def send(self, kind, fields, body):
        """`fields`: (code, type, value)."""
        self.serial += 1
        packed = bytearray()
        for code, letter, value in fields:
            packed.extend(b"\0" * (-len(packed) % 8))
            for each, what in (("y", code), ("g", letter), (letter, value)):
                put(packed, each, what)
        head = struct.pack("<BBBBIII", ord("l"), kind, 0, 1, len(body), self.serial, len(packed))
        self.socket.sendall(head + packed + b"\0" * (-len(packed) % 8) + body)
        return self.serial

    def call(self, to, path, interface, member, signature="", *arguments):
        body = bytearray()
        for letter, value in zip(signature, arguments):
            put(body, letter, value)
        fields = [(1, "o", path), (2, "s", interface), (3, "s", member), (6, "s", to)]
        serial = self.send(CALL, fields + ([(8, "g", signature)] if signature else []), body)
        while True:
            kind, _, answer, reader = self.message()
            if kind in (RETURN, ERROR) and answer.get(5) == serial:
                break
        values = reader.values(answer.get(8, ""))
        if kind == ERROR:
            raise RuntimeError(f"{member}: {values[0] if values else answer.get(4)}")
        return values

    def ask(self, member, signature="", *arguments):
        return self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", member, signature, *arguments)


class Bus(Connection):
    """A bus of its own: whoever runs the rig has none, or one that is busy with other things."""

    def __init__(self, folder):
        if not shutil.which("dbus-daemon"):
            raise RuntimeError("dbus-daemon is not installed, so nothing of what a screen reader is told was measured")
        path = folder / "bus"
        self.address = f"unix:path={path}"
        configuration = folder / "bus.conf"
        configuration.write_text(CONFIGURATION.format(address=self.address))
        self.daemon = subprocess.Popen(["dbus-daemon", f"--config-file={configuration}", "--nofork"], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.02)
        self.desktop = Connection(path)  # what a desktop has: it says where screen readers listen, namely here
        self.desktop.ask("RequestName", "su", "org.a11y.Bus", 0)
        threading.Thread(target=self.answer, daemon=True).start()
        super().__init__(path)
        self.socket.settimeout(30)

    def answer(self):
        with contextlib.suppress(OSError):
            while True:
                kind, serial, fields, _ = self.desktop.message()
                if kind != CALL:
                    continue
                body = bytearray()
                isAddress = fields.get(3) == "GetAddress"
                if isAddress:
                    put(body, "s", self.address)
                else:  # org.a11y.Status: IsEnabled, ScreenReaderEnabled
                    put(body, "g", "b")
                    put(body, "b", 1)
                self.desktop.send(RETURN, [(5, "u", serial), (6, "s", fields[7]), (8, "g", "s" if isAddress else "v")], body)

    def close(self):
        self.daemon.terminate()
        self.daemon.wait()
        self.desktop.socket.close()
        self.socket.close()
