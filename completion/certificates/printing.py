"""Typst and its fonts: what is printed, and which texts no font has a shape for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

# Noto has the scripts that names are written in; Typst brings along the rest. No font of the machine is used.
FOLDERS = [str(files(package)) for package in ("manimgx_fonts", "manimgx_fonts_cjk")]
# A Chinese sign has another shape in Japan: of the five, the first is that of most who have one in their name.
FIRST = ["Libertinus Serif", "Noto Sans", "Noto Sans CJK SC"]
LOST = "\ufffd"
SAMPLE = b"""
#set document(title: "Sample")
#set text(font: json(bytes(sys.inputs.fonts)))
#for words in json(bytes(sys.inputs.words)) [#words \\ ]
"""


def printed(template: bytes, words: Mapping[str, Any], at: datetime, **more: str) -> bytes:
    """Return a PDF that everybody can read (PDF/UA), the same everywhere and always.

    Raises ``typst.TypstError`` where a sign has no shape.
    """
    return _compiled(template, words, timestamp=int(at.timestamp()), **more)


def unprintable(texts: Iterable[str]) -> list[str]:
    """Return those texts that hold a sign without a shape in any font, or one that was lost (�) before it came here."""
    texts = list(dict.fromkeys(texts))
    return [] if _have_shapes(texts) else [text for text in texts if not _have_shapes([text])]


def _have_shapes(texts: list[str]) -> bool:
    if any(LOST in text for text in texts):
        return False
    try:
        _compiled(SAMPLE, texts)
    except typst.TypstError:
        return False
    return True


def _compiled(template: bytes, words: Any, timestamp: int = 0, **more: str) -> bytes:
    fonts, families = _fonts()
    inputs = {"words": json.dumps(words, ensure_ascii=False), "fonts": json.dumps(families)}
    pdf = typst.compile(
        template,
        sys_inputs=inputs | more,
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
    """The fonts, found once in a process and opened when they are needed; and their families, the preferred ones first."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=FOLDERS)
    others = sorted(family for family in fonts.families() if family.startswith("Noto"))
    return fonts, list(dict.fromkeys([*FIRST, *others]))
