from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enrollment import marks
from enrollment.models import Appointment, User
from enrollment.models.stays import stays

from .meetings import FollowUpMeeting


class AttendanceMark(models.TextChoices):
    PRESENT = marks.PRESENT, _("present")
    PARTIAL = marks.PARTIAL, _("partial")
    ABSENT = marks.ABSENT, _("absent")


# Written together when a mark is recorded, corrected or merged; a field missing here would keep its former value.
FIELDS_OF_A_MARK = ("mark", "marked_by", "marked_at")

# Last guard: the use cases check this first, so users never see the error.
OF_SOMEBODY_EXPECTED = """
    IF NOT EXISTS (
        SELECT FROM modules_followupmeeting meeting
        JOIN enrollment_appointment appointment ON appointment.id = NEW.appointment_id
        WHERE meeting.id = NEW.meeting_id
            AND meeting.department_id = appointment.department_id
            AND meeting.term_id = appointment.term_id
            AND (
                NOT EXISTS (
                    SELECT FROM modules_followupmeeting_courses
                    WHERE followupmeeting_id = meeting.id
                )
                OR EXISTS (
                    SELECT FROM modules_followupmeeting_courses
                    WHERE followupmeeting_id = meeting.id AND course_id = appointment.course_id
                )
            )
    ) THEN
        RAISE EXCEPTION 'Only who is expected at a meeting has a mark for it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_somebody_expected';
    END IF;
    RETURN NEW;
"""


class FollowUpAttendanceQuerySet(models.QuerySet["FollowUpAttendance"]):
    def objected(self) -> FollowUpAttendanceQuerySet:
        """Return the marks with an objection that is not answered yet."""
        return self.filter(objection__isnull=False, objection__answered_at=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class FollowUpAttendance(models.Model):
    """The mark of one appointment at one meeting; no row means no mark. See ``enrollment.marks``."""

    Mark = AttendanceMark

    meeting = models.ForeignKey(
        FollowUpMeeting, models.PROTECT, related_name="attendance", verbose_name=_("meeting")
    )
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, related_name="attendance", verbose_name=_("appointment")
    )
    mark = models.CharField(_("attendance"), max_length=10, choices=AttendanceMark)
    marked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    marked_at = models.DateTimeField(_("recorded"))

    objects = FollowUpAttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "appointment"]
        verbose_name = _("attendance at a meeting")
        verbose_name_plural = _("attendance at meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "appointment"],
                name="attendance_one_mark_per_meeting_and_appointment",
                violation_error_message=_("This person has a mark for this meeting."),
            ),
            models.CheckConstraint(
                name="attendance_mark_is_known",
                condition=Q(mark__in=AttendanceMark.values),
                violation_error_message=_("The mark is present, partial or absent."),
            ),
        ]
        triggers = [
            stays("attendance_stays_where_it_is", "meeting", "appointment"),
            pgtrigger.Trigger(
                name="attendance_of_somebody_expected",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("meeting_id", "appointment_id"),
                func=OF_SOMEBODY_EXPECTED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appointment}: {self.meeting}, {self.get_mark_display()}"

    @property
    def is_attended(self) -> bool:
        return marks.counts(self.mark)


# Attendance at meetings of both courses stays when the course changes (``follow_up.changing_course``).
FITS_THE_ATTENDANCE = """
    IF EXISTS (
        SELECT FROM modules_followupattendance attendance
        WHERE attendance.appointment_id = NEW.id
            AND EXISTS (
                SELECT FROM modules_followupmeeting_courses
                WHERE followupmeeting_id = attendance.meeting_id
            )
            AND NOT EXISTS (
                SELECT FROM modules_followupmeeting_courses
                WHERE followupmeeting_id = attendance.meeting_id AND course_id = NEW.course_id
            )
    ) THEN
        RAISE EXCEPTION 'Attendance is recorded at a meeting that is not for the new course.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appointment_course_fits_attendance';
    END IF;
    RETURN NEW;
"""


class AttendedAppointment(Appointment):
    """Guard: an appointment with recorded attendance cannot move to another person, term or department.

    Its course changes only to one that the meetings attended were for too.
    """

    class Meta:
        proxy = True
        triggers = [
            stays(
                "appointment_attended_stays",
                "assistant",
                "term",
                "department",
                once="EXISTS (SELECT FROM modules_followupattendance WHERE appointment_id = OLD.id)",
            ),
            pgtrigger.Trigger(
                name="appointment_course_fits_attendance",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("course"),
                func=FITS_THE_ATTENDANCE,
            ),
        ]


class Objection(models.Model):
    """A learning assistant's objection to a mark. It is answered once; both the objection and the answer are kept."""

    attendance = models.OneToOneField(
        FollowUpAttendance,
        models.PROTECT,
        related_name="objection",
        verbose_name=_("attendance"),
    )
    text = models.CharField(_("what the learning assistant says"), max_length=1000)
    # A copy: answering the objection may change the mark itself.
    mark = models.CharField(_("mark objected to"), max_length=10, choices=AttendanceMark)
    made_at = models.DateTimeField(_("made"))
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.CheckConstraint(
                name="objection_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Say why the mark is wrong."),
            ),
            models.CheckConstraint(
                name="objection_answered_with_author_and_words",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                violation_error_message=_("Answer in words."),
            ),
        ]
        triggers = [
            stays("objection_stays", "attendance", "text", "mark", "made_at"),
            stays(
                "objection_answered_stays",
                "answer",
                "answered_by",
                "answered_at",
                once="OLD.answered_at IS NOT NULL",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.text}"
