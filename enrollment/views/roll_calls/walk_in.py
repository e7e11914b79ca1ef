"""Add a person who came to a session without a place to its roll call."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.admin_site.log import compared, reason
from enrollment.forms.roll_call import WalkInForm
from enrollment.models import CoreSession, Registration
from enrollment.refusals import Refusal
from enrollment.sessions import walking_in
from enrollment.sessions.roster import departments_of

from .roll_call import session_to_mark

MOST_FOUND = 20
SHORTEST_SEARCH = 2


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """Find the person; on POST, give them a place and a mark."""
    session = session_to_mark(request, pk)
    if not session.has_begun(clock.now()):
        return redirect("enrollment:roll_call", session.pk)
    sought = request.GET.get("q", "").strip()
    found = _found(request, session, sought)
    taken = Registration.objects.live().filter(session=session).count()
    form = WalkInForm(
        request.POST if request.method == "POST" else None,
        walking_in.appointed_on_the_day(session).exclude(user=request.user),
        found[:MOST_FOUND],
        is_full=taken >= session.capacity,
    )
    refusals: list[Refusal] = []
    if form.is_valid():
        try:
            _add(request, session, form)
            return redirect("enrollment:roll_call", session.pk)
        except Refusal as refusal:
            refusals = [refusal]
    context = {
        "session": session,
        "q": sought,
        "is_too_short": 0 < len(sought) < SHORTEST_SEARCH,
        "found": found,
        "has_more": len(found) > MOST_FOUND,
        "form": form,
        "refusals": refusals,
    }
    return render(request, "enrollment/walk_in.html", context)


def _found(request: SignedInRequest, session: CoreSession, sought: str) -> list[tuple[int, str]]:
    if len(sought) < SHORTEST_SEARCH:
        return []
    people = walking_in.without_a_place(session, sought).exclude(user=request.user)
    return [
        (
            person.pk,
            " · ".join(filter(None, [person.name, person.username, departments_of(person)])),
        )
        for person in people[: MOST_FOUND + 1]
    ]


def _add(request: SignedInRequest, session: CoreSession, form: WalkInForm) -> None:
    """Add the person, and log if a place was added for them. Raises a ``Refusal``."""
    data = form.cleaned_data
    with transaction.atomic():
        added = walking_in.add(
            assistant=data["person"],
            session=session,
            mark=data["mark"],
            because=data["because"],
            by=request.user,
            at=clock.now(),
        )
        if added.former_capacity is not None:
            current = added.registration.session
            message = compared(current, {"capacity": added.former_capacity})
            LogEntry.objects.log_actions(
                request.user.pk,
                [current],
                CHANGE,
                message + reason(data["because"]),
                single_object=True,
            )
    told = gettext("%(name)s is on the list: %(mark)s.") % {
        "name": added.registration.assistant.name,
        "mark": added.registration.get_mark_display(),
    }
    messages.success(request, told)
