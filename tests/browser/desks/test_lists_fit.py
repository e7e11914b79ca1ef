"""The lists of the admin fit a screen of 1280 pixels and a phone, with long names and in every language: nothing is cut off or scrolled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.admin import site
from django.contrib.admin.models import CHANGE, LogEntry
from django.urls import reverse
from playwright.sync_api import FilePayload, ViewportSize

from enrollment import clock
from tests.browser.conftest import a_page
from tests.browser.scenes.stage import log_in
from tests.completion.certificate_factories import CompletionReportFactory
from tests.completion.factories import ApplicationFactory
from tests.factories import (
    AppointedFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    DepartmentFactory,
    LetterFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.factories import (
    ChoiceFactory,
    CriterionFactory,
    HandedInFactory,
    ModuleDatesFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    QuestionFactory,
    TestAttemptFactory,
)
from tests.modules.meeting_factories import FollowUpAttendanceFactory
from tests.size import daily_or_all

LONG = "Maximiliane Christensen-Skårderud Wollstonecraft"
USERNAME = "maximiliane.christensen-skarderud"
ADDRESS = "maximiliane.christensen-skarderud@stud.ntnu.no"
MODULE = {
    "title_en": "Problem- / project-based tutoring",
    "title_nb": "Problem- og prosjektbasert veiledning",
}
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
MODELS = sorted(model._meta.label_lower for model in site._registry)
DAILY = [
    "completion.equivalentqualification",
    "enrollment.appointment",
    "enrollment.coresession",
    "enrollment.letter",
    "enrollment.registration",
    "enrollment.waitlistentry",
    "modules.followupattendance",
]


@pytest.fixture
def wide(written):
    """One row, with long words, in nearly every long list."""
    known = {"name": LONG, "username": USERNAME, "email": ADDRESS}
    leader = VerifiedUserFactory(**known)
    person = AppointedFactory(**known, user=leader)
    appointment = person.appointments.get()
    places = "Gjøvik", "Realfagbygget, auditorium R7"
    for days in (5, 12):
        session = CoreSessionFactory(
            starts_at=clock.now() + timedelta(days=days),
            campus__name=places[0],
            place=places[1],
            core_module=1 + days // 10,
        )
        session.leaders.add(leader)
        RegistrationFactory(session=session, assistant=person)
    other = AppointedFactory(name=LONG)
    WaitlistEntryFactory(
        session=session, assistant=other, passed_over_because="clash", passed_over_at=clock.now()
    )
    LetterFactory(assistant=person)
    CoordinatorFactory(user=leader, department=appointment.department, course=appointment.course)
    CompletionReportFactory(assistant=person)
    ApplicationFactory(assistant=person)
    module = OnlineModuleFactory(**MODULE)
    ChoiceFactory(assistant=person, module=module)
    essay = HandedInFactory(author__name=LONG, module=module)
    PeerEvaluationFactory(essay=essay, evaluator__name=LONG, given_at=clock.now(), comment="Good.")
    for factory in (QuestionFactory, CriterionFactory, ModuleDatesFactory):
        factory(module=module)
    TestAttemptFactory(assistant__name=LONG, module=module)
    FollowUpAttendanceFactory(appointment=appointment, meeting__title="Oppfølging av " + LONG)


OVERFLOW = """() => [document.documentElement, ...document.querySelectorAll('#changelist .results, #result_list td, #result_list th')]
    .filter(shown => shown.scrollWidth > shown.clientWidth + 1)
    .map(shown => `${shown.className || shown.tagName}: ${shown.scrollWidth} > ${shown.clientWidth}`)"""

BEFORE = """(row) => [...row.cells].map((cell) => getComputedStyle(cell, "::before").content)
    .filter((content) => content !== "none")"""

# Tables that have their own scroll bar.
SCROLLED = """() => [...document.querySelectorAll('main .table-scroll, #main .table-scroll')]
    .map(shown => shown.scrollWidth - shown.clientWidth)"""
SESSIONS = (
    "term,core_module,campus,date,weekday,start,end,language,capacity,place,online_url\n"
    "2031H,1,Gjøvik,2031-09-03,Wednesday,09:00,12:00,nb,40,Realfagbygget auditorium R7,\n"
    f"2031H,2,Gjøvik,2031-09-17,Wednesday,09:00,12:00,nb,40,,https://ntnu.zoom.us/j/{'9' * 40}\n"
)
MEETINGS = (
    "term,department,key,title,date,start,end,courses,first_meeting_hours,follow_up_hours,"
    "final_evaluation_hours,mandatory,makes_up_for\n"
    "2031H,IE-IMF,a,Oppfølging av Christensen-Skårderud,2031-09-03,09:00,12:00,,1,0,0,yes,\n"
    f"2031H,IE-IMF,{'b' * 40},Sluttevaluering,2031-12-03,09:00,12:00,,0,1,0.5,no,a\n"
)


@pytest.mark.parametrize("language", daily_or_all(["nb"], ["nb", "en"]))
def test_tables_of_planning_and_previews_fit_too(browser, server, written, language):
    leader = VerifiedUserFactory(username=USERNAME)
    session = CoreSessionFactory(campus__name="Gjøvik", place="Realfagbygget, auditorium R7")
    session.leaders.add(leader)
    DepartmentFactory(code="IE-IMF")
    with a_page(browser, server, language=language, viewport=WIDE) as page:
        log_in(page, VerifiedUserFactory(is_staff=True, is_superuser=True))
        page.goto(reverse("admin:enrollment_coresession_copy_term"))
        found = {"copied": page.evaluate(SCROLLED)}
        for address, file in (
            (reverse("admin:enrollment_coresession_import"), SESSIONS),
            (reverse("admin:modules_followupmeeting_import"), MEETINGS),
            (reverse("modules:import_meetings", args=["IE-IMF", session.term.code]), MEETINGS),
        ):
            page.goto(address)
            upload = FilePayload(name="table.csv", mimeType="text/csv", buffer=file.encode())
            page.set_input_files("[type=file]", files=[upload])
            page.locator("form:has([type=file]) [type=submit]").click()
            page.locator(".table-scroll caption").first.wait_for()
            found[address] = page.evaluate(SCROLLED)
    assert {name: widths[0] for name, widths in found.items()} == dict.fromkeys(found, 0)


@pytest.mark.parametrize("language", daily_or_all(["nb"], ["nb", "en"]))
def test_no_list_is_wider_than_the_screen(browser, server, wide, language):
    with a_page(browser, server, language=language, viewport=WIDE) as page:
        log_in(page, VerifiedUserFactory(is_staff=True, is_superuser=True))
        found = {}
        for model in daily_or_all(DAILY, MODELS):
            page.goto(reverse(f"admin:{model.replace('.', '_')}_changelist"))
            for size in (WIDE, PHONE):
                page.set_viewport_size(size)
                if too_wide := page.evaluate(OVERFLOW):
                    found[model, size["width"]] = too_wide
    assert found == {}


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_on_a_phone_each_row_of_a_list_names_its_columns(browser, server, wide, size):
    with a_page(browser, server, viewport=size) as page:
        log_in(page, VerifiedUserFactory(is_staff=True, is_superuser=True))
        page.goto(reverse("admin:enrollment_appointment_changelist"))
        row = page.locator("#result_list tbody tr").last
        assert row.evaluate(BEFORE) == (
            ['"Course: "', '"Department: "', '"Term: "'] if size == PHONE else []
        )
        assert row.locator(".field-ends_on").is_visible() == (size == WIDE)
        lefts = {round(cell.bounding_box()["x"]) for cell in row.locator("[data-label]").all()}
        assert len(lefts) == (1 if size == PHONE else 3)


def test_the_history_of_a_row_fits_a_phone(browser, server, written):
    term = TermFactory()
    staff = VerifiedUserFactory(username=USERNAME, name=LONG, is_staff=True, is_superuser=True)
    LogEntry.objects.log_actions(staff.pk, [term], CHANGE, change_message="X" * 60)
    with a_page(browser, server, viewport=PHONE) as page:
        log_in(page, staff)
        page.goto(reverse("admin:enrollment_term_history", args=[term.pk]))
        found = page.evaluate(OVERFLOW.replace("#changelist .results", "#change-history"))
        cells = page.locator("#change-history tbody tr").first.locator("> *")
        lefts = {round(cell.bounding_box()["x"]) for cell in cells.all()}
    assert found == []
    assert len(lefts) == 1
