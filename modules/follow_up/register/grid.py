"""The register as a page: all meetings or one, and all courses or one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from enrollment.models import Course, User
from modules.follow_up.marking import Cell
from modules.follow_up.wording import in_figures
from modules.matching_people import KnownPerson
from modules.models import FollowUpMeeting
from modules.models.meetings import HOURS_ASKED

from .attendance import Register, RegisterMark, RegisterRow
from .forms import name_box, write_seen


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


@dataclass(frozen=True, slots=True)
class GridLine:
    """A row of the register as shown: one appointment."""

    row: RegisterRow
    boxes: list[Box]
    is_own: bool
    # Such as "1 + 3.5 + 1".
    hours: str
    # Keys of meetings attended that cannot be marked on this page, for its script to add up.
    present_elsewhere: str


@dataclass(frozen=True, slots=True)
class AttendanceGrid:
    """The register as shown, filtered by meeting and course."""

    register: Register
    # The only meeting shown, or None for all.
    meeting: FollowUpMeeting | None
    course: Course | None
    courses: list[Course]
    columns: list[MeetingColumn]
    lines: list[GridLine]
    seen: str

    @property
    def asked(self) -> list[Decimal]:
        return [*HOURS_ASKED.values()]

    @property
    def can_be_saved(self) -> bool:
        return any(box.can_be_marked for line in self.lines for box in line.boxes)


@dataclass(frozen=True, slots=True)
class Sent:
    """A submitted form that is not saved, with the marks that its page showed."""

    marks: Mapping[Cell, str]
    seen: Mapping[Cell, str]

    def chosen(self) -> dict[Cell, str]:
        """Return the marks that the user changed; all others are shown as recorded now."""
        return {cell: mark for cell, mark in self.marks.items() if mark != self.seen.get(cell, "")}


def lay_out(
    register: Register,
    *,
    meeting: FollowUpMeeting | None,
    course: Course | None,
    sent: Sent | None,
    by: User,
    at: datetime,
) -> AttendanceGrid:
    """Lay out the register for one meeting, or all, and one course, or all. ``sent`` keeps unsaved choices."""
    columns = [
        MeetingColumn(shown, shown.has_begun(at))
        for shown in register.meetings
        if meeting in (None, shown)
    ]
    rows = [row for row in register.rows if course in (None, row.appointment.course)]
    if meeting is not None:
        rows = [row for row in rows if row.marks[meeting.pk].is_expected]
    chosen = sent.chosen() if sent else {}
    lines = [_line(row, columns, chosen, by) for row in rows]
    shown = {
        (box.meeting.pk, line.row.appointment.pk): box.mark.value
        for line in lines
        for box in line.boxes
        if box.can_be_marked
    }
    if sent:
        # Keep what the user saw beside each choice: saving then reveals a colleague's change.
        shown |= {cell: sent.seen.get(cell, "") for cell in chosen}
    return AttendanceGrid(
        register=register,
        meeting=meeting,
        course=course,
        courses=courses_in(register),
        columns=columns,
        lines=lines,
        seen=write_seen(shown),
    )


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
        hours=" + ".join(in_figures(hours) for hours in row.hours.values()),
        present_elsewhere=" ".join(str(key) for key in row.present if key not in shown),
    )


def courses_in(register: Register) -> list[Course]:
    """Return the courses that have appointments, by code."""
    courses = {row.appointment.course for row in register.rows}
    return sorted(courses, key=lambda course: course.code)


def people_of(rows: list[RegisterRow]) -> list[KnownPerson]:
    """Return the learning assistants of these rows, each once even with two courses."""
    assistants = {row.appointment.assistant for row in rows}
    return [
        KnownPerson(assistant.pk, assistant.username, assistant.name, assistant.email)
        for assistant in assistants
    ]
