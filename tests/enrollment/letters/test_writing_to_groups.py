"""Uniped writes to everyone in a session or a waitlist, or to a selection, and reads later what was written."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override
from lxml import html
from post_office.models import STATUS

from enrollment.forms.group_letters import digest
from enrollment.letters import delivering
from enrollment.letters.by_staff.to_groups import Said
from enrollment.models import Letter
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

WRITE = reverse("admin:enrollment_letter_write")
KEPT = reverse("admin:enrollment_letter_to_groups")
SAID = {
    "subject_nb": "Nytt rom",
    "text_nb": "Vi er i <b>R2</b>.",
    "subject_en": "New room",
    "text_en": "We are in <b>R2</b>.",
}


@pytest.fixture
def session():
    return CoreSessionFactory()


@pytest.fixture
def kari(session):
    return RegistrationFactory(session=session, assistant__name="Kari", assistant__language="nb")


@pytest.fixture
def john(session):
    return RegistrationFactory(session=session, assistant__name="John", assistant__language="en")


@pytest.fixture
def waiting(session):
    return WaitlistEntryFactory(session=session, assistant=AppointedFactory(name="Wanda"))


def form_of(uniped, url):
    """Return the fields of the page as a browser sends them once the letter was shown."""
    form = uniped.get(url).context["form"]
    initial = form.initial
    confirmed = {"confirmed": digest(SAID | {"to": initial["to"]})}
    return {name: initial[name] for name in ("people", "session", "to")} | confirmed | SAID


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_everyone_with_a_place_or_on_the_waitlist_is_ticked(uniped, session, kari, john, waiting):
    places, waitlist = (
        form_of(uniped, f"{WRITE}?session={session.pk}{to}") for to in ("", "&to=waitlist")
    )
    assert {*places["to"]} == {kari.assistant_id, john.assistant_id}
    assert waitlist["to"] == [waiting.assistant_id]
    assert places["people"] == waitlist["people"]


def test_preview_shows_one_recipient_of_each_language_and_sends_nothing(
    uniped, session, kari, john
):
    fields = form_of(uniped, f"{WRITE}?session={session.pk}")
    page = uniped.post(WRITE, fields | {"preview": ""})
    shown = {preview.recipient.name: preview for preview in page.context["previews"]}
    assert {name: preview.language for name, preview in shown.items()} == {
        "Kari": "nb",
        "John": "en",
    }
    assert "Hei Kari!\n\nVi er i <b>R2</b>.\n\nUnni Uniped\n" in shown["Kari"].letter.text
    assert "Hello John,\n\nWe are in <b>R2</b>.\n\nUnni Uniped\n" in shown["John"].letter.text
    assert "Send to 2 people" in text_of(page)
    assert "Vi er i &lt;b&gt;R2&lt;/b&gt;." in page.content.decode()
    assert not Letter.objects.exists()


def test_each_gets_their_language_once_a_day_and_a_copy_is_kept(uniped, session, kari, john):
    fields = form_of(uniped, f"{WRITE}?session={session.pk}")
    assert "on its way to 2 people." in text_of(uniped.post(WRITE, fields, follow=True))
    assert "nothing is sent again" in text_of(uniped.post(WRITE, fields, follow=True))
    delivering.deliver()
    assert {message.subject for message in mail.outbox} == {"LAOS: Nytt rom", "LAOS: New room"}
    kept = uniped.get(KEPT)
    assert str(kari.assistant) in kept.content.decode()
    (message,) = kept.context["sent"]
    assert {*message.recipients} == {kari.assistant, john.assistant}
    assert {*message.said} == {
        Said(SAID["subject_nb"], SAID["text_nb"]),
        Said(SAID["subject_en"], SAID["text_en"]),
    }
    assert (message.sender, message.sent_at) == ("Unni Uniped", NOW)
    assert set(Letter.objects.values_list("email__status", flat=True)) == {STATUS.sent}


def test_one_language_is_enough_and_half_of_one_is_refused(uniped, session, kari, john):
    fields = form_of(uniped, f"{WRITE}?session={session.pk}")
    half = uniped.post(WRITE, fields | {"text_en": ""})
    assert [*half.context["form"].errors] == ["text_en"]
    none = uniped.post(WRITE, fields | dict.fromkeys(SAID, ""))
    assert "at least one language" in str(none.context["form"].errors)
    assert not Letter.objects.exists()
    norwegian = fields | {"subject_en": "", "text_en": ""}
    uniped.post(
        WRITE,
        norwegian | {"confirmed": uniped.post(WRITE, norwegian).context["form"].data["confirmed"]},
    )
    assert {letter.facts["about"] for letter in Letter.objects.all()} == {"Nytt rom"}


def test_a_letter_to_a_session_names_it(uniped, session, kari, waiting):
    page = uniped.get(WRITE, {"session": session.pk, "to": "waitlist"})
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert f"<h1>Write about {session}</h1>" in text_of(page)
    assert shown["subject_en"] == str(session)
    with override("nb"):
        assert shown["subject_nb"] == str(session) != shown["subject_en"]
    # Only one language is written; the subject of the other is still the proposed one.
    sent = shown | {"text_en": "We are in R2.", "confirmed": "", "text_nb": ""}
    page = uniped.post(WRITE, sent | {"preview": ""})
    assert f"<h1>Write about {session}</h1>" in text_of(page)
    assert "This goes to 1 person" in text_of(page)
    uniped.post(WRITE, sent | {"confirmed": page.context["form"].data["confirmed"]})
    delivering.deliver()
    assert mail.outbox[0].subject == f"LAOS: {session}"


def test_who_had_a_place_in_a_cancelled_session_is_not_offered_as_a_group(uniped):
    live, cancelled = CoreSessionFactory(), CoreSessionFactory(cancelled_at=NOW)
    RegistrationFactory(session=live)
    RegistrationFactory(session=cancelled, withdrawn_at=NOW)
    for session, is_offered in ((live, True), (cancelled, False)):
        page = uniped.get(reverse("admin:enrollment_coresession_change", args=[session.pk]))
        assert (f"{WRITE}?session={session.pk}" in page.content.decode()) is is_offered


@pytest.mark.usefixtures("kari", "john")
def test_letter_is_shown_as_it_is_before_it_is_sent(uniped, session):
    fields = form_of(uniped, f"{WRITE}?session={session.pk}")
    for change in ({"confirmed": ""}, {"text_nb": "I R3."}, {"to": fields["to"][:1]}):
        page = uniped.post(WRITE, fields | change)
        assert page.context["previews"]
        assert ("are not those that were shown" in text_of(page)) is ("confirmed" not in change)
        assert not Letter.objects.exists()
    page = uniped.post(WRITE, fields | {"preview": ""})
    sent = html.fromstring(page.content.decode()).forms[-1].form_values()
    values = {name: [value for key, value in sent if key == name] for name, _value in sent}
    uniped.post(WRITE, values)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(
    "model", ["registration", "waitlistentry", "learningassistant", "appointment"]
)
def test_selection_of_a_list_is_ticked_each_person_once(uniped, model, kari, waiting):
    rows = {
        "registration": kari,
        "waitlistentry": waiting,
        "learningassistant": kari.assistant,
        "appointment": kari.assistant.appointments.get(),
    }
    row = rows[model]
    listing = reverse(f"admin:enrollment_{model}_changelist")
    chosen = {"action": "write_to_selected", "_selected_action": [row.pk]}
    form = uniped.post(listing, chosen).context["form"]
    person = waiting.assistant_id if model == "waitlistentry" else kari.assistant_id
    assert form.initial == {"to": [person], "people": str(person)}


def test_no_one_but_those_offered_can_be_ticked(uniped, session, kari, waiting):
    other = AppointedFactory()
    fields = form_of(uniped, f"{WRITE}?session={session.pk}")
    page = uniped.post(WRITE, fields | {"to": [other.pk]})
    assert [*page.context["form"].errors] == ["to"]
    assert not Letter.objects.exists()


@pytest.mark.parametrize("address", ["", "?session=x", "?session=99999"])
def test_without_a_session_there_is_no_one_to_write_to(uniped, address):
    assert uniped.get(WRITE + address).status_code == 404


def test_pages_take_as_many_statements_however_many_people(
    uniped, session, kari, john, django_assert_max_num_queries
):
    RegistrationFactory.create_batch(15, session=session)
    url = f"{WRITE}?session={session.pk}"
    fields = form_of(uniped, url)
    with django_assert_max_num_queries(12):
        uniped.get(url)
    with django_assert_max_num_queries(14):
        uniped.post(WRITE, fields | {"preview": ""})
    uniped.post(WRITE, fields)
    with django_assert_max_num_queries(12):
        assert len(uniped.get(KEPT).context["sent"][0].recipients) == 17
