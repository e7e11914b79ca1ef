"""Link accounts to learning assistants, and decide what an account may see. See ``docs/identity.md``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat, Lower
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from .models import CoreSession, FeideName, LearningAssistant, Registration, User
from .models.sessions import CoreSessionQuerySet, RegistrationQuerySet

MARK = "enrollment.change_registration"
# The group of Uniped's staff, made by a migration.
UNIPED = "Uniped"


class SignedInRequest(HttpRequest):
    """The request of a view that requires log-in: its user is an account."""

    user: User


def own_assistant(request: HttpRequest) -> LearningAssistant:
    """Return the learning assistant who is logged in. Raises ``Http404`` if the account belongs to none."""
    return get_object_or_404(LearningAssistant, user=request.user.pk)


@dataclass(frozen=True, slots=True)
class Proof:
    """What an account has proven about its owner: e-mail addresses and user names, in lower case."""

    addresses: frozenset[str]
    usernames: frozenset[str]

    @classmethod
    def of(cls, verified: Iterable[str], by_feide: Iterable[str] = ()) -> Proof:
        """Build the proof from verified addresses and from user names received from Feide.

        An address at the university also proves the user name in it.
        """
        addresses = frozenset(address.lower() for address in verified)
        return cls(addresses, frozenset({*map(username_in, addresses), *by_feide}) - {""})

    def fits(self, *, username: str, email: str) -> bool:
        """Return whether the proof matches a record with this user name and e-mail address; one of them is enough."""
        return username in self.usernames or email.lower() in self.addresses


def proof_of(user: User) -> Proof:
    return proofs_of([user.pk])[user.pk]


def proofs_of(users: Collection[int]) -> dict[int, Proof]:
    """Return the proof of each account, by its key.

    Data typed by staff or imported from a file proves nothing, and neither does the account's own user name.
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


def username_in(address: str) -> str:
    """Return the user name in a university address in lower case, or ""."""
    local, _at, domain = address.partition("@")
    return local if domain in settings.LAOS_USERNAME_DOMAINS else ""


def addresses_proving(username: Any, email: Any) -> QuerySet[EmailAddress]:
    """Return the verified addresses that prove ownership of a record with this user name and e-mail address.

    Together with ``names_proving``, this is ``Proof.fits`` in SQL. Both arguments are expressions, such as
    ``OuterRef``. Stored addresses of accounts are in lower case.
    """
    at_the_university = [
        Concat(username, Value(f"@{domain}")) for domain in settings.LAOS_USERNAME_DOMAINS
    ]
    addresses: QuerySet[EmailAddress] = EmailAddress.objects.filter(
        verified=True, email__in=[Lower(email), *at_the_university]
    )
    return addresses


def names_proving(username: Any) -> QuerySet[FeideName]:
    """Return the Feide user name that proves ownership of a record with this user name, if any account has it."""
    return FeideName.objects.filter(username=username)


def link_account(user: User) -> LearningAssistant | None:
    """Link an account to the learning assistant whose record its proof matches, or return None. Idempotent.

    A match by user name takes precedence over one by address, because staff type the address of the record. The user name
    of a merged record leads to the record that stays; its address does not, since no one has compared the account.
    """
    linked = LearningAssistant.objects.filter(user=user).first()
    if linked is not None or not user.is_active:
        return linked
    proof = proof_of(user)
    merged = LearningAssistant.objects.filter(
        merged_into=OuterRef("pk"), username__in=proof.usernames
    )
    by_name, by_former_name = Q(username__in=proof.usernames), Exists(merged)
    candidates = LearningAssistant.objects.alias(address=Lower("email")).filter(
        by_name | by_former_name | Q(address__in=proof.addresses), user=None, merged_into=None
    )
    surest = Case(When(by_name, then=0), When(by_former_name, then=1), default=2)
    assistant = candidates.order_by(surest, "pk").first()
    if assistant is None or not _claim(assistant, user):
        return None
    return assistant


def link_assistant(assistant: LearningAssistant) -> User | None:
    """Link a new learning assistant to the account whose proof matches their record, or return None."""
    if assistant.user is not None:
        return assistant.user
    user = _owner(assistant)
    return user if user is not None and _claim(assistant, user) else None


def link_assistants(assistants: Iterable[LearningAssistant]) -> None:
    """Link each of many as ``link_assistant`` does, in one query for those that no account matches."""
    found = {assistant.pk: assistant for assistant in assistants}
    matched = LearningAssistant.objects.filter(
        Exists(addresses_proving(OuterRef("username"), OuterRef("email")))
        | Exists(names_proving(OuterRef("username"))),
        pk__in=found,
    )
    for pk in matched.order_by("pk").values_list("pk", flat=True):
        link_assistant(found[pk])


def _owner(assistant: LearningAssistant) -> User | None:
    """Return the unlinked active account that has proven the user name, else the one that has proven the address."""
    name = names_proving(assistant.username).filter(
        account__user__assistant=None, account__user__is_active=True
    )
    if named := name.select_related("account__user").first():
        by_feide: User = named.account.user
        return by_feide
    proving = addresses_proving(Value(assistant.username), Value(assistant.email))
    free = proving.filter(user__assistant=None, user__is_active=True).select_related("user")
    address = min(
        free, key=lambda proven: username_in(proven.email) != assistant.username, default=None
    )
    user: User | None = address and address.user
    return user


def in_doubt() -> QuerySet[LearningAssistant]:
    """Return learning assistants whose record and accounts disagree, for Uniped to decide.

    Either the linked account's proof does not match the record, or another account's does. A record merged into it counts
    for the linked account, or for another one where none is linked: of two, Uniped has chosen.
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
    return LearningAssistant.objects.filter(
        others
        | Q(user__isnull=False) & ~(own | _of_merged(user=OuterRef(OuterRef("user"))))
        | Q(user=None) & _of_merged(user__is_active=True),
        merged_into=None,
    )


def _of_merged(**account: Any) -> Exists:
    """Whether the proof of such an account matches a record that was merged into this one."""
    addresses = addresses_proving(OuterRef("username"), OuterRef("email")).filter(**account)
    names = names_proving(OuterRef("username")).filter(
        **{f"account__{lookup}": value for lookup, value in account.items()}
    )
    merged = LearningAssistant.objects.filter(
        Exists(addresses) | Exists(names), merged_into=OuterRef("pk")
    )
    return Exists(merged)


def _claim(assistant: LearningAssistant, user: User) -> bool:
    claimed = LearningAssistant.objects.filter(pk=assistant.pk, user=None, merged_into=None).update(
        user=user
    )
    if claimed:
        assistant.user = user
    return bool(claimed)


def runs_sessions(user: User | AnonymousUser) -> bool:
    """Return whether the user may mark, move and remove registrations in every session, as Uniped staff may."""
    return user.is_staff and user.has_perm(MARK)


def uniped() -> QuerySet[User]:
    """Return the accounts of Uniped's staff: those who run sessions by their role, administrators left out."""
    staff = User.objects.with_perm(
        MARK,
        include_superusers=False,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return staff.filter(is_staff=True)


def appoints_colleagues(user: User | AnonymousUser) -> bool:
    """Return whether the user may give others Uniped's rights: only who has every one of them."""
    rights = Permission.objects.filter(group__name=UNIPED).values_list(
        "content_type__app_label", "codename"
    )
    return user.is_staff and user.has_perms([f"{app}.{code}" for app, code in rights])


def sessions_to_mark(user: User | AnonymousUser) -> CoreSessionQuerySet:
    """Return the sessions that the user may record attendance for: Uniped all, a seminar leader their own."""
    if runs_sessions(user):
        return CoreSession.objects.all()
    return CoreSession.objects.published().filter(leaders=user.pk)


def people_to_help(user: User | AnonymousUser) -> QuerySet[LearningAssistant]:
    """Return those whom the user may register, move and remove: Uniped all but merged records, others none."""
    people = LearningAssistant.objects.filter(merged_into=None)
    return people if runs_sessions(user) else people.none()


def registrations_to_see(user: User | AnonymousUser) -> RegistrationQuerySet:
    """Return the registrations, withdrawn ones included, that the user may open: Uniped all, others none."""
    return Registration.objects.all() if runs_sessions(user) else Registration.objects.none()


def registrations_to_move(user: User | AnonymousUser) -> RegistrationQuerySet:
    """Return the live registrations that the user may move or remove."""
    return registrations_to_see(user).live()
