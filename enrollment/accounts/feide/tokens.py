"""Verify ID tokens according to OpenID Connect Core 1.0, section 3.1.3.7."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.crypto import constant_time_compare
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from .errors import RefusedLogin

# Asymmetric only: with HMAC, the client secret or a public key could sign tokens.
ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY = 60  # seconds of clock difference tolerated
OLDEST = 600  # seconds: the token is fetched right after it is issued
# SocialAccount.uid holds at most 191 characters.
SUBJECT = re.compile(r"[\x21-\x7e]{1,191}")


def verified_claims(
    token: object,
    *,
    keys: Callable[..., KeySet],
    issuer: str,
    client_id: str,
    nonce: str,
    at: datetime,
) -> dict[str, Any]:
    """Return the claims of a valid ID token.

    Raises ``RefusedLogin``, or ``UnreachableFeide`` if the keys cannot be fetched.
    """
    if not isinstance(token, str):
        raise RefusedLogin("no ID token")
    claims = _signed_claims(token, keys)
    now = at.timestamp()
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    issued_at, expires_at = _seconds(claims, "iat"), _seconds(claims, "exp")
    is_right = {
        "issuer": claims.get("iss") == issuer,
        "audience": client_id in audiences,
        "authorised party": claims.get("azp", None if audiences[1:] else client_id) == client_id,
        "expiry": expires_at is not None and now < expires_at + LEEWAY,
        "time of issue": issued_at is not None and now - OLDEST <= issued_at <= now + LEEWAY,
        "nonce": constant_time_compare(str(claims.get("nonce")), nonce),
        "subject": bool(SUBJECT.fullmatch(str(claims.get("sub") or ""))),
    }
    wrong = [claim for claim, right in is_right.items() if not right]
    if wrong:
        raise RefusedLogin(f"wrong in the ID token: {', '.join(wrong)}")
    return claims


def _signed_claims(token: str, keys: Callable[..., KeySet]) -> dict[str, Any]:
    try:
        try:
            return dict(jwt.decode(token, keys(), algorithms=ALGORITHMS).claims)
        except InvalidKeyIdError:
            # Feide may have changed its keys since they were cached.
            return dict(jwt.decode(token, keys(fresh=True), algorithms=ALGORITHMS).claims)
    # The library also raises built-in errors for malformed tokens and unsuitable keys.
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise RefusedLogin(f"ID token not signed by Feide: {type(error).__name__}") from error


def _seconds(claims: dict[str, Any], name: str) -> float | None:
    value = claims.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
