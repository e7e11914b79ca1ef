"""Who leads which core sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from enrollment.letters import about_leading
from enrollment.models import CoreSession, User
from enrollment.models.sessions import CoreSessionQuerySet

# How long the page of a seminar leader links to the roll call of a past session.
ROLL_IS_CALLED_WITHIN = timedelta(days=60)

Assignment = CoreSession.leaders.through


def assign(leaders_of: Mapping[CoreSession, Collection[User]], at: datetime) -> None:
    """Set who leads each of these sessions, and write one letter to each account that now leads more or fewer.

    No one is told about sessions that are drafts, are cancelled or have begun. Idempotent.
    """
    with transaction.atomic():
        # Under this lock no one else changes the leaders of the same sessions.
        keys = [session.pk for session in leaders_of]
        list(CoreSession.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
        before = _assignments(leaders_of)
        for session, leaders in leaders_of.items():
            session.leaders.set(leaders)
        after = _assignments(leaders_of)
        told = _to_tell_about(leaders_of, at)
        about_leading.write_added(_by_leader(after - before, told), at)
        about_leading.write_removed(_by_leader(before - after, told), at)


def tell_leaders(sessions: Collection[CoreSession], at: datetime) -> None:
    """Tell the leaders of newly published sessions which ones they lead."""
    about_leading.write_added(_by_leader(_assignments(sessions), _to_tell_about(sessions, at)), at)


def leaders_to_tell(drafts: Collection[CoreSession], at: datetime) -> list[User]:
    """Return those who get a letter once these drafts are published: one each, with all of their sessions."""
    coming = {draft.pk: draft for draft in drafts if not draft.has_begun(at)}
    return list(_by_leader(_assignments(drafts), coming))


def leader_names() -> ArraySubquery:
    """Return the names of those who lead a session, for a query of sessions."""
    leaders = User.objects.filter(leads=OuterRef("pk")).order_by("username")
    names = Coalesce(NullIf("name", Value("")), "username")
    return ArraySubquery(leaders.values_list(names, flat=True))


def _to_tell_about(sessions: Iterable[CoreSession], at: datetime) -> dict[int, CoreSession]:
    return {
        session.pk: session
        for session in sessions
        if session.cancelled_at is None and not session.is_draft and not session.has_begun(at)
    }


def accounts_named(usernames: Iterable[str]) -> dict[str, User]:
    """Return the accounts with these user names, in any case, by the name in lower case."""
    lowered = {name.lower() for name in usernames}
    users = User.objects.alias(lowered=Lower("username")).filter(lowered__in=lowered)
    return {user.username.lower(): user for user in users}


def names_in(text: str) -> list[str]:
    """Return the user names in a list separated by semicolons, as in files."""
    return [name.strip() for name in text.split(";") if name.strip()]


def _assignments(sessions: Iterable[CoreSession]) -> set[tuple[int, int, int]]:
    rows = Assignment.objects.filter(coresession__in=[session.pk for session in sessions])
    return set(rows.values_list("pk", "coresession", "user"))


def _by_leader(
    assignments: Iterable[tuple[int, int, int]], sessions: Mapping[int, CoreSession]
) -> dict[User, list[tuple[int, CoreSession]]]:
    led: defaultdict[int, list[tuple[int, CoreSession]]] = defaultdict(list)
    for key, session, user in assignments:
        if session in sessions:
            led[user].append((key, sessions[session]))
    people = User.objects.filter(pk__in=led, is_active=True).in_bulk()
    return {user: led[pk] for pk, user in people.items()}


def sessions_led(user: User, at: datetime) -> CoreSessionQuerySet:
    """Return the sessions that a seminar leader calls the roll of: coming and recent ones."""
    recent = CoreSession.objects.live().filter(ends_at__gt=at - ROLL_IS_CALLED_WITHIN)
    return recent.filter(leaders=user).select_related("campus")
