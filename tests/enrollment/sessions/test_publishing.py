"""A draft is seen by Uniped only, and no one holds a place in it. It is published once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from completion.figures.capacity import usable_sessions
from completion.pages import calendar_feed
from completion.reminders import reminding
from completion.verdicts.rows import sessions_of
from enrollment import access
from enrollment.letters import delivering
from enrollment.models import CalendarFeed, CoreSession, Letter
from enrollment.pages.agenda import timetable
from enrollment.places import cancelling, moving, registering, waiting
from enrollment.places.registering import GoneError
from enrollment.refusals import HeldOnce, NotPublished
from enrollment.resources import RegistrationResource
from enrollment.resources.reading import read_file
from enrollment.sessions import leading, publishing, scheduling
from enrollment.sessions.leading import sessions_led
from tests.enrollment.test_database_rules import violates
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def draft(db):
    return CoreSessionFactory(days_ahead=20, is_draft=True, place="Hidden room")


class TestDatabase:
    def test_no_place_is_held_in_a_draft(self, draft):
        with violates("registration_not_in_a_draft"):
            RegistrationFactory(session=draft)

    def test_no_one_waits_for_a_draft(self, draft):
        with violates("waitlist_entry_not_for_a_draft"):
            WaitlistEntryFactory(session=draft)

    def test_what_is_published_stays_published(self):
        CoreSessionFactory()
        with violates("core_session_published_stays"):
            CoreSession.objects.update(is_draft=True)

    def test_draft_is_not_cancelled(self, draft):
        with violates("core_session_draft_is_not_cancelled"):
            CoreSession.objects.update(cancelled_at=NOW)

    def test_parallel_sessions_have_different_rooms(self):
        first = CoreSessionFactory(place="R1")
        CoreSessionFactory(starts_at=first.starts_at, place="R2")
        with violates("core_session_one_per_campus_time_and_room"):
            CoreSessionFactory(starts_at=first.starts_at, place="R1")


class TestHidden:
    def test_from_every_list_of_dates(self, draft):
        assert not CoreSession.objects.live().exists()
        assert not CoreSession.objects.upcoming(NOW).exists()
        assert timetable(draft.term) == []
        assert usable_sessions(draft.term, NOW) == []
        assert not sessions_of(draft.term, []).exists()

    def test_from_the_public_timetable(self, draft, client):
        assert "Hidden room" not in client.get(reverse("enrollment:public")).content.decode()

    def test_from_its_leader_but_not_from_uniped(self, draft, staff):
        leader = VerifiedUserFactory()
        draft.leaders.add(leader)
        assert not access.sessions_to_mark(leader).exists()
        assert not sessions_led(leader, NOW).exists()
        feed = CalendarFeed.objects.create(user=leader, token="t" * 43, created_at=NOW)
        assert "BEGIN:VEVENT" not in calendar_feed.feed_of(feed)
        assert draft in access.sessions_to_mark(staff)

    def test_from_reminders(self, draft, staff):
        assert reminding.remind(draft.starts_at - timedelta(days=1)) == []

    def test_from_those_who_register_or_wait(self, draft):
        assistant = AppointedFactory()
        with pytest.raises(GoneError):
            registering.register(assistant=assistant, sessions=[draft], at=NOW)
        with pytest.raises(NotPublished):
            waiting.join(assistant=assistant, session=draft, at=NOW)

    def test_from_those_who_are_moved(self, draft):
        with pytest.raises(NotPublished):
            moving.move(registration=RegistrationFactory(), to=draft, at=NOW)

    def test_from_files_of_registrations(self, draft):
        assistant, starts_at = AppointedFactory(username="ada"), localtime(draft.starts_at)
        row = f"{draft.term.code},1,{draft.campus.name},{starts_at:%Y-%m-%d},{starts_at:%H:%M},"
        table = read_file(
            f"term,core_module,campus,date,start,username\n{row}{assistant}\n".encode()
        )
        assert RegistrationResource().import_file(table, at=NOW).is_refused


class TestPublishing:
    def test_drafts_are_published_once_and_their_leaders_told_once(self, draft):
        leader = VerifiedUserFactory(language="en")
        other = CoreSessionFactory(days_ahead=10, is_draft=True)
        leading.assign({draft: [leader], other: [leader]}, NOW)
        assert not Letter.objects.exists()
        keys = [draft.pk, other.pk]
        assert {session.pk for session in publishing.publish(sessions=keys, at=NOW)} == {*keys}
        assert publishing.publish(sessions=keys, at=NOW) == []
        (letter,) = Letter.objects.all()
        assert (letter.kind, letter.recipient) == ("leader-added", leader)
        assert CoreSession.objects.live().count() == 2

    def test_change_of_a_draft_is_told_to_no_one(self, draft):
        draft.leaders.add(VerifiedUserFactory())
        scheduling.announce(session=draft, before={"place": "R1"}, at=NOW)
        assert not Letter.objects.exists()
        delivering.deliver()

    def test_draft_is_deleted_and_not_cancelled(self, draft):
        with pytest.raises(NotPublished):
            cancelling.cancel_session(session=draft, at=NOW)
        scheduling.delete(session=draft, at=NOW)
        assert not CoreSession.objects.exists()


class TestDeleting:
    def test_session_that_no_one_held_is_deleted_and_its_leader_told(self):
        session = CoreSessionFactory()
        leading.assign({session: [VerifiedUserFactory()]}, NOW)
        scheduling.delete(session=session, at=NOW)
        assert not CoreSession.objects.exists()
        kinds = Letter.objects.order_by("pk").values_list("kind", flat=True)
        assert [*kinds] == ["leader-added", "leader-removed"]

    def test_session_that_a_learning_assistant_once_held_is_kept(self):
        place = RegistrationFactory(withdrawn_at=NOW)
        with pytest.raises(HeldOnce):
            scheduling.delete(session=place.session, at=NOW)
        assert CoreSession.objects.exists()
