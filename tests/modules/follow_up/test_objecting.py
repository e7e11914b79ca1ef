"""“I was there”: one objection to a mark and one answer, which may correct the mark."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Letter
from modules.follow_up import objecting
from modules.follow_up.refusals import (
    MarkChangedMeanwhile,
    NothingToObject,
    ObjectionAnswered,
    OwnMark,
)
from modules.models import Objection
from tests.factories import NOW
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def attendance(ada):
    appointment = ada.appointments.get()
    meeting = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    return FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="absent")


@pytest.fixture
def objection(attendance):
    return ObjectionFactory(attendance=attendance)


def answer(objection, cleo, mark="present", text="You are right.", at=LATER):
    return objecting.answer(objection=objection, text=text, mark=mark, by=cleo.user, at=at)


@pytest.mark.parametrize("mark", ["absent", "partial"])
def test_objection_keeps_the_mark_that_it_is_against(attendance, mark):
    attendance.mark = mark
    attendance.save()
    objecting.object_to(attendance=attendance, text="I sat at the back.", at=NOW)
    objection = Objection.objects.get()
    assert (objection.mark, objection.text, objection.made_at) == (mark, "I sat at the back.", NOW)


def test_a_person_marked_present_has_nothing_to_object_to(attendance):
    attendance.mark = "present"
    attendance.save()
    with pytest.raises(NothingToObject):
        objecting.object_to(attendance=attendance, text="I was there.", at=NOW)
    assert not Objection.objects.exists()


def test_objecting_twice_keeps_what_was_said_first(attendance):
    for text in ("First.", "Second."):
        objecting.object_to(attendance=attendance, text=text, at=NOW)
    assert Objection.objects.get().text == "First."


def test_mark_recorded_since_the_page_was_read_is_not_written_over(attendance, objection, cleo):
    attendance.mark = "partial"
    attendance.save()
    for mark in ("present", "absent"):
        with pytest.raises(MarkChangedMeanwhile):
            objecting.answer(
                objection=objection, text="No.", mark=mark, seen="absent", by=cleo.user, at=LATER
            )
    attendance.refresh_from_db()
    assert attendance.mark == "partial"
    # Giving the current mark is allowed, even if another mark was seen.
    objecting.answer(
        objection=objection, text="Half.", mark="partial", seen="absent", by=cleo.user, at=LATER
    )


def test_objecting_after_the_answer_changes_nothing(objection, cleo):
    answer(objection, cleo, mark="absent", text="You were not.")
    objecting.object_to(attendance=objection.attendance, text="I was!", at=LATER)
    assert Objection.objects.get().text == "I was there."


def test_answer_corrects_the_mark_with_its_author_and_time(objection, cleo):
    answer(objection, cleo)
    attendance = objection.attendance
    attendance.refresh_from_db()
    objection.refresh_from_db()
    assert (attendance.mark, attendance.marked_by, attendance.marked_at) == (
        "present",
        cleo.user,
        LATER,
    )
    assert (objection.answer, objection.answered_by, objection.mark) == (
        "You are right.",
        cleo.user,
        "absent",
    )


def test_answer_may_leave_the_mark_and_who_recorded_it(objection, cleo):
    before = objection.attendance.marked_by
    answer(objection, cleo, mark="absent", text="Three others say you were not.")
    attendance = objection.attendance
    attendance.refresh_from_db()
    assert (attendance.mark, attendance.marked_by, attendance.marked_at) == ("absent", before, NOW)


def test_learning_assistant_gets_the_answer(objection, cleo, ada):
    answer(objection, cleo)
    letter = Letter.objects.get()
    assert (letter.recipient, letter.kind) == (ada, "objection-answered")
    assert letter.facts["answer"] == "You are right."


def test_second_answer_is_refused_and_the_first_stands(objection, cleo, staff):
    answer(objection, cleo)
    with pytest.raises(ObjectionAnswered, match="You are right"):
        objecting.answer(objection=objection, text="No.", mark="absent", by=staff, at=LATER)
    objection.refresh_from_db()
    objection.attendance.refresh_from_db()
    assert (objection.answer, objection.attendance.mark) == ("You are right.", "present")
    assert Letter.objects.count() == 1


def test_no_one_answers_their_own_objection(objection, cleo, ada):
    with pytest.raises(OwnMark):
        objecting.answer(objection=objection, text="Yes.", mark="present", by=ada.user, at=LATER)
    objection.refresh_from_db()
    assert objection.answered_at is None
