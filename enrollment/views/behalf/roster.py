"""From the roster of a session: register a person for it, and move many of its people to another date."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enrollment import access, clock
from enrollment.forms.dates import MoveMany
from enrollment.models import CoreSession
from enrollment.pages import behalf
from enrollment.places import moving
from enrollment.rehearsal.answering import act
from enrollment.sessions.roster import read_roster

from .person import page_on_behalf, sent

MOST_FOUND = 20


def session_to_fill(request: HttpRequest, pk: int) -> CoreSession:
    sessions = CoreSession.objects.published().with_places().select_related("campus", "term")
    if not access.runs_sessions(request.user):
        sessions = sessions.none()
    return get_object_or_404(sessions, pk=pk)


@never_cache
@login_required
@require_safe
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Find a person to register for the session; their own page shows what follows."""
    session = session_to_fill(request, pk)
    sought = request.GET.get("q", "").strip()
    people = behalf.found(access.people_to_help(request.user), sought, session)
    some = list(people[: MOST_FOUND + 1]) if sought else []
    page = {"session": session, "q": sought, "people": some[:MOST_FOUND]}
    page["has_more"] = len(some) > MOST_FOUND
    return render(request, "enrollment/behalf/add.html", page)


@never_cache
@login_required
@page_on_behalf
def move_many(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose people and a date, and move them there, as far as the rules allow, after showing who can be moved."""
    at, session = clock.now(), session_to_fill(request, pk)
    form = MoveMany(sent(request), session, at)
    outcome = act(
        request,
        lambda: moving.move_all(
            registrations=form.cleaned_data["places"], to=form.cleaned_data["session"], at=at
        ),
        is_ready=form.is_valid(),
    )
    page: dict[str, Any] = {"session": session, "form": form, "outcome": outcome}
    if outcome.is_done and outcome.result is not None:
        messages.success(request, behalf.outcome_in_words(outcome.result))
        return redirect("enrollment:roll_call", pk)
    if outcome.is_shown:
        page["target"] = form.cleaned_data["session"]
        return render(request, "enrollment/behalf/confirm_move_many.html", page)
    page["people"] = behalf.people_to_move(read_roster(session), form.ticked(), at)
    page["options"] = behalf.dates_with_places(form.targets, form.data.get("session"))
    return render(request, "enrollment/behalf/move_many.html", page)
