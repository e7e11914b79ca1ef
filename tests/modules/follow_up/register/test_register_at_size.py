"""The register of 400 people, 40 courses and 12 meetings: what a page holds stays small."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from enrollment.models import Appointment, LearningAssistant
from modules.follow_up.register.narrowing import MOST_MARKS_AT_ONCE
from modules.models import FollowUpAttendance
from tests.factories import NOW, CourseFactory
from tests.modules.meeting_factories import FollowUpMeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

PEOPLE, COURSES, MEETINGS = 400, 40, 12
# The whole register had 110,000.
MOST_ELEMENTS = 5_000
MOST_STATEMENTS = 9


@pytest.fixture
def meetings(cleo, ada):
    """The meetings of cleo's department; two are still to come."""
    term = ada.appointments.get().term
    days = [-20 + 2 * number for number in range(MEETINGS - 2)] + [7, 14]
    return [
        FollowUpMeetingFactory(department=cleo.department, term=term, days_ahead=day)
        for day in days
    ]


@pytest.fixture
def appointments(cleo, meetings):
    """The appointments of the people, all of them marked at the meetings held but the last."""
    courses = [
        CourseFactory(code=f"TMA{5000 + number}", department=cleo.department)
        for number in range(COURSES)
    ]
    people = LearningAssistant.objects.bulk_create(
        LearningAssistant(
            username=f"p{number:03}", name=f"Person {number:03}", email=f"p{number:03}@example.org"
        )
        for number in range(PEOPLE)
    )
    appointments = Appointment.objects.bulk_create(
        Appointment(
            assistant=person,
            term=meetings[0].term,
            course=courses[number % COURSES],
            department=cleo.department,
        )
        for number, person in enumerate(people)
    )
    FollowUpAttendance.objects.bulk_create(
        FollowUpAttendance(
            meeting=meeting, appointment=person, mark="present", marked_by=cleo.user, marked_at=NOW
        )
        for meeting in meetings[:9]
        for person in appointments
    )
    return appointments


@pytest.fixture
def look(client, cleo, meetings, appointments):
    """Return a function that opens the register and returns its tree."""
    client.force_login(cleo.user)
    address = reverse("modules:register", args=[cleo.department.code, meetings[0].term.code])

    def look(**query):
        with CaptureQueriesContext(connection) as statements:
            page = client.get(address, query)
        assert len(statements) <= MOST_STATEMENTS
        return html.fromstring(page.content.decode())

    return look


def names_on(tree):
    return [name.text for name in tree.xpath("//span[@class='roll-name']")]


def test_page_shows_a_hundred_people_of_the_latest_meeting(look, meetings):
    tree = look()
    assert len(names_on(tree)) == 100
    assert len(list(tree.iter())) < MOST_ELEMENTS
    fields = {field.get("name") for field in tree.xpath("//form[@id='marks']//input[@name]")}
    # One for each mark, the token and what the page showed.
    assert len(fields) == 102
    assert all(f"mark-{meetings[9].pk}-" in name for name in fields if name.startswith("mark-"))
    (chip,) = tree.xpath("//nav[@class='register-filter']//a[@aria-current]")
    assert meetings[9].title in chip.text


def test_all_meetings_are_offered_only_where_they_fit(look, meetings):
    assert not look().xpath("//a[contains(@href, 'meeting=all')]")
    # It is not shown either if the address asks for it.
    assert len(list(look(meeting="all").iter())) < MOST_ELEMENTS
    tree = look(course="TMA5000", meeting="all")
    assert len(names_on(tree)) == PEOPLE // COURSES
    assert PEOPLE // COURSES * MEETINGS <= MOST_MARKS_AT_ONCE
    assert tree.xpath("//table[contains(@class, 'register-grid')]")
    # The largest one that is offered stays as small, too.
    elements_of_a_mark = len(list(tree.iter())) / (PEOPLE // COURSES * MEETINGS)
    assert elements_of_a_mark * MOST_MARKS_AT_ONCE < MOST_ELEMENTS


def test_everyone_is_on_some_page_and_the_search_finds_across_pages(look, meetings):
    pages = [names_on(look(page=number)) for number in range(1, 6)]
    assert [len(names) for names in pages] == [100, 100, 100, 100, 1]
    assert len({name for names in pages for name in names}) == PEOPLE + 1
    assert names_on(look(q="person 377")) == ["Person 377"]
    assert names_on(look(q="nobody")) == []


def test_a_page_saves_those_it_shows_and_comes_back_to_itself(client, look, meetings, appointments):
    tree = look(page=3)
    (form,) = tree.xpath("//form[@id='marks']")
    fields = {name: value or "" for name, value in form.fields.items() if name != "fill"}
    changed = {name: "absent" for name in fields if name.startswith("mark-")}
    answer = client.post(form.get("action"), fields | changed)
    assert answer.status_code == 302
    assert "page=3" in answer.url
    assert FollowUpAttendance.objects.filter(meeting=meetings[9]).count() == 100
