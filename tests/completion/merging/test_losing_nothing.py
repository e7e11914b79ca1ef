"""Merging two records of one person loses and doubles nothing, whatever they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pghistory.models import Event

from completion.verdicts.evaluating import verdict_of
from enrollment.models import (
    Appointment,
    ExchangeSide,
    LearningAssistant,
    Letter,
    Registration,
    StoppedLetter,
    WaitlistEntry,
)
from enrollment.people.merging.holdings import HOLDINGS
from enrollment.people.merging.merging import MergeReport, merge_records
from enrollment.refusals import Refusal
from modules.models import Choice, FollowUpAttendance, PeerEvaluation, TestAttempt
from tests.completion.merging.rehearsed import rehearse
from tests.enrollment.tables import everything
from tests.factories import NOW
from tests.size import daily_or_all

from .holding_anything import (
    World,
    appointed_in,
    best_marks,
    evaluations_that_count,
    modules_completed,
)

pytestmark = pytest.mark.django_db

# What staff must put right before they merge: each names what to do.
MAY_BE_REFUSED = {
    "two_valid",
    "two_open",
    "two_in_force",
    "two_objections",
    "would_lose",
    "clash",
    "wrong_order",
}
# Rows that a rule deletes; their history, or the row that stays, has what they said.
MAY_BE_DELETED = {
    Appointment,
    FollowUpAttendance,
    Choice,
    WaitlistEntry,
    Letter,
    PeerEvaluation,
}

# What the record that stays has too.
MAY_STAY_BEHIND = {TestAttempt, PeerEvaluation, Letter, StoppedLetter, ExchangeSide}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_row_that_refers_to_a_person_is_moved():
    """A new foreign key to a learning assistant or an appointment needs a ``Holding``."""
    refers = {
        field
        for model in apps.get_models()
        if not issubclass(model, Event) and not model._meta.proxy
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in {LearningAssistant, Appointment}
    }
    assert set(HOLDINGS) == refers


def test_no_new_row_refers_to_a_merged_record():
    """A new foreign key to a learning assistant needs the trigger of ``stays.in_use``."""
    for field in HOLDINGS:
        if field.related_model is LearningAssistant:
            meta: Any = field.model._meta
            guards = [
                trigger.func for trigger in meta.triggers if trigger.name == "record_is_in_use"
            ]
            assert [field.column in str(guard) for guard in guards] == [True], field


def keys_of(records) -> dict[object, set[int]]:
    return {
        field: {row.pk for record in records for row in holding.rows_of(record)}
        for field, holding in HOLDINGS.items()
    }


def met(record) -> list[bool]:
    verdict = verdict_of(record, NOW)
    return [requirement.is_met for requirement in verdict.requirements]


# A seed, because hypothesis would draw mostly the first of each choice.
@given(st.integers(0, 2**32))
@settings(max_examples=daily_or_all(6, 1000))
def test_whatever_they_hold(seed: int):
    with undone():
        check(World(Random(seed)))


def check(world: World) -> None:
    kept, gone = records = [LearningAssistant.objects.get(pk=record.pk) for record in world.records]
    about: dict[str, Any] = {
        "kept": kept,
        "gone": gone,
        "account": world.chance.choice([r.user for r in records if r.user] or [None]),
        "by": world.staff,
        "at": NOW,
    }
    before = everything()
    outcome = rehearsed(**about)
    assert everything() == before
    if isinstance(outcome, Refusal):
        assert outcome.code in MAY_BE_REFUSED
        assert outcome.next_step
        return
    was = {
        "keys": keys_of(records),
        "marks": best_marks(records),
        "modules": modules_completed(records),
        "evaluations": evaluations_that_count(records),
        "courses": appointed_in(records),
        "met": [met(record) for record in records],
        "exempt": any(record.exempt_since for record in records),
    }
    merge_records(**about, because="The same person.", seen=outcome.digest)
    kept.refresh_from_db()
    gone.refresh_from_db()
    is_all_there(was, kept, gone)
    is_nothing_twice(kept)
    is_nothing_left_behind(gone)
    has_its_history(kept)
    assert (kept.user, gone.user, gone.merged_into) == (about["account"], None, kept)


def rehearsed(**about) -> MergeReport | Refusal:
    try:
        return rehearse(**about)
    except Refusal as refusal:
        return refusal


def is_all_there(was, kept, gone) -> None:
    now = keys_of([kept, gone])
    for field, keys in was["keys"].items():
        assert keys <= now[field] or field.model in {*MAY_BE_DELETED, *feeds()}, field
    marks = best_marks([kept])
    held = {key: mark for key, mark in was["marks"].items() if mark}
    counted_twice = {
        key for key in held if held[key] == "present" and marks.get(key, "") != "present"
    }
    # Of two attended dates of one core module, one stays and the other is in the history.
    assert all(len(key) == 1 and attended_again(key[0], kept) for key in counted_twice)
    assert all(marks[key] == held[key] for key in held.keys() - counted_twice)
    done = modules_completed([kept])
    assert done <= was["modules"] | done
    assert len(done) >= min(2, len(was["modules"]))
    assert evaluations_that_count([kept]) >= {
        essay
        for essay in was["evaluations"]
        if not PeerEvaluation.objects.filter(essay=essay, essay__author__in=[kept, gone]).exists()
    }
    assert appointed_in([kept]) == was["courses"]
    now_met = met(kept)
    assert all(
        not any(past) or all(n or not p for p, n in zip(past, now_met, strict=True))
        for past in was["met"]
    )
    assert (kept.exempt_since is not None) == was["exempt"]


def is_nothing_left_behind(gone) -> None:
    left = {field.model for field, holding in HOLDINGS.items() if holding.rows_of(gone).exists()}
    assert left <= MAY_STAY_BEHIND


def has_its_history(kept) -> None:
    """Every row that was moved says so in its history."""
    for field, holding in HOLDINGS.items():
        if field.related_model is LearningAssistant and hasattr(field.model, "events"):
            row: Any
            for row in holding.rows_of(kept):
                last = row.events.order_by("pgh_id").last()
                assert getattr(last, field.attname) == kept.pk, field


def feeds():
    return {field.model for field in HOLDINGS if field.model.__name__ == "CalendarFeed"}


def attended_again(session, kept) -> bool:
    attended = Registration.objects.filter(assistant=kept, mark="present")
    # Each of the two records may have given up a place there.
    given_up: Any = Registration.objects.filter(
        session=session, assistant=kept, withdrawn_at=NOW, mark=""
    )
    return any(
        attended.filter(core_module=place.core_module).exists()
        and place.events.filter(mark="present").exists()
        for place in given_up
    )


def is_nothing_twice(kept) -> None:
    standing = Registration.objects.standing().filter(assistant=kept)
    assert max(Counter(place.core_module for place in standing).values(), default=0) <= 1
    live = Registration.objects.live().filter(assistant=kept)
    assert max(Counter(place.session_id for place in live).values(), default=0) <= 1
    waits = WaitlistEntry.objects.filter(assistant=kept)
    assert not {entry.session_id for entry in waits} & {place.session_id for place in standing}
    assert not {entry.core_module for entry in waits} & {
        place.core_module for place in standing if place.mark
    }
