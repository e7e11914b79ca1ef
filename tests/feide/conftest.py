from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from .forging import forger
from .real import CLIENT_ID, CLIENT_SECRET, at_the_provider, leads_to, real_provider


@pytest.fixture(scope="session")
def provider():
    # Must match SITE_URL in the settings.
    with real_provider("http://127.0.0.1:8000") as provider:
        yield provider


@pytest.fixture
def use(settings):
    """Return a function that makes an issuer the Feide of this test."""

    def set_up(issuer):
        settings.FEIDE_CLIENT_ID = CLIENT_ID
        settings.FEIDE_CLIENT_SECRET = CLIENT_SECRET
        settings.FEIDE_ISSUER = issuer

    return set_up


@pytest.fixture
def feide(provider, use, settings):
    """The real provider, used as Feide."""
    assert provider.site == settings.SITE_URL
    use(provider.issuer)
    return provider


@pytest.fixture
def log_in(feide, settings):
    """Log in at the real provider, or connect an account there; return the response to the callback."""

    def log_in(client, sub, path="/accounts/feide/login/", **form):
        begun = client.post(path, form)
        return client.get(at_the_provider(leads_to(begun), settings.SITE_URL, login=sub))

    return log_in


@pytest.fixture
def forged(use):
    """A provider that answers whatever the test sets."""
    with forger() as told:
        use(told.issuer)
        yield told


@pytest.fixture
def come_back(forged, client):
    """Start a login, and return from the forging provider with a code."""

    def come_back(**query):
        asked = parse_qs(urlsplit(leads_to(client.post("/accounts/feide/login/"))).query)
        forged.nonce = forged.nonce or asked["nonce"][0]
        query = {"state": asked["state"][0], "code": "of a forger", **query}
        return client.get(f"/accounts/feide/callback/?{urlencode(query)}")

    return come_back
