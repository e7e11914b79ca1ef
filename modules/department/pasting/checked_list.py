"""A pasted list with the result of checking each line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enrollment.models import LearningAssistant

from . import questions
from .layout import PastedRow, PastedTable, digest, written
from .questions import GivenAnswer, LineMend, LineQuestion


class LineState(models.TextChoices):
    """The result of checking a line."""

    TO_MEND = "mend", gettext_lazy("to mend")
    NEW = "new", gettext_lazy("new")
    ON_RECORD = "on-record", gettext_lazy("on record")
    THERE = "there", gettext_lazy("already appointed")
    TWICE = "twice", gettext_lazy("twice in the list")


@dataclass(frozen=True, slots=True)
class Correction:
    """A change to a person on record, made only if the user ticks it."""

    person: LearningAssistant
    field: str
    label: str
    new: str

    @property
    def key(self) -> str:
        return f"{self.person.pk}-{self.field}"

    @property
    def old(self) -> str:
        return str(getattr(self.person, self.field))


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
        return self.row.number

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
    def to_appoint(self) -> list[CheckedLine]:
        return [line for line in self.lines if line.appointment is not None]

    @property
    def there(self) -> list[CheckedLine]:
        states = {LineState.THERE, LineState.TWICE}
        return [line for line in self.lines if line.state in states and not line.appointment]

    @property
    def corrections(self) -> list[Correction]:
        """Return the changes offered, each once."""
        found = {line.key: line for checked in self.lines for line in checked.corrections}
        return list(found.values())

    @property
    def text(self) -> str:
        """The list as it was read, one person on a line, numbered as on the page."""
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
            if line.number in problems:
                line.must_be_mended(LineQuestion(" ".join(problems[line.number])))
