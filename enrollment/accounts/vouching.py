"""Addresses confirmed by an administrator, such as that of the first administrator."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from enrollment.models import User

from .owners import one_at_a_time


def is_confirmed_elsewhere(email: str) -> bool:
    taken: bool = EmailAddress.objects.filter(email=email.lower(), verified=True).exists()
    return taken


@transaction.atomic
def vouch(user: User) -> None:
    """Store the address of a new account in lower case as its confirmed and primary address; keep the password.

    Raises ``ValueError`` if the address is empty or confirmed by another account.
    """
    email = user.email.lower()
    one_at_a_time(email)
    if not email or is_confirmed_elsewhere(email):
        raise ValueError
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
