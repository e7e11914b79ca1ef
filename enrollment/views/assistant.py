"""A learning assistant's own pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.access import Proof, proof_of
from enrollment.eligibility import RegistrationStatus, refusal_to_give_up, status_of
from enrollment.forms.dates import DateFilter, TwoDates, dates_chosen
from enrollment.models import (
    Coordinator,
    CoreModule,
    CoreSession,
    LearningAssistant,
    Registration,
    User,
)
from enrollment.models.terms import current_among
from enrollment.pages import agenda, plans
from enrollment.pages.open_dates import all_terms, left_instead, open_dates
from enrollment.places import registering
from enrollment.refusals import NotAppointed, Refusal
from enrollment.refusals.base import AnotherDateNeeded, name_session

# What changing the filter of dates keeps.
IN_ADDRESS = ("campus", "language", "core_module_1", "core_module_2")


def assistant_of(request: HttpRequest) -> LearningAssistant | None:
    return getattr(request.user, "assistant", None)


def coordinated(request: HttpRequest, refusal: Refusal | None) -> list[Coordinator]:
    """Return what a user without an appointment coordinates, to point them to it."""
    if not isinstance(refusal, NotAppointed):
        return []
    mine = Coordinator.objects.filter(user=request.user.pk)
    return list(mine.select_related("department", "course"))


def looked_for(request: HttpRequest, refusal: Refusal | None) -> Proof | None:
    """Return the identity that was searched for, to show users for whom no record was found."""
    if not isinstance(refusal, NotAppointed) or assistant_of(request) is not None:
        return None
    assert isinstance(request.user, User)
    return proof_of(request.user)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Choose a date of each core module and register for both."""
    if "show" in request.POST:
        return _filtered(request)
    at = clock.now()
    assistant = assistant_of(request)
    form = TwoDates(request.POST if request.method == "POST" else None)
    refusals: list[Refusal] = []
    if assistant is not None and form.is_valid() and _both_chosen(form, assistant, at):
        try:
            held = registering.register(assistant=assistant, sessions=form.sessions, at=at)
        except registering.GoneError as gone:
            form.add_gone(gone.sessions)
        except AnotherDateNeeded as refusal:
            status = refusal.status or status_of(assistant, at)
            return _other_dates(request, status, form, refusal, at)
        except Refusal as refusal:
            refusals = [refusal]
        else:
            messages.success(request, _registered(place.session for place in held))
            return redirect("enrollment:my")
    page = _dates_to_choose(request, assistant, form, at)
    options = [option for module in page["modules"] for option in module.options]
    page |= {"refusals": refusals, "wait_for": plans.queue_instead(refusals, options)}
    return render(request, "enrollment/register.html", page)


def _filtered(request: HttpRequest) -> HttpResponse:
    """Lead to the dates of a filter, and take along what is chosen. A form's token has no place in an address."""
    sent = {name: request.POST[name] for name in IN_ADDRESS if name in request.POST}
    return redirect(f"{reverse('enrollment:register')}?{urlencode(sent)}")


def _registered(sessions: Iterable[CoreSession]) -> str:
    dates = [name_session(session) for session in sorted(sessions, key=attrgetter("core_module"))]
    return gettext("You are registered for %(dates)s.") % {
        "dates": get_text_list(dates, gettext("and"))
    }


def _both_chosen(form: TwoDates, assistant: LearningAssistant, at: datetime) -> bool:
    """Require a date of each core module for which places are left."""
    if len(form.sessions) == len(CoreModule):
        return True
    status = status_of(assistant, at)
    for module in agenda.choices(status, open_dates(all_terms(), at), form.chosen(), at):
        if module.could_be_chosen:
            form.add_error(f"core_module_{module.core_module}", module.ask())
    return form.is_valid()


def _other_dates(
    request: HttpRequest,
    status: RegistrationStatus,
    form: TwoDates,
    refusal: AnotherDateNeeded,
    at: datetime,
) -> HttpResponse:
    """Answer that a date filled meanwhile, with the nearest ones that are left instead of all of them."""
    modules = agenda.choices(status, open_dates(all_terms(), at), form.chosen(), at)
    left = left_instead(modules, refusal.session)
    options = [option for module in modules for option in module.options]
    context = {
        "refusals": [refusal],
        "wait_for": plans.queue_instead([refusal], options),
        "modules": left,
        "can_register": all(module.options for module in left),
    }
    return render(request, "enrollment/other_dates.html", context)


def _dates_to_choose(
    request: HttpRequest, assistant: LearningAssistant | None, form: TwoDates, at: datetime
) -> dict[str, Any]:
    terms = all_terms()
    term = current_among(terms, at)
    status = status_of(assistant, at) if assistant else None
    refusal = agenda.refusal_to_register_now(status, term, at)
    dates = open_dates(terms, at) if refusal is None else []
    sent = request.POST or request.GET
    date_filter = DateFilter(sent, dates, status.campuses if status else ())
    modules = []
    if status is not None and refusal is None:
        chosen = dates_chosen(sent)
        modules = agenda.choices(status, date_filter.narrow(chosen), chosen, at)
    return {
        "assistant": assistant,
        "term": term,
        "refusal": refusal,
        "opens_in": agenda.opens_in(refusal, at),
        "coordinates": coordinated(request, refusal),
        "looked_for": looked_for(request, refusal),
        "modules": modules,
        "form": form,
        "date_filter": date_filter,
    }


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the consequences of giving up a date, then withdraw the registration."""
    at = clock.now()
    registration = get_object_or_404(
        Registration.objects.select_related("session__campus", "session__term", "assistant"),
        pk=pk,
        assistant__user=request.user,
    )
    refusal = refusal_to_give_up(registration, at)
    if request.method == "POST":
        try:
            registering.withdraw(registration=registration, at=at)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(
                request, gettext("You have given up the date. What to do now is below.")
            )
            return redirect("enrollment:my")
    elif registration.withdrawn_at is not None:
        return redirect("enrollment:my")
    place = agenda.HeldPlace(registration, refusal)
    return render(request, "enrollment/give_up.html", {"place": place, "refusal": refusal})
