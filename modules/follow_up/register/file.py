"""Export the register as a spreadsheet file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from enrollment.resources.columns import ExportedTable, ValueKind, Words, heading_of
from enrollment.resources.writing import CsvForExcel, CsvUtf8, Xlsx
from modules.models.attendance import AttendanceMark
from modules.models.meetings import Part

from .attendance import Register, RegisterMark

HEADER = ["username", "name", "email", "course", "ends_on"]
HOURS = [f"{part}_hours" for part in Part]
NOT_EXPECTED = "not_expected"
NOT_EXPECTED_WORD = gettext_lazy("not expected")
MARK_WORDS: Words = {**dict(AttendanceMark.choices), NOT_EXPECTED: NOT_EXPECTED_WORD}


@dataclass(frozen=True, slots=True)
class FileFormat:
    writer: Any
    extension: str
    content_type: str
    # For programs: the canonical names and codes, whatever the reader's language.
    is_canonical: bool = False


FORMATS = {
    "xlsx": FileFormat(Xlsx(), "xlsx", Xlsx.CONTENT_TYPE),
    "excel-csv": FileFormat(CsvForExcel(), "csv", "text/csv; charset=utf-8"),
    "csv": FileFormat(CsvUtf8(), "csv", "text/csv; charset=utf-8", is_canonical=True),
}


def register_file(register: Register, how: FileFormat) -> bytes:
    """Return a file with a row for each appointment and a column for each meeting. No cell is run as a formula."""
    meetings = [
        f"{meeting.key} {localtime(meeting.starts_at):%Y-%m-%d}" for meeting in register.meetings
    ]
    kinds = {"ends_on": ValueKind.DATE, **dict.fromkeys(HOURS, ValueKind.NUMBER)}
    headers = [*HEADER, *meetings, *HOURS]
    table = ExportedTable(
        headers if how.is_canonical else list(map(heading_of, headers)),
        [kinds.get(name, ValueKind.TEXT) for name in headers],
    )
    words = {} if how.is_canonical else MARK_WORDS
    for row in register.rows:
        assistant = row.appointment.assistant
        ends_on = row.appointment.ends_on
        table.append(
            [
                assistant.username,
                assistant.name,
                assistant.email,
                row.appointment.course.code,
                ends_on.isoformat() if ends_on else "",
                *(_show(row.marks[meeting.pk], words) for meeting in register.meetings),
                *row.hours.values(),
            ]
        )
    data: bytes = how.writer.export_data(table)
    return data


def _show(mark: RegisterMark, words: Words) -> str:
    code = mark.value if mark.is_expected or mark.value else NOT_EXPECTED
    return str(words.get(code, code))
