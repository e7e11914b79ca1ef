"""Letters about places. Each use case that changes a place writes them here, in its transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from enrollment.calendar import CANCEL, PUBLISH
from enrollment.eligibility import RegistrationStatus
from enrollment.models import (
    Appointment,
    CoreSession,
    ExchangeSide,
    LearningAssistant,
    Registration,
    WaitlistEntry,
)

from . import kinds
from .dates import date_of
from .next_dates import NextDates
from .writing import Draft, write, write_missing


def write_place_held(registrations: Iterable[Registration], at: datetime) -> None:
    """Confirm new places, all those of one assistant in one letter, registered by themselves, by staff or by a file."""
    of_each: defaultdict[LearningAssistant, list[Registration]] = defaultdict(list)
    for registration in registrations:
        of_each[registration.assistant].append(registration)
    write([_of_places(assistant, places) for assistant, places in of_each.items()], at)


def _of_places(assistant: LearningAssistant, places: Sequence[Registration]) -> Draft:
    keys = tuple(registration.pk for registration in places)
    return Draft(
        assistant,
        kinds.PLACE_HELD,
        f"registrations:{','.join(map(str, keys))}",
        lambda: {"dates": [date_of(registration.session) for registration in places]},
        ((PUBLISH, keys),),
    )


def write_waitlisted(entry: WaitlistEntry, position: int, at: datetime) -> None:
    draft = Draft(
        entry.assistant,
        kinds.WAITLISTED,
        f"waitlist:{entry.pk}",
        lambda: {"date": date_of(entry.session), "position": position},
    )
    write([draft], at)


def write_moved(
    moves: Iterable[tuple[Registration, Registration | None]],
    at: datetime,
    *,
    from_waitlist: bool = False,
    cancels: bool = False,
) -> None:
    """Announce new places, each with the place it replaces, if any; ``cancels`` if its session is being cancelled."""
    write(
        [_of_move(new, old, from_waitlist=from_waitlist, cancels=cancels) for new, old in moves], at
    )


def _of_move(
    new: Registration, old: Registration | None, *, from_waitlist: bool, cancels: bool
) -> Draft:
    key = f"registration:{new.pk}"
    if old is None:
        return Draft(
            new.assistant,
            kinds.PROMOTED,
            key,
            lambda: {"date": date_of(new.session)},
            ((PUBLISH, (new.pk,)),),
        )
    return Draft(
        new.assistant,
        kinds.SWAPPED,
        key,
        lambda: {
            "date": date_of(new.session),
            "old": date_of(old.session),
            "from_waitlist": from_waitlist,
            "is_cancelled": cancels or old.session.cancelled_at is not None,
        },
        ((PUBLISH, (new.pk,)), (CANCEL, (old.pk,))),
    )


class Why(StrEnum):
    """Why a place is no longer held."""

    BY_THEMSELVES = "by_themselves"
    REMOVED = "removed"
    APPOINTMENT_ENDS = "appointment_ends"
    EXEMPT = "exempt"
    ATTENDED = "attended"
    OTHER_DATE = "other_date"


# Only after these is another date needed.
STILL_NEEDED = {Why.BY_THEMSELVES, Why.REMOVED}


def write_given_up(registrations: Collection[Registration], at: datetime, why: Why) -> None:
    """Announce places that were given up, removed, or are no longer needed."""
    people = {registration.assistant for registration in registrations}
    next_dates = NextDates(people if why in STILL_NEEDED else (), at)

    def draft(registration: Registration) -> Draft:
        return Draft(
            registration.assistant,
            kinds.GIVEN_UP,
            f"registration:{registration.pk}",
            lambda: {
                "date": date_of(registration.session),
                # Texts that staff edited earlier ask this.
                "by_themselves": why == Why.BY_THEMSELVES,
                "why": str(why),
                "advice": next_dates.advice(registration.assistant, [registration.core_module])
                if why in STILL_NEEDED
                else "",
            },
            ((CANCEL, (registration.pk,)),),
        )

    write(map(draft, registrations), at)


def write_session_cancelled(
    registrations: Iterable[Registration],
    waits: Iterable[WaitlistEntry],
    statuses: Mapping[int, RegistrationStatus],
    still_open: Mapping[int, Sequence[CoreSession]],
    at: datetime,
) -> None:
    """Announce a cancelled session to everyone with a place or on its waitlist, with the dates still open to them."""
    next_dates = NextDates((status.assistant for status in statuses.values()), at)

    def facts(subject: Registration | WaitlistEntry, *, waits: bool) -> dict[str, object]:
        return {
            "date": date_of(subject.session),
            "open": [date_of(date) for date in still_open[subject.assistant_id]],
            "waits": waits,
            "holds": statuses[subject.assistant_id].held(subject.core_module) is not None,
            "advice": next_dates.advice(subject.assistant, [subject.core_module]),
        }

    def waited(entry: WaitlistEntry) -> Draft:
        return Draft(
            entry.assistant,
            kinds.SESSION_CANCELLED,
            f"waitlist:{entry.pk}",
            lambda: facts(entry, waits=True),
        )

    def draft(registration: Registration) -> Draft:
        return Draft(
            registration.assistant,
            kinds.SESSION_CANCELLED,
            f"registration:{registration.pk}",
            lambda: facts(registration, waits=False),
            ((CANCEL, (registration.pk,)),),
        )

    write([*map(draft, registrations), *map(waited, waits)], at)


def write_session_changed(
    session: CoreSession,
    old: CoreSession,
    registrations: Iterable[Registration],
    waits: Iterable[WaitlistEntry],
    at: datetime,
) -> None:
    """Announce a new time, room or link of a session. Each change is announced only once."""

    def waiting(entry: WaitlistEntry) -> Draft:
        return Draft(
            entry.assistant,
            kinds.SESSION_CHANGED,
            f"waitlist:{entry.pk}:{session.sequence}",
            lambda: {"date": date_of(session), "old": date_of(old), "waits": True},
        )

    def draft(registration: Registration) -> Draft:
        return Draft(
            registration.assistant,
            kinds.SESSION_CHANGED,
            f"registration:{registration.pk}:{session.sequence}",
            lambda: {"date": date_of(session), "old": date_of(old), "waits": False},
            ((PUBLISH, (registration.pk,)),),
        )

    write_missing([*map(draft, registrations), *map(waiting, waits)], at)


def write_exchange_offered(sides: Iterable[ExchangeSide], at: datetime) -> None:
    def draft(side: ExchangeSide) -> Draft:
        return Draft(
            side.assistant,
            kinds.EXCHANGE_OFFERED,
            f"exchange:{side.exchange_id}",
            lambda: {
                "date": date_of(side.takes),
                "old": date_of(side.gives),
                "expires": date_format(localtime(side.exchange.expires_at), "DATETIME_FORMAT"),
                "exchange_page": settings.SITE_URL + reverse("enrollment:exchange", args=[side.pk]),
            },
        )

    write(map(draft, sides), at)


def write_exchange_done(
    sides: Sequence[ExchangeSide],
    received: Sequence[Registration],
    given: Sequence[Registration],
    *,
    names: bool,
    at: datetime,
) -> None:
    """Tell both assistants that the exchange is done; names are included only if both agreed."""

    def draft(
        side: ExchangeSide, other: ExchangeSide, new: Registration, old: Registration
    ) -> Draft:
        return Draft(
            side.assistant,
            kinds.EXCHANGE_DONE,
            f"exchange:{side.exchange_id}",
            lambda: {
                "date": date_of(new.session),
                "old": date_of(old.session),
                "other_name": other.assistant.name if names else "",
            },
            ((PUBLISH, (new.pk,)), (CANCEL, (old.pk,))),
        )

    write(map(draft, sides, reversed(sides), received, given), at)


def write_exchange_declined(
    sides: Iterable[ExchangeSide], at: datetime, *, lapsed: bool = False
) -> None:
    """Tell assistants that an exchange will not happen: declined, or ``lapsed`` because their places have changed."""

    def draft(side: ExchangeSide) -> Draft:
        return Draft(
            side.assistant,
            kinds.EXCHANGE_DECLINED,
            f"exchange:{side.exchange_id}",
            lambda: {
                "date": date_of(side.takes),
                "old": date_of(side.gives),
                "lapsed": lapsed,
            },
        )

    write(map(draft, sides), at)


def write_greeting(
    appointed: Mapping[LearningAssistant, Sequence[Appointment]],
    at: datetime,
    *,
    at_new_address: bool = False,
) -> None:
    """Greet newly appointed assistants: department, courses and the need to register.

    Sent once per assistant, and once more to an address that was corrected.
    """
    keys = {
        assistant: f"assistant:{assistant.pk}"
        + (f":{sha256(assistant.email.encode()).hexdigest()[:16]}" if at_new_address else "")
        for assistant in appointed
    }
    next_dates = NextDates(appointed, at)
    write_missing(
        [
            Draft(
                assistant,
                kinds.GREETING,
                keys[assistant],
                partial(_facts_of_greeting, assistant, appointments, next_dates),
            )
            for assistant, appointments in appointed.items()
        ],
        at,
    )


def _facts_of_greeting(
    assistant: LearningAssistant, appointments: Sequence[Appointment], next_dates: NextDates
) -> dict[str, object]:
    first = appointments[0]
    return {
        "department": first.department.name,
        "term": first.term.name,
        "courses": [str(appointment.course) for appointment in appointments],
        "address": assistant.email,
        "advice": next_dates.advice(assistant),
    }
