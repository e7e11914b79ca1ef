"""Find the reminders that are due, and write them.

A reminder is due in a window: from a number of days before an event until the event. A missed run is therefore caught
up, and a reminder is never written twice. It is no longer due once it is pointless: the seminar is past, the place is
given up, or the registration is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.timezone import localdate, localtime

from .letters.telling import date_of
from .letters.writing import Draft, write_missing
from .models import (
    Appointment,
    CoreModule,
    CoreSession,
    LearningAssistant,
    Letter,
    Registration,
    ReminderTiming,
    Term,
)
from .models.reminders import Kind, days_before

# Nearest first: only the first one due is written, as it contains everything in the other.
AHEAD = (Kind.TOMORROW, Kind.SEMINAR)
# After registering: that letter already mentions the preparation.
TIME_TO_PREPARE = timedelta(days=1)
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder to write."""

    draft: Draft

    @property
    def key(self) -> tuple[int, str, str]:
        return self.draft.recipient.pk, self.draft.kind, self.draft.key


def remind(at: datetime) -> list[Letter]:
    """Write every reminder that is due. Idempotent."""
    drafts = [one.draft for one in due(at)]
    return [
        letter
        for start in range(0, len(drafts), BATCH)
        for letter in write_missing(drafts[start : start + BATCH], at)
    ]


def due(at: datetime) -> list[Due]:
    """Return the reminders that are due and not yet written, in a constant number of queries."""
    sources = map(import_string, settings.LAOS_REMINDERS)
    candidates = [one for source in sources for one in source(at)]
    written = set(
        Letter.objects.filter(
            kind__in=Kind.values, key__in={one.draft.key for one in candidates}
        ).values_list("recipient", "kind", "key")
    )
    return [one for one in candidates if one.key not in written]


def about_core_modules(at: datetime) -> Iterator[Due]:
    """Yield the due reminders about registration and seminars, whether written or not."""
    running = Term.objects.open(at) | Term.objects.filter(core_sessions__starts_at__gt=at)
    terms = list(with_timings(running.distinct()))
    yield from _about_registration(terms, at)
    yield from _about_seminars(terms, at)


def with_timings(terms: QuerySet[Term]) -> QuerySet[Term]:
    """Prefetch the reminder timings that ``time_before`` reads."""
    return terms.prefetch_related(Prefetch("reminder_timings", to_attr="timings"))


def time_before(term: Term, kind: Kind) -> timedelta | None:
    """Return how long before its event a reminder is due in this term, or None if it is turned off."""
    timings: list[ReminderTiming] = term.timings  # type: ignore[attr-defined]  # set by with_timings
    days = days_before(kind, timings)
    return None if days is None else timedelta(days=days)


def _about_registration(terms: Iterable[Term], at: datetime) -> Iterator[Due]:
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
) -> Iterator[Due]:
    """Yield the registration reminders of one term. ``missing`` maps learning assistants to the modules they lack."""
    closes = term.registration_closes_at
    assert closes is not None
    before_opening, before_closing = time_before(term, Kind.OPEN), time_before(term, Kind.CLOSING)
    closing = None if before_closing is None else closes - before_closing
    # The date is in the key, so that a new closing date is announced again.
    closing_key = f"term:{term.code}:{localdate(closes)}"
    for assistant, modules in missing.items():
        facts = partial(_facts_of_term, term, closes, modules)
        if closing is not None and closing <= at:
            if modules:
                yield Due(Draft(assistant, Kind.CLOSING, closing_key, facts))
        # Assistants with one registration already know that registration is open.
        elif before_opening is not None and len(modules) == len(CoreModule):
            yield Due(Draft(assistant, Kind.OPEN, f"term:{term.code}", facts))


def _facts_of_term(term: Term, closes: datetime, modules: list[int]) -> dict[str, object]:
    return {
        "term": term.name,
        "closes": date_format(localtime(closes), "DATETIME_FORMAT"),
        "modules": modules,
    }


def _about_seminars(terms: Iterable[Term], at: datetime) -> Iterator[Due]:
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
            session, [one for one in held[session.pk] if one.assistant_id in people], people, at
        )


def _of_seminar(
    session: CoreSession,
    registrations: Iterable[Registration],
    people: Mapping[int, LearningAssistant],
    at: datetime,
) -> Iterator[Due]:
    days = {kind: time_before(session.term, kind) for kind in (*AHEAD, Kind.PREPARATION)}
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
        ahead = [
            kind for kind in AHEAD if kind in since and registration.registered_at <= since[kind]
        ]
        kinds = ahead[:1]
        told_at = registration.registered_at
        if Kind.PREPARATION in since and not confirmed and at >= told_at + TIME_TO_PREPARE:
            kinds.append(Kind.PREPARATION)
        for kind in kinds:
            # The day is in the key, so that a session moved to another day gets a new reminder.
            key = f"registration:{registration.pk}:{day}"
            facts = partial(_facts_of_seminar, session, confirmed=confirmed)
            yield Due(Draft(people[registration.assistant_id], kind, key, facts))


def _facts_of_seminar(session: CoreSession, *, confirmed: bool) -> dict[str, object]:
    return {"date": date_of(session), "prepared": confirmed}
