"""Letters that people ask for: as many as are promised are sent, and beyond those it is said that none was.

They are counted where they are asked for and by the address typed, before it is looked up, so that no page tells whether the
address has an account.
"""

from __future__ import annotations

from enum import StrEnum

from django.utils import timezone

from enrollment.refusals.attempts import TooManyLetters
from enrollment.throttling import HOUR, Attempt, Limit

# Of one kind to one address. By kind, so that nobody's link for a new password is kept away by other letters.
LETTERS = Limit("account-letters", 5, HOUR)


class Asked(StrEnum):
    """What may be asked for, with the letters that answer it."""

    SIGN_UP = "sign-up"
    CONFIRMATION = "confirmation"
    NEW_PASSWORD = "new-password"  # nosec B105  # a way, not a password
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


def ask_for_letter(what: Asked, email: str) -> None:
    """Count a letter that is asked for. Raises ``TooManyLetters``."""
    Attempt([LETTERS.count(what.value, email.lower(), at=timezone.now())], TooManyLetters).begin()
