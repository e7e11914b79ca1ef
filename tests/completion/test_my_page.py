"""“My page” starts with the 20 hours: what counts and who recorded it, what is missing, and what to do by when."""

from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags

from enrollment.places import registering
from modules.models import Choice
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory, UserFactory
from tests.modules.factories import ChoiceFactory, ModuleDatesFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

from .certificate_factories import CompletionReportFactory, complete

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(client, ada):
    """Return a function that reads the section as ada sees it."""
    client.force_login(ada.user)

    def read(language="en") -> str:
        client.cookies["django_language"] = language
        page = client.get("/my/").content.decode()
        return re.search(r'<section class="twenty".*?</section>', page, re.DOTALL)[0]

    return read


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def test_comes_before_everything_else(client, ada):
    client.force_login(ada.user)
    page = client.get("/my/").content.decode()
    assert page.index("</h1>") < page.index('class="twenty"') < page.index('id="next"')


def test_whoever_has_nothing_yet_reads_what_is_missing_and_what_to_do(section, ada):
    CoreSessionFactory(days_ahead=20)
    CoreSessionFactory(core_module=2, days_ahead=30)
    html = section()
    text = words(html)
    assert "You have 0 of 20 hours." in text
    for part in ("0 of 8 hours", "0 of 6 hours"):
        assert part in text
    assert "Missing: core module 1, core module 2." in text
    assert "Missing: a first online module, a second online module." in text
    assert "Missing: hours of the first meeting, hours of follow-up, hours of the final" in text
    assert 'href="/register/">Register for a date of core module 1.' in html
    assert 'href="/my/modules/">Choose your two online modules.' in html


def test_evidence_tells_what_when_and_who_recorded_it(section, ada):
    leader, coordinator, staff = (UserFactory(name=name) for name in ("Lea", "Kjell", "Stine"))
    seminar = CoreSessionFactory(days_ahead=-9)
    recorded = {"mark": "present", "marked_at": NOW}
    RegistrationFactory(assistant=ada, session=seminar, marked_by=leader, **recorded)
    ChoiceFactory(assistant=ada, module__code="OM1", done=True)
    ChoiceFactory(assistant=ada, slot=2, module__code="OM4", brought_in=True, brought_in_by=staff)
    own = ada.appointments.get()
    meeting = FollowUpMeetingFactory(department=own.department, term=own.term, title="The first")
    FollowUpAttendanceFactory(meeting=meeting, appointment=own, **recorded, marked_by=coordinator)
    text = words(section())
    assert "You have 11 of 20 hours." in text
    assert "Core module 1, Trondheim" in text
    assert "Recorded by Lea," in text
    assert "OM1" in text
    assert "Done on these pages" in text
    assert "Recorded by Stine" in text
    assert "The first (1 hour of follow-up)" in text
    assert "Recorded by Kjell," in text
    assert "TMA4100 Calculus 1" in text
    assert "follow-up 1 of 4" in text


def test_more_hours_of_a_part_do_not_stand_in_for_another(section, ada):
    own = ada.appointments.get()
    meeting = FollowUpMeetingFactory(
        department=own.department, term=own.term, follow_up_hours=6, is_mandatory=False
    )
    FollowUpAttendanceFactory(meeting=meeting, appointment=own)
    assert "You have 4 of 20 hours." in words(section())


def test_last_day_to_act_is_told(section, ada):
    due = ModuleDatesFactory()
    for slot, code in enumerate(("OM1", "OM2"), start=1):
        ChoiceFactory(assistant=ada, slot=slot, module__code=code)
    day = f'<time datetime="{due.complete_by:%Y-%m-%d}">{due.complete_by:%-d %B}</time>'
    html = section()
    assert words(f"Complete the online module OM1. By {day}") in words(html)
    assert 'href="/my/modules/OM1/"' in html
    assert "What comes first must be done by" in html


def test_what_takes_place_on_its_day_is_not_told_as_a_deadline(section, ada):
    own = ada.appointments.get()
    meeting = FollowUpMeetingFactory(department=own.department, term=own.term, upcoming=True)
    html = section()
    day = f"{meeting.starts_at:%-d %B}"
    assert f"What comes first takes place on {day}." in words(html)
    assert "must be done by" not in html


def test_what_keeps_somebody_from_the_rest_is_told_first(section, ada):
    own = ada.appointments.get()
    missed = FollowUpMeetingFactory(department=own.department, term=own.term, whole=True)
    FollowUpAttendanceFactory(meeting=missed, appointment=own, mark="absent")
    FollowUpMeetingFactory(department=own.department, term=own.term, upcoming=True)
    text = words(section())
    asked = text.index("Ask for one more meeting.")
    assert "out of reach this term" in text
    assert asked < text.index("Come to “")


def test_whoever_has_completed_stays_so_while_exempt(section, ada):
    complete(ada)
    registering.exempt(assistant=ada, at=NOW)
    text = words(section())
    assert "You have completed LAOS." in text
    assert "does not need to take LAOS" not in text
    assert "Missing" not in text


def test_whoever_is_exempt_is_shown_as_exempt_and_never_as_completed(section, ada):
    complete(ada)
    Choice.objects.filter(slot=2).update(completed_on=None, source="")
    registering.exempt(assistant=ada, at=NOW)
    text = words(section())
    assert "You are exempt, and does not need to take LAOS." in text
    assert "completed LAOS" not in text
    assert "Missing" not in text
    assert text.count("6 of 6 hours") == 1


def test_whoever_has_completed_reads_that_the_certificate_comes(section, ada):
    complete(ada)
    text = words(section())
    assert "Your certificate comes by itself within minutes" in text
    assert "8 of 8 hours" in text
    assert text.count("6 of 6 hours") == 2
    assert "Missing" not in text


def test_whoever_has_a_certificate_finds_it_there(section, ada):
    complete(ada)
    CompletionReportFactory(assistant=ada)
    html = section()
    assert 'href="/my/certificate/"' in html
    assert "comes by itself" not in html


def test_is_in_norwegian_too(section, ada):
    text = words(section("nb"))
    assert "De 20 timene" in text
    assert "Mangler: kjernemodul 1, kjernemodul 2." in text
