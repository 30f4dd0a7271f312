# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told of the live window, over AT-SPI. While it listens the program sends it news, so no item
that measures milliseconds of the program should have it on."""

import time

ACCESSIBLE, COMPONENT, TEXT, VALUE, ACTION = (f"org.a11y.atspi.{name}" for name in
                                              ("Accessible", "Component", "Text", "Value", "Action"))
STATES = {1: "active", 4: "checked", 8: "enabled", 11: "focusable", 12: "focused", 25: "showing", 30: "visible", 41: "checkable"}


class Spoken:
    """One thing that a screen reader knows."""

    def __init__(self, bus, owner, path, depth=0, parent=None):
        self.bus, self.owner, self.path, self.depth, self.parent = bus, owner, path, depth, parent

    def call(self, interface, member, signature="", *arguments):
        return self.bus.call(self.owner, self.path, interface, member, signature, *arguments)

    def get(self, interface, name):
        return self.call("org.freedesktop.DBus.Properties", "Get", "ss", interface, name)[0]

    def children(self):
        return [Spoken(self.bus, owner, path, self.depth + 1, self)
                for owner, path in self.call(ACCESSIBLE, "GetChildren")[0] if path != "/org/a11y/atspi/null"]

    @property
    def name(self):
        return self.get(ACCESSIBLE, "Name")

    @property
    def description(self):
        return self.get(ACCESSIBLE, "Description")

    @property
    def role(self):
        return self.call(ACCESSIBLE, "GetRoleName")[0]

    @property
    def interfaces(self):
        return self.call(ACCESSIBLE, "GetInterfaces")[0]

    @property
    def states(self):
        words = self.call(ACCESSIBLE, "GetState")[0]
        bits = words[0] | words[1] << 32
        return {name for bit, name in STATES.items() if bits >> bit & 1}

    @property
    def place(self):
        """x, y, width, height on the screen."""
        return self.call(COMPONENT, "GetExtents", "u", 0)[0]

    @property
    def text(self):
        return self.call(TEXT, "GetText", "ii", 0, -1)[0]

    @property
    def value(self):
        """What it is set to, in words or as a number; None where it has nothing of the kind."""
        has = self.interfaces
        if VALUE in has:
            return self.get(VALUE, "CurrentValue")
        if TEXT in has:
            return self.text
        return None

    def press(self, number=0):
        return self.call(ACTION, "DoAction", "i", number)[0]

    def everything(self):
        """This and all below it that is on the screen."""
        yield self
        for child in self.children():
            if "visible" in child.states:
                yield from child.everything()

    def find(self, name, role=None):
        for each in self.everything():
            if each.name == name and (role is None or each.role == role):
                return each
        return None

    def says(self, name, seconds=10.0, condition=bool, role=None):
        """The description of what has that name, once it is there and fulfils a condition; else the last one heard."""
        end, heard = time.monotonic() + seconds, ""
        while time.monotonic() < end:
            found = self.find(name, role)
            heard = found.description if found else heard
            if found and condition(heard):
                return heard
            time.sleep(0.03)
        return heard


def application(bus, seconds=20.0):
    """The root of the one program that is on the bus."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for owner in bus.ask("ListNames")[0]:
            if not owner.startswith(":") or owner in (bus.name, bus.desktop.name):
                continue
            root = Spoken(bus, owner, "/org/a11y/atspi/accessible/root")
            try:
                if root.children():
                    return root
            except RuntimeError:
                pass
        time.sleep(0.1)
    raise RuntimeError("the program told a screen reader nothing")
