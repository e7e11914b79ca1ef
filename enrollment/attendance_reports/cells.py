"""From the bytes of a report to rows of cells."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator

from .refusals import LargeReport, WorkbookReport

LARGEST_REPORT = 2**20  # characters; a thousand people who come and go ten times
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SEPARATORS = "\t;,"

Row = list[str]


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-16, UTF-8 or Windows-1252. Raises ``WorkbookReport`` or ``LargeReport``."""
    if data.startswith(WORKBOOKS):
        raise WorkbookReport
    if data.startswith(UTF_16):
        text = data.decode("utf-16", errors="replace")
    elif b"\0" in data[:100]:
        # Without a byte order mark, as Windows saves what was copied.
        text = data.decode("utf-16-le", errors="replace")
    else:
        text = _decode_bytes(data)
    if len(text) > LARGEST_REPORT:
        raise LargeReport
    return text.replace("\0", "")


def _decode_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_rows(text: str, separator: str) -> Iterator[Row]:
    """Yield the rows that are not blank, with tidy cells.

    Each line is read by itself: a quotation mark in a name must not swallow the lines after it.
    """
    for line in text.removeprefix("\ufeff").splitlines():
        cells = next(csv.reader([line], delimiter=separator), [])
        row = [" ".join(cell.split()) for cell in cells]
        if any(row):
            yield row
