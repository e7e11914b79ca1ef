"""A report of an online meeting in a real browser: from the roll call to confirmed marks in six clicks."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from enrollment.models import Registration
from tests.browser.conftest import a_page
from tests.browser.scenes.places import a_report
from tests.browser.scenes.stage import a_uniped, log_in
from tests.factories import CoreSessionFactory, RegistrationFactory

MOST_CLICKS = 6


@pytest.fixture
def session(written):
    session = CoreSessionFactory(days_ahead=-1)
    for name in ("Berit Bøe", "Marie Lund", "Kari Nordmann"):
        RegistrationFactory(session=session, assistant__name=name)
    return session


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_report_becomes_confirmed_marks_in_six_clicks(
    browser, server, session, tmp_path, java_script_enabled
):
    file = tmp_path / "report.csv"
    file.write_text(a_report(session), encoding="utf-16")
    options = {"java_script_enabled": java_script_enabled}
    clicks = []

    def click(locator):
        clicks.append(locator)
        locator.click()

    with a_page(browser, server, **options) as page:
        log_in(page, a_uniped())
        page.goto(reverse("enrollment:roll_call", args=[session.pk]))
        click(page.get_by_role("link", name="Attendance from Teams or Zoom"))
        with page.expect_file_chooser() as chooser:
            click(page.get_by_label("The report"))
        chooser.value.set_files(file)
        click(page.get_by_role("button", name="Read the report"))
        # “Marie” is asked about; the phone is no one's.
        click(page.get_by_role("radio", name="Marie Lund"))
        click(page.get_by_role("button", name="Update the marks"))
        click(page.get_by_role("button", name="Record these marks"))
        expect(page.get_by_text("3 marks saved.")).to_be_visible()
    assert len(clicks) <= MOST_CLICKS
    marks = dict(Registration.objects.values_list("assistant__name", "mark"))
    assert marks == {"Berit Bøe": "present", "Marie Lund": "partial", "Kari Nordmann": "absent"}
