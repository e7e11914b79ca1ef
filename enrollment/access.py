"""Who an account belongs to, and what it may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Lower

from .models import CoreSession, FeideName, LearningAssistant, Registration, User
from .models.sessions import RegistrationQuerySet

MARK = "enrollment.change_registration"


@dataclass(frozen=True, slots=True)
class Proof:
    """What an account has proven of its owner, in small letters."""

    addresses: frozenset[str]
    usernames: frozenset[str]

    @classmethod
    def of(cls, verified: Iterable[str], by_feide: Iterable[str] = ()) -> Proof:
        """The proof in verified addresses and the user names that Feide has told.

        They are the addresses, the user names in those at the university, and those of Feide.
        """
        addresses = frozenset(one.lower() for one in verified)
        return cls(addresses, frozenset({*map(_username_in, addresses), *by_feide}) - {""})

    def fits(self, *, username: str, email: str) -> bool:
        """Whether the owner is the person on record with this user name and e-mail address."""
        return username in self.usernames or email.lower() in self.addresses


def proof_of(user: User) -> Proof:
    return proofs_of([user.pk])[user.pk]


def proofs_of(users: Collection[int]) -> dict[int, Proof]:
    """What each of these accounts has proven.

    Nothing that was typed by a desk, a file or an administrator is proof, the account's own user name least of all.
    """
    verified: dict[int, set[str]] = {pk: set() for pk in users}
    for pk, address in EmailAddress.objects.filter(user__in=users, verified=True).values_list(
        "user", "email"
    ):
        verified[pk].add(address)
    by_feide: dict[int, set[str]] = {pk: set() for pk in users}
    for pk, username in FeideName.objects.filter(account__user__in=users).values_list(
        "account__user", "username"
    ):
        by_feide[pk].add(username)
    return {pk: Proof.of(addresses, by_feide[pk]) for pk, addresses in verified.items()}


def _username_in(address: str) -> str:
    local, _at, domain = address.partition("@")
    return local if domain in settings.LAOS_USERNAME_DOMAINS else ""


def addresses_proving(username: Any, email: Any) -> QuerySet[EmailAddress]:
    """The verified addresses that prove to be a person on record.

    With ``names_proving`` it is ``Proof.fits`` seen from the record. Both are expressions, such as ``OuterRef``.
    Accounts' addresses are kept in small letters.
    """
    at_the_university = [
        Concat(username, Value(f"@{domain}")) for domain in settings.LAOS_USERNAME_DOMAINS
    ]
    addresses: QuerySet[EmailAddress] = EmailAddress.objects.filter(
        verified=True, email__in=[Lower(email), *at_the_university]
    )
    return addresses


def names_proving(username: Any) -> QuerySet[FeideName]:
    """The user name told by Feide that proves to be a person on record, if an account has it."""
    return FeideName.objects.filter(username=username)


def link_account(user: User) -> LearningAssistant | None:
    """Link an account to the learning assistant on record that its owner has proven to be. Linking again is quiet.

    A proven user name goes before an address: an address is what a desk wrote down.
    """
    linked = LearningAssistant.objects.filter(user=user).first()
    if linked is not None or not user.is_active:
        return linked
    proof = proof_of(user)
    candidates = LearningAssistant.objects.alias(address=Lower("email")).filter(
        Q(username__in=proof.usernames) | Q(address__in=proof.addresses), user=None
    )
    assistant = min(candidates, key=lambda one: one.username not in proof.usernames, default=None)
    if assistant is None or not _claim(assistant, user):
        return None
    return assistant


def link_assistant(assistant: LearningAssistant) -> User | None:
    """Link a learning assistant new on record to the account whose owner has proven to be them, if there is one."""
    if assistant.user is not None:
        return assistant.user
    user = _owner(assistant)
    return user if user is not None and _claim(assistant, user) else None


def _owner(assistant: LearningAssistant) -> User | None:
    """The account without a record whose owner has proven the user name, else the address."""
    name = names_proving(assistant.username).filter(
        account__user__assistant=None, account__user__is_active=True
    )
    if named := name.select_related("account__user").first():
        by_feide: User = named.account.user
        return by_feide
    proving = addresses_proving(Value(assistant.username), Value(assistant.email))
    free = proving.filter(user__assistant=None, user__is_active=True).select_related("user")
    address = min(free, key=lambda one: _username_in(one.email) != assistant.username, default=None)
    user: User | None = address and address.user
    return user


def in_doubt() -> QuerySet[LearningAssistant]:
    """Learning assistants whose record and accounts disagree, for Uniped to decide.

    The account linked has not proven to be them, or another account has.
    """
    addresses = addresses_proving(OuterRef("username"), OuterRef("email"))
    names = names_proving(OuterRef("username"))
    linked = Coalesce(OuterRef("user"), 0)
    others = Exists(addresses.filter(user__is_active=True).exclude(user=linked)) | Exists(
        names.filter(account__user__is_active=True).exclude(account__user=linked)
    )
    own = Exists(addresses.filter(user=OuterRef("user"))) | Exists(
        names.filter(account__user=OuterRef("user"))
    )
    return LearningAssistant.objects.filter(others | Q(user__isnull=False) & ~own)


def _claim(assistant: LearningAssistant, user: User) -> bool:
    claimed = LearningAssistant.objects.filter(pk=assistant.pk, user=None).update(user=user)
    if claimed:
        assistant.user = user
    return bool(claimed)


def runs_sessions(user: User | AnonymousUser) -> bool:
    """Whether someone marks, moves and removes at every session, as Uniped does."""
    return user.is_staff and user.has_perm(MARK)


def sessions_to_mark(user: User | AnonymousUser) -> QuerySet[CoreSession]:
    """The sessions whose attendance someone may record: Uniped all, a seminar leader their own."""
    if runs_sessions(user):
        return CoreSession.objects.all()
    return CoreSession.objects.filter(leaders=user.pk)


def registrations_to_see(user: User | AnonymousUser) -> RegistrationQuerySet:
    """The registrations, those given up too, that someone may look at one by one: Uniped all, others none."""
    return Registration.objects.all() if runs_sessions(user) else Registration.objects.none()


def registrations_to_move(user: User | AnonymousUser) -> RegistrationQuerySet:
    """Those of them that take up a place, and so may be moved or removed."""
    return registrations_to_see(user).live()
