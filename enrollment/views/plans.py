"""Change plans: another date, the waitlist, an exchange, the preparation, the calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import calendar, exchanging, plans, preparing, registering, waiting
from enrollment.forms import ExchangeAnswer, NewDate
from enrollment.letters.recipients import language_of
from enrollment.models import (
    CalendarFeed,
    CoreSession,
    ExchangeSide,
    LearningAssistant,
    Registration,
    WaitlistEntry,
)
from enrollment.models.calendars import new_token
from enrollment.refusals import NotFull, Refusal

from .posted import post_only


def _own_registration(request: HttpRequest, pk: int) -> Registration:
    return get_object_or_404(
        Registration.objects.select_related("session__campus", "session__term", "assistant"),
        pk=pk,
        assistant__user=request.user,
    )


def _own_assistant(request: HttpRequest) -> LearningAssistant:
    return get_object_or_404(LearningAssistant, user=request.user.pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change to another date of the same core module."""
    at = timezone.now()
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
    context = {
        "registration": registration,
        "options": options,
        "refusals": refusals,
        "wait_for": plans.queue_instead(refusals, options),
        "form": form,
    }
    return render(request, "enrollment/change.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wait(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what waiting for a full date means, then join its waitlist."""
    at = timezone.now()
    assistant = _own_assistant(request)
    session = get_object_or_404(
        CoreSession.objects.upcoming(at).with_places().select_related("campus", "term"), pk=pk
    )
    refusal = plans.why_not_wait_for(session, assistant, at)
    if request.method == "POST":
        try:
            waiting.join(assistant=assistant, session=session, at=at)
        except Refusal as stood_in_the_way:
            refusal = stood_in_the_way
        else:
            messages.success(
                request, gettext("You are on the waitlist. Your place in it is below.")
            )
            return redirect("enrollment:my")
    elif session.waitlist.filter(assistant=assistant).exists():
        return redirect("enrollment:my")
    context: dict[str, Any] = {
        "session": session,
        "refusal": refusal,
        "has_places": isinstance(refusal, NotFull),
        "held": plans.held_of(assistant, session.core_module),
        "number_waiting": session.waitlist.count(),
    }
    return render(request, "enrollment/wait.html", context)


@login_required
@post_only(lambda *_args, **_kwargs: reverse("enrollment:my"))
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the waitlist."""
    entry = WaitlistEntry.objects.filter(pk=pk, assistant=_own_assistant(request)).first()
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
        preparing.confirm(registration=registration, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, f"{refusal.sentence} {refusal.next_step}".strip())
    else:
        messages.success(request, gettext("Your preparation is confirmed."))
    return redirect("enrollment:my")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an offer of exchange, and accept or decline it."""
    at = timezone.now()
    side = get_object_or_404(
        ExchangeSide.objects.select_related(
            "exchange", "gives__campus", "gives__term", "takes__campus", "takes__term"
        ),
        pk=pk,
        assistant__user=request.user.pk,
    )
    form = ExchangeAnswer(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            said = _answer(side, form, at)
        except Refusal as stood_in_the_way:
            refusal = stood_in_the_way
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


def _answer(side: ExchangeSide, form: ExchangeAnswer, at: Any) -> str:
    if form.cleaned_data["answer"] == "no":
        exchanging.decline(side=side, at=at)
        return gettext("You have declined. You keep your date and your place on the waitlist.")
    exchanging.agree(side=side, shows_name=form.cleaned_data["shows_name"], at=at)
    side.exchange.refresh_from_db()
    if side.exchange.outcome == side.exchange.Outcome.DONE:
        return gettext("The exchange is done. Your new date is below.")
    return gettext("You have said yes. The exchange is done as soon as the other says yes too.")


@login_required
@post_only(lambda *_args, **_kwargs: reverse("enrollment:my"))
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Create a new secret calendar address, or revoke it."""
    assistant = _own_assistant(request)
    if "revoke" in request.POST:
        plans.revoke_calendar(assistant)
        messages.success(request, gettext("The address of your calendar no longer works."))
    else:
        _feed, is_first = CalendarFeed.objects.update_or_create(
            assistant=assistant, defaults={"token": new_token(), "created_at": timezone.now()}
        )
        messages.success(
            request,
            gettext(
                "You can now have your dates in your calendar: copy the address below, and add it there as a calendar "
                "to subscribe to."
            )
            if is_first
            else gettext(
                "Your dates have a new address, which is below. The old one no longer works: subscribe to the new one "
                "in its place."
            ),
        )
    # Opens the section that has it.
    return redirect(reverse("enrollment:my") + "#calendar")


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return the assistant's dates as iCalendar; the secret token is the only authorisation."""
    feeds = CalendarFeed.objects.filter(assistant__user__is_active=True)
    feed = get_object_or_404(feeds.select_related("assistant__user"), token=token)
    registrations = plans.dates_for_calendar(feed.assistant)
    with override(language_of(feed.assistant)):
        text = calendar.feed(registrations, calendar.added_to_feed(feed.assistant))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=300"
    return response
