"""Import meetings and attendance from files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from modules.resources import FollowUpAttendanceResource, FollowUpMeetingResource

from .desk import Desk, at_desk
from .importing import import_table


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def import_meetings(request: HttpRequest, desk: Desk) -> HttpResponse:
    return import_table(
        request,
        desk,
        FollowUpMeetingResource(desk.scope),
        title=_("Meetings from a file"),
        done=desk.url("meetings"),
        notes=[
            _("A key is what files call the meeting by: letters from A to Z, digits and hyphens."),
            _("Write semicolons between courses; without any the meeting is for everybody."),
            _("Mandatory is yes or no; hours are numbers, 0 for a part that it gives nothing of."),
        ],
    )


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def import_attendance(request: HttpRequest, desk: Desk) -> HttpResponse:
    return import_table(
        request,
        desk,
        FollowUpAttendanceResource(desk.scope),
        title=_("Attendance from a file"),
        done=desk.url("register"),
        notes=[
            _("A mark is present, partial or absent."),
            _("A meeting is given by its key. Those of this term:"),
            *(f"{meeting.key}: {meeting}" for meeting in desk.scope.meetings(desk.term).live()),
        ],
    )
