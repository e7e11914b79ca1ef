"""What the department's table says that a person lacks, and the filters by it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override

from completion.department.people import Lack
from completion.verdicts.results import State
from tests.factories import NOW, AppointmentFactory, CoreSessionFactory, CourseFactory
from tests.modules.factories import ChoiceFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory

from .marks import absent, attend, meeting, person, register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


class TestMissing:
    """What the table says that a person lacks."""

    def missing(self, cleo, appointment):
        return person(cleo, appointment).missing

    def test_no_dates_and_no_modules(self, cleo, appointment, sessions):
        meeting(appointment, upcoming=True, whole=True, follow_up_hours=4)
        assert self.missing(cleo, appointment) == [
            "no dates of the core modules",
            "no online modules chosen",
        ]
        assert person(cleo, appointment).lacks == {Lack.CORE, Lack.ONLINE}

    def test_a_date_to_come_needs_no_words(self, cleo, appointment, sessions):
        meeting(appointment, upcoming=True, whole=True, follow_up_hours=4)
        register(appointment, sessions[0])
        ChoiceFactory(assistant=appointment.assistant, done=True)
        assert self.missing(cleo, appointment) == [
            "no date of core module 2",
            "one online module not chosen",
        ]

    def test_a_module_under_way_needs_words_once_it_is_overdue(self, cleo, appointment, sessions):
        choice = ChoiceFactory(assistant=appointment.assistant)
        dates = choice.module.dates.create(
            term=appointment.term,
            hand_in_by=localdate(NOW) + timedelta(days=9),
            complete_by=localdate(NOW) + timedelta(days=20),
        )
        words = f"{choice.module.code} is overdue"
        assert words not in self.missing(cleo, appointment)
        dates.hand_in_by = localdate(NOW) - timedelta(days=1)
        dates.save()
        assert words in self.missing(cleo, appointment)

    def test_nothing_of_a_person_who_has_done_all(self, cleo, appointment):
        for number in (1, 2):
            session = CoreSessionFactory(core_module=number, days_ahead=-number)
            present = {"mark": "present", "marked_by": cleo.user, "marked_at": NOW}
            register(appointment, session, **present)
            ChoiceFactory(assistant=appointment.assistant, slot=number, done=True)
        attend(appointment, whole=True, follow_up_hours=4)
        ada = person(cleo, appointment)
        assert (ada.missing, ada.lacks, ada.hours) == ([], set(), 6)
        assert ada.state is State.COMPLETED

    def test_nothing_of_an_exempt_person(self, cleo, appointment):
        appointment.assistant.exempt_since = localdate(NOW)
        appointment.assistant.save()
        ada = person(cleo, appointment)
        assert (ada.missing, ada.lacks, ada.state) == ([], set(), State.EXEMPT)

    @pytest.mark.parametrize(
        ("mark", "language", "words"),
        [
            ("absent", "en", "core module 1: absent, no new date"),
            ("partial", "en", "core module 1: partial, no new date"),
            ("absent", "nb", "kjernemodul 1: fraværende, ingen ny dato"),
            ("partial", "nb", "kjernemodul 1: delvis, ingen ny dato"),
        ],
    )
    def test_a_seminar_without_a_new_date_is_named_with_its_last_mark(
        self, cleo, appointment, sessions, mark, language, words
    ):
        for days_ahead, marked in ((-20, "absent"), (-9, mark), (-15, "partial")):
            past = CoreSessionFactory(core_module=1, days_ahead=days_ahead)
            register(appointment, past, **absent(cleo) | {"mark": marked})
        with override(language):
            assert words in self.missing(cleo, appointment)

    def test_a_seminar_is_absence_only_if_it_is_marked_so(self, cleo, appointment, sessions):
        past = CoreSessionFactory(core_module=1, days_ahead=-10)
        registration = register(appointment, past)
        register(appointment, sessions[1])
        assert "core module 1 not recorded yet" in self.missing(cleo, appointment)
        for field, value in absent(cleo).items():
            setattr(registration, field, value)
        registration.save()
        assert "core module 1: absent, no new date" in self.missing(cleo, appointment)
        assert Lack.CORE in person(cleo, appointment).lacks
        register(appointment, sessions[0])
        assert not [line for line in self.missing(cleo, appointment) if "core module" in line]

    @pytest.mark.parametrize(
        ("mark", "words"),
        [
            (None, "“The kick-off” not recorded yet"),
            ("absent", "“The kick-off”: absent, nothing makes up for it yet"),
            ("partial", "“The kick-off”: partial, nothing makes up for it yet"),
        ],
    )
    def test_a_mandatory_meeting_is_named_with_its_mark(self, cleo, appointment, mark, words):
        attend(appointment, whole=True, follow_up_hours=4)
        held = meeting(appointment, title="The kick-off")
        if mark:
            FollowUpAttendanceFactory(meeting=held, appointment=appointment, mark=mark)
        told = [line for line in self.missing(cleo, appointment) if "kick-off" in line]
        assert told == [words]

    @pytest.mark.parametrize("mark", ["absent", "partial"])
    def test_a_meeting_that_can_be_made_up_for_is_named_with_its_mark(
        self, cleo, appointment, mark
    ):
        held = attend(appointment, title="The kick-off", mark=mark).meeting
        meeting(appointment, upcoming=True, makes_up_for=held, is_mandatory=False)
        assert f"“The kick-off”: {mark}" in self.missing(cleo, appointment)

    def test_a_meeting_made_up_for_is_not_missing(self, cleo, appointment):
        held = attend(appointment, title="The kick-off", mark="absent").meeting
        attend(appointment, makes_up_for=held, is_mandatory=False)
        assert not [line for line in self.missing(cleo, appointment) if "kick-off" in line]

    def test_a_meeting_of_another_department_is_not_named(self, cleo, appointment):
        """Ada is nearer to the requirement there, but these coordinators see only their own meetings."""
        course = CourseFactory(code="HIST1500", department__code="HF-IHK")
        other = AppointmentFactory(
            assistant=appointment.assistant, course=course, term=appointment.term
        )
        attend(other, whole=True, follow_up_hours=4)
        held = attend(other, mark="absent", title="Secret kick-off").meeting
        make_up = {"makes_up_for": held, "is_mandatory": False}
        meeting(other, upcoming=True, title="Secret make-up", **make_up)
        ada = person(cleo, appointment)
        assert ada.verdict.course_specific.course_code == "HIST1500"
        assert "follow-up in another course" in ada.missing
        assert not [line for line in ada.missing if "Secret" in line]


class TestBehind:
    """Behind in hours: a meeting that was marked as not attended would have given some."""

    def is_behind(self, cleo, appointment):
        return Lack.MEETINGS in person(cleo, appointment).lacks

    @pytest.mark.parametrize(
        ("mark", "is_behind"), [("absent", True), ("partial", True), ("present", False)]
    )
    def test_by_the_mark(self, cleo, appointment, mark, is_behind):
        attend(appointment, mark=mark, follow_up_hours=2)
        assert self.is_behind(cleo, appointment) == is_behind

    def test_not_by_a_meeting_without_a_mark(self, cleo, appointment):
        meeting(appointment, follow_up_hours=2)
        assert not self.is_behind(cleo, appointment)

    def test_not_by_a_cancelled_meeting(self, cleo, appointment):
        attend(appointment, mark="absent", follow_up_hours=2, cancelled_at=NOW)
        assert not self.is_behind(cleo, appointment)

    def test_not_once_it_is_made_up_for(self, cleo, appointment):
        held = attend(appointment, mark="absent", follow_up_hours=2).meeting
        attend(appointment, makes_up_for=held, follow_up_hours=2, is_mandatory=False)
        assert not self.is_behind(cleo, appointment)

    def test_not_if_the_hours_are_there(self, cleo, appointment):
        attend(appointment, whole=True, follow_up_hours=4)
        attend(appointment, mark="absent", follow_up_hours=2)
        assert not self.is_behind(cleo, appointment)


def test_only_present_gives_hours_and_no_part_more_than_required(cleo, appointment):
    attend(appointment, mark="partial", follow_up_hours=3)
    attend(appointment, mark="absent", follow_up_hours=3)
    attend(appointment, follow_up_hours=2, cancelled_at=NOW)
    attend(appointment, first_meeting_hours=3, follow_up_hours=Decimal("1.5"))
    assert person(cleo, appointment).hours == Decimal("2.5")
