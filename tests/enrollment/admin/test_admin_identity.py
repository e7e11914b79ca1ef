"""Account ownership: Uniped compares a record with every account that may belong to it, and decides."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.test import RequestFactory
from django.urls import reverse
from lxml import html

from enrollment.access import in_doubt, link_assistant, proof_of
from enrollment.admin_site.site import identity_of
from enrollment.models import LearningAssistant, User
from tests.enrollment.admin_pages import change_url
from tests.factories import (
    AppointedFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    UserFactory,
    VerifiedUserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LISTED = reverse("admin:enrollment_learningassistant_changelist")


@pytest.fixture
def lise():
    return AppointedFactory(username="la025", name="Lise Lie", email="lise@example.org")


def save(client, assistant, **changes):
    nothing = {f"{inline}-{name}_FORMS": 0 for inline in INLINES for name in ("TOTAL", "INITIAL")}
    person = {name: getattr(assistant, name) for name in ("name", "username", "email", "language")}
    return client.post(
        change_url(assistant), {**nothing, **person, "user": assistant.user_id or "", **changes}
    )


INLINES = ("appointments", "registrations")


def claimants(client, assistant):
    form = client.get(change_url(assistant)).context["adminform"].form
    return {claimant.username: claimant for claimant in form.claimants}


def listed(client):
    page = client.get(LISTED, {"account": "in-doubt"})
    return list(page.context["cl"].queryset)


def test_a_user_name_in_use_names_its_owner(uniped, lise):
    other = LearningAssistantFactory(username="la026", name="Ola Lie")
    page = save(uniped, other, username="la025")
    errors = page.context["adminform"].form.errors
    assert errors == {"username": ["The user name is used by Lise Lie."]}


class TestPickers:
    """Namesakes can be told apart when choosing one."""

    def pickers(self, root):
        request = RequestFactory().get("/")
        request.user = root
        for model, options in admin.site._registry.items():
            if not options.has_add_permission(request):
                continue
            fields = options.get_form(request)().fields.items()
            for name, field in fields:
                people = getattr(getattr(field, "queryset", None), "model", None)
                if people in (User, LearningAssistant):
                    yield model._meta.label_lower, name, field, people

    @pytest.fixture
    def administrator(self):
        return UserFactory(is_staff=True, is_superuser=True)

    def test_every_one_shows_name_user_name_and_address(self, administrator):
        found = {(label, name) for label, name, *_ in self.pickers(administrator)}
        assert {
            ("enrollment.learningassistant", "user"),
            ("enrollment.appointment", "assistant"),
            ("enrollment.coordinator", "user"),
            ("enrollment.coresession", "leaders"),
            ("account.emailaddress", "user"),
            ("mfa.authenticator", "user"),
        } <= found
        for label, name, field, people in self.pickers(administrator):
            person = people(name="Kari Lie", username="karil", email="kari@example.org")
            shown = field.label_from_instance(person)
            assert shown == "Kari Lie (karil, kari@example.org)", (label, name)
            assert not isinstance(field.widget, ForeignKeyRawIdWidget), (label, name)

    @pytest.mark.parametrize(
        ("model", "field"),
        [("coordinator", "user"), ("learningassistant", "user"), ("coresession", "leaders")],
    )
    def test_so_does_what_is_suggested(self, uniped, model, field):
        for number in (1, 2):
            UserFactory(name="Kari Lie", username=f"kari{number}")
        asked = {"app_label": "enrollment", "model_name": model, "field_name": field}
        answer = uniped.get(reverse("admin:autocomplete"), {**asked, "term": "Kari"})
        assert {result["text"] for result in answer.json()["results"]} == {
            "Kari Lie (kari1, kari1@example.org)",
            "Kari Lie (kari2, kari2@example.org)",
        }

    def test_and_what_was_chosen_before(self, uniped):
        coordinator = CoordinatorFactory(user__name="Kari Lie", user__username="kari1")
        page = uniped.get(change_url(coordinator)).content.decode()
        assert "Kari Lie (kari1, kari1@example.org)" in page

    def test_learning_assistants_of_one_name(self, uniped, lise):
        asked = {"app_label": "enrollment", "model_name": "appointment", "field_name": "assistant"}
        answer = uniped.get(reverse("admin:autocomplete"), {**asked, "term": "Lise"})
        assert answer.json()["results"][0]["text"] == "Lise Lie (la025, lise@example.org)"

    def test_an_account_named_by_its_address_is_told_once(self):
        user = User(name="", username="kari@example.org", email="kari@example.org")
        assert identity_of(user) == "kari@example.org"

    def test_a_list_of_coordinators_tells_namesakes_apart(self, uniped):
        CoordinatorFactory(user__name="Kari Lie", user__username="kari1")
        page = uniped.get(reverse("admin:enrollment_coordinator_changelist")).content.decode()
        assert "kari1@example.org" in page


class TestComparing:
    def test_shows_each_account_that_has_anything_in_common_with_the_record(self, uniped, lise):
        VerifiedUserFactory(username="la025", email="eve@example.org", name="Eve")
        unproven = UserFactory(username="one@x.no", email="lise@example.org", name="Claims it")
        EmailAddress.objects.create(user=unproven, email="lise@example.org")
        VerifiedUserFactory(username="la025@ntnu.no", email="la025@ntnu.no", name="Lise")
        UserFactory(username="nobody")
        found = claimants(uniped, lise)
        assert set(found) == {"la025", "one@x.no", "la025@ntnu.no"}
        assert [found[name].proof for name in ("la025", "one@x.no")] == ["", ""]
        assert found["la025@ntnu.no"].proof == "the user name"
        assert found["la025"].addresses == ["eve@example.org (confirmed)"]
        assert found["one@x.no"].addresses == ["lise@example.org (not confirmed)"]
        page = uniped.get(change_url(lise)).content.decode()
        assert "eve@example.org (confirmed)" in page

    def test_tells_what_else_an_account_is(self, uniped, lise):
        other = LearningAssistantFactory(username="other", name="Another", email="o@example.org")
        other.user = VerifiedUserFactory(username="la025")
        other.save()
        CoordinatorFactory(user=other.user, department__code="NV-IFY")
        (claimant,) = claimants(uniped, lise).values()
        assert claimant.other_record == "Another (other, o@example.org)"
        assert claimant.coordinates == ["NV-IFY"]

    @pytest.mark.parametrize("email", ["lise@example.org", "eve@example.org"])
    def test_an_account_is_linked_only_after_it_was_seen_beside_the_record(
        self, uniped, lise, email
    ):
        place = RegistrationFactory(assistant=lise)
        eve = VerifiedUserFactory(username="eve", name="Eve", email=email)
        CoordinatorFactory(user=eve, department__code="NV-IFY")
        CoreSessionFactory(place="R9").leaders.add(eve)
        page = save(uniped, lise, user=eve.pk)
        lines = {line.title: line for line in page.context["comparison"].lines}
        assert (lines["Name"].record, lines["Name"].account) == (["Lise Lie"], ["Eve"])
        assert lines["E-mail addresses"].account == [f"{email} (confirmed)"]
        assert lines["Appointments and roles"].record == [
            "Autumn 2031: TFY4104 Physics, Department of Physics"
        ]
        assert lines["Appointments and roles"].account == ["coordinates NV-IFY"]
        assert lines["Seminars"].record == [str(place.session)]
        assert len(lines["Seminars"].account) == 1
        said = page.content.decode()
        assert ("has confirmed neither" in said) == (email != lise.email)
        lise.refresh_from_db()
        assert lise.user is None
        (ticked,) = html.fromstring(said).xpath("//input[@name='compared']/@value")
        shown = page.context["adminform"].form
        sent = {name: shown[name].value() for name in ("name", "username", "email", "language")}
        assert save(uniped, lise, **sent, user=eve.pk, compared=ticked).status_code == 302
        lise.refresh_from_db()
        assert lise.user == eve

    def test_one_look_is_not_for_another_account(self, uniped, lise):
        eve, adam = UserFactory(), UserFactory()
        save(uniped, lise, user=eve.pk, compared=adam.pk)
        lise.refresh_from_db()
        assert lise.user is None

    def test_new_on_record_with_an_account_that_proves_nothing(self, uniped):
        eve = UserFactory(name="Eve", username="eve")
        new = LearningAssistant(
            username="newone", name="New", email="new@example.org", language="nb"
        )
        sent = {name: getattr(new, name) for name in ("name", "username", "email", "language")}
        nothing = {
            f"{inline}-{name}_FORMS": 0 for inline in INLINES for name in ("TOTAL", "INITIAL")
        }
        url = reverse("admin:enrollment_learningassistant_add")
        page = uniped.post(url, {**sent, **nothing, "user": eve.pk})
        assert "eve@example.org (not confirmed)" in page.content.decode()
        assert not LearningAssistant.objects.filter(username="newone").exists()

    def test_the_history_tells_who_changed_what(self, uniped, staff, lise):
        user = VerifiedUserFactory(name="Lise", username="lise", email=lise.email)
        save(uniped, lise, user=user.pk, compared=user.pk)
        lise.refresh_from_db()
        save(uniped, lise, user="", email="right@example.org")
        form = uniped.get(change_url(lise)).context["adminform"].form
        told = [(change.what, change.by) for change in form.changes]
        account = "Lise (lise, lise@example.org)"
        assert told[:3] == [
            (f"Account: {account} → empty", str(staff)),
            (f"E-mail address: {lise.email} → right@example.org", str(staff)),
            (f"Account: empty → {account}", str(staff)),
        ]
        assert ("User name: la025", "") in told

    def test_an_administrator_sees_which_addresses_of_an_account_are_proven(self, root):
        user = VerifiedUserFactory(email="ada@example.org")
        page = root.get(reverse("admin:enrollment_user_change", args=[user.pk]))
        assert "ada@example.org (confirmed)" in page.content.decode()


class TestInDoubt:
    def test_what_agrees_is_not(self, uniped, ada, lise):
        LearningAssistantFactory(username="la026", user=VerifiedUserFactory(email="la026@ntnu.no"))
        assert listed(uniped) == []

    def test_an_account_that_no_longer_has_the_address(self, uniped, ada):
        EmailAddress.objects.filter(user=ada.user).update(email="new@example.org")
        assert listed(uniped) == [ada]

    def test_another_account_that_proves_to_be_the_same_person(self, uniped, ada):
        """For example, a department put the user name on record with another address."""
        VerifiedUserFactory(email="ada@ntnu.no")
        assert listed(uniped) == [ada]

    def test_a_record_whose_owner_is_on_record_as_another(self, uniped, ada, lise):
        EmailAddress.objects.create(user=ada.user, email=lise.email, verified=True)
        assert listed(uniped) == [lise]

    def test_what_an_account_only_claims_does_not_count(self, uniped, ada):
        EmailAddress.objects.create(user=UserFactory(), email="ada@ntnu.no", verified=False)
        VerifiedUserFactory(email="ada@stud.ntnu.no", is_active=False)
        assert listed(uniped) == []

    def test_without_the_filter_all_are_listed(self, uniped, ada, lise):
        for value, people in (("", {ada, lise}), ("linked", {ada}), ("none", {lise})):
            page = uniped.get(LISTED, {"account": value} if value else {})
            assert set(page.context["cl"].queryset) == people


@pytest.mark.parametrize("email", ["lise@example.org", "la025@ntnu.no", "eve@example.org"])
def test_the_rule_is_the_same_seen_from_the_record_and_from_the_account(lise, email):
    user = VerifiedUserFactory(email=email)
    fits = proof_of(user).fits(username=lise.username, email=lise.email)
    assert fits == in_doubt().filter(pk=lise.pk).exists()
    assert (link_assistant(lise) == user) == fits
