"""Appoint coordinators, and find or create their accounts.

An account is found by its e-mail address only, and an account that has an owner is never changed: see
``docs/identity.md``.
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

from enrollment.accounts import inviting
from enrollment.accounts.owners import one_at_a_time, username_for
from enrollment.models import Coordinator, Course, Department, User
from enrollment.refusals import AddressInDoubt


def owners_of(addresses: Collection[str]) -> dict[str, User]:
    """Return the accounts that have verified these addresses, by the address in lower case."""
    proven = EmailAddress.objects.filter(
        email__in=[address.lower() for address in addresses], verified=True
    )
    return {address.email: address.user for address in proven.select_related("user")}


def accounts_without_owner(addresses: Collection[str]) -> dict[str, User]:
    """Return the accounts created with these addresses that have no owner yet, by the address in lower case.

    Staff or a stranger may have created them. Their roles cannot be used before the address is confirmed.
    """
    made = without_owner().alias(address=Lower("email"))
    waiting = made.filter(address__in=[address.lower() for address in addresses])
    # The last one wins in the dict, so descending order keeps the oldest account.
    return {account.email.lower(): account for account in waiting.order_by("-pk")}


def without_owner() -> QuerySet[User]:
    """Return accounts that have no verified address and have never logged in. Staff accounts are left out."""
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(~Exists(proven), last_login=None, is_staff=False, is_superuser=False)


def new_account(*, username: str, name: str, email: str) -> tuple[User, EmailAddress]:
    """Build an unsaved account. Its owner sets the password through the letter that ``write_to`` queues."""
    user = User(username=username, name=name, email=email, password=make_password(None))
    return user, EmailAddress(user=user, email=email.lower(), primary=True)


def appoint(
    *, email: str, name: str, department: Department, course: Course | None, by: User
) -> Coordinator:
    """Appoint the owner of an address as coordinator of a course or a whole department, and write to them. Idempotent.

    Raises ``AddressInDoubt`` if an account in use has the address without having verified it.
    """
    with transaction.atomic():
        user = account_of(email, name)
        coordinator, created = Coordinator.objects.get_or_create(
            user=user, department=department, course=course
        )
        if created:
            write_to([coordinator], by)
    return coordinator


def account_of(email: str, name: str) -> User:
    """Return the account of the owner of an address, or one without an owner, created if there is none.

    Locks the address until commit. Raises ``AddressInDoubt`` if an account in use has the address without having
    verified it.
    """
    one_at_a_time(email)
    return owners_of([email]).get(email.lower()) or _account_to_be_claimed(email, name)


def write_to(appointed: Iterable[Coordinator], by: User | None) -> None:
    """Queue one letter to each newly appointed coordinator, except ``by``, with their roles in ``appointed``.

    If ``by`` is None, as in the shell, the letter names the site's contact as the sender.
    """
    of_each: defaultdict[User, list[Coordinator]] = defaultdict(list)
    for coordinator in appointed:
        of_each[coordinator.user].append(coordinator)
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
        # A stranger may have signed up with this address under a false name.
        user.name = name
        user.save(update_fields=["name"])
    return user
