"""Giving appointments and taking them away: a place to come is held, and got from a waitlist, by virtue of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from . import places, promoting
from .letters import telling
from .models import Appointment, LearningAssistant, Registration
from .models.sessions import Mark
from .refusals import SavedMeanwhile, StillHolding


def lock(assistants: Iterable[int], at: datetime) -> None:
    """Lock those whose appointments are about to change, by the rule of ``places``.

    The sessions too: whoever frees a place has them, and then locks one person after the other.
    """
    places.lock_all(at)
    places.lock_assistants(assistants)


def why_not_end(*, appointments: Collection[Appointment], at: datetime) -> list[StillHolding]:
    """What keeps appointments from being deleted, ended or given to another term, all of them at once.

    Whoever asks in order to do it locks them first: none of them takes a place meanwhile.
    """
    ending = {(one.assistant_id, one.term_id) for one in appointments}
    assistants = {assistant for assistant, _ in ending}
    others = (
        Appointment.objects.live(at)
        .filter(assistant__in=assistants)
        .exclude(pk__in=[one.pk for one in appointments])
        .order_by()
    )
    left = ending - set(others.values_list("assistant", "term"))
    places = (
        Registration.objects.live()
        .filter(assistant__in=assistants, mark=Mark.NONE, session__starts_at__gt=at)
        .select_related("assistant", "session__term")
    )
    return [StillHolding(one) for one in places if (one.assistant_id, one.session.term_id) in left]


def end(*, appointment: Appointment, on: date, at: datetime) -> Appointment:
    """End an appointment on a day, which is its last; it stays on record. Ending it again on that day is quiet.

    Raises ``StillHolding`` where a place to come would be left without one, or ``SavedMeanwhile`` where it ends on
    another day than the one that was read.
    """
    with transaction.atomic():
        lock([appointment.assistant_id], at)
        current = Appointment.objects.get(pk=appointment.pk)
        if current.ends_on not in {on, appointment.ends_on}:
            raise SavedMeanwhile
        if on < localdate(at):
            for refusal in why_not_end(appointments=[appointment], at=at):
                raise refusal
        appointment.ends_on = on
        appointment.save(update_fields=["ends_on"])
        promoting.promote_all(at)
    return appointment


def greet(appointments: Iterable[Appointment], at: datetime) -> None:
    """Write to those of the newly appointed who have never logged in; nobody is greeted twice."""
    appointed: defaultdict[LearningAssistant, list[Appointment]] = defaultdict(list)
    for one in appointments:
        has_ended = one.ends_on is not None and one.ends_on < localdate(at)
        if one.assistant.user_id is None and not has_ended and not one.term.is_past(at):
            appointed[one.assistant].append(one)
    if appointed:
        telling.greeting(appointed, at)
