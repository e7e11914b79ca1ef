"""Cells that a spreadsheet would run as a formula: a leading apostrophe marks them as text."""

from __future__ import annotations

from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def guard_cell(cell: Any) -> str:
    """Return the cell as text, with an apostrophe before it if it looks like a formula.

    A cell with apostrophes of its own before a formula gets one more, so that ``unguard_cell`` restores it.
    """
    text = str(cell)
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguard_cell(text: str) -> str:
    """Return the text that ``guard_cell`` was given."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS)
    return text[1:] if is_guarded else text
