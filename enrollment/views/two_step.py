"""The page that staff and coordinators are sent to until they have logged in with two steps."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrollment.accounts.log_in import two_step
from enrollment.models import User

SET_UP = {"app": "mfa_activate_totp", "passkey": "mfa_add_webauthn"}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request: HttpRequest) -> HttpResponse:
    """Set up two-step login or confirm the second step, then continue to the page requested."""
    assert isinstance(request.user, User)
    go_on_to = get_next_redirect_url(request) or reverse("enrollment:my")
    if two_step.has_two_steps(request):
        request.session.pop(two_step.GO_ON_TO, None)
        return redirect(go_on_to)
    if two_step.has_factor(request.user):
        # Return here afterwards: the reauthentication page then knows that a password is not enough.
        query = urlencode({REDIRECT_FIELD_NAME: two_step.demand_before(go_on_to)})
        return redirect(f"{two_step.confirming_page(request.user)}?{query}")
    if request.method == "POST":
        request.session[two_step.ASKED_FOR] = go_on_to
        return redirect(SET_UP.get(request.POST.get("with", ""), "mfa_index"))
    return render(request, "enrollment/two_step.html", {"go_on_to": go_on_to})
