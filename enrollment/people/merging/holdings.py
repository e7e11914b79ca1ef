"""What a learning assistant's record holds. Each subject registers its own rows, so that a merge moves all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pgtrigger
from django.db import transaction
from django.db.models import ForeignKey, Model, QuerySet
from django.utils.functional import Promise

from enrollment.models import Appointment, LearningAssistant, User


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of two records of one person: everything on ``gone`` moves to ``kept``."""

    kept: LearningAssistant
    gone: LearningAssistant
    # The account that stays linked.
    account: User | None
    # Primary keys of the registrations that staff have chosen, where both records hold a place.
    chosen: Collection[int]
    by: User
    because: str
    at: datetime

    @property
    def both(self) -> tuple[LearningAssistant, LearningAssistant]:
        return self.kept, self.gone

    def same_appointments(self) -> list[tuple[Appointment, Appointment]]:
        """Return the appointments in the same course and term, that of the record that stays first."""
        ours, theirs = (
            {
                (appointment.term_id, appointment.department_id, appointment.course_id): appointment
                for appointment in record.appointments.select_related("term", "course")
            }
            for record in self.both
        )
        return [(ours[key], theirs[key]) for key in sorted(ours.keys() & theirs.keys())]


def _nothing(_merge: Merge) -> Iterable[str]:
    return ()


def _none(_merge: Merge) -> Collection[int]:
    return ()


@dataclass(frozen=True)
class Holding:
    """The rows that refer to a learning assistant by ``field``. Creating one registers it, in any order.

    ``settle`` decides what collides, before anything moves, and yields a sentence for each decision. ``staying``
    returns the keys of rows that stay with the merged record, because the other has the same. ``guards`` are the
    triggers that refuse to move a row to another person. ``finish`` does what can be done only after the move.
    """

    field: ForeignKey[Any, Any]
    settle: Callable[[Merge], Iterable[str]] = _nothing
    staying: Callable[[Merge], Collection[int]] = _none
    finish: Callable[[Merge], Iterable[str]] = _nothing
    guards: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        assert self.field not in HOLDINGS, self.field
        HOLDINGS[self.field] = self

    @property
    def title(self) -> str | Promise:
        return self.field.model._meta.verbose_name_plural or ""

    def rows_of(self, record: LearningAssistant) -> QuerySet[Model]:
        # Rows of an appointment move with it.
        owner = "" if self.field.related_model is LearningAssistant else "__assistant"
        rows: QuerySet[Model] = self.field.model._base_manager.filter(
            **{f"{self.field.name}{owner}": record}
        )
        return rows

    def move(self, merge: Merge) -> None:
        if self.field.related_model is LearningAssistant:
            with ignoring(*self.guards):
                self.rows_of(merge.gone).exclude(pk__in=self.staying(merge)).update(
                    **{self.field.name: merge.kept}
                )


@contextmanager
def ignoring(*guards: str) -> Iterator[None]:
    """Switch off the triggers that keep a row with its person, for a merge alone."""
    if not guards:
        # `pgtrigger.ignore()` would switch off all triggers, those of the history too.
        yield
        return
    # A savepoint, so that an error does not become another when the triggers are switched on again.
    with pgtrigger.ignore(*guards), transaction.atomic():
        yield


HOLDINGS: dict[ForeignKey[Any, Any], Holding] = {}
# Called before the sessions and the people are locked, for what the locking rule of a subject puts first.
LOCKED_FIRST: list[Callable[[], None]] = []
# Each is entered before the merge and left after it, and raises a ``Refusal`` if the person would lose by it.
PROMISES: list[Callable[[Merge], AbstractContextManager[None]]] = []
