"""Import meetings and attendance from files."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enrollment.access import SignedInRequest
from modules.resources import FollowUpAttendanceResource, FollowUpMeetingResource

from .department_pages import DepartmentPages, department_page
from .importing import import_table


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def import_meetings(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    return import_table(
        request,
        pages,
        FollowUpMeetingResource(pages.scope, pages.term),
        title=_("Meetings from a file"),
        done=pages.url("meetings"),
        notes=[
            _("The key identifies the meeting in files: letters from A to Z, digits and hyphens."),
            _(
                "Separate courses with semicolons. Leave the cell empty if the meeting is for everyone."
            ),
            _(
                "Mandatory is yes or no. Hours are numbers; write 0 for a part that the meeting does not cover."
            ),
        ],
    )


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def import_attendance(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    return import_table(
        request,
        pages,
        FollowUpAttendanceResource(pages.scope, pages.term),
        title=_("Attendance from a file"),
        done=pages.url("register"),
        notes=[
            _("A mark is present, partial or absent."),
            _("Identify a meeting by its key. The keys of this term:"),
            *(f"{meeting.key}: {meeting}" for meeting in pages.scope.meetings(pages.term).live()),
        ],
    )
