"""Client for Feide's server: every request has time limits; the configuration and the keys are cached."""

from __future__ import annotations

import json
import time
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.cache import cache
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from urllib3.exceptions import HTTPError

from .errors import RefusedLogin, UnreachableFeide

KEPT = 60 * 60  # seconds
# While Feide is down, each log-in would block a thread until the time limit.
LEFT_ALONE = 10  # seconds
TIMEOUT = (3, 5)  # seconds to connect, and between two chunks of the response
LONGEST = 10  # seconds for the whole response
LARGEST = 256 * 1024  # bytes
ENDPOINTS = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"]


def configuration() -> dict[str, Any]:
    """Return the discovery document. Raises ``UnreachableFeide`` or ``RefusedLogin``."""
    key = _key("configuration")
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        found = _ask("GET", f"{settings.FEIDE_ISSUER}/.well-known/openid-configuration")
        if found.get("issuer") != settings.FEIDE_ISSUER:
            raise RefusedLogin("the discovery document is another issuer's")
        if not all(_is_endpoint(found.get(name)) for name in ENDPOINTS):
            raise RefusedLogin("the discovery document lacks an address")
        cache.set(key, found, KEPT)
    return found


def end_session_endpoint() -> str | None:
    """Return Feide's log-out URL, if it has one. Raises ``UnreachableFeide`` or ``RefusedLogin``."""
    endpoint = configuration().get("end_session_endpoint")
    return endpoint if _is_endpoint(endpoint) else None


def keys(*, fresh: bool = False) -> KeySet:
    """Return Feide's public signing keys, from the cache unless ``fresh``.

    Raises ``UnreachableFeide`` or ``RefusedLogin``.
    """
    key = _key("keys")
    found: list[Any] | None = None if fresh else cache.get(key)
    try:
        if found is None:
            answer = _ask("GET", configuration()["jwks_uri"]).get("keys")
            # Never accept symmetric keys: a public key would then serve as the secret.
            found = [key for key in answer or [] if key.get("kty") in {"RSA", "EC"}]
            KeySet.import_key_set({"keys": found})
            cache.set(key, found, KEPT)
        return KeySet.import_key_set({"keys": found})
    except (JoseError, ValueError, TypeError, AttributeError) as error:
        raise RefusedLogin("the keys cannot be read") from error


def tokens_for(code: str, *, verifier: str, redirect_uri: str) -> tuple[str, Any]:
    """Exchange an authorisation code for the access token and the ID token.

    Raises ``UnreachableFeide`` or ``RefusedLogin``.
    """
    found = configuration()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": redirect_uri,
    }
    client = (settings.FEIDE_CLIENT_ID, settings.FEIDE_CLIENT_SECRET)
    # OpenID Connect Discovery: the default method is client_secret_basic.
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_post" in methods:
        form |= {"client_id": client[0], "client_secret": client[1]}
        answer = _ask("POST", found["token_endpoint"], data=form)
    else:
        answer = _ask("POST", found["token_endpoint"], data=form, auth=client)
    access_token = answer.get("access_token")
    if not isinstance(access_token, str) or not access_token.isascii():
        raise RefusedLogin("no access token")
    return access_token, answer.get("id_token")


def userinfo(access_token: str, *, subject: str) -> dict[str, Any]:
    """Return the userinfo claims.

    Raises ``RefusedLogin`` if they belong to another person than the ID token, or ``UnreachableFeide``.
    """
    headers = {"Authorization": f"Bearer {access_token}"}
    found = _ask("GET", configuration()["userinfo_endpoint"], headers=headers)
    if found.get("sub") != subject:
        raise RefusedLogin("userinfo is of another person than the ID token")
    return found


def _ask(method: str, url: str, **more: Any) -> dict[str, Any]:
    away = _key("away")
    if cache.get(away):
        raise UnreachableFeide("left alone for some seconds")
    try:
        with requests.request(
            method, url, timeout=TIMEOUT, allow_redirects=False, stream=True, **more
        ) as response:
            body = _bounded(response)
    except (requests.RequestException, HTTPError, OSError) as error:
        cache.set(away, True, LEFT_ALONE)
        raise UnreachableFeide(f"{url}: {type(error).__name__}") from error
    if response.status_code >= 500:
        raise UnreachableFeide(f"{url}: {response.status_code}")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if response.status_code != 200 or not isinstance(found, dict):
        raise RefusedLogin(f"{url}: {response.status_code}")
    return found


def _bounded(response: requests.Response) -> bytes:
    """Read at most about ``LARGEST`` bytes of a response. Raises ``TimeoutError`` after ``LONGEST`` seconds."""
    body = b""
    give_up_at = time.monotonic() + LONGEST
    # `read1` returns what has arrived; `iter_content` waits for a whole chunk, without a limit.
    while part := response.raw.read1(16 * 1024, decode_content=True):
        body += part
        if len(body) > LARGEST:
            break
        if time.monotonic() > give_up_at:
            raise TimeoutError
    return body


def _is_endpoint(value: object) -> bool:
    schemes = {"https"} if settings.SECURE else {"http", "https"}
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
        return parts.scheme in schemes and bool(parts.hostname) and not parts.fragment
    except ValueError:
        return False


def _key(what: str) -> str:
    return f"feide-{what}-{sha256(settings.FEIDE_ISSUER.encode()).hexdigest()}"
