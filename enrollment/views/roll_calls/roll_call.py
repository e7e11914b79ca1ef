"""The roll call of a session: list, marks and export."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext, ngettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import access, clock
from enrollment.forms.roll_call import Marks
from enrollment.models import CoreSession, Registration, WaitlistEntry
from enrollment.models.sessions import Mark
from enrollment.pages import agenda, behalf
from enrollment.pages.long_list import list_page
from enrollment.pages.queues import WorkQueue
from enrollment.refusals import Cancelled, NotBegun, Refusal
from enrollment.resources.writing import asked_format, file_response
from enrollment.sessions import marking
from enrollment.sessions.roster import departments_of, read_roster, roster_table

LACKING_MARKS = WorkQueue(
    ngettext_lazy(
        "Next session with marks missing (%(number)d waiting)",
        "Next session with marks missing (%(number)d waiting)",
        "number",
    ),
    gettext_lazy("No attendance is left for you to record."),
)
# Everyone in the largest room, so that the search as one types, and the buttons for everyone, miss no one.
ROWS_ON_A_ROLL_CALL = 300


def session_to_mark(request: HttpRequest, pk: int) -> CoreSession:
    sessions = access.sessions_to_mark(request.user).select_related("campus", "term")
    return get_object_or_404(sessions, pk=pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roll_call(request: access.SignedInRequest, pk: int) -> HttpResponse:
    """Record the marks of everyone on the page in one save, once the session has begun."""
    session = session_to_mark(request, pk)
    if session.cancelled_at is not None:
        return _roster_of_cancelled(request, session)
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
    context = {
        "session": session,
        "refusals": refusals,
        "form": form,
        **_shown(request, session, form),
    }
    context["not_begun"] = None if session.has_begun(clock.now()) else NotBegun(session)
    return render(request, "enrollment/roll_call.html", context)


def _roster_of_cancelled(request: access.SignedInRequest, session: CoreSession) -> HttpResponse:
    """Show who had a place when the session was cancelled, and which date they have now."""
    people = behalf.people_to_move(read_roster(session), None, clock.now())
    context: dict[str, Any] = {
        "session": session,
        "people": people,
        "without_date": sum(
            person.elsewhere is None and not person.registration.mark for person in people
        ),
        "can_move": access.runs_sessions(request.user),
    }
    # Marks that were filled in before it was cancelled.
    context["refusals"] = [Cancelled(session)] if request.method == "POST" else []
    return render(request, "enrollment/roll_call_cancelled.html", context)


def _shown(request: access.SignedInRequest, session: CoreSession, form: Marks) -> dict[str, Any]:
    """Return the rows on the page: those found by the search, and those that were sent."""
    found = list_page(request, form.registrations, _texts_of, ROWS_ON_A_ROLL_CALL)
    can_move = access.runs_sessions(request.user)
    waits = WaitlistEntry.objects.filter(session=session).in_order().select_related("assistant")
    return {
        "rows": agenda.roll_call(form, list(found.page)),
        "page": found.page,
        "q": found.q,
        "is_filled": form.is_bound and not form.errors and bool(form.cleaned_data["fill"]),
        "can_move": can_move,
        "waits": waits if can_move else waits.none(),
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
    said = saved % {"count": len(changed)} if changed else unchanged
    lacking = access.sessions_to_mark(request.user).lacking_marks(clock.now(), by=request.user)
    if session.ends_at <= clock.now() and not lacking.contains(session):
        said = LACKING_MARKS.after(said, lacking.order_by("starts_at", "pk"), _page_of)
    messages.success(request, said)


def _page_of(session: CoreSession) -> str:
    return reverse("enrollment:roll_call", args=[session.pk])


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the roster."""
    session = session_to_mark(request, pk)
    day = timezone.localdate(session.starts_at)
    name = f"laos-{session.term.code}-{session.core_module}-{day}"
    return file_response(asked_format(request), roster_table(session), name)
