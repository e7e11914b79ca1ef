"""Reminders about registration and seminars, and what all reminders share.

A reminder is due in a window: from a number of days before an event until the event. A missed run is therefore caught
up, and a reminder is never written twice. It is no longer due once it is pointless: the seminar is past, the place is
given up, or the registration is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from .access import uniped
from .letters import about_leading, kinds
from .letters.dates import date_of
from .letters.writing import Draft
from .models import (
    Appointment,
    CoreModule,
    CoreSession,
    LearningAssistant,
    Registration,
    Term,
)
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
    running = Term.objects.open(at) | Term.objects.filter(
        core_sessions__in=CoreSession.objects.published().filter(starts_at__gt=at)
    )
    terms = list(with_timings(running.distinct()))
    yield from _about_registration(terms, at)
    yield from _about_seminars(terms, at)
    yield from _about_leaders(terms, at)


def last_moments(since: datetime, until: datetime) -> set[datetime]:
    """Return the moments of a span from which reminders of core modules are no longer due: it has begun, or has closed."""
    begun = CoreSession.objects.upcoming(since).filter(starts_at__lte=until)
    moments = {*begun.order_by().values_list("starts_at", flat=True)}
    for term in with_timings(Term.objects.filter(registration_closes_at__gt=since)):
        closes, before = term.registration_closes_at, time_before(term, CLOSING)
        assert closes is not None
        moments |= {closes} if before is None else {closes, closes - before}
    return {moment for moment in moments if since < moment <= until}


def with_timings(terms: QuerySet[Term]) -> QuerySet[Term]:
    """Prefetch the reminder timings that ``time_before`` reads."""
    return terms.prefetch_related("reminder_timings")


def time_before(term: Term, kind: ReminderKind) -> timedelta | None:
    """Return how long before its event a reminder is due in this term, or None if it is turned off."""
    days = days_of(kind, term.reminder_timings.all())
    return None if days is None else timedelta(days=days)


def _about_registration(terms: Iterable[Term], at: datetime) -> Iterator[Draft]:
    """Yield reminders for learning assistants who may register and lack at least one core module."""
    open_terms = [term for term in terms if term.is_open(at)]
    appointments = (
        Appointment.objects.live(at)
        .filter(term__in=open_terms, assistant__exempt_since=None)
        .order_by()
    )
    standing = Registration.objects.standing().filter(
        assistant__in=appointments.values("assistant")
    )
    held = set(standing.order_by().values_list("assistant", "core_module"))
    appointed = set(appointments.values_list("term", "assistant"))
    people = LearningAssistant.objects.filter(pk__in=appointments.values("assistant")).in_bulk()
    modules = CoreModule.values
    for term in open_terms:
        missing = {
            assistant: [number for number in modules if (assistant.pk, number) not in held]
            for key, assistant in people.items()
            if (term.pk, key) in appointed
        }
        yield from _of_term(term, missing, at)


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


def _about_seminars(terms: Iterable[Term], at: datetime) -> Iterator[Draft]:
    """Yield reminders for learning assistants with a place in a coming seminar."""
    by_key = {term.pk: term for term in terms}
    places = (
        Registration.objects.live()
        .filter(mark="", session__term__in=by_key, session__starts_at__gt=at)
        .order_by()
    )
    held = defaultdict(list)
    for registration in places:
        held[registration.session_id].append(registration)
    # A second query, so that each person is loaded once. It leaves out those who gave up their
    # place in between.
    people = LearningAssistant.objects.filter(pk__in=places.values("assistant")).in_bulk()
    for session in CoreSession.objects.filter(pk__in=held).select_related("campus").order_by("pk"):
        session.term = by_key[session.term_id]
        yield from _of_seminar(
            session,
            [
                registration
                for registration in held[session.pk]
                if registration.assistant_id in people
            ],
            people,
            at,
        )


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


def _about_leaders(terms: Iterable[Term], at: datetime) -> Iterator[Draft]:
    """Yield reminders to Uniped's staff of coming sessions that no one leads yet."""
    by_key = {term.pk: term for term in terms}
    unled = CoreSession.objects.upcoming(at).filter(term__in=by_key, leaders=None)
    due = [
        session
        for session in unled.select_related("campus").order_by("starts_at", "pk")
        if (before := time_before(by_key[session.term_id], LEADER)) is not None
        and session.starts_at - before <= at
    ]
    for session in due:
        session.term = by_key[session.term_id]
    for user in uniped() if due else ():
        for session in due:
            yield Draft(
                user, LEADER.letter, f"session:{session.pk}", partial(_facts_of_unled, session)
            )


def _facts_of_unled(session: CoreSession) -> dict[str, object]:
    page = reverse("admin:enrollment_coresession_change", args=[session.pk])
    return {"date": date_of(session), "session_page": settings.SITE_URL + page}
