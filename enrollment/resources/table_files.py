"""The parts that reading and writing tables share: tables, their problems and their limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from tablib import Dataset

from enrollment.resources.columns import title_of

LARGEST_FILE = 5 * 2**20
# A workbook of five megabytes may unpack to gigabytes, or repeat a long cell in every column.
LARGEST_UNPACKED = 64 * 2**20
MOST_ROWS = 50_000
MOST_RAGGED_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in one cell, or in a whole row if the column is empty."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Return what the shell prints: the column by its canonical name, as in docs/tables.md."""
        return self._with(self.column)

    @property
    def in_words(self) -> str:
        """Return what a page says: the column by its title in the reader's language."""
        return self._with(title_of(self.column))

    def _with(self, column: str) -> str:
        if not column:
            return _("row %(row)d: %(reason)s") % {"row": self.row, "reason": self.reason}
        return _("row %(row)d, %(column)s: %(reason)s") % {
            "row": self.row,
            "column": column,
            "reason": self.reason,
        }


class FileRefused(Exception):  # noqa: N818  # the file is at fault, not the program
    """The file is not a valid table. Its sentences say why and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Table(Dataset):
    """A table that keeps each row's number in the spreadsheet it comes from."""

    def __init__(self, headers: list[str]) -> None:
        super().__init__(headers=headers)
        self.numbers: list[int] = []
        # The number of cells in rows with too many or too few, by row number.
        self.ragged: dict[int, int] = {}

    def add(self, number: int, cells: list[str]) -> None:
        self.numbers.append(number)
        self.append(cells)


def refuse_large(size: int) -> None:
    if size > LARGEST_FILE:
        raise FileRefused(
            _(
                "The file has %(size).1f MB; at most %(largest)d MB are read at a time. "
                "Check that it is the right file, or split it."
            )
            % {"size": size / 2**20, "largest": LARGEST_FILE // 2**20}
        )


def refuse_large_unpacked(size: int) -> None:
    if size > LARGEST_UNPACKED:
        raise FileRefused(
            _("The workbook is too large when unpacked. Copy the table to a new workbook.")
        )


def refuse_endless(rows: int) -> None:
    if rows > MOST_ROWS:
        raise FileRefused(
            _("The file has more than %(most)d rows. Split it.") % {"most": MOST_ROWS}
        )


def name_some(names: Sequence[str]) -> str:
    """Return the first few names, each shortened."""
    return ", ".join(map(shorten, names[:10])) + (" …" if len(names) > 10 else "")


def shorten(text: str) -> str:
    """Shorten a cell to fit a terminal line, and replace unprintable characters."""
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
