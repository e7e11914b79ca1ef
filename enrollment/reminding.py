"""What people are reminded of, and when.

Due is a window: from so many days before an event until the event itself. A night that was missed is caught up, and what
is written once is not written again. A reminder that has become pointless is none: the seminar is past, the place given
up, the registration done.
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

# The nearer one says all that the earlier would have said.
AHEAD = (Kind.TOMORROW, Kind.SEMINAR)
# Since the letter that told of the place, and of its preparation.
TIME_TO_PREPARE = timedelta(days=1)
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is to be written."""

    draft: Draft

    @property
    def key(self) -> tuple[int, str, str]:
        return self.draft.recipient.pk, self.draft.kind, self.draft.key


def remind(at: datetime) -> list[Letter]:
    """Write every reminder that is due. Doing so again writes nothing."""
    drafts = [one.draft for one in due(at)]
    return [
        letter
        for start in range(0, len(drafts), BATCH)
        for letter in write_missing(drafts[start : start + BATCH], at)
    ]


def due(at: datetime) -> list[Due]:
    """The reminders that are due and not written, in a constant number of queries."""
    sources = map(import_string, settings.LAOS_REMINDERS)
    candidates = [one for source in sources for one in source(at)]
    written = set(
        Letter.objects.filter(
            kind__in=Kind.values, key__in={one.draft.key for one in candidates}
        ).values_list("recipient", "kind", "key")
    )
    return [one for one in candidates if one.key not in written]


def about_core_modules(at: datetime) -> Iterator[Due]:
    """The reminders of registering and of seminars that are due, written or not."""
    running = Term.objects.open(at) | Term.objects.filter(core_sessions__starts_at__gt=at)
    terms = list(with_timings(running.distinct()))
    yield from _about_registration(terms, at)
    yield from _about_seminars(terms, at)


def with_timings(terms: QuerySet[Term]) -> QuerySet[Term]:
    """Terms with what ``time_before`` asks for."""
    return terms.prefetch_related(Prefetch("reminder_timings", to_attr="timings"))


def time_before(term: Term, kind: Kind) -> timedelta | None:
    """How long before its event a reminder is due in this term, or None where it is not sent."""
    timings: list[ReminderTiming] = term.timings  # type: ignore[attr-defined]  # put there by with_timings
    days = days_before(kind, timings)
    return None if days is None else timedelta(days=days)


def _about_registration(terms: Iterable[Term], at: datetime) -> Iterator[Due]:
    """To those who may register and hold no date, or only one."""
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
    """``missing`` has the core modules that somebody holds no date of."""
    closes = term.registration_closes_at
    assert closes is not None
    before_opening, before_closing = time_before(term, Kind.OPEN), time_before(term, Kind.CLOSING)
    closing = None if before_closing is None else closes - before_closing
    # A new closing date is told of anew.
    closing_key = f"term:{term.code}:{localdate(closes)}"
    for assistant, modules in missing.items():
        facts = partial(_facts_of_term, term, closes, modules)
        if closing is not None and closing <= at:
            if modules:
                yield Due(Draft(assistant, Kind.CLOSING, closing_key, facts))
        # Whoever has begun knows that it is open.
        elif before_opening is not None and len(modules) == len(CoreModule):
            yield Due(Draft(assistant, Kind.OPEN, f"term:{term.code}", facts))


def _facts_of_term(term: Term, closes: datetime, modules: list[int]) -> dict[str, object]:
    return {
        "term": term.name,
        "closes": date_format(localtime(closes), "DATETIME_FORMAT"),
        "modules": modules,
    }


def _about_seminars(terms: Iterable[Term], at: datetime) -> Iterator[Due]:
    """To those who hold a place in a seminar that is near."""
    by_key = {term.pk: term for term in terms}
    places = (
        Registration.objects.live()
        .filter(mark="", session__term__in=by_key, session__starts_at__gt=at)
        .order_by()
    )
    held = defaultdict(list)
    for registration in places:
        held[registration.session_id].append(registration)
    # Read after the places, and each once: whoever has given up their only place meanwhile is not among them.
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
        # Whoever took the place since then was told all of it then; only the preparation is asked for again, later.
        ahead = [
            kind for kind in AHEAD if kind in since and registration.registered_at <= since[kind]
        ]
        kinds = ahead[:1]
        told_at = registration.registered_at
        if Kind.PREPARATION in since and not confirmed and at >= told_at + TIME_TO_PREPARE:
            kinds.append(Kind.PREPARATION)
        for kind in kinds:
            # A session put on another day is reminded of anew.
            key = f"registration:{registration.pk}:{day}"
            facts = partial(_facts_of_seminar, session, confirmed=confirmed)
            yield Due(Draft(people[registration.assistant_id], kind, key, facts))


def _facts_of_seminar(session: CoreSession, *, confirmed: bool) -> dict[str, object]:
    return {"date": date_of(session), "prepared": confirmed}
