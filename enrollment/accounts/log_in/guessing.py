"""Limit guesses at passwords and codes, without letting a stranger lock users out.

Only failures count. In a browser where the account has been logged in before (``devices``), they count for that
browser. Elsewhere they count for the name typed: per network, and with a stricter rate for all networks together.
When the latter limit is reached, the owner can still log in from a known browser, with a passkey, or with a new
password by letter. All known browsers together have 200 guesses a day; a new password makes them unknown.

All networks together have 200 guesses a day at the password of an account, for each of its names (user name and each
address), then 200 a day at the code, one of a million. One network has 43,200 a day for all accounts together.
Failures count per name and not per account: otherwise the limit would reveal that two names belong to the same
account.
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from allauth.account.utils import has_verified_email
from django.db.models import Case, Q, When
from django.db.models.functions import Lower
from django.http import HttpRequest

from enrollment import clock
from enrollment.models import User
from enrollment.refusals.attempts import TooManyGuesses
from enrollment.throttling import HOUR, MINUTE, Attempt, Limit, network_of

from .devices import known_device

IN_KNOWN_BROWSER = Limit("known-browser", 10, 15 * MINUTE)
IN_KNOWN_BROWSERS = Limit("known-browsers", 50, 6 * HOUR)
FROM_NETWORK = Limit("name-from-network", 5, 10 * MINUTE)
FROM_ANYWHERE = Limit("name-from-anywhere", 50, 6 * HOUR)
# A lecture hall shares one network, and everyone in it may mistype once.
OF_NETWORK = Limit("network", 300, 10 * MINUTE)


def begin_guess(request: HttpRequest, what: str, name: str, account: User | None) -> Attempt:
    """Count a failure in advance; call ``take_back()`` if the guess was right. Raises ``TooManyGuesses``."""
    at = clock.now()
    browser = known_device(request, account)
    if account is not None and browser:
        counts = [
            IN_KNOWN_BROWSER.count(what, browser, at=at),
            IN_KNOWN_BROWSERS.count(what, account.pk, at=at),
        ]
    else:
        network = network_of(request)
        counts = [
            FROM_NETWORK.count(what, name.lower(), network, at=at),
            FROM_ANYWHERE.count(what, name.lower(), at=at),
            OF_NETWORK.count(network, at=at),
        ]
    return Attempt(counts, TooManyGuesses).begin()


def account_named(name: str) -> User | None:
    """Return the account that a user name or an address logs in to, or None.

    One query either way, so that the time does not reveal whether it exists. A confirmed address takes precedence
    over an unconfirmed one.
    """
    name = name.lower()
    owners = EmailAddress.objects.filter(email=name, verified=True).values("user")
    users = User.objects.alias(lower_name=Lower("username"), lower_email=Lower("email"))
    return (
        users.filter(Q(pk__in=owners) | Q(lower_email=name) | Q(lower_name=name))
        .order_by(
            Case(When(pk__in=owners, then=0), When(lower_email=name, then=1), default=2), "pk"
        )
        .first()
    )


class GuessingBackend(AuthenticationBackend):
    """Check one password against one account, in the time of one hash, and limit the guesses."""

    def _authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        # allauth tries the name as address, user name and address again; each match costs one more hash.
        name = credentials.get("email") or credentials.get("username", "")
        account = account_named(name)
        guess = begin_guess(request, "password", name, account)
        user: User | None = self._check_password(account, credentials["password"])
        # Without a confirmed address the response is that of a wrong password, so it counts as one.
        if has_verified_email(user, credentials.get("email")):
            guess.take_back()
        return user
