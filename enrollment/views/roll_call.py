"""The roll call of a session: list, marks, export, moving and removing participants."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import access, clock
from enrollment.forms.dates import NewDate
from enrollment.forms.roll_call import Marks
from enrollment.models import CoreSession, Registration
from enrollment.models.sessions import Mark
from enrollment.pages import agenda
from enrollment.pages.long_list import list_page
from enrollment.places import registering
from enrollment.refusals import NotBegun, Refusal
from enrollment.resources.writing import asked_format, file_response
from enrollment.sessions import marking
from enrollment.sessions.roster import departments_of, read_roster, roster_table


def session_to_mark(request: HttpRequest, pk: int) -> CoreSession:
    sessions = access.sessions_to_mark(request.user).select_related("campus", "term")
    return get_object_or_404(sessions, pk=pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roll_call(request: access.SignedInRequest, pk: int) -> HttpResponse:
    """Record the marks of everyone on the page in one save, once the session has begun."""
    session = session_to_mark(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = Marks(sent, read_roster(session), request.user)
    refusals: list[Refusal] = []
    if form.is_valid() and not form.cleaned_data["fill"]:
        try:
            save_marks(request, session, form)
            return redirect(request.get_full_path())
        except Refusal as refusal:
            refusals = [refusal]
            # Read again: a colleague may have recorded marks meanwhile.
            form = Marks(sent, read_roster(session), request.user)
    context = {"session": session, "refusals": refusals, "form": form, **_shown(request, form)}
    context["not_begun"] = None if session.has_begun(clock.now()) else NotBegun(session)
    return render(request, "enrollment/roll_call.html", context)


def _shown(request: access.SignedInRequest, form: Marks) -> dict[str, Any]:
    """Return the rows on the page: those found by the search, a hundred at a time, and those that were sent."""
    found = list_page(request, form.registrations, _texts_of)
    return {
        "rows": agenda.roll_call(form, list(found.page)),
        "page": found.page,
        "q": found.q,
        "is_filled": form.is_bound and not form.errors and bool(form.cleaned_data["fill"]),
        "can_move": access.runs_sessions(request.user),
        "saved": _counted(form.registrations),
    }


def _texts_of(registration: Registration) -> tuple[str, ...]:
    assistant = registration.assistant
    return assistant.name, assistant.username, departments_of(assistant)


def _counted(registrations: list[Registration]) -> list[tuple[str, int]]:
    """Return how many have each mark, in the order of the marks; "not marked" comes last."""
    numbers = Counter(registration.mark for registration in registrations)
    return [
        (str(mark.label), numbers[mark]) for mark in sorted(Mark, key=lambda mark: not mark.value)
    ]


def save_marks(
    request: access.SignedInRequest, session: CoreSession, form: Marks, source: str = ""
) -> None:
    """Record the marks of a form, and say how many have changed. Raises a ``Refusal``."""
    changed = marking.mark(
        session=session,
        marks=form.marks(),
        seen=form.seen(),
        by=request.user,
        at=clock.now(),
        source=source,
    )
    saved = ngettext("%(count)d mark saved.", "%(count)d marks saved.", len(changed))
    unchanged = gettext("Saved. No mark was changed.")
    messages.success(request, saved % {"count": len(changed)} if changed else unchanged)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the roster."""
    session = session_to_mark(request, pk)
    day = timezone.localdate(session.starts_at)
    name = f"laos-{session.term.code}-{session.core_module}-{day}"
    return file_response(asked_format(request), roster_table(session), name)


def _registration_to_move(request: HttpRequest, pk: int) -> Registration:
    return get_object_or_404(
        access.registrations_to_see(request.user).select_related(
            "assistant", "session__campus", "session__term"
        ),
        pk=pk,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a participant to another date of the same core module."""
    at = clock.now()
    registration = _registration_to_move(request, pk)
    if request.method != "POST" and registration.withdrawn_at is not None:
        return redirect("enrollment:roll_call", registration.session_id)
    sessions = agenda.sessions_to_move_to(registration, at)
    form = NewDate(request.POST if request.method == "POST" else None, sessions)
    refusals: list[Refusal] = []
    if form.is_valid():
        target = form.cleaned_data["session"]
        try:
            registering.move(registration=registration, to=target, at=at)
        except Refusal as refusal:
            refusals = [refusal]
        else:
            moved = gettext("%(name)s is moved.") % {"name": registration.assistant.name}
            messages.success(request, moved)
            return redirect("enrollment:roll_call", target.pk)
    options = agenda.options_to_move_to(registration, sessions, form, at)
    context = {"registration": registration, "options": options, "refusals": refusals, "form": form}
    return render(request, "enrollment/move.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a participant from the session."""
    registration = _registration_to_move(request, pk)
    if request.method != "POST" and registration.withdrawn_at is not None:
        return redirect("enrollment:roll_call", registration.session_id)
    refusals: list[Refusal] = []
    if request.method == "POST":
        try:
            registering.remove(registration=registration, at=clock.now())
        except Refusal as refusal:
            refusals = [refusal]
        else:
            removed = gettext("%(name)s is removed from the session.")
            messages.success(request, removed % {"name": registration.assistant.name})
            return redirect("enrollment:roll_call", registration.session_id)
    context = {"registration": registration, "refusals": refusals}
    return render(request, "enrollment/remove.html", context)
