"""Appoint a department's learning assistants, end appointments, and change their courses."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.models import Appointment, Course, LearningAssistant, Registration
from enrollment.people import appointing
from enrollment.refusals import Refusal, name_session
from modules.department import correcting, undoing
from modules.department.appointing import DepartmentAppointments, take
from modules.department.forms import (
    CorrectionForm,
    CourseChangeForm,
    EndForm,
    ListForm,
    PersonForm,
)
from modules.department.pasting import bringing_in
from modules.department.pasting.checked_list import CheckedList
from modules.follow_up import changing_course, outlook
from modules.models import FollowUpMeeting

from .department_pages import DepartmentPages, department_page
from .importing import import_table


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """Appoint one person."""
    form = PersonForm(request.POST if request.method == "POST" else None, pages.scope)
    if form.is_valid():
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
    context = {"pages": pages, "form": form, "held": _held_before(pages)}
    return render(request, "modules/department/add_person.html", context)


def _held_before(pages: DepartmentPages) -> QuerySet[FollowUpMeeting]:
    return outlook.held_before(pages.scope, pages.term, clock.now())


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """Check a pasted list, mend its lines, and appoint the people of the good ones once confirmed."""
    form = ListForm(request.POST if request.method == "POST" else None, pages.scope)
    checked: CheckedList | None = None
    is_taken = False
    if form.is_valid():
        checked = _check(request, pages, form)
        text = _act(request, pages, checked)
        is_taken = checked.is_taken
        if is_taken and not checked.to_mend:
            return redirect(pages.front)
        # Until then, the lines are named as they stand in the text that was pasted.
        if {"mend", "confirm"} & request.POST.keys():
            form = form.with_people(text)
            checked = _check(request, pages, form)
    context = {"pages": pages, "form": form, "checked": checked, "is_taken": is_taken}
    if checked is not None and checked.lacks_first_day:
        context["held"] = _held_before(pages)
    return render(request, "modules/department/paste_people.html", context)


def _act(request: SignedInRequest, pages: DepartmentPages, checked: CheckedList) -> str:
    """Mend a line or appoint the people shown, as the button says; return the list that is left."""
    if mend := request.POST.get("mend"):
        return bringing_in.mended(checked, mend)
    if "confirm" in request.POST:
        if request.POST.get("shown") == checked.shown:
            _appoint(request, pages, checked)
            return checked.rest if checked.is_taken else checked.text
        messages.warning(
            request, gettext("The list has changed since it was checked. Check it, then appoint.")
        )
    return checked.text


def _check(request: SignedInRequest, pages: DepartmentPages, form: ListForm) -> CheckedList:
    # A text without any line is no valid form.
    is_valid = form.is_valid()
    forgotten = request.POST.get("forget")
    return bringing_in.check(
        text=form.cleaned_data["people"] if is_valid else "",
        answers={name: request.POST[name] for name in request.POST if name != forgotten},
        course=form.cleaned_data["course"],
        scope=pages.scope,
        term=pages.term,
        by=request.user,
        at=clock.now(),
    )


def _appoint(request: SignedInRequest, pages: DepartmentPages, checked: CheckedList) -> None:
    refused = bringing_in.appoint(
        checked=checked,
        correct=request.POST.getlist("correct"),
        scope=pages.scope,
        term=pages.term,
        by=request.user,
        at=clock.now(),
    )
    for refusal in refused:
        messages.error(request, refusal.in_full)
    if checked.is_taken:
        messages.success(request, _in_numbers(checked))


def _in_numbers(checked: CheckedList) -> str:
    number, left = len(checked.to_appoint), len(checked.to_mend)
    sentence = ngettext(
        "%(number)d person is appointed.", "%(number)d people are appointed.", number
    ) % {"number": number}
    if not left:
        return sentence
    rest = ngettext("%(number)d line is left to mend.", "%(number)d lines are left to mend.", left)
    return f"{sentence} {rest % {'number': left}}"


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
        held=_held_before(pages),
    )


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
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
            freed = appointing.end(appointment=appointment, on=last_day, at=at, frees=frees)
        except Refusal as refusal:
            form.add_error("last_day", refusal.in_full)
        else:
            sentence = gettext("The appointment of %(name)s in %(course)s ends on %(day)s.") % {
                "name": appointment.assistant.name,
                "course": appointment.course.code,
                "day": date_format(last_day, "DATE_FORMAT"),
            }
            messages.success(request, f"{sentence} {_freed_in_words(freed)}".strip())
            return redirect(pages.front)
    context = {"pages": pages, "form": form, "appointment": appointment}
    return render(request, "modules/department/end_appointment.html", context)


def _freed_in_words(freed: list[Registration]) -> str:
    if not freed:
        return ""
    names = get_text_list([name_session(place.session) for place in freed], gettext("and"))
    return gettext("Freed: %(places)s.") % {"places": names}


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


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Correct what is on record of one of the department's own people: show old → new, then save."""
    appointed = pages.scope.appointments(pages.term).values("assistant")
    assistant = get_object_or_404(LearningAssistant, pk=pk, pk__in=appointed)
    allowed = correcting.correctable(pages.scope, [assistant])[assistant.pk]
    form = CorrectionForm(request.POST if request.method == "POST" else None, assistant, allowed)
    changes = form.changes() if form.is_valid() else []
    done = reverse(
        "completion:person", args=[pages.scope.department.code, pages.term.code, assistant.pk]
    )
    if changes and "confirm" in request.POST:
        if _save(pages, assistant, form):
            messages.success(request, gettext("The record is corrected."))
            return redirect(done)
        changes = []
    context = {"pages": pages, "form": form, "assistant": assistant, "allowed": allowed}
    context |= {"changes": changes, "done": done}
    return render(request, "modules/department/correct_person.html", context)


def _save(pages: DepartmentPages, assistant: LearningAssistant, form: CorrectionForm) -> bool:
    try:
        correcting.correct(
            assistant=assistant,
            values=form.cleaned_data,
            scope=pages.scope,
            term=pages.term,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_full)
        return False
    return True


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Undo an appointment made by mistake, or tell what rests on it."""
    found = pages.scope.appointments(pages.term).select_related("assistant", "course", "term")
    appointment = get_object_or_404(found, pk=pk)
    what = undoing.rests_on(appointment)
    refusal: Refusal | None = undoing.RestsOnAppointment(appointment, what) if what else None
    if request.method == "POST" and refusal is None:
        try:
            undoing.undo(appointment=appointment, at=clock.now())
        except Refusal as meanwhile:
            refusal = meanwhile
        else:
            sentence = gettext("The appointment of %(name)s in %(course)s is undone.") % {
                "name": appointment.assistant.name,
                "course": appointment.course.code,
            }
            messages.success(request, sentence)
            return redirect(pages.front)
    context = {"pages": pages, "appointment": appointment, "refusal": refusal}
    return render(request, "modules/department/undo_appointment.html", context)
