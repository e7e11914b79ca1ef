"""What the Nu checker found wrong in many pages stays right."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import CoreSessionFactory

# To the minute or second, with the offset from UTC; HTML allows no microseconds.
VALID = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:?\d\d|Z)?)?|\d\d:\d\d")


@pytest.mark.django_db
def test_a_moment_is_given_to_machines_without_microseconds(client):
    session = CoreSessionFactory()
    session.starts_at = session.starts_at.replace(microsecond=274088)
    session.save()
    page = client.get(reverse("enrollment:public")).content.decode()
    moments = re.findall(r'<time[^>]* datetime="([^"]*)"', page)
    assert moments
    assert [moment for moment in moments if not VALID.fullmatch(moment)] == []


def test_no_template_writes_a_moment_with_microseconds():
    wrong = [
        str(path)
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        if re.search(r"""date:["']c["']""", path.read_text())
    ]
    assert wrong == []
