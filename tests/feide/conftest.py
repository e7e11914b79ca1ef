from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from .forging import forger
from .real import CLIENT_ID, CLIENT_SECRET, at_the_provider, leads_to, real_provider


@pytest.fixture(scope="module", autouse=True)
def stopped_clock():
    """Let the clock run, as it does at the provider."""


@pytest.fixture(scope="session")
def provider():
    # Must equal settings.SITE_URL.
    with real_provider("http://127.0.0.1:8000") as provider:
        yield provider


@pytest.fixture
def use(settings):
    """Return a function that makes an issuer the Feide provider for this test."""

    def set_up(issuer):
        settings.FEIDE_CLIENT_ID = CLIENT_ID
        settings.FEIDE_CLIENT_SECRET = CLIENT_SECRET
        settings.FEIDE_ISSUER = issuer

    return set_up


@pytest.fixture
def feide(provider, use, settings):
    """Use the real provider."""
    assert provider.site == settings.SITE_URL
    use(provider.issuer)
    return provider


@pytest.fixture
def log_in(feide, settings):
    """Return a function that logs in or connects an account through the real provider and returns the response."""

    def log_in(client, sub, path="/accounts/feide/login/", **form):
        begun = client.post(path, form)
        return client.get(at_the_provider(leads_to(begun), settings.SITE_URL, login=sub))

    return log_in


@pytest.fixture
def forged(use):
    """Use a provider that answers as the test tells it."""
    with forger() as told:
        use(told.issuer)
        yield told


@pytest.fixture
def come_back(forged, client):
    """Return a function that starts a log-in and returns from the forging provider with a code."""

    def come_back(**query):
        asked = parse_qs(urlsplit(leads_to(client.post("/accounts/feide/login/"))).query)
        forged.nonce = forged.nonce or asked["nonce"][0]
        query = {"state": asked["state"][0], "code": "of a forger", **query}
        return client.get(f"/accounts/feide/callback/?{urlencode(query)}")

    return come_back


@pytest.fixture
def ada_at_feide(feide):
    """Set what Feide says about Ada; add or override claims by name."""

    def tell(**claims):
        told = {
            "name": "Ada Aas",
            "username": "ada@ntnu.no",
            "email": "Ada.Aas@ntnu.no",
            "email_verified": True,
        }
        feide.tell("ada-sub", **{**told, **claims})

    tell()
    return tell
