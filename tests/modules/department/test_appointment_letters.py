"""The letter to a new coordinator: one letter, with one link to the department."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from enrollment import clock
from enrollment.models import Coordinator, User
from enrollment.resources import CoordinatorResource
from enrollment.resources.reading import read_file
from tests.enrollment.accounts.test_accounts import (
    NEW_PASSWORD,
    confirm,
    is_logged_in,
    log_in,
    sign_up,
)
from tests.enrollment.accounts.test_confirming import link_in
from tests.factories import (
    AppointedFactory,
    CourseFactory,
    TermFactory,
    UserFactory,
    VerifiedUserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

PETRA = {"name": "Petra Pihl", "email": "petra@example.org", "course": ""}
NEW = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
HEADER = "username,name,email,department,course\n"
ROW = "petra,Petra Pihl,petra@example.org,IE-IMF,\n"


@pytest.fixture
def coordinator(client, cleo):
    client.force_login(cleo.user)
    return client


def appoint(client, **who):
    url = reverse("modules:coordinators", args=["IE-IMF", "2031H"])
    return client.post(url, PETRA | who)


def by_page(client, cleo, staff):
    appoint(client)


def by_file(client, cleo, staff):
    CoordinatorResource().import_file(read_file((HEADER + ROW).encode()), user=cleo.user)


def by_admin(client, cleo, staff):
    client.force_login(staff)
    user = UserFactory(name="Petra Pihl", email=PETRA["email"], password=None)
    url = reverse("admin:enrollment_coordinator_add")
    client.post(url, {"user": user.pk, "department": cleo.department.pk, "course": ""})


@pytest.mark.parametrize("way", [by_page, by_file, by_admin])
def test_one_letter_with_one_link_leads_to_a_password_and_to_the_department(
    coordinator, cleo, staff, postbox, way
):
    term = TermFactory()
    way(coordinator, cleo, staff)
    (letter,) = postbox
    assert letter.to == ["petra@example.org"]
    assert letter.subject == "LAOS: You coordinate Department of Mathematical Sciences"
    by = "Unni Uniped" if way is by_admin else "Cleo Claussen"
    assert f"{by} has appointed you" in letter.body
    assert len(re.findall(r"https?://", letter.body)) == 1
    petra = Client()
    answer = petra.post(link_in(letter), NEW)
    assert answer.headers["Location"] == "/department/"
    assert petra.get("/department/").headers["Location"] == f"/department/IE-IMF/{term.code}/"
    assert petra.get(f"/department/IE-IMF/{term.code}/").status_code == 200
    assert len(postbox) == 1
    assert log_in(Client(), PETRA["email"], NEW_PASSWORD).url == "/department/"


def test_link_is_forgotten_once_the_letter_is_sent(coordinator, postbox):
    appoint(coordinator)
    assert "/confirm-email/" in Email.objects.get().message
    assert len(postbox) == 1
    assert Email.objects.get().message == ""


def test_letter_waits_longer_than_a_day_for_a_mail_server(coordinator):
    appoint(coordinator)
    assert (Email.objects.get().expires_at - clock.now()).days == 7


def test_appointing_again_is_quiet(coordinator, postbox):
    for _time in range(2):
        appoint(coordinator)
        CoordinatorResource().import_file(read_file((HEADER + ROW).encode()))
    assert len(postbox) == 1


def test_file_writes_once_to_each_and_names_all(coordinator, cleo, postbox):
    CourseFactory(code="TMA4105", department=cleo.department)
    rows = ROW + ROW.replace(",\n", ",TMA4105\n")
    CoordinatorResource().import_file(read_file((HEADER + rows).encode()))
    (letter,) = postbox
    assert "TMA4105" in letter.body
    assert "Uniped has appointed you" in letter.body


def test_preview_of_a_file_shows_who_gets_a_letter_and_writes_to_no_one(cleo, uniped, postbox):
    file = SimpleUploadedFile("coordinators.csv", (HEADER + ROW).encode())
    page = uniped.post(reverse("admin:enrollment_coordinator_import"), {"file": file})
    text = " ".join(page.content.decode().split())
    assert "These people get a letter" in text
    assert "Petra Pihl (petra@example.org)" in text
    assert not Email.objects.exists()
    confirmed = page.context["confirm_form"].initial
    uniped.post(reverse("admin:enrollment_coordinator_process_import"), confirmed)
    assert len(postbox) == 1


def test_file_that_is_refused_writes_to_no_one(cleo, postbox):
    wrong = "lise,Lise Lie,lise@example.org,NO-SUCH,\n"
    CoordinatorResource().import_file(read_file((HEADER + ROW + wrong).encode()))
    assert len(postbox) == 0


def test_one_who_has_an_account_is_told_and_logs_in_as_ever(coordinator, postbox):
    user = VerifiedUserFactory(email=PETRA["email"])
    appoint(coordinator)
    (letter,) = postbox
    assert "/confirm-email/" not in letter.body
    page = re.search(r"/department/\S*", letter.body)[0]
    petra = Client()
    login = petra.get(page).headers["Location"]
    answer = petra.post(login, {"login": user.email, "password": "correct horse battery"})
    assert answer.headers["Location"] == page


@pytest.mark.parametrize(
    ("language", "words"), [("en", "has appointed you"), ("nb", "har utnevnt")]
)
def test_is_in_the_language_of_the_person_on_record(coordinator, postbox, language, words):
    user = VerifiedUserFactory(email=PETRA["email"])
    AppointedFactory(user=user, language=language)
    appoint(coordinator)
    assert words in postbox[0].body


def test_no_one_writes_to_themselves(uniped, cleo, staff, postbox):
    appoint(uniped, email=staff.email)
    assert Coordinator.objects.filter(user=staff).exists()
    assert len(postbox) == 0


def test_account_that_is_closed_gets_none(coordinator, postbox):
    VerifiedUserFactory(email=PETRA["email"], is_active=False)
    appoint(coordinator)
    assert len(postbox) == 0


def test_stranger_who_signed_up_first_gets_nothing_by_it(coordinator, postbox):
    stranger, petra = Client(), Client()
    sign_up(stranger, PETRA["email"])
    appoint(coordinator)
    page = confirm(petra, postbox)
    assert page.context["way"] == "password"
    assert confirm(petra, postbox, **NEW).url == "/department/"
    log_in(stranger, PETRA["email"])
    assert not is_logged_in(stranger)


def test_link_that_has_expired_shows_how_to_get_a_new_one(coordinator, postbox, monkeypatch):
    appoint(coordinator)
    path = link_in(postbox[0])
    user = User.objects.get(email=PETRA["email"])
    EmailAddress.objects.filter(user=user).update(email="moved@example.org")
    page = Client().get(path).content.decode()
    assert "This link no longer works" in page
    assert reverse("account_reset_password") in page
