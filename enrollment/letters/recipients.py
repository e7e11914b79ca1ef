"""Decide the address and the language of a person's letters. For letters about an account see ``accounts.language``."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from allauth.account.models import EmailAddress
from django.db.models import OuterRef, Subquery

from enrollment.models import LearningAssistant, User


def addresses_of(users: Collection[int]) -> dict[int, str]:
    """Return the letter address of each account, by primary key.

    A confirmed address comes first, the primary one before others; without one, ``User.email``. Accounts without any
    address are left out.
    """
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    first = confirmed.order_by("-primary", "pk").values("email")[:1]
    rows = User.objects.filter(pk__in=users).annotate(confirmed=Subquery(first))
    return {
        pk: confirmed or made_for
        for pk, confirmed, made_for in rows.values_list("pk", "confirmed", "email")
        if confirmed or made_for
    }


def address_of(user: User) -> str:
    return addresses_of([user.pk]).get(user.pk, "")


def letter_addresses(assistants: Iterable[LearningAssistant]) -> dict[int, str]:
    """Return the letter address of each assistant, by primary key: their account's address, else the one on record."""
    assistants = list(assistants)
    accounts = addresses_of(
        {assistant.user_id for assistant in assistants if assistant.user_id is not None}
    )
    return {
        assistant.pk: accounts.get(assistant.user_id or 0, "") or assistant.email
        for assistant in assistants
    }


def letter_address(assistant: LearningAssistant) -> str:
    return letter_addresses([assistant])[assistant.pk]


def languages_of(assistants: Iterable[LearningAssistant]) -> dict[int, str]:
    """Return the letter language of each assistant, by primary key: the account's choice, else the one on record."""
    assistants = list(assistants)
    # Usually the accounts are loaded already, and no query is needed.
    unread = {
        assistant.user_id
        for assistant in assistants
        if assistant.user_id and "user" not in assistant._state.fields_cache
    }
    chosen = dict(
        User.objects.filter(pk__in=unread, language__isnull=False).values_list("pk", "language")
        if unread
        else ()
    )
    return {
        assistant.pk: _chosen_by(assistant, chosen) or assistant.language
        for assistant in assistants
    }


def language_of(assistant: LearningAssistant) -> str:
    return languages_of([assistant])[assistant.pk]


def chosen_or_guessed(user: User) -> str:
    """Return the language of an account's letters, or an empty string if none is chosen or on record."""
    assistant = LearningAssistant.objects.filter(user=user).first()
    return user.language or (assistant.language if assistant else "")


def _chosen_by(assistant: LearningAssistant, chosen: dict[int, str | None]) -> str | None:
    user = assistant._state.fields_cache.get("user")
    return user.language if user is not None else chosen.get(assistant.user_id or 0)
