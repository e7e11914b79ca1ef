"""Change plans: another date, the waitlist, an exchange, the preparation, the calendar."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.access import own_assistant
from enrollment.forms.dates import ExchangeAnswer, NewDate
from enrollment.models import (
    CoreSession,
    ExchangeSide,
    Registration,
    WaitlistEntry,
)
from enrollment.pages import plans
from enrollment.places import exchanging, preparing, registering, waiting
from enrollment.refusals import NotFull, Refusal

from .posted import post_only


def _own_registration(request: HttpRequest, pk: int) -> Registration:
    return get_object_or_404(
        Registration.objects.select_related("session__campus", "session__term", "assistant"),
        pk=pk,
        assistant__user=request.user,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change to another date of the same core module."""
    at = clock.now()
    registration = _own_registration(request, pk)
    if registration.withdrawn_at is not None and request.method != "POST":
        return redirect("enrollment:my")
    dates = plans.dates_to_change_to(registration, at)
    form = NewDate(request.POST if request.method == "POST" else None, dates)
    refusals: list[Refusal] = []
    if form.is_valid():
        try:
            registering.change(registration=registration, to=form.cleaned_data["session"], at=at)
        except Refusal as refusal:
            refusals = [refusal]
        else:
            messages.success(request, gettext("You have a new date. It is below."))
            return redirect("enrollment:my")
    options = plans.options_to_change_to(registration, dates, form, at)
    wait_for = plans.queue_instead(refusals, options)
    context = {"registration": registration, "options": options, "refusals": refusals, "form": form}
    return render(request, "enrollment/change.html", context | {"wait_for": wait_for})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wait(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what waiting for a full date means, then join its waitlist."""
    at = clock.now()
    assistant = own_assistant(request)
    upcoming = CoreSession.objects.upcoming(at).with_places().select_related("campus", "term")
    session = get_object_or_404(upcoming, pk=pk)
    refusal = plans.refusal_to_wait_for(session, assistant, at)
    if request.method == "POST":
        try:
            waiting.join(assistant=assistant, session=session, at=at)
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, _joined())
            return redirect("enrollment:my")
    elif session.waitlist.filter(assistant=assistant).exists():
        return redirect("enrollment:my")
    held = plans.held_of(assistant, session.core_module)
    context: dict[str, object] = {"session": session, "refusal": refusal, "held": held}
    context |= {"has_places": isinstance(refusal, NotFull), "waiting": session.waitlist.count()}
    return render(request, "enrollment/wait.html", context)


def _joined() -> str:
    return gettext("You are on the waitlist. Your place in it is below.")


@login_required
@post_only(lambda *_args, **_kwargs: reverse("enrollment:my"))
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the waitlist."""
    entry = WaitlistEntry.objects.filter(pk=pk, assistant=own_assistant(request)).first()
    if entry is not None and waiting.leave(entry=entry):
        messages.success(request, gettext("You have left the waitlist."))
    else:
        # They may have been promoted since the page was loaded.
        messages.info(
            request,
            gettext("You were no longer on that waitlist. The dates you hold are below."),
        )
    return redirect("enrollment:my")


@login_required
@post_only(lambda *_args, **_kwargs: reverse("enrollment:my"))
def prepared(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the mandatory preparation."""
    registration = _own_registration(request, pk)
    try:
        preparing.confirm(registration=registration, at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.in_full)
    else:
        messages.success(request, gettext("Your preparation is confirmed."))
    return redirect("enrollment:my")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an offer of exchange, and accept or decline it."""
    at = clock.now()
    side = _own_side(request, pk)
    form = ExchangeAnswer(request.POST if request.method == "POST" else None, auto_id=False)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            said = _answer(side, form, at)
        except Refusal as error:
            refusal = error
            side.exchange.refresh_from_db()
        else:
            messages.success(request, said)
            return redirect("enrollment:my")
    context = {
        "side": side,
        "form": form,
        "refusal": refusal,
        "is_open": side.exchange.is_open(at),
        "other": plans.other_side(side),
    }
    return render(request, "enrollment/exchange.html", context)


def _own_side(request: HttpRequest, pk: int) -> ExchangeSide:
    related = ("exchange", "gives__campus", "gives__term", "takes__campus", "takes__term")
    sides = ExchangeSide.objects.filter(assistant__user=request.user.pk)
    return get_object_or_404(sides.select_related(*related), pk=pk)


def _answer(side: ExchangeSide, form: ExchangeAnswer, at: datetime) -> str:
    if form.cleaned_data["answer"] == "no":
        exchanging.decline(side=side, at=at)
        return gettext("You have declined. You keep your date and your place on the waitlist.")
    exchanging.agree(side=side, shows_name=form.cleaned_data["shows_name"], at=at)
    side.exchange.refresh_from_db()
    if side.exchange.outcome == side.exchange.Outcome.DONE:
        return gettext("The exchange is done. Your new date is below.")
    return gettext("You have said yes. The exchange is done as soon as the other says yes too.")
