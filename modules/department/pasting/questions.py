"""What is asked about a line of a pasted list: choices as radio buttons, and buttons that mend the line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from enrollment.models import Appointment, LearningAssistant

from .cells import PersonCells
from .reading import PastedRow, digest

ON_RECORD, OTHER = "on-record", "other"
NEW_PERSON = "new"
AGAIN, AS_IT_IS = "again", "as-it-is"
FIRST_DAY, LAST_DAY = "first", "last"


@dataclass(frozen=True, slots=True)
class LineChoice:
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class LineMend:
    """A button that replaces the text of the line; without a text, it removes the line."""

    label: str
    text: str

    @property
    def code(self) -> str:
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class LineQuestion:
    """Why a line cannot be taken as it is. Without choices, the line must be mended."""

    sentence: str
    kind: str = ""
    choices: tuple[LineChoice, ...] = ()
    mends: tuple[LineMend, ...] = ()


class MustAsk(Exception):  # noqa: N818  # a question is an expected outcome, not an error
    """The line cannot be taken before this is answered."""

    def __init__(self, question: LineQuestion) -> None:
        self.question = question


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that the user has given; it is sent along with the page until it is withdrawn."""

    name: str
    code: str
    label: str


class LineAnswers:
    """The user's answers about one line."""

    def __init__(self, row: PastedRow, answers: Mapping[str, str]) -> None:
        self.row, self._answers = row, answers
        self.given: list[GivenAnswer] = []

    def to(self, question: LineQuestion, last: Collection[str] = ()) -> str:
        """Return the code of the choice made. Raises ``MustAsk`` without one, or if its code is in ``last``."""
        name = name_of(self.row.key, question.kind)
        chosen = next(
            (choice for choice in question.choices if choice.code == self._answers.get(name)), None
        )
        if chosen is None or chosen.code in last:
            raise MustAsk(question)
        self.given.append(GivenAnswer(name, chosen.code, chosen.label))
        return chosen.code


def name_of(key: str, kind: str) -> str:
    return f"answer-{key}-{kind}"


def described(person: LearningAssistant) -> str:
    return f"{person.name} ({person.username}), {person.email}"


def day_of(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def same_person(person: LearningAssistant, name: str) -> LineQuestion:
    """Ask whether the person on record is meant, who has another name."""
    return LineQuestion(
        _("%(on_record)s is on record with another name than “%(name)s”. Is this the same person?")
        % {"on_record": described(person), "name": name},
        "same",
        (
            LineChoice(ON_RECORD, _("The same person: keep the name on record")),
            LineChoice(OTHER, _("Another person: I correct the address or user name in the list")),
        ),
    )


def which_person(people: Collection[LearningAssistant], *, may_be_new: bool) -> LineQuestion:
    """Ask which of these people is meant, or whether the person is new."""
    choices = [LineChoice(person.username, described(person)) for person in people]
    if may_be_new:
        choices.append(LineChoice(NEW_PERSON, _("Another person, who is new")))
    sentences = {
        True: _("The name is on record with another user name or address. Who is meant?"),
        False: _("More than one person may be meant. Who is it?"),
    }
    return LineQuestion(sentences[may_be_new], "who", tuple(choices))


def which_username(cells: PersonCells) -> LineQuestion:
    codes = (cells.username, cells.other_username)
    return LineQuestion(
        _("The e-mail address has another user name. Which user name is right?"),
        "username",
        tuple(LineChoice(code, code) for code in codes),
    )


def appoint_again(appointment: Appointment) -> LineQuestion:
    assert appointment.ends_on is not None
    about = {
        "name": appointment.assistant.name,
        "course": appointment.course.code,
        "day": day_of(appointment.ends_on),
    }
    return LineQuestion(
        _("%(name)s was appointed in %(course)s until %(day)s.") % about,
        "again",
        (
            LineChoice(AGAIN, _("Appoint again")),
            LineChoice(AS_IT_IS, _("Leave the appointment as it is")),
        ),
    )


def other_dates(appointment: Appointment, cells: PersonCells) -> LineQuestion:
    about = {"name": appointment.assistant.name, "course": appointment.course.code}
    sentence = _(
        "%(name)s is appointed in %(course)s already, with other dates: %(old)s → %(new)s."
    ) % {
        **about,
        "old": period(appointment.starts_on, appointment.ends_on),
        "new": period(cells.starts_on, cells.ends_on),
    }
    return LineQuestion(
        sentence,
        "dates",
        (
            LineChoice(AGAIN, _("Change the dates")),
            LineChoice(AS_IT_IS, _("Leave the appointment as it is")),
        ),
    )


def period(starts_on: date | None, ends_on: date | None) -> str:
    if starts_on is None and ends_on is None:
        return _("the whole term")
    return "–".join(
        date_format(day, "SHORT_DATE_FORMAT") if day else "" for day in (starts_on, ends_on)
    )


def first_or_last(day: date) -> LineQuestion:
    return LineQuestion(
        _("Is %(day)s the first or the last day?") % {"day": day_of(day)},
        "day",
        (LineChoice(FIRST_DAY, _("First day")), LineChoice(LAST_DAY, _("Last day"))),
    )


def which_order(parts: tuple[str, ...]) -> LineQuestion:
    orders = (" ".join(parts), " ".join(reversed(parts)))
    return LineQuestion(
        _("In which order is the name?"),
        "order",
        tuple(LineChoice(str(at), name) for at, name in enumerate(orders)),
    )


def unread(row: PastedRow, cell: str, name: str) -> LineQuestion:
    """Ask what a cell is, such as a second part of a name."""
    mends = [LineMend(_("Leave out “%(cell)s”") % {"cell": cell}, replaced(row, cell, ""))]
    if name and "@" not in cell and not any(sign.isdigit() for sign in cell):
        whole = f"{name} {cell}"
        shorter = replaced(row, cell, "")
        if name in shorter:
            label = _("The name is “%(name)s”") % {"name": whole}
            mends.append(LineMend(label, shorter.replace(name, whole, 1)))
    return LineQuestion(
        _("We could not read “%(cell)s”.") % {"cell": cell[:40]}, mends=tuple(mends)
    )


def replaced(row: PastedRow, old: str, new: str) -> str:
    """Return the line with a cell replaced or removed."""
    text = row.text.replace(old, new, 1)
    return text if new else text.rstrip(" ;,")
