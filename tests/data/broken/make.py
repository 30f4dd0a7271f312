#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the broken files of this folder: one for every way to be wrong. What each is answered with stands in
sentences.tsv. Run it by hand after a change; the files are committed. Needs nothing but Python, and ImageMagick's
`convert` for the two JPEG files."""

import gzip
import json
import pathlib
import struct
import subprocess
import zlib

HERE = pathlib.Path(__file__).resolve().parent


def put(name, content):
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


# --- IDX -------------------------------------------------------------------------------------------------------------

def idx(magic, sizes, body):
    return struct.pack(">I", magic) + b"".join(struct.pack(">I", size) for size in sizes) + body


def digits(count, side=28):
    return bytes((i * 7) % 256 for i in range(count * side * side))


def make_idx():
    images = idx(0x803, [2, 28, 28], digits(2))
    labels = idx(0x801, [2], bytes([3, 7]))
    put("idx/good-images", images)
    put("idx/good-labels", labels)
    put("idx/wrong-magic", b"PK\x03\x04" + images[4:])
    put("idx/floats", idx(0xd03, [1, 28, 28], digits(1)))
    put("idx/header-cut", images[:10])
    put("idx/truncated", idx(0x803, [2, 28, 28], digits(2)[:1000]))
    put("idx/count-overflows", idx(0x803, [0xffffffff, 28, 28], digits(1)))
    put("idx/goes-on", images + b"more")
    put("idx/not-28", idx(0x803, [1, 32, 32], digits(1, 32)))
    put("idx/none", idx(0x803, [0, 28, 28], b""))
    put("idx/empty", b"")
    put("idx/label-12", idx(0x801, [2], bytes([3, 12])))
    put("idx/three-labels", idx(0x801, [3], bytes([3, 7, 1])))
    packed = bytearray(gzip.compress(images, mtime=0))
    put("idx/truncated.gz", bytes(packed[:-20]))
    packed[len(packed) // 2] ^= 0xff
    put("idx/damaged.gz", bytes(packed))
    put("idx/zeros.gz", gzip.compress(idx(0x803, [0xffffffff, 28, 28], bytes(10000)), mtime=0))


# --- NPY -------------------------------------------------------------------------------------------------------------

def npy(descr, shape, body, order="False", version=1):
    text = f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}"
    text += " " * (63 - (len(text) + 10) % 64) + "\n"
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H", len(text)) + text.encode() + body


def floats(values):
    return struct.pack(f"<{len(values)}f", *values)


def make_npy():
    grey = [0.5] * 784
    put("npy/good.npy", npy("|u1", "(2, 28, 28)", digits(2)))
    put("npy/text.npy", b"these are no numbers\n")
    put("npy/header-cut.npy", npy("|u1", "(2, 28, 28)", b"")[:40])
    put("npy/header-long.npy", b"\x93NUMPY\x02\x00" + struct.pack("<I", 1 << 30) + b"{}")
    put("npy/header-garbage.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", 16) + b"{'descr': '<f4'\n")
    put("npy/version-9.npy", npy("|u1", "(1, 28, 28)", digits(1), version=9))
    put("npy/doubles.npy", npy("<f8", "(1, 28, 28)", bytes(784 * 8)))
    put("npy/objects.npy", npy("|O", "(1, 28, 28)", b"\x80\x03K\x01."))
    put("npy/big-endian.npy", npy(">f4", "(1, 28, 28)", bytes(784 * 4)))
    put("npy/not-28.npy", npy("|u1", "(1, 32, 32)", digits(1, 32)))
    put("npy/colour.npy", npy("|u1", "(1, 3, 28, 28)", digits(3)))
    put("npy/fortran.npy", npy("|u1", "(2, 28, 28)", digits(2), order="True"))
    put("npy/truncated.npy", npy("|u1", "(2, 28, 28)", digits(1)))
    put("npy/count-overflows.npy", npy("|u1", "(18446744073709551615, 28, 28)", digits(1)))
    put("npy/too-many.npy", npy("|u1", "(3000000, 28, 28)", digits(1)))
    put("npy/goes-on.npy", npy("|u1", "(1, 28, 28)", digits(2)))
    put("npy/none.npy", npy("|u1", "(0, 28, 28)", b""))
    put("npy/empty.npy", b"")
    put("npy/nan.npy", npy("<f4", "(1, 28, 28)", floats(grey[:-1] + [float("nan")])))
    put("npy/255.npy", npy("<f4", "(1, 28, 28)", floats(grey[:-1] + [255.0])))
    put("npy/labels.npy", npy("<i8", "(2,)", struct.pack("<2q", 3, 7)))
    put("npy/labels-flat.npy", npy("<i8", "(2, 1)", struct.pack("<2q", 3, 7)))
    put("npy/labels-float.npy", npy("<f4", "(2,)", floats([3, 7])))
    put("npy/labels-negative.npy", npy("<i8", "(2,)", struct.pack("<2q", 3, -1)))
    put("npy/labels-huge.npy", npy("<i8", "(2,)", struct.pack("<2q", 3, 1 << 40)))
    put("npy/labels-three.npy", npy("|u1", "(3,)", bytes([3, 7, 1])))


# --- model -----------------------------------------------------------------------------------------------------------

LAYERS = [{"type": "avgpool2d", "kernel": 14}, {"type": "flatten"}, {"type": "linear", "in": 4, "out": 2}]
META = {"format": "epsilonlab-model", "format_version": "1", "architecture": json.dumps(LAYERS),
        "input_shape": "[1,28,28]", "classes": "[\"0\",\"1\"]", "name": "tiny"}
TENSORS = {"2.weight": {"dtype": "F32", "shape": [2, 4], "data_offsets": [0, 32]},
           "2.bias": {"dtype": "F32", "shape": [2], "data_offsets": [32, 40]}}
DATA = floats([0.1] * 10)


def container(header, data=DATA, length=None):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def model(meta=None, tensors=None, data=DATA):
    full = {**META, **(meta or {})}
    return container({"__metadata__": {k: v for k, v in full.items() if v is not None}, **(tensors or TENSORS)}, data)


def layers(*changed):
    return {"architecture": json.dumps(list(changed))}


def make_models():
    weight, bias = TENSORS["2.weight"], TENSORS["2.bias"]
    flatten, linear = {"type": "flatten"}, {"type": "linear", "in": 784, "out": 10}
    good = model()
    put("model/good.safetensors", good)
    put("model/empty.safetensors", b"")
    put("model/text.safetensors", b"I am a network, believe me.\n")
    put("model/header-too-long.safetensors", container({}, length=1 << 21))
    put("model/header-huge.safetensors", container({}, length=(1 << 64) - 1))
    put("model/header-beyond-end.safetensors", container({}, length=5000))
    put("model/header-not-json.safetensors", container(b"{\"__metadata__\": {,}}"))
    put("model/truncated.safetensors", good[:-16])
    put("model/goes-on.safetensors", good + bytes(8))
    put("model/overlap.safetensors", model(tensors={"2.weight": weight, "2.bias": {**bias, "data_offsets": [28, 36]}},
                                           data=DATA[:36]))
    put("model/hole.safetensors", model(tensors={"2.weight": weight, "2.bias": {**bias, "data_offsets": [40, 48]}},
                                        data=DATA + bytes(8)))
    put("model/offsets-backwards.safetensors", model(tensors={"2.weight": weight,
                                                             "2.bias": {**bias, "data_offsets": [40, 32]}}))
    put("model/offsets-negative.safetensors", model(tensors={"2.weight": weight,
                                                            "2.bias": {**bias, "data_offsets": [-8, 40]}}))
    put("model/size-overflows.safetensors", model(tensors={
        "2.weight": {"dtype": "F32", "shape": [1000000000] * 3, "data_offsets": [0, 32]}, "2.bias": bias}))
    put("model/half.safetensors", model(tensors={
        "2.weight": {"dtype": "F16", "shape": [2, 4], "data_offsets": [0, 16]},
        "2.bias": {"dtype": "F32", "shape": [2], "data_offsets": [16, 24]}}, data=DATA[:24]))
    put("model/unknown-type.safetensors", model(tensors={"2.weight": {**weight, "dtype": "F31"}, "2.bias": bias}))
    put("model/missing-tensor.safetensors", model(tensors={"2.weight": weight}, data=DATA[:32]))
    put("model/extra-tensor.safetensors", model(tensors={**TENSORS, "9.weight": {
        "dtype": "F32", "shape": [2], "data_offsets": [40, 48]}}, data=DATA + bytes(8)))
    put("model/wrong-shape.safetensors", model(tensors={"2.weight": {**weight, "shape": [4, 2]}, "2.bias": bias}))
    put("model/nan.safetensors", model(data=floats([0.1] * 9 + [float("nan")])))
    put("model/no-format.safetensors", model({"format": None}))
    put("model/format-2.safetensors", model({"format_version": "2"}))
    put("model/no-architecture.safetensors", model({"architecture": None}))
    put("model/no-layers.safetensors", model(layers()))
    put("model/unknown-layer.safetensors", model(layers({"type": "lstm"}, flatten, linear)))
    put("model/layer-without-type.safetensors", model(layers({"kernel": 3}, flatten, linear)))
    put("model/kernel-0.safetensors", model(layers({"type": "conv2d", "in": 1, "out": 2, "kernel": 0}, flatten, linear)))
    put("model/kernel-too-large.safetensors", model(layers({"type": "maxpool2d", "kernel": 30}, flatten, linear)))
    put("model/no-flatten.safetensors", model(layers(linear)))
    put("model/features-differ.safetensors", model(layers(flatten, {"type": "linear", "in": 100, "out": 10})))
    put("model/one-class.safetensors", model(layers(flatten, {"type": "linear", "in": 784, "out": 1})))
    put("model/input-32.safetensors", model({"input_shape": "[3,32,32]"}))
    put("model/three-classes.safetensors", model({"classes": "[\"0\",\"1\",\"2\"]"}))


# --- pictures --------------------------------------------------------------------------------------------------------

def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width, height, rows):
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def grey_rows(side, value):
    return b"".join(b"\0" + bytes(value(x, y) for x in range(side)) for y in range(side))


def bmp(width, height, body):
    palette = b"".join(bytes([i, i, i, 0]) for i in range(256))
    offset = 54 + len(palette)
    return (b"BM" + struct.pack("<IHHI", offset + len(body), 0, 0, offset)
            + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 0, len(body), 0, 0, 256, 0) + palette + body)


def gif():
    frame = (b"\x21\xf9\x04\x00\x0a\x00\x00\x00\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00")
    return b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00" + frame * 2 + b"\x3b"


def make_pictures():
    stroke = lambda x, y: 20 if 14 <= x < 20 and 6 <= y < 34 else 240
    good = png(40, 40, grey_rows(40, stroke))
    put("image/good.png", good)
    put("image/empty.png", b"")
    put("image/text.png", b"not a picture at all\n")
    put("image/drawing.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"28\" height=\"28\"/>\n")
    put("image/animated.gif", gif())
    put("image/moving.png", gif())
    put("image/picture.tiff", b"II*\0" + bytes(20))
    put("image/picture.heic", b"\0\0\0\x18ftypheic" + bytes(20))
    put("image/picture.webp", b"RIFF\x24\0\0\0WEBPVP8 " + bytes(20))
    put("image/colour.ppm", b"P6 10 10 255\n" + bytes(300))
    put("image/noise.png", bytes([0, 1, 2, 255, 254, 3]) * 20)
    put("image/header-cut.png", good[:20])
    put("image/truncated.png", good[:len(good) - 30])
    put("image/damaged.png", good[:41] + bytes(b ^ 0xff for b in good[41:60]) + good[60:])
    put("image/one-pixel.png", png(1, 1, b"\0\x80"))
    put("image/hundred-megapixels.png", png(10000, 10000, b"\0"))
    put("image/blank.png", png(40, 40, grey_rows(40, lambda x, y: 240)))
    subprocess.run(["convert", HERE / "image/good.png", "-quality", "80", HERE / "image/good.jpg"], check=True)
    jpeg = (HERE / "image/good.jpg").read_bytes()
    (HERE / "image/good.jpg").unlink()
    put("image/truncated.jpg", jpeg[:len(jpeg) - 60])
    put("image/header-cut.jpg", jpeg[:30])
    frame = jpeg.index(b"\xff\xc0")
    put("image/huge.jpg", jpeg[:frame + 5] + struct.pack(">HH", 65500, 65500) + jpeg[frame + 9:])
    put("image/truncated.bmp", bmp(40, 40, bytes(900)))
    put("image/huge.bmp", bmp(2000000000, 2000000000, bytes(16)))
    put("image/truncated.pgm", b"P5 40 40 255\n" + bytes(900))
    put("image/white-0.pgm", b"P5 40 40 0\n" + bytes(1600))
    put("image/words.pgm", b"P2 forty by forty\n")


# --- recipes ---------------------------------------------------------------------------------------------------------

def make_recipes():
    put("recipe/unknown-key.json", b"{\"values\": {\"learning-rate\": 0.1}}\n")
    put("recipe/out-of-range.json", b"{\"values\": {\"epochs\": 0}}\n")
    put("recipe/wrong-kind.json", b"{\"values\": {\"epochs\": \"many\"}}\n")
    put("recipe/null.json", b"{\"values\": {\"epochs\": null}}\n")
    put("recipe/unknown-objective.json", b"{\"values\": {\"objective\": \"magic\"}}\n")
    put("recipe/not-json.json", b"epochs = 5\n")
    put("recipe/cut.json", b"{\"values\": {\"epochs\": 5\n")
    put("recipe/list.json", b"[1, 2, 3]\n")
    put("recipe/values-list.json", b"{\"values\": [1, 2]}\n")
    put("recipe/empty.json", b"")


make_idx()
make_npy()
make_models()
make_pictures()
make_recipes()
