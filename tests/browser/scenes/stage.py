"""How a page is put on: a scene sets the stage, opens its page, and leaves it as it is to be looked at."""

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

Play = Callable[[Page], object]


@dataclass(frozen=True)
class Scene:
    view: str
    play: Play
    # Whether the page stands even when nothing else does, and so has no menu and no other language.
    bare: bool = False

    @property
    def is_error(self) -> bool:
        return self.view[0].isdigit()


SCENES: dict[str, Scene] = {}


def scene(view: str, *, bare: bool = False) -> Callable[[Play], Play]:
    """Keep a scene under its name, with the name of the page's address."""

    def keep(play: Play) -> Play:
        SCENES[play.__name__] = Scene(view, play, bare)
        return play

    return keep


def log_in(page: Page, user: User) -> None:
    """Log somebody in without the log-in page, as if they had just given their password there."""
    client = Client()
    # As a log-in does, it takes along what the browser's session keeps.
    for cookie in page.context.cookies():
        client.cookies[cookie["name"]] = cookie["value"]
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}
    page.context.add_cookies([{**cookie, "domain": "localhost", "path": "/"}])


def give_password(user: User) -> None:
    """Give somebody a password that the server knows too; it hashes in earnest, as the tests do not."""
    user.password = make_password(PASSWORD, hasher="argon2")
    user.save()


def visit(page: Page, view: str, *args: object, by: User | None = None) -> None:
    if by is not None:
        log_in(page, by)
    page.goto(reverse(view, args=args))


def send(page: Page) -> None:
    """Press the button of the page's own form, whatever the browser thinks of the fields."""
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    # A form that is kept asks the server first who is logged in.
    with page.expect_navigation():
        page.locator("main form[method=post]:not(.feide) [type=submit]").first.click()


def somebody(**fields: object) -> User:
    return VerifiedUserFactory(username="berit", name="Berit Bøe", **fields)


def an_assistant():
    return AppointedFactory(user=somebody(), username="berit", name="Berit Bøe")


def a_uniped() -> User:
    user = VerifiedUserFactory(username="unni", name="Unni Uniped", is_staff=True)
    user.groups.add(Group.objects.get(name="Uniped"))
    return user
