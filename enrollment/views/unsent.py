"""Forms that could not be saved: shown after log-in, or when the CSRF check rejected them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrollment.accounts.landing import landing_page
from enrollment.forms.unsent import keeping
from enrollment.forms.unsent.fields import comes_from_here, sent_fields, texts
from enrollment.models import User


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsent(request: HttpRequest) -> HttpResponse:
    """Show the form that was submitted while logged out, to submit it again. POST discards it."""
    assert isinstance(request.user, User)
    kept = keeping.unsent_form(request)
    if kept is None:
        return redirect(landing_page(request.user))
    if request.method == "POST":
        keeping.discard(request)
        messages.success(request, gettext("Your entries have been discarded."))
        return redirect(kept.page or landing_page(request.user))
    context = {"unsent": kept, "texts": texts(kept.fields)}
    return render(request, "enrollment/unsent.html", context)


@never_cache
@require_safe
def who(request: HttpRequest) -> JsonResponse:
    """Return the logged-in account and a fresh CSRF token, for pages that have been open for a long time."""
    person = request.user.pk if request.user.is_authenticated else None
    return JsonResponse({"person": person and str(person), "token": get_token(request)})


def refuse_forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show the form that the CSRF check rejected.

    If it came from this site, it can be submitted again: its token was older than a log-in in another tab.
    """
    fields = sent_fields(request)
    context = {
        "fields": fields,
        "texts": texts(fields),
        "address": request.get_full_path(),
        "can_be_sent": bool(fields)
        and not request.FILES
        and bool(keeping.sender_of(request))
        and comes_from_here(request),
    }
    return render(request, "403_csrf.html", context, status=403)
