"""Print the detected type of a file, or what is wrong with it, as one word: ``python file_type.py < FILE``.

This is a separate program with limits on memory and CPU time: a malicious file may exhaust both, or crash the library
that opens it.
"""

from __future__ import annotations

import resource
import sys
import zipfile
from io import BytesIO

import pikepdf
from PIL import Image

MEMORY = 1024 * 1024 * 1024  # bytes
SECONDS = 10
MOST_PIXELS = 60_000_000
# A photograph has a dozen scans at most; each one costs a pass over the whole picture.
MOST_SCANS = 100

UNKNOWN, MIXED, LOCKED, DAMAGED, HUGE = "unknown", "mixed", "locked", "damaged", "huge"
STARTS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
END_OF_PDF = b"%%EOF"
END_OF_PNG = b"IEND\xaeB`\x82"
MARKUP = (b"<html", b"<script", b"<!doctype", b"<?php")
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
# The number of bytes in which browsers and PDF readers look for the file type.
HEAD = 1024


def look(data: bytes) -> str:
    """Return “pdf”, “jpeg” or “png” for a sound file of only that type, else the word for what is wrong."""
    kind = next((kind for start, kind in STARTS.items() if data.startswith(start)), UNKNOWN)
    if kind == UNKNOWN:
        return UNKNOWN
    if is_mixed(kind, data):
        return MIXED
    try:
        return {"pdf": look_at_pdf, "jpeg": look_at_jpeg, "png": look_at_png}[kind](data)
    except pikepdf.PasswordError:
        return LOCKED
    except Exception:  # damaged files make the libraries raise many kinds of errors
        return DAMAGED


def is_mixed(kind: str, data: bytes) -> bool:
    """Whether the file can also be read as another type."""
    # Data after the end marker is suspicious in a PDF or PNG; many phones append some to a JPEG.
    ends_early = {
        "pdf": END_OF_PDF in data and data[data.rindex(END_OF_PDF) + 5 :].strip(b"\0\t\r\n\x1a "),
        "jpeg": False,
        "png": data.partition(END_OF_PNG)[2],
    }[kind]
    # Only the head of a PDF is searched: its text may contain markup legitimately.
    searched = (data[:HEAD] if kind == "pdf" else data).lower()
    return bool(
        ends_early
        or (kind != "pdf" and b"%PDF-" in data[:HEAD])
        or any(mark in searched for mark in MARKUP)
        or any(mark in data for mark in ARCHIVES)
        or zipfile.is_zipfile(BytesIO(data))
    )


def look_at_pdf(data: bytes) -> str:
    with pikepdf.open(BytesIO(data)) as pdf:
        return "pdf" if len(pdf.pages) else DAMAGED


def look_at_jpeg(data: bytes) -> str:
    with Image.open(BytesIO(data), formats=["JPEG"]) as image:
        width, height = image.size
        if width * height > MOST_PIXELS or data.count(b"\xff\xda") > MOST_SCANS:
            return HUGE
        # Decode the whole picture at an eighth of its size, to save memory.
        image.draft("L", (width // 8, height // 8))
        image.load()
    return "jpeg"


def look_at_png(data: bytes) -> str:
    with Image.open(BytesIO(data), formats=["PNG"]) as image:
        if image.width * image.height > MOST_PIXELS:
            return HUGE
        image.verify()
    return "png" if data.endswith(END_OF_PNG) else DAMAGED


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    # The limit on pixels is enforced above, before any pixel is decoded.
    Image.MAX_IMAGE_PIXELS = None
    sys.stdout.write(look(sys.stdin.buffer.read()))
