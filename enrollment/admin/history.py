"""Describe a row's history, which triggers record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from enrollment.admin_site.log import arrow
from enrollment.admin_site.site import identity_of
from enrollment.models import User
from enrollment.models.sessions import Mark
from enrollment.sessions.source import REPORT, WALK_IN, reason_of, source_of

# How an event differs from the one before, in sentences; before the first is ``None``.
Describe = Callable[[Any, Any], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    # Empty if no user was logged in, as in a job.
    by: str
    what: str


def changes_of(thing: Any, what: Describe, *related: str) -> list[Change]:
    """Return who changed what and when, latest first, in two queries.

    ``what`` describes how an event differs from the previous one (None for the first). ``related`` are the relations it
    reads.
    """
    return changes_in([(thing.events.select_related(*related), what)])


def changes_in(sources: Iterable[tuple[QuerySet[Any], Describe]]) -> list[Change]:
    """Return what the events tell, latest first, in a query for each source and one for the authors.

    A source is the events of any number of rows of one table, and how a row's event differs from the one before.
    """
    steps: list[tuple[Any, Any, Describe]] = []
    for events, what in sources:
        by_row: defaultdict[int, list[Any]] = defaultdict(list)
        for event in events.select_related("pgh_context").order_by("pgh_id"):
            by_row[event.pgh_obj_id].append(event)
        steps += [
            (before, event, what)
            for of_row in by_row.values()
            for before, event in pairwise([None, *of_row])
        ]
    users = User.objects.in_bulk({_author(event) for _before, event, _what in steps} - {None})
    steps.sort(key=lambda step: (step[1].pgh_created_at, step[1].pgh_id))
    changes = [
        Change(event.pgh_created_at, str(users.get(_author(event), "")), words)
        for before, event, what in steps
        for words in what(before, event)
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
    source, because = source_of(row), reason_of(row)
    if source == REPORT:
        change = gettext("%(change)s, from an attendance report") % {"change": change}
    elif source == WALK_IN:
        change = gettext("%(change)s, came without a place") % {"change": change}
    if because:
        change = gettext("%(change)s. Reason: %(because)s") % {"change": change, "because": because}
    return change


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
