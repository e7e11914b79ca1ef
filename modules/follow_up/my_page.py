"""The department's meetings on “My page”, with the next steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext

from enrollment.eligibility import RegistrationStatus
from enrollment.models import Appointment
from enrollment.pages.agenda import NextStep, Part
from modules.models import FollowUpAttendance, FollowUpMeeting, Objection

from .loading import Followed, covers, follow
from .objecting import may_object
from .outlook import PartHours, part_hours
from .wording import parts_of


@dataclass(frozen=True, slots=True)
class MyMeeting:
    meeting: FollowUpMeeting
    attendance: FollowUpAttendance | None
    has_begun: bool

    @property
    def parts(self) -> str:
        return parts_of(self.meeting)

    @property
    def objection(self) -> Objection | None:
        return getattr(self.attendance, "objection", None)

    @property
    def is_under_objection(self) -> bool:
        return self.objection is not None and self.objection.answered_at is None

    @property
    def can_object(self) -> bool:
        return self.attendance is not None and may_object(self.attendance)


@dataclass(frozen=True, slots=True)
class MyFollowUp:
    """The follow-up of one appointment."""

    appointment: Appointment
    parts: Sequence[PartHours]
    is_met: bool
    to_come: Sequence[MyMeeting]
    begun: Sequence[MyMeeting]


def follow_up(status: RegistrationStatus, at: datetime) -> Part:
    """Return the part of “My page” about the department's meetings."""
    appointments = Appointment.objects.filter(assistant=status.assistant).select_related(
        "course", "department", "term"
    )
    followed = follow(appointments, at)
    shown = [one for one in followed if one.meetings or _is_live(one.appointment, at)]
    is_asked = status.assistant.exempt_since is None
    is_met = any(one.result.is_met for one in followed)
    return Part(
        template="modules/_my_follow_up.html",
        context={"followed": [_mine(one, at) for one in shown]},
        next_steps=[step for one in shown for step in _next_steps(one, at)]
        if is_asked and not is_met
        else [],
    )


def _is_live(appointment: Appointment, at: datetime) -> bool:
    return appointment.ends_on is None or appointment.ends_on >= localdate(at)


def _mine(followed: Followed, at: datetime) -> MyFollowUp:
    meetings = [
        MyMeeting(one, followed.attendance.get(one.pk), one.has_begun(at))
        for one in followed.meetings
        # Leave out meetings outside the appointment's dates, unless attendance is recorded.
        if one.pk in followed.attendance or covers(followed.appointment, one)
    ]
    return MyFollowUp(
        followed.appointment,
        part_hours(followed.result.hours),
        followed.result.is_met,
        [one for one in meetings if not one.has_begun],
        [one for one in meetings if one.has_begun],
    )


def _next_steps(followed: Followed, at: datetime) -> Iterator[NextStep]:
    """Yield the make-ups for missed meetings, the next meeting, and a request for more if the plan is not enough."""
    to_come = [
        one
        for one in followed.meetings
        if one.cancelled_at is None and not one.has_begun(at) and covers(followed.appointment, one)
    ]
    marked = {key: one.mark for key, one in followed.attendance.items()}
    missed = [
        one for one in followed.meetings if one.pk in followed.result.missed and one.pk in marked
    ]
    for one in missed:
        make_up = next((other for other in to_come if other.makes_up_for_id == one.pk), None)
        if make_up is not None:
            text = gettext("Come to “%(meeting)s”, which makes up for “%(missed)s”.")
            yield NextStep(
                text % {"meeting": make_up, "missed": one}, takes_place=make_up.starts_at
            )
    upcoming = next((one for one in to_come if one.makes_up_for_id is None), None)
    if upcoming is not None:
        text = gettext("Come to “%(meeting)s” of your department.") % {"meeting": upcoming}
        yield NextStep(text, takes_place=upcoming.starts_at)
    if followed.meetings and not followed.result.can_still and not followed.result.is_met:
        yield NextStep(
            gettext(
                "Ask your department for one more meeting in %(course)s: what is planned is not enough for you."
            )
            % {"course": followed.appointment.course.code}
        )
