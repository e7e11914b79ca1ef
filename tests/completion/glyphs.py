"""Read the glyphs drawn in a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import Matrix


class Glyph(NamedTuple):
    # The glyph's index in the font; 0 if the font lacks it.
    number: int
    text: str
    # The start of the glyph's run, from the left and from the bottom. Within a run, glyphs go from left to right.
    x: float
    y: float


def glyphs(content: bytes) -> Iterator[Glyph]:
    """Yield the glyphs in drawing order, which is also reading order."""
    with pikepdf.open(BytesIO(content)) as file:
        for page in file.pages:
            texts: dict[int, str] = {}
            place = outer = Matrix()
            outers = []
            for instruction in pikepdf.parse_content_stream(page):
                operands = instruction.operands
                match str(instruction.operator):
                    case "q":
                        outers.append(outer)
                    case "Q":
                        outer = outers.pop()
                    case "cm":
                        outer = Matrix(*map(float, operands)) @ outer
                    case "Tf":
                        texts = _texts(page.Resources.Font[str(operands[0])])
                    case "Tm":
                        place = Matrix(*map(float, operands)) @ outer
                    case "Tj" | "TJ":
                        for number in _numbers(operands[0]):
                            yield Glyph(number, texts.get(number, ""), place.e, place.f)


def letters(content: bytes) -> set[str]:
    """Return all characters of the text, including those that several glyphs represent together."""
    found = {letter for glyph in glyphs(content) for letter in glyph.text}
    with pikepdf.open(BytesIO(content)) as file:
        for page in file.pages:
            for instruction in pikepdf.parse_content_stream(page):
                operands = instruction.operands
                if str(instruction.operator) == "BDC" and "/ActualText" in operands[1]:
                    found |= set(str(operands[1].ActualText))
    return found


def line_of(content: bytes, letter: str) -> str:
    """Return the text of the first line that contains the letter."""
    drawn = list(glyphs(content))
    y = next(glyph.y for glyph in drawn if letter in glyph.text)
    line = sorted((glyph for glyph in drawn if glyph.y == y), key=lambda glyph: glyph.x)
    return "".join(glyph.text for glyph in line)


def _numbers(shown: pikepdf.Object) -> Iterator[int]:
    strings = [shown] if isinstance(shown, pikepdf.String) else list(shown)
    for string in strings:
        if isinstance(string, pikepdf.String):
            pairs = bytes(string)
            yield from (int.from_bytes(pairs[at : at + 2], "big") for at in range(0, len(pairs), 2))


def _texts(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode()
    return {
        int(number, 16): bytes.fromhex(text).decode("utf-16-be")
        for number, text in re.findall(r"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$", table, re.M)
    }
