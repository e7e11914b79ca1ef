"""Whether an account has an owner, and locks that keep two accounts from taking the same address."""

from __future__ import annotations

from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import connection

from enrollment.models import User


def has_owner(user: User) -> bool:
    """Return whether the account was ever logged in to or has a confirmed address.

    Before that, anyone may have created it.
    """
    return (
        user.last_login is not None
        or comes_by_feide(user)
        or EmailAddress.objects.filter(user=user, verified=True).exists()
    )


def comes_by_feide(user: User) -> bool:
    comes: bool = SocialAccount.objects.filter(user=user).exists()
    return comes


def address_to_confirm(user: User, email: str) -> EmailAddress:
    """Return the address that a letter is to confirm, created if missing; the first one becomes primary."""
    primary = not EmailAddress.objects.filter(user=user, primary=True).exists()
    address, _created = EmailAddress.objects.get_or_create(
        user=user, email=email.lower(), defaults={"primary": primary}
    )
    return address


def make_for(user: User, former: str) -> None:
    """Adapt the account when an administrator corrects its address: letters to the former one no longer give access.

    An account with an owner keeps its addresses, because the owner has proven them.
    """
    if has_owner(user):
        return
    EmailAddress.objects.filter(user=user).exclude(email=user.email.lower()).delete()
    if user.username == former.lower():
        user.username = username_for(user.email)
        user.save(update_fields=["username"])


def username_for(email: str) -> str:
    """Return a user name for a new account: its e-mail address, or a random name if that cannot be used."""
    name = email.lower()
    longest = User._meta.get_field("username").max_length or 0
    if not name or len(name) > longest or User.objects.filter(username=name).exists():
        return f"{uuid4()}@"
    return name


def one_at_a_time(email: str) -> None:
    """Lock an address until commit, so that only one account at a time can take or confirm it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [email.lower()])
