"""The verdict agrees with a second implementation, for any history."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from completion.verdicts.rules import evaluate
from tests.completion.drawn import quick_histories
from tests.completion.histories import AT
from tests.completion.oracle import judge
from tests.size import daily_or_all

HISTORIES = daily_or_all(1_500, 20_000)
ROUNDS = 10
STATES = {"completed", "exempt", "on_track", "at_risk", "out_of_reach"}
seen: Counter[str] = Counter()


def plain(verdict) -> dict:
    """Return the verdict in the oracle's form."""
    core, online, specific = verdict.requirements
    return {
        "completed": verdict.is_completed,
        "exempt": verdict.is_exempt,
        "missing": list(verdict.missing),
        "state": verdict.state,
        "core": {
            "met": core.is_met,
            "missing": list(core.missing),
            "attended": list(core.attended),
            "state": core.state,
        },
        "online": {
            "met": online.is_met,
            "missing": list(online.missing),
            "completed": list(online.completed),
            "state": online.state,
        },
        "specific": {
            "met": specific.is_met,
            "missing": list(specific.missing),
            "state": specific.state,
            "course": specific.course_code,
            "hours": dict(specific.hours),
        },
    }


@settings(max_examples=HISTORIES)
@given(history=quick_histories())
def judged_alike(history):
    found = plain(evaluate(history, AT))
    seen[found["state"]] += 1
    assert found == judge(history, AT)


def test_thousands_of_histories_are_judged_alike():
    seen.clear()
    # Every state occurs, so that all rules are exercised; a completion is rare.
    for _ in range(ROUNDS):
        judged_alike()
        if set(seen) == STATES:
            break
    assert seen.total() >= HISTORIES
    assert set(seen) == STATES
