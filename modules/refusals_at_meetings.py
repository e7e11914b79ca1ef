"""Why not: what stands in the way of recording attendance at a department's meeting."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import Appointment
from enrollment.refusals import OwnAttendance, Refusal
from enrollment.refusals.base import when

from .models import FollowUpMeeting


class AtMeeting(Refusal):
    """A refusal that concerns one meeting."""

    def __init__(self, meeting: FollowUpMeeting) -> None:
        self.meeting = meeting


class MeetingNotBegun(AtMeeting):
    code = "not_begun"
    next_step = _("Come back when the meeting has begun.")

    @property
    def sentence(self) -> str:
        return gettext("Attendance at “%(meeting)s” is recorded from when it begins: %(when)s.") % {
            "meeting": self.meeting.title,
            "when": when(self.meeting.starts_at),
        }


class MeetingCancelled(AtMeeting):
    code = "cancelled"
    next_step = _("Your other marks are below, not saved yet. Save again.")

    @property
    def sentence(self) -> str:
        return gettext("“%(meeting)s” is cancelled.") % {"meeting": self.meeting.title}


class AboutMark(AtMeeting):
    """A refusal that concerns somebody's mark."""

    def __init__(self, meeting: FollowUpMeeting, appointment: Appointment) -> None:
        super().__init__(meeting)
        self.appointment = appointment

    @property
    def names(self) -> dict[str, str]:
        return {"name": self.appointment.assistant.name, "meeting": self.meeting.title}


class NotExpected(AboutMark):
    code = "not_expected"
    next_step = _("Your other marks are below, not saved yet. Save again.")

    @property
    def sentence(self) -> str:
        return gettext("%(name)s is not expected at “%(meeting)s”.") % self.names


class ObjectedTo(AboutMark):
    code = "objected_to"
    next_step = _("Answer the objection, or record another mark instead.")

    @property
    def sentence(self) -> str:
        return (
            gettext(
                "%(name)s has objected to the mark for “%(meeting)s”, so it cannot be taken back."
            )
            % self.names
        )


class OwnMark(OwnAttendance):
    """A coordinator may be a learning assistant too."""

    next_step = _("Another coordinator or Uniped does it.")
