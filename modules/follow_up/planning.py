"""MeetingPlan, change and cancel meetings. Letters to the people expected are written in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext

from enrollment.models import Course, Department, Language, LearningAssistant, Term
from enrollment.refusals import Refusal
from enrollment.rehearsal.rehearsing import ask
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.meetings import Part

from . import letters
from .clashes import seminars_then
from .loading import expected_at
from .refusals import (
    ChangedBeforeCancelling,
    ChangedMeanwhile,
    MarksOfOthers,
    MeetingCancelled,
    MeetingCounted,
    MeetingMarked,
)
from .wording import in_hours

HOUR = timedelta(hours=1)
# The columns that decide how attendance counts.
COUNTED = (*(f"{part}_hours" for part in Part), "is_mandatory", "makes_up_for")
LONGEST_TITLE_IN_KEY = 40
# Letters that ``slugify`` would drop.
SPELT_OUT = str.maketrans({"ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae"})


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """The details of a meeting, without its department and term."""

    title: str
    starts_at: datetime
    ends_at: datetime
    hours: Mapping[Part, Decimal]
    place: str = ""
    online_url: str = ""
    language: str = Language.BOKMAL
    is_mandatory: bool = True
    makes_up_for: FollowUpMeeting | None = None
    # Empty: all the department's learning assistants.
    courses: Collection[Course] = field(default=())

    def columns(self) -> dict[str, object]:
        return {
            "title": self.title,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": self.place,
            "online_url": self.online_url,
            "language": self.language,
            "is_mandatory": self.is_mandatory,
            "makes_up_for": self.makes_up_for,
            **{f"{part}_hours": self.hours.get(part, Decimal(0)) for part in Part},
        }


def too_many_hours(starts_at: datetime, ends_at: datetime, hours: Iterable[Decimal]) -> str:
    """Return why a meeting is too short for these hours, or "" if it is long enough.

    The length is rounded up to whole hours: an academic hour has 45 minutes, so 10.15–12.00 counts as two.
    """
    length, counted = Decimal(ceil((ends_at - starts_at) / HOUR)), sum(hours, Decimal(0))
    if counted <= length:
        return ""
    return gettext(
        "The meeting lasts %(length)s, so it cannot count as %(hours)s. Correct the hours or the time."
    ) % {"length": in_hours(length), "hours": in_hours(counted)}


def plan(
    *,
    department: Department,
    term: Term,
    plans: Sequence[MeetingPlan],
    at: datetime,
) -> list[FollowUpMeeting]:
    """Plan meetings, all or none, and write one letter to each person expected.

    No one is notified about past meetings. A meeting that is already planned with the same details is skipped.

    Raises ``ValidationError`` if a meeting breaks a rule, or has the same title, time and courses as one with other
    details.
    """
    with transaction.atomic():
        lock_departments([department.pk])
        existing = list(
            FollowUpMeeting.objects.filter(department=department, term=term).prefetch_related(
                "courses"
            )
        )
        keys = {meeting.key.lower() for meeting in existing}
        meetings = []
        for details in plans:
            alike = [other for other in existing if _is_alike(details, other)]
            if any(_is_same(details, other) for other in alike):
                continue
            if alike:
                raise ValidationError(_planned_already(alike[0]))
            meeting = FollowUpMeeting(
                department=department, term=term, key=_new_key(details, keys), **details.columns()
            )
            meeting.full_clean()
            meeting.save()
            meeting.courses.set(details.courses)
            keys.add(meeting.key.lower())
            meetings.append(meeting)
        expected = expected_at((meeting for meeting in meetings if meeting.starts_at > at), at)
        ask(seminars_then(expected))
        letters.write_planned(expected, at)
    return meetings


def change(
    *,
    meeting: FollowUpMeeting,
    plan: MeetingPlan,
    seen: int | None = None,
    at: datetime,
) -> FollowUpMeeting:
    """Change a meeting and notify everyone concerned: it is announced as planned to people newly expected, as
    cancelled to those no longer expected, and as changed to the others.

    No one is notified if the meeting was and stays in the past. An unchanged plan does nothing. ``seen`` is the
    version that the page showed.

    Raises ``MeetingCancelled``; ``ChangedMeanwhile`` if ``seen`` is out of date; ``MeetingMarked`` if attendance is
    recorded and the new start is in the future; ``MarksOfOthers`` if a person with a mark would no longer be
    expected; ``MeetingCounted`` if recorded attendance would count differently; or ``ValidationError``.
    """
    with transaction.atomic():
        current = _lock(meeting)
        if current.cancelled_at is not None:
            raise MeetingCancelled(current)
        columns = plan.columns()
        is_other = any(getattr(current, name) != value for name, value in columns.items())
        if not is_other and {*current.courses.all()} == {*plan.courses}:
            return current
        if seen not in (None, current.sequence):
            raise ChangedMeanwhile(current)
        marks = list(current.attendance.select_related("appointment__assistant"))
        settled = list(settled_by_marks(current, marks, columns, plan.courses, at))
        before = expected_at([current], at)[current]
        old = copy(current)
        for name, value in columns.items():
            setattr(current, name, value)
        current.sequence += 1
        current.full_clean()
        for _column, refusal in settled:
            raise refusal
        current.save()
        current.courses.set(plan.courses)
        after = expected_at([current], at)[current]
        if current.starts_at > at:
            is_moved = (current.starts_at, current.ends_at) != (old.starts_at, old.ends_at)
            new = [person for person in after if is_moved or person not in before]
            ask(seminars_then({current: new}))
        announce(current, old, before, after, at=at)
    return current


def announce(
    meeting: FollowUpMeeting,
    old: FollowUpMeeting,
    before: Collection[LearningAssistant],
    after: Collection[LearningAssistant],
    *,
    at: datetime,
) -> None:
    """Write to everyone who is or was expected at a changed meeting, unless it was and stays in the past.

    ``old`` is the meeting as it was.
    """
    if meeting.starts_at > at or old.starts_at > at:
        letters.write_moved(meeting, old, before, after, at)


def settled_by_marks(
    meeting: FollowUpMeeting,
    marks: Collection[FollowUpAttendance],
    columns: Mapping[str, object],
    courses: Collection[Course],
    at: datetime,
) -> Iterator[tuple[str, Refusal]]:
    """Yield the columns that recorded attendance keeps from changing, each with its refusal.

    ``meeting`` is as on record; ``columns`` and ``courses`` are what it would be changed to. A column that is left
    out does not change. The refusals are ``MeetingMarked`` for a start in the future, ``MarksOfOthers`` if a person
    with a mark would no longer be expected, and ``MeetingCounted`` if attendance would count differently.
    """
    if not marks:
        return
    starts_at = columns.get("starts_at", meeting.starts_at)
    if isinstance(starts_at, datetime) and starts_at > at:
        yield "starts_at", MeetingMarked(meeting)
    keys, had = {course.pk for course in courses}, {course.pk for course in meeting.courses.all()}
    others = [
        mark.appointment.assistant for mark in marks if not meeting.expects(mark.appointment, keys)
    ]
    if others:
        yield "courses", MarksOfOthers(others)
    elif keys and (not had or not had <= keys):
        yield "courses", MeetingCounted(meeting)
    for name in COUNTED:
        if name in columns and columns[name] != getattr(meeting, name):
            yield name, MeetingCounted(meeting)


def cancel(*, meeting: FollowUpMeeting, seen: int | None = None, at: datetime) -> FollowUpMeeting:
    """Cancel a meeting and, if it has not begun, write to everyone expected. Cancelling again changes nothing.

    ``seen`` is the version that the page showed.

    Raises ``MeetingMarked`` if attendance is recorded, and ``ChangedBeforeCancelling`` if ``seen`` is out of date.
    """
    with transaction.atomic():
        current = _lock(meeting)
        if current.cancelled_at is not None:
            return current
        if current.attendance.exists():
            raise MeetingMarked(current)
        if seen not in (None, current.sequence):
            raise ChangedBeforeCancelling(current)
        current.cancelled_at = at
        current.sequence += 1
        current.save(update_fields=["cancelled_at", "sequence"])
        if not current.has_begun(at):
            letters.write_cancelled(current, expected_at([current], at)[current], at)
    return current


def lock_departments(keys: Collection[int]) -> None:
    """Lock departments, before any meeting, so that only one transaction at a time plans their meetings.

    Concurrent ones could choose the same key, plan the same meeting, or make up for a meeting that is itself a
    make-up.
    """
    departments = Department.objects.filter(pk__in=keys).order_by("pk")
    list(departments.select_for_update(no_key=True))


def _lock(meeting: FollowUpMeeting) -> FollowUpMeeting:
    """Lock and return the meeting. Recording attendance takes the same lock, so no cancelled meeting gets a mark."""
    lock_departments([meeting.department_id])
    return (
        FollowUpMeeting.objects.select_for_update(of=("self",))
        .select_related("department", "makes_up_for")
        .get(pk=meeting.pk)
    )


def _is_same(plan: MeetingPlan, meeting: FollowUpMeeting) -> bool:
    return all(getattr(meeting, name) == value for name, value in plan.columns().items())


def _planned_already(meeting: FollowUpMeeting) -> str:
    return gettext(
        "“%(meeting)s” is already planned, with other details. Change that one, or give this one another title."
    ) % {"meeting": meeting}


def _is_alike(plan: MeetingPlan, meeting: FollowUpMeeting) -> bool:
    return (
        meeting.cancelled_at is None
        and (meeting.title, meeting.starts_at) == (plan.title, plan.starts_at)
        and {*meeting.courses.all()} == {*plan.courses}
    )


def _new_key(plan: MeetingPlan, taken: Collection[str]) -> str:
    """Return a key such as “first-meeting-2031-09-03”, with a number if it is taken."""
    title = slugify(plan.title.translate(SPELT_OUT)).replace("_", "-").strip("-")
    stem = f"{title[:LONGEST_TITLE_IN_KEY].strip('-') or 'meeting'}-{localdate(plan.starts_at)}"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
