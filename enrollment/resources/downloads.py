"""Answer with a table as a file, in the format that the address asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from tablib import Dataset

from .writing import CsvForExcel, CsvUtf8, Xlsx


@dataclass(frozen=True, slots=True)
class FileFormat:
    writer: Any
    # Differs for each format, so that two files of one table have two names.
    ending: str
    content_type: str


FORMATS = {
    "xlsx": FileFormat(Xlsx(), ".xlsx", Xlsx.CONTENT_TYPE),
    "excel-csv": FileFormat(CsvForExcel(), "-excel.csv", "text/csv; charset=utf-8"),
    "csv": FileFormat(CsvUtf8(), ".csv", "text/csv; charset=utf-8"),
}


def file_response(request: HttpRequest, table: Dataset, name: str) -> HttpResponse:
    """Return the file. No cell is run as a formula. Raises ``Http404`` for an unknown format."""
    how = FORMATS.get(request.GET.get("format", "csv"))
    if how is None:
        raise Http404
    response = HttpResponse(how.writer.export_data(table), content_type=how.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}{how.ending}"'
    return response
