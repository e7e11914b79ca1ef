"""What coordinators are told that a person lacks agrees with the verdict, for any history."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings

from completion.department.lacking import has_no_date, in_words, is_behind
from completion.verdicts.results import State
from completion.verdicts.rules import evaluate
from tests.completion.drawn import quick_histories
from tests.completion.histories import AT, complete
from tests.size import daily_or_all

HISTORIES = daily_or_all(300, 10_000)
NOT_ON_TRACK = {State.AT_RISK, State.OUT_OF_REACH}
seen: Counter[str] = Counter()


def judged_appointment(history, specific):
    about = specific.term, specific.course_code, specific.department
    return next(
        (
            own
            for own in history.appointments
            if (own.term, own.course_code, own.department) == about
        ),
        None,
    )


@settings(max_examples=HISTORIES)
@given(history=quick_histories())
@example(history=complete())
@example(history=complete(seminars=(), is_exempt=True))
def told_as_judged(history):
    verdict = evaluate(history, AT)
    appointment = judged_appointment(history, verdict.course_specific)
    seen[verdict.state] += 1
    for own in (appointment, None):
        words = in_words(verdict, own, history, AT)
        assert len(words) == len(set(words))
        if verdict.state in NOT_ON_TRACK:
            assert words
        if verdict.is_completed or verdict.is_exempt:
            assert not words
            assert not is_behind(verdict, own, history, AT)
            assert not has_no_date(verdict)
        assert not [line for line in words if "missed" in line]
        for mark in ("absent", "partial"):
            told = re.findall(f"“([^”]+)”: {mark}", "\n".join(words))
            assert set(told) <= titles_marked(own, {mark})
        lines = [line for line in words if line.endswith("” not recorded yet")]
        assert len(lines) < 2
        not_recorded = {title for line in lines for title in re.findall("“(.+?)”", line)}
        assert not_recorded <= titles_marked(own, {""})


def titles_marked(appointment, marks):
    meetings = appointment.follow_up.meetings if appointment else ()
    return {appointment.titles[held.key] for held in meetings if held.mark in marks}


@pytest.mark.usefixtures("english")
def test_thousands_of_histories_are_told_as_they_are_judged():
    seen.clear()
    told_as_judged()
    assert seen.total() >= HISTORIES
    assert seen.keys() >= {State.COMPLETED, State.EXEMPT, *NOT_ON_TRACK}
