"""The rows of a text file, separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from enrollment.resources.table_files import LARGEST_FILE, FileRefused

from .sheets import NumberedRow, filled

SEPARATORS = (",", ";", "\t", "|")
# The first line that Excel writes and reads to name the separator; it is not a row.
NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n")
SIGNS_TO_JUDGE_BY = 2**16

# Raise the limit: a long cell is rejected later, with its column and not as a quoting error.
csv.field_size_limit(LARGEST_FILE)


def read_rows(text: str) -> Iterator[NumberedRow]:
    """Yield the rows of a text that are not blank. Raises ``FileRefused`` if its quotation marks do not match."""
    named = NAMED_SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    return filled(_rows(text, named[1] if named else separator_of(text)))


def separator_of(text: str) -> str:
    """Return the separator that gives all rows the same number of cells, or else most cells to most rows."""
    start = text[:SIGNS_TO_JUDGE_BY]
    if len(text) > len(start):
        start = start[: start.rfind("\n") + 1] or start
    return max(SEPARATORS, key=lambda separator: _regularity(start, separator))


def _regularity(text: str, separator: str) -> tuple[bool, int]:
    """Return whether all rows have the same number of cells, and the number that most rows have."""
    widths: Counter[int] = Counter()
    is_regular = True
    try:
        for cells in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
            widths[len(cells)] += bool(cells)
    except csv.Error:
        is_regular = False
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    return is_regular and usual > 1 and widths[usual] == widths.total(), usual


def _rows(text: str, separator: str) -> Iterator[NumberedRow]:
    number = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            yield number, cells
    except csv.Error:
        raise FileRefused(
            _(
                "Row %(row)d cannot be read: check its quotation marks. A cell that has a comma, a line break "
                "or a quotation mark stands between quotation marks, and a quotation mark inside it is doubled."
            )
            % {"row": number + 1}
        ) from None
