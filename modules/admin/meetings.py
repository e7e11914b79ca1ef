from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.admin.base import Kept, ShownOnly, moments
from enrollment.admin.history import attendance_in_words, changes_of
from enrollment.admin.states import NamedStatesFilter
from enrollment.admin.tables import TableMixin
from enrollment.admin_site.log import arrow
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.attendance import AttendanceMark, FollowUpAttendanceQuerySet
from modules.resources import FollowUpAttendanceResource, FollowUpMeetingResource


@admin.register(FollowUpMeeting)
class FollowUpMeetingAdmin(TableMixin, ShownOnly, Kept, admin.ModelAdmin[FollowUpMeeting]):
    """The meetings of all departments, read-only. They are planned on the departments' pages or imported."""

    resource_classes = [FollowUpMeetingResource]
    list_display = ["title", "department", "term", "starts", "is_mandatory", "cancelled"]
    list_select_related = ["department", "term"]
    list_filter = ["term", ("cancelled_at", admin.EmptyFieldListFilter), "department"]
    search_fields = ["found_by", "department__code", "courses__code"]
    date_hierarchy = "starts_at"
    show_full_result_count = False
    fields = [
        "department",
        "term",
        "key",
        "title",
        "starts_at",
        "ends_at",
        "place",
        "online_url",
        "language",
        "courses",
        "first_meeting_hours",
        "follow_up_hours",
        "final_evaluation_hours",
        "is_mandatory",
        "makes_up_for",
        "cancelled_at",
    ]

    starts = moments("starts_at", _("starts"))
    cancelled = moments("cancelled_at", _("cancelled"))


def in_attendance(before: Any, row: Any) -> Iterator[str]:
    if row.pgh_label == "delete":
        yield gettext("Mark taken back")
    elif before is None or row.mark != before.mark:
        mark = AttendanceMark(before.mark).label if before else gettext("not marked")
        change = arrow(gettext("Attendance"), mark, AttendanceMark(row.mark).label)
        yield attendance_in_words(change, row)


class ObjectionFilter(NamedStatesFilter):
    title = _("objection")
    parameter_name = "objection"
    states = {
        "unanswered": (_("not answered"), FollowUpAttendanceQuerySet.objected),
        "answered": (
            _("answered"),
            lambda attendance: attendance.exclude(objection__answered_at=None),
        ),
    }


@admin.register(FollowUpAttendance)
class FollowUpAttendanceAdmin(TableMixin, ShownOnly, Kept, admin.ModelAdmin[FollowUpAttendance]):
    """Attendance at meetings, read-only. It is recorded in the departments' registers or imported."""

    resource_classes = [FollowUpAttendanceResource]
    list_display = ["assistant", "course", "meeting", "mark", "marked_by", "marked"]
    list_select_related = ["appointment__assistant", "appointment__course", "meeting", "marked_by"]
    list_filter = [ObjectionFilter, "meeting__term", "mark", "meeting__department"]
    search_fields = [
        "appointment__assistant__found_by",
        "appointment__course__code",
        "meeting__found_by",
    ]
    ordering = ["-marked_at", "-pk"]
    show_full_result_count = False
    change_form_template = "admin/modules/choice/change_form.html"
    fields = ["meeting", "appointment", "mark", "marked_by", "marked_at"]

    marked = moments("marked_at", _("recorded"))

    @admin.display(description=_("learning assistant"), ordering="appointment__assistant__name")
    def assistant(self, attendance: FollowUpAttendance) -> str:
        return attendance.appointment.assistant.name

    @admin.display(description=_("course"), ordering="appointment__course__code")
    def course(self, attendance: FollowUpAttendance) -> str:
        return attendance.appointment.course.code

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        attendance = self.get_object(request, object_id)
        context = {"changes": changes_of(attendance, in_attendance) if attendance else []}
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )
