"""Decide the address and the language of a person's letters. For letters about an account see ``accounts.language``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from allauth.account.models import EmailAddress
from django.db.models import OuterRef, Subquery

from enrollment import languages
from enrollment.models import LearningAssistant, User
from enrollment.models.letters import Recipient


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


def letter_addresses(people: Iterable[Recipient]) -> dict[Recipient, str]:
    """Return the letter address of each person: their account's, else the one on an assistant's record, else ""."""
    accounts_of = {person: _account_of(person) for person in people}
    addresses = addresses_of({key for key in accounts_of.values() if key is not None})
    return {
        person: addresses.get(account or 0, "") or person.email
        for person, account in accounts_of.items()
    }


def letter_address(person: Recipient) -> str:
    return letter_addresses([person])[person]


def languages_of(people: Iterable[Recipient]) -> dict[Recipient, list[str]]:
    """Return the languages of each person's letters: the account's choice, else the one on an assistant's record.

    An account without either gets its letters in all languages.
    """
    people = list(people)
    # Usually the accounts are loaded already, and no query is needed.
    unread = {
        person.user_id
        for person in people
        if isinstance(person, LearningAssistant)
        and person.user_id
        and "user" not in person._state.fields_cache
    }
    chosen = dict(
        User.objects.filter(pk__in=unread, language__isnull=False).values_list("pk", "language")
        if unread
        else ()
    )
    undecided = {person.pk for person in people if isinstance(person, User) and not person.language}
    on_record: dict[int | None, str] = dict(
        LearningAssistant.objects.filter(user__in=undecided).values_list("user", "language")
        if undecided
        else ()
    )
    return {person: _languages_of(person, chosen, on_record) for person in people}


def language_of(person: Recipient) -> str:
    """Return the first of a person's languages, for what can only be in one."""
    return languages_of([person])[person][0]


def chosen_or_guessed(user: User) -> str:
    """Return the language of an account's letters, or an empty string if none is chosen or on record."""
    assistant = LearningAssistant.objects.filter(user=user).first()
    return user.language or (assistant.language if assistant else "")


def _account_of(person: Recipient) -> int | None:
    return person.pk if isinstance(person, User) else person.user_id


def _languages_of(
    person: Recipient, chosen: dict[int, str | None], on_record: Mapping[int | None, str]
) -> list[str]:
    if isinstance(person, LearningAssistant):
        user = person._state.fields_cache.get("user")
        choice = user.language if user is not None else chosen.get(person.user_id or 0)
        return [choice or person.language]
    known = person.language or on_record.get(person.pk)
    return [known] if known else languages.codes()
