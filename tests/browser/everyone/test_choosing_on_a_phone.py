"""Choose two dates of a whole term on a phone: little scrolling, and what is chosen always in sight."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from enrollment.models import CoreSession
from tests.browser.conftest import a_page
from tests.browser.scenes.stage import an_assistant, log_in
from tests.browser.test_registering import button, held
from tests.factories import (
    OSLO,
    TODAY,
    AppointmentFactory,
    CampusFactory,
    CoreSessionFactory,
    TermFactory,
)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SCREENS = 3
LINES = """(label) => {
  const lines = [...label.querySelectorAll("time span")].map((part) => part.getBoundingClientRect().bottom);
  return Math.round(Math.max(...lines) - Math.min(...lines));
}"""


@pytest.fixture
def dates(written):
    """Forty dates on three campuses: 28 in Trondheim, six each on the others."""
    begins = datetime.combine(TODAY + timedelta(days=7), time(9), OSLO)
    term = TermFactory(code=f"{begins.year}H")
    campuses = [CampusFactory(name=name) for name in ("Trondheim", "Gjøvik", "Ålesund")]
    for campus, number in zip(campuses, (14, 3, 3), strict=True):
        for core_module in (1, 2):
            for day in range(number):
                CoreSessionFactory(
                    term=term,
                    core_module=core_module,
                    campus=campus,
                    starts_at=begins
                    + timedelta(days=5 * core_module + day // 2, hours=day % 2 * 4),
                    place=f"Room {day}",
                    language="en" if day == 3 else "nb",
                )
    return list(CoreSession.objects.filter(campus=campuses[0]))


@pytest.fixture
def assistant(dates):
    assistant = an_assistant()
    AppointmentFactory(assistant=assistant, term=dates[0].term)
    return assistant


@pytest.mark.parametrize("language", ["nb", "en"])
def test_two_dates_are_chosen_within_three_screens_of_scrolling(
    browser, server, assistant, dates, language
):
    first, second = (
        [date for date in dates if date.core_module == number][-1] for number in (1, 2)
    )
    with a_page(browser, server, language=language, **PHONE) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        cards = page.locator(".choice")
        expect(cards).to_have_count(len(dates))
        assert {cards.nth(number).locator("label").evaluate(LINES) for number in (0, 20)} == {0}
        last = page.locator(f"#date-{second.pk}")
        assert last.evaluate("date => date.getBoundingClientRect().bottom") < (SCREENS + 1) * 844

        page.locator(f".choice:has(#date-{first.pk})").tap()
        page.locator("a.tick-2").tap()
        expect(page.locator("#id_core_module_2 h2")).to_be_in_viewport()
        # Those of core module 2 that are not after it cannot be chosen, and the bar names what is.
        too_early = [
            date
            for date in dates
            if date.core_module == 2 and date.starts_at.date() <= first.starts_at.date()
        ]
        expect(page.locator("[name=core_module_2]:disabled")).to_have_count(len(too_early))
        assert too_early
        expect(page.locator("#id_core_module_2 [role=status]")).not_to_be_empty()
        page.locator(f".choice:has(#date-{second.pk})").tap()
        for number, date in (1, first), (2, second):
            tick = page.locator(f"a.tick-{number}")
            expect(tick).to_be_in_viewport()
            expect(tick).to_contain_text(f"{date.starts_at.day}")
        button(page).tap()
        page.wait_for_url("**/my/")
    assert held(assistant) == {first.pk, second.pk}


def test_a_date_of_core_module_2_that_becomes_too_early_is_given_back(
    browser, server, assistant, dates
):
    firsts, seconds = ([date for date in dates if date.core_module == number] for number in (1, 2))
    with a_page(browser, server) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        page.locator(f"#date-{seconds[0].pk}").check()
        page.locator(f"#date-{firsts[-1].pk}").check()
        expect(page.locator(f"#date-{seconds[0].pk}")).to_be_disabled()
        expect(page.locator("[name=core_module_2]:checked")).to_have_count(0)
        expect(page.locator("#id_core_module_2 [role=status]")).to_contain_text("too early")
        page.locator(f"#date-{firsts[0].pk}").check()
        expect(page.locator("[name=core_module_2]:disabled")).to_have_count(0)


def test_the_filter_keeps_the_choice_without_scripts(browser, server, assistant, dates):
    first = dates[0]
    with a_page(browser, server, java_script_enabled=False) as page:
        log_in(page, assistant.user)
        page.goto("/register/")
        page.locator(f"#date-{first.pk}").check()
        page.locator("select[name=campus]").select_option(label="Gjøvik")
        page.locator("button[name=show]").click()
        expect(page.locator(f"#date-{first.pk}")).to_be_checked()
        expect(page.locator(".choice")).to_have_count(7)
        assert "token" not in page.url
