"""Regression tests: each way a department's pages once led to another person's record, account or data."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from enrollment.letters.recipients import letter_address
from enrollment.models import Coordinator, LearningAssistant, User
from tests.factories import (
    PASSWORD,
    AppointedFactory,
    AppointmentFactory,
    LearningAssistantFactory,
    UserFactory,
    VerifiedUserFactory,
)
from tests.modules.department.pasting.pasted import confirm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

EVIL = "evil@example.com"


@pytest.fixture
def desk(client, cleo):
    """The mathematics department's pages, used by an attacker."""
    client.force_login(cleo.user)
    return client


@pytest.fixture
def evil():
    """The attacker's own account."""
    return VerifiedUserFactory(username=EVIL, email=EVIL, name="Eve Evil")


def url(page, department="IE-IMF"):
    return reverse(f"modules:{page}", args=[department, "2031H"])


def log_in(login):
    client = Client()
    client.post("/accounts/login/", {"login": login, "password": PASSWORD})
    return client


def appoint_coordinator(desk, **who):
    sent = {"username": "la025", "name": "Lise Lie", "email": EVIL, "course": ""}
    return desk.post(url("coordinators"), sent | who)


def appoint(desk, **who):
    sent = {"username": "la025", "name": "Lise Lie", "email": EVIL, "course": "TMA4100"}
    return desk.post(url("add_person"), sent | {"language": "nb"} | who)


def as_it_was(user):
    return (user.username, user.email, user.name) == User.objects.values_list(
        "username", "email", "name"
    ).get(pk=user.pk)


def test_an_account_does_not_become_a_person_on_record_by_being_appointed_under_their_user_name(
    desk, evil, ben
):
    la025 = AppointedFactory(username="la025", email="lise@example.org")
    appoint_coordinator(desk)
    log_in(EVIL)
    la025.refresh_from_db()
    assert la025.user is None
    assert as_it_was(evil)


def test_nor_a_person_who_comes_on_record_later(desk, evil, staff):
    appoint_coordinator(desk)
    uniped = Client()
    uniped.force_login(staff)
    AppointmentFactory(course__code="HIST1500", course__department__code="HF-IHK")
    sent = {"username": "la025", "email": "lise@example.org", "course": "HIST1500"}
    uniped.post(url("add_person", "HF-IHK"), sent | {"name": "Lise Lie", "language": "nb"})
    log_in(EVIL)
    la025 = LearningAssistant.objects.get(username="la025")
    assert la025.user is None


@pytest.mark.parametrize("username", ["root", "la025"])
def test_no_desk_renames_the_account_of_an_administrator(desk, username):
    root = VerifiedUserFactory(
        username="root@example.org", email="root@example.org", is_staff=True, is_superuser=True
    )
    appoint_coordinator(desk, username=username, email=root.email, name="Somebody Else")
    assert as_it_was(root)


def address_added(evil, postbox, email):
    """Add an address to the attacker's account; return the confirmation link sent to its owner."""
    client = log_in(EVIL)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": email, "action_add": ""})
    assert postbox[-1].to == [email]
    return re.search(r"/accounts/confirm-email/\S+", postbox[-1].body)[0]


def test_who_confirms_an_address_for_anothers_account_does_not_give_it_their_record(evil, postbox):
    la025 = AppointedFactory(username="la025", email="lise@example.org")
    link = address_added(evil, postbox, la025.email)
    lise = Client()
    lise.get(link)
    page = lise.post(link, follow=True).content.decode()
    assert "Log in with the account that added the address" in page
    assert not EmailAddress.objects.get(email=la025.email).verified
    log_in(EVIL)
    la025.refresh_from_db()
    assert la025.user is None


def test_a_reset_does_not_lead_into_anothers_account_that_has_added_the_address(
    client, evil, postbox
):
    address_added(evil, postbox, "lise@example.org")
    client.post("/accounts/password/reset/", {"email": "lise@example.org"})
    assert "/password/reset/key/" not in postbox[-1].body


def test_the_record_that_a_desk_made_up_is_not_shared_with_the_desk_that_appoints_the_person(
    desk, evil, ben, staff
):
    appoint(desk)
    made_up = LearningAssistant.objects.get(username="la025")
    assert made_up.user == evil
    uniped = Client()
    uniped.force_login(staff)
    real = {"username": "la025", "email": "lise@example.org", "course": "HIST1500"}
    sent = {**real, "name": "Lise Lie", "language": "nb"}
    for answer in [
        uniped.post(url("add_person", "HF-IHK"), sent),
        confirm(uniped, url("paste_people", "HF-IHK"), "la025;HIST1500"),
    ]:
        page = answer.content.decode()
        assert "is on record already" in page
        assert EVIL not in page
    assert made_up.appointments.get().course.code == "TMA4100"
    # Uniped corrects the record; adding the person then works.
    person = {"name": "Lise Lie", "username": "la025", "email": "lise@example.org", "user": ""}
    page = reverse("admin:enrollment_learningassistant_change", args=[made_up.pk])
    uniped.post(page, {**person, "language": "nb", **no_rows("appointments", "registrations")})
    assert uniped.post(url("add_person", "HF-IHK"), sent).status_code == 302
    log_in(EVIL)
    made_up.refresh_from_db()
    assert (made_up.user, made_up.appointments.count()) == (None, 2)


@pytest.mark.parametrize("made_by", ["uniped", "colleague"])
def test_a_department_readdresses_no_one_whom_others_put_on_record(
    desk, cleo, staff, evil, made_by
):
    colleague = VerifiedUserFactory()
    Coordinator.objects.create(user=colleague, department=cleo.department)
    other = Client()
    other.force_login({"uniped": staff, "colleague": colleague}[made_by])
    appoint(other, email="lise@example.org")
    assert list(appoint(desk).context["form"].errors) == ["email"]
    la025 = LearningAssistant.objects.get(username="la025")
    assert (la025.email, la025.user) == ("lise@example.org", None)


def test_letters_to_a_person_who_has_logged_in_go_to_the_address_they_have_proven(desk):
    """Otherwise a coordinator who knew the username first could keep reading them."""
    appoint(desk)
    lise = VerifiedUserFactory(username="la025@ntnu.no", email="la025@ntnu.no")
    log_in(lise.email)
    la025 = LearningAssistant.objects.get(username="la025")
    assert la025.user == lise
    assert letter_address(la025) == lise.email


def test_a_stranger_who_signed_up_first_does_not_become_the_coordinator(desk, postbox):
    """The role waits for the owner of the address; the stranger's password does not work."""
    stranger, petra = Client(), Client()
    new = {"email": "petra@example.org", "name": "Eve", "password1": PASSWORD}
    stranger.post("/accounts/signup/", {**new, "password2": PASSWORD})
    appoint_coordinator(desk, email="petra@example.org", name="Petra Pihl")
    user = Coordinator.objects.get(user__email="petra@example.org").user
    assert user.name == "Petra Pihl"
    petra.post("/accounts/password/reset/", {"email": "petra@example.org"})
    link = re.search(r"/accounts/password/reset/key/\S+", postbox[-1].body)[0]
    form = petra.get(link, follow=True).request["PATH_INFO"]
    petra.post(form, {"password1": "petras own battery", "password2": "petras own battery"})
    stranger.post("/accounts/login/", {"login": "petra@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in stranger.session
    petra.post("/accounts/login/", {"login": user.email, "password": "petras own battery"})
    assert petra.get(url("coordinators")).status_code == 200


def test_an_address_that_another_account_has_added_and_not_proven_keeps_no_one_from_the_role(
    desk, evil, postbox
):
    address_added(evil, postbox, "petra@example.org")
    appoint_coordinator(desk, email="petra@example.org")
    assert not evil.coordinates.exists()
    assert Coordinator.objects.get(user__email="petra@example.org").user.last_login is None


@pytest.mark.parametrize("username", ["la025", "nobody"])
def test_a_desk_learns_no_more_of_people_elsewhere_than_that_they_are_on_record(
    desk, ben, username
):
    la025 = LearningAssistantFactory(
        username="la025", name="Lise Lie", email="lise@example.org", user=UserFactory()
    )
    AppointmentFactory(assistant=la025, course__code="HIST1500")
    mine = {"username": username, "name": "Xx Yy", "email": "xx@example.org"}
    line = f"{username};Xx Yy;xx@example.org;TMA4100"
    pages = [
        appoint(desk, **mine),
        desk.post(url("paste_people"), {"people": f"{line}\n{username};TMA4100"}),
        appoint_coordinator(desk, **mine),
        desk.get(url("coordinators")),
    ]
    for page in pages:
        assert "lise" not in page.content.decode().lower()


def no_rows(*prefixes):
    return {
        f"{prefix}-{name}": 0 for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
