"""Every page is valid HTML for every role and in each language, and what a form answers too."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from django.conf import settings

from tests import nu
from tests.enrollment import test_gates
from tests.size import daily_or_all

from .walking import Walk

pytestmark = pytest.mark.django_db

people, world = test_gates.people, test_gates.world

STAFF = {"uniped", "superuser"}
EVERYWHERE = ("/",)
WALKS: list[tuple[str, str, tuple[str, ...]]] = daily_or_all(
    [
        ("assistant", "nb", ("/register/",)),
        ("uniped", "en", ("/admin/enrollment/coresession/add/",)),
    ],
    [
        (role, language, EVERYWHERE)
        for role in test_gates.ROLES
        for language, _name in settings.LANGUAGES
    ],
)
NO_PAGES = ("/static/", "/accounts/logout", "//")
# Pages that differ only in these are valid or not alike.
TEXT = re.compile(rb">[^<]*[^<\s][^<]*<|\d+|(?:value|href|action)=\"[^\"]+\"")


class Reading(Walk):
    """A walk that keeps one page of each structure, with the address that answered it."""

    def __init__(self, user, *, language: str, under: tuple[str, ...]) -> None:
        super().__init__(user, narrows=False, under=under)
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        self.pages: dict[bytes, tuple[str, bytes]] = {}

    def is_wanted(self, address: str) -> bool:
        return super().is_wanted(address) and not address.startswith(NO_PAGES)

    def send(self, address: str, fields: dict[str, object] | None):
        page = super().send(address, fields)
        if page.status_code == 302:
            # A page says what came of a form only once, and the walk undoes the form.
            target = urljoin(address, page.headers["Location"])
            if self.is_wanted(target) and fields is not None:
                self.send(target, None)
        elif page.headers.get("Content-Type", "").startswith("text/html"):
            kind = "GET" if fields is None else "POST"
            looks = TEXT.sub(b"", page.content)
            self.pages.setdefault(looks, (f"{kind} {address} {page.status_code}", page.content))
        return page


@pytest.fixture(scope="module")
def checker():
    with nu.running() as checker:
        yield checker


@pytest.mark.parametrize(("role", "language", "under"), WALKS)
def test_every_page_is_valid_html(people, world, checker, role, language, under):
    walk = Reading(people[role], language=language, under=under)
    walk.go(*(under if role not in STAFF else ()))
    found = {
        address: errors for address, page in walk.pages.values() if (errors := checker.errors(page))
    }
    assert walk.pages
    assert found == {}
