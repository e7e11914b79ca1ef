"""Helpers for scenes. A scene creates its data and opens its page, which ``every_page`` then checks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from enrollment.models import User
from tests.factories import PASSWORD, AppointedFactory, VerifiedUserFactory
from tests.servers.celery_processes import until

Play = Callable[[Page], object]


@dataclass(frozen=True)
class Scene:
    view: str
    play: Play
    # The page works without the rest of the site, so it has no menu and no language switch.
    bare: bool = False

    @property
    def is_error(self) -> bool:
        return self.view[0].isdigit()


SCENES: dict[str, Scene] = {}


def scene(view: str, *, bare: bool = False) -> Callable[[Play], Play]:
    """Add a scene to SCENES. ``view`` is the view name, or the status of an error page."""

    def keep(play: Play) -> Play:
        SCENES[play.__name__] = Scene(view, play, bare)
        return play

    return keep


def log_in(page: Page, user: User) -> None:
    """Log the user in without the log-in page, as if the password had just been entered."""
    client = Client()
    # Keep the data in the browser's session, as a real log-in does.
    for cookie in page.context.cookies():
        client.cookies[cookie["name"]] = cookie["value"]
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    assert session.session_key is not None
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": session.session_key,
                "domain": "localhost",
                "path": "/",
            }
        ]
    )


def give_password(user: User) -> None:
    """Set a password that the server can check: it does not have the tests' fast hasher."""
    user.password = make_password(PASSWORD, hasher="argon2")
    user.save()


def visit(page: Page, view: str, *args: object, by: User | None = None) -> None:
    if by is not None:
        log_in(page, by)
    page.goto(reverse(view, args=args))


def until_drawn(page: Page) -> None:
    """Chromium drops keys that come before the page is drawn."""
    until(lambda: page.evaluate("performance.getEntriesByName('first-contentful-paint').length"))


def send(page: Page) -> None:
    """Submit the page's main form without the browser's validation."""
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    # A form with a draft first asks the server who is logged in, so wait for the navigation.
    bar = page.locator("main .submit-bar [type=submit]")
    first = page.locator("main form[method=post]:not(.feide) [type=submit]")
    with page.expect_navigation():
        (bar if bar.count() else first).first.click()


def a_user(**fields: object) -> User:
    return VerifiedUserFactory(username="berit", name="Berit Bøe", **fields)


def an_assistant():
    return AppointedFactory(user=a_user(), username="berit", name="Berit Bøe")


def a_uniped() -> User:
    user = VerifiedUserFactory(username="unni", name="Unni Uniped", is_staff=True)
    user.groups.add(Group.objects.get(name="Uniped"))
    return user
