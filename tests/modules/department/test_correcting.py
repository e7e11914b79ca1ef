"""A department corrects the record of its own people, old → new, and of no one else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollment.models import LearningAssistant
from enrollment.refusals import SavedMeanwhile
from modules.department import correcting
from modules.scope import Scope
from tests.factories import (
    NOW,
    AppointmentFactory,
    CourseFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    VerifiedUserFactory,
)
from tests.modules.department.pasting.pasted import hidden_fields
from tests.modules.rules import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def dora(ada):
    dora = LearningAssistantFactory(username="dora", name="Dora Dal", email="dora@example.org")
    AppointmentFactory(assistant=dora, course=ada.appointments.get().course)
    return dora


def correct(cleo, person, scope=None, **values):
    return correcting.correct(
        assistant=LearningAssistant.objects.get(pk=person.pk),
        values=values,
        scope=scope or Scope(cleo.department),
        term=person.appointments.first().term,
        at=NOW,
    )


def test_name_address_and_language(cleo, dora):
    correct(cleo, dora, name="Dora Dahl", email="dora.dahl@example.org", language="en")
    dora.refresh_from_db()
    assert (dora.name, dora.email, dora.language) == ("Dora Dahl", "dora.dahl@example.org", "en")
    former = dora.events.order_by("pgh_id").values_list("name", "email")
    assert list(former) == [
        ("Dora Dal", "dora@example.org"),
        ("Dora Dahl", "dora.dahl@example.org"),
    ]


def test_a_corrected_address_gets_the_greeting(cleo, dora):
    for _time in range(2):
        correct(cleo, dora, email="dora.dahl@example.org")
    assert dora.letters.get().facts["address"] == "dora.dahl@example.org"
    correct(cleo, dora, name="Dora Dahl")
    assert dora.letters.count() == 1


def test_an_account_that_has_proven_the_new_address_is_linked(cleo, dora):
    user = VerifiedUserFactory(email="dora.dahl@example.org")
    correct(cleo, dora, email="dora.dahl@example.org")
    dora.refresh_from_db()
    assert dora.user == user
    assert not dora.letters.exists()


def test_the_address_of_an_account_stays(cleo, ada):
    with refused("not_theirs"):
        correct(cleo, ada, email="mine@example.org")
    correct(cleo, ada, name="Ada B. Aas")
    ada.refresh_from_db()
    assert (ada.name, ada.email) == ("Ada B. Aas", "ada@example.org")


def test_a_person_others_have_appointed_stays(cleo, ben, dora):
    AppointmentFactory(assistant=dora, course=ben.appointments.get().course)
    for values in ({"name": "Dora Dahl"}, {"email": "mine@example.org"}):
        with refused("not_theirs"):
            correct(cleo, dora, **values)


def test_a_person_of_another_course_stays_with_a_course_coordinator(cleo, dora):
    other = CourseFactory(code="TMA4105", department=cleo.department)
    AppointmentFactory(assistant=dora, course=other)
    scope = Scope(cleo.department, frozenset({other.pk}))
    with refused("not_theirs"):
        correct(cleo, dora, scope=scope, name="Dora Dahl")


def test_the_address_stays_once_more_than_appointments_is_on_record(cleo, dora):
    """Who reads the new address gets everything on record of the person."""
    RegistrationFactory(assistant=dora)
    with refused("not_theirs"):
        correct(cleo, dora, email="mine@example.org")
    # It proves the person anyway.
    correct(cleo, dora, email="dora@stud.ntnu.no")
    dora.refresh_from_db()
    assert dora.email == "dora@stud.ntnu.no"


@pytest.mark.parametrize("owner", ["ada", "ben"])
def test_an_address_of_another_record_is_not_taken(cleo, ada, ben, dora, owner):
    with refused("address_taken") as refusal:
        correct(cleo, dora, email={"ada": ada, "ben": ben}[owner].email.upper())
    assert "Ben" not in str(refusal.value)


def test_a_newer_record_is_not_overwritten(cleo, dora):
    shown = LearningAssistant.objects.get(pk=dora.pk)
    LearningAssistant.objects.update(name="Dora D.")
    with pytest.raises(SavedMeanwhile):
        correcting.correct(
            assistant=shown,
            values={"name": "Dora Dahl"},
            scope=Scope(cleo.department),
            term=dora.appointments.get().term,
            at=NOW,
        )


class TestPage:
    @pytest.fixture
    def url(self, client, cleo, dora):
        client.force_login(cleo.user)
        return reverse("modules:correct_person", args=["IE-IMF", "2031H", dora.pk])

    SENT = {"name": "Dora Dahl", "email": "dora@example.org", "language": "nb"}

    def test_shows_old_and_new_then_saves(self, client, url, dora):
        page = client.post(url, self.SENT)
        assert "Dora Dal → Dora Dahl" in page.content.decode()
        dora.refresh_from_db()
        assert dora.name == "Dora Dal"
        done = client.post(url, {**hidden_fields(page), **self.SENT, "confirm": "1"})
        person = reverse("completion:person", args=["IE-IMF", "2031H", dora.pk])
        assert done.headers["Location"] == person
        assert f'href="{url}"' in client.get(person).content.decode()
        dora.refresh_from_db()
        assert dora.name == "Dora Dahl"

    def test_an_address_longer_than_any_is_refused(self, client, url):
        page = client.post(
            url, {**self.SENT, "email": "d" * 60 + "@" + "example." * 25 + "org", "confirm": "1"}
        )
        assert list(page.context["form"].errors) == ["email"]

    def test_without_a_change_there_is_nothing_to_save(self, client, url):
        page = client.post(url, {**self.SENT, "name": "Dora Dal", "confirm": "1"})
        assert 'name="confirm"' not in page.content.decode()

    def test_a_change_of_a_colleague_is_shown(self, client, url, dora):
        sent = hidden_fields(client.get(url))
        LearningAssistant.objects.filter(pk=dora.pk).update(name="Dora D.")
        page = client.post(url, {**sent, **self.SENT, "confirm": "1"})
        assert "A colleague changed this" in page.content.decode()
        dora.refresh_from_db()
        assert dora.name == "Dora D."

    def test_a_refusal_is_told(self, client, url, ada):
        page = client.post(url, {**self.SENT, "email": ada.email, "confirm": "1"})
        assert "is on record already" in page.content.decode()

    def test_whom_to_ask_is_told_where_others_have_appointed_the_person_too(
        self, client, url, dora
    ):
        AppointmentFactory(assistant=dora, course__code="HIST1500")
        page = client.get(url).content.decode()
        assert "Others have appointed Dora Dal too" in page
        assert "to correct it." in page

    def test_the_address_of_an_account_is_not_a_field_to_fill_in(self, client, url, ada):
        own = reverse("modules:correct_person", args=["IE-IMF", "2031H", ada.pk])
        page = client.get(own)
        assert "Ada Aas has an account" in page.content.decode()
        assert page.context["form"].fields["email"].disabled
        assert not page.context["form"].fields["name"].disabled
