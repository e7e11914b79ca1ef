"""Merge appointments and letters. An appointment in the same course and term is one employment, recorded twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from enrollment.models import Appointment, LearningAssistant, Letter, StoppedLetter

from .holdings import Holding, Merge


def appointments_of_both(merge: Merge) -> Collection[int]:
    return [theirs.pk for _ours, theirs in merge.same_appointments()]


def finish_appointments(merge: Merge) -> Iterator[str]:
    """Make one appointment of two in the same course and term. It lasts from the earlier day to the later."""
    for ours, theirs in merge.same_appointments():
        ours.starts_on = _outermost(min, ours.starts_on, theirs.starts_on)
        ours.ends_on = _outermost(max, ours.ends_on, theirs.ends_on)
        ours.save(update_fields=["starts_on", "ends_on"])
        theirs.delete()
        yield gettext(
            "Both records have an appointment in %(course)s, %(term)s. It becomes one."
        ) % {
            "course": ours.course.code,
            "term": ours.term.name,
        }


def _outermost(choose: Callable[..., date], *days: date | None) -> date | None:
    known = [day for day in days if day is not None]
    # Without a day, the appointment lasts as long as the term.
    return choose(known) if len(known) == len(days) else None


def settle_letters(merge: Merge) -> Iterator[str]:
    """Delete waiting letters that the other record has too: the person would get them twice."""
    twice, _rows = Letter.objects.filter(pk__in=_twice(merge), email=None).delete()
    if twice:
        yield gettext("A letter that waits for both records is sent once.")


def letters_of_both(merge: Merge) -> Collection[int]:
    return list(_twice(merge))


def _twice(merge: Merge) -> Collection[int]:
    same = Letter.objects.filter(assistant=merge.kept, kind=OuterRef("kind"), key=OuterRef("key"))
    twice = Letter.objects.filter(Exists(same), assistant=merge.gone)
    return list(twice.values_list("pk", flat=True))


def stopped_for_both(merge: Merge) -> Collection[int]:
    same = StoppedLetter.objects.filter(
        assistant=merge.kept, stop=OuterRef("stop"), key=OuterRef("key")
    )
    twice = StoppedLetter.objects.filter(Exists(same), assistant=merge.gone)
    return list(twice.values_list("pk", flat=True))


MERGED = Holding(LearningAssistant._meta.get_field("merged_into"))
APPOINTMENTS = Holding(
    Appointment._meta.get_field("assistant"),
    staying=appointments_of_both,
    finish=finish_appointments,
    guards=("modules.AttendedAppointment:appointment_attended_stays",),
)
LETTERS = Holding(
    Letter._meta.get_field("assistant"), settle=settle_letters, staying=letters_of_both
)
STOPPED_LETTERS = Holding(StoppedLetter._meta.get_field("assistant"), staying=stopped_for_both)
