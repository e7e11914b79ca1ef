"""Record people who come to a session without a place in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from enrollment.eligibility import (
    RegistrationStatus,
    refusal_of_state,
    refusal_to_exceed_capacity,
    status_of,
)
from enrollment.letters import about_places
from enrollment.marks import counts
from enrollment.models import Appointment, CoreSession, LearningAssistant, Registration, User
from enrollment.models.sessions import Mark
from enrollment.places import taking
from enrollment.places.promoting import freeing
from enrollment.plain_text import NameOrder, words_to_find
from enrollment.refusals import (
    AttendedBefore,
    BeyondThePlaces,
    NotAppointedThen,
    NotBegun,
    OtherAttendance,
    OwnAttendance,
    Refusal,
)

from .source import WALK_IN, marks_from


@dataclass(frozen=True, slots=True)
class WalkIn:
    registration: Registration
    # The number of places before one was added for this person; None if there was a free one.
    former_capacity: int | None = None


def appointed_on_the_day(session: CoreSession) -> QuerySet[LearningAssistant]:
    """Return the people who could come to a session, with their appointments of its term for ``departments_of``."""
    appointed = Appointment.objects.live_on(localdate(session.starts_at)).filter(
        term=session.term_id
    )
    theirs = Prefetch("appointments", appointed.select_related("department"))
    people = LearningAssistant.objects.filter(pk__in=appointed.values("assistant"))
    return people.prefetch_related(theirs).order_by(NameOrder("name"), "pk")


def without_a_place(session: CoreSession, sought: str) -> QuerySet[LearningAssistant]:
    """Return those of them who have no place in the session, and match every word sought."""
    registered = Registration.objects.live().filter(session=session)
    people = appointed_on_the_day(session).exclude(pk__in=registered.values("assistant"))
    for word in words_to_find(sought):
        people = people.filter(found_by__finds=word)
    return people


def add(
    *,
    assistant: LearningAssistant,
    session: CoreSession,
    mark: str,
    because: str = "",
    by: User,
    at: datetime,
) -> WalkIn:
    """Give a place and a mark of ``marks.CAME`` to a person who came to a session that has begun. Idempotent.

    If no place is free, one is added, and ``because`` must say why; it is kept in the history of the place. Those
    marked present give up their other dates of the core module, as in ``marking.mark``. One that has begun stays on its
    roll call, because attendance there is still to be recorded.

    Raises the ``Refusal`` of the first broken rule.
    """
    with marks_from(WALK_IN, because), freeing(at, [session.pk]) as sessions:
        current = sessions[session.pk]
        # As on the day of the session: an appointment may have ended since.
        status = status_of(taking.lock_assistant(assistant), current.starts_at)
        here = Registration.objects.live().filter(session=current, assistant=assistant).first()
        if here is not None:
            return WalkIn(here)
        if refusal := _refusal(current, status, by, at):
            raise refusal
        former = _make_room(current, because)
        held = status.held(current.core_module)
        if counts(mark):
            _free_other_dates(current, status.assistant, at)
        place = taking.place_in(current, status.assistant, at, mark=mark, by=by, instead_of=held)
        (registration,) = taking.take([place])
        return WalkIn(registration, former)


def _refusal(
    session: CoreSession, status: RegistrationStatus, by: User, at: datetime
) -> Refusal | None:
    if refusal := refusal_of_state(session):
        return refusal
    if not session.has_begun(at):
        return NotBegun(session)
    if status.assistant.user_id == by.pk:
        return OwnAttendance()
    if session.term_id not in status.appointed_until:
        return NotAppointedThen(status.assistant, session)
    if attended := status.attended(session.core_module):
        return AttendedBefore(attended)
    for other in status.other_than(session.core_module):
        if session.overlaps(other.session):
            return OtherAttendance(other)
    return None


def _make_room(session: CoreSession, because: str) -> int | None:
    taken = taking.taken_in(session)
    if refusal_to_exceed_capacity(session, taken) is None:
        return None
    if not because:
        raise BeyondThePlaces(session)
    former = session.capacity
    session.capacity = taken + 1
    session.save(update_fields=["capacity"])
    return former


def _free_other_dates(session: CoreSession, assistant: LearningAssistant, at: datetime) -> None:
    others = list(
        Registration.objects.standing()
        .filter(assistant=assistant, core_module=session.core_module, mark=Mark.NONE)
        .select_related("assistant", "session__campus", "session__term")
    )
    coming = [place for place in others if not place.session.has_begun(at)]
    taking.free(coming, at)
    about_places.write_given_up(coming, at, about_places.Why.ATTENDED)
    taking.give_way([place for place in others if place not in coming], at)
    taking.stop_waiting([assistant.pk], session.core_module)
