"""A preview says in its heading and its title what is about to be done, and to whom or what."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml import html

from tests.completion.certificate_factories import CompletionReportFactory
from tests.completion.factories import ApplicationFactory
from tests.enrollment.admin_pages import change_url
from tests.factories import (
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
)
from tests.modules.meeting_factories import FollowUpMeetingFactory
from tests.two_editors import Editor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def own(page: str, row) -> str:
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_{page}", args=[row.pk])


def heading(page) -> str:
    """Return the heading below “What this does”, which the title of the page must begin with."""
    assert "found" in page.context
    shown = html.fromstring(page.content.decode())
    (words,) = (
        " ".join(part.text_content().split()) for part in shown.xpath("//h1/following-sibling::h2")
    )
    title = " ".join(shown.findtext(".//title").split())
    assert title.startswith(f"{words} | ")
    return words


@pytest.fixture
def kari():
    return AppointedFactory(name="Kari Moe", username="karim")


@pytest.fixture
def seminar(kari):
    session = CoreSessionFactory()
    RegistrationFactory(session=session, assistant=kari)
    return session


@pytest.mark.parametrize(
    ("language", "decision", "words"),
    [
        ("en", "approved", "Approve · Kari Moe (karim)"),
        ("en", "rejected", "Reject · Kari Moe (karim)"),
        ("nb", "approved", "Godkjenn · Kari Moe (karim)"),
        ("nb", "rejected", "Avslå · Kari Moe (karim)"),
    ],
)
def test_a_decision_names_itself_and_the_applicant(uniped, kari, language, decision, words):
    application = ApplicationFactory(assistant=kari)
    sent = {"decision": decision, "reason": "It shows it."}
    page = uniped.post(own("decide", application), sent, headers={"Accept-Language": language})
    assert heading(page).startswith(words)


def test_what_is_withdrawn_and_revoked_names_its_holder(uniped, kari):
    application = ApplicationFactory(assistant=kari, approved=True)
    page = uniped.post(own("withdraw", application), {"reason": "It was forged."})
    assert heading(page).startswith("Withdraw the exemption · Kari Moe (karim)")
    report = CompletionReportFactory(assistant=kari)
    page = uniped.post(own("revoke", report), {"because": "Not present."})
    assert heading(page) == f"Revoke the certificate · {report}"


def test_a_session_is_named(uniped, seminar):
    cancelled = uniped.post(own("cancel", seminar), {})
    assert heading(cancelled) == f"Cancel this session · {seminar}"
    moved = Editor(uniped, change_url(seminar))
    moved.open()
    moved.choose("place", "R77")
    sent = {name: value for name, value in moved.fields.items() if value is not None}
    assert heading(uniped.post(moved.path, sent)) == f"Core session · {seminar}"


def test_the_row_that_is_deleted_is_named(root, staff):
    led = CoreSessionFactory()
    led.leaders.add(staff)
    page = root.post(own("delete", led), {"post": "yes", "because": "Planned twice."})
    assert heading(page) == f"Delete · {led}"


@pytest.mark.parametrize("page", ["meeting", "cancel_meeting"])
def test_coordinators_see_which_meeting(client, cleo, ada, page):
    own = ada.appointments.get()
    meeting = FollowUpMeetingFactory(
        department=own.department, term=own.term, title="The kick-off", upcoming=True
    )
    client.force_login(cleo.user)
    address = reverse(f"modules:{page}", args=[own.department.code, own.term.code, meeting.pk])
    form = html.fromstring(client.get(address).content.decode()).xpath("//main//form")[0]
    answer = client.post(address, {**dict(form.form_values()), "place": "R77"})
    assert "found" in answer.context
    shown = html.fromstring(answer.content.decode())
    for words in (shown.findtext(".//h1"), shown.findtext(".//title")):
        assert "What this does · The kick-off" in " ".join(words.split())
