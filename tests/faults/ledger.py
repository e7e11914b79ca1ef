"""Record what the site has acknowledged: for each subject, the states it may be in. The database must match one.

A state is any plain value. A change is a function from a state to the next one, or to ``IMPOSSIBLE`` if the site could
not have made the change in that state.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

State = Hashable
Subject = tuple[str, Hashable]
Change = Callable[[State], State]


class Impossible:
    """The type of ``IMPOSSIBLE``."""


IMPOSSIBLE = Impossible()


def becomes(state: State) -> Change:
    """Return a change to ``state`` from any state."""
    return lambda _before: state


@dataclass(frozen=True, slots=True)
class Plan:
    """The primary keys of the sessions a person holds and waits for in one core module."""

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
    """Give up a place; has no effect if it is already given up."""

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
    """Return the states and those they may turn into without a request: a person waiting may have been promoted."""
    every = set(states)
    waiting = {state for state in every if isinstance(state, Plan) and state.waits is not None}
    return every | {Plan(holds=plan.waits) for plan in waiting}


class Ledger:
    """The possible states of all subjects. Shared by all browsers, but each subject belongs to one of them."""

    def __init__(self) -> None:
        self._states: dict[Subject, set[State]] = {}
        self._lock = threading.Lock()
        self.contradictions: list[str] = []

    def begin(self, subject: Subject, state: State) -> None:
        self._states[subject] = {state}

    def doubt(self, subject: Subject, change: Change) -> None:
        """Record that the change may have been made, or may still be made."""
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
        """Yield each subject with the states it may be in now."""
        for subject, states in self._states.items():
            yield subject, of_itself(states)

    @staticmethod
    def _after(states: Iterable[State], change: Change) -> set[State]:
        return {after for state in states if (after := change(state)) is not IMPOSSIBLE}
