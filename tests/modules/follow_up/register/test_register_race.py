"""Two coordinators save one register at the same time: no mark is lost, and the second sees the differences."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from enrollment.refusals import Refusal
from modules.follow_up import objecting
from modules.follow_up.marking import record
from modules.models import FollowUpAttendance
from modules.scope import Scope
from tests.factories import NOW, AppointmentFactory, DepartmentFactory, TermFactory, UserFactory
from tests.modules.meeting_factories import FollowUpMeetingFactory, ObjectionFactory

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def register():
    """A scope and a term, three meetings that have begun, and ten people."""
    term = TermFactory()
    meetings = FollowUpMeetingFactory.create_batch(3, term=term)
    return (
        Scope(DepartmentFactory()),
        term,
        meetings,
        AppointmentFactory.create_batch(10, term=term),
    )


def both_at_once(scope, term, first, second, seen):
    """Save two coordinators' marks at the same time, both based on the same page."""
    barrier = Barrier(2)

    def save(by, marks):
        try:
            connection.ensure_connection()
            barrier.wait()
            return record(scope=scope, term=term, marks=marks, seen=seen, by=by, at=NOW)
        finally:
            connection.close()  # opened by this thread

    users = UserFactory.create_batch(2)
    with ThreadPoolExecutor(2) as pool:
        calls = [
            pool.submit(save, *arguments) for arguments in zip(users, (first, second), strict=True)
        ]
        return [call.result(timeout=60) for call in calls]


def on_record():
    marks = FollowUpAttendance.objects.values_list("meeting", "appointment", "mark")
    return {(meeting, person): mark for meeting, person, mark in marks}


@pytest.mark.parametrize("_round", range(5))
def test_marks_for_different_people_are_all_kept(register, _round):
    scope, term, meetings, people = register
    cells = [(meeting.pk, person.pk) for meeting in meetings for person in people]
    first = {cell: "present" if number % 2 else "" for number, cell in enumerate(cells)}
    second = {cell: "" if number % 2 else "absent" for number, cell in enumerate(cells)}
    saved = both_at_once(scope, term, first, second, {})
    assert [result.differences for result in saved] == [[], []]
    assert sorted(result.by_colleagues for result in saved) == [0, 15]
    assert on_record() == {cell: first[cell] or second[cell] for cell in cells}


@pytest.mark.parametrize("_round", range(5))
def test_the_second_to_save_is_shown_each_mark_that_differs_and_the_first_marks_stand(
    register, _round
):
    scope, term, meetings, people = register
    cells = [(meeting.pk, person.pk) for meeting in meetings for person in people]
    first = dict.fromkeys(cells, "present")
    second = dict.fromkeys(cells, "absent")
    # The order of the marks must not decide the order of the locks: that would deadlock.
    saved = both_at_once(scope, term, first, dict(reversed(second.items())), {})
    winner, loser = sorted(saved, key=lambda result: len(result.differences))
    assert (winner.changed, len(winner.differences)) == (30, 0)
    assert (loser.changed, len(loser.differences)) == (0, 30)
    stands = set(on_record().values())
    assert stands == {difference.theirs for difference in loser.differences}
    assert stands | {difference.yours for difference in loser.differences} == {"present", "absent"}


@pytest.mark.parametrize("_round", range(5))
def test_mark_is_taken_back_while_a_colleague_corrects_it(register, _round):
    scope, term, meetings, people = register
    cell = meetings[0].pk, people[0].pk
    record(scope=scope, term=term, marks={cell: "absent"}, by=UserFactory(), at=NOW)
    seen = {cell: "absent"}
    saved = both_at_once(scope, term, {cell: ""}, {cell: "present"}, seen)
    assert sorted(result.changed for result in saved) == [0, 1]
    assert sorted(len(result.differences) for result in saved) == [0, 1]
    assert on_record() in ({}, {cell: "present"})


def at_once(*calls):
    """Call each at the same time in its own thread; return the results, or the codes of refusals."""
    barrier = Barrier(len(calls))

    def call(use_case, arguments):
        try:
            connection.ensure_connection()
            barrier.wait()
            return use_case(**arguments)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()  # opened by this thread

    with ThreadPoolExecutor(len(calls)) as pool:
        return [
            future.result(timeout=60)
            for future in [pool.submit(call, *arguments) for arguments in calls]
        ]


@pytest.mark.parametrize("_round", range(10))
def test_answer_to_an_objection_is_not_written_over_by_a_register_saved_meanwhile(register, _round):
    scope, term, meetings, people = register
    cell = meetings[0].pk, people[0].pk
    about = {"scope": scope, "term": term, "by": UserFactory(), "at": NOW}
    record(**about, marks={cell: "absent"})
    objection = ObjectionFactory(attendance=FollowUpAttendance.objects.get())
    saved, _ = at_once(
        (record, {**about, "marks": {cell: "partial"}, "seen": {cell: "absent"}}),
        (
            objecting.answer,
            {
                "objection": objection,
                "text": "You were.",
                "mark": "present",
                "by": UserFactory(),
                "at": NOW,
            },
        ),
    )
    # Either saved before the answer and overwritten by it, or after it and told of a difference.
    assert on_record() == {cell: "present"}
    assert saved.changed + len(saved.differences) == 1


@pytest.mark.parametrize("_round", range(10))
def test_mark_is_taken_back_or_objected_to_and_never_both(register, _round):
    scope, term, meetings, people = register
    cell = meetings[0].pk, people[0].pk
    about = {"scope": scope, "term": term, "by": UserFactory(), "at": NOW}
    record(**about, marks={cell: "absent"})
    mark = FollowUpAttendance.objects.select_related("meeting").get()
    saved, objection = at_once(
        (record, {**about, "marks": {cell: ""}, "seen": {cell: "absent"}}),
        (objecting.object_to, {"attendance": mark, "text": "I was there.", "at": NOW}),
    )
    if saved == "objected_to":
        assert objection.attendance == mark
        assert on_record() == {cell: "absent"}
    else:
        assert objection == "mark_taken_back"
        assert on_record() == {}
