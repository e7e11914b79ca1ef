"""Appoint people from a pasted list: each line is checked and explained, then all or none are appointed."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enrollment.models import Appointment, Course, LearningAssistant, Term, User
from enrollment.models.people import USERNAME_PATTERN
from enrollment.people.matching import Index, KnownPerson, words_of
from enrollment.plain_text import as_code, as_name, fold
from enrollment.resources.table_files import shorten
from modules.scope import Scope

from .appointing import DepartmentAppointments, elsewhere, not_yours, take

LOOKS_LIKE_A_COURSE = re.compile(r"[A-ZÆØÅ]{2,6}[0-9]{3,5}[A-Z]?")
HEADINGS = {
    "username",
    "user name",
    "brukernavn",
    "name",
    "navn",
    "email",
    "e-mail",
    "e-post",
    "epost",
}
HEADINGS |= {"course", "emne", "emnekode"}
CLOSE = 0.8


class LineState(models.TextChoices):
    """The result of checking a line."""

    NEW = "new", gettext_lazy("will be appointed")
    THERE = "there", gettext_lazy("already appointed")
    TWICE = "twice", gettext_lazy("twice in the list")
    WRONG = "wrong", gettext_lazy("error")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list with the result of checking it."""

    number: int
    text: str
    state: LineState
    sentence: str


@dataclass(slots=True)
class Cells:
    """The cells of a line, sorted into fields."""

    username: str = ""
    name: str = ""
    email: str = ""
    course: str = ""
    odd: list[str] = field(default_factory=list)


@dataclass(slots=True)
class CheckedList:
    lines: list[Line]
    # The rows to import, by line number.
    rows: dict[int, dict[str, str]]

    @property
    def is_fine(self) -> bool:
        return bool(self.lines) and not any(line.state == LineState.WRONG for line in self.lines)

    def note(self, problems: dict[int, list[str]]) -> None:
        """Mark lines as wrong, with the problems found by the import."""
        self.lines = [
            Line(line.number, line.text, LineState.WRONG, " ".join(problems[line.number]))
            if line.number in problems
            else line
            for line in self.lines
        ]


def check(
    *, text: str, course: Course | None, scope: Scope, term: Term, by: User, at: datetime
) -> CheckedList:
    """Check every line of a list without changing anything. ``course`` is for lines without one."""
    checked = Reader(text, course, scope, term, at).read()
    _import(checked, scope, term, by, at, rehearse=True)
    return checked


def bring_in(
    *, text: str, course: Course | None, scope: Scope, term: Term, by: User, at: datetime
) -> CheckedList:
    """Appoint everyone on a list, or no one if any line is wrong; return the same results as ``check``."""
    checked = Reader(text, course, scope, term, at).read()
    # Lines that could not be read have no row.
    _import(checked, scope, term, by, at, rehearse=not checked.is_fine)
    return checked


def _import(
    checked: CheckedList, scope: Scope, term: Term, by: User, at: datetime, *, rehearse: bool
) -> None:
    if not checked.rows:
        return
    result = take(
        DepartmentAppointments(scope, term), checked.rows, by=by, at=at, rehearse=rehearse
    )
    problems: dict[int, list[str]] = defaultdict(list)
    for problem in result.problems:
        problems[problem.row].append(problem.reason)
    checked.note(problems)


class Reader:
    """Reads a list in a constant number of queries."""

    def __init__(
        self, text: str, course: Course | None, scope: Scope, term: Term, at: datetime
    ) -> None:
        self.scope, self.term, self.today = scope, term, localdate(at)
        self.courses = {course.code: course for course in Course.objects.all()}
        self.own = {course.code: course for course in scope.courses_of()}
        only = next(iter(self.own.values())) if len(self.own) == 1 else None
        self.course = course or only
        numbered = enumerate(text.splitlines(), start=1)
        split = [(number, line.strip(), _split(line)) for number, line in numbered]
        self.lines = [
            (number, line, cells)
            for number, line, cells in split
            if cells and not {fold(cell) for cell in cells} <= HEADINGS
        ]
        self._find(
            {as_code(cell).lower() for _number, _text, cells in self.lines for cell in cells}
        )

    def _find(self, cells: set[str]) -> None:
        """Load the people the list may refer to: anyone by user name or address, the scope's own people by name."""
        own = Q(
            appointments__department=self.scope.department,
            appointments__course__in=self.own.values(),
        )
        named = Q(username__in=cells | set(map(_username_of, cells))) | Q(address__in=cells)
        found = LearningAssistant.objects.alias(address=Lower("email")).filter(named | own)
        people: list[LearningAssistant] = list(found.distinct().prefetch_related("appointments"))
        self.by_username = {person.username: person for person in people}
        self.by_email = {person.email.lower(): person for person in people}
        self.by_name: defaultdict[tuple[str, ...], list[LearningAssistant]] = defaultdict(list)
        for person in people:
            if self._is_open(person, ""):
                self.by_name[words_of(person.name)].append(person)

    def _is_open(self, person: LearningAssistant, email: str) -> bool:
        """Return whether the user may see who the person is: in their scope, or with this address."""
        has_appointed = any(self._is_own(appointment) for appointment in person.appointments.all())
        return has_appointed or person.email.lower() == email

    def _is_own(self, appointment: Appointment) -> bool:
        mine = {course.pk for course in self.own.values()}
        return (
            appointment.department_id == self.scope.department.pk and appointment.course_id in mine
        )

    def read(self) -> CheckedList:
        checked = CheckedList([], {})
        seen: dict[tuple[str, str], int] = {}
        for number, text, raw in self.lines:
            state, sentence, row = self._check(self._sort(raw))
            if row is not None:
                first = seen.setdefault((row["username"], row["course"]), number)
                if first == number:
                    checked.rows[number] = row
                elif checked.rows[first] == row:
                    state, sentence = (
                        LineState.TWICE,
                        _("The same as line %(line)d; it counts once.") % {"line": first},
                    )
                else:
                    state, sentence = (
                        LineState.WRONG,
                        _(
                            "Line %(line)d has other details for %(username)s. Keep one of the lines."
                        )
                        % {"line": first, "username": row["username"]},
                    )
            checked.lines.append(Line(number, text, state, sentence))
        return checked

    def _sort(self, raw: list[str]) -> Cells:
        """Sort the cells of a line into fields, in any order."""
        cells = Cells()
        for cell in raw:
            code = as_code(cell)
            if "@" in code and not cells.email:
                cells.email = code.lower()
            elif not cells.course and (
                code.upper() in self.courses or LOOKS_LIKE_A_COURSE.fullmatch(code)
            ):
                cells.course = code.upper()
            elif not cells.username and self._is_username(code):
                cells.username = code.lower()
            elif not cells.name:
                cells.name = _first_name_first(cell)
            else:
                cells.odd.append(cell)
        return cells

    def _is_username(self, cell: str) -> bool:
        return cell.lower() in self.by_username or re.fullmatch(USERNAME_PATTERN, cell) is not None

    def _check(self, cells: Cells) -> tuple[LineState, str, dict[str, str] | None]:
        if cells.odd:
            odd = shorten(cells.odd[0])
            return (
                LineState.WRONG,
                _("We could not read “%(cell)s”. Remove it from the line.") % {"cell": odd},
                None,
            )
        problem, course = self._course_of(cells.course)
        if course is None:
            return LineState.WRONG, problem, None
        problem, person = self._person_of(cells)
        if problem:
            return LineState.WRONG, problem, None
        if person is not None:
            there = self._already(person, course)
            if there:
                return LineState.THERE, there, None
        row = self._row(cells, person, course)
        return LineState.NEW, self._welcome(row, person, course), row

    def _course_of(self, code: str) -> tuple[str, Course | None]:
        if not code:
            return (
                _("Which course? Write it on the line, or choose one for all lines."),
                self.course,
            )
        if code in self.own:
            return "", self.own[code]
        if code in self.courses:
            return not_yours(code), None
        close = get_close_matches(code, self.own, 1, CLOSE)
        unknown = _("There is no course %(course)s.") % {"course": code}
        return (f"{unknown} {did_you_mean(close[0])}" if close else unknown), None

    def _person_of(self, cells: Cells) -> tuple[str, LearningAssistant | None]:
        """Return (problem, person); the person is None for a complete line about a new person."""
        if cells.username or cells.email:
            username = cells.username or _username_of(cells.email)
            known = self.by_username.get(username)
            if known is None and not cells.username:
                known = self.by_email.get(cells.email)
        else:
            namesakes = self.by_name.get(words_of(cells.name), [])
            if len(namesakes) > 1:
                names = ", ".join(namesake.username for namesake in namesakes)
                return _("Several people have this name: %(names)s. Write the user name.") % {
                    "names": names
                }, None
            known = namesakes[0] if namesakes else None
        if known is not None and not self._is_open(known, cells.email):
            return elsewhere(), None
        if known is not None:
            return "", known
        return self._what_is_missing(cells), None

    def _what_is_missing(self, cells: Cells) -> str:
        parts = {
            _("user name"): cells.username or _username_of(cells.email),
            _("name"): cells.name,
            _("e-mail address"): cells.email,
        }
        missing = [name for name, value in parts.items() if not value]
        if not missing:
            return ""
        unknown = _("No one on record matches. To add a new person, write: %(missing)s.") % {
            "missing": ", ".join(missing)
        }
        close = self._much_like(cells)
        return f"{unknown} {did_you_mean(f'{close.name} ({close.username})')}" if close else unknown

    def _much_like(self, cells: Cells) -> KnownPerson | None:
        """Return a person of the scope with a similar user name, address or name, or None."""
        for value in filter(None, (cells.username, cells.email, cells.name)):
            if near := self._own_people.nearly_meant(value):
                return near[0]
        return None

    @cached_property
    def _own_people(self) -> Index:
        own = {person for people in self.by_name.values() for person in people}
        return Index(
            KnownPerson(person.pk, person.username, person.name, person.email) for person in own
        )

    def _already(self, person: LearningAssistant, course: Course) -> str:
        for appointment in person.appointments.all():
            if (appointment.term_id, appointment.department_id, appointment.course_id) != (
                self.term.pk,
                self.scope.department.pk,
                course.pk,
            ):
                continue
            about = {"name": person.name, "course": course.code}
            if appointment.ends_on is None or appointment.ends_on >= self.today:
                return _("%(name)s is appointed in %(course)s already.") % about
            return _(
                "%(name)s was appointed in %(course)s until %(day)s. To appoint them again, add them individually."
            ) % {**about, "day": date_format(appointment.ends_on, "DATE_FORMAT")}
        return ""

    def _row(
        self, cells: Cells, person: LearningAssistant | None, course: Course
    ) -> dict[str, str]:
        # If the line found a known person by name or address, use the spelling on record.
        if person is not None and not cells.username:
            cells = Cells()
        return {
            "term": self.term.code,
            "username": person.username if person else cells.username or _username_of(cells.email),
            "name": cells.name or (person.name if person else ""),
            "email": cells.email or (person.email if person else ""),
            "department": self.scope.department.code,
            "course": course.code,
        }

    def _welcome(
        self, row: dict[str, str], person: LearningAssistant | None, course: Course
    ) -> str:
        about = {"name": row["name"], "username": row["username"], "course": course.code}
        if person is not None:
            return _("%(name)s (%(username)s) will be appointed in %(course)s.") % about
        sentence = _("%(name)s (%(username)s) is new, and will be appointed in %(course)s.") % about
        namesake = next(iter(self.by_name.get(words_of(row["name"]), [])), None)
        return f"{sentence} {did_you_mean(str(namesake))}" if namesake else sentence


def did_you_mean(value: str) -> str:
    return _("Do you mean %(value)s?") % {"value": value}


def _split(line: str) -> list[str]:
    """Split at tabs or semicolons, else at commas if the line has an address or several commas."""
    separator = next((character for character in "\t;" if character in line), "")
    if not separator and ("@" in line or line.count(",") > 1):
        separator = ","
    cells = re.split(f"[<>{separator}]", line)
    return [stripped for cell in cells if (stripped := cell.strip(" \t\xa0\"';,"))]


def _first_name_first(name: str) -> str:
    last, comma, first = name.partition(",")
    return as_name(f"{first} {last}" if comma and first.strip() else name)


def _username_of(address: str) -> str:
    """Return the user name in an address of the configured domains, or ""."""
    local, _at, domain = address.partition("@")
    is_telling = domain in settings.LAOS_USERNAME_DOMAINS and re.fullmatch(USERNAME_PATTERN, local)
    return local if is_telling else ""
