"""Answer a save with a page that shows what it does to others, until that was seen."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse

from enrollment import clock

from .answering import BACK, CHOICE, PREFIX, warn_of_change
from .consequences import Consequences
from .rehearsing import Consent, Unseen, carry_out


def goes_back(request: HttpRequest) -> bool:
    """Return whether the form is to be shown again with its entries, and nothing is to be saved."""
    return request.POST.get(CHOICE) == BACK


def entries_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the form sent, for hidden fields of the page that shows the consequences."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith(f"{PREFIX}-") and name != "csrfmiddlewaretoken"
    ]


def saved_or_shown(
    request: HttpRequest,
    consent: Consent,
    save: Callable[[], HttpResponse],
    show: Callable[[Consequences], HttpResponse],
) -> HttpResponse:
    """Answer as ``save`` does, which answers a save with a redirect, or ``show`` its consequences and save nothing."""

    def run() -> HttpResponse:
        # What an earlier run said was done is not.
        setattr(request, "_messages", default_storage(request))  # noqa: B010  # unknown to the stubs
        return save()

    try:
        response = carry_out(
            run, consent, clock.now(), has_saved=lambda response: response.status_code == 302
        )
    except Unseen as unseen:
        refused = [told for told in get_messages(request) if told.level >= messages.ERROR]
        setattr(request, "_messages", default_storage(request))  # noqa: B010
        for told in refused:
            messages.error(request, told.message)
        if consent.seen:
            warn_of_change(request)
        return show(unseen.consequences)
    # An action whose rows are gone does nothing, and says nothing.
    says_something = getattr(get_messages(request), "added_new", False)
    if consent.seen and response.status_code == 302 and not says_something:
        warn_of_change(request)
    return response
