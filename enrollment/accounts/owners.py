"""Whether an account has an owner yet, and what keeps two accounts from taking one address."""

from __future__ import annotations

from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import connection

from enrollment.models import User


def has_owner(user: User) -> bool:
    """Whether the account was ever logged in to or has a confirmed address; before that, anyone may have made it."""
    return (
        user.last_login is not None
        or comes_by_feide(user)
        or EmailAddress.objects.filter(user=user, verified=True).exists()
    )


def comes_by_feide(user: User) -> bool:
    comes: bool = SocialAccount.objects.filter(user=user).exists()
    return comes


def address_to_confirm(user: User, email: str) -> EmailAddress:
    """Return the address of an account that a letter is to prove, as its first one where it has none yet."""
    primary = not EmailAddress.objects.filter(user=user, primary=True).exists()
    address, _created = EmailAddress.objects.get_or_create(
        user=user, email=email.lower(), defaults={"primary": primary}
    )
    return address


def make_for(user: User, former: str) -> None:
    """Follow an administrator who has corrected the address of an account: nothing sent to the former one claims it.

    An account with an owner keeps its addresses, which the owner has proven.
    """
    if has_owner(user):
        return
    EmailAddress.objects.filter(user=user).exclude(email=user.email.lower()).delete()
    if user.username == former.lower():
        user.username = username_for(user.email)
        user.save(update_fields=["username"])


def username_for(email: str) -> str:
    """Name a new account by its e-mail address, which cannot be the user name of another person."""
    name = email.lower()
    longest = User._meta.get_field("username").max_length or 0
    if not name or len(name) > longest or User.objects.filter(username=name).exists():
        return f"{uuid4()}@"
    return name


def one_at_a_time(email: str) -> None:
    """Let an address be taken or confirmed by one account after the other, until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [email.lower()])
