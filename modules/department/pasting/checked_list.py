"""A pasted list with the result of checking each line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext as _

from enrollment.models import LearningAssistant

from . import questions
from .questions import GivenAnswer, LineMend, LineQuestion
from .reading import PastedRow, PastedTable, digest, written


class LineState(StrEnum):
    """The result of checking a line."""

    TO_MEND = "to-mend"
    NEW = "new"
    ON_RECORD = "on-record"
    THERE = "there"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of the name or address on record, made only if the user ticks it."""

    person: LearningAssistant
    field: str
    new: str

    @property
    def key(self) -> str:
        return f"{self.person.pk}-{self.field}"

    @property
    def old(self) -> str:
        return str(getattr(self.person, self.field))

    @property
    def is_valid(self) -> bool:
        """Return whether the record can hold the new value, such as an address with a domain."""
        column = self.person._meta.get_field(self.field)
        assert isinstance(column, Field)
        try:
            column.clean(self.new, self.person)
        except ValidationError:
            return False
        return True

    @property
    def offer(self) -> str:
        sentences = {
            "name": _("Change the name of %(person)s: %(old)s → %(new)s"),
            "email": _("Change the e-mail address of %(person)s: %(old)s → %(new)s"),
        }
        values = {"person": str(self.person), "old": self.old, "new": self.new}
        return sentences[self.field] % values


@dataclass(slots=True)
class CheckedLine:
    """A line with the result of checking it."""

    row: PastedRow
    state: LineState
    sentence: str = ""
    question: LineQuestion | None = None
    given: list[GivenAnswer] = field(default_factory=list)
    # The row of the table of appointments, where the person will be appointed.
    appointment: dict[str, str] | None = None
    corrections: list[Correction] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of the line in the text that was pasted."""
        return self.row.line

    @property
    def text(self) -> str:
        return self.row.text

    @property
    def period(self) -> str:
        """The dates of the new appointment, or "" for the whole term."""
        days = [
            date.fromisoformat(day) if (day := (self.appointment or {}).get(name)) else None
            for name in ("starts_on", "ends_on")
        ]
        return questions.period(*days) if any(days) else ""

    @property
    def field_name(self) -> str:
        return questions.name_of(self.row.key, self.question.kind if self.question else "")

    @property
    def mends(self) -> list[LineMend]:
        """The buttons that mend the line; every line can be left out."""
        offered = self.question.mends if self.question else ()
        return [*offered, LineMend(_("Leave out this line"), "")]

    def must_be_mended(self, question: LineQuestion) -> None:
        self.state, self.question = LineState.TO_MEND, question
        self.appointment, self.corrections = None, []


@dataclass(slots=True)
class CheckedList:
    lines: list[CheckedLine]
    table: PastedTable
    # Whether the people of the good lines have been appointed.
    is_taken: bool = False

    @property
    def to_mend(self) -> list[CheckedLine]:
        return [line for line in self.lines if line.state == LineState.TO_MEND]

    @property
    def asks(self) -> bool:
        """Whether a line has a question with answers to choose from."""
        return any(line.question and line.question.choices for line in self.to_mend)

    @property
    def to_appoint(self) -> list[CheckedLine]:
        return [line for line in self.lines if line.appointment is not None]

    @property
    def lacks_first_day(self) -> bool:
        """Whether someone to appoint counts from the beginning of the term."""
        rows = [line.appointment for line in self.to_appoint]
        return any(row is not None and not row.get("starts_on") for row in rows)

    @property
    def there(self) -> list[CheckedLine]:
        states = {LineState.THERE, LineState.TWICE}
        return [line for line in self.lines if line.state in states and not line.appointment]

    @property
    def left_out(self) -> int:
        """How many lines need nothing more."""
        return len(self.there) + len(self.table.passed_over)

    @property
    def corrections(self) -> list[Correction]:
        """Return the changes offered, each once."""
        found = {line.key: line for checked in self.lines for line in checked.corrections}
        return list(found.values())

    @property
    def text(self) -> str:
        """The list as it was read, one person on a line."""
        return written(line.row for line in self.lines)

    @property
    def rest(self) -> str:
        """The lines still to be mended, with their headings."""
        return written(line.row for line in self.to_mend)

    @property
    def shown(self) -> str:
        """Identifies what the user confirms: who is appointed, and which corrections are offered."""
        rows = [line.appointment for line in self.to_appoint]
        offered = [(change.key, change.old, change.new) for change in self.corrections]
        return digest(json.dumps([rows, offered]))

    def note(self, problems: Mapping[int, list[str]]) -> None:
        """Mark lines with the problems that the table of appointments found."""
        for line in self.lines:
            if line.row.number in problems:
                line.must_be_mended(LineQuestion(" ".join(problems[line.row.number])))
