"""Describe a row's history, which triggers record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext

from enrollment.admin_site.log import arrow
from enrollment.admin_site.site import identity_of
from enrollment.models import User
from enrollment.models.sessions import Mark
from enrollment.sessions.source import is_from_report


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    # Empty if no user was logged in, as in a job.
    by: str
    what: str


def changes_of(
    thing: Any, what: Callable[[Any, Any], Iterator[str]], *related: str
) -> list[Change]:
    """Return who changed what and when, latest first, in two queries.

    ``what`` describes how an event differs from the previous one (None for the first). ``related`` are the relations it
    reads.
    """
    rows: list[Any] = list(thing.events.select_related("pgh_context", *related).order_by("pgh_id"))
    users = User.objects.in_bulk({key for row in rows if (key := _author(row)) is not None})
    changes = [
        Change(row.pgh_created_at, str(users.get(_author(row), "")), words)
        for before, row in pairwise([None, *rows])
        for words in what(before, row)
    ]
    return changes[::-1]


def _author(row: Any) -> int | None:
    return row.pgh_context.metadata.get("user") if row.pgh_context else None


def in_registration(before: Any, row: Any) -> Iterator[str]:
    if before is None:
        yield gettext("Registered")
    if row.withdrawn_at is not None and (before is None or before.withdrawn_at is None):
        yield gettext("Place given up")
    mark = before.mark if before else Mark.NONE
    if row.mark != mark:
        change = arrow(gettext("Attendance"), Mark(mark).label, Mark(row.mark).label)
        yield attendance_in_words(change, row)
    if row.preparation_confirmed_at and not (before and before.preparation_confirmed_at):
        yield gettext("Preparation confirmed")


def attendance_in_words(change: str, row: Any) -> str:
    """Return the change of a mark in words, with where it came from."""
    if not is_from_report(row):
        return change
    return gettext("%(change)s, from an attendance report") % {"change": change}


def in_record(before: Any, row: Any) -> Iterator[str]:
    """Describe changes to a learning assistant's name, user name, address and account, and a merge."""
    fields = {
        "name": gettext("Name"),
        "username": gettext("User name"),
        "email": gettext("E-mail address"),
    }
    for field, label in fields.items():
        if before is None:
            yield gettext("%(field)s: %(value)s") % {"field": label, "value": getattr(row, field)}
        elif getattr(before, field) != getattr(row, field):
            yield arrow(label, getattr(before, field), getattr(row, field))
    old, new = getattr(before, "user", None), row.user
    if old != new:
        yield arrow(gettext("Account"), old and identity_of(old), new and identity_of(new))
    if row.merged_into is not None and getattr(before, "merged_into", None) is None:
        yield gettext("Merged into %(record)s") % {"record": identity_of(row.merged_into)}
