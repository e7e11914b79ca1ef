"""Everyone concerned with a session is told once when it changes, with its current facts."""

from __future__ import annotations

import pytest
from django.core import mail

from enrollment.letters import delivering
from enrollment.models import CoreSession, Letter
from enrollment.places import cancelling
from enrollment.sessions import scheduling
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory, WaitlistEntryFactory

pytestmark = pytest.mark.django_db


def put_in_room(session, place) -> None:
    before = {"place": CoreSession.objects.get(pk=session.pk).place}
    CoreSession.objects.filter(pk=session.pk).update(place=place)
    scheduling.announce(session=session, before=before, at=NOW)


def test_change_sent_twice_is_told_once(ada):
    """A double click on Save submits the form again when the session has already changed."""
    session = RegistrationFactory(assistant=ada).session
    put_in_room(session, "R7")
    put_in_room(session, "R7")
    assert Letter.objects.count() == 1


def test_letter_has_what_others_changed_meanwhile(ada):
    """Two people save one field each; the second read the session before the first saved."""
    read_before = RegistrationFactory(assistant=ada).session
    CoreSession.objects.filter(pk=read_before.pk).update(online_url="https://zoom.example/7")
    put_in_room(read_before, "")
    assert Letter.objects.get().facts["date"]["online_url"] == "https://zoom.example/7"


def test_who_waits_for_a_session_is_told_that_it_changed(ada, ben):
    """Otherwise their date is given up for a session that is not what they asked for."""
    session = CoreSessionFactory(capacity=1)
    RegistrationFactory(assistant=ben, session=session)
    WaitlistEntryFactory(assistant=ada, session=session)
    for place in ("R7", "R8"):
        put_in_room(session, place)
        delivering.deliver()
    to_ada = [message for message in mail.outbox if message.to == [ada.email]]
    assert len(to_ada) == 2
    assert "Samlingen du venter på" in to_ada[0].body
    assert "R7, Trondheim → R8, Trondheim" in to_ada[1].body
    assert to_ada[0].attachments == []
    assert "Samlingen du har plass på" in mail.outbox[0].body


def test_who_waited_for_a_session_is_told_that_it_is_cancelled(ada, ben):
    session = CoreSessionFactory(capacity=1)
    RegistrationFactory(assistant=ben, session=session)
    WaitlistEntryFactory(assistant=ada, session=session)
    cancelling.cancel_session(session=session, at=NOW)
    cancelling.cancel_session(session=session, at=NOW)
    delivering.deliver()
    (to_ada,) = [message for message in mail.outbox if message.to == [ada.email]]
    (to_ben,) = [message for message in mail.outbox if message.to == [ben.email]]
    assert "Du trenger en annen dato" in to_ben.body
    assert "Du trenger en annen dato" not in to_ada.body
    assert "ikke lenger på ventelisten" in to_ada.body
    assert to_ada.attachments == []
