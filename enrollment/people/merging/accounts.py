"""Decide which account stays linked when two records are merged, and whose calendar address goes on."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from enrollment.models import CalendarFeed
from enrollment.refusals import Refusal

from .holdings import Holding, Merge
from .refusals import AccountOfAnother


def refusal_to_link(merge: Merge) -> Refusal | None:
    """Refuse an account of neither record, and no account where one of them has one."""
    accounts = {record.user for record in merge.both if record.user is not None}
    fits = merge.account in accounts if accounts else merge.account is None
    return None if fits else AccountOfAnother()


def link(merge: Merge) -> Iterator[str]:
    """Link the chosen account to the record that stays. The other account stays its owner's, linked to no record."""
    both = {record.user for record in merge.both if record.user is not None}
    for record in reversed(merge.both):
        record.user = None
        record.save(update_fields=["user"])
    merge.kept.user = merge.account
    merge.kept.save(update_fields=["user"])
    for account in both:
        sentence = (
            gettext("The account %(account)s is linked to the record that stays.")
            if account == merge.account
            else gettext("The account %(account)s is no longer linked to a record.")
        )
        yield sentence % {"account": account.username}


def settle_feeds(merge: Merge) -> Iterator[str]:
    """Keep the calendar address of the account that stays linked: the other account knows the other address."""
    going_on = next((record for record in merge.both if record.user == merge.account), merge.kept)
    ended, _rows = (
        CalendarFeed.objects.filter(assistant__in=merge.both).exclude(assistant=going_on).delete()
    )
    if ended:
        yield gettext("The calendar address of the other account stops working.")


FEEDS = Holding(CalendarFeed._meta.get_field("assistant"), settle=settle_feeds)
