"""The table of follow-up meetings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result
from tablib import Dataset

from enrollment.models import Course
from enrollment.plain_text import TermOrder
from enrollment.resources.base import cells_of, constraint_sentences
from enrollment.resources.cells import TableRow
from enrollment.resources.changes import RowChange, change
from enrollment.resources.columns import YES_AND_NO, Column, ValueKind
from enrollment.resources.core_sessions import show_date, show_time
from enrollment.resources.organisation import unknown_course
from enrollment.resources.reading.values import read_choice
from enrollment.resources.table_files import shorten
from modules.follow_up import letters
from modules.follow_up.loading import expected_at
from modules.follow_up.planning import (
    announce,
    lock_departments,
    settled_by_marks,
    too_many_hours,
)
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.meetings import MAKES_UP_FOR_NO_MAKE_UP, Part

from .department import DepartmentTable
from .online import show_hours

# Words in a list of courses, and for all of them.
BETWEEN_COURSES = {"OG", "AND", "&", "+"}
ALL_COURSES = {"ALLE", "ALL"}
YES_OR_NO = {"yes": True, "no": False}
# By the name of the field, where the file names it differently.
COLUMN_OF = {"starts_at": "date", "is_mandatory": "mandatory"}
HOURS = [f"{part}_hours" for part in Part]

# The codes of the term and the department, and the meeting's key in lower case.
Key = tuple[str, str, str]


def key_of(meeting: FollowUpMeeting) -> Key:
    """Return the key of a meeting on record."""
    return meeting.term.code, meeting.department.code, meeting.key.lower()


def show_courses(courses: Any) -> str:
    return "" if courses is None else codes_of(courses.all())


def codes_of(courses: Iterable[Course]) -> str:
    return ";".join(sorted(course.code for course in courses))


def show_yes(value: bool) -> str:
    return "yes" if value else "no"


@dataclass(frozen=True, slots=True)
class Planned(RowChange):
    """A new or changed meeting; ``courses`` is None if they do not change."""

    instance: FollowUpMeeting
    courses: list[Course] | None

    @property
    def cells(self) -> dict[str, str]:
        return {} if self.courses is None else {"courses": codes_of(self.courses)}

    def save(self) -> None:
        columns = [name for name in self.fields if name != "courses"]
        if self.is_new:
            self.instance.save()
        else:
            # Letters and calendars use it to recognise a change, including a change of courses.
            self.instance.sequence += 1
            self.instance.save(update_fields=[*columns, "sequence"])
        if self.courses is not None:
            self.instance.courses.set(self.courses)


class FollowUpMeetingResource(DepartmentTable):
    """Meetings, identified by term, department and key. Cancelled ones are left out.

    Place, link and language are not columns, so an import leaves them unchanged.
    """

    term = Column("term__code")
    department = Column("department__code")
    key = Column("key")
    title = Column("title")
    date = Column("starts_at", show_date, ValueKind.DATE)
    start = Column("starts_at", show_time, ValueKind.TIME)
    end = Column("ends_at", show_time, ValueKind.TIME)
    courses = Column("courses", show_courses)
    first_meeting_hours = Column("first_meeting_hours", show_hours, ValueKind.NUMBER)
    follow_up_hours = Column("follow_up_hours", show_hours, ValueKind.NUMBER)
    final_evaluation_hours = Column("final_evaluation_hours", show_hours, ValueKind.NUMBER)
    mandatory = Column("is_mandatory", show_yes, words=YES_AND_NO)
    makes_up_for = Column("makes_up_for__key")

    optional = frozenset({"courses", "makes_up_for"})
    blamed = {
        "meeting_makes_up_for_no_make_up": "makes_up_for",
        "meeting_that_makes_up_is_not_mandatory": "mandatory",
        "meeting_gives_hours_of_some_part": "follow_up_hours",
    }
    trigger_sentences = {
        "meeting_makes_up_for_no_make_up": MAKES_UP_FOR_NO_MAKE_UP,
    }

    class Meta:
        model = FollowUpMeeting
        name = gettext_lazy("follow-up meetings")
        fields = (
            "term",
            "department",
            "key",
            "title",
            "date",
            "start",
            "end",
            "courses",
            "first_meeting_hours",
            "follow_up_hours",
            "final_evaluation_hours",
            "mandatory",
            "makes_up_for",
        )

    def present_rows(self) -> QuerySet[FollowUpMeeting]:
        if self.scope is None or self.scope_term is None:
            return FollowUpMeeting.objects.all()
        return self.scope.meetings(self.scope_term)

    def filter_export(
        self, queryset: QuerySet[FollowUpMeeting], **kwargs: Any
    ) -> QuerySet[FollowUpMeeting]:
        # A meeting comes before its make-ups, because an import must read it first.
        return (
            queryset.filter(cancelled_at=None)
            .select_related("term", "department", "makes_up_for")
            .prefetch_related("courses")
            .order_by(
                TermOrder("term__code"),
                "department__code",
                F("makes_up_for").asc(nulls_first=True),
                "starts_at",
                "key",
            )
        )

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        meetings = FollowUpMeeting.objects.filter(
            term__code__in=cells_of(dataset, "term"),
            department__code__in=cells_of(dataset, "department"),
        ).select_related("term", "department", "makes_up_for")
        if not self.dry_run:
            codes = cells_of(dataset, "department")
            lock_departments(
                [department.pk for code, department in self.departments.items() if code in codes]
            )
            # Recording attendance takes the same locks, so no mark is recorded for a meeting that
            # is being changed.
            meetings = meetings.order_by("pk").select_for_update(of=("self",), no_key=True)
        self.meetings = {
            key_of(meeting): meeting for meeting in meetings.prefetch_related("courses")
        }
        self.marks: dict[int, list[FollowUpAttendance]] = defaultdict(list)
        marks = FollowUpAttendance.objects.filter(meeting__in=self.meetings.values()).order_by()
        for mark in marks.select_related("appointment__assistant"):
            self.marks[mark.meeting_id].append(mark)
        self._named: set[Key] = set()
        answers = {
            cell.lower(): read_choice(cell, YES_OR_NO)
            for cell in cells_of(dataset, "mandatory") - {""}
        }
        self._is_ticked = {*answers.values()} == {"yes"} and "yes" not in answers
        self.new: list[FollowUpMeeting] = []
        self.changed: list[FollowUpMeeting] = []
        self.expected = expected_at(self.meetings.values(), self.at)

    def read(self, row: TableRow) -> dict[str, Any]:
        place = self.read_place(row)
        name = row.required_text("key", FollowUpMeeting)
        values: dict[str, Any] = {
            "title": row.required_text("title", FollowUpMeeting),
            "is_mandatory": self._read_mandatory(row),
            **{hours: row.required_hours(hours, FollowUpMeeting) for hours in HOURS},
        }
        day, start, end = (
            row.required_date("date"),
            row.required_time("start"),
            row.required_time("end"),
        )
        if day and start and end:
            values["starts_at"] = make_aware(datetime.combine(day, start))
            values["ends_at"] = make_aware(datetime.combine(day, end))
            if end <= start:
                row.wrong("end", constraint_sentences()["meeting_ends_after_it_starts"])
        courses = self._read_courses(row, place)
        key = (*place, name.lower()) if place and name else None
        if key is not None:
            self._check(row, key, values, courses)
            self._check_hours(row, self.meetings.get(key), values)
            values["makes_up_for"] = self._read_made_up_for(row, key)
            self._named.add(key)
        return {"key": key, "name": name, "values": values, "courses": courses}

    def _read_mandatory(self, row: TableRow) -> bool | None:
        # In a column that only ticks the mandatory meetings, with x or “ja”, blank is no.
        if not row["mandatory"] and self._is_ticked:
            return False
        return row.required_one_of("mandatory", YES_OR_NO)

    def _read_courses(self, row: TableRow, place: tuple[str, str] | None) -> list[Course]:
        codes = [
            code
            for code in re.findall(r"[^;,\s]+", row["courses"].upper())
            if code not in BETWEEN_COURSES
        ]
        if len(codes) == 1 and codes[0] in ALL_COURSES:
            codes = []
        courses = []
        for code in dict.fromkeys(codes):
            course = self.courses_by_code.get(code)
            if course is None:
                row.wrong("courses", unknown_course() % {"value": shorten(code)})
            elif place is not None and course.department.code != place[1]:
                row.wrong("courses", self.of_another_department(code))
            elif not self.is_own(course):
                row.wrong("courses", self.not_yours(code))
            else:
                courses.append(course)
        if not codes and self.scope is not None and not self.scope.is_whole:
            row.wrong(
                "courses",
                _("You coordinate only some courses. Enter the courses that the meeting is for."),
            )
        return courses

    def _check(
        self, row: TableRow, key: Key, values: dict[str, Any], courses: list[Course]
    ) -> None:
        on_record = self.meetings.get(key)
        if on_record is None:
            return
        if on_record.cancelled_at is not None:
            row.wrong("key", _("This meeting is cancelled. Remove the row, or use another key."))
        if any(not self.is_own(course) for course in on_record.courses.all()) or (
            self.scope is not None and not self.scope.is_whole and not on_record.courses.all()
        ):
            row.wrong("key", self.not_yours(key[2]))
        made_up_for = on_record.makes_up_for
        is_same = row["makes_up_for"].lower() == (made_up_for.key.lower() if made_up_for else "")
        columns = {name: value for name, value in values.items() if value is not None}
        # The meeting of another key may be new, further up in the file.
        columns["makes_up_for"] = made_up_for if is_same else row["makes_up_for"]
        settled = settled_by_marks(on_record, self.marks[on_record.pk], columns, courses, self.at)
        for name, refusal in settled:
            row.wrong(COLUMN_OF.get(name, name), refusal.in_full)

    def _check_hours(
        self, row: TableRow, on_record: FollowUpMeeting | None, values: dict[str, Any]
    ) -> None:
        """Check that the hours fit the meeting's length. Unchanged hours and times are not checked again."""
        names = ("starts_at", "ends_at", *HOURS)
        if not all(values.get(name) is not None for name in names) or row.problems:
            return
        if on_record and all(getattr(on_record, name) == values[name] for name in names):
            return
        counted = [name for name in HOURS if values[name]]
        problem = too_many_hours(
            values["starts_at"], values["ends_at"], (values[name] for name in counted)
        )
        if problem:
            row.wrong(counted[-1], problem)

    def _read_made_up_for(self, row: TableRow, key: Key) -> FollowUpMeeting | None:
        if not row["makes_up_for"]:
            return None
        other = (key[0], key[1], row["makes_up_for"].lower())
        if other not in self.meetings and other not in self._named:
            row.wrong(
                "makes_up_for",
                _(
                    "There is no meeting “%(value)s” here or further up in the file. Correct the key."
                )
                % {"value": shorten(row["makes_up_for"])},
            )
        return self.meetings.get(other)

    def find(self, values: dict[str, Any]) -> FollowUpMeeting | None:
        return self.meetings.get(values["key"])

    def write(self, instance: FollowUpMeeting, values: dict[str, Any]) -> list[RowChange]:
        term, department, _key = values["key"]
        is_new = instance._state.adding
        had = set() if is_new else {*instance.courses.all()}
        courses = values["courses"] if had != {*values["courses"]} else None
        changes = change(
            instance,
            term=self.terms[term],
            department=self.departments[department],
            key=values["name"] if is_new else instance.key,
            is_announced=self.send_letters if is_new else instance.is_announced,
            **values["values"],
        )
        self.meetings[values["key"]] = instance
        if not changes and courses is None:
            return []
        fields = changes[0].fields if changes else ()
        return [Planned(instance, fields, is_new, courses)]

    def after_write(self, changes: list[RowChange]) -> None:
        for planned in changes:
            assert isinstance(planned.instance, FollowUpMeeting)
            (self.new if planned.is_new else self.changed).append(planned.instance)

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        super().after_import(dataset, result, **kwargs)
        if not (result.has_errors() or result.has_validation_errors()):
            self._announce()

    def _announce(self) -> None:
        """Write to everyone who is or was expected at a future meeting, as ``planning`` does."""
        after = expected_at([*self.new, *self.changed], self.at)
        letters.write_planned(
            {meeting: after[meeting] for meeting in self.new if meeting.starts_at > self.at},
            self.at,
        )
        for meeting in self.changed:
            old = copy(meeting)
            for name, value in getattr(meeting, "before", {}).items():
                setattr(old, name, value)
            announce(meeting, old, self.expected[meeting], after[meeting], at=self.at)
