"""“My page”: what to do and by when, the dates, the 20 hours with their evidence, and what is past."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from lxml import html

from enrollment.models import CalendarFeed, LearningAssistant, Term
from enrollment.places import cancelling, exempting
from modules.models import Choice
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    PreparationFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
    WaitlistEntryFactory,
    offer_exchange,
)
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    ModuleDatesFactory,
    OnlineModuleFactory,
    TestAttemptFactory,
)
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

from .certificate_factories import CompletionReportFactory, complete

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 14


@pytest.fixture
def page(client, ada):
    """Return a function that reads the page, as ada sees it, as HTML."""
    client.force_login(ada.user)

    def read(language="en") -> str:
        client.cookies["django_language"] = language
        shown = client.get("/my/").content.decode()
        return shown[shown.index("<main") : shown.index("</main>")]

    return read


@pytest.fixture
def steps(client, ada):
    client.force_login(ada.user)
    client.cookies["django_language"] = "en"
    return lambda: client.get("/my/").context["page"].steps


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def own_meeting(ada, **fields):
    own = ada.appointments.get()
    return FollowUpMeetingFactory(department=own.department, term=own.term, **fields)


def test_what_to_do_comes_before_the_dates_the_hours_and_the_past(page, ada):
    RegistrationFactory(assistant=ada)
    RegistrationFactory(
        assistant=ada,
        session=CoreSessionFactory(days_ahead=-9, core_module=2),
        mark="absent",
        marked_by=UserFactory(),
        marked_at=NOW,
    )
    html = page()
    places = [html.index(f'id="{name}"') for name in ("next", "dates", "hours", "past")]
    assert places == sorted(places)
    assert "<details" in html[html.index('id="hours"') : html.index('id="past"')]


def test_a_person_who_has_nothing_yet_reads_what_is_missing_and_what_to_do(page):
    CoreSessionFactory(days_ahead=20)
    CoreSessionFactory(core_module=2, days_ahead=30)
    html = page()
    text = words(html)
    assert "0 of 20 hours done" in text
    for part in ("0 of 8 hours", "0 of 6 hours"):
        assert part in text
    assert "Missing: core module 1, core module 2." in text
    assert "Missing: two online modules." in text
    assert "Missing: hours of the first meeting, hours of follow-up, hours of the final" in text
    assert 'href="/register/">Register for a date of core module 2.' in html
    assert 'href="/my/modules/">Choose your two online modules.' in html


def test_one_button_is_for_the_nearest_step_that_is_done_here(steps):
    OnlineModuleFactory()
    CoreSessionFactory(days_ahead=20)
    CoreSessionFactory(core_module=2, days_ahead=30)
    day = NOW.date() + timedelta(days=25)
    ModuleDatesFactory(hand_in_by=day, complete_by=day)
    assert [(step.text, step.is_primary) for step in steps() if step.url] == [
        ("Register for a date of core module 1.", True),
        ("Choose your two online modules.", False),
        ("Register for a date of core module 2.", False),
    ]


def test_a_deadline_is_told_once_with_its_time_where_the_whole_day_does_not_count(page):
    session = CoreSessionFactory(days_ahead=90)
    CoreSessionFactory(core_module=2, days_ahead=99)
    closes_at = (NOW + timedelta(days=60)).replace(hour=11, minute=0)
    Term.objects.update(registration_closes_at=closes_at)
    text = words(page())
    assert text.count(f"By {closes_at:%-d %B} at 11:00") == 2
    Term.objects.update(registration_closes_at=closes_at.replace(hour=0))
    day = closes_at - timedelta(days=1)
    assert f"core module 1. By {day:%-d %B} Register" not in words(page())
    assert f"By {day:%-d %B} " in words(page())
    Term.objects.update(registration_closes_at=NOW + timedelta(days=95))
    assert f"By {session.starts_at:%-d %B} at {session.starts_at:%H:%M}" in words(page())


def test_before_registration_opens_it_is_told_when_it_does(page):
    CoreSessionFactory(days_ahead=90)
    CoreSessionFactory(core_module=2, days_ahead=99)
    opens, closes = (NOW + timedelta(days=number) for number in (10, 60))
    Term.objects.update(registration_opens_at=opens, registration_closes_at=closes)
    text = words(page())
    assert f"From {opens:%-d %B} at {opens:%H:%M}, by {closes:%-d %B} at" in text


def test_module_is_due_when_its_next_part_is(steps, ada):
    dates = ModuleDatesFactory(
        hand_in_by=NOW.date() + timedelta(days=10), complete_by=NOW.date() + timedelta(days=20)
    )
    module = OnlineModuleFactory(code="OM1")
    ChoiceFactory(assistant=ada, module=module)
    told = [("Take the test of online module OM1.", dates.hand_in_by, "/my/modules/OM1/")]
    assert [(step.text, step.by, step.url) for step in steps()[:1]] == told
    TestAttemptFactory(assistant=ada, module=module)
    assert (steps()[0].text, steps()[0].by) == (
        "Write your essay in online module OM1.",
        dates.hand_in_by,
    )
    EssayFactory(author=ada, module=module)
    assert (steps()[0].text, steps()[0].by) == (
        "Evaluate two essays in online module OM1.",
        dates.complete_by,
    )


def test_a_module_that_is_late_still_counts(page, ada):
    late = NOW.date() - timedelta(days=3)
    ModuleDatesFactory(hand_in_by=late, complete_by=late)
    ChoiceFactory(assistant=ada)
    assert f"The deadline was {late:%-d %B}, but it still counts" in words(page())


def test_evidence_tells_what_when_and_who_recorded_it(page, ada):
    leader, coordinator, staff = (UserFactory(name=name) for name in ("Lea", "Kjell", "Stine"))
    seminar = CoreSessionFactory(days_ahead=-9)
    recorded = {"mark": "present", "marked_at": NOW}
    RegistrationFactory(assistant=ada, session=seminar, marked_by=leader, **recorded)
    ChoiceFactory(assistant=ada, module__code="OM1", done=True)
    ChoiceFactory(assistant=ada, slot=2, module__code="OM4", brought_in=True, brought_in_by=staff)
    meeting = own_meeting(ada, title="The first")
    FollowUpAttendanceFactory(
        meeting=meeting, appointment=ada.appointments.get(), **recorded, marked_by=coordinator
    )
    text = words(page())
    assert "11 of 20 hours done" in text
    assert "Core module 1, Trondheim" in text
    assert "Recorded by Lea," in text
    assert "OM1" in text
    assert "Done on these pages" in text
    assert "Recorded by Stine" in text
    # Told once, among the hours and not among the past dates too.
    assert text.count("The first") == 1
    assert "The first (1 hour of follow-up)" in text
    assert "Recorded by Kjell," in text
    assert "TMA4100 Calculus 1" in text
    assert "follow-up 1 of 4" in text
    assert "Past dates" not in text


def test_more_hours_of_a_part_do_not_stand_in_for_another(page, ada):
    meeting = own_meeting(ada, follow_up_hours=6, is_mandatory=False)
    FollowUpAttendanceFactory(meeting=meeting, appointment=ada.appointments.get())
    assert "4 of 20 hours done" in words(page())


def test_a_seminar_missed_and_attended_again_on_one_day_is_past_once(page, ada):
    morning = CoreSessionFactory(days_ahead=-9)
    evening = CoreSessionFactory(starts_at=morning.starts_at + timedelta(hours=5))
    marked = {"marked_by": UserFactory(), "marked_at": NOW}
    RegistrationFactory(assistant=ada, session=morning, mark="absent", **marked)
    RegistrationFactory(assistant=ada, session=evening, mark="present", **marked)
    text = words(page())
    assert "1 absent" in text
    assert "1 partial" not in text
    assert "4 of 8 hours" in text


@pytest.mark.parametrize(
    ("language", "numbers"),
    [("en", ["2 partial", "1 absent"]), ("nb", ["2 delvis", "1 fraværende"])],
)
def test_past_dates_that_do_not_count_are_numbered_by_mark(page, ada, language, numbers):
    marked = {"marked_by": UserFactory(), "marked_at": NOW}
    for days_ahead, mark in ((-9, "partial"), (-8, "absent")):
        session = CoreSessionFactory(days_ahead=days_ahead)
        RegistrationFactory(assistant=ada, session=session, mark=mark, **marked)
    FollowUpAttendanceFactory(
        meeting=own_meeting(ada), appointment=ada.appointments.get(), mark="partial"
    )
    past = html.fromstring(page(language)).get_element_by_id("past")
    tags = past.find("summary").find_class("ds-tag")
    assert [" ".join(tag.text_content().split()) for tag in tags] == numbers


def test_meetings_attended_for_another_appointment_are_past(page, ada):
    meeting = own_meeting(ada, whole=True)
    FollowUpAttendanceFactory(meeting=meeting, appointment=ada.appointments.get())
    other = AppointmentFactory(assistant=ada, term=TermFactory(code="2030H"))
    elsewhere = FollowUpMeetingFactory(
        department=other.department, term=other.term, title="Elsewhere"
    )
    FollowUpAttendanceFactory(meeting=elsewhere, appointment=other)
    hours, past = words(page()).split("Past dates")
    assert meeting.title in hours
    assert "Elsewhere" not in hours
    assert "Elsewhere" in past


def test_meetings_and_places_to_come_are_dates_and_not_told_as_deadlines(page, ada):
    own_meeting(ada, upcoming=True, title="The next")
    RegistrationFactory(assistant=ada)
    text = words(page())
    to_do, rest = text.split("Your dates", 1)
    assert "Come to" not in to_do
    assert rest.count("The next") == 1
    assert "Change the date" in rest


def test_the_step_that_keeps_a_person_from_the_rest_is_told_first(steps, ada):
    missed = own_meeting(ada, whole=True)
    FollowUpAttendanceFactory(meeting=missed, appointment=ada.appointments.get(), mark="absent")
    CoreSessionFactory(days_ahead=20)
    CoreSessionFactory(core_module=2, days_ahead=30)
    first, second, *_others = steps()
    assert first.text.endswith("Ask for a meeting that makes up for it.")
    assert not first.is_primary
    assert second.is_primary


def test_without_any_appointment_one_sentence_asks_for_one(steps, ada):
    ada.appointments.all().delete()
    assert [step.text for step in steps()] == [
        "Ask your department for an appointment: you need one as learning assistant to go on."
    ]


def test_a_person_who_has_completed_stays_so_while_exempt(page, ada):
    complete(ada)
    exempting.exempt(assistant=ada, at=NOW)
    text = words(page())
    assert "You have completed LAOS." in text
    assert "does not need to take LAOS" not in text
    assert "Missing" not in text
    assert "What to do" not in text


def test_a_person_who_is_exempt_reads_the_decision_first_and_nothing_is_asked(page, ada):
    complete(ada)
    Choice.objects.filter(slot=2).update(completed_on=None, source="")
    own_meeting(ada, upcoming=True, title="Not for the exempt")
    exempting.exempt(assistant=ada, at=NOW)
    text = words(page())
    assert text.startswith("Ada Aas You have been exempt since")
    for never in ("completed LAOS", "Missing", "What to do", " of 8", " of 20", "Not for the"):
        assert never not in text
    assert "What you have attended and completed" in text


def test_a_person_who_is_exempt_and_has_attended_nothing_reads_of_no_hours(page, ada):
    exempting.exempt(assistant=ada, at=NOW)
    assert "hours" not in words(page())


def test_a_person_who_has_completed_reads_that_the_certificate_comes(page, ada):
    complete(ada)
    text = words(page())
    assert "Your certificate comes by itself within minutes" in text
    assert "20 of 20 hours done" in text
    assert "Missing" not in text


def test_a_person_with_a_certificate_finds_it_first(page, ada):
    complete(ada)
    CompletionReportFactory(assistant=ada)
    html = page()
    assert html.index('href="/my/certificate/"') < html.index('id="hours"')
    assert "comes by itself" not in html


def test_is_in_norwegian_too(page):
    text = words(page("nb"))
    assert "0 av 20 timer er gjort" in text
    assert "Mangler: kjernemodul 1, kjernemodul 2." in text


def have_everything(ada: LearningAssistant, number: int) -> None:
    """Put everything on record of ada in a term of its own: dates, an offer, modules, meetings, marks, objections."""
    recorder = UserFactory()
    own = AppointmentFactory(assistant=ada, term=TermFactory(code=f"20{40 + number}H"))
    missed = CoreSessionFactory(days_ahead=-9 - number)
    RegistrationFactory(
        assistant=ada, session=missed, mark="absent", marked_by=recorder, marked_at=NOW
    )
    cancelled = RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2))
    cancelling.cancel_session(session=cancelled.session, at=NOW)
    ModuleDatesFactory(term=own.term, module=OnlineModuleFactory())
    for days in (-3, 3):
        meeting = FollowUpMeetingFactory(
            department=own.department, term=own.term, starts_at=NOW + timedelta(days=days)
        )
        meeting.courses.set([own.course])
        if days < 0:
            FollowUpAttendanceFactory(
                meeting=meeting, appointment=own, marked_by=recorder, mark="absent"
            )
    CompletionReportFactory(assistant=ada, revoked=True)


def meeting_short_of_hours(ada) -> None:
    """A meeting of all hours, of which Ada missed the whole, in the term's last days."""
    missed = own_meeting(ada, whole=True)
    FollowUpAttendanceFactory(meeting=missed, appointment=ada.appointments.get(), mark="absent")


@pytest.mark.parametrize("asks", ["department", "course"])
def test_step_to_ask_for_a_meeting_names_whom_to_ask(page, ada, asks):
    own = ada.appointments.get()
    meeting_short_of_hours(ada)
    whole = CoordinatorFactory(department=own.department, course=None).user
    CoordinatorFactory(department=own.department, course=CourseFactory(department=own.department))
    if asks == "course":
        expected = CoordinatorFactory(department=own.department, course=own.course).user
    else:
        expected = whole
    text = words(page())
    assert "Ask for a meeting that makes up for it." in text
    assert f"Write to {expected.name} ({expected.email})." in text


def test_step_to_ask_for_a_meeting_names_uniped_if_no_coordinator_is_known(page, ada, settings):
    settings.LAOS_CONTACT_NAME, settings.LAOS_CONTACT_EMAIL = "Uniped", "u@example.org"
    meeting_short_of_hours(ada)
    assert "Write to Uniped (u@example.org)." in words(page())


def test_page_takes_at_most_14_statements_with_everything_on_record(client, ada):
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=20))
    better = RegistrationFactory(session=CoreSessionFactory(capacity=1, days_ahead=21))
    WaitlistEntryFactory(assistant=ada, session=better.session)
    offer_exchange(held, better)
    CalendarFeed.objects.create(assistant=ada, created_at=NOW)
    ChoiceFactory(assistant=ada, done=True)
    ChoiceFactory(assistant=ada, slot=2)
    PreparationFactory(term=held.session.term)
    have_everything(ada, 0)
    client.force_login(ada.user)
    client.get("/my/")
    few = statements(client)
    for number in range(1, 9):
        have_everything(ada, number)
    assert few == statements(client) <= MOST_STATEMENTS
    text = words(client.get("/my/").content.decode())
    assert "Svar innen" in text or "Answer by" in text


def statements(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/my/").status_code == 200
    return len(captured)
