from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from lxml import html

from completion.certificates import issuing
from completion.verdicts.evaluating import verdict_of
from completion.verdicts.labels import STATES
from enrollment import clock
from enrollment.letters import delivering
from enrollment.models import CalendarFeed, LearningAssistant, Letter
from enrollment.places import moving, registering
from tests.completion.certificate_factories import CompletionReportFactory, complete
from tests.completion.factories import ApplicationFactory
from tests.enrollment.admin_pages import change_url
from tests.factories import (
    NOW,
    CoreSessionFactory,
    LetterFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.admin_factories import a_choice, a_module
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def page_of(assistant):
    return reverse("admin:enrollment_learningassistant_person", args=[assistant.pk])


def words_of(client, assistant):
    """Return the text of the page, by the id of each part's heading."""
    page = html.fromstring(client.get(page_of(assistant)).content.decode())
    return {
        section.find("h2").get("id"): " ".join(section.text_content().split())
        for section in page.iter("section")
    }


@pytest.fixture
def held(ada, staff):
    """Places of ada: absent from a session in the past, and one to come."""
    past = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
    RegistrationFactory(assistant=ada, session=past, mark="absent", marked_by=staff, marked_at=NOW)
    return RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2))


def test_the_page_shows_everything_on_record(uniped, ada, held, staff):
    WaitlistEntryFactory(assistant=ada, session=CoreSessionFactory(capacity=1))
    a_choice(a_module("OM7"), ada)
    appointment = ada.appointments.get()
    meeting = FollowUpMeetingFactory(
        department=appointment.department, term=appointment.term, title="First hour"
    )
    FollowUpAttendanceFactory(
        meeting=meeting, appointment=appointment, mark="partial", marked_by=staff
    )
    ApplicationFactory(assistant=ada)
    LetterFactory(assistant=ada, email=None)
    words = words_of(uniped, ada)
    assert "ada@example.org" in words["who"]
    assert f"LAOS: {STATES[verdict_of(ada, NOW).state]}" in words["verdict"]
    assert "Missing: core module 1" in words["verdict"]
    assert "What they are told to do" in words["verdict"]
    assert "TMA4100 Calculus 1" in words["appointments"]
    assert "absent" in words["dates"]
    assert "Unni Uniped" in words["dates"]
    assert "number 1 on the waitlist" in words["dates"]
    assert "OM7" in words["modules"]
    assert "First hour" in words["meetings"]
    assert "partial" in words["meetings"]
    assert "to be decided" in words["outcome"]
    assert "No certificate." in words["outcome"]
    assert "waiting to be sent" in words["letters"]
    assert "Attendance: not marked → absent" in words["changes-heading"]


def test_what_can_be_done_about_a_place_is_linked_from_it(uniped, ada, held):
    page = uniped.get(page_of(ada)).content.decode()
    for name in ("enrollment:move", "enrollment:remove"):
        assert reverse(name, args=[held.pk]) in page
    for name in ("change", "merge", "as_seen"):
        assert reverse(f"admin:enrollment_learningassistant_{name}", args=[ada.pk]) in page
    write = reverse("completion:write", args=["IE-IMF", "2031H"])
    assert f"{write}?person={ada.pk}" in page


def test_the_list_leads_to_the_page(uniped, ada):
    listing = uniped.get(reverse("admin:enrollment_learningassistant_changelist"))
    assert f'<a href="{page_of(ada)}">Ada Aas</a>' in listing.content.decode()


def test_the_history_has_old_and_new_values_once_with_who_and_when(uniped, ada):
    page = html.fromstring(uniped.get(change_url(ada)).content.decode())
    sent = dict(page.get_element_by_id("learningassistant_form").fields)
    sent |= {"name": "Ada Ås", "language": "en", "user": ada.user.pk}
    answer = uniped.post(change_url(ada), {name: sent[name] or "" for name in sent})
    assert answer.status_code == 302
    words = words_of(uniped, ada)["changes-heading"]
    assert words.count("Name: Ada Aas → Ada Ås") == 1
    assert "Language: Norsk (bokmål) → English" in words
    assert "Unni Uniped" in words


def test_the_history_has_appointments_modules_exemption_and_certificate(uniped, ada):
    appointment = ada.appointments.get()
    appointment.ends_on = NOW.date()
    appointment.save()
    a_choice(a_module("OM7"), ada)
    ApplicationFactory(assistant=ada)
    CompletionReportFactory(assistant=ada, revoked=True, revoked_because="A wrong mark")
    words = words_of(uniped, ada)["changes-heading"]
    subject = f"TMA4100, {appointment.term.name}"
    assert f"{subject}: Appointed" in words
    today = date_format(NOW.date(), "SHORT_DATE_FORMAT")
    assert f"{subject}: To: empty → {today}" in words
    assert "OM7" in words.partition(": Chosen")[0][-60:]
    assert "Application for exemption: Applied" in words
    assert "Certificate revoked: A wrong mark" in words


def test_the_page_leads_to_all_that_is_done_on_behalf_of_the_person(uniped, ada, held):
    WaitlistEntryFactory(assistant=ada, session=CoreSessionFactory(capacity=1))
    entry = ada.waits.get()
    page = uniped.get(page_of(ada)).content.decode()
    assert reverse("enrollment:register_for", args=[ada.pk]) in page
    assert reverse("enrollment:leave_for", args=[ada.pk, entry.session_id]) in page


def test_the_history_tells_a_move_from_one_session_to_another(uniped, ada, held):
    new = CoreSessionFactory(core_module=2)
    moving.move(registration=held, to=new, at=NOW)
    words = words_of(uniped, ada)["changes-heading"]
    assert f"{held.session}: Place given up" in words
    assert f"{new}: Registered" in words


def test_a_reader_sees_only_the_parts_of_the_tables_that_they_may_see(client, ada, held):
    user = VerifiedUserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_learningassistant"))
    client.force_login(user)
    LetterFactory(assistant=ada)
    assert set(words_of(client, ada)) == {"who", "outcome"}
    page = client.get(page_of(ada)).content.decode()
    assert "<button" not in page.partition('id="content-main"')[2].partition("</main>")[0]


def test_a_letter_that_has_arrived_is_sent_again_under_another_id(uniped, ada, mailoutbox):
    registering.register(assistant=ada, sessions=[CoreSessionFactory()], at=NOW)
    letter = Letter.objects.get(assistant=ada)
    delivering.deliver()
    address = reverse("admin:enrollment_letter_send_again", args=[letter.pk])
    assert address in uniped.get(page_of(ada)).content.decode()
    again = uniped.post(address)
    assert again.headers["Location"] == page_of(ada)
    delivering.deliver()
    first, second = mailoutbox
    assert first.subject == second.subject
    assert first.to == second.to
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]
    history = uniped.get(reverse("admin:enrollment_letter_history", args=[letter.pk]))
    assert "Sent again" in history.content.decode()


def test_a_letter_that_waits_is_not_sent_twice(uniped, ada, mailoutbox):
    registering.register(assistant=ada, sessions=[CoreSessionFactory()], at=NOW)
    letter = Letter.objects.get(assistant=ada)
    address = reverse("admin:enrollment_letter_send_again", args=[letter.pk])
    assert address not in uniped.get(page_of(ada)).content.decode()
    answer = uniped.post(address, follow=True)
    assert "waits to be sent already" in answer.content.decode()
    delivering.deliver()
    assert len(mailoutbox) == 1


def test_someone_who_has_completed_has_a_certificate_and_no_steps(uniped, ada):
    complete(ada)
    issuing.issue_all(NOW)
    words = words_of(uniped, ada)
    assert "LAOS: completed" in words["verdict"]
    assert "What they are told to do" not in words["verdict"]
    assert "valid" in words["outcome"]


def as_seen(assistant):
    return reverse("admin:enrollment_learningassistant_as_seen", args=[assistant.pk])


def test_staff_see_my_page_as_its_owner_does_once_the_log_says_so(uniped, ada, held):
    assert uniped.get(as_seen(ada)).headers["Location"] == page_of(ada)
    answer = uniped.post(as_seen(ada), follow=True)
    page = answer.content.decode()
    shown = html.fromstring(page).find_class("my-page")[0]
    assert held.session.campus.name in shown.text_content()
    assert 'lang="nb"' in page
    assert "Opened “My page” as this person sees it" in words_of(uniped, ada)["changes-heading"]


def test_nothing_on_the_page_of_another_can_be_followed_or_pressed(uniped, ada, held):
    CalendarFeed.objects.create(assistant=ada, created_at=NOW)
    WaitlistEntryFactory(assistant=ada, session=CoreSessionFactory(capacity=1))
    page = uniped.post(as_seen(ada), follow=True).content.decode()
    shown = html.fromstring(page).find_class("my-page")[0]
    assert "Du er nummer 1 på ventelisten." in shown.text_content()
    assert not [*shown.iter("a", "button", "form", "input", "select", "textarea", "script")]
    assert ada.calendar_feed.token not in page


def test_my_page_of_another_closes_after_an_hour(uniped, ada):
    uniped.post(as_seen(ada))
    with clock.stopped(NOW + timedelta(minutes=59)):
        assert uniped.get(as_seen(ada)).status_code == 200
    with clock.stopped(NOW + timedelta(minutes=61)):
        assert uniped.get(as_seen(ada)).headers["Location"] == page_of(ada)


def test_opening_the_page_of_one_person_opens_that_of_no_other(uniped, ada, ben):
    uniped.post(as_seen(ada))
    assert uniped.get(as_seen(ben)).headers["Location"] == page_of(ben)


def test_pages_of_people_with_the_same_date_are_seen_each_in_their_language(uniped, ada, ben, held):
    RegistrationFactory(assistant=ben, session=held.session)
    LearningAssistant.objects.filter(pk=ben.pk).update(language="en")
    for person, words in ((ada, "Kjernemodul"), (ben, "Core module")):
        page = uniped.post(as_seen(person), follow=True).content
        (title,) = html.fromstring(page).xpath(f"//*[@id='core-module-{held.core_module}']/h3")
        assert title.text == f"{words} {held.core_module}"


def test_letters_of_a_department_are_offered_while_the_appointment_lasts(uniped, ada):
    appointment = ada.appointments.get()
    place = [appointment.department.code, appointment.term.code]
    write = reverse("completion:write", args=place) + f"?person={ada.pk}"
    assert uniped.get(page_of(ada)).content.decode().count(write) == 2
    appointment.ends_on = localdate(NOW) - timedelta(days=1)
    appointment.save()
    page = uniped.get(page_of(ada)).content.decode()
    assert write not in page
    assert "Department’s page" in page
