"""The table of attendance at follow-up meetings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result
from tablib import Dataset

from enrollment.models import Appointment
from enrollment.plain_text import TermOrder
from enrollment.refusals import Refusal
from enrollment.resources.base import cells_of
from enrollment.resources.cells import TableRow
from enrollment.resources.changes import RowChange
from enrollment.resources.columns import Column
from enrollment.resources.organisation import unknown_course
from enrollment.resources.reading import Spreadsheet
from enrollment.resources.reading.headings import Choices, FittedTable
from enrollment.resources.registrations import file_account
from enrollment.resources.results import FileError
from enrollment.resources.table_files import FileRefused, shorten
from modules.follow_up.marking import Cell, record
from modules.follow_up.refusals import MeetingCancelled, MeetingNotBegun, NotExpected, OwnMark
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.attendance import AttendanceMark
from modules.scope import Scope

from .department import DepartmentTable
from .meetings import key_of
from .wide_register import in_rows

MARKS = {mark.value: mark for mark in AttendanceMark}


@dataclass(frozen=True, slots=True)
class Noted(RowChange):
    """A mark collected here, to be recorded with all others in ``after_import``."""

    instance: FollowUpAttendance
    noted: dict[tuple[str, str], dict[Cell, str]]

    def save(self) -> None:
        attendance = self.instance
        place = attendance.meeting.term.code, attendance.meeting.department.code
        self.noted[place][attendance.meeting_id, attendance.appointment_id] = attendance.mark


class FollowUpAttendanceResource(DepartmentTable):
    """Marks at meetings that have begun. Marks can only be removed in the register."""

    term = Column("meeting__term__code")
    department = Column("meeting__department__code")
    meeting = Column("meeting__key")
    course = Column("appointment__course__code")
    username = Column("appointment__assistant__username")
    mark = Column("mark", words=dict(AttendanceMark.choices))

    beside = {"name": Column("appointment__assistant__name")}

    class Meta:
        model = FollowUpAttendance
        name = gettext_lazy("attendance at meetings")
        fields = ("term", "department", "meeting", "course", "username", "mark")

    def fit(self, file: Spreadsheet, choices: Choices) -> FittedTable:
        return super().fit(in_rows(file), choices)

    def present_rows(self) -> QuerySet[FollowUpAttendance]:
        rows = FollowUpAttendance.objects.all()
        if self.scope is None or self.scope_term is None:
            return rows
        return rows.filter(
            meeting__in=self.scope.meetings(self.scope_term),
            appointment__in=self.scope.appointments(self.scope_term),
        )

    def filter_export(
        self, queryset: QuerySet[FollowUpAttendance], **kwargs: Any
    ) -> QuerySet[FollowUpAttendance]:
        return (
            queryset.filter(meeting__cancelled_at=None)
            .select_related(
                "meeting__term",
                "meeting__department",
                "appointment__course",
                "appointment__assistant",
            )
            .order_by(
                TermOrder("meeting__term__code"),
                "meeting__department__code",
                "meeting__starts_at",
                "meeting__key",
                "appointment__course__code",
                "appointment__assistant__username",
            )
        )

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        terms, departments = cells_of(dataset, "term"), cells_of(dataset, "department")
        meetings = FollowUpMeeting.objects.filter(
            term__code__in=terms, department__code__in=departments
        )
        self.meetings = {
            key_of(meeting): meeting
            for meeting in meetings.select_related("term", "department").prefetch_related("courses")
        }
        appointments = Appointment.objects.filter(
            term__code__in=terms,
            department__code__in=departments,
            assistant__username__in={name.lower() for name in cells_of(dataset, "username")},
        )
        self.appointments = {
            (
                appointment.term.code,
                appointment.department.code,
                appointment.course.code,
                appointment.assistant.username,
            ): appointment
            for appointment in appointments.select_related(
                "term", "department", "course", "assistant"
            )
        }
        marks = FollowUpAttendance.objects.filter(
            meeting__in=self.meetings.values(), appointment__in=self.appointments.values()
        )
        self.marks = {(mark.meeting_id, mark.appointment_id): mark for mark in marks}
        self.noted: dict[tuple[str, str], dict[Cell, str]] = defaultdict(dict)

    def read(self, row: TableRow) -> dict[str, Any]:
        place = self.read_place(row)
        meeting = self._read_meeting(row, place)
        appointment = self._read_appointment(row, place)
        mark = row.required_one_of("mark", MARKS)
        if meeting is None or appointment is None:
            return {"key": None}
        self._check(row, meeting, appointment, mark)
        return {"key": (meeting.pk, appointment.pk), "about": (meeting, appointment), "mark": mark}

    def _read_meeting(self, row: TableRow, place: tuple[str, str] | None) -> FollowUpMeeting | None:
        if not row.given("meeting") or place is None:
            return None
        meeting = self.meetings.get((*place, row["meeting"].lower()))
        if meeting is None:
            row.wrong(
                "meeting",
                _(
                    "%(department)s has no meeting “%(value)s” in %(term)s. Correct the key, or import the meetings first."
                )
                % {"value": shorten(row["meeting"]), "department": place[1], "term": place[0]},
            )
        return meeting

    def _read_appointment(self, row: TableRow, place: tuple[str, str] | None) -> Appointment | None:
        course = row.required_known("course", self.courses_by_code, unknown_course())
        if course is not None and not self.is_own(course):
            row.wrong("course", self.not_yours(course.code))
            return None
        if not row.given("username") or place is None or course is None:
            return None
        appointment = self.appointments.get((*place, course.code, row["username"].lower()))
        if appointment is None:
            row.wrong(
                "username",
                _(
                    "“%(username)s” has no appointment in %(course)s in %(term)s. Correct the row, or import the appointment first."
                )
                % {
                    "username": shorten(row["username"]),
                    "course": course.code,
                    "term": place[0],
                },
            )
        return appointment

    def _check(
        self,
        row: TableRow,
        meeting: FollowUpMeeting,
        appointment: Appointment,
        mark: AttendanceMark | None,
    ) -> None:
        on_record = self.marks.get((meeting.pk, appointment.pk))
        if meeting.cancelled_at is not None:
            row.wrong("meeting", MeetingCancelled(meeting).sentence)
        elif not meeting.has_begun(self.at):
            row.wrong("meeting", MeetingNotBegun(meeting).sentence)
        if not meeting.expects(appointment, {course.pk for course in meeting.courses.all()}):
            row.wrong("username", NotExpected(meeting, appointment).sentence)
        is_own = self.user is not None and appointment.assistant.user_id == self.user.pk
        if is_own and mark and (on_record is None or on_record.mark != mark):
            row.wrong("mark", OwnMark().sentence)

    def find(self, values: dict[str, Any]) -> FollowUpAttendance | None:
        return self.marks.get(values["key"])

    def write(self, instance: FollowUpAttendance, values: dict[str, Any]) -> list[RowChange]:
        is_new = instance._state.adding
        if not is_new and instance.mark == values["mark"]:
            return []
        instance.meeting, instance.appointment = values["about"]
        instance.mark = values["mark"]
        return [Noted(instance, ("mark",), is_new, self.noted)]

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """Record the marks of each term and department with ``follow_up.marking.record``, as the register does."""
        if self.dry_run or result.has_errors() or result.has_validation_errors():
            return
        for (term, department), marks in self.noted.items():
            try:
                record(
                    scope=self.scope or Scope(self.departments[department]),
                    term=self.terms[term],
                    marks=marks,
                    by=self.user or file_account(),
                    at=self.at,
                )
            except Refusal as refusal:
                # A meeting was changed after the rows were read.
                result.append_base_error(FileError(FileRefused(refusal.sentence)))
