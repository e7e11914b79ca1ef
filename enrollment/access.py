"""Who an account belongs to, and what it may see."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from .models import CoreSession, LearningAssistant, Registration, User
from .models.sessions import RegistrationQuerySet

MARK = "enrollment.change_registration"


def link_account(user: User) -> LearningAssistant | None:
    """Link an account to the learning assistant on record whose user name or e-mail address it has proven.

    A user name is proven by a verified NTNU address or because staff gave it; an e-mail address by
    verification. What is only claimed links nothing. Linking again is quiet.
    """
    linked = LearningAssistant.objects.filter(user=user).first()
    if linked is not None or not user.is_active:
        return linked
    addresses = [
        address.lower()
        for address in EmailAddress.objects.filter(user=user, verified=True).values_list(
            "email", flat=True
        )
    ]
    usernames = _proven_usernames(user, addresses)
    candidates = LearningAssistant.objects.alias(address=Lower("email")).filter(
        Q(username__in=usernames) | Q(address__in=addresses), user=None
    )
    assistant = min(candidates, key=lambda one: one.username not in usernames, default=None)
    if assistant is None or not _claim(assistant, user):
        return None
    return assistant


def link_assistant(assistant: LearningAssistant) -> User | None:
    """Link a learning assistant new on record to the account that has proven to be theirs, if there is one."""
    if assistant.user is not None:
        return assistant.user
    addresses = [assistant.email.lower()] + [
        f"{assistant.username}@{domain}" for domain in settings.LAOS_USERNAME_DOMAINS
    ]
    owners = EmailAddress.objects.alias(address=Lower("email")).filter(
        address__in=addresses, verified=True
    )
    accounts = User.objects.filter(
        Q(username=assistant.username) | Q(pk__in=owners.values("user")),
        is_active=True,
        assistant=None,
    )
    user = min(accounts, key=lambda one: one.username != assistant.username, default=None)
    if user is not None and _claim(assistant, user):
        return user
    return None


def _proven_usernames(user: User, verified_addresses: list[str]) -> set[str]:
    proven = {
        local
        for local, _, domain in (address.partition("@") for address in verified_addresses)
        if domain in settings.LAOS_USERNAME_DOMAINS
    }
    if "@" not in user.username:
        proven.add(user.username.lower())
    return proven


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
