"""Objections to marks: made by learning assistants, answered by coordinators."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy, ngettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.models import User
from enrollment.pages.long_list import list_page
from enrollment.pages.queues import WorkQueue
from enrollment.refusals import Refusal
from modules.follow_up import objecting
from modules.follow_up.forms import ObjectionAnswerForm, ObjectionForm
from modules.models import FollowUpAttendance, Objection

from .department_pages import DepartmentPages, department_page

OBJECTIONS = WorkQueue(
    ngettext_lazy(
        "Next objection (%(number)d waiting)", "Next objection (%(number)d waiting)", "number"
    ),
    gettext_lazy("No objection is waiting for you any more."),
)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to a mark of one's own."""
    own = get_object_or_404(
        FollowUpAttendance.objects.filter(
            appointment__assistant__user=request.user.pk
        ).select_related("meeting", "marked_by", "objection"),
        pk=pk,
    )
    if request.method != "POST" and not objecting.may_object(own):
        return redirect("enrollment:my")
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    refusals: list[Refusal] = []
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            made = objecting.object_to(attendance=own, text=text, at=clock.now())
        except Refusal as refusal:
            refusals.append(refusal)
        else:
            messages.success(request, gettext("Your coordinator will look into it and answer you."))
            if made.text != text:
                messages.error(
                    request, gettext("You have already objected. Your first text is kept.")
                )
            return redirect("enrollment:my")
    context = {"attendance": own, "form": form, "refusals": refusals}
    return render(request, "modules/object.html", context)


@department_page
@require_safe
def objections(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """List the objections of a department's learning assistants, open and answered."""
    open_first = sorted(_of(pages), key=lambda objection: objection.answered_at is not None)
    found = list_page(request, open_first, _texts_of)
    context = {
        "pages": pages,
        "list": found,
        "open": [objection for objection in found.page if objection.answered_at is None],
        "answered": [objection for objection in found.page if objection.answered_at is not None],
    }
    return render(request, "modules/department/objections.html", context)


def _texts_of(objection: Objection) -> tuple[str, ...]:
    appointment = objection.attendance.appointment
    assistant = appointment.assistant
    meeting = objection.attendance.meeting
    return assistant.name, assistant.username, appointment.course.code, meeting.title


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Answer an objection, and correct the mark if it was wrong."""
    own = get_object_or_404(_of(pages), pk=pk)
    if own.answered_at is not None and request.method != "POST":
        return redirect(pages.url("objections"))
    form = ObjectionAnswerForm(request.POST if request.method == "POST" else None, own.attendance)
    refusals: list[Refusal] = []
    if form.is_valid():
        try:
            objecting.answer(
                objection=own,
                seen=own.attendance.mark,
                by=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            refusals.append(refusal)
            own.attendance.refresh_from_db()
            form = ObjectionAnswerForm(request.POST, own.attendance)
        else:
            done = OBJECTIONS.after(
                gettext("Your answer is sent."),
                _to_answer_by(request.user, pages),
                lambda objection: pages.url("answer_objection", objection.pk),
            )
            messages.success(request, done)
            return redirect(pages.url("objections"))
    context = {"pages": pages, "objection": own, "form": form, "refusals": refusals}
    return render(request, "modules/department/answer.html", context)


def _to_answer_by(user: User, pages: DepartmentPages) -> QuerySet[Objection]:
    """Return the open objections. No one answers their own."""
    waiting = _of(pages).filter(answered_at=None)
    return waiting.exclude(attendance__appointment__assistant__user=user)


def _of(pages: DepartmentPages) -> QuerySet[Objection]:
    return Objection.objects.filter(
        attendance__appointment__in=pages.scope.appointments(pages.term)
    ).select_related(
        "attendance__meeting",
        "attendance__marked_by",
        "attendance__appointment__assistant",
        "attendance__appointment__course",
        "answered_by",
    )
