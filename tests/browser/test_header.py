"""The header on a phone is low: the menu of a learning assistant is one line, and the account is one item."""

from __future__ import annotations

import pytest

from tests.factories import AppointedFactory, VerifiedUserFactory

from .conftest import a_page
from .scenes.stage import log_in, visit

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
