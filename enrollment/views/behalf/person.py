"""Register, move, remove and wait-list one learning assistant on their behalf."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrollment import access, clock
from enrollment.eligibility import refusal_to_register, status_of
from enrollment.forms.dates import DatesOfOther, NewDate
from enrollment.models import CoreSession, LearningAssistant, Registration, WaitlistEntry
from enrollment.pages import agenda
from enrollment.places import moving, registering, waiting
from enrollment.refusals.briefly import briefly
from enrollment.rehearsal.answering import ActOutcome, act

page_on_behalf = require_http_methods(["GET", "HEAD", "POST"])


def person_to_help(request: HttpRequest, pk: int) -> LearningAssistant:
    return get_object_or_404(access.people_to_help(request.user), pk=pk)


def sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def way_back(request: HttpRequest, assistant: LearningAssistant) -> str:
    """Return the page that asked for this one: a roster, or else the page of the person."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        return asked
    return reverse("admin:enrollment_learningassistant_person", args=[assistant.pk])


@never_cache
@login_required
@page_on_behalf
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose dates for a learning assistant, and register them after showing what follows."""
    at, assistant = clock.now(), person_to_help(request, pk)
    form = DatesOfOther(sent(request))
    outcome: ActOutcome[list[Registration]] = ActOutcome()
    try:
        outcome = act(
            request,
            lambda: registering.register(
                assistant=assistant, sessions=form.sessions, at=at, by_staff=True
            ),
            about=assistant,
            is_ready=form.is_valid(),
        )
    except registering.GoneError as gone:
        form.add_gone(gone.sessions)
    back = way_back(request, assistant)
    if outcome.is_done:
        messages.success(request, gettext("%(name)s is registered.") % {"name": assistant.name})
        return redirect(back)
    page = {"assistant": assistant, "outcome": outcome, "form": form, "back": back}
    if outcome.is_shown:
        page["dates"] = [place.session for place in outcome.result or ()]
        return render(request, "enrollment/behalf/confirm_register.html", page)
    return render(request, "enrollment/behalf/register.html", page | _to_choose(assistant, form))


def _to_choose(assistant: LearningAssistant, form: DatesOfOther) -> dict[str, Any]:
    at = clock.now()
    status = status_of(assistant, at)
    refusal = refusal_to_register(status)
    dates = CoreSession.objects.upcoming(at).filter(term__in=status.appointed_until)
    sessions = dates.with_places().select_related("campus", "term")
    modules = [] if refusal else agenda.choices(status, sessions, form.chosen(), at, by_staff=True)
    return {"modules": modules, "reason": briefly(refusal) if refusal else ""}


@never_cache
@login_required
@page_on_behalf
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose another date of the same core module, and move the learning assistant after showing what follows."""
    at, registration = clock.now(), _registration(request, pk)
    back = way_back(request, registration.assistant)
    if request.method != "POST" and registration.withdrawn_at is not None:
        return redirect(back)
    sessions = agenda.sessions_to_move_to(registration, at)
    form = NewDate(sent(request), sessions)
    outcome = act(
        request,
        lambda: moving.move(registration=registration, to=form.cleaned_data["session"], at=at),
        about=registration.assistant,
        is_ready=form.is_valid(),
    )
    if outcome.is_done:
        moved = gettext("%(name)s is moved.") % {"name": registration.assistant.name}
        messages.success(request, moved)
        return redirect(back)
    page = {"registration": registration, "outcome": outcome, "form": form, "back": back}
    page["assistant"] = registration.assistant
    if outcome.is_shown:
        page["target"] = form.cleaned_data["session"]
        return render(request, "enrollment/behalf/confirm_move.html", page)
    page["options"] = agenda.options_to_move_to(registration, sessions, form, at)
    return render(request, "enrollment/behalf/move.html", page)


@never_cache
@login_required
@page_on_behalf
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a learning assistant from a session after showing what follows."""
    registration = _registration(request, pk)
    back = way_back(request, registration.assistant)
    if request.method != "POST" and registration.withdrawn_at is not None:
        return redirect(back)
    outcome = act(
        request,
        lambda: registering.remove(registration=registration, at=clock.now()),
        about=registration.assistant,
    )
    if outcome.is_done:
        removed = gettext("%(name)s is removed from the session.")
        messages.success(request, removed % {"name": registration.assistant.name})
        return redirect(back)
    page = {"registration": registration, "outcome": outcome, "back": back}
    page["assistant"] = registration.assistant
    return render(request, "enrollment/behalf/remove.html", page)


@never_cache
@login_required
@page_on_behalf
def wait(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """Add a learning assistant to the waitlist of a full session after showing what follows."""
    at, assistant = clock.now(), person_to_help(request, pk)
    upcoming = CoreSession.objects.upcoming(at).with_places().select_related("campus", "term")
    full = get_object_or_404(upcoming, pk=session)
    back = way_back(request, assistant)
    outcome = act(
        request,
        lambda: waiting.join(assistant=assistant, session=full, at=at, by_staff=True),
        about=assistant,
    )
    if outcome.is_done:
        waits = gettext("%(name)s is on the waitlist.") % {"name": assistant.name}
        messages.success(request, waits)
        return redirect(back)
    page = {"assistant": assistant, "session": full, "outcome": outcome, "back": back}
    page["waiting"] = full.waitlist.count()
    return render(request, "enrollment/behalf/wait.html", page)


@never_cache
@login_required
@page_on_behalf
def leave(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """Take a learning assistant off a waitlist after asking."""
    assistant = person_to_help(request, pk)
    back = way_back(request, assistant)
    entries = WaitlistEntry.objects.select_related("session__campus", "session__term")
    entry = entries.filter(assistant=assistant, session=session).first()
    if entry is not None and request.method != "POST":
        page = {"assistant": assistant, "session": entry.session, "back": back}
        return render(request, "enrollment/behalf/leave.html", page)
    if entry is not None:
        waiting.leave(entry=entry)
    left = gettext("%(name)s is not on that waitlist any more.")
    messages.success(request, left % {"name": assistant.name})
    return redirect(back)


def _registration(request: HttpRequest, pk: int) -> Registration:
    related = ("assistant", "session__campus", "session__term")
    return get_object_or_404(
        access.registrations_to_see(request.user).select_related(*related), pk=pk
    )
