"""Meeting pages: what a coordinator plans and changes, and what a learning assistant sees."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from lxml import html

from enrollment.models import Letter
from modules.follow_up.shapes import SHAPES
from modules.models import FollowUpMeeting
from modules.models.meetings import HOURS_ASKED
from tests.factories import NOW, AppointmentFactory, CoordinatorFactory, CourseFactory
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MOST = 14
DAY = localdate(NOW) + timedelta(days=7)


@pytest.fixture
def appointment(ada):
    return ada.appointments.get()


@pytest.fixture
def desk(client, cleo, appointment):
    """Return a function that gets a page of cleo's department, or posts ``data`` to it.

    What the page shows first is applied, or with ``answer=None`` returned.
    """
    client.force_login(cleo.user)

    def go(name, *args, data=None, answer="apply", **query):
        address = reverse(f"modules:{name}", args=["IE-IMF", appointment.term.code, *args])
        if query:
            address += "?" + "&".join(f"{key}={value}" for key, value in query.items())
        if data is None:
            return client.get(address)
        page = client.post(address, data)
        if answer and "found" in (page.context or {}):
            page = client.post(address, {**seen_on(page), "what_if-choice": answer})
        return page

    return go


@pytest.fixture
def a_meeting(appointment):
    def make(**fields):
        return FollowUpMeetingFactory(
            **{"department": appointment.department, "term": appointment.term} | fields
        )

    return make


def seen_on(page):
    """Return the hidden fields of a page that shows what a form does."""
    (form,) = html.fromstring(page.content.decode()).xpath("//main//form")
    return {name: form.fields[name] for name in form.fields if form.fields[name] is not None}


def a_form(**fields):
    return {
        "title": "First meeting",
        "date": DAY,
        "start": "14:15",
        "end": "15:15",
        "place": "R7",
        "language": "en",
        "first_meeting_hours": "1",
        "is_mandatory": "on",
    } | fields


def a_shape(name, **fields):
    rows: dict[str, object] = {}
    for number, _session in enumerate(SHAPES[name].sessions):
        rows[f"title_{number}"] = f"Meeting {number}"
        rows[f"date_{number}"] = DAY + timedelta(days=number)
        rows[f"start_{number}"] = "10:00"
    return {"place": "R7", "language": "nb", "is_mandatory": "on"} | rows | fields


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if shape.sessions])
def test_every_shape_adds_up_and_is_planned_in_one_form(desk, name, appointment):
    assert desk("plan_meetings", shape=name).status_code == 200
    assert desk("plan_meetings", shape=name, data=a_shape(name)).status_code == 302
    meetings = FollowUpMeeting.objects.all()
    assert {
        part: sum((meeting.hours[part] for meeting in meetings), Decimal(0)) for part in HOURS_ASKED
    } == HOURS_ASKED
    assert all(
        meeting.ends_at - meeting.starts_at == timedelta(hours=float(sum(meeting.hours.values())))
        for meeting in meetings
    )
    assert Letter.objects.count() == 1
    assert "enough hours" in text_of(desk("meetings"))


def test_shape_with_a_mistake_plans_nothing_and_keeps_what_was_written(desk):
    response = desk("plan_meetings", shape="two", data=a_shape("two", date_2="", end_1="09:00"))
    assert response.status_code == 200
    assert "The meeting ends before it starts." in text_of(response)
    assert 'value="Meeting 0"' in text_of(response)
    assert not FollowUpMeeting.objects.exists()


def test_more_hours_than_asked_for_are_said_to_be_enough(desk, a_meeting):
    a_meeting(first_meeting_hours=2, follow_up_hours=4, final_evaluation_hours=1)
    page = text_of(desk("meetings"))
    assert "2 (1 is enough)" in page
    assert "4 of 4" in page


def test_one_meeting_is_planned(desk):
    assert desk("new_meeting", data=a_form()).status_code == 302
    meeting = FollowUpMeeting.objects.get()
    assert (meeting.title, meeting.place) == ("First meeting", "R7")
    assert meeting.first_meeting_hours == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"end": "14:00"}, "The meeting ends before it starts."),
        ({"online_url": "https://ntnu.zoom.us/j/1"}, "Give a place or a link, not both."),
        ({"first_meeting_hours": ""}, "Enter hours for at least one part."),
        ({"first_meeting_hours": "-1"}, "greater than or equal to 0"),
        ({"date": "soon"}, "Enter a valid date."),
        ({"first_meeting_hours": "1,500.5"}, "Enter a number."),
        ({"first_meeting_hours": "15"}, "lasts 1 hour, so it cannot count as 15 hours"),
        ({"follow_up_hours": "0,5"}, "lasts 1 hour, so it cannot count as 1.5 hours"),
    ],
)
def test_mistake_is_told_at_its_field(desk, wrong, said):
    response = desk("new_meeting", data=a_form(**wrong))
    assert said in text_of(response)
    assert not FollowUpMeeting.objects.exists()


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("written", ["1,5", "1.5", " 1,50 "])
def test_hours_take_a_comma_and_a_full_stop_in_every_language(desk, client, language, written):
    client.cookies["django_language"] = language
    data = a_form(end="16:15", first_meeting_hours=written)
    assert desk("new_meeting", data=data).status_code == 302
    assert FollowUpMeeting.objects.get().first_meeting_hours == Decimal("1.5")


def test_an_academic_hour_counts_as_one(desk):
    data = a_form(start="10:15", end="12:00", first_meeting_hours="1", follow_up_hours="1")
    assert desk("new_meeting", data=data).status_code == 302


def test_a_shape_needs_the_time_that_it_counts_as(desk):
    response = desk("plan_meetings", shape="two", data=a_shape("two", end_1="11:00"))
    assert "lasts 1 hour, so it cannot count as 2 hours" in text_of(response)
    assert not FollowUpMeeting.objects.exists()


def test_a_meeting_on_record_that_counts_as_too_much_can_still_be_renamed(desk, a_meeting):
    meeting = a_meeting(follow_up_hours=3)
    page = html.fromstring(desk("meeting", meeting.pk).content.decode())
    fields = dict(page.xpath("//main//form")[0].fields) | {"title": "Another name"}
    sent = {name: value for name, value in fields.items() if value is not None}
    assert desk("meeting", meeting.pk, data=sent).status_code == 302
    meeting.refresh_from_db()
    assert meeting.title == "Another name"


def test_what_makes_up_for_another_is_not_mandatory_whatever_is_ticked(desk, a_meeting):
    missed = a_meeting()
    data = a_form(makes_up_for=missed.pk)
    assert data["is_mandatory"]
    assert desk("new_meeting", data=data).status_code == 302
    assert not FollowUpMeeting.objects.get(makes_up_for=missed).is_mandatory


def test_page_of_a_meeting_shows_it_as_it_is_and_saving_that_changes_nothing(desk, a_meeting):
    meeting = a_meeting(upcoming=True, starts_at=NOW + timedelta(days=7))
    form = desk("meeting", meeting.pk).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert desk("meeting", meeting.pk, data=data).status_code == 302
    meeting.refresh_from_db()
    assert meeting.sequence == 0


def test_change_is_saved_and_told(desk, a_meeting):
    meeting = a_meeting(upcoming=True)
    assert desk("meeting", meeting.pk, data=a_form(place="R9")).status_code == 302
    meeting.refresh_from_db()
    assert meeting.place == "R9"
    assert Letter.objects.get().kind == "meeting-changed"


def shown_before(page):
    """Return the initial values that a form sends along."""
    return dict(re.findall(r'name="(initial-\w+)" value="([^"]*)"', page.content.decode()))


def test_change_of_what_a_colleague_changed_meanwhile_is_shown_first_and_sent_again_decides(
    desk, a_meeting
):
    meeting = a_meeting(upcoming=True)
    opened = shown_before(desk("meeting", meeting.pk))
    desk("meeting", meeting.pk, data=a_form(title="Theirs") | opened)
    page = desk("meeting", meeting.pk, data=a_form(title="Mine") | opened)
    shown = text_of(page)
    assert "A colleague changed this while you had it open. Nothing is saved yet." in shown
    assert "<dt>Now it is</dt><dd>Theirs</dd><dt>You entered</dt><dd>Mine</dd>" in shown
    assert 'value="Mine"' in shown
    assert FollowUpMeeting.objects.get().title == "Theirs"
    decided = desk("meeting", meeting.pk, data=a_form(title="Mine") | shown_before(page))
    assert decided.status_code == 302
    assert FollowUpMeeting.objects.get().title == "Mine"


def test_change_of_what_a_colleague_cancelled_meanwhile_is_shown_again_and_not_saved(
    desk, a_meeting
):
    meeting = a_meeting(upcoming=True)
    desk("cancel_meeting", meeting.pk, data={})
    answer = desk("meeting", meeting.pk, data=a_form(title="Mine"))
    assert answer.status_code == 200
    assert "” is cancelled." in text_of(answer)
    assert 'value="Mine"' in text_of(answer)
    assert FollowUpMeeting.objects.get().title == meeting.title


def test_what_a_colleague_changed_meanwhile_is_shown_before_it_is_cancelled(desk, a_meeting):
    meeting = a_meeting(upcoming=True)
    desk("meeting", meeting.pk, data=a_form(title="Theirs"))
    page = desk("cancel_meeting", meeting.pk, data={"sequence": "0"})
    assert "It is now: Theirs, " in text_of(page)
    assert FollowUpMeeting.objects.get().cancelled_at is None
    (sequence,) = re.findall(r'name="sequence" value="(\d+)"', page.content.decode())
    desk("cancel_meeting", meeting.pk, data={"sequence": sequence})
    assert FollowUpMeeting.objects.get().cancelled_at is not None


def test_meeting_that_a_colleague_planned_with_other_details_is_told(desk):
    for _twice in range(2):
        assert desk("new_meeting", data=a_form(place="R7")).status_code == 302
    shown = text_of(desk("new_meeting", data=a_form(place="R9")))
    assert "is already planned, with other details." in shown
    assert FollowUpMeeting.objects.get().place == "R7"


def test_refusal_of_a_change_is_shown(desk, a_meeting, appointment):
    held = a_meeting()
    FollowUpAttendanceFactory(meeting=held, appointment=appointment)
    assert "is recorded, so it was held" in text_of(desk("meeting", held.pk, data=a_form()))
    assert "is recorded, so it was held" in text_of(desk("cancel_meeting", held.pk, data={}))


def test_cancelling_says_who_is_written_to_and_writes_on_post_only(desk, a_meeting):
    meeting = a_meeting(upcoming=True)
    assert desk("cancel_meeting", meeting.pk).status_code == 200
    assert not Letter.objects.exists()
    assert desk("cancel_meeting", meeting.pk, data={}).status_code == 302
    assert Letter.objects.get().kind == "meeting-cancelled"
    assert desk("cancel_meeting", meeting.pk).status_code == 302
    assert desk("meeting", meeting.pk).status_code == 404


def test_meeting_that_is_marked_is_not_offered_to_be_cancelled(desk, a_meeting, appointment):
    held, marked = a_meeting(), a_meeting()
    FollowUpAttendanceFactory(meeting=marked, appointment=appointment)
    shown = text_of(desk("meetings"))
    assert f"/meetings/{held.pk}/cancel/" in shown
    assert f"/meetings/{marked.pk}/cancel/" not in shown


def test_list_warns_where_what_is_planned_cannot_add_up(desk, a_meeting, appointment):
    other = CourseFactory(code="TMA4105", department=appointment.department)
    AppointmentFactory(course=other, term=appointment.term)
    a_meeting(whole=True, courses=[other])
    page = text_of(desk("meetings"))
    assert page.count("enough hours") == 1
    assert page.count("too few hours") == 1


def test_course_coordinator_plans_for_their_course_only(client, appointment, a_meeting):
    user = CoordinatorFactory(department=appointment.department, course=appointment.course).user
    client.force_login(user)
    other = CourseFactory(code="TMA4105", department=appointment.department)
    for_all, theirs, shared, mine = (
        a_meeting(upcoming=True, courses=courses)
        for courses in ([], [other], [other, appointment.course], [appointment.course])
    )
    args = ["IE-IMF", appointment.term.code]
    page = text_of(client.get(reverse("modules:meetings", args=args)))
    assert [meeting.title in page for meeting in (for_all, theirs, shared, mine)] == [
        True,
        False,
        True,
        True,
    ]
    for meeting, status in {for_all: 404, theirs: 404, shared: 404, mine: 200}.items():
        for name in ("meeting", "cancel_meeting"):
            address = reverse(f"modules:{name}", args=[*args, meeting.pk])
            assert client.get(address).status_code == status
            if status == 404:
                assert client.post(address, a_form()).status_code == 404
    new = reverse("modules:new_meeting", args=args)
    for courses, is_taken in {
        (): False,
        (other.pk,): False,
        (appointment.course.pk,): True,
    }.items():
        page = client.post(new, a_form(courses=courses))
        assert ("found" in page.context) is is_taken


def my_page(client, ada) -> str:
    client.force_login(ada.user)
    return text_of(client.get(reverse("enrollment:my")))


def test_my_page_tells_of_meetings_hours_marks_and_what_comes_next(
    client, ada, appointment, a_meeting
):
    held = a_meeting(title="The first", first_meeting_hours=1, follow_up_hours=Decimal("1.5"))
    mark = FollowUpAttendanceFactory(meeting=held, appointment=appointment)
    a_meeting(title="The next", upcoming=True)
    page = my_page(client, ada)
    assert "1.5 of 4" in page
    assert f"Recorded by {mark.marked_by}" in page
    assert "The next" in page[page.index("Your dates") :]
    # A meeting's time is not a deadline.
    assert "Come to" not in page[page.index("What to do") : page.index("Your dates")]
    assert "I was there" not in page


def test_my_page_says_what_makes_up_for_what_was_missed(client, ada, appointment, a_meeting):
    missed = a_meeting(title="Missed")
    FollowUpAttendanceFactory(meeting=missed, appointment=appointment, mark="absent")
    assert "Missed" in my_page(client, ada).split("Past dates")[1]
    a_meeting(title="Again", makes_up_for=missed, is_mandatory=False, upcoming=True)
    dates = my_page(client, ada).split("Your dates")[1].split("Past dates")[0]
    assert "makes up for Missed" in dates


def test_past_dates_lead_to_an_objection_while_one_can_be_made(client, ada, appointment, a_meeting):
    mark = FollowUpAttendanceFactory(meeting=a_meeting(), appointment=appointment, mark="partial")
    assert "choose “I was there” beside it" in my_page(client, ada).split("Past dates")[1]
    ObjectionFactory(attendance=mark)
    assert "If a mark is wrong, write to us." in my_page(client, ada).split("Past dates")[1]


@pytest.mark.parametrize("name", ["meetings", "objections", "cancel_meeting", "meeting", "my"])
def test_pages_need_no_more_statements_however_much_there_is(
    client, desk, ada, cleo, appointment, a_meeting, name
):
    meeting = a_meeting(upcoming=True)

    def statements():
        client.force_login(ada.user if name == "my" else cleo.user)
        with CaptureQueriesContext(connection) as queries:
            if name == "my":
                client.get(reverse("enrollment:my"))
            else:
                desk(name, *([meeting.pk] if "meeting" in name and name != "meetings" else []))
        return len(queries)

    def grow(number):
        for n in range(number):
            course = CourseFactory(code=f"TMA5{number}{n}", department=appointment.department)
            AppointmentFactory(assistant=ada, course=course, term=appointment.term)
            held = a_meeting(courses=[course, appointment.course])
            mark = FollowUpAttendanceFactory(meeting=held, appointment=appointment, mark="absent")
            ObjectionFactory(attendance=mark)

    grow(2)
    few = statements()
    grow(8)
    assert statements() == few
    assert few <= (MOST if name != "my" else 30)
