"""Fixtures for a real Chromium with the application as it runs in production."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import redis
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import chromium
from tests.conftest import empty_tables
from tests.redis_databases import own_redis
from tests.server import Server, get, serve

pytest.register_assert_rewrite("tests.browser.pages.every_page")

OPTIONS = [
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A process of its own for drawing makes every page a tenth more expensive.
    "--in-process-gpu",
    # A host missing from ALLOWED_HOSTS, for testing the response.
    "--host-resolver-rules=MAP somewhere.invalid 127.0.0.1",
]
TIMEOUT = 60_000  # milliseconds


@pytest.fixture(scope="module", autouse=True)
def stopped_clock():
    """Let the clock run, as it does in the server."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find() or ""
    if not os.access(path, os.X_OK):
        pytest.fail("Install Chromium, or set LAOS_CHROMIUM to one; `make test` does it.")
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=[*OPTIONS, *sandbox])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(django_db_setup, django_db_blocker) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        # Show the Feide button; no test here clicks it.
        patch.setenv("FEIDE_CLIENT_ID", "laos")
        patch.setenv("FEIDE_CLIENT_SECRET", "of a test")
        with serve(workers=2) as server:
            # Otherwise the first page waits for Django to start, and on a busy machine that takes too long.
            get(server, reverse("healthz"))
            yield server


@contextmanager
def written_for_the_server(blocker) -> Iterator[None]:
    """Commit data so that the server sees it; afterwards empty the tables and the cache, including rate limits."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    with blocker.unblock(), override_settings(PASSWORD_HASHERS=hashers):
        try:
            yield
        finally:
            empty_tables()
            with redis.from_url(own_redis()) as cache:
                cache.flushdb()


@pytest.fixture
def written(django_db_setup, django_db_blocker) -> Iterator[None]:
    with written_for_the_server(django_db_blocker):
        yield


def home(server: Server) -> str:
    # Passkeys require a host name; they do not work with an IP address.
    return f"http://localhost:{server.port}"


@contextmanager
def a_page(browser: Browser, server: Server, *, language: str = "en", **options) -> Iterator[Page]:
    """Open a page in a new browser context with the given language."""
    context = browser.new_context(base_url=home(server), **options)
    context.set_default_timeout(TIMEOUT)
    forget_visitor(context, server, language)
    try:
        yield context.new_page()
    finally:
        context.close()


def forget_visitor(context: BrowserContext, server: Server, language: str) -> None:
    """Clear all cookies and set the language cookie."""
    context.clear_cookies()
    hosts = (home(server), home(server).replace("localhost", "somewhere.invalid"))
    context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": host} for host in hosts]
    )
