"""Print PDFs with Typst, and find the texts that its fonts cannot print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

# Inter is the typeface of the site; Noto covers the other scripts of names. System fonts are not used.
PACKAGES = ("fontpkg_inter", "manimgx_fonts", "manimgx_fonts_cjk")
FOLDERS = [str(files(package)) for package in PACKAGES]
# A Han character has regional glyphs. Of the five CJK fonts, Simplified Chinese fits most names.
FIRST = ["Inter", "Noto Sans", "Noto Sans CJK SC"]
REPLACEMENT_CHARACTER = "\ufffd"
SAMPLE = b"""
#set document(title: "Sample")
#set text(font: json(bytes(sys.inputs.fonts)))
#for words in json(bytes(sys.inputs.words)) [#words \\ ]
"""


def printed(
    template: bytes, words: Mapping[str, Any], at: datetime, pictures: Mapping[str, bytes]
) -> bytes:
    """Return an accessible PDF (PDF/UA-1); the same arguments always give the same bytes.

    The template finds each picture, SVG or PNG, as a list of its bytes by its file name.

    Raises ``typst.TypstError`` if no font has a glyph for a character.
    """
    return _compiled(template, words, pictures, timestamp=int(at.timestamp()))


def unprintable(texts: Iterable[str]) -> list[str]:
    """Return the texts with a character that no font has a glyph for, or with a replacement character (�)."""
    texts = list(dict.fromkeys(texts))
    return [] if _are_printable(texts) else [text for text in texts if not _are_printable([text])]


def _are_printable(texts: list[str]) -> bool:
    if any(REPLACEMENT_CHARACTER in text for text in texts):
        return False
    try:
        _compiled(SAMPLE, texts, {})
    except typst.TypstError:
        return False
    return True


def _compiled(
    template: bytes, words: Any, pictures: Mapping[str, bytes], timestamp: int = 0
) -> bytes:
    fonts, families = _fonts()
    inputs = {
        "words": json.dumps(words, ensure_ascii=False),
        "fonts": json.dumps(families),
        "pictures": json.dumps({name: list(content) for name, content in pictures.items()}),
    }
    pdf = typst.compile(
        template,
        sys_inputs=inputs,
        font_paths=fonts,
        ignore_system_fonts=True,
        timestamp=timestamp,
        format="pdf",
        pdf_standards=["ua-1"],
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _fonts() -> tuple[typst.Fonts, list[str]]:
    """Return the fonts, searched once per process, and their families, the preferred ones first."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=FOLDERS)
    others = sorted(family for family in fonts.families() if family.startswith("Noto"))
    return fonts, list(dict.fromkeys([*FIRST, *others]))
