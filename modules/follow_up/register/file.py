"""The register as a table for spreadsheet files."""

from __future__ import annotations

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from enrollment.resources.columns import ExportedTable, ValueKind, Words, heading_of
from modules.models.attendance import AttendanceMark
from modules.models.meetings import Part

from .attendance import Register, RegisterMark

HEADER = ["username", "name", "email", "course", "ends_on"]
HOURS = [f"{part}_hours" for part in Part]
NOT_EXPECTED = "not_expected"
NOT_EXPECTED_WORD = gettext_lazy("not expected")
MARK_WORDS: Words = {**dict(AttendanceMark.choices), NOT_EXPECTED: NOT_EXPECTED_WORD}


def register_table(register: Register, *, is_canonical: bool) -> ExportedTable:
    """Return a table with a row for each appointment and a column for each meeting."""
    meetings = [
        f"{meeting.key} {localtime(meeting.starts_at):%Y-%m-%d}" for meeting in register.meetings
    ]
    kinds = {"ends_on": ValueKind.DATE, **dict.fromkeys(HOURS, ValueKind.NUMBER)}
    headers = [*HEADER, *meetings, *HOURS]
    table = ExportedTable(
        headers if is_canonical else list(map(heading_of, headers)),
        [kinds.get(name, ValueKind.TEXT) for name in headers],
    )
    words = {} if is_canonical else MARK_WORDS
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
    return table


def _show(mark: RegisterMark, words: Words) -> str:
    code = mark.value if mark.is_expected or mark.value else NOT_EXPECTED
    return str(words.get(code, code))
