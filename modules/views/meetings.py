"""The meetings of a department: list, plan, change and cancel."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.pages.long_list import list_page
from enrollment.refusals import Refusal
from enrollment.rehearsal.showing import goes_back
from modules.follow_up import outlook, planning
from modules.follow_up.forms import CancelForm, MeetingForm, ShapeForm
from modules.follow_up.outlook import PlannedMeeting
from modules.follow_up.planning import MeetingPlan
from modules.follow_up.shapes import SHAPES

from .department_pages import DepartmentPages, department_page, shows_consequences


@department_page
@require_safe
def meetings(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """List the meetings, and show for each course whether enough hours are planned."""
    planned = outlook.meetings_of(pages.scope, pages.term, clock.now())
    to_come_first = sorted(planned, key=lambda meeting: meeting.has_begun)
    found = list_page(request, to_come_first, _texts_of)
    context = {
        "pages": pages,
        "is_planned": bool(planned),
        "list": found,
        "to_come": [meeting for meeting in found.page if not meeting.has_begun],
        "begun": [meeting for meeting in found.page if meeting.has_begun],
        "courses": outlook.course_plans(pages.scope, pages.term, planned),
    }
    return render(request, "modules/department/meetings.html", context)


def _texts_of(planned: PlannedMeeting) -> tuple[str, ...]:
    return planned.meeting.title, *(course.code for course in planned.courses)


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
@shows_consequences
def plan(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """Plan all meetings of a usual shape: choose the shape, then enter dates and times."""
    shape = SHAPES.get(request.GET.get("shape", ""))
    if shape is None:
        context = {"pages": pages, "shapes": SHAPES.values()}
        return render(request, "modules/department/shapes.html", context)
    form = ShapeForm(request.POST if request.method == "POST" else None, pages.scope, shape)
    if form.is_valid() and not goes_back(request) and _planned(request, pages, form, form.plans()):
        return redirect(pages.url("meetings"))
    context = {"pages": pages, "form": form, "shape": shape}
    return render(request, "modules/department/plan.html", context)


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
@shows_consequences
def new(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """Plan one meeting."""
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(data, pages.scope, pages.term)
    if form.is_valid() and not goes_back(request) and _planned(request, pages, form, [form.plan()]):
        return redirect(pages.url("meetings"))
    context = {"pages": pages, "form": form}
    return render(request, "modules/department/meeting.html", context)


def _planned(
    request: SignedInRequest,
    pages: DepartmentPages,
    form: MeetingForm | ShapeForm,
    plans: list[MeetingPlan],
) -> bool:
    try:
        made = planning.plan(
            department=pages.scope.department,
            term=pages.term,
            plans=plans,
            at=clock.now(),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    text = ngettext("%(number)s meeting is planned.", "%(number)s meetings are planned.", len(made))
    messages.success(request, text % {"number": len(made)})
    return True


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
@shows_consequences
def meeting(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Change a meeting."""
    changeable = pages.scope.meetings_to_change(pages.term)
    is_sent = request.method == "POST"
    # A submitted change to a meeting cancelled meanwhile is shown again, not lost.
    own = get_object_or_404(changeable if is_sent else changeable.live(), pk=pk)
    data = request.POST if is_sent else None
    form = MeetingForm(data, pages.scope, pages.term, own)
    refusals: list[Refusal] = []
    if form.is_valid() and not goes_back(request):
        try:
            planning.change(
                meeting=own,
                plan=form.plan(),
                seen=own.sequence,
                at=clock.now(),
            )
        except Refusal as refusal:
            refusals.append(refusal)
            own.refresh_from_db()
            form = MeetingForm(data, pages.scope, pages.term, own)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, gettext("The meeting is changed."))
            return redirect(pages.url("meetings"))
    context = {"pages": pages, "form": form, "meeting": own, "refusals": refusals}
    return render(request, "modules/department/meeting.html", context)


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
@shows_consequences
def cancel(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Cancel a meeting."""
    at = clock.now()
    own = get_object_or_404(pages.scope.meetings_to_change(pages.term), pk=pk)
    refusal: Refusal | None = None
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not goes_back(request):
        try:
            planning.cancel(meeting=own, seen=form.cleaned_data["sequence"], at=at)
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, gettext("The meeting is cancelled."))
            return redirect(pages.url("meetings"))
    elif own.cancelled_at is not None:
        return redirect(pages.url("meetings"))
    context = {
        "pages": pages,
        "meeting": own,
        "refusal": refusal,
    }
    return render(request, "modules/department/cancel.html", context)
