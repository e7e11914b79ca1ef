"""Merge what two records hold of core sessions: one live place and one waitlist entry per core module stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext

from enrollment import marks
from enrollment.eligibility import refusal_to_hold_both
from enrollment.letters import about_places
from enrollment.models import (
    CoreModule,
    ExchangeSide,
    LearningAssistant,
    Registration,
    WaitlistEntry,
)
from enrollment.places import exchanging, exempting, taking
from enrollment.refusals import name_session

from .holdings import Holding, Merge

# A mark is better information than none, and attendance outweighs the rest.
BEST_FIRST = (marks.PRESENT, marks.PARTIAL, marks.ABSENT, marks.NONE)


def settle_places_and_waits(merge: Merge) -> Iterator[str]:
    # Whether a waitlist entry is still needed depends on the places.
    yield from _settle_places(merge)
    yield from _settle_waits(merge)


def _settle_places(merge: Merge) -> Iterator[str]:
    """Withdraw places of which the person would have two: in one session, and standing in one core module."""
    places = list(
        Registration.objects.live()
        .filter(assistant__in=merge.both)
        .select_related("assistant", "session__term", "session__campus")
        .order_by("session__starts_at", "pk")
    )
    in_session: defaultdict[int, list[Registration]] = defaultdict(list)
    for place in places:
        in_session[place.session_id].append(place)
    for same in in_session.values():
        if len(same) > 1:
            same.sort(key=lambda place: BEST_FIRST.index(place.mark))
            yield from _withdraw(same[1], same[0], merge)
    standing = [
        sorted(
            (same[0] for same in in_session.values() if _stands(same[0], module)),
            key=lambda place: (
                not place.mark,
                place.pk not in merge.chosen,
                place.session.starts_at,
            ),
        )
        for module in CoreModule.values
    ]
    for best, *others in filter(None, standing):
        for other in others:
            yield from _withdraw(other, best, merge)
    _check([best for best, *_others in filter(None, standing)], merge)


def _stands(place: Registration, module: int) -> bool:
    return place.core_module == module and place.mark in marks.HOLDS


def _withdraw(place: Registration, best: Registration, merge: Merge) -> Iterator[str]:
    """Withdraw a place; a mark on it stays in the history."""
    if best.preparation_confirmed_at is None and place.preparation_confirmed_at is not None:
        best.preparation_confirmed_at = place.preparation_confirmed_at
        best.save(update_fields=["preparation_confirmed_at"])
    names = {
        "session": name_session(place.session),
        "other": name_session(best.session),
        "mark": place.get_mark_display(),
    }
    if place.mark:
        place.mark, place.marked_by, place.marked_at = Registration.Mark.NONE, None, None
        place.withdrawn_at = merge.at
        place.save(update_fields=["mark", "marked_by", "marked_at", "withdrawn_at"])
        yield (
            gettext(
                "Both records have attendance at %(other)s or another date of its core module. “%(mark)s” at %(session)s "
                "stays in the history only."
            )
            % names
        )
        return
    taking.free([place], merge.at)
    if place.session_id == best.session_id:
        yield gettext("Both records have a place at %(session)s. They count as one.") % names
        return
    if not place.session.has_begun(merge.at):
        about_places.write_given_up([place], merge.at, about_places.Why.OTHER_DATE)
    yield gettext("The place at %(session)s is given up, because that at %(other)s stays.") % names


def _check(places: Sequence[Registration], merge: Merge) -> None:
    coming = [
        place.session
        for place in places
        if not place.mark and not place.session.has_begun(merge.at)
    ]
    if len(coming) > 1 and (refusal := refusal_to_hold_both(coming[0], coming[1:])):
        raise refusal


def choices_of(*records: LearningAssistant) -> list[list[Registration]]:
    """Return the unmarked places that both records hold in one core module, for staff to choose from."""
    held = (
        Registration.objects.standing()
        .filter(assistant__in=records)
        .select_related("session__campus")
        .order_by("session__starts_at", "pk")
    )
    found = [
        [place for place in held if place.core_module == module] for module in CoreModule.values
    ]
    return [
        places
        for places in found
        if len({place.session_id for place in places}) > 1
        and not any(place.mark for place in places)
    ]


def _settle_waits(merge: Merge) -> Iterator[str]:
    """Keep the better waitlist entry of each core module, and none for a date that is held or no longer needed."""
    places = Registration.objects.standing().filter(assistant__in=merge.both)
    held = {place.session_id for place in places}
    attended = {place.core_module for place in places if place.mark}
    entries = WaitlistEntry.objects.filter(assistant__in=merge.both).select_related(
        "session__campus"
    )
    waits: set[int] = set()
    for entry in entries.order_by("-priority", "created_at", "pk"):
        if entry.core_module in attended | waits or entry.session_id in held:
            entry.delete()
            yield gettext("The waitlist entry for %(session)s is deleted: it is not needed.") % {
                "session": name_session(entry.session)
            }
        else:
            waits.add(entry.core_module)


def settle_exchanges(merge: Merge) -> Iterator[str]:
    """Let the open offers lapse. Those that are still possible are made again."""
    if exchanging.lapse_offers_to([record.pk for record in merge.both], merge.at):
        yield gettext(
            "Offers of an exchange of dates lapse. Those that are still possible are made again."
        )


def with_each_other(merge: Merge) -> Collection[int]:
    """Return the sides of exchanges between the two records."""
    of_kept = ExchangeSide.objects.filter(assistant=merge.kept).values("exchange")
    sides = ExchangeSide.objects.filter(assistant=merge.gone, exchange__in=of_kept)
    return list(sides.values_list("pk", flat=True))


def finish_exemption(merge: Merge) -> Iterator[str]:
    """Exempt the record that stays if the other was exempt. Coming places are then freed."""
    since = [record.exempt_since for record in merge.both if record.exempt_since is not None]
    if since:
        exempting.exempt_locked(assistants=[merge.kept.pk], at=merge.at)
        merge.kept.exempt_since = min(since)
        merge.kept.save(update_fields=["exempt_since"])
        yield gettext("The person is exempt. Places in coming sessions are given up.")


EXCHANGES = Holding(
    ExchangeSide._meta.get_field("assistant"), settle=settle_exchanges, staying=with_each_other
)
WAITS = Holding(WaitlistEntry._meta.get_field("assistant"))
PLACES = Holding(
    Registration._meta.get_field("assistant"),
    settle=settle_places_and_waits,
    finish=finish_exemption,
    guards=("enrollment.Registration:registration_marked_stays",),
)
