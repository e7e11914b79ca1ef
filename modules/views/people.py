"""Appoint a department's learning assistants, and end appointments."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from enrollment.access import SignedInRequest
from enrollment.models import User
from enrollment.people import appointing
from enrollment.refusals import Refusal
from modules.department import pasting_people
from modules.department.appointing import DepartmentAppointments, take
from modules.department.forms import EndForm, ListForm, PersonForm
from modules.department.pasting_people import CheckedList

from .department_pages import DepartmentPages, department_page
from .importing import import_table


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """Appoint one person."""
    form = PersonForm(request.POST if request.method == "POST" else None, pages.scope)
    if form.is_valid():
        assert isinstance(request.user, User)
        about = {"term": pages.term.code, "department": pages.scope.department.code}
        result = take(
            DepartmentAppointments(pages.scope, pages.term),
            {1: {**form.row(), **about}},
            by=request.user,
            at=timezone.now(),
            rehearse=False,
        )
        if not result.is_refused:
            sentence = gettext("%(name)s is appointed in %(course)s.") % form.row()
            messages.success(request, sentence)
            return redirect(pages.front)
        form.note(result)
    return render(request, "modules/department/add_person.html", {"pages": pages, "form": form})


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """Check a pasted list line by line, and appoint everyone on it once confirmed."""
    form = ListForm(request.POST if request.method == "POST" else None, pages.scope)
    checked: CheckedList | None = None
    if form.is_valid():
        assert isinstance(request.user, User)
        is_confirmed = "confirm" in request.POST
        read = pasting_people.bring_in if is_confirmed else pasting_people.check
        checked = read(
            text=form.cleaned_data["people"],
            course=form.cleaned_data["course"],
            scope=pages.scope,
            term=pages.term,
            by=request.user,
            at=timezone.now(),
        )
        if is_confirmed and checked.is_fine:
            _tell(request, len(checked.rows))
            return redirect(pages.front)
    context = {"pages": pages, "form": form, "checked": checked}
    return render(request, "modules/department/paste_people.html", context)


def _tell(request: HttpRequest, number: int) -> None:
    sentence = ngettext(
        "%(number)d person is appointed.", "%(number)d people are appointed.", number
    )
    messages.success(request, sentence % {"number": number})


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def import_people(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """Appoint everyone in a file."""
    return import_table(
        request,
        pages,
        DepartmentAppointments(pages.scope, pages.term),
        title=gettext("Learning assistants from a file"),
        done=pages.front,
    )


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """End an appointment. It is kept on record."""
    found = pages.scope.appointments(pages.term).select_related("assistant", "course")
    appointment = get_object_or_404(found, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = EndForm(data, appointment)
    if form.is_valid():
        try:
            appointing.end(
                appointment=appointment, on=form.cleaned_data["last_day"], at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("last_day", refusal.in_full)
        else:
            sentence = gettext("The appointment of %(name)s in %(course)s ends on %(day)s.") % {
                "name": appointment.assistant.name,
                "course": appointment.course.code,
                "day": date_format(form.cleaned_data["last_day"], "DATE_FORMAT"),
            }
            messages.success(request, sentence)
            return redirect(pages.front)
    context = {"pages": pages, "form": form, "appointment": appointment}
    return render(request, "modules/department/end_appointment.html", context)
