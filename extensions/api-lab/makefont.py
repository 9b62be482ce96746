#!/usr/bin/env python3
"""Writes client/public/wide.ttf: a font whose one letter, A, is three times as wide as it is high, so that no other has its width."""

import struct
import sys
from pathlib import Path

EM = 1000
WIDTH = 3 * EM
DATE = 3786912000  # 2024 in seconds since 1904
NAMES = {1: "Wide", 2: "Regular", 3: "Wide of API Lab", 4: "Wide Regular", 5: "Version 1.0", 6: "Wide-Regular"}


def box(left: int, bottom: int, right: int, top: int) -> bytes:
    """A glyph of one rectangle."""
    across, up = right - left, top - bottom
    flags = bytes([1, 1, 1, 1])  # on the curve, both coordinates as words
    xs = struct.pack(">4h", left, 0, across, 0)
    ys = struct.pack(">4h", bottom, up, 0, -up)
    glyph = struct.pack(">5hHH", 1, left, bottom, right, top, 3, 0) + flags + xs + ys
    return glyph + bytes(-len(glyph) % 4)


def cmap() -> bytes:
    """The letter A is glyph 1; the other segment is the one that ends every table."""
    segments = struct.pack(">4HH4H2h2H", 4, 4, 1, 0, 0x41, 0xFFFF, 0, 0x41, 0xFFFF, 1 - 0x41, 1, 0, 0)
    table = struct.pack(">3H", 4, 6 + len(segments), 0) + segments
    return struct.pack(">4HI", 0, 1, 3, 1, 12) + table


def name() -> bytes:
    texts = {key: text.encode("utf-16-be") for key, text in NAMES.items()}
    records, offset = b"", 0
    for key, text in texts.items():
        records += struct.pack(">6H", 3, 1, 0x409, key, len(text), offset)
        offset += len(text)
    return struct.pack(">3H", 0, len(texts), 6 + len(records)) + records + b"".join(texts.values())


def tables() -> dict[str, bytes]:
    glyphs = [box(100, 0, 900, 700), box(100, 0, WIDTH - 100, 700)]
    offsets = [0, len(glyphs[0]), len(glyphs[0]) + len(glyphs[1])]
    return {
        "OS/2": struct.pack(
            ">Hh3H11h10s4I4s3H3h2H2I2h3H",
            *(4, EM, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0, bytes(10)),
            *(1, 0, 0, 0, b"NONE", 0x40, 0x41, 0x41, 800, -200, 0, 800, 200, 1, 0, 500, 700, 0, 0x20, 1),
        ),
        "cmap": cmap(),
        "glyf": b"".join(glyphs),
        "head": struct.pack(
            ">IIIIHHQQ4hHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, DATE, DATE, 100, 0, WIDTH - 100, 700, 0, 8, 2, 0, 0),
        ),
        "hhea": struct.pack(">IhhhHhhhhhh4hhH", 0x10000, 800, -200, 0, WIDTH, 100, 100, WIDTH - 100, 1, 0, *[0] * 6, 2),
        "hmtx": struct.pack(">HhHh", EM, 100, WIDTH, 100),
        "loca": struct.pack(">3H", *(offset // 2 for offset in offsets)),
        "maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        "name": name(),
        "post": struct.pack(">IIhhIIIII", 0x30000, 0, -100, 50, *[0] * 5),
    }


def checksum(content: bytes) -> int:
    padded = content + bytes(-len(content) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF


def font() -> bytes:
    parts = tables()
    power = len(parts).bit_length() - 1
    head = struct.pack(">I4H", 0x10000, len(parts), 16 << power, power, 16 * len(parts) - (16 << power))
    directory, body, start = b"", b"", len(head) + 16 * len(parts)
    for tag, content in parts.items():
        directory += struct.pack(">4s3I", tag.encode(), checksum(content), start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    whole = head + directory + body
    place = start + sum(len(content) + -len(content) % 4 for tag, content in parts.items() if tag < "head") + 8
    return whole[:place] + struct.pack(">I", 0xB1B0AFBA - checksum(whole) & 0xFFFFFFFF) + whole[place + 4 :]


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "client/public/wide.ttf"
    target.write_bytes(font())
