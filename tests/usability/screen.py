# SPDX-License-Identifier: GPL-3.0-or-later
"""What xdotool and import are too slow for, or cannot do: keys and buttons at a known moment, single pixels many times a
second, a file dropped on the window. Xlib by ctypes: it is there wherever xdotool is."""

import ctypes
import ctypes.util
import time
from ctypes import POINTER, Structure, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p

CLIENT_MESSAGE, SELECTION_REQUEST, SELECTION_NOTIFY = 33, 30, 31
Z_PIXMAP, ALL_PLANES = 2, c_ulong(-1)


class Image(Structure):
    _fields_ = [("width", c_int), ("height", c_int), ("xoffset", c_int), ("format", c_int), ("data", c_void_p),
                ("byteOrder", c_int), ("unit", c_int), ("bitOrder", c_int), ("pad", c_int), ("depth", c_int),
                ("bytesPerLine", c_int), ("bitsPerPixel", c_int)]


class ClientMessage(Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("isSent", c_int), ("display", c_void_p), ("window", c_ulong),
                ("messageType", c_ulong), ("format", c_int), ("data", c_long * 5)]


class SelectionRequest(Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("isSent", c_int), ("display", c_void_p), ("owner", c_ulong),
                ("requestor", c_ulong), ("selection", c_ulong), ("target", c_ulong), ("property", c_ulong), ("time", c_ulong)]


class Selection(Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("isSent", c_int), ("display", c_void_p), ("requestor", c_ulong),
                ("selection", c_ulong), ("target", c_ulong), ("property", c_ulong), ("time", c_ulong)]


def library(name, returns):
    loaded = ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name}.so.6")
    for function, kind in returns.items():
        getattr(loaded, function).restype = kind
    return loaded


class Screen:
    def __init__(self, display):
        self.x11 = library("X11", {"XOpenDisplay": c_void_p, "XDefaultRootWindow": c_ulong, "XGetImage": POINTER(Image),
                                   "XInternAtom": c_ulong, "XCreateSimpleWindow": c_ulong, "XStringToKeysym": c_ulong})
        self.test = library("Xtst", {})
        self.display = c_void_p(self.x11.XOpenDisplay(c_char_p(display.encode())))
        self.root = c_ulong(self.x11.XDefaultRootWindow(self.display))

    def close(self):
        self.x11.XCloseDisplay(self.display)

    def key(self, name, isDown):
        """The moment, on time.monotonic()'s clock, at which the server was told."""
        code = self.x11.XKeysymToKeycode(self.display, c_ulong(self.x11.XStringToKeysym(name.encode())))
        return self.sent(lambda: self.test.XTestFakeKeyEvent(self.display, c_uint(code & 255), isDown, c_ulong(0)))

    def button(self, number, isDown):
        return self.sent(lambda: self.test.XTestFakeButtonEvent(self.display, c_uint(number), isDown, c_ulong(0)))

    def move(self, x, y):
        return self.sent(lambda: self.test.XTestFakeMotionEvent(self.display, -1, int(x), int(y), c_ulong(0)))

    def sent(self, act):
        moment = time.monotonic()
        act()
        self.x11.XSync(self.display, 0)
        return moment

    def pixels(self, x, y, width, height):
        """Four bytes a pixel: blue, green, red, nothing."""
        image = self.x11.XGetImage(self.display, self.root, int(x), int(y), c_uint(width), c_uint(height), ALL_PLANES, Z_PIXMAP)
        found = ctypes.string_at(image.contents.data, image.contents.bytesPerLine * image.contents.height)
        self.x11.XFree(c_void_p(image.contents.data))
        self.x11.XFree(image)
        return found

    def changes(self, place, since, seconds=1.0):
        """Milliseconds from `since` until what is in `place` is another picture than it was; None: it never was."""
        return self.becomes(place, lambda now, before=self.pixels(*place): now != before, since, seconds)

    def becomes(self, place, condition, since, seconds=1.0):
        while time.monotonic() - since < seconds:
            if condition(self.pixels(*place)):
                return 1000 * (time.monotonic() - since)
        return None

    def atom(self, name):
        return self.x11.XInternAtom(self.display, c_char_p(name.encode()), 0)

    def drop(self, window, path, x, y, seconds=5.0):
        """Drops a file on a window by the XDND protocol, version 5, as a file manager does. True: it was taken."""
        source = self.x11.XCreateSimpleWindow(self.display, self.root, -9, -9, c_uint(1), c_uint(1), c_uint(0), c_ulong(0),
                                              c_ulong(0))
        kind = self.atom("text/uri-list")
        self.x11.XSetSelectionOwner(self.display, c_ulong(self.atom("XdndSelection")), c_ulong(source), c_ulong(0))
        self.tell(source, window, "XdndEnter", 5 << 24, kind, 0, 0)
        self.tell(source, window, "XdndPosition", 0, int(x) << 16 | int(y), 0, self.atom("XdndActionCopy"))
        uri = b"file://" + str(path).encode() + b"\r\n"
        end, hasDropped = time.monotonic() + seconds, False
        while time.monotonic() < end:
            if not self.x11.XPending(self.display):
                time.sleep(0.005)
                continue
            event = ctypes.create_string_buffer(192)
            self.x11.XNextEvent(self.display, event)
            number = ctypes.cast(event, POINTER(c_int)).contents.value
            if number == SELECTION_REQUEST:
                self.hand(ctypes.cast(event, POINTER(SelectionRequest)).contents, kind, uri)
            elif number == CLIENT_MESSAGE:
                message = ctypes.cast(event, POINTER(ClientMessage)).contents
                if message.messageType == self.atom("XdndStatus") and not hasDropped:
                    if not message.data[1] & 1:
                        return False
                    hasDropped = True
                    self.tell(source, window, "XdndDrop", 0, 0, 0, 0)
                elif message.messageType == self.atom("XdndFinished"):
                    return bool(message.data[1] & 1)
        return False

    def tell(self, source, window, what, *words):
        message = ClientMessage(CLIENT_MESSAGE, 0, 1, self.display, window, self.atom(what), 32, (c_long * 5)(source, *words))
        self.x11.XSendEvent(self.display, c_ulong(window), 0, c_long(0), ctypes.byref(message))
        self.x11.XSync(self.display, 0)

    def hand(self, request, kind, content):
        self.x11.XChangeProperty(self.display, c_ulong(request.requestor), c_ulong(request.property), c_ulong(kind), 8, 0,
                                 content, len(content))
        answer = Selection(SELECTION_NOTIFY, 0, 1, self.display, request.requestor, request.selection, request.target,
                           request.property, request.time)
        self.x11.XSendEvent(self.display, c_ulong(request.requestor), 0, c_long(0), ctypes.byref(answer))
        self.x11.XSync(self.display, 0)
