"""End appointments and welcome the newly appointed.

A place in a coming session requires a live appointment in the session's term, and so does a promotion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from enrollment.letters import about_places
from enrollment.letters.writing import Announcement
from enrollment.models import Appointment, LearningAssistant, Registration
from enrollment.models.sessions import Mark
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


def refusals_to_end(*, appointments: Collection[Appointment], at: datetime) -> list[StillHolding]:
    """Return a refusal for each coming place that would lose its last appointment.

    The question covers deleting or ending all the appointments, or moving them to another term. To act on the answer,
    call ``lock`` first, so that no place is taken in the meantime.
    """
    ending = {(appointment.assistant_id, appointment.term_id) for appointment in appointments}
    assistants = {assistant for assistant, _ in ending}
    others = (
        Appointment.objects.live(at)
        .filter(assistant__in=assistants)
        .exclude(pk__in=[appointment.pk for appointment in appointments])
        .order_by()
    )
    left = ending - set(others.values_list("assistant", "term"))
    places = (
        Registration.objects.live()
        .filter(assistant__in=assistants, mark=Mark.NONE, session__starts_at__gt=at)
        .select_related("assistant", "session__term")
    )
    return [
        StillHolding(place)
        for place in places
        if (place.assistant_id, place.session.term_id) in left
    ]


def end(*, appointment: Appointment, on: date, at: datetime) -> Appointment:
    """Set the last day of an appointment, and keep it on record. Idempotent for the same day.

    Raises ``StillHolding`` if a coming place would be left without an appointment, and ``SavedMeanwhile`` if the
    stored last day is neither ``on`` nor the one on ``appointment``.
    """
    with transaction.atomic():
        lock([appointment.assistant_id], at)
        current = Appointment.objects.get(pk=appointment.pk)
        if current.ends_on not in {on, appointment.ends_on}:
            raise SavedMeanwhile
        if on < localdate(at):
            for refusal in refusals_to_end(appointments=[appointment], at=at):
                raise refusal
        appointment.ends_on = on
        appointment.save(update_fields=["ends_on"])
        promoting.promote_all(at)
    return appointment


def greet(appointments: Iterable[Appointment], at: datetime) -> None:
    """Write a greeting to newly appointed learning assistants without an account, and look for what else is due to them.

    Appointments that have ended and past terms are skipped. A second greeting is never sent.
    """
    appointed: defaultdict[LearningAssistant, list[Appointment]] = defaultdict(list)
    appointments = list(appointments)
    for appointment in appointments:
        has_ended = appointment.ends_on is not None and appointment.ends_on < localdate(at)
        if (
            appointment.assistant.user_id is None
            and not has_ended
            and not appointment.term.is_past(at)
        ):
            appointed[appointment.assistant].append(appointment)
    if appointed:
        about_places.greeting(appointed, at)
    if appointments:
        # The floors above write what they have for new people, such as the dates of meetings.
        transaction.on_commit(new_people.make, robust=True)
