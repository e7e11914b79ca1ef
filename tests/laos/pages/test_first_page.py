"""The first page is light: everything that a browser fetches for it, as transferred, from the files that are served."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.factories import CoreSessionFactory

pytestmark = pytest.mark.django_db

LIGHT = 60_000  # bytes
# As a browser that has never been here; the icon for its tab and what is linked to are part of the page.
ACCEPTS = {"Accept-Encoding": "gzip, deflate, br, zstd"}
FETCHED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/static/[^"]+)"')
FACE = re.compile(r"@font-face\{[^}]*\}")
RANGE = re.compile(r"U\+([0-9A-F?]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


def transferred(client, path):
    response = client.get(path, headers=ACCEPTS)
    assert response.status_code == 200
    return response.getvalue()


def characters(face):
    spans = [
        (int(first.replace("?", "0"), 16), int(last or first.replace("?", "F"), 16))
        for first, last in RANGE.findall(face)
    ]
    return {chr(code) for first, last in spans for code in range(first, last + 1)}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_first_page_weighs_less_than_60_kb(client, language):
    for days in range(10, 34):
        CoreSessionFactory(days_ahead=days, core_module=1 + (days > 21))
    client.cookies["django_language"] = language
    page = transferred(client, "/")
    text = gzip.decompress(page).decode()
    (sheet,) = re.findall(r'href="(/static/build/laos[^"]*\.css)"', text)
    css = client.get(sheet).getvalue().decode()
    needed = [
        f"/static/build/{address}"
        for face in FACE.findall(css)
        for address in re.findall(r"url\(\"?(fonts/[^)\"]+)", face)
        if characters(face) & set(text)
    ]
    files = {*FETCHED.findall(text), *needed}
    weights = {path: len(transferred(client, path)) for path in files} | {"/": len(page)}
    assert len(needed) == 1, "a letter of the page itself is in the second file of the typeface"
    assert sum(weights.values()) <= LIGHT, weights


@pytest.mark.parametrize("letters", ["æøåéèêôäöüß", "čšžłńőțąśđħĳŋœẵ"])
def test_the_typeface_has_the_letters_of_names(client, letters):
    (sheet,) = re.findall(
        r'href="(/static/build/laos[^"]*\.css)"', client.get("/").content.decode()
    )
    faces = FACE.findall(client.get(sheet).getvalue().decode())
    assert set(letters) <= set().union(*map(characters, faces))


def test_text_does_not_move_when_the_typeface_arrives(client):
    """The typeface is asked for at once, and what stands in for it until then is made as wide."""
    page = client.get("/").content.decode()
    (sheet,) = re.findall(r'href="(/static/build/laos[^"]*\.css)"', page)
    css = client.get(sheet).getvalue().decode()
    (early,) = re.findall(r'rel="preload"\s+href="/static/build/([^"]+)"', page)
    assert early in css
    faces = [face for face in FACE.findall(css) if "woff2" in face]
    assert [face for face in faces if "font-display:optional" not in face] == []
    stand_ins = [face for face in FACE.findall(css) if "size-adjust" in face]
    names = re.findall(r"font-family:([^;]+);", "".join(stand_ins))
    assert f"font-family:{','.join(['Inter', *names])}," in css
