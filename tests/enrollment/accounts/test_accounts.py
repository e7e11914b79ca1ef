"""Signing up, confirming an address, logging in and out, and linking accounts to learning assistants."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.test import Client

from completion.verdicts.labels import in_words
from completion.verdicts.results import Step, ToDo
from enrollment.models import LearningAssistant, User
from tests.factories import (
    PASSWORD,
    AppointedFactory,
    LearningAssistantFactory,
    VerifiedUserFactory,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ["nb", "en"]
NEW_PASSWORD = "another battery horse"


def sign_up(client, email, language="en", **more):
    data = {"email": email, "name": "Ada Aas", "password1": PASSWORD, "password2": PASSWORD, **more}
    return client.post("/accounts/signup/", data, headers={"Accept-Language": language})


def log_in(client, login, password=PASSWORD):
    return client.post("/accounts/login/", {"login": login, "password": password})


def confirm(client, postbox, **typed):
    """Open the link in the last letter and submit its form with the given values."""
    path = re.search(r"/accounts/confirm-email/\S+", postbox[-1].body)[0]
    assert client.get(path).status_code == 200
    return client.post(path, typed)


def choose_at_the_letter(client, postbox, password=NEW_PASSWORD):
    """Choose a new password on the page that the last letter links to."""
    return confirm(client, postbox, password1=password, password2=password)


def add_address(client, postbox, email):
    """Add an address to an account, confirming the password first."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": email, "action_add": ""})
    assert postbox[-1].to == [email]


def is_logged_in(client):
    return "_auth_user_id" in client.session


def account_of(assistant):
    return LearningAssistant.objects.get(pk=assistant.pk).user


class TestSigningUp:
    @pytest.mark.parametrize(
        ("language", "subject", "greeting"),
        [
            ("nb", "Bekreft e-postadressen din", "Hei!"),
            ("en", "Confirm your e-mail address", "Hello!"),
        ],
    )
    def test_a_letter_in_the_readers_language_asks_to_confirm_the_address(
        self, client, postbox, settings, language, subject, greeting
    ):
        assert sign_up(client, "ada@example.org", language).url == "/accounts/confirm-email/"
        (letter,) = postbox
        assert letter.to == ["ada@example.org"]
        assert letter.subject == f"LAOS: {subject}"
        assert letter.body.startswith(greeting)
        assert settings.LAOS_CONTACT_EMAIL in letter.body

    def test_no_one_gets_in_before_the_address_is_confirmed(self, client, postbox):
        assistant = AppointedFactory(email="ada@example.org")
        sign_up(client, "ada@example.org")
        assert not is_logged_in(client)
        page = log_in(client, "ada@example.org").content.decode()
        assert "Åpne først lenken" in page or "first open the link" in page
        assert not is_logged_in(client)
        assert account_of(assistant) is None
        assert len(postbox) == 2  # the second letter repeats the link
        confirm(client, postbox)
        log_in(client, "ada@example.org")
        assert is_logged_in(client)

    def test_signing_up_first_with_anothers_address_gives_no_access_to_their_account(
        self, client, postbox
    ):
        """The owner confirms in another browser; the stranger's password stops working."""
        assistant = LearningAssistantFactory(email="ada@example.org")
        stranger = Client()
        sign_up(stranger, "ada@example.org")
        confirm(client, postbox)
        assert not EmailAddress.objects.get().verified
        assert choose_at_the_letter(client, postbox).url == "/my/"
        assert is_logged_in(client)
        log_in(stranger, "ada@example.org")
        assert not is_logged_in(stranger)
        assistant.refresh_from_db()
        assert assistant.user.check_password(NEW_PASSWORD)

    @pytest.mark.parametrize("name", ["Ada\nhttps://evil.example", "see evil.example/x"])
    def test_name_carries_no_message_to_another_persons_address(self, client, postbox, name):
        assert (
            "Write your name only."
            in sign_up(client, "ada@example.org", name=name).content.decode()
        )
        assert not postbox

    def test_opening_the_link_confirms_nothing_yet(self, client, postbox):
        sign_up(client, "ada@example.org")
        path = re.search(r"/accounts/confirm-email/\S+", postbox[0].body)[0]
        assert client.get(path).status_code == 200
        assert not EmailAddress.objects.get().verified

    def test_a_password_is_kept_as_argon2(self, client, settings):
        settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]  # as in production
        sign_up(client, "ada@example.org")
        assert User.objects.get().password.startswith("argon2")

    @pytest.mark.parametrize(
        "password", ["short", "1234567890123", "password12345", "ada@example.org"]
    )
    def test_a_weak_password_is_refused(self, client, password):
        response = sign_up(client, "ada@example.org", password1=password, password2=password)
        assert set(response.context["form"].errors) <= {"password1", "password2"}
        assert not User.objects.exists()

    def test_a_known_address_is_answered_like_a_new_one(self, client, postbox):
        VerifiedUserFactory(email="known@example.org")
        VerifiedUserFactory(email="known-too@example.org")
        answers = []
        for address in ("known@example.org", "KNOWN-TOO@example.org", "new@example.org"):
            stranger = Client()
            response = sign_up(stranger, address)
            page = without_tokens(stranger.get(response.url).content.decode())
            page = page.replace(address.lower(), "the address")
            answers.append((response.status_code, response.url, page))
        assert answers[0] == answers[1] == answers[2]
        assert User.objects.count() == 3
        (known, known_too, new) = postbox
        assert known.to == ["known@example.org"]
        assert "You already have one" in known.body
        assert "You already have one" in known_too.body
        assert "/accounts/confirm-email/" in new.body


class TestLinking:
    @pytest.mark.parametrize("address", ["ada@example.org", "Ada@Example.ORG"])
    def test_a_confirmed_address_links_to_the_person_on_record_with_it(
        self, client, postbox, address
    ):
        assistant = AppointedFactory(email="aDa@example.org")
        sign_up(client, address)
        confirm(client, postbox)
        assert account_of(assistant).email.lower() == "ada@example.org"

    @pytest.mark.parametrize("domain", ["ntnu.no", "stud.ntnu.no", "STUD.ntnu.no"])
    def test_a_confirmed_ntnu_address_links_to_the_user_name_before_the_at(
        self, client, postbox, domain
    ):
        assistant = AppointedFactory(username="adaaas", email="private@example.org")
        sign_up(client, f"AdaAas@{domain}")
        confirm(client, postbox)
        assert account_of(assistant) is not None

    @pytest.mark.parametrize(
        "address",
        ["adaaas@example.org", "adaaas@ntnu.no.example.org", "adaaas@xntnu.no", "adaaas+1@ntnu.no"],
    )
    def test_the_same_name_at_another_domain_proves_nothing(self, client, postbox, address):
        assistant = AppointedFactory(username="adaaas", email="private@example.org")
        sign_up(client, address)
        confirm(client, postbox)
        log_in(client, address)
        assert is_logged_in(client)
        assert account_of(assistant) is None

    def test_nor_does_it_once_the_learning_assistant_comes_on_record_later(
        self, client, postbox, staff
    ):
        sign_up(client, "adaaas@example.org")
        confirm(client, postbox)
        uniped = Client()
        uniped.force_login(staff)
        data = {"name": "Ada", "username": "adaaas", "email": "private@example.org"}
        url = "/admin/enrollment/learningassistant/add/"
        uniped.post(url, {**data, "language": "nb", **no_rows("appointments", "registrations")})
        assert LearningAssistant.objects.get(username="adaaas").user is None

    def test_a_user_name_sent_along_with_the_form_is_not_taken(self, client, postbox):
        assistant = AppointedFactory(username="adaaas", email="private@example.org")
        sign_up(client, "eve@example.org", username="adaaas")
        confirm(client, postbox)
        assert User.objects.get().username == "eve@example.org"
        assert account_of(assistant) is None

    def test_a_user_name_that_staff_gave_an_account_proves_nothing(self, client):
        assistant = AppointedFactory(username="adaaas", email="private@example.org")
        VerifiedUserFactory(username="adaaas", email="eve@example.org")
        log_in(client, "adaaas")
        assert is_logged_in(client)
        assert account_of(assistant) is None

    def test_a_proven_user_name_goes_before_an_address(self, client, postbox):
        by_address = AppointedFactory(username="adaa", email="adaaas@ntnu.no")
        by_name = AppointedFactory(username="adaaas", email="private@example.org")
        sign_up(client, "adaaas@ntnu.no")
        confirm(client, postbox)
        assert account_of(by_name) is not None
        assert account_of(by_address) is None

    def test_a_second_account_cannot_claim_a_learning_assistant(self, client, postbox):
        assistant = AppointedFactory(username="adaaas", email="ada@example.org")
        sign_up(client, "ada@example.org")
        confirm(client, postbox)
        first = account_of(assistant)
        other = Client()
        sign_up(other, "adaaas@ntnu.no")
        confirm(other, postbox)
        log_in(other, "adaaas@ntnu.no")
        assert account_of(assistant) == first

    def test_an_account_cannot_claim_a_second_learning_assistant(self, client, postbox, ada):
        other = AppointedFactory(email="other@example.org")
        client.force_login(ada.user)
        add_address(client, postbox, "other@example.org")
        confirm(client, postbox)
        assert account_of(other) is None
        assert account_of(ada) == ada.user

    def test_an_address_added_later_links_once_it_is_confirmed_and_not_before(
        self, client, postbox
    ):
        assistant = AppointedFactory(email="work@example.org")
        user = VerifiedUserFactory()
        log_in(client, user.email)
        add_address(client, postbox, "work@example.org")
        client.post("/accounts/logout/")
        log_in(client, user.email)
        assert account_of(assistant) is None
        confirm(client, postbox)
        assert account_of(assistant) == user

    def test_an_address_that_another_account_has_confirmed_cannot_be_confirmed_again(
        self, client, postbox, ada
    ):
        eve = VerifiedUserFactory(username="eve")
        EmailAddress.objects.create(user=eve, email=ada.user.email, verified=False)
        log_in(client, eve.email)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.post("/accounts/email/", {"email": ada.user.email, "action_send": ""})
        confirm(client, postbox)
        assert not EmailAddress.objects.get(user=eve, email=ada.user.email).verified
        assert account_of(ada) == ada.user

    def test_the_last_address_of_an_account_stays(self, client):
        """With no address left, the next one added would be confirmed by any reader of its letter."""
        user = VerifiedUserFactory()
        log_in(client, user.email)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.post("/accounts/email/", {"email": user.email, "action_remove": ""})
        assert EmailAddress.objects.filter(user=user, verified=True).exists()

    def test_an_account_that_is_closed_links_nothing(self, client):
        assistant = AppointedFactory(username="adaaas")
        VerifiedUserFactory(username="adaaas", email="adaaas@ntnu.no", is_active=False)
        log_in(client, "adaaas")
        assert not is_logged_in(client)
        assert account_of(assistant) is None


class TestLoggingIn:
    def test_with_the_address_in_any_case_or_with_the_user_name(self):
        VerifiedUserFactory(username="adaaas", email="ada@example.org")
        for login in ("ada@example.org", "ADA@example.org", "adaaas"):
            client = Client()
            assert log_in(client, login).url == "/my/"

    def test_a_wrong_password_and_an_unknown_name_are_answered_alike(self, client):
        VerifiedUserFactory(email="known@example.org")
        known, unknown = (
            log_in(Client(), login, "wrong") for login in ("known@example.org", "other@example.org")
        )
        assert known.context["form"].errors
        assert known.context["form"].errors == unknown.context["form"].errors

    def test_the_limits_are_counted_where_every_process_sees_them(self, settings):
        assert isinstance(caches["default"], RedisCache)
        assert settings.CACHES["default"]["LOCATION"] == settings.REDIS_URL

    def test_the_admin_has_no_log_in_page_of_its_own(self, client, staff):
        data = {"username": staff.username, "password": PASSWORD}
        response = client.post("/admin/login/?next=/admin/", data)
        assert response.url == "/accounts/login/?next=%2Fadmin%2F"
        assert not is_logged_in(client)

    def test_only_a_post_logs_out(self, client, ada):
        client.force_login(ada.user)
        assert client.get("/accounts/logout/").status_code == 200
        assert is_logged_in(client)
        client.post("/accounts/logout/")
        assert not is_logged_in(client)

    def test_one_is_not_sent_on_to_another_site(self, client, ada):
        response = client.post(
            "/accounts/login/?next=https://example.com/", {"login": "ada", "password": PASSWORD}
        )
        assert response.url == "/my/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("url", ["/register/", "/my/"])
def test_without_an_appointment_one_is_told_why_and_where_to_turn(client, settings, language, url):
    settings.LAOS_CONTACT_EMAIL = "training@example.org"
    client.force_login(VerifiedUserFactory())
    page = client.get(url, headers={"Accept-Language": language}).content.decode()
    assert f'lang="{language}"' in page
    assert 'data-refusal="not_appointed"' in page
    assert {"nb": "institutt", "en": "department"}[language] in page
    assert "HR" in page
    assert "training@example.org" in page


def test_a_learning_assistant_of_no_term_may_log_in_and_read(client):
    assistant = LearningAssistantFactory(user=VerifiedUserFactory())
    log_in(client, assistant.user.email)
    page = client.get("/my/").context["page"]
    assert [step.text for step in page.steps][:1] == [in_words(Step(ToDo.ASK_FOR_APPOINTMENT))]
    page = client.get("/register/")
    assert 'data-refusal="not_appointed"' in page.content.decode()


def no_rows(*prefixes):
    return {
        f"{prefix}-{name}": 0 for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }


def without_tokens(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
