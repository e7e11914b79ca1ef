"""The department's front page: one table of people on their verdicts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from completion.verdicts.evaluating import verdicts_of_term
from enrollment.models import Appointment
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
)
from tests.modules.factories import ChoiceFactory

from .marks import attend, meeting, register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MOST = 20


def url(page="department", query=""):
    floor = "completion" if page in ("department", "people", "write", "sent") else "modules"
    return reverse(f"{floor}:{page}", args=["IE-IMF", "2031H"]) + query


class TestPage:
    def shown(self, client, query="", page="department"):
        found = client.get(url(page, query), follow=True).context["people"]
        return [person.assistant.username for person in found]

    def test_states_are_those_of_the_verdicts(self, coordinator, appointment, sessions):
        ben = AppointmentFactory(course=appointment.course).assistant
        ben.exempt_since = localdate(NOW)
        ben.save()
        AppointmentFactory(course=appointment.course, ends_on=localdate(NOW) - timedelta(days=1))
        people = coordinator.get(url(query="?ended=on")).context["people"]
        verdicts = verdicts_of_term(appointment.term, people[0].at)
        assert len(people) == 3
        assert {person.assistant: person.verdict for person in people} == verdicts

    def test_row_is_state_name_and_what_is_missing(self, coordinator, appointment, sessions):
        page = coordinator.get(url()).content.decode()
        row = re.search(r"<tbody>(.*?)</tbody>", page, re.S)[1]
        order = ["on track", "Ada Aas", "no dates of the core modules", "0 of 6 h"]
        meeting(appointment, upcoming=True, whole=True, follow_up_hours=4)
        assert "registered" not in row
        row = re.search(r"<tbody>(.*?)</tbody>", coordinator.get(url()).content.decode(), re.S)[1]
        assert [row.index(text) for text in order] == sorted(row.index(text) for text in order)

    def test_a_person_with_two_courses_has_one_row(self, coordinator, appointment):
        course = CourseFactory(code="TMA4105", department=appointment.department)
        AppointmentFactory(assistant=appointment.assistant, course=course, term=appointment.term)
        (ada,) = coordinator.get(url()).context["people"]
        assert ada.courses == ["TMA4100", "TMA4105"]

    def test_filters_combine(self, coordinator, appointment, cleo, sessions):
        other = AppointmentFactory(
            course__code="TMA4105", course__department=appointment.department
        )
        name = other.assistant.username
        attend(other, mark="absent", first_meeting_hours=1)
        for number in (1, 2):
            ChoiceFactory(assistant=other.assistant, slot=number, done=True)
        register(appointment, sessions[0])
        register(appointment, sessions[1])
        assert set(self.shown(coordinator)) == {"ada", name}
        assert self.shown(coordinator, "?lacks=online") == ["ada"]
        assert self.shown(coordinator, "?lacks=account") == [name]
        assert self.shown(coordinator, "?lacks=core") == [name]
        assert self.shown(coordinator, "?lacks=meetings") == [name]
        assert self.shown(coordinator, "?lacks=account&lacks=core&course=TMA4105") == [name]
        assert self.shown(coordinator, "?lacks=account&lacks=online") == []
        assert self.shown(coordinator, "?course=TMA4105&q=ada") == []
        assert set(self.shown(coordinator, "?course=x&lacks=y&state=z&sort=v")) == {"ada", name}

    def test_filter_by_state(self, coordinator, appointment):
        exempt = AppointmentFactory(course=appointment.course).assistant
        exempt.exempt_since = localdate(NOW)
        exempt.save()
        assert self.shown(coordinator, "?state=exempt") == [exempt.username]
        page = coordinator.get(url()).content.decode()
        assert re.search(r"\?state=exempt#people-heading[^>]*>1 exempt<", page)

    def test_order(self, coordinator, appointment):
        def add(username, name, code, **hours):
            course = CourseFactory(code=code, department=appointment.department)
            added = AppointmentFactory(
                course=course,
                term=appointment.term,
                assistant__name=name,
                assistant__username=username,
            )
            attend(added, courses=[course], **hours)
            return added.assistant

        exempt = add("ase", "Åse", "TMA4101", follow_up_hours=3)
        exempt.exempt_since = localdate(NOW)
        exempt.save()
        add("orn", "Ørn", "TMA4000", follow_up_hours=2)
        assert self.shown(coordinator, "?sort=name") == ["ada", "orn", "ase"]
        assert self.shown(coordinator, "?sort=course") == ["orn", "ada", "ase"]
        assert self.shown(coordinator, "?sort=hours") == ["ada", "orn", "ase"]
        assert self.shown(coordinator, "?sort=-hours") == ["ase", "orn", "ada"]
        assert self.shown(coordinator)[-1] == "ase"

    def test_people_are_searched_by_name_user_name_address_and_course(
        self, coordinator, appointment
    ):
        for name in ("Martin Ødegård", "Thảo Nguyễn"):
            AppointmentFactory(course=appointment.course, assistant__name=name)

        def names(sought):
            page = coordinator.get(url(), {"q": sought, "lacks": "core"})
            return {person.assistant.name for person in page.context["people"]}

        for sought in ("odegard", "Ødegård, Martin", "martin tma41", "ＯＤＥ", "odeg\u00adard"):
            assert names(sought) == {"Martin Ødegård"}
        assert names("Nguyen") == {"Thảo Nguyễn"}
        assert names("nguyen martin") == set()

    def test_ended_appointments_are_shown_on_request(self, coordinator, appointment):
        yesterday = localdate(NOW) - timedelta(days=1)
        Appointment.objects.update(ends_on=yesterday)
        assert self.shown(coordinator) == []
        assert self.shown(coordinator, "?ended=on") == ["ada"]
        page = coordinator.get(url(query="?ended=on")).content.decode()
        assert "appointment ended" in page

    def test_only_those_with_an_appointment_are_written_to(self, coordinator, appointment):
        yesterday = localdate(NOW) - timedelta(days=1)
        Appointment.objects.update(ends_on=yesterday)
        assert "Write to th" not in coordinator.get(url(query="?ended=on")).content.decode()
        AppointmentFactory(course=appointment.course, term=appointment.term)
        page = coordinator.get(url(query="?ended=on"))
        assert len(page.context["people"]) == 2
        assert "Write to this person" in page.content.decode()

    def test_the_former_list_leads_to_the_table_with_its_filters(self, coordinator, appointment):
        answer = coordinator.get(url("people", "?q=ada&lacks=core"))
        assert answer.headers["Location"] == url(query="?q=ada&lacks=core")
        assert coordinator.get(url("people")).headers["Location"] == url()

    def test_a_hundred_are_on_a_page(self, coordinator, appointment):
        for _number in range(100):
            AppointmentFactory(course=appointment.course, term=appointment.term)
        first = coordinator.get(url(query="?sort=name"))
        last = coordinator.get(url(query="?sort=name&page=2"))
        assert [len(page.context["people"]) for page in (first, last)] == [100, 1]
        assert 'href="?sort=name&amp;page=2"' in first.content.decode()
        assert "Write to these 101 people" in first.content.decode()
        assert len(coordinator.get(url("write")).context["form"].initial["to"]) == 101

    def test_leads_to_the_other_terms(self, coordinator):
        TermFactory(code="2032V")
        page = coordinator.get(url()).content.decode()
        assert reverse("completion:department", args=["IE-IMF", "2032V"]) in page

    def test_says_where_to_begin(self, coordinator):
        Appointment.objects.all().delete()
        page = coordinator.get(url()).content.decode()
        assert "No learning assistants are on record" in page
        assert url("paste_people") in page


class TestPersonPage:
    def shown(self, client, assistant):
        page = client.get(reverse("completion:person", args=["IE-IMF", "2031H", assistant.pk]))
        return page.content.decode() if page.status_code == 200 else page.status_code

    def test_tells_the_next_steps_and_leads_to_ending_the_appointment(
        self, coordinator, appointment, sessions
    ):
        page = self.shown(coordinator, appointment.assistant)
        assert "Register for a date of core module 1." in page
        assert reverse("modules:end_appointment", args=["IE-IMF", "2031H", appointment.pk]) in page
        assert url("write", f"?person={appointment.assistant.pk}") in page

    def test_a_term_that_is_past_has_no_next_steps(self, coordinator, appointment):
        AppointmentFactory(
            assistant=appointment.assistant,
            course=appointment.course,
            term=TermFactory(code="2021H"),
        )
        past = reverse("completion:person", args=["IE-IMF", "2021H", appointment.assistant_id])
        page = coordinator.get(past).content.decode()
        assert "Missing:" in page
        assert "The learning assistant is told:" not in page

    def test_what_is_missing_is_said_once(self, coordinator, appointment):
        Appointment.objects.update(ends_on=localdate(NOW) - timedelta(days=1))
        page = self.shown(coordinator, appointment.assistant)
        assert page.count("core module 1, core module 2") == 1

    def test_an_ended_appointment_is_not_ended_again(self, coordinator, appointment):
        Appointment.objects.update(ends_on=localdate(NOW) - timedelta(days=1))
        page = self.shown(coordinator, appointment.assistant)
        assert "/end/" not in page
        assert url("write") not in page

    def test_another_departments_person_does_not_exist(self, coordinator, ben):
        assert self.shown(coordinator, ben) == 404

    def test_another_departments_meetings_are_not_named(self, coordinator, appointment):
        course = CourseFactory(code="HIST1500", department__code="HF-IHK")
        other = AppointmentFactory(
            assistant=appointment.assistant, course=course, term=appointment.term
        )
        attend(other, first_meeting_hours=1)
        meeting(other, upcoming=True, whole=True, title="Secret")
        assert "Secret" not in self.shown(coordinator, appointment.assistant)


class TestToWhomALetterGoes:
    """A letter must not go to people who were not meant."""

    def ticked(self, coordinator, query) -> set[int]:
        return set(coordinator.get(url("write", query)).context["form"].initial["to"])

    @pytest.fixture
    def namesakes(self, appointment):
        others = [
            AppointmentFactory(
                course=appointment.course,
                term=appointment.term,
                assistant=LearningAssistantFactory(username=name, name=f"{name} Ada"),
            )
            for name in ("ada2", "oada")
        ]
        return {appointment.assistant_id, *(other.assistant_id for other in others)}

    def test_from_the_page_of_a_person_to_that_person_alone(
        self, coordinator, appointment, namesakes
    ):
        mine = appointment.assistant_id
        assert self.ticked(coordinator, "?q=ada") == namesakes
        assert self.ticked(coordinator, f"?person={mine}") == {mine}

    @pytest.mark.parametrize(
        "query", ["?lacks=core&lacks=xx", "?state=bogus", "?course=GONE", f"?q={'x' * 201}"]
    )
    def test_to_no_one_if_a_filter_is_not_understood(self, coordinator, namesakes, query):
        assert self.ticked(coordinator, "") == namesakes
        assert self.ticked(coordinator, query) == set()


def grow(appointment, number, number_of_courses):
    for n in range(number):
        course = CourseFactory(
            code=f"Y{number}{n % number_of_courses}", department=appointment.department
        )
        added = AppointmentFactory(
            assistant=AppointedFactory(appointment=None), course=course, term=appointment.term
        )
        RegistrationFactory(assistant=added.assistant, session=CoreSessionFactory())
        ChoiceFactory(assistant=added.assistant)
        attend(added, courses=[course])
        TermFactory(code=f"2{number:02}{n:01}H"[:5])


def test_no_page_needs_more_statements_however_many_there_are(coordinator, cleo, appointment):
    pages = [
        url(),
        url(query="?lacks=core"),
        url("write"),
        reverse("completion:person", args=["IE-IMF", "2031H", appointment.assistant_id]),
        url("add_person"),
        url("paste_people"),
        url("import_people"),
        url("coordinators"),
        *(
            reverse(f"modules:{page}", args=["IE-IMF", "2031H", appointment.pk])
            for page in ("end_appointment", "change_course", "undo_appointment")
        ),
        reverse("modules:correct_person", args=["IE-IMF", "2031H", appointment.assistant_id]),
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
