"""Forms that could not be taken: shown after log-in, or where the check against forgery refused them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrollment.landing import landing_page
from enrollment.models import User
from enrollment.unsent import keeping
from enrollment.unsent.fields import comes_from_here, sent_fields, texts


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsent(request: HttpRequest) -> HttpResponse:
    """Show the form that was sent while logged out, to send it again. POST discards it."""
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
    """Tell a page that has been open for long who is logged in now, and the token its forms need."""
    person = request.user.pk if request.user.is_authenticated else None
    return JsonResponse({"person": person and str(person), "token": get_token(request)})


def refuse_forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show what was sent. A page of this site may send it again: its token was from before a log-in in another tab."""
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
