"""To which address a person's letters go: here alone it is decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from allauth.account.models import EmailAddress
from django.db.models import OuterRef, Subquery

from enrollment.models import LearningAssistant, User


def addresses_of(users: Collection[int]) -> dict[int, str]:
    """Return where letters to accounts go: to the confirmed address, the primary one before others.

    An account that has confirmed none is written to where it was made for. Of one without any address there is nothing.
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
    """Return where letters to learning assistants go, by key: to their account, or without one as on record."""
    assistants = list(assistants)
    accounts = addresses_of({one.user_id for one in assistants if one.user_id is not None})
    return {one.pk: accounts.get(one.user_id or 0, "") or one.email for one in assistants}


def letter_address(assistant: LearningAssistant) -> str:
    return letter_addresses([assistant])[assistant.pk]
