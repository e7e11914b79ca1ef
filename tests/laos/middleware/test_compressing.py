"""Pages are compressed, except where another site could learn a secret from their length."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings

from tests.factories import VerifiedUserFactory

pytestmark = pytest.mark.django_db

ACCEPTS = {"Accept-Encoding": "gzip, deflate, br"}


def opened(client, path="/", **headers):
    return client.get(path, headers={**ACCEPTS, **headers})


def test_a_page_comes_compressed_and_is_the_same_page(client):
    whole, compressed = client.get("/register/", follow=True), opened(client, "/accounts/login/")
    assert "Content-Encoding" not in whole.headers
    assert compressed["Content-Encoding"] == "gzip"
    assert int(compressed["Content-Length"]) == len(compressed.content)
    assert gzip.decompress(compressed.content).rstrip().endswith(b"</html>")
    assert "Accept-Encoding" in whole["Vary"]
    assert "Accept-Encoding" in compressed["Vary"]


def test_its_length_tells_nothing_exact(client):
    assert len({len(opened(client, "/no-such-page/").content) for _ in range(10)}) > 1


@pytest.mark.parametrize(
    ("origin", "signed_in", "is_compressed"),
    [
        ("none", True, True),
        ("same-origin", True, True),
        ("cross-site", False, True),
        ("cross-site", True, False),
        ("same-site", True, False),
    ],
)
def test_a_user_whom_another_site_has_sent_gets_it_whole(client, origin, signed_in, is_compressed):
    if signed_in:
        client.force_login(VerifiedUserFactory())
        assert settings.SESSION_COOKIE_NAME in client.cookies
    response = opened(client, **{"Sec-Fetch-Site": origin})
    assert ("Content-Encoding" in response.headers) == is_compressed


def test_a_file_is_left_as_it_is(client):
    assert "Content-Encoding" not in opened(client, "/healthz/").headers
