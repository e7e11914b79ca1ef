"""The usual shapes of a department's follow-up, each planned in one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from modules.models.meetings import HOURS_ASKED, Part


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of a shape."""

    title: Promise
    hours: Mapping[Part, Decimal]

    @property
    def length(self) -> Decimal:
        return sum(self.hours.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    label: Promise
    sessions: tuple[Session, ...] = ()
    # Rows for meetings whose title and hours are entered.
    free_rows: int = 0


def _follow_ups(number: int) -> tuple[Session, ...]:
    hours = HOURS_ASKED[Part.FOLLOW_UP] / number
    return (Session(_("Follow-up"), {Part.FOLLOW_UP: hours}),) * number


FIRST = Session(_("First meeting"), {Part.FIRST_MEETING: HOURS_ASKED[Part.FIRST_MEETING]})
FINAL = Session(_("Final evaluation"), {Part.FINAL_EVALUATION: HOURS_ASKED[Part.FINAL_EVALUATION]})
SHAPES = {
    shape.name: shape
    for shape in (
        Shape(
            "whole",
            _("All in one session"),
            (Session(_("Course-specific follow-up"), HOURS_ASKED),),
        ),
        Shape(
            "four",
            _("First meeting, four follow-ups of an hour, final evaluation"),
            (FIRST, *_follow_ups(4), FINAL),
        ),
        Shape(
            "two",
            _("First meeting, two follow-ups of two hours, final evaluation"),
            (FIRST, *_follow_ups(2), FINAL),
        ),
        Shape("own", _("Meetings of your own choice"), free_rows=3),
    )
}
