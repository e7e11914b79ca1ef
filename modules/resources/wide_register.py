"""The register as it is exported, with a column for each meeting, read as the table of attendance."""

from __future__ import annotations

import re
from dataclasses import replace

from enrollment.resources.columns import in_every_language
from enrollment.resources.reading import Sheet, Spreadsheet
from enrollment.resources.reading.sheets import NumberedRow
from enrollment.resources.reading.synonyms import names_of, plain
from modules.follow_up.register.file import NOT_EXPECTED, NOT_EXPECTED_WORD

# The heading of a meeting: its key and its day.
MEETING = re.compile(r"(\S+) \d{4}-\d{2}-\d{2}")
COLUMNS = ("course", "username", "meeting", "mark")


def in_rows(file: Spreadsheet) -> Spreadsheet:
    """Return the file with a row for each mark where a sheet is a register; other sheets stay as they are."""
    return replace(file, sheets=[_in_rows(sheet) for sheet in file.sheets])


def _in_rows(sheet: Sheet) -> Sheet:
    passed_over = {"", NOT_EXPECTED, *in_every_language(NOT_EXPECTED_WORD)}
    for start, (number, headings) in enumerate(sheet.rows[:30]):
        found = {
            place: MEETING.fullmatch(heading.strip()) for place, heading in enumerate(headings)
        }
        meetings = {place: match[1] for place, match in found.items() if match}
        course, username = (_place(headings, column) for column in COLUMNS[:2])
        if meetings and course is not None and username is not None:
            marks = [
                (row, [cells[course], cells[username], key, cells[place]])
                for row, cells in _padded(sheet.rows[start + 1 :], len(headings))
                for place, key in meetings.items()
                if cells[place] not in passed_over
            ]
            return replace(sheet, rows=[(number, list(COLUMNS)), *marks])
    return sheet


def _place(headings: list[str], column: str) -> int | None:
    names = names_of(column)
    return next((at for at, heading in enumerate(headings) if plain(heading) in names), None)


def _padded(rows: list[NumberedRow], width: int) -> list[NumberedRow]:
    return [(number, cells + [""] * (width - len(cells))) for number, cells in rows]
