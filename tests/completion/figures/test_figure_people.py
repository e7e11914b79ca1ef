"""Every number of the figures leads to the people that it counts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from tests.completion.certificate_factories import complete, completed
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CampusFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LINK = re.compile(
    r'<a[^>]*href="([^"]*/figures/people/\?[^"]*|/figures/[^"]*/people/\?[^"]*)"[^>]*>(\d+)</a>'
)
OF_TERM = "/figures/2031H/"
OF_DEPARTMENT = "/department/IE-IMF/2031H/figures/"


def numbers_on(page) -> set[tuple[str, int]]:
    """Return the links of a page to the people behind a number, each with its number."""
    return {
        (unescape(address), int(number)) for address, number in LINK.findall(page.content.decode())
    }


def names_on(page) -> list[str]:
    return [person.name for person, _state in page.context["people"]]


@pytest.fixture
def people(ada, ben, staff):
    """Create people of two campuses and languages, each with something different done."""
    complete(ada)
    CoreSessionFactory(core_module=1, capacity=1)
    full = CoreSessionFactory(core_module=2, capacity=1, language="en")
    RegistrationFactory(assistant=ben, session=full)
    department = DepartmentFactory(code="G", campus=CampusFactory(name="Gjøvik & Land"))
    course = CourseFactory(code="G1", department=department)
    waiting = AppointedFactory(appointment__course=course, language="en")
    WaitlistEntryFactory(assistant=waiting, session=full)
    AppointedFactory(appointment__course=course, exempt_since=localdate(NOW))
    own = ada.appointments.get().course
    other = CourseFactory(code="TMA4105", department=own.department)
    for each in AppointedFactory.create_batch(2, appointment__course=own):
        AppointmentFactory(assistant=each, course=other)
    return own.department


@pytest.mark.usefixtures("people")
def test_every_number_of_a_term_leads_to_as_many_people(uniped):
    numbers = numbers_on(uniped.get(OF_TERM))
    assert len(numbers) > 50
    assert {number for _address, number in numbers} > {1, 2, 6}
    for address, number in numbers:
        assert len(names_on(uniped.get(address))) == number, address


def test_every_number_of_a_department_leads_to_as_many_people(client, people, cleo):
    client.force_login(cleo.user)
    numbers = numbers_on(client.get(OF_DEPARTMENT))
    assert {address.partition("?")[0] for address, _number in numbers} == {
        f"{OF_DEPARTMENT}people/"
    }
    assert len(numbers) > 10
    for address, number in numbers:
        assert len(names_on(client.get(address))) == number, address


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "kind", ["figure=completed", "without=", "needs=", "waits=", "campus=", "department="]
)
def test_each_kind_of_number_leads_to_people(uniped, kind):
    assert any(kind in address for address, _number in numbers_on(uniped.get(OF_TERM)))


def page_of(client, query: str, where=OF_TERM) -> str:
    page = client.get(f"{where}people/?{query}")
    assert page.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


@pytest.mark.parametrize(
    ("query", "heading", "group"),
    [
        ("figure=registered_both", "Registered for both core modules", "Autumn 2031"),
        (
            "figure=registered_both&without=attended_both&department=IE-IMF",
            "Registered for both core modules, but not attended both core modules",
            "Department of Mathematical Sciences, autumn 2031",
        ),
        (
            "needs=1&campus=Trondheim&language=en",
            "Still need a date for core module 1",
            "Trondheim, English, autumn 2031",
        ),
        ("waits=2&language=nb", "On a waitlist for core module 2", "Norwegian, autumn 2031"),
    ],
)
def test_page_says_which_number_it_is_of(uniped, ada, query, heading, group):
    text = page_of(uniped, query)
    assert f"Figures {heading} {group}." in text


def test_staff_reach_the_person_and_see_state_and_course(uniped, ada):
    page = uniped.get(f"{OF_TERM}people/?figure=learning_assistants").content.decode()
    assert reverse("admin:enrollment_learningassistant_change", args=[ada.pk]) in page
    text = page_of(uniped, "figure=learning_assistants")
    assert "1 person, counted" in text
    assert (
        f"{ada.name} {ada.username} At risk TMA4100 Calculus 1, Department of Mathematical Sciences"
        in text
    )


def test_coordinator_reaches_the_persons_row_and_the_list_of_a_state(client, cleo, ada):
    client.force_login(cleo.user)
    listed = reverse("completion:people", args=["IE-IMF", "2031H"])
    page = client.get(f"{OF_DEPARTMENT}people/?figure=at_risk").content.decode()
    assert f'href="{listed}{ada.pk}/"' in page
    assert f'href="{listed}?state=at_risk"' in page
    page = client.get(f"{OF_DEPARTMENT}people/?figure=to_complete&without=registered_both")
    assert "?state=" not in page.content.decode()


@pytest.mark.parametrize(
    "query",
    ["figure=learning_assistants", "needs=1", "waits=1", "figure=at_risk&department=HF-IHK"],
)
def test_coordinator_sees_their_own_people_only(client, cleo, ada, ben, query):
    ada.appointments.all().delete()
    session = CoreSessionFactory()
    WaitlistEntryFactory(assistant=ben, session=session)
    client.force_login(cleo.user)
    assert names_on(client.get(f"{OF_DEPARTMENT}people/?{query}")) == []


def test_coordinator_of_a_course_sees_its_people_only(client, ada):
    own = ada.appointments.get().course
    other = CourseFactory(code="TMA4105", department=own.department)
    AppointedFactory(appointment__course=other)
    client.force_login(CoordinatorFactory(department=own.department, course=own).user)
    page = client.get(f"{OF_DEPARTMENT}people/?figure=learning_assistants")
    assert names_on(page) == [ada.name]


@pytest.mark.parametrize(
    "query",
    [
        "figure=happy",
        "needs=3",
        "figure=completed&needs=1",
        "waits=1&course=TMA4100",
        "needs=1&without=completed",
        "figure=exempt&campus=Oslo",
    ],
)
def test_number_that_does_not_exist_is_not_found(uniped, ada, query):
    assert uniped.get(f"{OF_TERM}people/?{query}").status_code == 404


def test_without_a_number_everyone_is_listed(uniped, ada, ben):
    assert names_on(uniped.get(f"{OF_TERM}people/")) == [ada.name, ben.name]


def test_people_are_as_last_counted(uniped, ada):
    uniped.get(OF_TERM)
    AppointedFactory()
    query = f"{OF_TERM}people/?figure=learning_assistants"
    assert names_on(uniped.get(query)) == [ada.name]
    uniped.post(f"{OF_TERM}count/")
    assert len(names_on(uniped.get(query))) == 2


def test_people_come_100_on_a_page_by_name(uniped):
    completed(201)
    query = "figure=completed&campus=Trondheim"
    pages = [uniped.get(f"{OF_TERM}people/?{query}&page={number}") for number in (1, 2, 3)]
    assert [len(names_on(page)) for page in pages] == [100, 100, 1]
    assert len({name for page in pages for name in names_on(page)}) == 201
    links = [
        re.findall(r'href="\?([^"]*page=\d)"', unescape(page.content.decode())) for page in pages
    ]
    assert links == [
        [f"{query}&page=2"],
        [f"{query}&page=1", f"{query}&page=3"],
        [f"{query}&page=2"],
    ]


def statements(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (f"{OF_TERM}people/?figure=completed&department=IE-IMF", 10),
        (f"{OF_TERM}people/?needs=1&campus=Trondheim&language=nb", 10),
        (f"{OF_DEPARTMENT}people/?figure=completed&course=TMA4100", 45),
    ],
)
def test_number_of_statements_does_not_grow(uniped, ada, address, most):
    complete(ada)
    AppointedFactory()
    uniped.post(f"{OF_TERM}count/")
    few = statements(uniped, address)
    completed(30)
    AppointedFactory.create_batch(5, appointment__course=ada.appointments.get().course)
    uniped.post(f"{OF_TERM}count/")
    assert statements(uniped, address) == few
    assert few <= most
