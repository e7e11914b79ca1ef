"""Sort the cells of a row into what an appointment needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from enrollment import access
from enrollment.models.people import USERNAME_PATTERN
from enrollment.people.matching import ADDRESS
from enrollment.plain_text import as_code, as_name, as_typed, fold
from enrollment.resources.reading.values import (
    COURSE,
    SEASONS,
    UnclearDateError,
    codes_of_courses,
    read_date,
)

from .reading import COURSE_CODE, PastedRow

# Running numbers, student numbers, phone numbers and shares of a position.
NUMBER = re.compile(r"(?:(?:tlf|tel|telefon|mob|mobil|phone)[.: ]+)?[+#(]?\d[\d ().,+%-]*", re.I)
# Hours, shares of a position and other notes beside a name.
NUMBER_IN_BRACKETS = re.compile(r"\(\s*\d[^()]*\)")
# What a list says of the position and not of the person.
ROLE = re.compile(
    r"(?:hoved|under)?(?:læringsass(?:istent)?|læringsass\.|studass|stud\.ass\.?|studentassistent|la|ta)"
    r"|(?:head )?(?:learning|teaching) assistant",
    re.IGNORECASE,
)
ROLE_IN_BRACKETS = re.compile(rf"\(\s*(?:{ROLE.pattern})\s*\)", re.IGNORECASE)
SHARE = re.compile(
    r"\d[\d ,.]*(?:%|prosent|percent)?\s*(?:stilling\w*|årsverk|timer|t|hours?|h|position|fte)\.?",
    re.IGNORECASE,
)
# Without four digits for the year, or with the month first, it may be another day, or no day.
DOUBTFUL_DAY = re.compile(r"\d{1,2}([./-])\d{1,2}(?:\1(?:\d{2}){0,2})?")
DOUBTFUL_PERIOD = re.compile(
    r"\d{1,2}([./])\d{1,2}(?:\1(?:\d{2}){0,2})? ?- ?\d{1,2}\1\d{1,2}(?:\1(?:\d{2}){0,2})?"
)
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
START, END = {"fra", "from"}, {"til", "to", "t.o.m."}
NAME = re.compile(r"[^\W\d_][\w.'’ -]*")
# Bullets, ticks and lines around a name.
AROUND_NAME = re.compile(r"^[^\w(\"'’]+|[^\w.)\"'’]+$")
EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
MAILTO = re.compile(r"mailto:", re.IGNORECASE)


@dataclass(slots=True)
class PersonCells:
    """What a row says of a person. ``name_parts`` are cells of a name whose order the list does not tell."""

    username: str = ""
    # A user name in the list that is not that of the university address.
    other_username: str = ""
    name: str = ""
    name_parts: tuple[str, ...] = ()
    email: str = ""
    course: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    # A day that may be the first or the last.
    day: date | None = None
    unread: list[str] = field(default_factory=list)


def username_in(address: str) -> str:
    """Return the user name in an address of the university, or ""."""
    local = access.username_in(address.lower())
    return local if is_username(local) else ""


def is_username(cell: str) -> bool:
    return re.fullmatch(USERNAME_PATTERN, cell) is not None and NUMBER.fullmatch(cell) is None


def codes_in(row: PastedRow) -> set[str]:
    """Return every address and word of a row that may be a user name, in lower case."""
    found: set[str] = set()
    for cell in row.cells:
        addresses, rest = _addresses_in(cell)
        found.update(addresses, map(username_in, addresses), [as_code(rest).lower()])
        found.update(as_code(word).lower() for word in rest.split())
    return found - {""}


def sort_cells(
    row: PastedRow, *, courses: Collection[str], usernames: Collection[str]
) -> PersonCells:
    """Sort a row by its headings, or by what each cell looks like; ``usernames`` are those on record."""
    return CellSorter(courses, usernames).sort(row)


class CellSorter:
    def __init__(self, courses: Collection[str], usernames: Collection[str]) -> None:
        self.courses, self.usernames = courses, usernames
        self.cells = PersonCells()
        # Each with the cell that it is from.
        self.names: list[tuple[str, str]] = []
        self.days: list[date] = []

    def sort(self, row: PastedRow) -> PersonCells:
        # An address under its heading comes before one that stands for the user name.
        headed = [
            cell
            for column, cell in zip(row.columns or (), row.cells, strict=False)
            if column == "email"
        ]
        addresses = dict.fromkeys(
            found for cell in [*headed, *row.cells] for found in _addresses_in(cell)[0]
        )
        # A university address decides the user name; another is only an address.
        self.cells.email = min(addresses, key=lambda address: not username_in(address), default="")
        self.cells.username = username_in(self.cells.email)
        # Another person of the university on the same line.
        self.cells.unread.extend(
            address
            for address in addresses
            if username_in(address) not in ("", self.cells.username)
        )
        if row.columns:
            self._by_headings(row)
        else:
            for cell in row.cells:
                self._by_look(_addresses_in(cell)[1])
            self._settle_name()
        self._settle_days()
        return self.cells

    def _by_headings(self, row: PastedRow) -> None:
        columns = dict.fromkeys(row.columns, "")
        for column, cell in zip(row.columns, row.cells, strict=False):
            columns[column] = columns[column] or cell
        code = as_code(columns.get("username", "")).lower()
        if "@" in code:
            code = username_in(code)
        if is_username(code):
            self._is_called(code)
        whole = [columns.get(part, "") for part in ("first_name", "surname")]
        given = columns.get("name", "") or " ".join(whole)
        self.cells.name = first_name_first(_without_numbers(_addresses_in(given)[1]))
        self._take_courses(columns.get("course", ""))
        for column in ("starts_on", "ends_on"):
            if text := columns.get(column):
                days = [*days_in(text)]
                setattr(self.cells, column, days[0] if len(days) == 1 else None)
                self.cells.unread.extend([] if len(days) == 1 else [text])

    def _by_look(self, cell: str) -> None:
        code = as_code(cell)
        if code in ("", self.cells.username):
            return
        # “Ada” is a first name, even if a person on record has the user name ada.
        username = code.lower()
        if (
            username in self.usernames
            and is_username(username)
            and code in (username, code.upper())
        ):
            self._is_called(username)
        elif code.upper() in self.courses or COURSE_CODE.fullmatch(code):
            self._take_course(code.upper(), cell)
        elif self._names_only_courses(code):
            self._take_courses(cell)
        elif DAY.search(code):
            self._take_days(cell)
        elif DOUBTFUL_DAY.fullmatch(code) or DOUBTFUL_PERIOD.fullmatch(code):
            self.cells.unread.append(cell)
        elif (day := _day_in_words(code)) is not None:
            self.days.append(day)
        elif NUMBER.fullmatch(code) or SHARE.fullmatch(cell) or ROLE.fullmatch(cell):
            return
        elif not self.cells.username and is_username(code):
            self._is_called(code)
        else:
            self._take_name(cell)

    def _is_called(self, username: str) -> None:
        if not self.cells.username:
            self.cells.username = username
        elif username != self.cells.username:
            self.cells.other_username = username

    def _names_only_courses(self, code: str) -> bool:
        """Return whether a cell has codes of courses in any spelling, and no words: “TFY 4104”, “TFY4104-1-2027-VÅR”."""
        rest = re.findall(r"[^\W\d_]+", COURSE.sub("", code.upper()).lower())
        return bool(codes_of_courses(code, self.courses)) and {*rest} <= SEASONS.keys()

    def _take_courses(self, cell: str) -> None:
        """Take the course that a cell names; of several, it is not known which is meant."""
        words = as_code(cell).upper().split()
        codes = codes_of_courses(as_code(cell), self.courses) or set(words[:1])
        if len(codes) > 1:
            self.cells.unread.append(cell)
        for code in codes if len(codes) == 1 else ():
            self._take_course(code, cell)

    def _take_course(self, code: str, cell: str) -> None:
        if self.cells.course in ("", code):
            self.cells.course = code
        else:
            self.cells.unread.append(cell)

    def _take_days(self, cell: str) -> None:
        words = fold(DAY.sub(" ", cell)).strip(" -").split()
        days = [*days_in(cell)]
        if not days or {*words} - START - END:
            self.cells.unread.append(cell)
        elif len(days) == 1 and words and {*words} <= START:
            self.cells.starts_on = days[0]
        elif len(days) == 1 and words:
            self.cells.ends_on = days[0]
        else:
            self.days.extend(days)

    def _take_name(self, cell: str) -> None:
        """Take a name out of a cell that may also hold numbers, a course and the user name."""
        left = []
        for word in cell.split():
            code = as_code(word).strip(":,;").upper()
            if code in self.courses and not self.cells.course:
                self.cells.course = code
            else:
                left.append(word)
        # A first name may be the user name too.
        if len(left) > 2 and self.cells.username in left:
            left.remove(self.cells.username)
        name = _without_numbers(" ".join(left))
        if not any(map(str.isalpha, name)):
            self.cells.unread.append(cell)
        else:
            self.names.append((name, cell))

    def _settle_name(self) -> None:
        # Behind the code of a course stands its name.
        without_course = [pair for pair in self.names if not COURSE.match(pair[1].upper())]
        self.names = without_course or self.names
        names = [name for name, _cell in self.names]
        if len(names) == 2 and all(map(_is_one_name, names)):
            self.cells.name = _in_order(names[0], names[1], self.cells.username)
            self.cells.name_parts = () if self.cells.name else tuple(names)
        elif names:
            self.cells.name = first_name_first(names[0])
            self.cells.unread.extend(cell for _name, cell in self.names[1:])

    def _settle_days(self) -> None:
        if len(self.days) == 2:
            self.cells.starts_on, self.cells.ends_on = sorted(self.days)
        elif len(self.days) == 1:
            self.cells.day = self.days[0]
        self.cells.unread.extend(day.isoformat() for day in self.days[2:])


def days_in(text: str) -> Iterator[date]:
    """Yield the days in a text, such as 2027-01-05 or 5.1.2027. Others may mean two days, so they are not read."""
    for match in DAY.finditer(as_typed(text)):
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
        with suppress(ValueError):
            yield date(int(year), int(month), int(day))


def _day_in_words(text: str) -> date | None:
    """Return the day of “17. august 2027” or 8/17/2027, or None, also for a day that may be two."""
    with suppress(UnclearDateError):
        return read_date(as_typed(text))
    return None


def first_name_first(name: str) -> str:
    name = AROUND_NAME.sub("", name)
    last, comma, first = name.partition(",")
    return as_name(f"{first} {last}" if comma and first.strip() else name)


def _addresses_in(cell: str) -> tuple[list[str], str]:
    """Return the addresses of a cell in lower case, and what else it says."""
    cell = MAILTO.sub(" ", cell)
    if "@" not in cell and "@" in as_typed(cell):
        cell = as_typed(cell)
    # A full stop ends the sentence, not the address.
    found = [as_code(address).lower().rstrip(".") for address in ADDRESS.findall(cell)]
    rest = EMPTY_BRACKETS.sub(" ", ADDRESS.sub(" ", cell)) if found else cell
    rest = " ".join(rest.split()).strip(" <>[]\"';,")
    is_balanced = rest.count("(") == rest.count(")") and not rest.startswith("(")
    return found, rest if is_balanced else rest.strip("()")


def _without_numbers(name: str) -> str:
    words = ROLE_IN_BRACKETS.sub(" ", NUMBER_IN_BRACKETS.sub(" ", name)).split()
    while words and NUMBER.fullmatch(words[0].rstrip(".)")):
        words.pop(0)
    while words and NUMBER.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _is_one_name(cell: str) -> bool:
    return " " not in cell and NAME.fullmatch(cell) is not None


def _in_order(left: str, right: str, username: str) -> str:
    """Return a name of two cells with the first name first, as the start of the user name tells, or ""."""
    starts = [username.startswith(_start_of(part)) for part in (left, right)]
    if starts[0] == starts[1]:
        return ""
    return as_name(f"{left} {right}" if starts[0] else f"{right} {left}")


def _start_of(name: str) -> str:
    return fold(name)[:3]
