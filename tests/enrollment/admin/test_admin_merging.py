"""Uniped merges two records of one person: finds the other one, sees what moves, and confirms."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enrollment.access import in_doubt, link_account
from enrollment.models import CalendarFeed, CoreSession, LearningAssistant, Letter, Registration
from tests.enrollment.admin_pages import change_url
from tests.enrollment.tables import everything, import_csv
from tests.enrollment.test_database_rules import violates
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    UserFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def twin(ada):
    """A second record of Ada, made by a desk that did not know her user name."""
    twin = LearningAssistantFactory(username="adaaas", name="Ada Aas", email="ada@gmail.example")
    AppointmentFactory(assistant=twin)
    return twin


def page(record) -> str:
    return reverse("admin:enrollment_learningassistant_merge", args=[record.pk])


def preview(client, kept, gone, **choices):
    response = client.post(page(kept), {"other": gone.pk, **choices})
    assert response.status_code == 200
    return response


def confirm(client, kept, gone, **choices):
    seen = preview(client, kept, gone, **choices).context["form"]["seen"].value()
    sent = {"other": gone.pk, "seen": seen, "because": "One person.", "compared": "on"}
    return client.post(page(kept), sent | {"confirm": "yes"} | choices)


class TestFinding:
    def test_records_of_the_same_name_come_first(self, uniped, ada, twin):
        found = uniped.get(page(ada))
        assert found.context["found"] == [twin]
        assert twin.email in found.content.decode()

    def test_another_is_found_by_user_name_and_address(self, uniped, ada, ben):
        for sought in (ben.username, ben.email):
            assert uniped.get(page(ada), {"q": sought}).context["found"] == [ben]

    def test_a_record_with_a_name_more_or_less_is_found_and_one_by_parts_of_its_name(
        self, uniped, ada, twin, ben
    ):
        longer = LearningAssistantFactory(name="Ada Marie Aas")
        assert uniped.get(page(ada)).context["found"] == [twin, longer]
        assert uniped.get(page(longer)).context["found"] == [ada, twin]
        assert uniped.get(page(ada), {"q": "aa MARI"}).context["found"] == [longer]

    def test_number_of_statements_does_not_grow(self, uniped, ada, twin):
        def statements() -> int:
            with CaptureQueriesContext(connection) as captured:
                uniped.get(page(ada))
            return len(captured)

        before = statements()
        LearningAssistantFactory.create_batch(5, name="Ada Aas", user=None)
        assert statements() == before

    def test_merged_ones_are_not_offered(self, uniped, ada, twin):
        confirm(uniped, ada, twin)
        assert uniped.get(page(ada)).context["found"] == []
        assert uniped.get(page(twin)).status_code == 404

    @pytest.mark.parametrize("key", ["", "x", "²", "9" * 5000])
    def test_what_is_no_record_is_told(self, uniped, ada, key):
        told = uniped.post(page(ada), {"other": key}, follow=True)
        assert "Choose the other record of this person." in told.content.decode()


class TestLooking:
    def test_shows_what_moves_and_changes_nothing(self, uniped, ada, twin):
        RegistrationFactory(assistant=twin, session=CoreSessionFactory())
        before = everything()
        shown = preview(uniped, ada, twin)
        assert everything() == before
        moved = {str(title): number for title, number, _stays in shown.context["outcome"].moved}
        assert moved == {"registrations": 1, "appointments": 1}

    def test_says_which_record_stays_and_leads_to_keeping_the_other(self, uniped, ada, twin):
        shown = " ".join(preview(uniped, ada, twin).content.decode().split())
        assert f"{ada} stays, and everything on {twin} moves to it." in shown
        assert f'<a href="{page(twin)}?q={ada.username}">Keep {twin} instead</a>' in shown
        assert 'name="again"' not in shown

    def test_shows_the_accounts_of_both_in_full(self, uniped, ada, twin):
        twin.user = VerifiedUserFactory(username="adaaas", email="ada@gmail.example")
        twin.save()
        shown = preview(uniped, ada, twin).content.decode()
        assert "ada@gmail.example (confirmed)" in shown
        assert "The account that stays linked" in shown

    def test_staff_choose_between_two_places(self, uniped, ada, twin):
        first, second = (CoreSessionFactory(days_ahead=days) for days in (10, 12))
        ours = RegistrationFactory(assistant=ada, session=first)
        theirs = RegistrationFactory(assistant=twin, session=second)
        WaitlistEntryFactory(session=first, assistant=AppointedFactory(name="Wanda"))
        CoreSession.objects.filter(pk=first.pk).update(capacity=1)
        shown = " ".join(preview(uniped, ada, twin, place_0=theirs.pk).content.decode().split())
        assert "Letters: 2" in shown
        assert 'name="again"' in shown
        assert "The letter to Wanda" in shown
        assert (
            f'Get a place from the waitlist: 1</h2> <ul class="ds-list"> <li> Wanda: {first}'
            in shown
        )
        assert "Lose their place:" not in shown
        assert not Letter.objects.exists()
        confirm(uniped, ada, twin, place_0=theirs.pk)
        assert {letter.assistant.name for letter in Letter.objects.all()} == {ada.name, "Wanda"}
        assert Registration.objects.live().get(assistant=ada).pk == theirs.pk
        assert Letter.objects.get(kind="given-up").key == f"registration:{ours.pk}"

    def test_refusal_says_what_to_do(self, uniped, ada, twin):
        RegistrationFactory(assistant=ada, session=CoreSessionFactory(core_module=2, days_ahead=9))
        RegistrationFactory(assistant=twin, session=CoreSessionFactory(days_ahead=12))
        shown = preview(uniped, ada, twin)
        assert "after core module 1" in shown.context["refused"]
        assert 'name="confirm"' not in shown.content.decode()


class TestConfirming:
    def test_everything_is_on_the_record_that_stays(self, uniped, staff, ada, twin):
        place = RegistrationFactory(assistant=twin, session=CoreSessionFactory())
        waits = WaitlistEntryFactory(
            assistant=twin, session=CoreSessionFactory(core_module=2, capacity=1)
        )
        RegistrationFactory(session=waits.session)
        assert confirm(uniped, ada, twin).status_code == 302
        place.refresh_from_db()
        waits.refresh_from_db()
        twin.refresh_from_db()
        assert (place.assistant, waits.assistant) == (ada, ada)
        assert (twin.merged_into, twin.merged_by, twin.merged_because) == (
            ada,
            staff,
            "One person.",
        )
        assert ada.appointments.count() == 2

    @pytest.mark.parametrize("lacking", ["because", "compared"])
    def test_not_without_a_reason_and_a_look(self, uniped, ada, twin, lacking):
        shown = confirm(uniped, ada, twin, **{lacking: ""})
        assert lacking in shown.context["form"].errors
        assert not LearningAssistant.objects.exclude(merged_into=None).exists()

    def test_not_when_it_would_do_something_else_than_was_shown(self, uniped, ada, twin):
        seen = preview(uniped, ada, twin).context["form"]["seen"].value()
        RegistrationFactory(assistant=twin, session=CoreSessionFactory())
        sent = {"other": twin.pk, "seen": seen, "because": "One.", "compared": "on", "confirm": "y"}
        shown = uniped.post(page(ada), sent)
        assert "would do something else than was shown" in str(shown.context["form"].errors)
        assert not LearningAssistant.objects.exclude(merged_into=None).exists()

    def test_not_when_another_would_be_let_in_than_was_shown(self, uniped, ada, twin):
        first, second = (CoreSessionFactory(days_ahead=days) for days in (10, 12))
        RegistrationFactory(assistant=ada, session=first)
        chosen = {"place_0": RegistrationFactory(assistant=twin, session=second).pk}
        wanda = WaitlistEntryFactory(session=first, assistant=AppointedFactory(name="Wanda"))
        CoreSession.objects.filter(pk=first.pk).update(capacity=1)
        seen = preview(uniped, ada, twin, **chosen).context["form"]["seen"].value()
        WaitlistEntryFactory(session=first, assistant=AppointedFactory(name="Per"))
        wanda.delete()
        sent = {"other": twin.pk, "seen": seen, "because": "One.", "compared": "on", "confirm": "y"}
        shown = uniped.post(page(ada), sent | chosen)
        assert "would do something else than was shown" in str(shown.context["form"].errors)
        assert "The letter to Per" in shown.content.decode()
        assert not Letter.objects.exists()
        assert not LearningAssistant.objects.exclude(merged_into=None).exists()
        again = sent | chosen | {"seen": shown.context["form"]["seen"].value()}
        assert uniped.post(page(ada), again).status_code == 302

    def test_twice_is_merged_once(self, uniped, ada, twin):
        confirm(uniped, ada, twin)
        again = uniped.post(page(ada), {"other": twin.pk, "confirm": "yes"}, follow=True)
        assert "Choose the other record" in again.content.decode()

    def test_chosen_account_stays_and_the_other_is_linked_to_no_record(self, uniped, ada, twin):
        former = ada.user
        twin.user = VerifiedUserFactory(username="adaaas", email="ada@gmail.example")
        twin.save()
        CalendarFeed.objects.create(assistant=ada, created_at=NOW)
        feed = CalendarFeed.objects.create(assistant=twin, created_at=NOW)
        confirm(uniped, ada, twin, account=twin.user.pk)
        ada.refresh_from_db()
        assert ada.user == twin.user
        assert [row.token for row in CalendarFeed.objects.filter(assistant=ada)] == [feed.token]
        assert link_account(former) is None

    def test_histories_say_so(self, uniped, ada, twin):
        confirm(uniped, ada, twin)
        shown = uniped.get(change_url(twin)).content.decode()
        assert f"Merged into {ada.name} ({ada.username}, {ada.email})" in shown
        assert LogEntry.objects.filter(object_id=str(twin.pk)).exists()


class TestMergedRecord:
    @pytest.fixture(autouse=True)
    def merged(self, uniped, ada, twin):
        assert confirm(uniped, ada, twin).status_code == 302

    def test_can_be_read_but_not_changed(self, uniped, twin):
        shown = uniped.get(change_url(twin)).content.decode()
        assert "One person." in shown
        assert 'name="_save"' not in shown

    @pytest.mark.parametrize(
        "factory", [AppointmentFactory, RegistrationFactory, WaitlistEntryFactory]
    )
    def test_database_takes_nothing_for_it(self, twin, factory):
        with violates("record_is_in_use"):
            factory(assistant=twin)

    def test_stays_merged(self, twin):
        with violates("learning_assistant_merged_stays"):
            LearningAssistant.objects.filter(pk=twin.pk).update(
                merged_into=None, merged_at=None, merged_by=None, merged_because=""
            )

    def test_an_account_that_proves_its_address_is_not_linked_to_it(self, twin):
        assert link_account(VerifiedUserFactory(email=twin.email)) is None

    def test_nor_one_that_proves_its_user_name_while_the_record_that_stays_has_another(self, twin):
        assert link_account(VerifiedUserFactory(email=f"{twin.username}@ntnu.no")) is None

    @pytest.mark.parametrize(
        "who", ["adaaas,Ada Aas,ada@gmail.example", "ada,Ada Aas,ada@gmail.example"]
    )
    def test_later_files_find_the_record_that_stays(self, tmp_path, ada, who):
        header = "term,username,name,email,department,course\n"
        file = f"{header}2031H,{who},IE-IMF,TMA4100\n2031H,{who},NV-IFY,TFY4104\n"
        assert import_csv(tmp_path, "appointments", file).code == 0
        assert ada.appointments.count() == 2
        assert LearningAssistant.objects.count() == 2


class TestLoggingInAfterwards:
    """The record that stays has no account, and another was merged into it."""

    @pytest.fixture(autouse=True)
    def merged(self, uniped, ada, twin):
        EmailAddress.objects.filter(user=ada.user).delete()
        LearningAssistant.objects.filter(pk=ada.pk).update(user=None)
        ada.refresh_from_db()
        assert confirm(uniped, ada, twin).status_code == 302

    def test_user_name_that_the_university_proves_leads_to_the_record_that_stays(self, ada, twin):
        owner = VerifiedUserFactory(email=f"{twin.username}@ntnu.no")
        assert link_account(owner) == ada
        assert not in_doubt().exists()

    def test_own_user_name_goes_first(self, ada, twin):
        owner = VerifiedUserFactory(email=f"{ada.username}@ntnu.no")
        assert link_account(owner) == ada

    def test_address_that_a_desk_wrote_does_not_but_uniped_is_asked(self, uniped, ada, twin):
        owner = VerifiedUserFactory(email=twin.email)
        assert link_account(owner) is None
        assert [*in_doubt()] == [ada]
        shown = uniped.get(change_url(ada)).content.decode()
        assert f"the merged record {twin.username}" in shown

    def test_linked_by_uniped_after_a_look_it_is_in_doubt_no_longer(self, ada, twin):
        LearningAssistant.objects.filter(pk=ada.pk).update(
            user=VerifiedUserFactory(email=twin.email)
        )
        assert not in_doubt().exists()

    def test_neither_an_unconfirmed_address_nor_a_closed_account_counts(self, twin):
        EmailAddress.objects.create(user=UserFactory(), email=twin.email, verified=False)
        closed = VerifiedUserFactory(email=f"{twin.username}@ntnu.no", is_active=False)
        assert link_account(closed) is None
        assert not in_doubt().exists()
