"""From the bytes of a report to rows of cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from enrollment.forms import text_files

from .refusals import LargeReport, WorkbookReport

LARGEST_REPORT = 2**20  # characters; a thousand people who come and go ten times
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SEPARATORS = "\t;,"

Row = list[str]


def decode(data: bytes) -> str:
    """Return the text of a report, whatever its bytes. Raises ``WorkbookReport`` or ``LargeReport``."""
    if data.startswith(WORKBOOKS):
        raise WorkbookReport
    text, _encoding = text_files.decode(data, is_strict=False)
    if len(text) > LARGEST_REPORT:
        raise LargeReport
    return text_files.repaired(text.replace("\0", ""))


def read_rows(text: str, separator: str) -> Iterator[Row]:
    """Yield the rows that are not blank, with tidy cells.

    Each line is read by itself: a quotation mark in a name must not swallow the lines after it.
    """
    for line in text.removeprefix("\ufeff").splitlines():
        cells = next(csv.reader([line], delimiter=separator), [])
        row = [" ".join(cell.split()) for cell in cells]
        if any(row):
            yield row
