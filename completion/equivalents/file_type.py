"""What a file truly is, in a word: ``python file_type.py < FILE``.

A program of its own, with little memory and little time: a stranger's file may be made to use up both, or to bring down
what opens it.
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
# A photograph has a dozen at most; each more costs a pass over the whole picture.
MOST_SCANS = 100

UNKNOWN, MIXED, LOCKED, DAMAGED, HUGE = "unknown", "mixed", "locked", "damaged", "huge"
STARTS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
END_OF_PDF = b"%%EOF"
END_OF_PNG = b"IEND\xaeB`\x82"
MARKUP = (b"<html", b"<script", b"<!doctype", b"<?php")
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
# How far into a file browsers and readers look for what it is.
HEAD = 1024


def look(data: bytes) -> str:
    """“pdf”, “jpeg” or “png” for a file that is that and nothing else; else what is wrong with it."""
    kind = next((kind for start, kind in STARTS.items() if data.startswith(start)), UNKNOWN)
    if kind == UNKNOWN:
        return UNKNOWN
    if is_mixed(kind, data):
        return MIXED
    try:
        return {"pdf": look_at_pdf, "jpeg": look_at_jpeg, "png": look_at_png}[kind](data)
    except pikepdf.PasswordError:
        return LOCKED
    except Exception:  # the libraries raise whatever they meet
        return DAMAGED


def is_mixed(kind: str, data: bytes) -> bool:
    """Whether it can be taken for something else as well."""
    # What phones append to a photograph is harmless; a PDF or PNG ends where it says so.
    ends_early = {
        "pdf": END_OF_PDF in data and data[data.rindex(END_OF_PDF) + 5 :].strip(b"\0\t\r\n\x1a "),
        "jpeg": False,
        "png": data.partition(END_OF_PNG)[2],
    }[kind]
    # A PDF may well be about HTML further down, and its streams are packed.
    searched = (data[:HEAD] if kind == "pdf" else data).lower()
    return bool(
        ends_early
        or (kind != "pdf" and b"%PDF-" in data[:HEAD])
        or any(one in searched for one in MARKUP)
        or any(one in data for one in ARCHIVES)
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
        # All of it is read, at an eighth of its size.
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
    # Pixels are counted above, before any is read.
    Image.MAX_IMAGE_PIXELS = None
    sys.stdout.write(look(sys.stdin.buffer.read()))
