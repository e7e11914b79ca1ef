"""The consequences of a save in the admin are seen before it is made: applied, applied without letters, or not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollment.models import CoreSession, Letter, Registration, WaitlistEntry
from tests.enrollment.admin.test_admin_sessions import filled
from tests.enrollment.admin_pages import answer, change_url
from tests.factories import (
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def full(db):
    """A full session that Gro and Per wait for."""
    session = CoreSessionFactory(capacity=1)
    RegistrationFactory(session=session)
    for name in ("Gro Holm", "Per Dal"):
        WaitlistEntryFactory(session=session, assistant=AppointedFactory(name=name, language="en"))
    return session


class TestCapacity:
    def test_more_places_are_seen_before_they_are_given(self, uniped, full):
        page = uniped.post(change_url(full), filled(full, capacity=2))
        shown = page.content.decode()
        assert "Get a place from the waitlist: 1" in shown
        assert "Gro Holm" in shown
        assert "Per Dal" not in shown
        assert "Place from the waitlist: 1" in shown
        assert "The letter to Gro Holm" in shown
        assert "LAOS: You got a place on" in shown
        assert "Hello Gro Holm," in shown
        assert not Letter.objects.exists()
        assert WaitlistEntry.objects.count() == 2
        full.refresh_from_db()
        assert full.capacity == 1
        assert answer(uniped, page).status_code == 302
        assert Registration.objects.filter(session=full).count() == 2
        assert [letter.recipient.name for letter in Letter.objects.all()] == ["Gro Holm"]

    def test_nothing_for_others_is_saved_at_once(self, uniped, full):
        assert uniped.post(change_url(full), filled(full, language="en")).status_code == 302

    def test_without_letters_a_reason_is_asked_and_kept(self, uniped, full):
        page = uniped.post(change_url(full), filled(full, capacity=2))
        page = answer(uniped, page, "quietly")
        assert "Say why no letters are sent." in page.content.decode()
        assert Registration.objects.filter(session=full).count() == 1
        done = answer(uniped, page, "quietly", because="They were told by phone.")
        assert done.status_code == 302
        assert Registration.objects.filter(session=full).count() == 2
        assert not Letter.objects.exists()
        history = uniped.get(reverse("admin:enrollment_coresession_history", args=[full.pk]))
        assert "No letters were sent: They were told by phone." in history.content.decode()

    def test_back_leads_to_the_form_as_it_was_filled_in(self, uniped, full):
        page = uniped.post(change_url(full), filled(full, capacity=2, place="R77"))
        form = answer(uniped, page, "back")
        assert form.context["adminform"].form["place"].value() == "R77"
        assert 'name="capacity" value="2"' in form.content.decode()
        full.refresh_from_db()
        assert (full.capacity, Letter.objects.count()) == (1, 0)

    def test_other_consequences_than_those_seen_are_shown_again(self, uniped, full):
        page = uniped.post(change_url(full), filled(full, capacity=2))
        WaitlistEntry.objects.get(assistant__name="Gro Holm").delete()
        again = answer(uniped, page)
        assert "Something has changed since you looked." in again.content.decode()
        assert "Per Dal" in again.content.decode()
        assert Registration.objects.filter(session=full).count() == 1
        assert answer(uniped, again).status_code == 302
        assert [letter.recipient.name for letter in Letter.objects.all()] == ["Per Dal"]


def test_what_is_no_longer_there_to_be_done_is_told(uniped, full):
    CoreSession.objects.filter(pk=full.pk).update(capacity=2)
    entry = WaitlistEntry.objects.first()
    waitlists = reverse("admin:enrollment_waitlistentry_changelist")
    page = uniped.post(waitlists, {"action": "let_in", "_selected_action": [entry.pk]})
    entry.delete()
    done = answer(uniped, page, follow=True)
    assert "Something has changed since you looked." in done.content.decode()
    assert Registration.objects.filter(session=full).count() == 1
