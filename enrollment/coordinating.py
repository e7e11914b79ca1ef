"""Appointing coordinators, and finding or making the accounts they need.

An account is found by its address alone, and nothing of an account that has an owner is changed: see ``docs/identity.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from .accounts import inviting
from .accounts.owners import one_at_a_time, username_for
from .models import Coordinator, Course, Department, User
from .refusals import AddressInDoubt


def owners_of(addresses: Collection[str]) -> dict[str, User]:
    """The account that has proven each of these addresses, by the address in small letters."""
    proven = EmailAddress.objects.filter(
        email__in=[one.lower() for one in addresses], verified=True
    )
    return {one.email: one.user for one in proven.select_related("user")}


def accounts_without_owner(addresses: Collection[str]) -> dict[str, User]:
    """The account that was made with each of these addresses and has no owner yet, by the address in small letters.

    Its roles cannot be used before the address is confirmed, whether a desk or a stranger made it.
    """
    made = without_owner().alias(address=Lower("email"))
    waiting = made.filter(address__in=[one.lower() for one in addresses])
    # Of several, the first one made.
    return {one.email.lower(): one for one in waiting.order_by("-pk")}


def without_owner() -> QuerySet[User]:
    """Accounts without a confirmed address or a log-in so far. Accounts of staff are never among them."""
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(~Exists(proven), last_login=None, is_staff=False, is_superuser=False)


def new_account(*, username: str, name: str, email: str) -> tuple[User, EmailAddress]:
    """An account, not saved yet, whose owner chooses its password by the letter that ``write_to`` queues."""
    user = User(username=username, name=name, email=email, password=make_password(None))
    return user, EmailAddress(user=user, email=email.lower(), primary=True)


def appoint(
    *, email: str, name: str, department: Department, course: Course | None, by: User
) -> Coordinator:
    """Appoint the owner of an address coordinator, of a course or of the whole department, and write to them.

    Doing so again is quiet. Raises ``AddressInDoubt`` where an account in use has the address without having proven it.
    """
    with transaction.atomic():
        one_at_a_time(email)
        user = owners_of([email]).get(email.lower()) or _account_to_be_claimed(email, name)
        coordinator, created = Coordinator.objects.get_or_create(
            user=user, department=department, course=course
        )
        if created:
            write_to([coordinator], by)
    return coordinator


def write_to(appointed: Iterable[Coordinator], by: User | None) -> None:
    """Queue one letter to each of those newly appointed, which names all that they coordinate now.

    Where no account appoints, as from the shell, the contact of the site does.
    """
    of_each: defaultdict[User, list[Coordinator]] = defaultdict(list)
    for one in appointed:
        of_each[one.user].append(one)
    for user, coordinators in of_each.items():
        if user == by:
            continue
        inviting.invite(
            user,
            "coordinator",
            by=str(by or settings.LAOS_CONTACT_NAME),
            coordinates=coordinators,
            department_page=settings.SITE_URL + reverse("modules:departments"),
        )


def _account_to_be_claimed(email: str, name: str) -> User:
    user = accounts_without_owner([email]).get(email.lower())
    if user is None:
        if User.objects.filter(email__iexact=email).exists():
            raise AddressInDoubt
        user, address = new_account(username=username_for(email), name=name, email=email)
        user.save()
        address.save()
    elif user.name != name and not user.coordinates.exists():
        # A stranger may have signed up with the address, under any name.
        user.name = name
        user.save(update_fields=["name"])
    return user
