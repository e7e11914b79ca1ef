"""What a browser remembers of the sign-up made in it, and the code that confirms the address in this browser alone.

A sign-up with an address that has an account already is remembered too, without an account: no page tells them apart,
and no code is right there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from enrollment.models import User
from enrollment.refusals.attempts import TooManyGuesses
from enrollment.throttling import HOUR, Attempt, Limit

SESSION_KEY = "signed-up"
CODE_LASTS = timedelta(hours=24)
# In each browser. There are 26 thousand million codes, and an address can be signed up for once.
GUESSES = Limit("confirmation-codes", 10, 24 * HOUR)
# Neither vowels, which make words, nor signs that look like another.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8


@dataclass(frozen=True, slots=True)
class SignUp:
    """A sign-up made in a browser; without an account where the address had one already."""

    account: int | None
    email: str
    secret: str
    at: str
    next: str = ""

    def code(self, address: EmailAddress) -> str:
        """Return the code of a letter to this address. It is made from the key of the site and kept nowhere."""
        words = f"{self.secret}:{address.pk}:{address.email}"
        digest = salted_hmac("confirmation-code", words, algorithm="sha256").digest()
        number = int.from_bytes(digest, "big")
        letters = "".join(
            LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH)
        )
        return f"{letters[:4]}-{letters[4:]}"

    @property
    def is_recent(self) -> bool:
        return timezone.now() < datetime.fromisoformat(self.at) + CODE_LASTS


def remember(request: HttpRequest, account: User | None, email: str, next_page: str) -> None:
    sign_up = SignUp(
        account=account.pk if account else None,
        email=email.lower(),
        secret=get_random_string(22),
        at=timezone.now().isoformat(),
        next=next_page,
    )
    request.session[SESSION_KEY] = asdict(sign_up)


def here(request: HttpRequest) -> SignUp | None:
    """Return the last sign-up made in this browser and not confirmed in it yet."""
    kept = request.session.get(SESSION_KEY)
    # Until this version, the session had the account alone.
    return SignUp(**kept) if isinstance(kept, dict) else None


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def is_of(request: HttpRequest, user: User) -> bool:
    """Whether this account was signed up for in this browser."""
    sign_up = here(request)
    return sign_up is not None and sign_up.account == user.pk


def code_for(request: HttpRequest, address: EmailAddress) -> str:
    """Return the code that a letter to this address may name, empty where it would be of no use."""
    sign_up = here(request)
    if sign_up is None or sign_up.account != address.user_id or not sign_up.is_recent:
        return ""
    return sign_up.code(address)


def address_proven_by(request: HttpRequest, code: str) -> EmailAddress | None:
    """Return the unconfirmed address that a code typed in this browser proves. Raises ``TooManyGuesses``."""
    sign_up = here(request)
    if sign_up is None:
        return None
    guess = Attempt([GUESSES.count(sign_up.secret, at=timezone.now())], TooManyGuesses).begin()
    address = EmailAddress.objects.filter(
        user=sign_up.account, email=sign_up.email, verified=False
    ).first()
    expected = sign_up.code(address or EmailAddress(email=sign_up.email))
    is_right = compare_user_code(actual=code, expected=expected)
    if address is None or not is_right or not sign_up.is_recent:
        return None
    guess.take_back()
    return address
