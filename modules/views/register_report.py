"""Attendance at a meeting from the report of Teams or Zoom."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.attendance_reports.proposal import Occasion
from enrollment.pages.report_preview import MarkToPropose
from enrollment.people.matching import KnownPerson
from enrollment.refusals import Refusal
from enrollment.sessions.source import REPORT
from enrollment.views.attendance_report import ReportStep, report_step
from modules.follow_up.marking import Saved, record
from modules.follow_up.register.attendance import Register, RegisterRow, read_register
from modules.follow_up.register.forms import SentMarks, name_box, write_seen
from modules.follow_up.register.grid import people_of
from modules.models import FollowUpMeeting

from .department_pages import DepartmentPages, department_page
from .register import begun_meeting, tell


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Record the attendance that a report proposes, once it is confirmed."""
    whole = read_register(pages.scope, pages.term, clock.now())
    meeting = begun_meeting(whole, pk)
    expected = whole.expected_at(meeting)
    step = report_step(
        request,
        _occasion(request, pages, whole, meeting),
        [_to_propose(request, meeting, row) for row in expected],
    )
    if step.is_confirmed and (saved := _save(request, pages, step)) is not None:
        return tell(request, pages, saved, QueryDict(f"meeting={meeting.pk}"))
    seen = {(meeting.pk, row.appointment.pk): row.marks[meeting.pk].value for row in expected}
    context = {
        "pages": pages,
        "meeting": meeting,
        "back": f"{pages.url('register')}?meeting={meeting.pk}",
        "tolerance": pages.term.report_tolerance,
        "hidden": {"seen": write_seen(seen)},
        **step.context(),
    }
    return render(request, "modules/department/report.html", context)


def _save(request: SignedInRequest, pages: DepartmentPages, step: ReportStep) -> Saved | None:
    """Record the marks; return None, with the refusal in the step, if they cannot be recorded."""
    form = SentMarks(request.POST)
    if not form.is_valid():
        return None
    try:
        return record(
            scope=pages.scope,
            term=pages.term,
            marks=form.marks,
            seen=form.seen_marks(),
            by=request.user,
            at=clock.now(),
            source=REPORT,
        )
    except Refusal as refusal:
        step.refusals = [refusal]
        return None


def _occasion(
    request: SignedInRequest, pages: DepartmentPages, whole: Register, meeting: FollowUpMeeting
) -> Occasion:
    people = people_of(whole.expected_at(meeting))
    user = request.user
    coordinator = KnownPerson(-user.pk, user.username, user.get_full_name(), user.email)
    is_expected = any(
        row.appointment.assistant.user_id == user.pk for row in whole.expected_at(meeting)
    )
    return Occasion(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        tolerance=timedelta(minutes=pages.term.report_tolerance),
        people=tuple(people),
        others=(
            *({*people_of(whole.rows)} - {*people}),
            # The key of an account: no learning assistant has it.
            *([] if is_expected else [coordinator]),
        ),
    )


def _to_propose(
    request: SignedInRequest, meeting: FollowUpMeeting, row: RegisterRow
) -> MarkToPropose:
    assistant = row.appointment.assistant
    mark = row.marks[meeting.pk]
    about = [assistant.username, row.appointment.course.code, mark.not_asked]
    return MarkToPropose(
        person=assistant.pk,
        field=name_box((meeting.pk, row.appointment.pk)),
        name=assistant.name,
        about=" · ".join(filter(None, about)),
        recorded=mark.value,
        can_be_marked=assistant.user_id != request.user.pk,
        is_required=mark.is_asked_for,
    )
