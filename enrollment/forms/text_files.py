"""The text of a file in UTF-8, UTF-16 or what Excel writes on Windows, on a Mac and for MS-DOS."""

from __future__ import annotations

import codecs
import re

BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Characters of two bytes and more, as UTF-8 writes the letters of Europe and Vietnam.
IN_UTF_8 = re.compile(rb"[\xc3-\xcb][\x80-\xbf]|[\xe1\xe2][\x80-\xbf]{2}")
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac OS Roman",
    "cp850": "MS-DOS",
}
# Of one byte a letter, the most usual first.
ONE_BYTE = ("cp1252", "mac_roman", "cp850")
NORWEGIAN = frozenset("æøåÆØÅ")
OTHER_LETTERS = frozenset("áàâäãéèêëíìîïóòôöúùûüñçýšžÁÀÄÉÈËÍÓÖÚÜÑÇŠŽ")
TYPOGRAPHIC = frozenset("‘’“”„«»–—…•§°€´ \xa0")
# A letter in UTF-8 that a program has read as Windows-1252, such as “Ã¸” for “ø”.
DAMAGED = re.compile(r"Ã[^\x00-\x7f]")


def decode(data: bytes, *, is_strict: bool = True) -> tuple[str, str]:
    """Return the text, and the name of its encoding.

    Bytes that the encoding does not have become replacement characters, or raise ``UnicodeDecodeError`` if ``is_strict``.
    """
    encoding = encoding_of(data)
    text = data.decode(encoding, "strict" if is_strict else "replace")
    return text.removeprefix("\ufeff"), ENCODING_NAMES.get(encoding, "UTF-16")


def repaired(text: str) -> str:
    """Return the text with the letters that an earlier program has damaged: “Bjørn” for “BjÃ¸rn”."""
    right = DAMAGED.sub(_as_utf_8, text)
    # Text that was damaged twice: it must be read alike however often it is read.
    return right if right == text else repaired(right)


def _as_utf_8(damaged: re.Match[str]) -> str:
    try:
        return damaged[0].encode("cp1252").decode()
    except UnicodeError:
        return damaged[0]


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
        return "utf-8" if is_utf_8 else max(ONE_BYTE, key=lambda name: _plausibility(data, name))
    return "utf-8"


def _plausibility(data: bytes, encoding: str) -> int:
    """Return how much the text looks like names and words here if it is read so. Most of what is not ASCII is Norwegian."""
    signs = re.sub(rb"[\x00-\x7f]+", b"", data).decode(encoding, "replace")
    return sum(
        3 if sign in NORWEGIAN else 1 if sign in OTHER_LETTERS else 0 if sign in TYPOGRAPHIC else -1
        for sign in signs
    )


def _utf_16_without_mark(data: bytes) -> str | None:
    """Return the byte order of text in which every other byte of the beginning is zero."""
    start = data[: min(len(data) // 2 * 2, 64)]
    if len(start) >= 4 and not len(data) % 2:
        if not any(start[1::2]) and all(start[::2]):
            return "utf-16-le"
        if not any(start[::2]) and all(start[1::2]):
            return "utf-16-be"
    return None
