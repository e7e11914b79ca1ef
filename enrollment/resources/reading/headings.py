"""Find the table in a file: the sheet and the row of headings that fit best, and which column is which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrollment.plain_text import in_latin
from enrollment.resources.table_files import (
    MOST_RAGGED_ROWS,
    FileRefused,
    Table,
    name_some,
    shorten,
)

from .sheets import MOST_COLUMNS, NumberedRow, Sheet, Spreadsheet
from .synonyms import names_of, plain
from .values import read_address, read_term, read_times

# Titles, logos and explanations above a table are shorter.
ROWS_ABOVE_HEADINGS = 30
SAMPLES = 3
NAME_PARTS = ("first_name", "last_name")
TERM_PARTS = ("season", "year")
EXPLANATION = re.compile(r"\s*\([^()]*\)$")
# A column of ours with the start and the end in one cell.
TIMES = "times"
# Canvas puts these among the students: what an assignment gives, and a student that does not exist.
NOT_PEOPLE = ("points possible", "mulige poeng", "poeng mulig", "student test", "test student")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader of a file says about it: where a column of ours is, or its value for all rows; and single cells."""

    headings: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[int, str], str] = field(default_factory=dict)
    # Columns by the headings that were chosen for earlier files.
    remembered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file, by its place in the row, with some of its values."""

    place: int
    heading: str
    # What names the column in a form: its heading, or its letters if the heading is empty or occurs twice.
    key: str
    samples: list[str]

    def __str__(self) -> str:
        shown = (
            shorten(self.heading)
            if self.heading
            else _("column %(letters)s") % {"letters": letters_of(self.place)}
        )
        return f"{shown} ({', '.join(map(shorten, self.samples))})" if self.samples else shown


@dataclass(frozen=True, slots=True)
class Fit:
    """A sheet with its headings, read as the columns of a table."""

    sheet: Sheet
    # The position of the row of headings among the sheet's rows.
    start: int
    columns: list[FileColumn]
    # By the name of our column, which may be part of a name.
    found: dict[str, FileColumn]
    twice: list[str]

    @property
    def number(self) -> int:
        return self.sheet.rows[self.start][0]

    @property
    def rows(self) -> Iterable[NumberedRow]:
        return islice(self.sheet.rows, self.start + 1, None)


class FittedTable(Table):
    """A file's table with our columns, and what its reader should know about the reading."""

    def __init__(self, headers: list[str], fit: Fit, notes: list[str]) -> None:
        super().__init__(headers)
        self.fit, self.notes = fit, notes
        self.ignored: list[FileColumn] = []


def find_table(file: Spreadsheet, columns: Sequence[str], choices: Choices) -> Fit:
    """Return the sheet and row whose headings are most of our columns; of equals, the first.

    Raises ``FileRefused`` if no sheet has any cell.
    """
    fits = [
        _fit(sheet, start, columns, choices)
        for sheet in file.sheets
        for start in range(min(len(sheet.rows), ROWS_ABOVE_HEADINGS))
    ]
    if not fits:
        raise FileRefused(_("The file is empty. Its first row names the columns."))
    best = max(
        fits, key=lambda fit: (len(fit.found) > 1 and not fit.sheet.is_hidden, len(fit.found))
    )
    # A single word above a table may be the name of a column by chance.
    return best if len(best.found) > 1 else fits[0]


def _fit(sheet: Sheet, start: int, columns: Sequence[str], choices: Choices) -> Fit:
    headings = [in_latin(heading).strip() for heading in sheet.rows[start][1][:MOST_COLUMNS]]
    while headings and not headings[-1]:
        headings.pop()
    if sheet.is_trimmed:
        # Beside a table in a workbook, cells without a heading are no mistake.
        width = max(len(cells) for _number, cells in sheet.rows[start:])
        headings += [""] * (width - len(headings))
    taken = Counter(heading for heading in headings if heading)
    in_file = [
        FileColumn(place, heading, heading if taken[heading] == 1 else f"#{letters_of(place)}", [])
        for place, heading in enumerate(headings)
    ]
    found: dict[str, FileColumn] = {}
    wanted = [*columns, *(NAME_PARTS if "name" in columns else ())]
    wanted += [TIMES] if "start" in columns else []
    wanted += TERM_PARTS if "term" in columns else ()
    for candidates in _ways_to_find(in_file, choices):
        for name in wanted:
            free = (column for column in candidates(name) if column not in found.values())
            if name not in found and (column := next(free, None)):
                found[name] = column
    twice = [
        column.heading
        for name, column in found.items()
        if taken[column.heading] > 1 and choices.headings.get(name) != column.key
    ]
    return Fit(sheet, start, in_file, found, twice)


def _ways_to_find(
    in_file: list[FileColumn], choices: Choices
) -> list[Callable[[str], Iterable[FileColumn]]]:
    """Return functions that give the file's candidates for a column of ours, the surest function first."""
    by_key = {column.key: column for column in in_file}
    by_name = {plain(column.heading): column for column in reversed(in_file)}
    # “Brukernavn (Feide)”, unless another column is called so too.
    explained = [(plain(EXPLANATION.sub("", column.heading)), column) for column in in_file]
    times = Counter(heading for heading, _column in explained)
    by_short_name = {heading: column for heading, column in explained if times[heading] == 1}
    return [
        lambda name: _known(by_key, [choices.headings.get(name, "")]),
        # Our own names before synonyms: “start” is a date in one table, and a time in another.
        lambda name: _known(by_name, [plain(name)]),
        lambda name: _known(
            by_name, [h for h, column in choices.remembered.items() if column == name]
        ),
        lambda name: _known(by_name, names_of(name)),
        lambda name: _known(by_short_name, names_of(name)),
    ]


def _known(columns: Mapping[str, FileColumn], names: Iterable[str]) -> list[FileColumn]:
    return [columns[name] for name in names if name in columns]


def make_table(
    file: Spreadsheet,
    fit: Fit,
    columns: Sequence[str],
    choices: Choices,
    informative: Iterable[str] = (),
) -> FittedTable:
    """Return the table with our columns that the file has or the reader gives a value for."""
    fit = replace(fit, columns=_with_samples(fit))
    cells_of = _readers(fit)
    given = {
        name: value for name, value in choices.values.items() if name not in cells_of and value
    }
    corrected = {name for _number, name in choices.cells}
    headers = [name for name in columns if name in cells_of or name in given or name in corrected]
    table = FittedTable(headers, fit, [*file.notes, *_notes_on_place(file, fit)])
    read = {column.place for column in fit.found.values()}
    known = {heading for name in informative for heading in names_of(name)}
    table.ignored = [
        column
        for column in fit.columns
        if column.place not in read
        and plain(column.heading) not in known
        and (column.heading or column.samples)
        and column.heading not in fit.twice
    ]
    width = len(fit.columns)
    passed_over = []
    rows, below = _without_notes_below(fit)
    for number, cells in rows:
        if _is_no_person(cells, fit):
            passed_over.append(number)
            continue
        if not fit.sheet.is_trimmed and (len(cells) < width or any(cells[width:])):
            table.ragged[number] = len(cells)
            _refuse_endless(table)
        padded = cells + [""] * (width - len(cells))
        table.add(
            number,
            [
                choices.cells.get((number, name))
                or (cells_of[name](padded) if name in cells_of else given.get(name, ""))
                for name in headers
            ],
        )
    table.notes += _notes_on_hidden(table) + _notes_on_rows(table, passed_over, below)
    return table


def _without_notes_below(fit: Fit) -> tuple[list[NumberedRow], list[NumberedRow]]:
    """Return the rows, and those after a blank row at the end that have one cell each: notes below the table."""
    rows = list(fit.rows)
    end = len(rows)
    places = {column.place for column in fit.found.values()}
    while end and len(places) > 2 and _filled(rows[end - 1][1], places) <= 1:
        end -= 1
    while 0 < end < len(rows) and rows[end][0] == rows[end - 1][0] + 1:
        end += 1
    return (rows[:end], rows[end:]) if end else (rows, [])


def _with_samples(fit: Fit) -> list[FileColumn]:
    columns = [replace(column, samples=[]) for column in fit.columns]
    for _number, cells in islice(fit.rows, 200):
        for column, cell in zip(columns, cells, strict=False):
            if (
                cell.strip()
                and len(column.samples) < SAMPLES
                and cell.strip() not in column.samples
            ):
                column.samples.append(cell.strip())
    return columns


def _readers(fit: Fit) -> dict[str, Callable[[list[str]], str]]:
    """Return a function for each column of ours, which reads it from a row."""
    readers = {
        name: _cell_at(column.place)
        for name, column in fit.found.items()
        if name not in (*NAME_PARTS, *TERM_PARTS, TIMES)
    }
    if TIMES in fit.found and "start" not in readers:
        times = fit.found[TIMES].place
        readers["start"] = lambda cells: read_times(cells[times])[0]
        readers.setdefault("end", lambda cells: read_times(cells[times])[1])
    if "email" in readers:
        as_typed_in = readers["email"]
        readers["email"] = lambda cells: read_address(as_typed_in(cells))
    if "term" in readers:
        as_written = readers["term"]
        readers["term"] = lambda cells: read_term(as_written(cells))
    elif all(part in fit.found for part in TERM_PARTS):
        season, year = (fit.found[part].place for part in TERM_PARTS)
        readers["term"] = lambda cells: read_term(f"{cells[season]} {cells[year]}")
    if "name" not in readers and all(part in fit.found for part in NAME_PARTS):
        first, last = (fit.found[part].place for part in NAME_PARTS)
        readers["name"] = lambda cells: f"{cells[first]} {cells[last]}".strip()
    elif "name" in fit.found and _is_surname_first(fit):
        place = fit.found["name"].place
        readers["name"] = lambda cells: turned(cells[place])
    return readers


def _cell_at(place: int) -> Callable[[list[str]], str]:
    return lambda cells: cells[place]


def _is_surname_first(fit: Fit) -> bool:
    """Return whether every name is “surname, first name”. Our own heading means the name as it is written."""
    column = fit.found["name"]
    names = [
        cells[column.place]
        for _, cells in fit.rows
        if column.place < len(cells) and not _is_no_person(cells, fit)
    ]
    names = [name for name in names if name.strip()]
    return column.heading != "name" and bool(names) and all(name.count(",") == 1 for name in names)


def turned(name: str) -> str:
    """Return “Kari Aas” for “Aas, Kari”."""
    surname, _comma, first = name.partition(",")
    return f"{first.strip()} {surname.strip()}".strip()


def _is_no_person(cells: list[str], fit: Fit) -> bool:
    column = fit.found.get("name")
    return (
        column is not None
        and column.place < len(cells)
        and plain(cells[column.place]) in NOT_PEOPLE
    )


def _refuse_endless(table: Table) -> None:
    """Raise ``FileRefused`` for files that would take minutes to report on."""
    if len(table.ragged) > MOST_RAGGED_ROWS:
        raise FileRefused(
            _(
                "More than %(most)d rows have too many or too few cells, row %(row)d the first of them. "
                "Check that it is the right file."
            )
            % {"most": MOST_RAGGED_ROWS, "row": min(table.ragged)}
        )


def _notes_on_place(file: Spreadsheet, fit: Fit) -> list[str]:
    notes = []
    others = [sheet.name for sheet in file.sheets if sheet is not fit.sheet and sheet.rows]
    if others:
        notes.append(
            _("Read from the sheet “%(name)s”. Other sheets are passed over: %(others)s.")
            % {"name": shorten(fit.sheet.name), "others": name_some(others)}
        )
    if fit.start:
        notes.append(
            _("The headings are in row %(row)d. The rows above are passed over.")
            % {"row": fit.number}
        )
    return notes


def _filled(cells: list[str], places: Container[int]) -> int:
    """Return the number of cells that are filled in columns that are read."""
    return sum(bool(cell.strip()) for place, cell in enumerate(cells) if place in places)


def _notes_on_hidden(table: FittedTable) -> list[str]:
    number = sum(row in table.fit.sheet.hidden_rows for row in table.numbers)
    if not number:
        return []
    note = ngettext(
        "%(number)d hidden row was read too. Delete it from the file if it does not belong.",
        "%(number)d hidden rows were read too. Delete them from the file if they do not belong.",
        number,
    )
    return [note % {"number": number}]


def _notes_on_rows(
    table: FittedTable, passed_over: list[int], below: list[NumberedRow]
) -> list[str]:
    notes = []
    if table.ignored:
        named = [
            column.heading or _("column %(letters)s") % {"letters": letters_of(column.place)}
            for column in table.ignored
        ]
        notes.append(_("Columns that are not read: %(names)s.") % {"names": name_some(named)})
    if passed_over:
        rows = name_some([str(number) for number in passed_over])
        notes.append(
            _("Rows of Canvas that are no person are passed over: %(rows)s.") % {"rows": rows}
        )
    if below:
        texts = [" ".join(filter(None, map(str.strip, cells))) for _number, cells in below]
        notes.append(
            _("What is below the table is passed over: %(texts)s.") % {"texts": name_some(texts)}
        )
    return notes


def letters_of(place: int) -> str:
    """Return a spreadsheet's letters of a column, from 0: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
