"""Meetings and attendance in from files."""

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
    )
