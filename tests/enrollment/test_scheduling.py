"""Whoever has to do with a session is told when it changes, once and as it is."""

from __future__ import annotations

import pytest

from enrollment import scheduling
from enrollment.models import CoreSession, Letter
from tests.factories import NOW, RegistrationFactory

pytestmark = pytest.mark.django_db


def put_in_room(session, place) -> None:
    CoreSession.objects.filter(pk=session.pk).update(place=place)
    scheduling.announce(session=session, columns=["place"], at=NOW)


def test_change_sent_twice_is_told_once(ada):
    """Whoever presses Save twice sends the same form to a session that is changed already."""
    session = RegistrationFactory(assistant=ada).session
    put_in_room(session, "R7")
    put_in_room(session, "R7")
    assert Letter.objects.count() == 1


def test_letter_has_what_others_changed_meanwhile(ada):
    """Each of two people saves a column; the second has read the session before the first saved."""
    read_before = RegistrationFactory(assistant=ada).session
    CoreSession.objects.filter(pk=read_before.pk).update(online_url="https://zoom.example/7")
    put_in_room(read_before, "")
    assert Letter.objects.get().facts["date"]["online_url"] == "https://zoom.example/7"
