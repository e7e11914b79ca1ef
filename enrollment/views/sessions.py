"""The page that shows where a user is logged in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrollment import clock
from enrollment.accounts.log_in import sessions
from enrollment.models import User


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_sessions(request: HttpRequest) -> HttpResponse:
    """List the user's sessions; end one of them or all others."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        found = sessions.sessions_of(request.user, request.session.session_key, clock.now())
        return render(request, "enrollment/sessions.html", {"sessions": found})
    if "others" in request.POST:
        sessions.end_other_sessions(request, request.user)
        messages.success(request, gettext("You are logged out everywhere else."))
    else:
        chosen = forms.ModelChoiceField(UserSession.objects.filter(user=request.user))
        try:
            session = chosen.clean(request.POST.get("session"))
        except ValidationError as error:
            raise Http404 from error
        browser = sessions.browser_of(session.user_agent)
        sessions.end_session(request, session)
        messages.success(
            request, gettext("You are logged out in %(browser)s.") % {"browser": browser}
        )
    return redirect("usersessions_list")
