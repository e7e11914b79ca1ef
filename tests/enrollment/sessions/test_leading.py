"""Seminar leaders: chosen in the admin, in a series and in a file, told of everything, with a calendar of their own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from completion.reminders import reminding
from enrollment.letters import delivering
from enrollment.models import CalendarFeed, CoreSession, Letter
from enrollment.places import cancelling
from enrollment.resources import CoreSessionResource
from enrollment.resources.reading import read_file
from enrollment.sessions import leading, scheduling
from tests.enrollment.admin_pages import apply
from tests.factories import (
    NOW,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    UserFactory,
    VerifiedUserFactory,
)

pytestmark = pytest.mark.django_db

SESSIONS = reverse("admin:enrollment_coresession_changelist")


@pytest.fixture
def lea(db):
    return VerifiedUserFactory(username="lea", name="Lea Lind", language="en")


@pytest.fixture
def uniped(staff):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(staff)
    return client


@pytest.fixture
def session(db):
    return CoreSessionFactory(days_ahead=20, place="R1")


def kinds() -> list[str]:
    return [*Letter.objects.order_by("pk").values_list("kind", flat=True)]


def told() -> list[str]:
    mail.outbox.clear()
    delivering.deliver()
    return [str(message.body) for message in mail.outbox]


def sequence_in(file: str) -> int:
    return int(file.partition("SEQUENCE:")[2].split()[0])


class TestLetters:
    def test_sessions_given_at_once_are_one_letter_in_order_of_date(self, lea, session):
        earlier = CoreSessionFactory(days_ahead=10, place="R2")
        for _twice in range(2):
            leading.assign({session: [lea], earlier: [lea]}, NOW)
        (body,) = told()
        assert body.startswith("Hello Lea Lind,\n\nYou now lead:")
        assert body.index("R2, Trondheim") < body.index("R1, Trondheim")
        files = {name: str(content) for name, content, _type in mail.outbox[0].attachments}
        assert [*files] == ["laos-1.ics", "laos-2.ics"]
        assert all(content.count("BEGIN:VEVENT") == 1 for content in files.values())

    def test_who_no_longer_leads_is_told_and_so_is_who_does_again(self, lea, session):
        for leaders in ([lea], [], [lea], [lea]):
            leading.assign({session: leaders}, NOW)
        assert kinds() == ["leader-added", "leader-removed", "leader-added"]

    def test_one_removed_while_a_letter_waits_reads_both_and_ends_without_an_entry(
        self, lea, session
    ):
        for leaders in ([lea], []):
            leading.assign({session: leaders}, NOW)
        (body,) = told()
        assert body.index("You now lead:") < body.index("You no longer lead:")
        added, removed = (str(content) for _name, content, _type in mail.outbox[0].attachments)
        assert "STATUS:CANCELLED" in removed
        assert [sequence_in(added), sequence_in(removed)] == [0, 1]

    def test_no_one_is_told_about_what_is_past_or_cancelled(self, lea, session):
        past = CoreSessionFactory(starts_at=NOW - timedelta(days=1))
        cancelling.cancel_session(session=session, at=NOW)
        session.refresh_from_db()
        leading.assign({past: [lea], session: [lea]}, NOW)
        assert kinds() == []
        assert lea in past.leaders.all()

    def test_a_closed_account_is_not_written_to(self, session):
        leading.assign({session: [UserFactory(is_active=False)]}, NOW)
        assert kinds() == []

    def test_a_change_is_told_with_what_was_before(self, lea, session):
        session.leaders.add(lea)
        CoreSession.objects.filter(pk=session.pk).update(place="R7")
        for _twice in range(2):
            scheduling.announce(session=session, before={"place": "R1"}, at=NOW)
        (body,) = told()
        assert "Place: R1, Trondheim → R7, Trondheim" in body
        assert "Time:" not in body

    def test_a_session_changed_twice_is_told_once_from_first_to_last(self, lea, session):
        session.leaders.add(lea)
        for before, place in (("R1", "R5"), ("R5", "R7")):
            CoreSession.objects.filter(pk=session.pk).update(place=place)
            scheduling.announce(session=session, before={"place": before}, at=NOW)
        (body,) = told()
        assert "Place: R1, Trondheim → R7, Trondheim" in body
        assert "R5" not in body

    def test_a_cancelled_session_is_told_once(self, lea, session):
        session.leaders.add(lea)
        for _twice in range(2):
            cancelling.cancel_session(session=session, at=NOW)
        (body,) = told()
        assert "A seminar you lead is cancelled" in body


class TestAlarm:
    def remind(self, at) -> list[Letter]:
        return [letter for letter in reminding.remind(at) if letter.kind == "leader-missing"]

    def test_uniped_is_told_once_a_week_before(self, session, staff, lea, root):
        week_before = session.starts_at - timedelta(days=7)
        assert self.remind(week_before - timedelta(minutes=1)) == []
        assert [letter.recipient for letter in self.remind(week_before)] == [staff]
        assert self.remind(week_before + timedelta(days=1)) == []

    def test_not_of_one_that_has_a_leader_or_is_cancelled(self, session, staff, lea):
        session.leaders.add(lea)
        cancelled = CoreSessionFactory(days_ahead=20, core_module=2)
        cancelling.cancel_session(session=cancelled, at=NOW)
        assert self.remind(session.starts_at - timedelta(days=1)) == []


class TestAdmin:
    def data(self, session, **changed) -> dict[str, object]:
        starts, ends = (
            {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": f"{moment:%H:%M}"}
            for name, moment in (
                ("starts_at", session.starts_at),
                ("ends_at", session.ends_at),
            )
        )
        return {
            **{"term": session.term_id, "core_module": 1, "campus": session.campus_id},
            **{"language": "nb", "place": session.place, "online_url": "", "capacity": 40},
            **starts,
            **ends,
            **changed,
        }

    @pytest.fixture
    def even(self):
        """A session at a whole minute, as a form can write it."""
        starts = NOW + timedelta(days=20)
        return CoreSessionFactory(starts_at=starts, place="R1")

    def page(self, session) -> str:
        return reverse("admin:enrollment_coresession_change", args=[session.pk])

    def test_list_shows_and_finds_leaders_and_sessions_without(self, uniped, lea, session):
        session.leaders.add(lea)
        other = CoreSessionFactory()
        page = uniped.get(SESSIONS).content.decode()
        assert "Lea Lind" in page
        assert "no leader" in page
        for query, wanted in (
            ({"leaders__id__exact": lea.pk}, session),
            ({"leaders__isnull": "True"}, other),
        ):
            (found,) = uniped.get(SESSIONS, query).context["cl"].queryset
            assert found == wanted

    def test_saving_tells_each_leader_what_concerns_them(self, uniped, lea, even):
        stays, goes = (VerifiedUserFactory() for _number in range(2))
        even.leaders.add(stays, goes)
        data = self.data(even, place="R9", leaders=[stays.pk, lea.pk])
        assert apply(uniped, self.page(even), data).status_code == 302
        assert {(letter.recipient, letter.kind) for letter in Letter.objects.all()} == {
            (stays, "leader-changed"),
            (goes, "leader-removed"),
            (lea, "leader-added"),
        }

    def test_same_leader_at_the_same_hour_is_asked_and_not_forbidden(self, uniped, lea, even):
        other = CoreSessionFactory(starts_at=even.starts_at, campus__name="Ålesund")
        other.leaders.add(lea)
        data = self.data(even, leaders=[lea.pk])
        page = uniped.post(self.page(even), data)
        assert page.status_code == 200
        assert "Lea Lind leads another session at the same time" in page.content.decode()
        assert not even.leaders.exists()
        assert apply(uniped, self.page(even), data).status_code == 302
        assert lea in even.leaders.all()
        # Another change to the same session asks nothing again.
        later = {**data, "language": "en"}
        assert uniped.post(self.page(even), later).status_code == 302

    def test_a_series_gets_its_leaders_and_asks_about_clashes(self, uniped, lea, even):
        even.leaders.add(lea)
        days = [even.starts_at.date() + timedelta(days=number) for number in (0, 7)]
        data = {
            **{"term": even.term_id, "core_module": 2, "campus": even.campus_id},
            **{"language": "nb", "dates": "\n".join(map(str, days)), "start": "11:00"},
            **{"end": "14:00", "capacity": 40, "place": "R2", "leaders": "LEA"},
        }
        series = reverse("admin:enrollment_coresession_add_series")
        asked = uniped.post(series, data)
        assert "Lea Lind leads another session at the same time" in asked.content.decode()
        assert apply(uniped, series, data).status_code == 302
        assert lea.leads.count() == 3
        assert kinds() == ["leader-added"]
        wrong = uniped.post(series, {**data, "leaders": "lea; lars"})
        assert "No account has the user name “lars”" in wrong.content.decode()


class TestFile:
    HEADER = "term,core_module,campus,date,start,end,language,capacity,place,leaders"

    def imported(self, *rows: str, header: str = HEADER):
        table = read_file("\n".join([header, *rows]).encode())
        return CoreSessionResource().import_file(table, at=NOW)

    def test_leaders_are_read_told_once_and_written_again(self, lea):
        lars = VerifiedUserFactory(username="lars")
        rows = [f"2031H,1,Trondheim,2031-09-0{day},09:00,12:00,nb,40,R1,Lea;lars" for day in (1, 2)]
        assert not self.imported(*rows).is_refused
        assert not self.imported(*rows).is_refused
        assert [lea.leads.count(), lars.leads.count()] == [2, 2]
        assert kinds() == ["leader-added"] * 2
        exported = CoreSessionResource().export(CoreSession.objects.all())
        assert exported["leaders"] == ["lars;lea"] * 2
        without = self.imported(
            rows[0].removesuffix(",Lea;lars"), header=self.HEADER.removesuffix(",leaders")
        )
        assert not without.is_refused
        assert lea.leads.count() == 2

    def test_a_preview_shows_the_leaders(self, lea):
        table = read_file(
            f"{self.HEADER}\n2031H,1,Trondheim,2031-09-01,09:00,12:00,nb,40,R1,lea".encode()
        )
        result = CoreSessionResource().import_file(table, at=NOW, dry_run=True)
        shown = dict(zip(result.diff_headers, result.rows[0].diff, strict=True))
        assert "lea" in shown["leaders"]

    def test_an_unknown_name_is_refused_and_a_blank_cell_removes(self, lea, english):
        row = "2031H,1,Trondheim,2031-09-01,09:00,12:00,nb,40,R1,"
        (problem,) = self.imported(row + "lea;lars").problems
        assert (problem.column, "“lars”" in problem.reason) == ("leaders", True)
        self.imported(row + "lea")
        self.imported(row)
        assert kinds() == ["leader-added", "leader-removed"]


class TestCalendar:
    def address(self, client) -> str:
        client.post(reverse("completion:calendar_address"))
        return reverse("completion:calendar", args=[CalendarFeed.objects.get().token])

    def test_a_leader_has_a_calendar_and_revokes_it(self, client, lea, session):
        session.leaders.add(lea)
        client.force_login(lea)
        address = self.address(client)
        assert address in client.get("/my/").content.decode()
        feed = Client().get(address).content.decode()
        assert f"UID:session-{session.pk}-leader@laos" in feed
        assert "You lead this seminar." in feed
        client.post(reverse("completion:calendar_address"), {"revoke": ""})
        assert client.get(address).status_code == 404

    def test_a_former_leaders_address_shows_no_session(self, client, lea, session):
        session.leaders.add(lea)
        client.force_login(lea)
        address = self.address(client)
        leading.assign({session: []}, NOW)
        feed = Client().get(address)
        assert (feed.status_code, "BEGIN:VEVENT" in feed.content.decode()) == (200, False)

    def test_an_assistant_who_leads_has_both_in_one(self, client, lea, session):
        assistant = LearningAssistantFactory(user=lea)
        held = RegistrationFactory(assistant=assistant)
        session.leaders.add(lea)
        client.force_login(lea)
        feed = Client().get(self.address(client)).content.decode()
        for uid in (f"session-{session.pk}-leader@laos", f"registration-{held.pk}@laos"):
            assert f"UID:{uid}" in feed

    def test_a_closed_account_has_none(self, client, lea, session):
        session.leaders.add(lea)
        client.force_login(lea)
        address = self.address(client)
        type(lea).objects.filter(pk=lea.pk).update(is_active=False)
        assert Client().get(address).status_code == 404

    def test_who_neither_leads_nor_assists_gets_none(self, client, lea):
        client.force_login(lea)
        assert client.post(reverse("completion:calendar_address")).status_code == 404
