"""Appoint a department's learning assistants, end appointments, and change their courses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.models import Appointment, Course, User
from enrollment.people import appointing
from enrollment.refusals import Refusal
from modules.department import pasting_people
from modules.department.appointing import DepartmentAppointments, take
from modules.department.forms import CourseChangeForm, EndForm, ListForm, PersonForm
from modules.department.pasting_people import CheckedList
from modules.follow_up import changing_course

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
            at=clock.now(),
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
            at=clock.now(),
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
def import_people(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
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
    at = clock.now()
    places = appointing.places_to_free(appointments=[appointment], at=at)
    form = EndForm(request.POST if request.method == "POST" else None, appointment, places)
    if form.is_valid():
        frees = form.cleaned_data.get("frees", False)
        last_day = form.cleaned_data["last_day"]
        try:
            appointing.end(appointment=appointment, on=last_day, at=at, frees=frees)
        except Refusal as refusal:
            form.add_error("last_day", refusal.in_full)
        else:
            sentence = gettext("The appointment of %(name)s in %(course)s ends on %(day)s.") % {
                "name": appointment.assistant.name,
                "course": appointment.course.code,
                "day": date_format(last_day, "DATE_FORMAT"),
            }
            messages.success(request, sentence)
            return redirect(pages.front)
    context = {"pages": pages, "form": form, "appointment": appointment}
    return render(request, "modules/department/end_appointment.html", context)


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def change_course(request: HttpRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Show what attendance carries over to another course, and change the course once confirmed."""
    found = pages.scope.appointments(pages.term).select_related("assistant", "course")
    appointment = get_object_or_404(found, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = CourseChangeForm(data, pages.scope, appointment)
    change = None
    if form.is_valid():
        course, at = form.cleaned_data["course"], clock.now()
        try:
            if "confirm" in request.POST:
                changing_course.change_course(
                    appointment=appointment, to=course, seen=request.POST.get("seen", ""), at=at
                )
                _tell_of_course(request, appointment, course)
                return redirect(pages.front)
        except Refusal as refusal:
            form.add_error("course", refusal.in_full)
        change = changing_course.preview(appointment=appointment, to=course)
    context = {"pages": pages, "form": form, "appointment": appointment, "change": change}
    return render(request, "modules/department/change_course.html", context)


def _tell_of_course(request: HttpRequest, appointment: Appointment, course: Course) -> None:
    sentence = gettext("%(name)s is now appointed in %(course)s.")
    messages.success(
        request, sentence % {"name": appointment.assistant.name, "course": course.code}
    )
