"""The roll call from a list: names that are pasted, or the report of an online meeting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.attendance_reports.proposal import Occasion
from enrollment.forms.fields import keys_among
from enrollment.forms.roll_call import Marks, PastedLines
from enrollment.models import CoreSession, Registration
from enrollment.models.sessions import Mark
from enrollment.pages.report_preview import MarkToPropose
from enrollment.people.matching import KnownPerson, match
from enrollment.refusals import Refusal
from enrollment.sessions.roster import departments_of, read_roster
from enrollment.sessions.source import REPORT
from enrollment.views.attendance_report import report_step

from .roll_call import save_marks, session_to_mark


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record the attendance that the report of an online meeting proposes, once it is confirmed."""
    session = session_to_mark(request, pk)
    if session.cancelled_at is not None or not session.has_begun(clock.now()):
        return redirect("enrollment:roll_call", session.pk)
    places = read_roster(session)
    step = report_step(request, _occasion(request, session, places), _to_propose(request, places))
    marks = Marks(request.POST, places, request.user)
    if step.is_confirmed and marks.is_valid():
        try:
            save_marks(request, session, marks, REPORT)
            return redirect("enrollment:roll_call", session.pk)
        except Refusal as refusal:
            step.refusals = [refusal]
    context = {
        "session": session,
        "tolerance": session.term.report_tolerance,
        "hidden": {f"seen-{place.pk}": place.mark for place in places},
        **step.context(),
    }
    return render(request, "enrollment/roll_call_report.html", context)


def _occasion(
    request: SignedInRequest, session: CoreSession, places: list[Registration]
) -> Occasion:
    expected = {place.assistant.user_id for place in places}
    leaders = {request.user, *session.leaders.all()}
    return Occasion(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        tolerance=timedelta(minutes=session.term.report_tolerance),
        people=tuple(map(_known, places)),
        others=tuple(
            # Keys of accounts: no learning assistant is among the others.
            KnownPerson(-leader.pk, leader.username, leader.get_full_name(), leader.email)
            for leader in leaders
            if leader.pk not in expected
        ),
    )


def _known(registration: Registration) -> KnownPerson:
    assistant = registration.assistant
    return KnownPerson(assistant.pk, assistant.username, assistant.name, assistant.email)


def _to_propose(request: SignedInRequest, places: list[Registration]) -> list[MarkToPropose]:
    return [
        MarkToPropose(
            person=place.assistant_id,
            field=Marks.field_name(place),
            name=place.assistant.name,
            about=" · ".join(
                filter(None, [place.assistant.username, departments_of(place.assistant)])
            ),
            recorded=place.mark,
            can_be_marked=place.assistant.user_id != request.user.pk,
        )
        for place in places
    ]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the people of a pasted list one mark, once the lines are checked and the people ticked."""
    session = session_to_mark(request, pk)
    if session.cancelled_at is not None or not session.has_begun(clock.now()):
        return redirect("enrollment:roll_call", session.pk)
    places = read_roster(session)
    form = PastedLines(request.POST if request.method == "POST" else None)
    refusals: list[Refusal] = []
    if form.is_valid() and "confirm" in request.POST:
        try:
            save_marks(request, session, _ticked(request, form, places))
            return redirect("enrollment:roll_call", session.pk)
        except Refusal as refusal:
            refusals = [refusal]
    context = {"session": session, "form": form, "refusals": refusals}
    context |= _answers(request, form, places)
    return render(request, "enrollment/roll_call_paste.html", context)


def _ticked(request: SignedInRequest, form: PastedLines, places: list[Registration]) -> Marks:
    """Return the roll call with the mark for the people ticked."""
    keys = keys_among(request.POST.getlist("present"))
    mark = form.cleaned_data["mark"]
    sent = request.POST.copy()
    for place in places:
        if place.assistant_id in keys:
            sent[Marks.field_name(place)] = mark
    marks = Marks(sent, places, request.user)
    marks.is_valid()
    return marks


def _answers(
    request: SignedInRequest, form: PastedLines, places: list[Registration]
) -> dict[str, Any]:
    """Return what each line means, with the marks that would be replaced."""
    if not form.is_bound or not form.is_valid():
        return {"answers": []}
    mark = form.cleaned_data["mark"]
    people = [_known(place) for place in places if place.assistant.user_id != request.user.pk]
    own = [_known(place) for place in places if place.assistant.user_id == request.user.pk]
    return {
        "answers": match(form.cleaned_data["lines"].splitlines(), people, own),
        "mark_label": Mark(mark).label,
        "recorded": {
            place.assistant_id: place.get_mark_display()
            for place in places
            if place.mark not in {"", mark}
        },
        "ticked": keys_among(request.POST.getlist("present")),
        "is_first_answer": "confirm" not in request.POST,
        "seen": {f"seen-{place.pk}": place.mark for place in places},
    }
