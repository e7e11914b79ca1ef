"""The site's language follows the browser's Accept-Language header."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nb", "nb"),
        ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("nn", "nb"),
        ("nn-NO,nn;q=0.9,en;q=0.8", "nb"),
        ("nn,en", "nb"),
        ("no,en;q=0.5", "nb"),
        ("no-NO, en", "nb"),
        ("NO,en", "nb"),
        ("da-DK,da;q=0.9,en-US;q=0.8,en;q=0.7", "nb"),
        ("sv-SE,sv;q=0.8,en-US;q=0.5,en;q=0.3", "nb"),
        ("sv-FI , en", "nb"),
        ("sv ; q=0.9, en;q=0.8", "nb"),
        # The language ranked higher wins.
        ("en,nn;q=0.9", "en"),
        ("sv;q=0.5,en;q=0.8", "en"),
        ("de,en;q=0.8,da;q=0.5", "en"),
        ("de,da;q=0.8,en;q=0.5", "nb"),
        # Neither English nor a Scandinavian language: bokmål is the default.
        ("de-DE,de;q=0.9", "nb"),
        ("fi", "nb"),
        ("*", "nb"),
        ("", "nb"),
        # Tags that only resemble a Scandinavian language, and a malformed header.
        ("es-da,en", "en"),
        ("dav,en", "en"),
        ("non,en", "en"),
        ("x-nn,en", "en"),
        ("not a header; at all,,q=", "nb"),
    ],
)
def test_a_browser_is_shown_what_it_asks_for(client, header, language):
    page = client.get("/", headers={"Accept-Language": header}).content.decode()
    assert re.search(r'<html lang="(\w+)"', page)[1] == language


def test_the_language_chosen_goes_before_what_the_browser_asks_for(client):
    client.post("/i18n/setlang/", {"language": "en"})
    page = client.get("/", headers={"Accept-Language": "nn"}).content.decode()
    assert '<html lang="en"' in page


def test_a_browser_that_asks_for_nothing_is_shown_bokmal(client):
    assert '<html lang="nb"' in client.get("/").content.decode()
