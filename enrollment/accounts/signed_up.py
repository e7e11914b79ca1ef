"""The sign-up made in a browser, and the code that confirms its address in that browser only.

A sign-up with an address that already has an account is remembered too, without an account, so that pages look the
same; no code is right for it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac

from enrollment import clock
from enrollment.models import User
from enrollment.refusals.attempts import TooManyGuesses
from enrollment.throttling import HOUR, Attempt, Limit

SESSION_KEY = "signed-up"
CODE_LASTS = timedelta(hours=24)
# Per sign-up. There are 26 thousand million codes.
GUESSES = Limit("confirmation-codes", 10, 24 * HOUR)
# No vowels, which form words, and no characters that look alike.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8


@dataclass(frozen=True, slots=True)
class SignUp:
    """A sign-up made in this browser; ``account`` is None if the address already had an account."""

    account: int | None
    email: str
    secret: str
    at: str
    next: str = ""

    def code(self, address: EmailAddress) -> str:
        """Return the code for a letter to this address. It is derived from the secret key and not stored."""
        words = f"{self.secret}:{address.pk}:{address.email}"
        digest = salted_hmac("confirmation-code", words, algorithm="sha256").digest()
        number = int.from_bytes(digest, "big")
        letters = "".join(
            LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH)
        )
        return f"{letters[:4]}-{letters[4:]}"

    @property
    def is_recent(self) -> bool:
        return clock.now() < datetime.fromisoformat(self.at) + CODE_LASTS


def remember(request: HttpRequest, account: User | None, email: str, next_page: str) -> None:
    sign_up = SignUp(
        account=account.pk if account else None,
        email=email.lower(),
        secret=get_random_string(22),
        at=clock.now().isoformat(),
        next=next_page,
    )
    request.session[SESSION_KEY] = asdict(sign_up)


def here(request: HttpRequest) -> SignUp | None:
    """Return the last sign-up made in this browser, unless it was confirmed here."""
    kept = request.session.get(SESSION_KEY)
    # Older sessions stored only the account.
    return SignUp(**kept) if isinstance(kept, dict) else None


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def is_of(request: HttpRequest, user: User) -> bool:
    """Return whether this account was signed up for in this browser."""
    sign_up = here(request)
    return sign_up is not None and sign_up.account == user.pk


def code_for(request: HttpRequest, address: EmailAddress) -> str:
    """Return the code for a letter to this address, or an empty string if it could not be used."""
    sign_up = here(request)
    if sign_up is None or sign_up.account != address.user_id or not sign_up.is_recent:
        return ""
    return sign_up.code(address)


def address_proven_by(request: HttpRequest, code: str) -> EmailAddress | None:
    """Return the unconfirmed address that a code typed in this browser proves. Raises ``TooManyGuesses``."""
    sign_up = here(request)
    if sign_up is None:
        return None
    guess = Attempt([GUESSES.count(sign_up.secret, at=clock.now())], TooManyGuesses).begin()
    address = EmailAddress.objects.filter(
        user=sign_up.account, email=sign_up.email, verified=False
    ).first()
    expected = sign_up.code(address or EmailAddress(email=sign_up.email))
    is_right = compare_user_code(actual=code, expected=expected)
    if address is None or not is_right or not sign_up.is_recent:
        return None
    guess.take_back()
    return address
