"""Appoint Uniped's staff, and take their rights back.

Who appoints has every right that they give (``access.appoints_colleagues``). No one becomes an administrator here.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from enrollment.access import UNIPED
from enrollment.accounts import inviting
from enrollment.models import User
from enrollment.refusals import AccountClosed, LastColleague

from .coordinating import account_of


def colleagues() -> QuerySet[User]:
    """Return the accounts of Uniped's staff, those who have not confirmed their address yet among them."""
    return User.objects.filter(groups__name=UNIPED, is_staff=True, is_active=True)


def appoint(*, email: str, name: str, by: User) -> User:
    """Give the owner of an address Uniped's rights, and write to them. Idempotent.

    An account that exists keeps its name. Raises ``AddressInDoubt`` if an account in use has the address without having
    verified it, and ``AccountClosed``.
    """
    with transaction.atomic():
        group = _locked_group()
        if known := colleagues().filter(email__iexact=email).first():
            return known
        user = account_of(email, name)
        if not user.is_active:
            raise AccountClosed
        if not is_colleague(user):
            user.is_staff = True
            user.save(update_fields=["is_staff"])
            user.groups.add(group)
            desk = settings.SITE_URL + reverse("admin:index")
            inviting.invite(user, "colleague", by=str(by), desk=desk)
    return user


def dismiss(*, user: User) -> None:
    """Take Uniped's rights from a colleague; the account stays. Idempotent. Raises ``LastColleague``."""
    with transaction.atomic():
        group = _locked_group()
        if is_last(user):
            raise LastColleague(user)
        user.groups.remove(group)
        keeps_other_rights = user.is_superuser or user.groups.exists()
        if not keeps_other_rights and not user.user_permissions.exists():
            user.is_staff = False
            user.save(update_fields=["is_staff"])


def is_last(user: User) -> bool:
    """Return whether none of the user's colleagues at Uniped can log in."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    others = colleagues().exclude(pk=user.pk).filter(Exists(confirmed))
    return is_colleague(user) and not others.exists()


def is_colleague(user: User) -> bool:
    return colleagues().filter(pk=user.pk).exists()


def _locked_group() -> Group:
    """Lock the group until commit, so that two colleagues do not dismiss each other at the same moment."""
    return Group.objects.select_for_update().get(name=UNIPED)
