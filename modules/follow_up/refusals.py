"""Refusals about meetings, attendance and objections: each says what is wrong and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import Appointment, LearningAssistant
from enrollment.plain_text import name_order
from enrollment.refusals import OwnAttendance, Refusal
from enrollment.refusals.base import when
from modules.models import FollowUpAttendance, FollowUpMeeting, Objection


class AboutMeeting(Refusal):
    """A refusal about one meeting."""

    def __init__(self, meeting: FollowUpMeeting) -> None:
        self.meeting = meeting


class MeetingCancelled(AboutMeeting):
    code = "meeting_cancelled"
    next_step = _("Plan another meeting instead.")

    @property
    def sentence(self) -> str:
        return gettext("“%(meeting)s” is cancelled.") % {"meeting": self.meeting}


class ChangedMeanwhile(AboutMeeting):
    """A colleague has changed the meeting since the page was loaded."""

    code = "changed_meanwhile"
    next_step = _("Nothing is saved yet. To use your version below, save again.")

    @property
    def sentence(self) -> str:
        return gettext(
            "A colleague has changed this meeting since you opened the page. It is now: %(meeting)s, %(when)s."
        ) % {
            "meeting": self.meeting.title,
            "when": when(self.meeting.starts_at),
        }


class ChangedBeforeCancelling(ChangedMeanwhile):
    next_step = _("It is not cancelled yet. Cancel it if you still want to.")


class MeetingMarked(AboutMeeting):
    """A meeting with recorded attendance cannot be cancelled, or moved to the future."""

    code = "meeting_marked"
    next_step = _("If you mean another meeting, plan that one.")

    @property
    def sentence(self) -> str:
        return gettext("Attendance at “%(meeting)s” is recorded, so it was held.") % {
            "meeting": self.meeting
        }


class MeetingCounted(AboutMeeting):
    """A change cannot alter how recorded attendance counts."""

    code = "meeting_counted"
    next_step = _("Remove the marks in the register first, or plan another meeting.")

    @property
    def sentence(self) -> str:
        return gettext(
            "Attendance at “%(meeting)s” is recorded, so you cannot change its hours, who it is for or whether it is mandatory."
        ) % {"meeting": self.meeting}


class MarksOfOthers(Refusal):
    """A change cannot exclude people who have a mark for the meeting."""

    code = "marks_of_others"
    next_step = _("Keep their courses in the meeting's list of courses.")

    def __init__(self, assistants: Iterable[LearningAssistant]) -> None:
        self.names = sorted({assistant.name for assistant in assistants}, key=name_order)

    @property
    def sentence(self) -> str:
        return gettext("These people have a mark but would no longer be expected: %(names)s.") % {
            "names": ", ".join(self.names)
        }


class MeetingNotBegun(AboutMeeting):
    code = "not_begun"
    next_step = _("Come back when the meeting has begun.")

    @property
    def sentence(self) -> str:
        return gettext(
            "You can record attendance at “%(meeting)s” when it has begun: %(when)s."
        ) % {
            "meeting": self.meeting.title,
            "when": when(self.meeting.starts_at),
        }


class CancelledMeanwhile(MeetingCancelled):
    next_step = _("Your other marks are shown below but are not saved yet. Save again.")


class AboutMark(AboutMeeting):
    """A refusal about one person's mark for a meeting."""

    def __init__(self, meeting: FollowUpMeeting, appointment: Appointment) -> None:
        super().__init__(meeting)
        self.appointment = appointment

    @property
    def names(self) -> dict[str, str]:
        return {"name": self.appointment.assistant.name, "meeting": self.meeting.title}


class NotExpected(AboutMark):
    code = "not_expected"
    next_step = _("Your other marks are shown below but are not saved yet. Save again.")

    @property
    def sentence(self) -> str:
        return gettext("%(name)s is not expected at “%(meeting)s”.") % self.names


class ObjectedTo(AboutMark):
    code = "objected_to"
    next_step = _("Answer the objection, or record another mark instead.")

    @property
    def sentence(self) -> str:
        return (
            gettext("%(name)s has objected to the mark for “%(meeting)s”, so it cannot be removed.")
            % self.names
        )


class NothingToObject(AboutMeeting):
    code = "nothing_to_object"

    @property
    def sentence(self) -> str:
        return gettext("You are already recorded as present at “%(meeting)s”.") % {
            "meeting": self.meeting
        }


class MarkTakenBack(AboutMeeting):
    code = "mark_taken_back"

    @property
    def sentence(self) -> str:
        return gettext("Your mark for “%(meeting)s” has been removed.") % {"meeting": self.meeting}


class ObjectionAnswered(Refusal):
    code = "objection_answered"
    next_step = _("If the mark is still wrong, correct it in the register.")

    def __init__(self, objection: Objection) -> None:
        self.objection = objection

    @property
    def sentence(self) -> str:
        return gettext("%(name)s has answered this objection: “%(answer)s”") % {
            "name": self.objection.answered_by,
            "answer": self.objection.answer,
        }


class MarkChangedMeanwhile(Refusal):
    """A colleague has changed the mark since the page was loaded."""

    code = "marked_meanwhile"
    next_step = _("Nothing is sent yet. Check the mark, and send your answer again.")

    def __init__(self, attendance: FollowUpAttendance) -> None:
        self.attendance = attendance

    @property
    def sentence(self) -> str:
        return gettext(
            "%(name)s has recorded another mark since you opened the page: %(mark)s."
        ) % {
            "name": self.attendance.marked_by,
            "mark": self.attendance.get_mark_display(),
        }


class OwnMark(OwnAttendance):
    """Coordinators who are learning assistants too cannot record their own attendance."""

    next_step = _("Ask another coordinator or Uniped to record it.")


class TwoObjections(AboutMeeting):
    """Two records of one person both have an objection at a meeting, and an objection is never changed or deleted."""

    code = "two_objections"
    next_step = _("These records cannot be merged. Go on with one of them.")

    @property
    def sentence(self) -> str:
        return gettext("Both records have an objection to the attendance at “%(meeting)s”.") % {
            "meeting": self.meeting
        }


class AlreadyInCourse(Refusal):
    """The person is already appointed in the other course. Hours of two appointments are never added together."""

    code = "already_in_course"
    next_step = _("End this appointment instead.")

    def __init__(self, appointment: Appointment) -> None:
        self.appointment = appointment

    @property
    def sentence(self) -> str:
        return gettext("%(name)s is already appointed in %(course)s.") % {
            "name": self.appointment.assistant.name,
            "course": self.appointment.course.code,
        }


class ObjectionInTheWay(AboutMeeting):
    """An objection stays with its mark, so the mark cannot be left behind."""

    code = "objection_in_the_way"
    next_step = _("End this appointment, and appoint them in the other course instead.")

    @property
    def sentence(self) -> str:
        return gettext(
            "There is an objection to the attendance at “%(meeting)s”, which is not for the other course."
        ) % {"meeting": self.meeting}
