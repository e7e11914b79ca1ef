"""Rate limits for letters that users request.

The limit is counted by the address typed, before any look-up, so that no page reveals whether the address has an
account. Beyond the limit, the page says that no letter was sent.
"""

from __future__ import annotations

from enum import StrEnum

from enrollment import clock
from enrollment.refusals.attempts import TooManyLetters
from enrollment.throttling import HOUR, Attempt, Limit

# Per kind and address: other letters must not block the link for a new password.
LETTERS = Limit("account-letters", 5, HOUR)


class RequestedLetter(StrEnum):
    """What a user can request by letter."""

    SIGN_UP = "sign-up"
    CONFIRMATION = "confirmation"
    NEW_PASSWORD = "new-password"  # noqa: S105  # a way, not a password
    LOG_IN = "log-in"


ANSWERS = {
    f"account/email/{letter}"
    for letter in [
        "account_already_exists",
        "email_confirmation",
        "email_confirmation_again",
        "email_confirmation_signup",
        "password_reset_key",
        "unknown_account",
    ]
}


def ask_for_letter(what: RequestedLetter, email: str) -> None:
    """Count a request for a letter. Raises ``TooManyLetters``."""
    Attempt([LETTERS.count(what.value, email.lower(), at=clock.now())], TooManyLetters).begin()
