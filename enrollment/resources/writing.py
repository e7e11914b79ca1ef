"""Write tables: Excel workbooks, CSV for Excel, and the canonical CSV of docs/tables.md."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from import_export.formats.base_formats import CSV, XLSX
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from tablib import Dataset

from enrollment.plain_text import guard_cell
from enrollment.resources.base import TableResource
from enrollment.resources.columns import ValueKind

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What a spreadsheet shows in the form of its own country; anything but text.
NUMBER_FORMATS = {ValueKind.DATE: "mm-dd-yy", ValueKind.TIME: "hh:mm"}
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Xlsx(XLSX):
    """An Excel workbook with typed cells, of which none is run as a formula."""

    def get_title(self) -> Any:
        return _("Excel (XLSX)")

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        # Written row by row: a workbook in memory takes fifty times its file.
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet(dataset.title)
        sheet.freeze_panes = "A2"
        headings = [WriteOnlyCell(sheet, _text(heading)) for heading in dataset.headers]
        for heading in headings:
            heading.font = Font(bold=True)
        sheet.append(headings)
        for row in dataset:
            sheet.append(
                _typed(sheet, cell, kind)
                for cell, kind in zip(row, _kinds_of(dataset), strict=True)
            )
        file = BytesIO()
        workbook.save(file)
        return file.getvalue()


class CsvForExcel(CSV):
    """CSV as Norwegian Excel writes and reads it: semicolons, local dates, and a comma in decimals."""

    def get_title(self) -> Any:
        return _("CSV for Excel (semicolons)")

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        kinds = _kinds_of(dataset)
        rows = (
            [_local(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in dataset
        )
        return BYTE_ORDER_MARK + _write(dataset.headers, rows, ";", "\r\n").encode()

    def is_binary(self) -> bool:
        return True


class CsvUtf8(CSV):
    """The canonical CSV."""

    def get_title(self) -> Any:
        return _("CSV (UTF-8, commas)")

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        # Excel recognises UTF-8 only by the byte order mark.
        return BYTE_ORDER_MARK + write_table(dataset).encode()

    def is_binary(self) -> bool:
        return True


EXPORTS = (Xlsx, CsvForExcel, CsvUtf8)


def write_table(dataset: Dataset) -> str:
    """Return the table as canonical CSV, header first."""
    return _write(dataset.headers, dataset, ",", "\n")


def template_response(resource: TableResource, rows: QuerySet[Any] | None = None) -> HttpResponse:
    """Answer with a workbook to fill in, which has the present rows."""
    response = HttpResponse(
        Xlsx().export_data(resource.export_for_people(rows)), content_type=Xlsx.CONTENT_TYPE
    )
    name = resource._meta.model._meta.model_name
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@dataclass(frozen=True, slots=True)
class FileFormat:
    writer: Any
    # Differs for each format, so that two files of one table have two names.
    ending: str
    content_type: str
    # For programs: the canonical names and codes, whatever the reader's language.
    is_canonical: bool = False


FORMATS = {
    "xlsx": FileFormat(Xlsx(), ".xlsx", Xlsx.CONTENT_TYPE),
    "excel-csv": FileFormat(CsvForExcel(), "-excel.csv", "text/csv; charset=utf-8"),
    "csv": FileFormat(CsvUtf8(), ".csv", "text/csv; charset=utf-8", is_canonical=True),
}


def asked_format(request: HttpRequest) -> FileFormat:
    """Return the format that the address asks for, canonical CSV by default. Raises ``Http404`` if it is unknown."""
    how = FORMATS.get(request.GET.get("format", "csv"))
    if how is None:
        raise Http404
    return how


def file_response(how: FileFormat, table: Dataset, name: str) -> HttpResponse:
    """Return the file. No cell is run as a formula."""
    response = HttpResponse(how.writer.export_data(table), content_type=how.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}{how.ending}"'
    return response


def _write(headings: Iterable[str], rows: Iterable[Iterable[Any]], separator: str, end: str) -> str:
    file = StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator=end)
    writer.writerow(map(guard_cell, headings))
    for row in rows:
        writer.writerow([guard_cell(cell) for cell in row])
    return file.getvalue()


def _kinds_of(dataset: Dataset) -> list[ValueKind]:
    return getattr(dataset, "kinds", None) or [ValueKind.TEXT] * dataset.width


def _typed(sheet: Any, cell: Any, kind: ValueKind) -> Any:
    """Return a canonical cell with its type."""
    if not isinstance(cell, str):
        return cell
    convert = TYPES.get(kind)
    if not cell or convert is None:
        return _text(cell)
    typed = WriteOnlyCell(sheet, convert(cell))
    typed.number_format = NUMBER_FORMATS.get(kind, "General")
    return typed


def _text(cell: str) -> str:
    """Return the text with a replacement character for each character that XML cannot hold."""
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", guard_cell(cell))


def _local(cell: Any, kind: ValueKind) -> str:
    """Return a canonical cell as Norwegian Excel writes it."""
    if cell and kind is ValueKind.DATE:
        return f"{dt.date.fromisoformat(cell):%d.%m.%Y}"
    return str(cell).replace(".", ",") if kind is ValueKind.NUMBER else str(cell)


TYPES: dict[ValueKind, Callable[[str], Any]] = {
    ValueKind.DATE: dt.date.fromisoformat,
    ValueKind.TIME: dt.time.fromisoformat,
    ValueKind.NUMBER: float,
}
