"""“My page”, where everyone who logs in lands."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.pages.calendar_feed import address_of_feed
from completion.pages.my_page.page import my_page
from enrollment import clock
from enrollment.models import User
from enrollment.refusals import NotAppointed
from enrollment.sessions.leading import sessions_led
from enrollment.views.assistant import assistant_of, coordinated, looked_for


@never_cache
@login_required
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Show what to do, the dates and the 20 hours; without an appointment, what else the user may be here for."""
    at = clock.now()
    assert isinstance(request.user, User)
    assistant = assistant_of(request)
    page = my_page(assistant, at) if assistant else None
    refusal = None if page and (page.appointments or page.is_exempt) else NotAppointed()
    # ``get_user()`` has loaded whether the user leads sessions.
    leads = getattr(request.user, "is_leader", True)
    context = {
        "assistant": assistant,
        "page": page,
        "refusal": refusal,
        "coordinates": coordinated(request, refusal),
        "looked_for": looked_for(request, refusal),
        "led": sessions_led(request.user, at) if leads else [],
        "calendar": address_of_feed(request.user) if leads and not page else "",
    }
    return render(request, "completion/my_page/page.html", context)
