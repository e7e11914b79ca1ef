"""Each kind of save shows what it does to others first: sessions, terms, appointments and decisions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from enrollment.models import Appointment, CoreSession, Letter, Registration, WaitlistEntry
from tests.completion.certificate_factories import CompletionReportFactory
from tests.completion.factories import ApplicationFactory
from tests.enrollment.admin_pages import answer, change_url
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.meeting_factories import FollowUpMeetingFactory
from tests.two_editors import Editor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def send(client, row, **choices):
    """Change some entries of a row's form, as a browser does, and send it."""
    editor = Editor(client, change_url(row))
    editor.open()
    for name, value in choices.items():
        editor.choose(name, value)
    sent = {name: value for name, value in editor.fields.items() if value is not None}
    return client.post(editor.path, sent)


def said(page) -> str:
    assert "found" in page.context, page.content.decode()
    return " ".join(strip_tags(page.content.decode()).split())


def moved(session, **by) -> dict[str, str]:
    starts, ends = session.starts_at + timedelta(**by), session.ends_at + timedelta(**by)
    return {
        **{"starts_at_0": f"{starts:%Y-%m-%d}", "starts_at_1": f"{starts:%H:%M:%S}"},
        **{"ends_at_0": f"{ends:%Y-%m-%d}", "ends_at_1": f"{ends:%H:%M:%S}"},
    }


@pytest.fixture
def seminar(db):
    """A seminar held by Kari, led by Lea."""
    session = CoreSessionFactory(
        starts_at=NOW.replace(hour=9) + timedelta(days=20), capacity=1, place="R1"
    )
    RegistrationFactory(
        session=session, assistant=AppointedFactory(name="Kari Lyngmo", language="en")
    )
    session.leaders.add(VerifiedUserFactory(name="Lea Lind", language="en"))
    return session


class TestSession:
    def test_new_time_names_who_is_told_and_who_must_be_elsewhere(self, uniped, seminar):
        kari = Appointment.objects.get()
        FollowUpMeetingFactory(
            department=kari.department,
            term=kari.term,
            title="First meeting",
            starts_at=seminar.starts_at + timedelta(days=7, hours=1),
        )
        page = send(uniped, seminar, **moved(seminar, days=7))
        assert "At the same time as something else: 1" in said(page)
        assert "is at the same time as “First meeting”" in said(page)
        assert "Letters: 2" in said(page)
        assert "Session has a new time, room or link: 1 To: Kari Lyngmo" in said(page)
        assert "session has a new time, room or link: 1 To: Lea Lind" in said(page)

    def test_new_room_collides_with_no_meeting(self, uniped, seminar):
        page = send(uniped, seminar, place="R9")
        assert "At the same time" not in said(page)

    def test_cancelling_says_who_loses_what_and_how_many_lack_a_date(self, uniped, seminar):
        WaitlistEntryFactory(session=seminar, assistant=AppointedFactory(name="Per Dal"))
        page = uniped.post(reverse("admin:enrollment_coresession_cancel", args=[seminar.pk]))
        assert "Lose their place: 1 Kari Lyngmo" in said(page)
        assert "Apply and send the letters" in said(page)
        assert "Lose their place on the waitlist: 1 Per Dal" in said(page)
        assert "Session cancelled: 2" in said(page)
        assert "1, Autumn 2031 1 → 2" in said(page)
        assert answer(uniped, page).status_code == 302
        seminar.refresh_from_db()
        assert seminar.cancelled_at == NOW
        assert Letter.objects.count() == 3

    def test_deleting_says_who_leads_it_no_more(self, uniped):
        empty = CoreSessionFactory()
        empty.leaders.add(VerifiedUserFactory(name="Lea Lind"))
        delete = reverse("admin:enrollment_coresession_delete", args=[empty.pk])
        page = uniped.post(delete, {"post": "yes", "because": "Planned twice."})
        assert "To: Lea Lind" in said(page)
        assert CoreSession.objects.exists()
        assert answer(uniped, page, "back")["Location"] == delete
        assert answer(uniped, page, "quietly", because="It was a test.").status_code == 302
        assert not CoreSession.objects.exists()
        assert not Letter.objects.exists()


def test_many_people_take_no_more_statements(uniped):
    sessions = {number: CoreSessionFactory(capacity=number) for number in (2, 7)}
    for number, session in sessions.items():
        RegistrationFactory.create_batch(number, session=session)
        for _waiting in range(number):
            WaitlistEntryFactory(session=session, assistant=AppointedFactory())
    counts = set()
    for number, session in sessions.items():
        cancel = reverse("admin:enrollment_coresession_cancel", args=[session.pk])
        with CaptureQueriesContext(connection) as statements:
            page = uniped.post(cancel)
        assert f"Session cancelled: {2 * number}" in said(page)
        counts.add(len(statements))
    assert len(counts) == 1


class TestTerm:
    def test_later_deadline_says_who_gets_a_place(self, uniped):
        session = CoreSessionFactory(starts_at=NOW + timedelta(hours=30), capacity=1)
        WaitlistEntryFactory(session=session, assistant=AppointedFactory(name="Per Dal"))
        page = send(uniped, session.term, deadline_hours="24")
        assert "Get a place from the waitlist: 1 Per Dal" in said(page)
        assert Registration.objects.count() == 0
        assert answer(uniped, page).status_code == 302
        assert Registration.objects.count() == 1
        assert not WaitlistEntry.objects.exists()

    def test_earlier_end_of_registration_says_who_cannot_complete(self, uniped):
        term = AppointedFactory(name="Per Dal").appointments.get().term
        for module in (1, 2):
            CoreSessionFactory(core_module=module)
        closes = NOW - timedelta(hours=1)
        page = send(
            uniped,
            term,
            registration_closes_at_0=f"{closes:%Y-%m-%d}",
            registration_closes_at_1=f"{closes:%H:%M:%S}",
        )
        assert "to “out of reach this term”: 1 Per Dal" in said(page)
        assert "No letters are sent." in said(page)
        assert answer(uniped, page).status_code == 302
        term.refresh_from_db()
        assert not term.is_open(NOW)

    def test_what_bears_on_no_one_is_saved_at_once(self, uniped):
        AppointedFactory()
        assert send(uniped, TermFactory(), report_tolerance="5").status_code == 302


class TestAppointment:
    def test_new_one_says_who_is_greeted(self, uniped):
        assistant, course = LearningAssistantFactory(name="Gro Holm"), CourseFactory()
        sent: dict[str, object] = {"assistant": assistant.pk, "term": TermFactory().pk}
        sent |= {"course": course.pk, "department": course.department_id}
        sent |= {"starts_on": "", "ends_on": ""}
        page = uniped.post(reverse("admin:enrollment_appointment_add"), sent)
        assert "Welcome to a new learning assistant: 1 To: Gro Holm" in said(page)
        assert not Appointment.objects.exists()
        assert answer(uniped, page).status_code == 302
        assert Letter.objects.get().kind == "greeting"

    def test_end_says_who_gets_the_place(self, uniped, seminar):
        WaitlistEntryFactory(session=seminar, assistant=AppointedFactory(name="Per Dal"))
        kari = Appointment.objects.get(assistant__name="Kari Lyngmo")
        yesterday = f"{NOW - timedelta(days=1):%Y-%m-%d}"
        page = send(uniped, kari, ends_on=yesterday, frees="on")
        assert "Get a place from the waitlist: 1 Per Dal" in said(page)
        assert "Lose their place: 1 Kari Lyngmo" in said(page)
        assert answer(uniped, page).status_code == 302
        assert Registration.objects.live().get().assistant.name == "Per Dal"

    def test_second_appointment_of_a_person_who_is_greeted_already(self, uniped):
        appointment = AppointmentFactory(assistant__user=VerifiedUserFactory())
        assert send(uniped, appointment, ends_on="2033-01-01").status_code == 302


class TestDecision:
    def test_approving_says_what_becomes_of_the_dates_held(self, uniped, seminar):
        kari = Registration.objects.get().assistant
        second = CoreSessionFactory(core_module=2, days_ahead=30)
        RegistrationFactory(assistant=kari, session=second)
        WaitlistEntryFactory(session=seminar, assistant=AppointedFactory(name="Per Dal"))
        application = ApplicationFactory(assistant=kari)
        decide = reverse("admin:completion_equivalentqualification_decide", args=[application.pk])
        page = uniped.post(decide, {"decision": "approved", "reason": "It shows it."})
        assert "Get a place from the waitlist: 1 Per Dal" in said(page)
        assert "to “exempt”: 1 Kari Lyngmo" in said(page)
        assert "It shows it." in said(page)
        assert "removed: 2 To: Kari Lyngmo The letter to" in said(page)
        form = answer(uniped, page, "back")
        assert "<h1>Decide: Kari Lyngmo" in form.content.decode()
        assert form.context["form"]["reason"].value() == "It shows it."
        assert "Nothing is done yet. Please correct" not in form.content.decode()
        application.refresh_from_db()
        assert application.is_open
        assert answer(uniped, page).status_code == 302
        application.refresh_from_db()
        assert application.is_in_force


class TestPlaces:
    """Actions of the lists."""

    def chosen(self, client, name, action, row):
        url = reverse(f"admin:enrollment_{name}_changelist")
        return client.post(url, {"action": action, "_selected_action": [row.pk]})

    def test_removing_says_who_gets_the_place_and_keeps_the_reason(self, uniped, seminar):
        WaitlistEntryFactory(session=seminar, assistant=AppointedFactory(name="Per Dal"))
        place = Registration.objects.get()
        page = self.chosen(uniped, "registration", "take_off", place)
        assert "Get a place from the waitlist: 1 Per Dal" in said(page)
        assert "Lose their place: 1 Kari Lyngmo" in said(page)
        assert Registration.objects.live().get() == place
        answer(uniped, page, "quietly", because="She asked for it.")
        assert Registration.objects.live().get().assistant.name == "Per Dal"
        assert not Letter.objects.exists()
        history = reverse("admin:enrollment_registration_history", args=[place.pk])
        assert "She asked for it." in uniped.get(history).content.decode()

    def test_letting_in_says_which_date_is_given_up_and_who_is_refused(self, uniped, seminar):
        per, gro = AppointedFactory(name="Per Dal"), AppointedFactory(name="Gro Holm")
        other = CoreSessionFactory(starts_at=seminar.starts_at + timedelta(days=1), capacity=1)
        RegistrationFactory(session=other, assistant=per)
        entries = [WaitlistEntryFactory(session=other, assistant=gro)]
        Registration.objects.filter(session=seminar).update(withdrawn_at=NOW)
        entries += [WaitlistEntryFactory(session=seminar, assistant=per)]
        url = reverse("admin:enrollment_waitlistentry_changelist")
        sent = {"action": "let_in", "_selected_action": [entry.pk for entry in entries]}
        page = uniped.post(url, sent)
        assert "Per Dal" in said(page).partition("Get a place from the waitlist")[2]
        assert f"(instead of {other})" in said(page)
        assert WaitlistEntry.objects.count() == 2
        answer(uniped, page)
        assert Registration.objects.live().get(assistant=per).session == seminar

    def test_moving_up_names_those_who_move_back(self, uniped, seminar):
        first = WaitlistEntryFactory(session=seminar, assistant=AppointedFactory(name="Per Dal"))
        last = WaitlistEntryFactory(session=seminar, assistant=AppointedFactory(name="Gro Holm"))
        for entry, ahead in ((last, ["Per Dal"]), (first, [])):
            page = uniped.get(reverse("admin:enrollment_waitlistentry_move_up", args=[entry.pk]))
            assert [other.assistant.name for other in page.context["ahead"]] == ahead


def test_revoking_shows_the_letter_to_the_holder(uniped):
    report = CompletionReportFactory(assistant__language="en")
    url = reverse("admin:completion_completionreport_revoke", args=[report.pk])
    page = uniped.post(url, {"because": "A mark was wrong."})
    assert f"The letter to {report.assistant.name}" in said(page)
    report.refresh_from_db()
    assert report.is_valid
    assert answer(uniped, page).status_code == 302
    report.refresh_from_db()
    assert not report.is_valid
