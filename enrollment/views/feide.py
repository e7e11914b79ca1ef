"""Log in and out with Feide, and connect an account to Feide."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.decorators import login_not_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LogoutView as AllauthLogoutView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.views import ConnectionsView as AllauthConnectionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from enrollment import clock
from enrollment.accounts.feide import id_token_of, is_on, people, server, tokens
from enrollment.accounts.feide.errors import CancelledLogin, FailedLogin, LostLogin, RefusedLogin
from enrollment.accounts.feide.provider import FeideProvider, redirect_uri

logger = logging.getLogger(__name__)

View = Callable[[HttpRequest], HttpResponse]


def while_on(view: View) -> View:
    """Respond with 404 while Feide log-in is not configured."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if not is_on():
            raise Http404
        return view(request)

    return answer


@while_on
@login_not_required
def begin(request: HttpRequest) -> HttpResponse:
    """Start a log-in at Feide. POST only: otherwise another site could log its visitors in with a link."""
    after = get_next_redirect_url(request)
    if request.method != "POST":
        return redirect(_with_next(reverse("account_login"), after))
    if request.POST.get("process") == AuthProcess.CONNECT:
        page = reverse("socialaccount_connections")
        if is_reauthentication_required(request, app="allauth.socialaccount"):
            return redirect(_with_next(reverse("account_reauthenticate"), page))
    try:
        address = _provider(request).redirect_from_request(request).url
    except FailedLogin as error:
        return _failed(request, error, after)
    return _leave_for(request, address, "account/feide_leave.html")


@while_on
@login_not_required
def callback(request: HttpRequest) -> HttpResponse:
    """Handle Feide's response: verify all of it, then log in."""
    provider = _provider(request)
    state: dict[str, Any] = {}
    try:
        state = provider.state_of(request)
        login = _login(request, provider, state)
    except LostLogin as error:
        # The page was opened again, for instance with the back button.
        if request.user.is_authenticated:
            return redirect(settings.LOGIN_REDIRECT_URL)
        return _failed(request, error)
    except FailedLogin as error:
        return _failed(request, error, state.get("next"))
    if state["process"] == AuthProcess.CONNECT and (
        sentence := _refusal_to_connect(request, login)
    ):
        messages.error(request, sentence)
        return redirect("socialaccount_connections")
    response = people.complete(request, login)
    if request.user.is_authenticated and not _has_address(request.user):
        messages.warning(request, _add_an_address())
    return response


def _add_an_address() -> str:
    return gettext(
        "Feide has not given us a confirmed e-mail address for you. Add one under “Account”, so that our e-mails reach "
        "you."
    )


def _login(request: HttpRequest, provider: FeideProvider, state: dict[str, Any]) -> Any:
    answer = request.GET
    if answer.get("iss", settings.FEIDE_ISSUER) != settings.FEIDE_ISSUER:
        raise RefusedLogin("the answer names another issuer")
    if error := answer.get("error"):
        raise (CancelledLogin if error == "access_denied" else RefusedLogin)(f"error {error!r}")
    if not answer.get("code"):
        raise RefusedLogin("no code")
    access_token, id_token = server.tokens_for(
        answer["code"], verifier=state["pkce_code_verifier"], redirect_uri=redirect_uri(request)
    )
    claims = tokens.verified_claims(
        id_token,
        keys=server.keys,
        issuer=settings.FEIDE_ISSUER,
        client_id=settings.FEIDE_CLIENT_ID,
        nonce=state["nonce"],
        at=clock.now(),
    )
    userinfo = server.userinfo(access_token, subject=claims["sub"])
    login = provider.sociallogin_from_response(request, claims | userinfo)
    login.state = state | {"id_token": id_token}
    return login


def _refusal_to_connect(request: HttpRequest, login: Any) -> str | None:
    if not request.user.is_authenticated or is_reauthentication_required(
        request, app="allauth.socialaccount"
    ):
        return gettext("That took too long. Try again.")
    if people.belongs_to_another(login, request.user):
        return gettext(
            "This Feide user is connected to another account here. Log in with Feide to use that account, or "
            "write to us if both accounts are yours."
        )
    if people.is_connected(request.user):
        return gettext("Your account is connected to a Feide user already. Disconnect it first.")
    return None


class ConnectionsView(AllauthConnectionsView):
    """Connect an account to Feide, or disconnect it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = SocialAccount.objects.filter(user=self.request.user, provider=settings.FEIDE_ISSUER)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"connected": mine.first()}


connections = while_on(login_required(ConnectionsView.as_view()))


class LogoutView(AllauthLogoutView):
    """Log out here and, after a Feide log-in, at Feide too: the next user of the device must not be let in."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        id_token = id_token_of(self.request) if is_on() else None
        response: HttpResponse = super().post(*args, **kwargs)
        if id_token is None:
            return response
        try:
            endpoint = server.end_session_endpoint()
        except FailedLogin as error:
            logger.warning("No log-out at Feide: %s", error)
            endpoint = None
        if endpoint is None:
            messages.warning(
                self.request,
                gettext(
                    "You are logged out of LAOS, but not of Feide. If others use this device, close all windows of "
                    "the browser."
                ),
            )
            return response
        home = self.request.build_absolute_uri(reverse("enrollment:public"))
        query = urlencode({"id_token_hint": id_token, "post_logout_redirect_uri": home})
        address = f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"
        return _leave_for(self.request, address, "account/feide_leave_again.html")


log_out = LogoutView.as_view()


def _provider(request: HttpRequest) -> FeideProvider:
    provider: FeideProvider = get_adapter(request).get_provider(request, settings.FEIDE_ISSUER)
    return provider


def _has_address(user: Any) -> bool:
    has: bool = EmailAddress.objects.filter(user=user, verified=True).exists()
    return has


def _with_next(page: str, after: str | None) -> str:
    return f"{page}?{urlencode({'next': after})}" if after else page


def _leave_for(request: HttpRequest, address: str, template: str) -> HttpResponse:
    """Leave the site from a page instead of a redirect.

    Browsers apply the ``form-action`` directive of our Content-Security-Policy to every redirect that follows a form,
    and it allows our own site only.
    """
    response = render(request, template, {"address": address})
    response.headers["Refresh"] = f"0; url={address}"
    return response


def _failed(request: HttpRequest, error: FailedLogin, after: str | None = None) -> HttpResponse:
    logger.warning("Log-in by Feide: %s: %s", error.code, error)
    context = {
        "code": error.code,
        "after": after,
        "login": _with_next(reverse("account_login"), after),
    }
    return render(request, "account/feide_failed.html", context, status=error.status)
