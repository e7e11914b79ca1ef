"""What people are reminded of, and when.

Due is a window: from so many days before an event until the event itself. A night that was missed is caught up, and what
is written once is not written again. A reminder that has become pointless is none: the seminar is past, the place given
up, the registration done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from .letters.telling import date_of
from .letters.writing import Draft, write_missing
from .models import (
    Appointment,
    CoreModule,
    LearningAssistant,
    Letter,
    Registration,
    ReminderTiming,
    Term,
)

Kind = ReminderTiming.Kind
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is to be written, and since when."""

    since: datetime
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
    terms = list(_terms(at))
    candidates = [*_about_registration(terms, at), *_about_seminars(terms, at)]
    written = set(
        Letter.objects.filter(
            kind__in=Kind.values, key__in={one.draft.key for one in candidates}
        ).values_list("recipient", "kind", "key")
    )
    return [one for one in candidates if one.key not in written]


def _terms(at: datetime) -> QuerySet[Term]:
    timings = Prefetch("reminder_timings", to_attr="timings")
    running = Term.objects.open(at) | Term.objects.filter(core_sessions__starts_at__gt=at)
    return running.distinct().prefetch_related(timings)


def _days(term: Term, kind: Kind) -> timedelta | None:
    """How long before its event a reminder is due in this term, or None where it is not sent."""
    timings: list[ReminderTiming] = term.timings  # type: ignore[attr-defined]  # put there by _terms
    days = {one.kind: one.days_before for one in timings}.get(kind, ReminderTiming.USUAL_DAYS[kind])
    return None if days is None else timedelta(days=days)


def _about_registration(terms: Iterable[Term], at: datetime) -> Iterator[Due]:
    """To those who may register and hold no date, or only one."""
    open_terms = {term.pk: term for term in terms if term.is_open(at)}
    appointed = (
        Appointment.objects.live(at)
        .filter(term__in=open_terms, assistant__exempt_since=None)
        .order_by("assistant_id", "term_id")
        .distinct("assistant_id", "term_id")
    )
    standing = Registration.objects.standing().filter(assistant__in=appointed.values("assistant"))
    held = set(standing.order_by().values_list("assistant", "core_module"))
    for appointment in appointed.select_related("assistant"):
        missing = [
            number for number in CoreModule.values if (appointment.assistant_id, number) not in held
        ]
        if missing:
            term = open_terms[appointment.term_id]
            yield from _of_registration(appointment.assistant, term, missing, at)


def _of_registration(
    assistant: LearningAssistant, term: Term, modules: list[int], at: datetime
) -> Iterator[Due]:
    opens, closes = term.registration_opens_at, term.registration_closes_at
    assert opens is not None
    assert closes is not None
    # Whoever has begun knows that it is open.
    untouched = len(modules) == len(CoreModule.values)
    before_opening, before_closing = _days(term, Kind.OPEN), _days(term, Kind.CLOSING)
    closing = closes if before_closing is None else closes - before_closing

    def facts() -> dict[str, object]:
        return {
            "term": term.name,
            "closes": date_format(localtime(closes), "DATETIME_FORMAT"),
            "modules": modules,
        }

    if before_closing is not None and closing <= at:
        key = f"term:{term.code}:{localdate(closes)}"
        yield Due(closing, Draft(assistant, Kind.CLOSING, key, facts))
    elif before_opening is not None and untouched:
        key = f"term:{term.code}"
        yield Due(opens, Draft(assistant, Kind.OPEN, key, facts))


def _about_seminars(terms: Iterable[Term], at: datetime) -> Iterator[Due]:
    """To those who hold a place in a seminar that is near."""
    by_key = {term.pk: term for term in terms}
    held = (
        Registration.objects.live()
        .filter(mark="", session__term__in=by_key, session__starts_at__gt=at)
        .select_related("assistant", "session__campus")
        .order_by("pk")
    )
    for registration in held:
        registration.session.term = by_key[registration.session.term_id]
        # The nearer one says all that the earlier would have said.
        ahead = _of_seminar(Kind.TOMORROW, registration, at) or _of_seminar(
            Kind.SEMINAR, registration, at
        )
        preparation = _of_seminar(Kind.PREPARATION, registration, at)
        yield from (one for one in (ahead, preparation) if one is not None)


def _of_seminar(kind: Kind, registration: Registration, at: datetime) -> Due | None:
    session = registration.session
    before = _days(session.term, kind)
    if before is None:
        return None
    since = session.starts_at - before
    confirmed = registration.preparation_confirmed_at is not None
    if at < since or (kind == Kind.PREPARATION and confirmed):
        return None
    # Whoever took the place since then was told all of it then; only the preparation is asked for again.
    if kind != Kind.PREPARATION and registration.registered_at > since:
        return None
    # A session put on another day is reminded of anew.
    key = f"registration:{registration.pk}:{localdate(session.starts_at)}"
    return Due(
        since,
        Draft(
            registration.assistant,
            kind,
            key,
            lambda: {"date": date_of(session), "prepared": confirmed},
        ),
    )
