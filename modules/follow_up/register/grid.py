"""The register as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.paginator import Page, Paginator

from enrollment.models import Appointment, User
from enrollment.pages.long_list import ROWS_ON_A_PAGE
from enrollment.people.matching import KnownPerson
from modules.follow_up.marking import Cell
from modules.follow_up.wording import in_figures
from modules.models import FollowUpMeeting
from modules.models.meetings import HOURS_ASKED, Part

from .attendance import RegisterMark, RegisterOutline, RegisterRow, read_rows
from .forms import name_box, write_seen
from .narrowing import RegisterFilter


@dataclass(frozen=True, slots=True)
class MeetingColumn:
    """A meeting shown on the page."""

    meeting: FollowUpMeeting
    has_begun: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A mark on the page, with the name of its form field."""

    name: str
    meeting: FollowUpMeeting
    mark: RegisterMark
    # The selected value: the recorded mark, or an unsaved one from the form.
    value: str
    can_be_marked: bool

    @property
    def is_left_out(self) -> bool:
        """Whether a mark for everyone leaves out this person, who may still be marked."""
        return self.can_be_marked and not self.mark.is_asked_for


@dataclass(frozen=True, slots=True)
class GridLine:
    """A row of the register as shown: one appointment."""

    row: RegisterRow
    boxes: list[Box]
    is_own: bool
    # Of each part, in figures.
    hours: list[tuple[Part, str]]
    # Keys of meetings attended that cannot be marked on this page, for its script to add up.
    present_elsewhere: str


@dataclass(frozen=True, slots=True)
class AttendanceGrid:
    """The register as shown: a page of the people found, for one meeting or all."""

    outline: RegisterOutline
    filter: RegisterFilter
    # Of the appointments found.
    page: Page[Appointment]
    columns: list[MeetingColumn]
    lines: list[GridLine]
    seen: str

    @property
    def asked(self) -> dict[Part, Decimal]:
        return HOURS_ASKED

    @property
    def left_out(self) -> int:
        """The number of people on a page of one meeting whom a mark for everyone leaves out."""
        return sum(box.is_left_out for line in self.lines for box in line.boxes)

    @property
    def can_be_saved(self) -> bool:
        return any(box.can_be_marked for line in self.lines for box in line.boxes)


@dataclass(frozen=True, slots=True)
class Sent:
    """A submitted form that is not saved, with the marks that its page showed."""

    marks: Mapping[Cell, str]
    seen: Mapping[Cell, str]
    # The meeting and the mark for everyone on the page who must come and has none.
    fill: tuple[int, str] | None = None

    def chosen(self) -> dict[Cell, str]:
        """Return the marks that the user changed; all others are shown as recorded now."""
        return {cell: mark for cell, mark in self.marks.items() if mark != self.seen.get(cell, "")}

    def filled(self, rows: Iterable[RegisterRow]) -> dict[Cell, str]:
        """Return the marks of a filled column: for those sent without a mark who must come."""
        if self.fill is None:
            return {}
        meeting, mark = self.fill
        return {
            cell: mark
            for row in rows
            if self.marks.get(cell := (meeting, row.appointment.pk)) == ""
            and row.is_asked_for(meeting)
        }


def lay_out(
    outline: RegisterOutline,
    chosen: RegisterFilter,
    *,
    page: str | None,
    sent: Sent | None,
    by: User,
    at: datetime,
) -> AttendanceGrid:
    """Lay out a page of the register. ``sent`` keeps unsaved choices, also of people who are on another page now."""
    columns = [
        MeetingColumn(shown, shown.has_begun(at))
        for shown in outline.meetings
        if chosen.meeting in (None, shown)
    ]
    people = Paginator(chosen.found(outline), ROWS_ON_A_PAGE).get_page(page)
    choices = sent.chosen() if sent else {}
    keys = {person.pk for person in people} | {person for _meeting, person in choices}
    shown_people = [person for person in outline.appointments if person.pk in keys]
    rows = read_rows(outline, shown_people, at)
    if sent:
        choices |= sent.filled(rows)
    lines = [_line(row, columns, choices, by) for row in rows]
    shown = {
        (box.meeting.pk, line.row.appointment.pk): box.mark.value
        for line in lines
        for box in line.boxes
        if box.can_be_marked
    }
    if sent:
        # Keep what the user saw beside each choice: saving then reveals a colleague's change.
        shown |= {cell: sent.seen.get(cell, "") for cell in choices}
    return AttendanceGrid(outline, chosen, people, columns, lines, write_seen(shown))


def _line(
    row: RegisterRow, columns: list[MeetingColumn], chosen: Mapping[Cell, str], by: User
) -> GridLine:
    is_own = row.appointment.assistant.user_id == by.pk
    boxes = []
    for column in columns:
        mark = row.marks[column.meeting.pk]
        cell = column.meeting.pk, row.appointment.pk
        boxes.append(
            Box(
                name=name_box(cell),
                meeting=column.meeting,
                mark=mark,
                value=chosen.get(cell, mark.value),
                can_be_marked=column.has_begun and mark.is_expected and not is_own,
            )
        )
    shown = {box.meeting.pk for box in boxes if box.can_be_marked}
    return GridLine(
        row=row,
        boxes=boxes,
        is_own=is_own,
        hours=[(part, in_figures(hours)) for part, hours in row.hours.items()],
        present_elsewhere=" ".join(str(key) for key in row.present if key not in shown),
    )


def people_of(rows: list[RegisterRow]) -> list[KnownPerson]:
    """Return the learning assistants of these rows, each once even with two courses."""
    assistants = dict.fromkeys(row.appointment.assistant for row in rows)
    return [
        KnownPerson(assistant.pk, assistant.username, assistant.name, assistant.email)
        for assistant in assistants
    ]
