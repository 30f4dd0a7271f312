# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that people drop on windows, and what is in the files that the program writes."""

import re
import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, row, depth=8):
    """Grey; `row(y)` gives the bytes of a line."""
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    packer = zlib.compressobj(6)
    body = b"".join(packer.compress(b"\0" + row(y)) for y in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def gif(frames):
    """Animated, 2 colours, 8x8; each frame is a list of 64 bits. LZW with a clear code before it can grow."""
    data = b"GIF89a" + struct.pack("<HHBBB", 8, 8, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" \
        + b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    for bits in frames:
        codes = []
        for i in range(0, len(bits), 2):
            codes += [4] + bits[i:i + 2]
        value = sum(code << (3 * i) for i, code in enumerate(codes + [5]))
        packed = value.to_bytes((3 * (len(codes) + 1) + 7) // 8, "little")
        data += b"!\xf9\x04\x04\x0a\0\0\0," + struct.pack("<HHHHB", 0, 0, 8, 8, 0) + b"\x02" + bytes([len(packed)]) + packed + b"\0"
    return data + b";"


def oddFiles(folder):
    """{name: (path, whether it may become a digit)}."""
    bright = bytes([0] * 20 + [255] * 80 + [0] * 200)  # a block in the upper left
    big = bytes(10000)
    made = {
        "300x200": (png(300, 200, lambda y: bright if 15 <= y < 80 else bytes(300)), True),
        "1x1": (png(1, 1, lambda y: b"\x80"), True),
        "16 bits": (png(28, 28, lambda y: struct.pack(">28H", *range(y, y + 28 * 2000, 2000)), 16), True),
        "animation": (gif([[int(i % 3 == 0) for i in range(64)], [int(i % 2 == 0) for i in range(64)]]), True),
        "text": (b"This is no picture.\n" * 20, False),
        "100 megapixels": (png(10000, 10000, lambda y: big), True),
    }
    files = {}
    for name, (data, isPicture) in made.items():
        path = folder / (name.replace(" ", "-") + (".gif" if name == "animation" else ".png"))
        path.write_bytes(data)
        files[name] = (path, isPicture)
    forbidden = folder / "forbidden.png"
    forbidden.write_bytes(png(28, 28, lambda y: bytes(28)))
    forbidden.chmod(0)
    files["no permission"] = (forbidden, False)
    return files


def pngSize(path):
    return struct.unpack(">II", path.read_bytes()[16:24])


def pngTexts(path):
    """{keyword: text} of the tEXt, zTXt and iTXt chunks."""
    data, at, found = path.read_bytes(), 8, {}
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            keyword, rest = body.split(b"\0", 1)
            if kind == b"zTXt":
                rest = zlib.decompress(rest[1:])
            elif kind == b"iTXt":
                isPacked, rest = rest[0], rest[2:].split(b"\0", 2)[2]
                rest = zlib.decompress(rest) if isPacked else rest
            found[keyword.decode()] = rest.decode("utf-8", "replace")
        at += 12 + size
    return found


def pdfContent(path):
    """The drawing of all pages: every stream of the file, unpacked."""
    streams = []
    for match in re.finditer(rb"<<(?P<head>.*?)>>\s*stream\r?\n", path.read_bytes(), re.DOTALL):
        data = path.read_bytes()[match.end():]
        data = data[:data.find(b"endstream")]
        try:
            streams.append((match["head"], zlib.decompress(data) if b"FlateDecode" in match["head"] else data))
        except zlib.error:
            streams.append((match["head"], data))
    return streams


def webpChunks(path):
    """[(name, size)] of a RIFF file; None if it is not whole."""
    data = path.read_bytes()
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or struct.unpack("<I", data[4:8])[0] + 8 != len(data):
        return None
    at, found = 12, []
    while at < len(data):
        size = struct.unpack("<I", data[at + 4:at + 8])[0]
        found.append((data[at:at + 4].decode(), data[at + 8:at + 8 + size]))
        at += 8 + size + size % 2
    return found
