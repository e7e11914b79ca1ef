"""Reminders about registration and seminars, and what all reminders share.

A reminder is due in a window: from a number of days before an event until the event. A missed run is therefore caught
up, and a reminder is never written twice. It is no longer due once it is pointless: the seminar is past, the place is
given up, or the registration is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from .access import uniped
from .letters import about_leading, kinds
from .letters.dates import date_of
from .letters.writing import Draft, beginning, loaded_once
from .models import (
    Appointment,
    CoreModule,
    CoreSession,
    LearningAssistant,
    Registration,
    Term,
    User,
)
from .models.keys import TermKey
from .models.kinds import ReminderKind
from .models.reminders import days_of

OPEN = ReminderKind(kinds.REGISTRATION_OPEN, _("Registration is open"), usual_days=0)
CLOSING = ReminderKind(kinds.REGISTRATION_CLOSING, _("Registration closes soon"), usual_days=7)
SEMINAR = ReminderKind(kinds.SEMINAR_AHEAD, _("Seminar soon, with its preparation"), usual_days=7)
TOMORROW = ReminderKind(kinds.SEMINAR_TOMORROW, _("Seminar tomorrow"), usual_days=1)
PREPARATION = ReminderKind(kinds.PREPARATION_MISSING, _("Preparation not confirmed"), usual_days=2)
LEADER = ReminderKind(about_leading.MISSING, _("Session without a leader, to Uniped"), usual_days=7)
# Nearest first: only the first one due is written, as it contains everything in the other.
AHEAD = (TOMORROW, SEMINAR)
# After registering: that letter already mentions the preparation.
TIME_TO_PREPARE = timedelta(days=1)


def about_core_modules(at: datetime) -> Iterator[Draft]:
    """Yield the due reminders about registration and seminars, whether written or not."""
    since = beginning(at)
    terms = terms_with_timings()
    yield from _about_registration([term for term in terms if term.is_open(at)], since, at)
    by_key = {term.pk: term for term in terms}
    yield from _about_seminars(by_key, since, at)
    yield from _about_leaders(by_key, since, at)


@loaded_once
def terms_with_timings() -> list[Term]:
    return list(with_timings(Term.objects.all()))


def last_moments(since: datetime, until: datetime) -> set[datetime]:
    """Return the moments of a span from which reminders of core modules are no longer due: it has begun, or has closed."""
    moments = {*_starts(beginning(since))}
    for term in terms_with_timings():
        closes, before = term.registration_closes_at, time_before(term, CLOSING)
        if closes is not None:
            moments |= {closes} if before is None else {closes, closes - before}
    return {moment for moment in moments if since < moment <= until}


@loaded_once
def _starts(since: datetime) -> list[datetime]:
    return list(CoreSession.objects.upcoming(since).order_by().values_list("starts_at", flat=True))


def with_timings(terms: QuerySet[Term]) -> QuerySet[Term]:
    """Prefetch the reminder timings that ``time_before`` reads."""
    return terms.prefetch_related("reminder_timings")


def time_before(term: Term, kind: ReminderKind) -> timedelta | None:
    """Return how long before its event a reminder is due in this term, or None if it is turned off."""
    days = days_of(kind, term.reminder_timings.all())
    return None if days is None else timedelta(days=days)


def _about_registration(
    open_terms: Sequence[Term], since: datetime, at: datetime
) -> Iterator[Draft]:
    """Yield reminders for learning assistants who may register and lack at least one core module."""
    if not open_terms:
        return
    appointments, people, held = _who_may_register(since)
    today = localdate(at)
    appointed = {
        (term, assistant)
        for term, assistant, ends_on in appointments
        if ends_on is None or ends_on >= today
    }
    modules = CoreModule.values
    for term in open_terms:
        missing = {
            assistant: [number for number in modules if (assistant.pk, number) not in held]
            for key, assistant in people.items()
            if (term.pk, key) in appointed
        }
        yield from _of_term(term, missing, at)


@loaded_once
def _who_may_register(since: datetime) -> tuple[list[Any], dict[int, LearningAssistant], set[Any]]:
    """Return the appointments in terms whose registration has not closed, their people, and the places that these hold."""
    appointments = (
        Appointment.objects.live(since)
        .filter(term__registration_closes_at__gt=since, assistant__exempt_since=None)
        .order_by()
    )
    appointed = list(appointments.values_list("term", "assistant", "ends_on"))
    people = LearningAssistant.objects.filter(pk__in=appointments.values("assistant")).in_bulk()
    standing = Registration.objects.standing().filter(
        assistant__in=appointments.values("assistant")
    )
    return appointed, people, set(standing.order_by().values_list("assistant", "core_module"))


def _of_term(
    term: Term, missing: Mapping[LearningAssistant, list[int]], at: datetime
) -> Iterator[Draft]:
    """Yield the registration reminders of one term. ``missing`` maps learning assistants to the modules they lack."""
    closes = term.registration_closes_at
    assert closes is not None
    before_opening, before_closing = time_before(term, OPEN), time_before(term, CLOSING)
    closing = None if before_closing is None else closes - before_closing
    # The date is in the key, so that a new closing date is announced again.
    closing_key = f"term:{term.code}:{localdate(closes)}"
    for assistant, modules in missing.items():
        facts = partial(_facts_of_term, term, closes, modules)
        if closing is not None and closing <= at:
            if modules:
                yield Draft(assistant, CLOSING.letter, closing_key, facts)
        # Assistants with one registration already know that registration is open.
        elif before_opening is not None and len(modules) == len(CoreModule):
            yield Draft(assistant, OPEN.letter, f"term:{term.code}", facts)


def _facts_of_term(term: Term, closes: datetime, modules: list[int]) -> dict[str, object]:
    return {
        "term": term.name,
        "closes": date_format(localtime(closes), "DATETIME_FORMAT"),
        "modules": modules,
    }


def _about_seminars(
    terms: Mapping[TermKey, Term], since: datetime, at: datetime
) -> Iterator[Draft]:
    """Yield reminders for learning assistants with a place in a coming seminar."""
    places, people = _places_to_come(since)
    for session, registrations in places.items():
        if session.starts_at > at:
            session.term = terms[session.term_id]
            yield from _of_seminar(session, registrations, people, at)


@loaded_once
def _places_to_come(
    since: datetime,
) -> tuple[dict[CoreSession, list[Registration]], dict[int, LearningAssistant]]:
    """Return the places in seminars that have not begun, and the people who hold them."""
    places = (
        Registration.objects.live()
        .filter(mark="", session__is_draft=False, session__starts_at__gt=since)
        .order_by()
    )
    held = defaultdict(list)
    for registration in places:
        held[registration.session_id].append(registration)
    # A second query, so that each person is loaded once. It leaves out those who gave up their
    # place in between.
    people = LearningAssistant.objects.filter(pk__in=places.values("assistant")).in_bulk()
    sessions = CoreSession.objects.filter(pk__in=held).select_related("campus").order_by("pk")
    return {
        session: [place for place in held[session.pk] if place.assistant_id in people]
        for session in sessions
    }, people


def _of_seminar(
    session: CoreSession,
    registrations: Iterable[Registration],
    people: Mapping[int, LearningAssistant],
    at: datetime,
) -> Iterator[Draft]:
    days = {kind: time_before(session.term, kind) for kind in (*AHEAD, PREPARATION)}
    since = {
        kind: session.starts_at - before
        for kind, before in days.items()
        if before is not None and session.starts_at - before <= at
    }
    day = localdate(session.starts_at)
    for registration in registrations:
        confirmed = registration.preparation_confirmed_at is not None
        # If the place was taken inside the window, its letter said the same; only the preparation
        # is repeated, later.
        general = [
            kind for kind in AHEAD if kind in since and registration.registered_at <= since[kind]
        ]
        kinds = general[:1]
        if (
            PREPARATION in since
            and not confirmed
            and at >= registration.registered_at + TIME_TO_PREPARE
        ):
            kinds.append(PREPARATION)
        for kind in kinds:
            # The day is in the key, so that a session moved to another day gets a new reminder.
            key = f"registration:{registration.pk}:{day}"
            facts = partial(_facts_of_seminar, session, confirmed=confirmed)
            yield Draft(people[registration.assistant_id], kind.letter, key, facts)


def _facts_of_seminar(session: CoreSession, *, confirmed: bool) -> dict[str, object]:
    return {"date": date_of(session), "prepared": confirmed}


def _about_leaders(terms: Mapping[TermKey, Term], since: datetime, at: datetime) -> Iterator[Draft]:
    """Yield reminders to Uniped's staff of coming sessions that no one leads yet."""
    due = [
        session
        for session in _without_leader(since)
        if session.starts_at > at
        and (before := time_before(terms[session.term_id], LEADER)) is not None
        and session.starts_at - before <= at
    ]
    for session in due:
        session.term = terms[session.term_id]
    for user in _colleagues() if due else ():
        for session in due:
            yield Draft(
                user, LEADER.letter, f"session:{session.pk}", partial(_facts_of_unled, session)
            )


@loaded_once
def _without_leader(since: datetime) -> list[CoreSession]:
    unled = CoreSession.objects.upcoming(since).filter(leaders=None)
    return list(unled.select_related("campus").order_by("starts_at", "pk"))


@loaded_once
def _colleagues() -> list[User]:
    return list(uniped())


def _facts_of_unled(session: CoreSession) -> dict[str, object]:
    page = reverse("admin:enrollment_coresession_change", args=[session.pk])
    return {"date": date_of(session), "session_page": settings.SITE_URL + page}
