"""End appointments, free the places that rest on them, and welcome the newly appointed.

A place in a coming session requires a live appointment in the session's term, and so does a promotion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from enrollment.letters import about_places
from enrollment.letters.writing import Announcement
from enrollment.models import Appointment, LearningAssistant, Registration
from enrollment.models.sessions import Mark, RegistrationQuerySet
from enrollment.places import promoting, taking
from enrollment.refusals import SavedMeanwhile, StillHolding

new_people = Announcement("enrollment.tasks.remind", seconds=2)


def lock(assistants: Iterable[int], at: datetime) -> None:
    """Lock the learning assistants whose appointments are about to change, by the locking rule in ``places.taking``.

    All coming sessions are locked first. Without that, this could deadlock with code that frees a place, which holds
    the sessions and then locks learning assistants.
    """
    taking.lock_all(at)
    taking.lock_assistants(assistants)


def reread(appointment: Appointment) -> Appointment:
    """Return the current state of an appointment. Call it under the lock of its learning assistant.

    Raises ``SavedMeanwhile`` if it was undone, or is another record's since two were merged: that one is not locked.
    """
    current = Appointment.objects.select_related("assistant", "course").filter(
        pk=appointment.pk, assistant=appointment.assistant_id
    )
    if (found := current.first()) is None:
        raise SavedMeanwhile
    return found


def places_to_free(
    *, appointments: Collection[Appointment], at: datetime, last_day: date | None = None
) -> list[Registration]:
    """Return the coming places that no other appointment justifies once these have ended.

    Without a ``last_day``, the appointments end now: they are deleted, or moved to another term. To act on the answer,
    call ``lock`` first, so that no place is taken in the meantime.
    """
    ending = {(appointment.assistant_id, appointment.term_id) for appointment in appointments}
    assistants = {assistant for assistant, _ in ending}
    day = localdate(at)
    if last_day is not None:
        day = max(day, last_day + timedelta(days=1))
    others = (
        Appointment.objects.live_on(day)
        .filter(assistant__in=assistants)
        .exclude(pk__in=[appointment.pk for appointment in appointments])
        .order_by()
    )
    left = ending - set(others.values_list("assistant", "term"))
    return [
        place
        for place in _to_come(at).filter(assistant__in=assistants)
        if (place.assistant_id, place.session.term_id) in left
        and localdate(place.session.starts_at) >= day
    ]


def refusals_to_end(*, appointments: Collection[Appointment], at: datetime) -> list[StillHolding]:
    """Return a refusal for each coming place that would lose its last appointment if these ended now."""
    places = places_to_free(appointments=appointments, at=at)
    return [StillHolding(place) for place in places]


def end(
    *, appointment: Appointment, on: date, at: datetime, frees: bool = False
) -> list[Registration]:
    """Set the last day of an appointment, and keep it on record. Idempotent for the same day.

    With ``frees``, places in sessions after the last day are freed at once. Otherwise ``free_after_last_day`` frees
    them when it has passed. Returns the places that were freed.

    Raises ``StillHolding`` if the day has passed, a coming place would be left without an appointment, and ``frees`` is
    not set; and ``SavedMeanwhile`` if the stored last day is neither ``on`` nor the one on ``appointment``.
    """
    with promoting.freeing(at):
        taking.lock_assistants([appointment.assistant_id])
        current = reread(appointment)
        if current.ends_on not in {on, appointment.ends_on}:
            raise SavedMeanwhile
        places = places_to_free(appointments=[appointment], at=at, last_day=on)
        if frees:
            free(places, at)
        elif places and on < localdate(at):
            raise StillHolding(places[0])
        appointment.ends_on = on
        appointment.save(update_fields=["ends_on"])
    return places if frees else []


def free(places: Collection[Registration], at: datetime) -> None:
    """Free the places and write to the people. Call it inside ``promoting.freeing``, or promote afterwards."""
    taking.free(places, at)
    about_places.write_given_up(places, at, about_places.Why.APPOINTMENT_ENDS)


def free_after_last_day(at: datetime) -> list[Registration]:
    """Free the coming places of people whose appointments in the session's term have all ended. Idempotent.

    Returns the registrations that were freed.
    """
    # Usually there are none: find that out without locks, so that registrations do not wait.
    if not _after_last_day(at).exists():
        return []
    with promoting.freeing(at):
        taking.lock_assistants(_after_last_day(at).values_list("assistant", flat=True))
        freed = list(_after_last_day(at))
        free(freed, at)
    return freed


def _after_last_day(at: datetime) -> RegistrationQuerySet:
    in_term = Appointment.objects.filter(
        assistant=OuterRef("assistant"), term=OuterRef("session__term")
    )
    return _to_come(at).filter(Exists(in_term), ~Exists(in_term.live(at)))


def _to_come(at: datetime) -> RegistrationQuerySet:
    places: RegistrationQuerySet = (
        Registration.objects.live()
        .filter(mark=Mark.NONE, session__starts_at__gt=at)
        .select_related("assistant", "session__term", "session__campus")
    )
    return places


def greet(
    appointments: Iterable[Appointment], at: datetime, *, at_new_address: bool = False
) -> None:
    """Write a greeting to newly appointed learning assistants without an account, and look for what else is due to them.

    Appointments that have ended and past terms are skipped. A second greeting is sent only to an address that was
    corrected.
    """
    appointed: defaultdict[LearningAssistant, list[Appointment]] = defaultdict(list)
    appointments = list(appointments)
    for appointment in appointments:
        if (
            appointment.assistant.user_id is None
            and not appointment.has_ended(localdate(at))
            and not appointment.term.is_past(at)
        ):
            appointed[appointment.assistant].append(appointment)
    if appointed:
        about_places.write_greeting(appointed, at, at_new_address=at_new_address)
    if appointments:
        # The floors above write what they have for new people, such as the dates of meetings.
        transaction.on_commit(new_people.make, robust=True)
