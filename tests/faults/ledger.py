"""What the site has acknowledged: for each subject the states that it may be in, which the database must agree with.

A state is any plain value. A change is a function from a state to the next one, or to ``IMPOSSIBLE`` where the site
cannot have done that in this state.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

State = Hashable
Subject = tuple[str, Hashable]
Change = Callable[[State], State]


class Impossible:
    """No state: see ``IMPOSSIBLE``."""


IMPOSSIBLE = Impossible()


def becomes(state: State) -> Change:
    """Whatever it was before."""
    return lambda _before: state


@dataclass(frozen=True, slots=True)
class Plan:
    """The core sessions, by their keys, that somebody holds and waits for of one core module."""

    holds: int | None = None
    waits: int | None = None


def registers(session: int) -> Change:
    def change(plan: State) -> State:
        assert isinstance(plan, Plan)
        if plan.holds not in {None, session}:
            return IMPOSSIBLE
        return Plan(session, None if plan.waits == session else plan.waits)

    return change


def changes(session: int, to: int) -> Change:
    def change(plan: State) -> State:
        assert isinstance(plan, Plan)
        if plan.holds not in {session, to}:
            return IMPOSSIBLE
        return Plan(to, None if plan.waits == to else plan.waits)

    return change


def withdraws(session: int) -> Change:
    """Give up a place; one that was given up already stays so."""

    def change(plan: State) -> State:
        assert isinstance(plan, Plan)
        return replace(plan, holds=None) if plan.holds == session else plan

    return change


def joins(session: int) -> Change:
    def change(plan: State) -> State:
        assert isinstance(plan, Plan)
        if plan.holds == session or plan.waits not in {None, session}:
            return IMPOSSIBLE
        return replace(plan, waits=session)

    return change


def leaves(session: int) -> Change:
    def change(plan: State) -> State:
        assert isinstance(plan, Plan)
        return replace(plan, waits=None) if plan.waits == session else plan

    return change


def of_itself(states: Iterable[State]) -> set[State]:
    """The states, and those that they may turn into of themselves: who waits may have got the place."""
    every = set(states)
    waiting = {one for one in every if isinstance(one, Plan) and one.waits is not None}
    return every | {Plan(holds=one.waits) for one in waiting}


class Ledger:
    """Used by all the browsers at once; no two of them share a subject."""

    def __init__(self) -> None:
        self._states: dict[Subject, set[State]] = {}
        self._lock = threading.Lock()
        self.contradictions: list[str] = []

    def begin(self, subject: Subject, state: State) -> None:
        self._states[subject] = {state}

    def doubt(self, subject: Subject, change: Change) -> None:
        """The change may have been made, or not, or may be made yet."""
        with self._lock:
            before = of_itself(self._states[subject])
            self._states[subject] = before | self._after(before, change)

    def acknowledge(self, subject: Subject, change: Change) -> None:
        with self._lock:
            before = of_itself(self._states[subject])
            after = self._after(before, change)
            if not after:
                self.contradictions.append(
                    f"{subject} was one of {sorted(map(str, before))}, and yet the change was acknowledged."
                )
            self._states[subject] = after or before

    def is_certain(self, subject: Subject, state: State) -> bool:
        return self._states[subject] == {state}

    def expected(self) -> Iterator[tuple[Subject, set[State]]]:
        """Each subject with the states it may be in now."""
        for subject, states in self._states.items():
            yield subject, of_itself(states)

    @staticmethod
    def _after(states: Iterable[State], change: Change) -> set[State]:
        return {after for one in states if (after := change(one)) is not IMPOSSIBLE}
