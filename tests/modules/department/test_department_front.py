"""The department's front page: progress by course, who lacks what, and writing to them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from enrollment.letters import delivering
from enrollment.models import Appointment, Letter
from modules.department.surveying import Lack, figures_of, survey
from modules.scope import Scope
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    RegistrationFactory,
    TermFactory,
)
from tests.modules.factories import ChoiceFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MOST = 13
SAID = {"subject": "Friday", "text": "Come <b>early</b>."}


@pytest.fixture
def appointment(ada):
    return ada.appointments.get()


@pytest.fixture
def coordinator(client, cleo):
    client.force_login(cleo.user)
    return client


def meeting(appointment, **fields):
    about = {"department": appointment.department, "term": appointment.term}
    return FollowUpMeetingFactory(**about | fields)


def attend(appointment, mark="present", **fields):
    return FollowUpAttendanceFactory(
        meeting=meeting(appointment, **fields), appointment=appointment, mark=mark
    )


def person(cleo, appointment):
    everybody = survey(Scope(cleo.department), appointment.term, NOW)
    return next(one for one in everybody if one.appointment == appointment.pk)


def url(page="department", query=""):
    return reverse(f"modules:{page}", args=["IE-IMF", "2031H"]) + query


def test_whoever_has_done_nothing_lacks_all(cleo, appointment):
    assert person(cleo, appointment).lacks == set(Lack)


def test_whoever_has_done_all_lacks_nothing(cleo, appointment):
    for number in (1, 2):
        session = CoreSessionFactory(core_module=number)
        RegistrationFactory(assistant=appointment.assistant, session=session)
        ChoiceFactory(assistant=appointment.assistant, slot=number, done=True)
    attend(appointment, whole=True, follow_up_hours=4)
    assert person(cleo, appointment).lacks == set()


def test_whoever_is_exempt_lacks_nothing(cleo, appointment):
    appointment.assistant.exempt_since = localdate(NOW)
    appointment.assistant.save()
    assert person(cleo, appointment).lacks == set()


def test_absence_leaves_the_date_lacking(cleo, appointment, staff):
    session = CoreSessionFactory(starts_at=NOW - timedelta(days=1))
    RegistrationFactory(
        assistant=appointment.assistant,
        session=session,
        mark="absent",
        marked_by=staff,
        marked_at=NOW,
    )
    assert person(cleo, appointment).dates == {}


def test_only_present_gives_hours_and_no_part_more_than_asked(cleo, appointment):
    attend(appointment, mark="partial", follow_up_hours=3)
    attend(appointment, mark="absent", follow_up_hours=3)
    attend(appointment, follow_up_hours=2, cancelled_at=NOW)
    attend(appointment, first_meeting_hours=3, follow_up_hours=Decimal("1.5"))
    assert person(cleo, appointment).counted_hours == Decimal("2.5")


class TestMandatory:
    def missed(self, cleo, appointment):
        return person(cleo, appointment).missed

    def test_missed_is_told_though_the_hours_are_there(self, cleo, appointment):
        attend(appointment, whole=True, follow_up_hours=4)
        meeting(appointment, title="The kick-off")
        assert self.missed(cleo, appointment) == ("The kick-off",)
        assert Lack.MEETINGS in person(cleo, appointment).lacks

    def test_made_up_for_is_not_missed(self, cleo, appointment):
        first = meeting(appointment)
        attend(appointment, makes_up_for=first, is_mandatory=False)
        assert self.missed(cleo, appointment) == ()

    @pytest.mark.parametrize(
        "fields",
        [{"is_mandatory": False}, {"cancelled_at": NOW}, {"upcoming": True}],
        ids=["voluntary", "cancelled", "to come"],
    )
    def test_asks_for_nothing(self, cleo, appointment, fields):
        meeting(appointment, **fields)
        assert self.missed(cleo, appointment) == ()

    def test_of_another_course_is_not_asked_for(self, cleo, appointment):
        meeting(appointment, courses=[CourseFactory(code="X1", department=cleo.department)])
        assert self.missed(cleo, appointment) == ()

    @pytest.mark.parametrize(
        ("starts", "ends", "number"), [(0, None, 0), (-1, None, 1), (None, -2, 0), (None, -1, 1)]
    )
    def test_is_asked_of_whoever_was_appointed_that_day(
        self, cleo, appointment, starts, ends, number
    ):
        """The meeting was yesterday."""
        today = localdate(NOW)
        appointment.starts_on = None if starts is None else today + timedelta(days=starts)
        appointment.ends_on = None if ends is None else today + timedelta(days=ends)
        appointment.save()
        meeting(appointment)
        assert len(self.missed(cleo, appointment)) == number


def test_the_figures_of_a_course(cleo, appointment, staff):
    other = AppointmentFactory(course=appointment.course)
    AppointmentFactory(course=appointment.course, ends_on=localdate(NOW) - timedelta(days=1))
    place = {"marked_by": staff, "marked_at": NOW, "mark": "present"}
    past = CoreSessionFactory(starts_at=NOW - timedelta(days=1))
    RegistrationFactory(assistant=other.assistant, session=past, **place)
    RegistrationFactory(assistant=appointment.assistant, session=CoreSessionFactory())
    ChoiceFactory(assistant=other.assistant, done=True)
    ChoiceFactory(assistant=other.assistant, slot=2)
    attend(other, follow_up_hours=2)
    (figures,) = figures_of(survey(Scope(cleo.department), appointment.term, NOW))
    assert figures.course == "TMA4100"
    assert (figures.appointed, figures.logged_in) == (2, 1)
    assert (figures.registered, figures.attended) == ((2, 0), (1, 0))
    assert (figures.chosen, figures.completed) == (2, 1)
    assert (figures.hours, figures.all_hours) == (2, 0)


class TestPage:
    def test_filters_by_what_is_lacking_and_by_course(self, coordinator, appointment):
        other = AppointmentFactory(
            course__code="TMA4105", course__department=appointment.department
        )
        for number in (1, 2):
            ChoiceFactory(assistant=other.assistant, slot=number, done=True)

        def shown(query):
            return {one.username for one in coordinator.get(url(query=query)).context["people"]}

        assert shown("") == {"ada", other.assistant.username}
        assert shown("?lacks=online") == {"ada"}
        assert shown("?course=TMA4105") == {other.assistant.username}
        assert shown("?course=TMA4105&lacks=online") == set()
        assert shown("?course=x&lacks=y") == {"ada", other.assistant.username}

    def test_people_are_searched_by_name_user_name_and_course(self, coordinator, appointment):
        for name in ("Martin Ødegård", "Thảo Nguyễn"):
            AppointmentFactory(course=appointment.course, assistant__name=name)

        def shown(sought):
            for address in ("modules:department", "modules:people"):
                page = coordinator.get(
                    reverse(address, args=["IE-IMF", "2031H"]), {"q": sought, "lacks": "core"}
                )
                yield {one.name for one in page.context["people"]}

        for sought in ("odegard", "Ødegård, Martin", "martin tma41", "ＯＤＥ", "odeg\u00adard"):
            assert list(shown(sought)) == [{"Martin Ødegård"}] * 2
        assert list(shown("Nguyen")) == [{"Thảo Nguyễn"}] * 2
        assert list(shown("nguyen martin")) == [set()] * 2

    def test_leads_to_the_other_terms(self, coordinator):
        TermFactory(code="2032V")
        page = coordinator.get(url()).content.decode()
        assert reverse("modules:department", args=["IE-IMF", "2032V"]) in page

    def test_says_where_to_begin(self, coordinator):
        Appointment.objects.all().delete()
        assert "No learning assistants are on record" in coordinator.get(url()).content.decode()


class TestWriting:
    def test_those_shown_are_ticked(self, coordinator, appointment):
        other = AppointmentFactory(
            course__code="TMA4105", course__department=appointment.department
        )
        page = coordinator.get(url("write", "?course=TMA4105"))
        assert page.context["form"].initial["to"] == [other.assistant_id]
        assert len(page.context["form"].fields["to"].choices) == 2

    def test_one_letter_each_and_sent_twice_is_once(self, coordinator, cleo, appointment):
        other = AppointmentFactory(course=appointment.course).assistant
        sent = SAID | {"to": [appointment.assistant_id, other.pk]}
        page = coordinator.post(url("write"), sent, follow=True).content.decode()
        assert "2 people are written to." in page
        page = coordinator.post(url("write"), sent, follow=True).content.decode()
        assert "0 people are written to." in page
        assert Letter.objects.count() == 2
        assert set(Letter.objects.values_list("kind", flat=True)) == {"from-coordinator"}

    def test_another_text_is_another_letter(self, coordinator, appointment):
        for text in ("One.", "Two."):
            sent = SAID | {"to": [appointment.assistant_id], "text": text}
            coordinator.post(url("write"), sent)
        assert Letter.objects.count() == 2

    def test_arrives_as_written_and_is_answered_to_the_coordinator(
        self, coordinator, cleo, appointment
    ):
        sent = {"to": [appointment.assistant_id], "subject": "{{ name }}", "text": SAID["text"]}
        coordinator.post(url("write"), sent)
        delivering.deliver()
        (message,) = mail.outbox
        assert message.subject == "LAOS: {{ name }}"
        assert message.reply_to == [cleo.user.email] or (
            message.extra_headers["Reply-To"] == cleo.user.email
        )
        assert "Come <b>early</b>." in message.body
        assert "Cleo Claussen" in message.body
        html = message.alternatives[0][0]
        assert "Come &lt;b&gt;early&lt;/b&gt;." in html

    @pytest.mark.parametrize("field", ["to", "subject", "text"])
    def test_nothing_is_sent_where_something_is_missing(self, coordinator, appointment, field):
        sent = SAID | {"to": [appointment.assistant_id]}
        page = coordinator.post(url("write"), {**sent, field: []})
        assert list(page.context["form"].errors) == [field]
        assert not Letter.objects.exists()

    def test_nobody_of_another_department(self, coordinator, ben):
        page = coordinator.post(url("write"), SAID | {"to": [ben.pk]})
        assert list(page.context["form"].errors) == ["to"]
        assert not Letter.objects.exists()

    def test_nobody_whose_appointment_has_ended(self, coordinator, appointment):
        Appointment.objects.update(ends_on=localdate(NOW) - timedelta(days=1))
        page = coordinator.post(url("write"), SAID | {"to": [appointment.assistant_id]})
        assert list(page.context["form"].errors) == ["to"]


def grow(appointment, number, number_of_courses):
    for one in range(number):
        course = CourseFactory(
            code=f"Y{number}{one % number_of_courses}", department=appointment.department
        )
        added = AppointmentFactory(
            assistant=AppointedFactory(appointment=None), course=course, term=appointment.term
        )
        RegistrationFactory(assistant=added.assistant, session=CoreSessionFactory())
        ChoiceFactory(assistant=added.assistant)
        attend(added, courses=[course])
        TermFactory(code=f"2{number:02}{one:01}H"[:5])


def test_no_page_needs_more_statements_however_many_there_are(coordinator, cleo, appointment):
    pages = [
        url(),
        url(query="?lacks=core"),
        url("write"),
        url("people"),
        url("add_person"),
        url("paste_people"),
        url("import_people"),
        url("coordinators"),
        reverse("modules:end_appointment", args=["IE-IMF", "2031H", appointment.pk]),
    ]

    def count(page):
        with CaptureQueriesContext(connection) as statements:
            assert coordinator.get(page).status_code == 200, page
        return len(statements)

    grow(appointment, 2, 1)
    small = {page: count(page) for page in pages}
    grow(appointment, 9, 3)
    large = {page: count(page) for page in pages}
    assert small == large
    assert {page: number for page, number in large.items() if number > MOST} == {}
