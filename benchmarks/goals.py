"""What was measured, each figure beside its goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """A measured number, and the highest that it may be; of a speed, the lowest."""

    name: str
    value: float
    goal: float
    unit: str = ""
    is_speed: bool = False

    @property
    def is_reached(self) -> bool:
        return self.value >= self.goal if self.is_speed else self.value <= self.goal

    def __str__(self) -> str:
        sign, verdict = "≥" if self.is_speed else "≤", "" if self.is_reached else "   MISSED"
        number = f"{self.value:.2f}" if isinstance(self.value, float) else str(self.value)
        return f"{self.name:<58} {number:>9} {sign} {self.goal:g} {self.unit}{verdict}"


def print_goals(figures: Sequence[Measurement]) -> int:
    """Print the table; return 1 if a goal is missed, else 0."""
    missed = [figure for figure in figures if not figure.is_reached]
    print(f"\n{len(figures) - len(missed)} of {len(figures)} goals are reached:")
    for figure in figures:
        print(f"  {figure}")
    return int(bool(missed))
