"""Staff pages for the waitlist, letters and reminders."""

from __future__ import annotations

from datetime import timedelta
from types import CodeType, FunctionType

import pytest
from django.core import mail
from django.urls import reverse
from post_office.models import STATUS, EmailTemplate

from enrollment import eligibility
from enrollment.letters import delivering
from enrollment.models import Language, Letter, Registration, ReminderTiming, WaitlistEntry
from enrollment.models.kinds import LETTER_KINDS
from enrollment.places import registering
from enrollment.refusals import Refusal
from enrollment.refusals.briefly import BRIEFLY
from tests.enrollment.admin.test_admin_sessions import filled
from tests.enrollment.admin_pages import apply, change_url, errors
from tests.factories import (
    NOW,
    CoreSessionFactory,
    LetterFactory,
    RegistrationFactory,
    TermFactory,
    WaitlistEntryFactory,
    offer_exchange,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LETTERS = reverse("admin:enrollment_letter_changelist")
WAITLIST = reverse("admin:enrollment_waitlistentry_changelist")


@pytest.fixture
def full():
    session = CoreSessionFactory(capacity=1)
    RegistrationFactory(session=session)
    return session


def move_up_url(entry) -> str:
    return reverse("admin:enrollment_waitlistentry_move_up", args=[entry.pk])


def test_a_person_is_moved_up_with_a_reason(uniped, staff, full):
    WaitlistEntryFactory(session=full)
    entry = WaitlistEntryFactory(session=full)
    assert "required" in errors(uniped.post(move_up_url(entry), {"because": " "}))
    page = uniped.post(move_up_url(entry), {"because": "Ill last time."}, follow=True)
    assert "is now first on the waitlist" in page.content.decode()
    entry.refresh_from_db()
    assert (entry.moved_up_by, entry.moved_up_because) == (staff, "Ill last time.")
    assert WaitlistEntry.objects.in_order().first() == entry


def test_waitlist_is_shown_in_order_with_the_reason_for_passing_over_a_person(uniped, full):
    first, second = (
        WaitlistEntryFactory(session=full, passed_over_at=at, passed_over_because=why)
        for at, why in ((NOW, "clash"), (None, ""))
    )
    page = uniped.get(WAITLIST)
    assert [(entry.pk, entry.place) for entry in page.context["cl"].result_list] == [
        (first.pk, 1),
        (second.pk, 2),
    ]
    assert page.content.decode().count("has another date at the same time") == 1
    found = uniped.get(WAITLIST, {"q": second.assistant.username})
    assert [entry.place for entry in found.context["cl"].result_list] == [2]


def refusals_of(rule) -> set[str]:
    """Return the codes of all refusals that a rule in ``eligibility`` can give, itself or through other rules."""
    found = [getattr(eligibility, name, None) for name in names_in(rule.__code__)]
    asked = [value for value in found if isinstance(value, FunctionType)]
    given = {
        value.code for value in found if isinstance(value, type) and issubclass(value, Refusal)
    }
    return given.union(*map(refusals_of, asked))


def names_in(code) -> set[str]:
    inside = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return {*code.co_names}.union(*map(names_in, inside))


def test_every_reason_for_passing_over_a_person_has_words():
    codes = refusals_of(eligibility.refusal_to_switch)
    assert {"clash", "closed", "not_open_yet", "cancelled"} <= codes
    assert codes - BRIEFLY.keys() == set()


def test_free_place_is_given_by_hand_and_a_full_session_says_so(uniped, full):
    entry = WaitlistEntryFactory(session=full)
    chosen = {"action": "let_in", "_selected_action": [entry.pk]}
    assert "is full" in uniped.post(WAITLIST, chosen, follow=True).content.decode()
    Registration.objects.update(withdrawn_at=NOW)
    assert "now has a place" in apply(uniped, WAITLIST, chosen, follow=True).content.decode()
    assert Registration.objects.live().get().assistant == entry.assistant


def test_more_places_in_the_form_let_in_who_waits(uniped, full):
    entry = WaitlistEntryFactory(session=full)
    assert apply(uniped, change_url(full), filled(full, capacity=2)).status_code == 302
    assert entry.assistant.registrations.live().get().session == full


def test_everyone_with_a_place_is_told_of_a_new_room_once(uniped, full):
    apply(uniped, change_url(full), filled(full, place="R9"))
    apply(uniped, change_url(full), filled(full, place="R9"))
    apply(uniped, change_url(full), filled(full, place="R9", capacity=3))
    assert Letter.objects.filter(kind="session-changed").count() == 1
    delivering.deliver()
    assert "R9" in mail.outbox[0].body


def test_offer_of_a_date_put_on_another_time_is_off(uniped):
    gives, takes = (
        RegistrationFactory(session=session) for session in CoreSessionFactory.create_batch(2)
    )
    side, _other = offer_exchange(gives, takes)
    apply(uniped, change_url(takes.session), filled(takes.session, place="R9"))
    side.exchange.refresh_from_db()
    assert side.exchange.outcome == ""
    takes.session.starts_at += timedelta(minutes=15)
    form = filled(takes.session, place="R9")
    apply(uniped, change_url(takes.session), form)
    side.exchange.refresh_from_db()
    assert side.exchange.outcome == "lapsed"


def test_session_past_is_corrected_without_a_letter(uniped):
    session = CoreSessionFactory(days_ahead=-3)
    RegistrationFactory(session=session)
    apply(uniped, change_url(session), filled(session, place="R9"))
    assert not Letter.objects.exists()


def test_longer_deadline_in_the_term_lets_in_who_waits(uniped, full):
    soon = CoreSessionFactory(capacity=2, days_ahead=1)
    entry = WaitlistEntryFactory(session=soon)
    term = TermFactory()
    form = {
        "code": term.code,
        "registration_opens_at_0": f"{term.registration_opens_at:%Y-%m-%d}",
        "registration_opens_at_1": "12:00",
        "registration_closes_at_0": f"{term.registration_closes_at:%Y-%m-%d}",
        "registration_closes_at_1": "12:00",
        "deadline_hours": 1,
        "report_tolerance": 10,
        "preparations-TOTAL_FORMS": 0,
        "preparations-INITIAL_FORMS": 0,
        "reminder_timings-TOTAL_FORMS": 1,
        "reminder_timings-INITIAL_FORMS": 0,
        "reminder_timings-0-kind": "seminar-ahead",
        "reminder_timings-0-days_before": 10,
    }
    assert apply(uniped, change_url(term), form).status_code == 302
    assert entry.assistant.registrations.live().get().session == soon
    assert ReminderTiming.objects.get().days_before == 10


def test_text_has_a_preview_in_every_language(uniped):
    template = EmailTemplate.objects.get(name="promoted", language="en")
    url = reverse("admin:post_office_emailtemplate_change", args=[template.pk])
    for column in uniped.get(url).context["columns"]:
        assert "Kari Lyngmo" in column.preview.text
        assert "{{" not in column.preview.text


def test_letter_has_a_subject_and_a_text(uniped):
    template = EmailTemplate.objects.get(name="promoted", language="en")
    url = reverse("admin:post_office_emailtemplate_change", args=[template.pk])
    for empty in ({"subject": "Yes", "content": " "}, {"subject": "", "content": "Hello"}):
        sent = {f"{code}-{name}": text for code in Language.values for name, text in empty.items()}
        for column in uniped.post(url, sent).context["columns"]:
            assert "required" in str(column.form.errors)


def test_letters_are_found_by_how_they_fared(uniped):
    queued = LetterFactory()
    LetterFactory(email__status=STATUS.sent)
    listing = reverse("admin:enrollment_letter_changelist")
    found = uniped.get(listing, {"state": STATUS.queued})
    assert [*found.context["cl"].result_list] == [queued]
    assert "Place from the waitlist" in found.content.decode()
    assert uniped.get(listing, {"state": "made up"}).context["cl"].result_count == 2


def test_texts_are_listed_once_for_each_kind(uniped):
    listing = reverse("admin:post_office_emailtemplate_changelist")
    found = uniped.get(listing).context["cl"].result_list
    assert sorted(template.name for template in found) == sorted(LETTER_KINDS)


def test_exchange_is_seen_with_its_two_sides(uniped, ada, ben):
    sides = offer_exchange(RegistrationFactory(assistant=ada), RegistrationFactory(assistant=ben))
    page = uniped.get(change_url(sides[0].exchange)).content.decode()
    assert "Ada Aas" in page
    assert "Ben Berg" in page


def test_letter_given_up_is_sent_again_to_the_address_put_right(uniped):
    given_up, sent = (
        LetterFactory(email__status=status, email__to=["wrong@example.org"])
        for status in (STATUS.failed, STATUS.sent)
    )
    chosen = {"action": "send_again", "_selected_action": [given_up.pk, sent.pk]}
    page = uniped.post(LETTERS, chosen, follow=True)
    assert "1 letter is sent again." in page.content.decode()
    assert delivering.deliver() == 1
    assert mail.outbox[0].to == [given_up.recipient.email]
    assert "nothing is sent again" in uniped.post(LETTERS, chosen, follow=True).content.decode()


def test_letter_is_seen_and_not_changed(uniped, ada):
    registering.register(assistant=ada, sessions=[CoreSessionFactory()], at=NOW)
    letter = Letter.objects.get()
    page = uniped.get(change_url(letter)).content.decode()
    assert "waiting to be sent" in page
    assert apply(uniped, change_url(letter), {"kind": "x"}).status_code == 403
