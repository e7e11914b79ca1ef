"""The header: on a phone it is low and its menu one line; on a wide screen the focus goes as one reads."""

from __future__ import annotations

import pytest

from tests.factories import AppointedFactory, VerifiedUserFactory

from .conftest import a_page
from .scenes.stage import a_uniped, log_in, visit

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_menu_is_one_line_on_a_phone(browser, server, written, language):
    user = VerifiedUserFactory()
    AppointedFactory(user=user)
    with a_page(browser, server, language=language, **PHONE) as page:
        log_in(page, user)
        visit(page, "enrollment:my")
        items = page.locator(".site-nav a").all()
        assert len({item.bounding_box()["y"] for item in items}) == 1
        assert page.locator(".site-header").bounding_box()["height"] <= 100
        page.locator(".account-menu summary").click()
        assert page.locator("header form button:visible").count() == 2


@pytest.mark.parametrize("language", ["en", "nb"])
def test_twice_as_large_text_fits_a_phone(browser, server, written, language):
    with a_page(browser, server, language=language, **PHONE) as page:
        log_in(page, a_uniped())
        visit(page, "enrollment:public")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for part in (".site-header-row", ".header-actions"):
            box = page.locator(part).bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE["viewport"]["width"]
        assert page.locator(".site-header").evaluate("(it) => it.scrollWidth <= it.clientWidth")


def test_the_focus_goes_through_a_wide_header_as_one_reads(browser, server, written):
    with a_page(browser, server, viewport={"width": 1280, "height": 800}) as page:
        log_in(page, a_uniped())
        visit(page, "enrollment:public")
        page.locator(".account-menu summary").click()
        rows = ["brand", "language", "account-menu", "site-nav"]
        page.locator(".brand").focus()
        reached = []
        while row := page.evaluate(
            "(rows) => rows.find((row) => document.activeElement.closest(`.${row}`))", rows
        ):
            box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
            reached.append((rows.index(row), box["y"] if row == "account-menu" else box["x"]))
            page.keyboard.press("Tab")
        assert len({row for row, _place in reached}) == len(rows)
        assert reached == sorted(reached)
