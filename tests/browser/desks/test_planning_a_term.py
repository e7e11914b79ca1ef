"""Uniped plans a term of 24 sessions from the last one, and publishes it, in 25 clicks at most."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from enrollment.models import CoreSession
from tests.browser.conftest import a_page
from tests.browser.desks.test_a_list_of_sixty import Mouse
from tests.browser.scenes.stage import a_uniped, log_in
from tests.factories import OSLO, CampusFactory, CoreSessionFactory

CLICKS = 25
# Core module 1 on 2–6 and 9–13 September, core module 2 in the two weeks after, and two campuses with one date of each.
MONDAY = date(2030, 9, 2)
TRONDHEIM = [
    (1 + week // 2, MONDAY + timedelta(weeks=week, days=day))
    for week in range(4)
    for day in range(5)
]
ELSEWHERE = [
    ("Gjøvik", 1, date(2030, 9, 23)),
    ("Gjøvik", 2, date(2030, 9, 24)),
    ("Ålesund", 1, date(2030, 10, 14)),
    ("Ålesund", 2, date(2030, 10, 15)),
]


@pytest.fixture
def last_autumn(written):
    for campus, core_module, day in [*(("Trondheim", *row) for row in TRONDHEIM), *ELSEWHERE]:
        starts_at = datetime.combine(day, time(9), OSLO)
        CoreSessionFactory(
            term__code="2030H",
            campus=CampusFactory(name=campus),
            core_module=core_module,
            starts_at=starts_at,
            place=f"R{day.day}",
        )


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_last_term_to_a_published_one(browser, server, last_autumn, scripts):
    with a_page(browser, server, java_script_enabled=scripts) as page:
        log_in(page, a_uniped())
        page.goto(reverse("admin:index"))
        mouse = Mouse(page)
        mouse.click(page.locator("#content-main a[href$='/coresession/']").first)
        mouse.click(page.locator(".object-tools a[href$='copy-term/']"))
        mouse.choose(page.locator("[name=target]"), "2031V")
        # A week later than the week of the term, which is proposed without it.
        mouse.click(page.locator("[name=first_week]"))
        page.fill("[name=first_week]", "2031-02-03")
        mouse.click(page.locator(".choose-terms [type=submit]"))
        expect(page.locator(".table-scroll tbody tr")).to_have_count(24)
        mouse.click(page.locator("[name=form-0-place]"))
        page.fill("[name=form-0-place]", "R99")
        mouse.click(page.locator("[method=post] .submit-row [type=submit]"))
        expect(page.locator(".messagelist").last).to_contain_text("24")
        assert CoreSession.objects.filter(term__code="2031V", is_draft=True).count() == 24
        mouse.click(page.locator(".messagelist a"))
        mouse.click(page.locator(".submit-row [type=submit]"))
        expect(page.locator(".messagelist").last).to_contain_text("24")
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.locator("#result_list").evaluate("(list) => list.scrollWidth <= innerWidth")
    assert CoreSession.objects.live().filter(term__code="2031V").count() == 24
    assert mouse.clicks <= CLICKS
