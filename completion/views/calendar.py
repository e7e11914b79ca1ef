"""The calendar feed of a learning assistant or a seminar leader, and its secret address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.pages.calendar_feed import feed_of
from enrollment import clock
from enrollment.access import own_assistant
from enrollment.models import CalendarFeed, CoreSession, LearningAssistant, User
from enrollment.models.calendars import new_token
from enrollment.views.posted import post_only


@login_required
@post_only(lambda *_args, **_kwargs: reverse("enrollment:my"))
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Create a secret calendar address, replace it once confirmed, or revoke it."""
    owner = _owner(request)
    if "revoke" in request.POST:
        CalendarFeed.objects.filter(**owner).delete()
        messages.success(request, gettext("The address of your calendar no longer works."))
    elif "confirmed" in request.POST:
        CalendarFeed.objects.update_or_create(
            **owner, defaults={"token": new_token(), "created_at": clock.now()}
        )
        messages.success(
            request,
            gettext(
                "Your calendar has a new address, shown below. The old one no longer works, so subscribe to the "
                "new one."
            ),
        )
    else:
        # A second click keeps the address of the first.
        CalendarFeed.objects.get_or_create(**owner, defaults={"created_at": clock.now()})
        messages.success(
            request,
            gettext("Copy the address below, and subscribe to it in your calendar program."),
        )
    # Opens the section that has it.
    return redirect(reverse("enrollment:my") + "#calendar")


@never_cache
@login_required
@require_safe
def new_calendar_address(request: HttpRequest) -> HttpResponse:
    """Say what a new address means for the old one, and ask."""
    get_object_or_404(CalendarFeed, **_owner(request))
    return render(request, "completion/new_calendar_address.html")


def _owner(request: HttpRequest) -> dict[str, Any]:
    """Return whose calendar this is, as fields of the feed. Raises ``Http404`` if the user has no dates of any kind."""
    assert isinstance(request.user, User)
    if CoreSession.objects.published().filter(leaders=request.user).exists() and not (
        LearningAssistant.objects.filter(user=request.user).exists()
    ):
        return {"user": request.user}
    return {"assistant": own_assistant(request)}


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return a person's dates as iCalendar; the secret token is the only authorisation."""
    feeds = CalendarFeed.objects.filter(
        Q(assistant__user__is_active=True) | Q(user__is_active=True)
    )
    feed = get_object_or_404(feeds.select_related("assistant__user", "user"), token=token)
    response = HttpResponse(feed_of(feed), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=300"
    return response
