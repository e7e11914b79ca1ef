"""Workbooks: Excel (XLSX) and OpenDocument (ODS), with typed cells and many sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from enrollment.resources.table_files import FileRefused, refuse_large_unpacked

from .open_document import read_sheets
from .sheets import MOST_COLUMNS, NumberedRow, Sheet, Spreadsheet, filled
from .unreadable import kind_of_archive

ARCHIVE = b"PK\x03\x04"


def is_archive(data: bytes) -> bool:
    return data.startswith(ARCHIVE)


def read_workbook(data: bytes) -> Spreadsheet:
    """Return the sheets of a workbook. Raises ``FileRefused`` if the archive holds something else."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            refuse_large_unpacked(sum(member.file_size for member in archive.infolist()))
            if kind_of_archive(archive) == "ods":
                with archive.open("content.xml") as content:
                    return Spreadsheet(list(read_sheets(content)))
        return Spreadsheet(list(_excel_sheets(data)))
    except FileRefused:
        raise
    # A damaged file makes zlib, the parsers and openpyxl raise errors of more kinds than they document.
    except Exception:
        raise FileRefused(
            _("The workbook is damaged. Open it, and save it again as an Excel workbook.")
        ) from None


def _excel_sheets(data: bytes) -> Iterator[Sheet]:
    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in workbook.worksheets:
            width = min(sheet.max_column or MOST_COLUMNS, MOST_COLUMNS)
            rows = sheet.iter_rows(max_col=width, values_only=True)
            yield Sheet(sheet.title, list(filled(_numbered(rows))), is_trimmed=True)
    finally:
        workbook.close()


def _numbered(rows: Iterable[tuple[Any, ...]]) -> Iterator[NumberedRow]:
    for number, values in enumerate(rows, 1):
        cells = [as_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        yield number, cells


def as_text(value: object) -> str:
    """Return a typed cell as the canonical form of a table writes it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dt.datetime() if value.time() == dt.time.min:
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "seconds")
        case dt.time():
            return value.isoformat("minutes" if not value.second else "seconds")
        case dt.timedelta() if dt.timedelta() <= value < dt.timedelta(days=1):
            return as_text((dt.datetime.min + value).time())
        case float():
            # Sums in a spreadsheet have the noise of binary fractions.
            return f"{value:.9f}".rstrip("0").rstrip(".")
    return str(value)
