"""allauth's OpenID Connect provider, plus a nonce and verified claims."""

from __future__ import annotations

import re
import unicodedata
from secrets import token_urlsafe
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.urls import reverse

from enrollment.models import User
from enrollment.plain_text import tidy

from . import server
from .errors import LostLogin

# The minimum needed to identify a user (docs/operators/feide.md).
SCOPES = ["openid", "userid-feide", "userinfo-name", "email"]
PRINCIPAL_NAME = "https://n.feide.no/claims/eduPersonPrincipalName"
USER_IDS = "https://n.feide.no/claims/userid_sec"


class FeideClient(OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self) -> dict[str, Any]:
        return server.configuration()

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        return redirect_uri(request)


class FeideProvider(OpenIDConnectProvider):
    oauth2_adapter_class = FeideClient
    pkce_enabled_default = True

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("feide_login")

    def get_callback_url(self) -> str:
        return reverse("feide_callback")

    def get_default_scope(self) -> list[str]:
        return SCOPES

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Take only the process and the next page from the request; nothing from it is passed on to Feide."""
        connects = request.POST.get("process") == AuthProcess.CONNECT
        nonce = token_urlsafe(32)
        return {
            "process": AuthProcess.CONNECT if connects else AuthProcess.LOGIN,
            "next_url": get_next_redirect_url(request),
            "auth_params": {"nonce": nonce},
            # Kept in the session with the state that Feide sends back.
            "nonce": nonce,
        }

    def state_of(self, request: HttpRequest) -> dict[str, Any]:
        """Return the state stored at the start of the log-in and delete it. Raises ``LostLogin``."""
        state: dict[str, Any] | None = statekit.unstash_state(
            request, provider_id=self.sub_id, state_id=request.GET.get("state", "")
        )
        if state is None:
            raise LostLogin("no such state in the session")
        return state

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep only the claims that our pages show."""
        return {
            "name": _name(data),
            "username": username_in(data),
            "email": next(iter(self.extract_email_addresses(data)), EmailAddress()).email,
        }

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"name": _name(data)}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Return the address if Feide has verified it; an unverified address may be anyone's."""
        email = _text(data.get("email")).strip().lower()
        if data.get("email_verified") is not True:
            return []
        try:
            validate_email(email)
        except ValidationError:
            return []
        if len(email) > (User._meta.get_field("email").max_length or 0):
            return []
        return [EmailAddress(email=email, verified=True, primary=True)]


def redirect_uri(request: HttpRequest) -> str:
    return str(request.build_absolute_uri(reverse("feide_callback")))


def username_in(data: dict[str, Any]) -> str:
    """Return the Feide user name as ``user@realm`` in lower case, or an empty string."""
    others = data.get(USER_IDS)
    candidates = [_text(data.get(PRINCIPAL_NAME))]
    candidates += [
        _text(name).removeprefix("feide:")
        for name in (others if isinstance(others, list) else [others])
        if _text(name).startswith("feide:")
    ]
    for candidate in candidates:
        if re.fullmatch(r"[^@\s\x00]{1,100}@[^@\s\x00]{1,100}", candidate):
            return candidate.lower()
    return ""


def _text(value: object) -> str:
    """Return the value if it is storable text, else an empty string: JSON may contain lone surrogates."""
    try:
        return value if isinstance(value, str) and value.encode() else ""
    except UnicodeEncodeError:
        return ""


def _name(data: dict[str, Any]) -> str:
    name = data.get("name")
    text = tidy(name) if isinstance(name, str) else ""
    signs = (
        " " if unicodedata.category(character) in {"Cc", "Cs"} else character for character in text
    )
    return " ".join("".join(signs).split())[: User._meta.get_field("name").max_length]
