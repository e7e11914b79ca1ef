"""Workbooks: Excel (XLSX) and OpenDocument (ODS), with typed cells and many sheets."""

from __future__ import annotations

import datetime as dt
import re
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
from .values import UNCALCULATED

ARCHIVE = b"PK\x03\x04"
# A formula that no value follows.
WITHOUT_VALUE = re.compile(
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)

ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
ROW_NUMBER = re.compile(rb"""\sr=["'](\d+)["']""")
HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)["']""")


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
            is_calculated = not any(map(WITHOUT_VALUE.search, _xml_of_sheets(archive)))
        sheets = list(_excel_sheets(data))
        if not is_calculated:
            _write_out_formulas(sheets, data)
        return Spreadsheet(sheets)
    except FileRefused:
        raise
    # A damaged file makes zlib, the parsers and openpyxl raise errors of more kinds than they document.
    except Exception:
        raise FileRefused(
            _("The workbook is damaged. Open it, and save it again as an Excel workbook.")
        ) from None


def _xml_of_sheets(archive: ZipFile) -> Iterator[bytes]:
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            yield archive.read(name)


def _excel_sheets(data: bytes) -> Iterator[Sheet]:
    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in workbook.worksheets:
            width = min(sheet.max_column or MOST_COLUMNS, MOST_COLUMNS)
            rows = sheet.iter_rows(max_col=width, values_only=True)
            cells = list(filled(_numbered(rows)))
            is_hidden = sheet.sheet_state != "visible"
            hidden_rows = _hidden_rows(sheet)
            yield Sheet(sheet.title, cells, True, is_hidden, hidden_rows)
    finally:
        workbook.close()


def _hidden_rows(sheet: Any) -> set[int]:
    """Return the numbers of the hidden rows, of which openpyxl tells nothing while it only reads."""
    with sheet._get_source() as source:
        xml = source.read()
    hidden, number = set(), 0
    for row in ROW.findall(xml):
        written = ROW_NUMBER.search(row)
        number = int(written[1]) if written else number + 1
        if HIDDEN.search(row):
            hidden.add(number)
    return hidden


def _write_out_formulas(sheets: list[Sheet], data: bytes) -> None:
    """Write what a formula without a value is into its cell, which would be read as blank.

    Programs write such formulas, and only a spreadsheet works them out.
    """
    workbook = load_workbook(BytesIO(data), read_only=True)
    try:
        for sheet, found in zip(workbook.worksheets, sheets, strict=True):
            values = dict(enumerate(sheet.iter_rows(values_only=True), 1))
            for number, cells in found.rows:
                for place, value in enumerate(values.get(number, ())):
                    is_blank = place >= len(cells) or not cells[place]
                    if is_blank and isinstance(value, str) and value.startswith("="):
                        cells += [""] * (place + 1 - len(cells))
                        cells[place] = UNCALCULATED
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
        # A time of day, on the day that spreadsheets count from.
        case dt.datetime() if value.year < 1901:
            return as_text(value.time())
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
