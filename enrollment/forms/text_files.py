"""The text of a file in UTF-8, UTF-16 or Windows-1252, with or without a byte order mark."""

from __future__ import annotations

import codecs
import re

BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Characters of two bytes and more, as UTF-8 writes the letters of Europe and Vietnam.
IN_UTF_8 = re.compile(rb"[\xc3-\xcb][\x80-\xbf]|[\xe1\xe2][\x80-\xbf]{2}")
ENCODING_NAMES = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}


def decode(data: bytes, *, is_strict: bool = True) -> tuple[str, str]:
    """Return the text, and the name of its encoding.

    Bytes that the encoding does not have become replacement characters, or raise ``UnicodeDecodeError`` if ``is_strict``.
    """
    encoding = encoding_of(data)
    text = data.decode(encoding, "strict" if is_strict else "replace")
    return text.removeprefix("\ufeff"), ENCODING_NAMES.get(encoding, "UTF-16")


def encoding_of(data: bytes) -> str:
    """Return Python's name of the encoding."""
    utf_16 = BYTE_ORDER_MARKS.get(data[:2]) or _utf_16_without_mark(data)
    if utf_16 is not None:
        return utf_16
    try:
        data.decode()
    except UnicodeDecodeError:
        # Read as Windows-1252, letters that are right would become two wrong ones each.
        is_utf_8 = data.startswith(codecs.BOM_UTF8) or IN_UTF_8.search(data)
        return "utf-8" if is_utf_8 else "cp1252"
    return "utf-8"


def _utf_16_without_mark(data: bytes) -> str | None:
    """Return the byte order of text in which every other byte of the beginning is zero."""
    start = data[: min(len(data) // 2 * 2, 64)]
    if len(start) >= 4 and not len(data) % 2:
        if not any(start[1::2]) and all(start[::2]):
            return "utf-16-le"
        if not any(start[::2]) and all(start[1::2]):
            return "utf-16-be"
    return None
